"""A shop front: wooden door, lit windows, awning, flowers in pots."""

import numpy as np

from sandbox.paint.canvas import Canvas
from sandbox.paint.palettes import Colour, Palette, lighten, mix, rgb
from sandbox.paint.turbulence import Plane, Rng, blur, step
from sandbox.paint.understanding import Reading


def shopfront(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint a house front with a wooden door, lit windows, an awning and flowers."""
    bright = not p.dark
    wall = mix(p.haze, p.second, 0.22) if bright else mix(p.far, p.second, 0.12)
    wood = mix(rgb("7a4a2c"), p.near, 0.25)
    trim = mix(wood, p.near, 0.45)
    c.gradient([(0, lighten(wall, 0.02)), (1, lighten(wall, -0.07))])
    plaster = c.noise(rng, (0.30, 0.22), 6, 0.6) - 0.5
    c.image += plaster[..., None] * 0.07
    _bricks(c, rng, wall)
    pavement = 0.86 * c.h
    c.gradient([(0, mix(p.far, p.near, 0.35)), (1, mix(p.far, p.near, 0.65))], top=pavement)
    _cobbles(c, rng, pavement)
    s = min(1.0, 0.92 * c.h)
    middle, foot = c.w / 2, pavement
    door_x = middle + (0.27 if rng.random() < 0.5 else -0.27) * s
    window_x = middle - (door_x - middle) * 0.62
    lamp = mix(rgb("ffca7a"), p.light, 0.25)
    _window(c, rng, window_x, foot - 0.17 * s, 0.50 * s, 0.36 * s, trim, lamp, p, bright=bright)
    _door(c, rng, door_x, foot, 0.21 * s, 0.50 * s, wood, trim, lamp)
    _awning(c, p, middle, foot - 0.585 * s, 0.90 * s, 0.12 * s)
    upper = foot - 0.80 * s
    if upper > 0.06:
        for place in (-0.28, 0.0, 0.28):
            _window(
                c,
                rng,
                middle + place * s,
                upper + 0.02 * s,
                0.15 * s,
                0.19 * s,
                trim,
                lamp,
                p,
                bright=bright,
                small=True,
            )
            _flowers(c, rng, p, middle + place * s, upper + 0.03 * s, 0.17 * s, 0.035 * s, 34)
    side = 1 if window_x > door_x else -1
    for offset in (-0.21, -0.08, 0.05, 0.18):
        _pot(c, rng, p, window_x + offset * s, foot + 0.012, float(rng.uniform(0.075, 0.11)) * s)
    _pot(c, rng, p, door_x - side * 0.17 * s, foot + 0.02, 0.13 * s)
    if p.dark:
        c.glow(window_x, foot - 0.3 * s, 0.20, lamp, 0.28)
    slant = step(0.35, 0.75, np.broadcast_to((c.x / c.w) * 0.6 + c.y / c.h * 0.55 - 0.1, c.shape))
    c.over(p.near, (slant * (0.22 if bright else 0.30)).astype(np.float32))
    c.glow(0.05 * c.w, 0.0, 0.45, p.light, 0.28 if bright else 0.10)


def _rect(c: Canvas, x: float, y: float, w: float, h: float, soft: float = 0.0) -> Plane:
    """Return the coverage of a rectangle given by its middle bottom point."""
    edge = max(0.75 / c.unit_px, soft)
    across = np.clip((w / 2 - np.abs(c.x - x)) / (2 * edge) + 0.5, 0, 1)
    down = np.clip((h / 2 - np.abs(c.y - (y - h / 2))) / (2 * edge) + 0.5, 0, 1)
    return (across * down).astype(np.float32)


def _bricks(c: Canvas, rng: Rng, wall: Colour) -> None:
    tall, wide = 0.022, 0.062
    row = np.floor(c.y / tall)
    joint = ((c.y % tall) < 0.0022) | (((c.x + (row % 2) * wide / 2) % wide) < 0.0022)
    patch = step(0.52, 0.66, c.noise(rng, (0.35, 0.3), 4))
    index = (row * 57 + np.floor((c.x + (row % 2) * wide / 2) / wide) * 13).astype(np.int64) % 997
    tone = rng.uniform(-0.05, 0.05, 997).astype(np.float32)[index]
    brick = np.clip(lighten(wall, -0.10) + tone[..., None], 0, 1).astype(np.float32)
    c.over(brick, patch * 0.8)
    c.over(lighten(wall, 0.04), (joint * patch * 0.5).astype(np.float32))


def _cobbles(c: Canvas, rng: Rng, top: float) -> None:
    first = round(top * c.unit_px)
    depth = (c.y[first:] - top + 0.03) / 0.10
    row = np.floor(np.log(depth) * 9)
    inside_row = (np.log(depth) * 9) % 1
    place = (c.x - c.w / 2) / (depth * 0.075) + (row % 2) * 0.5
    cell = np.floor(place)
    dome = np.clip(1 - (2 * np.abs((place % 1) - 0.5)) ** 4, 0, 1) * np.clip(
        1 - (2 * np.abs(inside_row - 0.5)) ** 4, 0, 1
    )
    tone = rng.uniform(0.78, 1.08, 4096).astype(np.float32)[((row * 131 + cell * 17) % 4096).astype(np.int64)]
    c.image[first:] = np.clip(c.image[first:] * (tone * (0.6 + 0.5 * dome))[..., None], 0, 1)
    kerb = np.exp(-(((c.y - top) / 0.02) ** 2)) * 0.5
    c.over(np.zeros(3, np.float32), np.broadcast_to(kerb * (c.y > top - 0.004), c.shape).astype(np.float32))


def _window(
    c: Canvas,
    rng: Rng,
    x: float,
    y: float,
    w: float,
    h: float,
    trim: Colour,
    lamp: Colour,
    p: Palette,
    *,
    bright: bool,
    small: bool = False,
) -> None:
    c.over(np.zeros(3, np.float32), _rect(c, x + 0.012, y + 0.02, w * 1.06, h * 1.06, 0.015) * 0.35)
    c.over(trim, _rect(c, x, y + 0.012, w + 0.035, h + 0.03))
    pane = _rect(c, x, y, w, h)
    across, down = (c.x - x) / w, (c.y - (y - h)) / h
    inner = mix(mix(lamp, p.near, 0.45), p.accent, 0.10)
    warmth = np.exp(-((across**2) * 3 + (down - 0.15) ** 2 * 2.5))[..., None]
    c.over(np.clip(inner * 0.45 + lamp * warmth * 0.8, 0, 1).astype(np.float32), pane)
    if not small:
        shelf = y - 0.02
        for number in range(9):
            _bouquet(
                c, rng, p, x + w * (number / 8 - 0.5) * 0.86, shelf - h * float(rng.uniform(0.12, 0.30)), h * 0.11, 16
            )
    if bright:
        sheen = step(0.05, 0.0, np.abs(across * 0.8 + down - 0.62) - 0.10) + 0.6 * step(
            0.03, 0.0, np.abs(across * 0.8 + down - 0.98) - 0.03
        )
        c.screen(p.sky_low, (sheen * pane * 0.20).astype(np.float32))
    bars = np.zeros(c.shape, bool)
    columns, rows = (2, 2) if small else (4, 3)
    thin = 0.004 if small else 0.006
    for number in range(1, columns):
        bars = bars | (np.abs(across - (number / columns - 0.5)) * w < thin)
    for number in range(1, rows):
        bars = bars | (np.abs(down - number / rows) * h < thin)
    c.over(trim, pane * bars.astype(np.float32))
    c.over(lighten(trim, 0.08), _rect(c, x, y + 0.03, w + 0.07, 0.022))


def _door(
    c: Canvas, rng: Rng, x: float, y: float, w: float, h: float, wood: Colour, trim: Colour, lamp: Colour
) -> None:
    c.over(np.zeros(3, np.float32), _rect(c, x + 0.012, y, w * 1.16, h * 1.06, 0.015) * 0.35)
    c.over(trim, _rect(c, x, y, w * 1.16, h * 1.05))
    grain = c.noise(rng, (0.012, 0.30), 4) - 0.5
    planks = np.abs(((c.x - x) / w * 5) % 1 - 0.5) > 0.47
    leaf = np.clip(wood * (1 + 0.30 * grain - 0.25 * planks)[..., None], 0, 1).astype(np.float32)
    c.over(leaf, _rect(c, x, y, w, h))
    glass_y, glass_h = y - 0.50 * h, 0.40 * h
    c.over(trim, _rect(c, x, glass_y + 0.008, w * 0.72, glass_h + 0.016))
    shine = np.exp(-(((c.y - glass_y + glass_h * 0.6) / glass_h) ** 2))[..., None]
    c.over((lamp * (0.45 + 0.5 * shine)).astype(np.float32), _rect(c, x, glass_y, w * 0.64, glass_h))
    c.over(trim, _rect(c, x, glass_y, 0.008, glass_h))
    c.over(trim, _rect(c, x, glass_y - glass_h / 2, w * 0.64, 0.008))
    for low in (0.06, 0.26):
        c.over(lighten(wood, -0.06), _rect(c, x, y - low * h, w * 0.66, 0.15 * h))
        c.over(lighten(wood, 0.05), _rect(c, x + 0.004, y - low * h - 0.005, w * 0.60, 0.13 * h))
    c.disk(x + w * 0.40, y - 0.46 * h, 0.011, rgb("e2b85c"))
    c.over(lighten(trim, 0.14), _rect(c, x, y + 0.016, w * 1.35, 0.020))


def _awning(c: Canvas, p: Palette, x: float, y: float, w: float, h: float) -> None:
    """Paint a striped awning hanging from its upper edge, with a scalloped rim and its shadow on the wall."""
    down = (c.y - y) / h
    spread = 1 + 0.10 * np.clip(down, 0, 1.2)
    across = (c.x - x) / (w / 2 * spread)
    stripes = 15
    lobe = np.abs(((across + 1) / 2 * stripes) % 1 - 0.5) * 2
    rim = 1.0 + 0.18 * np.sqrt(np.clip(1 - lobe**2, 0, 1))
    shape = (np.abs(across) < 1) & (down > 0) & (down < rim)
    shadow = (np.abs(across) < 1) & (down > 0) & (down < 2.1)
    c.over(np.zeros(3, np.float32), blur(shadow.astype(np.float32), 0.012 * c.unit_px) * np.float32(0.30))
    odd = (np.floor((across + 1) / 2 * stripes) % 2)[..., None]
    cloth = p.accent * odd + lighten(p.haze, 0.10) * (1 - odd)
    light = 1.04 - 0.22 * np.clip(down, 0, 1) - 0.18 * (down > 1.0)
    c.over(np.clip(cloth * light[..., None], 0, 1).astype(np.float32), blur(shape.astype(np.float32), 0.5))


def _flowers(c: Canvas, rng: Rng, p: Palette, x: float, y: float, w: float, h: float, count: int) -> None:
    """Paint a strip of leaves and blossoms whose foot is at y."""
    green = mix(rgb("3f6b3a"), p.near, 0.25)
    for _ in range(count):
        c.disk(
            x + w * float(rng.uniform(-0.5, 0.5)),
            y - h * float(rng.random()),
            h * 0.28,
            lighten(green, float(rng.uniform(-0.06, 0.10))),
        )
    for _ in range(count):
        _blossom(c, rng, p, x + w * float(rng.uniform(-0.5, 0.5)), y - h * float(rng.uniform(0.1, 1.25)), h * 0.20)


def _bouquet(c: Canvas, rng: Rng, p: Palette, x: float, y: float, size: float, count: int) -> None:
    green = mix(rgb("4b7a42"), p.near, 0.2)
    for _ in range(count):
        angle, reach = float(rng.uniform(0, 6.28)), size * float(rng.random()) ** 0.5
        c.disk(
            x + reach * np.cos(angle),
            y + 0.8 * reach * np.sin(angle),
            size * 0.26,
            lighten(green, float(rng.uniform(-0.08, 0.1))),
        )
    for _ in range(count):
        angle, reach = float(rng.uniform(0, 6.28)), size * float(rng.random()) ** 0.5
        _blossom(c, rng, p, x + reach * np.cos(angle), y - 0.12 * size + 0.75 * reach * np.sin(angle), size * 0.21)


def _blossom(c: Canvas, rng: Rng, p: Palette, x: float, y: float, size: float) -> None:
    choice = (p.accent, p.second, rgb("f6d9dc"), rgb("fff3e0"), rgb("e8739b"), rgb("f3b63f"), rgb("b58ad6"))
    colour = choice[int(rng.integers(len(choice)))]
    c.disk(x, y + 0.12 * size, size, lighten(colour, -0.12))
    c.disk(x, y, size * 0.86, colour)
    c.disk(x - 0.2 * size, y - 0.22 * size, size * 0.42, lighten(colour, 0.09), 0.8)


def _pot(c: Canvas, rng: Rng, p: Palette, x: float, y: float, size: float) -> None:
    clay = mix(rgb("b5653f"), p.second, float(rng.uniform(0.0, 0.5)))
    c.over(
        np.zeros(3, np.float32),
        (np.exp(-(((c.x - x - 0.02) / (0.6 * size)) ** 2) - (((c.y - y) / (0.10 * size)) ** 2)) * 0.5).astype(
            np.float32
        ),
    )
    pot = c.shape_mask(
        [
            [
                (x - 0.40 * size, y - 0.72 * size),
                (x + 0.40 * size, y - 0.72 * size),
                (x + 0.29 * size, y),
                (x - 0.29 * size, y),
            ]
        ]
    )
    shade = (1.06 - 0.42 * step(-0.4 * size, 0.4 * size, np.broadcast_to(c.x - x, c.shape)))[..., None]
    c.over(np.clip(clay * shade, 0, 1).astype(np.float32), pot)
    c.over(lighten(clay, 0.05), _rect(c, x, y - 0.66 * size, 0.88 * size, 0.12 * size))
    _bouquet(c, rng, p, x, y - 1.10 * size, 0.50 * size, 26)
