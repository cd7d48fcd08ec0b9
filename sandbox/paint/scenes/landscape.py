"""Landscapes: layered mountains, a lake below them, the sea, desert dunes."""

import numpy as np

from sandbox.paint.canvas import Canvas
from sandbox.paint.palettes import Colour, Palette, lighten, mix
from sandbox.paint.scenes.figures import boat, lighthouse, person
from sandbox.paint.scenes.plants import pines
from sandbox.paint.scenes.sky import Light, paint_sky
from sandbox.paint.turbulence import Plane, Rng, blur_along, profile, sample, step
from sandbox.paint.understanding import Reading


def mountains(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint ranges behind ranges, mist between them, pines in front."""
    _ranges(c, p, reading, rng, ground=c.h, horizon=0.74 * c.h)


def lake(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint mountains and their reflection in still water."""
    shore = float(rng.uniform(0.58, 0.66)) * c.h
    _ranges(c, p, reading, rng, ground=shore, horizon=shore * 0.95)
    reflect(c, p, rng, shore, ripple=0.5)
    if reading.mentions("boat canoe 船") or rng.random() < 0.45:
        boat(c, p, x=float(rng.uniform(0.3, 0.7)) * c.w, y=shore + 0.55 * (c.h - shore), size=0.09)


def _ranges(c: Canvas, p: Palette, reading: Reading, rng: Rng, *, ground: float, horizon: float) -> None:
    light = paint_sky(c, p, reading, rng, horizon)
    count = int(rng.integers(5, 8))
    x = c.x[0]
    row_shift = float(rng.uniform(0, 50))
    for layer in range(count):
        depth = layer / (count - 1)
        base = horizon - 0.10 * c.h + (ground - horizon + 0.10 * c.h) * depth**1.3
        height = (0.36 - 0.22 * depth) * min(c.h, 1.5) * float(rng.uniform(0.8, 1.15))
        line = profile(rng, x + row_shift, 0.62 - 0.22 * depth, 8, 0.48, ridged=True)
        crest = base - height * (0.55 + 0.5 * line)
        colour = mix(p.haze, p.near, 0.10 + 0.88 * depth**1.15)
        if layer == count - 1 and rng.random() < 0.75:
            trees = pines(rng, x, crest + 0.01, size=float(rng.uniform(0.07, 0.11)), spacing=0.28)
            c.over(lighten(colour, -0.015), c.shape_mask(trees))
        foot = ground if layer == count - 1 else base + 0.30 * c.h
        part = c.rows(float(crest.min()) - 0.01, foot)
        _slope(part, rng, crest, base, colour, p, light, snowy=depth < 0.6 and (reading.snow or rng.random() < 0.35))
        if layer < count - 1:
            fog = step(-0.22, 0.03, part.y - base) * (0.62 if reading.fog or reading.time == "mist" else 0.42)
            drift = 0.55 + 0.9 * (part.noise(rng, (0.9, 0.16), 4) - 0.2)
            part.over(
                mix(p.haze, p.sky_low, 0.4),
                np.clip(fog * drift * part.below(crest), 0, 1) * np.float32(1 - 0.5 * depth),
            )


def _slope(
    c: Canvas, rng: Rng, crest: Plane, base: float, colour: Colour, p: Palette, light: Light, *, snowy: bool
) -> None:
    """Fill a range below its crest: lit faces towards the light, gullies, snow near the crest."""
    cover = c.below(crest)
    tilt = np.gradient(blur_along(crest, 0.006 * c.unit_px, 0)) * c.unit_px
    facing = np.clip(np.sign(light.x - c.x[0]) * tilt, -1.2, 1.2)
    gullies = c.noise(rng, (0.13, 0.11), 6, 0.62) - 0.5
    deep = np.clip((c.y - crest[None, :]) / 0.30, 0, 1)
    shade = (0.10 * facing[None, :] + 0.34 * gullies) * (1 - deep) ** 1.2
    bright, dim = mix(lighten(colour, 0.10), p.light, 0.12), lighten(colour, -0.06)
    picture = colour + np.clip(shade, 0, 1)[..., None] * (bright - colour) * 2.2
    picture += np.clip(-shade, 0, 1)[..., None] * (dim - colour) * 2.2
    if snowy:
        # Snow lies high up and in the gullies; the foot of each range stays bare.
        above = (base - crest[None, :]) / 0.30
        reach = 0.03 + 0.07 * np.clip(above, 0, 1.5) + 0.30 * gullies + 0.03 * facing[None, :]
        snow = (1 - step(-0.012, 0.012, (c.y - crest[None, :]) - reach)) * 0.85
        white = mix(mix(p.light, p.haze, 0.35), p.sky_top, 0.12)
        picture += (white * (0.92 + 0.22 * np.clip(3 * shade, -0.6, 0.5))[..., None] - picture) * snow[..., None]
    c.over(np.clip(picture, 0, 1).astype(np.float32), cover)


def reflect(c: Canvas, p: Palette, rng: Rng, shore: float, ripple: float) -> None:
    """Mirror everything above the shore line into the water below it."""
    first = round(shore * c.unit_px)
    rows = np.arange(first, c.shape[0])
    if not len(rows):
        return
    depth = ((rows - first) / max(1, c.shape[0] - first)).astype(np.float32)[:, None]
    waves = water(c, rng, first) - 0.5
    source = first - 1 - (rows - first)[:, None] * 0.92 + waves * ripple * (2 + 46 * depth) * c.unit_px / 1000
    source = np.clip(source, 0, first - 1)
    shift = waves * ripple * 9 * depth * c.unit_px / 1000
    columns = np.clip(np.arange(c.shape[1])[None, :] + shift, 0, c.shape[1] - 1)
    mirror = c.image[source.astype(np.int64), columns.astype(np.int64)]
    tint = mix(p.sky_mid, p.near, 0.45)
    mirror = mirror * 0.86 + (tint - mirror * 0.86) * (0.12 + 0.3 * depth)[..., None]
    mirror += (waves * (0.05 + 0.12 * depth))[..., None] * p.sky_low
    c.image[first:] = np.clip(mirror, 0, 1)
    edge = np.exp(-(((c.y - shore) / 0.004) ** 2)) * 0.35
    c.over(mix(p.haze, p.light, 0.5), np.broadcast_to(edge, c.shape).astype(np.float32))


def water(c: Canvas, rng: Rng, first_row: int) -> Plane:
    """Return wave heights around 0.5 for the rows from `first_row` down, foreshortened towards the horizon."""
    tile = _ripples(rng)
    depth = (np.arange(c.shape[0] - first_row, dtype=np.float32) + 2) / c.unit_px
    near = 0.055 / depth[:, None]
    u = (c.x - c.w / 2) * near * 260
    v = near * 760 * np.ones_like(u)
    coarse = sample(tile, v, u)
    fine = sample(tile, v * 2.7 + 40, u * 2.3 + 90)
    return 0.62 * coarse + 0.38 * fine


def _ripples(rng: Rng) -> Plane:
    """Return a 256 px tile of crossing waves that wraps around."""
    grid = np.arange(256, dtype=np.float32) / 256 * 2 * np.pi
    tile = np.zeros((256, 256), np.float32)
    for _ in range(26):
        across, down = int(rng.integers(-9, 10)), int(rng.integers(3, 20))
        phase = rng.uniform(0, 6.28)
        tile += np.sin(across * grid[None, :] + down * grid[:, None] + phase).astype(np.float32) / (1 + 0.12 * down)
    tile = (tile - tile.min()) / (tile.max() - tile.min())
    return tile


def sea(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint the open sea under a wide sky, with a glittering path below the light."""
    horizon = float(rng.uniform(0.50, 0.62)) * c.h
    light = paint_sky(c, p, reading, rng, horizon)
    _headland(c, p, rng, horizon, reading)
    first = round(horizon * c.unit_px)
    depth = np.clip((c.y[first:] - horizon) / (c.h - horizon), 0, 1)
    top, bottom = mix(p.sky_low, p.far, 0.55), mix(p.near, p.sky_top, 0.45)
    sheet = top + (bottom - top) * (depth**0.6)[..., None]
    waves = water(c, rng, first)
    sky = mix(p.sky_mid, p.sky_low, 0.5)
    crest = step(0.50, 0.80, waves) * (0.5 - 0.22 * depth)
    trough = step(0.50, 0.22, waves) * 0.35 * np.ones_like(crest)
    sheet = sheet + (sky - sheet) * crest[..., None]
    sheet = sheet + (mix(bottom, p.near, 0.5) - sheet) * trough[..., None]
    width = 0.05 + 0.26 * depth
    path = np.exp(-(((c.x - light.x) / width) ** 2))
    glitter = np.clip(path * (0.25 + 0.2 * (1 - depth)) + path * step(0.52, 0.70, waves) * 0.95, 0, 1)
    if reading.time == "mist":
        glitter *= 0.35
    sheet = sheet + (mix(p.light, p.sky_low, 0.2) - sheet) * glitter[..., None]
    c.image[first:] = np.clip(sheet, 0, 1)
    line = np.exp(-(((c.y - horizon) / 0.012) ** 2)) * 0.5
    c.over(mix(p.sky_low, p.haze, 0.5), np.broadcast_to(line, c.shape).astype(np.float32))
    if reading.mentions("beach shore coast sand tropical 沙滩 海滩 海岸"):
        _beach(c, p, rng)
    elif not reading.mentions("lighthouse 灯塔"):
        boat(c, p, x=float(rng.uniform(0.2, 0.8)) * c.w, y=horizon + 0.12 * (c.h - horizon), size=0.12)


def _headland(c: Canvas, p: Palette, rng: Rng, horizon: float, reading: Reading) -> None:
    x = c.x[0]
    beacon = reading.mentions("lighthouse 灯塔")
    crest = np.full_like(x, horizon)
    for layer in range(2 + beacon):
        side = 1 if rng.random() < 0.5 else -1
        reach = float(rng.uniform(0.25, 0.5)) * c.w
        if beacon and layer == 2:
            side, reach = 1, 0.42 * c.w
        fall = step(0.0, reach, (x if side < 0 else c.w - x))
        height = (0.05 + 0.05 * layer) * (1 + 0.5 * profile(rng, x, 0.3, 7))
        crest = horizon - np.clip((1 - fall) * height, -1, 1) + fall * 0.02
        c.over(mix(p.haze, p.near, 0.3 + 0.3 * layer), c.below(crest))
    if beacon:
        stand = float(np.clip(crest[int(0.86 * len(crest))], horizon - 0.2, horizon))
        lighthouse(c, p, x=0.86 * c.w, y=stand + 0.012, size=0.24)


def _beach(c: Canvas, p: Palette, rng: Rng) -> None:
    x = c.x[0]
    edge = c.h * 0.84 - 0.10 * (x / c.w - 0.5) + 0.025 * profile(rng, x, 0.5, 4)
    wet, dry = mix(p.far, p.second, 0.15), mix(mix(p.haze, p.light, 0.35), p.accent, 0.10)
    grain = (c.noise(rng, (0.05, 0.012), 5, 0.7) - 0.5) * 0.10
    c.over(mix(wet, p.near, 0.25), c.below(edge, 0.012))
    c.over(np.clip(dry * 0.94 + grain[..., None], 0, 1).astype(np.float32), c.below(edge + 0.055, 0.02))
    foam = np.exp(-(((c.y - edge[None, :]) / 0.005) ** 2)) + 0.5 * np.exp(
        -(((c.y - edge[None, :] + 0.035) / 0.003) ** 2)
    )
    c.over(mix(p.light, p.haze, 0.15), np.clip(foam * (0.25 + 1.2 * (c.noise(rng, (0.06, 0.03), 4) - 0.25)), 0, 0.9))


def dunes(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint dunes with a lit and a shadowed side, wind ripples, and a small traveller."""
    horizon = float(rng.uniform(0.42, 0.52)) * c.h
    light = paint_sky(c, p, reading, rng, horizon)
    x = c.x[0]
    warm = mix(p.accent, p.light, 0.35) if not p.dark else mix(p.far, p.haze, 0.5)
    count = 5
    side = 1.0 if light.x > c.w / 2 else -1.0
    stand = 0.0
    for layer in range(count):
        depth = (layer + 0.4) / count
        base = horizon + (c.h - horizon) * depth**1.35 * 0.86
        swell = 0.05 + 0.17 * depth
        crest = base - swell * (0.35 + 0.65 * profile(rng, x, 0.85 + 0.5 * depth, 3, 0.35))
        lit = mix(mix(p.haze, warm, 0.35 + 0.5 * depth), p.light, 0.20)
        dim = mix(mix(p.haze, p.near, 0.34 + 0.44 * depth), warm, 0.24)
        fall = np.clip(c.y - crest[None, :], 0, 2)
        # The knife edge of a dune wanders down from its crest; the lee side lies in shadow.
        meander = 0.10 * profile(rng, c.y[:, 0] * 1.0 + layer, 0.35, 3)[:, None]
        tilt = np.gradient(crest) * c.unit_px
        lee = step(-0.05, 0.22, side * blur_along(tilt, 0.03 * c.unit_px, 0)[None, :] + meander - 0.25 * fall)
        strength = lee * (1 - step(0.02, 0.34 + 0.2 * depth, fall))
        ripples = np.sin((c.y * 150 + 9 * profile(rng, x, 0.25, 3)[None, :]) / (0.35 + 0.9 * depth))
        surface = lit + (dim - lit) * np.clip(0.06 + 0.92 * strength + 0.42 * step(0, 0.55, fall), 0, 1)[..., None]
        surface *= (1 + 0.018 * depth * ripples * (1 - 0.7 * lee))[..., None]
        c.over(np.clip(surface, 0, 1).astype(np.float32), c.below(crest))
        rim = np.exp(-((fall / 0.006) ** 2)) * c.below(crest) * (1 - lee) * 0.35
        c.screen(p.light, rim.astype(np.float32))
        if layer == 2:
            stand = float(crest[int(0.62 * len(crest))])
    person(c, p, x=0.62 * c.w, y=stand + 0.012, size=0.055)
