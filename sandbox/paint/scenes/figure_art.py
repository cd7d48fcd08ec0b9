"""Pictures of one subject: a portrait against light, a planet, an abstract composition."""

import numpy as np

from sandbox.paint.canvas import Canvas
from sandbox.paint.palettes import Colour, Palette, mix, rgb
from sandbox.paint.scenes import landscape, nature, urban
from sandbox.paint.scenes.urban import NEON, rain
from sandbox.paint.turbulence import Plane, Rng, blur, step
from sandbox.paint.understanding import Reading

# A head in profile, looking right, in head heights: chin at y = 0.08, crown at -0.98; then shoulders and the back.
PROFILE = (
    (0.10, -0.985), (0.33, -0.925), (0.475, -0.79), (0.525, -0.64), (0.528, -0.54), (0.534, -0.485),
    (0.508, -0.425), (0.552, -0.335), (0.622, -0.243), (0.600, -0.203), (0.540, -0.186), (0.538, -0.158),
    (0.570, -0.122), (0.541, -0.092), (0.557, -0.058), (0.522, -0.018), (0.528, 0.030), (0.490, 0.085),
    (0.410, 0.098), (0.270, 0.055), (0.195, 0.140), (0.205, 0.330), (0.270, 0.450), (0.470, 0.545),
    (0.740, 0.640), (0.900, 0.860), (0.960, 1.300), (0.98, 2.6), (-1.02, 2.6), (-1.000, 1.300),
    (-0.930, 0.900), (-0.740, 0.670), (-0.470, 0.545), (-0.335, 0.420), (-0.305, 0.220),
)  # fmt: skip
SHORT_HAIR = ((-0.345, 0.03), (-0.435, -0.20), (-0.485, -0.45), (-0.445, -0.70), (-0.285, -0.89), (-0.08, -0.985))
LONG_HAIR = (
    (-0.52, 0.52), (-0.60, 0.36), (-0.56, 0.14), (-0.60, -0.10), (-0.60, -0.42), (-0.52, -0.74),
    (-0.32, -0.96), (-0.08, -1.04),
)  # fmt: skip
HOOD = (
    (-0.62, 0.46), (-0.66, 0.10), (-0.70, -0.25), (-0.66, -0.62), (-0.50, -0.95), (-0.22, -1.15),
    (0.12, -1.20), (0.40, -1.08), (0.52, -0.86), (0.500, -0.70),
)  # fmt: skip


def portrait(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint a head in profile whose inside is another place (a double exposure), with light along the face."""
    neon = reading.mentions("neon cyberpunk rain city 霓虹 赛博 雨")
    left, right = (NEON[int(rng.integers(3))], NEON[3 + int(rng.integers(3))]) if neon else (p.light, p.accent)
    back = mix(p.near, rgb("0b0d18"), 0.35) if neon or p.dark else p.sky_mid
    c.gradient([(0, mix(back, p.sky_top, 0.35)), (0.6, back), (1, mix(back, p.sky_low, 0.55))])
    _lights(c, rng, p, neon=neon)
    facing = 1.0 if rng.random() < 0.5 else -1.0
    head = 0.42 * min(1.0, c.w * 0.95)
    x, y = c.w / 2 - facing * 0.04, c.h * 0.36 + 0.40 * head
    c.glow(x + facing * head, y - 0.3 * head, 0.30, mix(left, p.light, 0.3), 0.55)
    cover = _head(c, reading, x, y, head, facing)
    world = Canvas(c.shape[1], c.shape[0])
    inner = urban.city if neon else (landscape.mountains, nature.forest, landscape.sea)[int(rng.integers(3))]
    inner(world, p, reading, rng)
    shade = mix(p.near, rgb("0a0b12"), 0.35)
    # Towards the face the figure is dark and its outline clear; at the back and the shoulders the place shows.
    into = step(-0.75, 0.55, ((c.x - x) * facing / head).astype(np.float32) - 0.15 * (c.y - y) / head)
    dark = np.clip(0.34 + 0.52 * into, 0, 1)[..., None]
    c.over((world.image * (1 - dark) + shade * dark).astype(np.float32), cover)
    _rim(c, cover, facing, left, right, p)
    if neon or reading.rain:
        rain(c, rng, mix(p.light, left, 0.3), 0.13)


def _head(c: Canvas, reading: Reading, x: float, y: float, head: float, facing: float) -> Plane:
    """Return the coverage of the figure: a smooth curve through the profile, hair by the words of the prompt."""
    hair, start, end = SHORT_HAIR, 0, len(PROFILE)
    if reading.mentions("hood traveler traveller wanderer cloak 旅人 旅行者 斗篷"):
        hair, start, end = HOOD, 3, -2
    elif reading.mentions("woman girl lady she female 女 少女"):
        hair, end = LONG_HAIR, -2
    corners = [*PROFILE[start:end], *hair]
    outline = [(x + facing * px * head, y + py * head) for px, py in _curve(corners)]
    shapes = [outline]
    if reading.mentions("hat 帽"):
        brim = [(0.85 * np.cos(a) + 0.02, -0.74 + 0.055 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 60)]
        crown = [(-0.46, -0.74), (-0.40, -1.10), (-0.1, -1.18), (0.25, -1.12), (0.46, -0.74)]
        shapes += [[(x + facing * px * head, y + py * head) for px, py in points] for points in (brim, crown)]
    return c.shape_mask(shapes, 2)


def _curve(corners: list[tuple[float, float]], steps: int = 8) -> list[tuple[float, float]]:
    """Return a closed Catmull-Rom curve through the corners."""
    points = np.array(corners)
    before, after, beyond = np.roll(points, 1, 0), np.roll(points, -1, 0), np.roll(points, -2, 0)
    t = (np.arange(steps) / steps)[None, :, None]
    a, b, d, e = (part[:, None, :] for part in (before, points, after, beyond))
    curve = 0.5 * (2 * b + (d - a) * t + (2 * a - 5 * b + 4 * d - e) * t**2 + (3 * b - a - 3 * d + e) * t**3)
    return [(float(px), float(py)) for px, py in curve.reshape(-1, 2)]


def _rim(c: Canvas, cover: Plane, facing: float, left: Colour, right: Colour, p: Palette) -> None:
    """Light the outline: one colour on the face, another on the back."""
    for width, power in ((0.006, 0.85), (0.022, 0.45)):
        inner = blur(cover, width * c.unit_px)
        slope = np.gradient(inner, axis=1) * c.unit_px * width * 2.5 * facing
        face, back = np.clip(-slope, 0, 1) * cover, np.clip(slope, 0, 1) * cover
        c.screen(mix(left, p.light, 0.35), (face * power).astype(np.float32))
        c.screen(right, (back * power * 0.7).astype(np.float32))


def _lights(c: Canvas, rng: Rng, p: Palette, *, neon: bool) -> None:
    """Scatter out-of-focus lights behind the figure."""
    layer = np.zeros((*c.shape, 3), np.float32)
    choices = NEON if neon else (p.light, p.accent, p.second, p.sky_low)
    for _ in range(34 if neon else 16):
        x, y = float(rng.random()) * c.w, float(rng.random()) ** 0.8 * c.h * 0.85
        radius = float(rng.uniform(0.015, 0.075)) * (1.0 if neon else 1.4)
        d = c.distance(x, y) / radius
        disk = (1 - step(0.93, 1.05, d)) * (0.65 + 0.35 * step(0.6, 1.0, d))
        layer += (
            disk[..., None]
            * choices[int(rng.integers(len(choices)))]
            * np.float32(rng.uniform(0.10, 0.42) * (1 if neon else 0.5))
        )
    c.image += (1 - c.image) * np.clip(blur(layer, 0.003 * c.unit_px) + 0.5 * blur(layer, 0.05 * c.unit_px), 0, 0.95)


def space(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint a planet with bands or continents, perhaps ringed, before a nebula."""
    deep = mix(p.near, rgb("04050c"), 0.6)
    c.gradient([(0, deep), (1, mix(deep, p.far, 0.25))])
    for colour, cell, power in ((p.accent, 0.9, 0.50), (p.second, 0.7, 0.42), (p.sky_mid, 1.2, 0.55)):
        cloud = c.noise(rng, (cell, cell * 0.8), 7, 0.55)
        veil = step(0.48, 0.95, cloud) * (0.4 + 0.9 * c.noise(rng, (0.2, 0.2), 5))
        c.screen(mix(colour, p.near, 0.1), np.clip(veil * power, 0, 1).astype(np.float32))
    c.stars(rng, int(900 * c.w * c.h), c.h * 2.5, p.light)
    radius = float(rng.uniform(0.22, 0.33))
    x, y = c.w * float(rng.uniform(0.36, 0.64)), c.h * float(rng.uniform(0.38, 0.52))
    angle = float(rng.uniform(-0.5, 0.5))
    ringed = reading.mentions("ring saturn 土星 环") or rng.random() < 0.5
    sun = np.array([-0.72, -0.42, 0.55]) * (1 if rng.random() < 0.5 else np.array([-1, 1, 1]))
    if ringed:
        _ring(c, rng, p, x, y, radius, angle, front=False)
    _planet(c, rng, p, x, y, radius, angle, sun)
    if ringed:
        _ring(c, rng, p, x, y, radius, angle, front=True)
    moon = (
        x + radius * float(rng.uniform(1.3, 1.7)) * (1 if x < c.w / 2 else -1),
        y - radius * float(rng.uniform(0.4, 1.0)),
    )
    _planet(c, rng, p, moon[0], moon[1], radius * 0.16, 0.3, sun, grey=True)


def _planet(
    c: Canvas, rng: Rng, p: Palette, x: float, y: float, radius: float, angle: float, sun: Plane, *, grey: bool = False
) -> None:
    u, v = (c.x - x) / radius, (c.y - y) / radius
    r = np.sqrt(u * u + v * v)
    z = np.sqrt(np.clip(1 - r * r, 0, 1))
    along = v * np.cos(angle) - u * np.sin(angle)
    swirl = c.noise(rng, (radius * 0.9, radius * 0.28), 6, 0.55) - 0.5
    bands = 0.5 + 0.5 * np.sin(along * 11 + swirl * 5.5 + 2.2 * np.sin(along * 4))
    first, second = (
        (rgb("8f8a86"), rgb("c9c4bd")) if grey else (mix(p.accent, p.near, 0.25), mix(p.second, p.light, 0.35))
    )
    surface = first + (second - first) * bands[..., None]
    surface = surface + (mix(p.light, second, 0.3) - surface) * step(0.62, 0.85, swirl + 0.5)[..., None] * 0.6
    light = np.clip(u * sun[0] + v * sun[1] + z * sun[2], 0, 1)
    body = surface * (0.03 + 1.15 * light)[..., None]
    cover = np.clip((1 - r) * radius * c.unit_px + 0.5, 0, 1)
    if not grey:
        air = np.exp(-np.clip(r - 1, 0, 9) / 0.05) * np.clip(0.25 + u * sun[0] + v * sun[1], 0, 1) * 0.5
        c.screen(mix(p.second, p.light, 0.4), air.astype(np.float32))
        rim = (1 - z) ** 3 * light * 0.8
        body = body + rim[..., None] * mix(p.second, p.light, 0.4)
    c.over(np.clip(body, 0, 1).astype(np.float32), cover.astype(np.float32))


def _ring(c: Canvas, rng: Rng, p: Palette, x: float, y: float, radius: float, angle: float, *, front: bool) -> None:
    u = ((c.x - x) * np.cos(angle) + (c.y - y) * np.sin(angle)) / radius
    v = ((c.y - y) * np.cos(angle) - (c.x - x) * np.sin(angle)) / radius
    r = np.sqrt(u * u + (v / 0.26) ** 2)
    seedless = 0.5 + 0.3 * np.sin(r * 34) + 0.2 * np.sin(r * 79 + 1)
    cover = (
        step(1.35, 1.40, r)
        * (1 - step(2.05, 2.12, r))
        * (0.25 + 0.6 * seedless)
        * (1 - 0.8 * np.exp(-(((r - 1.78) / 0.025) ** 2)))
    )
    cover = cover * ((v > 0) if front else (v <= 0))
    c.over(mix(p.light, p.accent, 0.35), np.clip(cover * 0.85, 0, 1).astype(np.float32))


def bauhaus(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Compose circles, arcs, bars and blocks on a grid, printed on paper."""
    paper = mix(rgb("f1e9da"), p.haze, 0.25) if not p.dark else mix(rgb("14161f"), p.near, 0.5)
    c.image[:] = paper
    inks = [p.accent, p.second, p.near if not p.dark else p.light, p.far, mix(p.accent, p.sky_low, 0.5)]
    cell = 1 / int(rng.integers(3, 5))
    columns, rows = max(2, round(c.w / cell)), max(2, round(c.h / cell))
    wide, tall = c.w / columns, c.h / rows
    for row in range(rows):
        for column in range(columns):
            _tile(c, rng, inks, paper, column * wide, row * tall, wide, tall)
    radius = float(rng.uniform(0.17, 0.27))
    x, y = c.w * float(rng.uniform(0.3, 0.7)), c.h * float(rng.uniform(0.3, 0.7))
    c.disk(x, y, radius, inks[0])
    c.disk(x, y, radius * 0.55, paper)
    c.disk(x, y, radius * 0.28, inks[2])
    slope = float(rng.choice([-1.0, 1.0])) * float(rng.uniform(0.5, 1.1))
    for number in range(3):
        line = np.abs((c.y - y) - slope * (c.x - x) + 0.05 * number) / np.sqrt(1 + slope**2)
        c.over(inks[2], np.clip((0.006 - line) * c.unit_px + 0.5, 0, 1).astype(np.float32))
    fibre = c.noise(rng, (0.02, 0.02), 5, 0.7) - 0.5
    wear = step(0.72, 0.95, c.noise(rng, (0.008, 0.008), 3)) * 0.16
    c.image = np.clip(c.image * (1 + 0.07 * fibre)[..., None], 0, 1)
    c.over(paper, wear)


def _tile(c: Canvas, rng: Rng, inks: list[Colour], paper: Colour, x: float, y: float, w: float, h: float) -> None:
    """Fill one grid cell with one of a few shapes."""
    left, right = round(x * c.unit_px), round((x + w) * c.unit_px)
    top, bottom = round(y * c.unit_px), round((y + h) * c.unit_px)
    part = c.image[top:bottom, left:right]
    u = (c.x[:, left:right] - x) / w
    v = (c.y[top:bottom] - y) / h
    soft = 1 / (c.unit_px * min(w, h))
    first, second = (inks[int(number)] for number in rng.choice(len(inks), 2, replace=False))
    kind, turn = int(rng.integers(7)), int(rng.integers(4))
    for _ in range(turn):
        u, v = v, 1 - u
    if rng.random() < 0.55:
        part[:] = mix(first, paper, 0.0 if rng.random() < 0.5 else 0.72)
    shapes = (
        lambda: 1 - np.sqrt(u**2 + v**2),
        lambda: 0.5 - np.sqrt((u - 0.5) ** 2 + (v - 0.5) ** 2),
        lambda: np.minimum(0.5 - np.sqrt((u - 0.5) ** 2 + v**2), 1 + 0 * u),
        lambda: (u - v) * 0.7,
        lambda: 0.125 - np.abs((u * 4) % 1 - 0.5) * 0.5 + 0 * v,
        lambda: 0.12 - np.abs(np.sqrt(u**2 + v**2) - 0.72),
        lambda: np.full_like(u + v, -1.0),
    )
    cover = np.clip(shapes[kind]() / soft + 0.5, 0, 1).astype(np.float32)
    part += (second - part) * cover[..., None]
