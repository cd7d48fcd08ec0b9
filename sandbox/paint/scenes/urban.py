"""Places people built: a skyline, a neon street in the rain, a stage."""

import numpy as np

from sandbox.paint.canvas import Canvas
from sandbox.paint.palettes import Colour, Palette, lighten, mix, rgb
from sandbox.paint.scenes.figures import COAT, DANCER, body, inside, umbrella
from sandbox.paint.scenes.landscape import reflect
from sandbox.paint.scenes.sky import paint_sky
from sandbox.paint.turbulence import Plane, Rng, blur, blur_along, sheared, step
from sandbox.paint.understanding import Reading

NEON = tuple(rgb(code) for code in ("ff3d7f", "29d3ff", "ffb02e", "8a5bff", "3dffb0", "ff5a36"))


def city(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint a skyline in layers, its windows lit, mirrored in the water before it."""
    shore = float(rng.uniform(0.70, 0.78)) * c.h
    paint_sky(c, p, reading, rng, shore)
    c.glow(c.w / 2, shore, 0.5, mix(p.accent, p.light, 0.4), 0.30 if p.dark else 0.15, 0.4)
    for layer in range(4):
        depth = layer / 3
        tone = mix(p.haze, p.near, 0.18 + 0.72 * depth)
        place = -0.05
        while place < c.w:
            wide = float(rng.uniform(0.035, 0.09)) * (0.75 + 0.5 * depth)
            middle = 1 - abs(place / c.w - 0.5) * 1.2
            tall = float(rng.uniform(0.08, 0.34)) * (0.55 + 0.75 * middle) * (1.05 - 0.45 * depth) * min(c.h, 1.4)
            _tower(
                c,
                p,
                rng,
                place,
                shore - tall,
                wide,
                shore,
                tone,
                lit=0.18 + 0.55 * depth if p.dark else 0.10 + 0.2 * depth,
            )
            place += wide * float(rng.uniform(0.75, 1.25))
        fog = step(-0.25, 0.0, np.broadcast_to(c.y - shore, c.shape)) * (c.y < shore) * (0.32 - 0.07 * layer)
        c.over(mix(p.haze, p.sky_low, 0.5), fog.astype(np.float32))
    reflect(c, p, rng, shore, ripple=1.0)


def _tower(
    c: Canvas, p: Palette, rng: Rng, x: float, top: float, wide: float, foot: float, tone: Colour, *, lit: float
) -> None:
    left, right = (int(np.clip(v * c.unit_px, 0, c.shape[1])) for v in (x, x + wide))
    first, last = (int(np.clip(v * c.unit_px, 0, c.shape[0])) for v in (top, foot))
    if right - left < 2 or last - first < 2:
        return
    across = np.linspace(-1, 1, right - left, dtype=np.float32)
    facade = tone * (1 + 0.10 * across)[:, None]
    c.image[first:last, left:right] = np.clip(facade, 0, 1)[None]
    if rng.random() < 0.3:
        middle = (left + right) // 2
        width = max(1, int(0.0016 * c.unit_px))
        c.image[max(0, first - int(0.045 * c.unit_px)) : first, middle : middle + width] = tone
    pitch, size = max(3, round(0.0105 * c.unit_px)), max(1, round(0.0050 * c.unit_px))
    columns = np.arange(left + size, right - size, pitch)
    rows = np.arange(first + size + 1, last - size, max(3, round(0.0135 * c.unit_px)))
    warm = (mix(p.accent, p.light, 0.55), mix(p.second, p.light, 0.6), p.light)[int(rng.integers(3))]
    for row in rows:
        floor = lit * (1.5 if rng.random() < 0.12 else 0.8)
        for column in columns[rng.random(len(columns)) < floor]:
            bright = 0.45 + 0.55 * float(rng.random())
            part = c.image[row : row + size + 1, column : column + size]
            part += (warm - part) * np.float32(bright)


def street(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint a narrow street at night: neon on both sides, wet ground, someone walking away under an umbrella."""
    ground = 0.66 * c.h
    vanish = (0.5 * c.w + float(rng.uniform(-0.06, 0.06)), 0.56 * c.h)
    deep = mix(p.near, rgb("070912"), 0.55)
    glow = NEON[int(rng.integers(len(NEON)))]
    c.gradient([(0, mix(deep, p.sky_top, 0.5)), (1, mix(mix(p.far, glow, 0.25), deep, 0.25))], bottom=ground)
    c.gradient([(0, mix(deep, p.far, 0.3)), (1, deep)], top=ground)
    c.glow(vanish[0], vanish[1], 0.20, mix(glow, p.light, 0.5), 0.85)
    _houses(c, rng, vanish, deep, p)
    signs = np.zeros((*c.shape, 3), np.float32)
    for side in (-1, 1):
        for number in range(9):
            _sign(c, rng, signs, vanish, side, depth=0.10 + 0.88 * (number + float(rng.random()) * 0.7) / 9)
    halo = blur(signs, 0.022 * c.unit_px) * 0.9 + blur(signs, 0.07 * c.unit_px) * 0.8
    c.image += (1 - c.image) * np.clip(signs * 1.05 + halo * 0.75, 0, 1)
    _wet_ground(c, rng, round(ground * c.unit_px))
    size = 0.40 * min(1.0, c.h)
    stand = (vanish[0] + float(rng.uniform(-0.05, 0.05)), ground + 0.20 * (c.h - ground) + 0.10)
    _walker(c, deep, glow, rng, stand, size)
    rain(c, rng, mix(p.light, glow, 0.25), 0.20 if reading.rain else 0.10)


def _houses(c: Canvas, rng: Rng, vanish: tuple[float, float], deep: Colour, p: Palette) -> None:
    """Paint house fronts that run towards the vanishing point, nearer ones darker."""
    for side in (-1, 1):
        edge = 0.0 if side < 0 else c.w
        for depth in (0.16, 0.3, 0.46, 0.66, 0.86, 1.1):
            x = vanish[0] + (edge - vanish[0]) * depth
            outer = edge + side * 0.1
            roof = vanish[1] - (0.45 + 0.5 * depth + 0.18 * float(rng.random())) * depth**0.4 * min(c.h, 1.3)
            tone = mix(mix(p.far, deep, 0.35), deep, min(1.0, depth))
            wall = c.shape_mask(
                [[(x, roof), (outer, roof - 0.08), (outer, c.h), (x, vanish[1] + 0.16 * depth + 0.02)]], 1
            )
            c.over(tone, wall)
            cell = (0.022 + 0.03 * depth, 0.03 + 0.045 * depth)
            grid = ((c.x / cell[0]) % 1 < 0.55) & ((c.y / cell[1]) % 1 < 0.5)
            number = np.floor(c.x / cell[0]) * 37 + np.floor(c.y / cell[1]) * 101
            chance = rng.random(1009)[np.remainder(number, 1009).astype(np.int64)] > 0.80
            light = grid & chance & (c.y < vanish[1]) & (wall > 0.9)
            c.over(mix(p.accent, p.light, 0.4), (light * np.float32(0.30 + 0.2 * (1 - depth))).astype(np.float32))


def _sign(c: Canvas, rng: Rng, signs: Plane, vanish: tuple[float, float], side: int, depth: float) -> None:
    edge = 0.0 if side < 0 else c.w
    x = vanish[0] + (edge - vanish[0]) * depth
    y = vanish[1] - float(rng.uniform(0.06, 0.75)) * depth * 0.85
    colour = NEON[int(rng.integers(len(NEON)))]
    tall = rng.random() < 0.6
    height = (0.17 if tall else 0.06) * depth * float(rng.uniform(0.6, 1.3))
    width = (0.05 if tall else 0.15) * depth * float(rng.uniform(0.6, 1.1))
    thick = max(1.5 / c.unit_px, 0.006 * depth)
    reach = 4 * thick
    left, right = (int(np.clip(v * c.unit_px, 0, c.shape[1])) for v in (x - width / 2 - reach, x + width / 2 + reach))
    top, bottom = (int(np.clip(v * c.unit_px, 0, c.shape[0])) for v in (y - height / 2 - reach, y + height / 2 + reach))
    if left >= right or top >= bottom:
        return
    u, v = c.x[:, left:right] - x, c.y[top:bottom] - y
    bx = np.abs(u) - width / 2
    by = np.abs(v) - height / 2
    box = np.maximum(bx, by)
    tube = np.exp(-((box / thick) ** 2))
    strokes = 0.0
    if min(width, height) > 6 * thick:
        count = 4 if tall else 5
        along, across = (v / height, u / width) if tall else (u / width, v / height)
        cell = along * count
        bars = np.abs((cell % 1) - 0.5) < 0.18
        strokes = 0.75 * bars * (np.abs(across) < 0.28) * (np.abs(along) < 0.42)
    lit = np.clip(tube + strokes * (box < 0), 0, 1).astype(np.float32)
    signs[top:bottom, left:right] += (
        lit[..., None] * (colour * 0.8 + 0.2 * (lit > 0.85)[..., None]) * np.float32(0.45 + 0.55 * depth)
    )


def _wet_ground(c: Canvas, rng: Rng, first: int) -> None:
    """Mirror the street in the ground, drawn out downwards and broken by puddles."""
    rows = np.arange(first, c.shape[0])
    source = np.clip(first - 1 - ((rows - first) * 1.35).astype(np.int64), 0, first - 1)
    mirror = blur_along(c.image[source], 0.035 * c.unit_px, 0)
    mirror = blur_along(mirror, 0.004 * c.unit_px, 1)
    depth = ((rows - first) / max(1, len(rows)))[:, None].astype(np.float32)
    puddle = step(0.38, 0.62, c.noise(rng, (0.30, 0.07), 5)[first:])
    grit = c.noise(rng, (0.012, 0.005), 3)[first:]
    shine = (0.30 + 0.62 * puddle) * (1 - 0.45 * depth) * (0.72 + 0.5 * grit)
    floor = c.image[first:]
    c.image[first:] = np.clip(floor * (0.55 + 0.2 * grit[..., None]) + mirror * shine[..., None], 0, 1)


def _walker(c: Canvas, deep: Colour, glow: Colour, rng: Rng, stand: tuple[float, float], size: float) -> None:
    x, y = stand
    shade = np.exp(-(((c.x - x) / 0.10) ** 2) - (((c.y - y - 0.05) / 0.07) ** 2)) * 0.75
    c.over(deep * 0.4, shade.astype(np.float32))
    whole, c = c, c.rows(y - 1.2 * size, y + 0.1)
    field = body(c, COAT, x, y, size)
    dark = deep * 0.35
    c.over(dark, inside(c, field))
    rim = np.exp(-(((field + 0.003) / 0.003) ** 2)) * inside(c, field)
    c.screen(glow, (rim * step(-0.02, 0.05, np.broadcast_to(c.x - x, c.shape)) * 0.40).astype(np.float32))
    other = NEON[int(rng.integers(len(NEON)))]
    c.screen(other, (rim * step(0.02, -0.05, np.broadcast_to(c.x - x, c.shape)) * 0.35).astype(np.float32))
    c = whole.rows(y - 1.4 * size, y - 0.5 * size)
    umbrella(c, x + 0.10 * size, y - 0.93 * size, 0.74 * size, mix(dark, glow, 0.32))
    pole = (np.abs(c.x - x - 0.105 * size) < 0.006 * size) & (c.y > y - 0.97 * size) & (c.y < y - 0.66 * size)
    c.over(dark, pole.astype(np.float32))


def rain(c: Canvas, rng: Rng, colour: Colour, strength: float) -> None:
    """Add slanting streaks of rain in two depths."""
    for length, share, weight in ((0.022, 0.0045, 0.7), (0.05, 0.0016, 1.0)):
        # Falling straight on a canvas that is then sheared: rows slide sideways as they go down.
        drops = (rng.random(c.shape) < share).astype(np.float32)
        streak = blur_along(drops, length * c.unit_px * 0.6, 0) * np.float32(length * c.unit_px * 1.6)
        streak = sheared(streak, 0.14)
        c.screen(colour, np.clip(streak, 0, 1) * np.float32(strength * weight))


def stage(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint a dancer in a cone of moonlight between curtains."""
    floor = 0.76 * c.h
    deep = mix(p.near, rgb("05060d"), 0.4)
    back = mix(p.sky_top, p.sky_mid, 0.45) if p.dark else mix(p.near, p.sky_top, 0.5)
    c.gradient([(0, deep), (0.6, back), (1, lighten(back, 0.05))], bottom=floor)
    c.gradient([(0, mix(back, p.haze, 0.25)), (1, deep)], top=floor)
    x = c.w / 2 + float(rng.uniform(-0.08, 0.08)) * c.w
    light = mix(p.light, p.second, 0.18)
    if reading.mentions("moon moonlit night 月"):
        c.stars(rng, 160, floor, p.light)
        c.glow(x, 0.36 * c.h, 0.30, p.light, 0.45)
        c.disk(x, 0.36 * c.h, 0.23, mix(p.light, back, 0.10), 0.9)
        c.image *= (
            1
            - 0.10
            * step(0.5, 0.7, c.noise(rng, (0.12, 0.12), 4))[..., None]
            * (1 - step(0.2, 0.235, c.distance(x, 0.36 * c.h)))[..., None]
        )
    for lean, colour, power in ((0.0, light, 0.55), (-0.42, p.accent, 0.22), (0.42, p.second, 0.22)):
        top = x + lean * c.w
        centre = top + (x - top) * np.clip(c.y / floor, 0, 1)
        width = 0.03 + 0.25 * np.clip(c.y / floor, 0, 1)
        cone = np.exp(-(((c.x - centre) / width) ** 4)) * (c.y < floor + 0.02) * (0.35 + 0.65 * (1 - c.y / c.h))
        dust = 0.75 + 0.5 * (c.noise(rng, (0.3, 0.3), 5) - 0.5)
        c.screen(colour, (cone * dust * power).astype(np.float32))
    pool = np.exp(-(((c.x - x) / 0.30) ** 2) - (((c.y - floor - 0.07) / 0.055) ** 2))
    c.screen(light, (pool * 0.75).astype(np.float32))
    boards = np.abs((((c.x - x) / (0.25 + (c.y - floor + 0.2))) * 22) % 1 - 0.5) < 0.03
    c.over(deep, ((c.y > floor) * boards * 0.35).astype(np.float32))
    size = 0.50 * min(1.0, c.h)
    foot = floor + 0.075
    field = body(c, DANCER, x, foot, size)
    cover = inside(c, field)
    mirror = np.clip((2 * foot * c.unit_px - np.arange(c.shape[0])).astype(np.int64), 0, c.shape[0] - 1)
    reflected = blur(cover[mirror], 0.006 * c.unit_px) * (c.y > foot) * np.exp(-np.abs(c.y - foot) / 0.16)
    c.over(deep, (reflected * 0.6).astype(np.float32))
    tutu = c.shape_mask([_skirt(x, foot - 0.575 * size, size)])
    c.over(mix(deep, p.accent, 0.30), blur(tutu, 0.002 * c.unit_px) * np.float32(0.85))
    c.over(deep * 0.5, cover)
    rim = np.exp(-(((field + 0.002) / 0.0025) ** 2)) * cover
    c.screen(light, (rim * 0.6).astype(np.float32))
    _curtains(c, p, deep, rng)


def _skirt(x: float, y: float, size: float) -> list[tuple[float, float]]:
    upper = [(x + 0.30 * size * u, y - 0.035 * size * (1 - u * u)) for u in np.linspace(-1, 1, 41)]
    frill = [
        (x + 0.30 * size * u, y + size * (0.018 + 0.016 * abs(np.sin(u * 22)) + 0.03 * (1 - u * u)))
        for u in np.linspace(1, -1, 81)
    ]
    return [*upper, *frill]


def _curtains(c: Canvas, p: Palette, deep: Colour, rng: Rng) -> None:
    cloth = mix(p.accent, deep, 0.55)
    for side in (0, 1):
        reach = 0.17 * c.w + 0.05 * np.sin(c.y / c.h * 3 + rng.uniform(0, 6)) - 0.05 * (c.y / c.h)
        inward = c.x if side == 0 else c.w - c.x
        folds = 0.5 + 0.5 * np.sin((inward / (0.55 + 0.25 * c.y / c.h)) * 120 + 2 * np.sin(c.y * 4 + side))
        shade = (0.30 + 0.70 * folds) * (0.35 + 0.65 * step(-0.02, 0.17 * c.w, inward))
        c.over(
            np.clip(cloth * shade[..., None], 0, 1).astype(np.float32),
            np.clip((reach - inward) * c.unit_px / 2, 0, 1).astype(np.float32),
        )
