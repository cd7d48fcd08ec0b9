"""Things on a table in window light: vases, bottles, cups and fruit."""

from collections.abc import Callable

import numpy as np

from sandbox.paint.canvas import Canvas
from sandbox.paint.palettes import Colour, Palette, lighten, mix, rgb
from sandbox.paint.turbulence import Plane, Rng, blur, step
from sandbox.paint.understanding import Reading

# Half width over height (0 at the foot, 1 at the top), both relative to the thing's size.
Outline = Callable[[Plane], Plane]


def _vase(t: Plane) -> Plane:
    return (
        0.17
        + 0.16 * np.clip(np.sin(np.pi * np.clip(t * 1.15, 0, 1)), 0, 1) ** 1.3
        - 0.10 * step(0.62, 0.85, t)
        + 0.05 * step(0.9, 1.0, t)
    )


def _bottle(t: Plane) -> Plane:
    return 0.155 - 0.105 * step(0.55, 0.74, t) + 0.012 * step(0.93, 0.94, t)


def _bowl(t: Plane) -> Plane:
    return 0.22 + 0.42 * np.sqrt(np.clip(t, 0, 1)) - 0.08 * (t < 0.07)


def _cup(t: Plane) -> Plane:
    return 0.30 + 0.10 * step(0.0, 0.35, t) + 0.015 * t


def _jug(t: Plane) -> Plane:
    return 0.20 + 0.12 * np.sin(np.pi * np.clip(t * 1.05, 0, 1)) - 0.05 * step(0.65, 0.9, t) + 0.04 * step(0.92, 1.0, t)


def still_life(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint a quiet arrangement against a wall, lit from one side through a window."""
    edge = float(rng.uniform(0.64, 0.70)) * c.h
    tint = mix(p.second, p.haze, 0.5)
    wall = mix(rgb("cfc6b8"), tint, 0.55) if not p.dark else mix(rgb("3a3f4c"), p.far, 0.6)
    table = mix(mix(rgb("b99b78"), p.accent, 0.18), wall, 0.25) if not p.dark else mix(rgb("4a4038"), p.near, 0.4)
    c.gradient([(0, lighten(wall, -0.05)), (1, lighten(wall, 0.03))], bottom=edge)
    c.gradient([(0, lighten(table, 0.05)), (1, lighten(table, -0.10))], top=edge)
    c.image += (c.noise(rng, (0.5, 0.4), 6, 0.6) - 0.5)[..., None] * 0.05
    side = -1.0 if rng.random() < 0.5 else 1.0
    _window_light(c, p, rng, side)
    first = round(edge * c.unit_px)
    streak = c.noise(rng, (0.9, 0.016), 5, 0.6)[first:] - 0.5
    c.image[first:] = np.clip(c.image[first:] * (1 + 0.16 * streak)[..., None], 0, 1)
    shapes: list[tuple[Outline, float, float]] = [
        (_vase, 0.46, 1.0),
        (_bottle, 0.50, 1.0),
        (_bowl, 0.13, 1.0),
        (_cup, 0.15, 1.0),
        (_jug, 0.34, 1.0),
    ]
    wanted = [
        number
        for number, words in enumerate(
            (
                "vase flower 瓶 花",
                "bottle perfume glass wine 酒 香水",
                "bowl plate fruit 碗 水果",
                "cup mug coffee tea 杯 茶 咖啡",
                "teapot jug pot 壶 陶",
            )
        )
        if reading.mentions(words)
    ]
    order = list(dict.fromkeys([*wanted, *rng.permutation(5).tolist()]))[: int(rng.integers(3, 5))]
    colours = [p.accent, p.second, mix(wall, rgb("f5efe4"), 0.6), mix(p.far, p.haze, 0.4), mix(p.near, p.far, 0.4)]
    spots = np.linspace(-0.30, 0.30, len(order)) + rng.uniform(-0.03, 0.03, len(order))
    rng.shuffle(spots)
    things = sorted(
        (edge + float(rng.uniform(0.05, 0.17)), c.w / 2 + float(spot), number)
        for spot, number in zip(spots, order, strict=True)
    )
    for count, (foot, x, number) in enumerate(things):
        outline, tall, _ = shapes[number]
        colour = colours[(count + int(rng.integers(2))) % len(colours)]
        _lathe(c, outline, x, foot, tall * 0.95 * min(1.0, c.h), colour, p, side, rng, stems=number == 0)
    for _ in range(int(rng.integers(1, 4))):
        place = c.w / 2 + float(rng.uniform(-0.38, 0.38))
        fruit = mix((rgb("d9482f"), rgb("e9a23b"), rgb("9db34a"))[int(rng.integers(3))], p.accent, 0.25)
        _fruit(c, place, edge + float(rng.uniform(0.19, 0.26)), float(rng.uniform(0.042, 0.058)), fruit, p, side)


def _window_light(c: Canvas, p: Palette, rng: Rng, side: float) -> None:
    """Lay a slanted window of light on the wall, with its crossbars."""
    u = (c.x - c.w / 2) * side + 0.25 * (c.y - 0.3) + float(rng.uniform(-0.1, 0.1))
    v = c.y - 0.06 * side * (c.x - c.w / 2)
    frame = ((np.abs(u) < 0.30) & (v > 0.04) & (v < 0.56 * c.h)).astype(np.float32)
    bars = (np.abs((u + 0.30) % 0.30 - 0.15) > 0.135) | (np.abs((v - 0.04) % 0.19 - 0.095) > 0.085)
    light = blur(frame * ~bars, 0.012 * c.unit_px)
    c.screen(mix(p.light, p.accent, 0.12), light * np.float32(0.17 if p.dark else 0.22))
    away = step(-0.2, 1.0, np.broadcast_to((c.x / c.w - 0.5) * side + 0.5, c.shape))
    c.over(mix(p.near, p.far, 0.3), away * np.float32(0.25))


def _shadow(c: Canvas, x: float, foot: float, half: float, tall: float, side: float) -> None:
    """Lay the contact shadow and the long soft one that falls away from the light."""
    u, v = (c.x - x) * side, c.y - foot
    long = (
        np.exp(-(((v - 0.10 * u) / (0.024 + 0.06 * np.clip(u, 0, 1))) ** 2))
        * step(-half, half * 0.4, u)
        * (1 - step(tall * 0.4, tall * 1.1, u))
    )
    contact = np.exp(-((u / (half * 1.15)) ** 2) - ((v / 0.014) ** 2))
    c.over(np.array([0.10, 0.09, 0.10], np.float32), np.clip(long * 0.42 + contact * 0.65, 0, 0.8).astype(np.float32))


def _lathe(
    c: Canvas,
    outline: Outline,
    x: float,
    foot: float,
    tall: float,
    colour: Colour,
    p: Palette,
    side: float,
    rng: Rng,
    *,
    stems: bool,
) -> None:
    """Paint a turned thing: its normal across the width gives light, core shadow, reflection and highlight."""
    width = tall if tall > 0.2 else 0.26
    t = (foot - c.y) / tall
    half = outline(np.clip(t, 0, 1)) * width
    _shadow(c, x, foot, float(outline(np.zeros((1, 1), np.float32))[0, 0]) * width, tall, side)
    n = np.clip((c.x - x) / np.maximum(half, 1e-4), -1, 1)
    # The foot and the rim are ellipses seen from slightly above.
    bend = 0.030 * width * np.sqrt(np.clip(1 - n * n, 0, 1))
    t = (foot + bend - c.y) / tall
    edge = 0.8 / c.unit_px
    cover = np.clip((half - np.abs(c.x - x)) / edge + 0.5, 0, 1)
    cover = (
        cover * np.clip(t * tall / edge + 0.5, 0, 1) * np.clip((1 - t) * tall / edge + 0.5 + 0.030 * width / edge, 0, 1)
    )
    facing = -n * side
    lit = step(-0.75, 0.95, facing * 0.86 + 0.16)
    shade = 0.34 + 0.80 * lit + 0.13 * step(0.55, 1.0, -facing)
    body = colour * shade[..., None] + (mix(p.light, colour, 0.5) * 0.12) * lit[..., None]
    glaze = (c.noise(rng, (0.07, 0.05), 5, 0.6) - 0.5) * 0.07
    shine = np.exp(-(((facing - 0.60) / 0.10) ** 2)) * step(0.1, 0.3, t) * (1 - step(0.75, 0.95, t)) * 0.38
    body = body + glaze[..., None] + shine[..., None] * p.light
    if stems:
        _branches(c, rng, p, x, foot - tall * 0.97, tall)
    c.over(np.clip(body, 0, 1).astype(np.float32), cover.astype(np.float32))
    top = float(outline(np.ones((1, 1), np.float32))[0, 0]) * width
    mouth = np.sqrt(((c.x - x) / top) ** 2 + ((c.y - (foot - tall)) / (0.034 * width + 0.12 * top)) ** 2)
    if not stems:
        c.over(np.clip(colour * 1.12, 0, 1).astype(np.float32), (1 - step(0.97, 1.03, mouth)).astype(np.float32))
        c.over(colour * 0.38, (1 - step(0.84, 0.92, mouth)).astype(np.float32))


def _branches(c: Canvas, rng: Rng, p: Palette, x: float, y: float, tall: float) -> None:
    """Paint a few thin branches with leaves and blossoms growing out of a vase."""
    green = mix(rgb("5d7350"), p.near, 0.2)
    for _ in range(7):
        lean, reach = float(rng.uniform(-0.55, 0.55)), tall * float(rng.uniform(0.45, 0.85))
        for piece in range(26):
            t = piece / 25
            px, py = x + lean * reach * t**1.3, y + 0.03 - reach * t * (1 - 0.12 * t * abs(lean))
            c.disk(px, py, 0.0030 * (1.2 - 0.6 * t), green * 0.8)
            if piece > 8 and piece % 3 == 0:
                out = 0.020 * (1 if piece % 2 else -1)
                leaf = lighten(green, float(rng.uniform(-0.05, 0.12)))
                for step_ in range(4):
                    c.disk(px + out * step_ / 3, py - 0.010 * step_ / 3, 0.0075 * (1 - 0.15 * step_), leaf)
        colour = (p.accent, p.second, rgb("f5dfd8"))[int(rng.integers(3))]
        top = (x + lean * reach, y + 0.03 - reach * (1 - 0.12 * abs(lean)))
        for petal in range(7):
            angle = petal * 0.9 + float(rng.random())
            c.disk(
                top[0] + 0.016 * np.cos(angle),
                top[1] + 0.013 * np.sin(angle),
                0.014,
                lighten(colour, 0.02 * petal - 0.06),
            )
        c.disk(top[0], top[1], 0.008, lighten(colour, -0.2))


def _fruit(c: Canvas, x: float, y: float, radius: float, colour: Colour, p: Palette, side: float) -> None:
    _shadow(c, x, y + radius * 0.86, radius * 0.8, radius * 2.6, side)
    u, v = (c.x - x) / radius, (c.y - y) / radius
    r2 = u * u + v * v
    height = np.sqrt(np.clip(1 - r2, 0, 1))
    light = np.clip(-0.62 * side * u - 0.50 * v + 0.60 * height, 0, 1)
    shade = 0.30 + 0.85 * light
    shine = np.clip(-0.45 * side * u - 0.52 * v + 0.73 * height, 0, 1) ** 40 * 0.55
    body = colour * shade[..., None] + shine[..., None] * p.light
    c.over(
        np.clip(body, 0, 1).astype(np.float32),
        np.clip((1 - np.sqrt(r2)) * radius * c.unit_px + 0.5, 0, 1).astype(np.float32),
    )
    for piece in range(6):
        c.disk(
            x + 0.02 * piece / 6 * side, y - radius * (0.86 + 0.10 * piece / 3), 0.0035, mix(colour, rgb("3c2a1c"), 0.8)
        )
