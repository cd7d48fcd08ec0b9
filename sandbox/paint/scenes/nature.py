"""Nature close up: a forest in mist, a field of flowers."""

import math

import numpy as np

from sandbox.paint.canvas import Canvas, Disk
from sandbox.paint.palettes import Colour, Palette, lighten, mix, rgb
from sandbox.paint.scenes.figures import person
from sandbox.paint.scenes.plants import pines
from sandbox.paint.scenes.sky import paint_sky
from sandbox.paint.turbulence import Rng, blur, profile, step
from sandbox.paint.understanding import Reading


def forest(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint rows of pines fading into haze, shafts of light between them, a path and a small walker."""
    light = paint_sky(c, p, reading, rng, 0.9 * c.h)
    x = c.x[0]
    layers = 6
    path_x = float(rng.uniform(0.4, 0.6)) * c.w
    autumn = reading.mentions("autumn fall 秋 枫")
    for layer in range(layers):
        depth = layer / (layers - 1)
        foot = (0.56 + 0.40 * depth**1.2) * c.h
        gap = np.exp(-(((x - path_x) / (0.07 + 0.20 * depth)) ** 2))
        ground = foot + 0.03 * profile(rng, x, 0.6, 4) + 0.02 * gap
        tall = (0.20 + 0.52 * depth**1.15) * min(c.h, 1.25)
        trees = [
            tree
            for tree in pines(rng, x, ground, size=tall)
            if abs(tree[0][0] - path_x) > (0.05 + 0.17 * depth) * (depth > 0.2)
        ]
        cover = np.maximum(c.below(ground.astype(np.float32)), c.shape_mask(trees))
        colour = mix(mix(p.haze, p.near, 0.12 + 0.86 * depth**1.2), rgb("23402c"), 0.25 * depth)
        if autumn:
            colour = mix(colour, (rgb("c8642b"), rgb("a63a2a"), rgb("d99a33"))[layer % 3], 0.42 * (1 - 0.3 * depth))
        tone = c.noise(rng, (0.05, 0.05), 3) - 0.5
        picture = np.clip(colour + tone[..., None] * (0.05 + 0.05 * depth), 0, 1).astype(np.float32)
        c.over(picture, cover)
        if layer < layers - 1:
            fog = np.exp(-(((c.y - foot) / (0.10 + 0.05 * depth)) ** 2)) * (0.62 - 0.35 * depth)
            drift = 0.6 + 0.8 * (c.noise(rng, (0.7, 0.14), 4) - 0.3)
            c.over(mix(p.haze, p.sky_low, 0.5), np.clip(fog * drift, 0, 1).astype(np.float32))
        if layer == 3:
            person(c, p, x=path_x, y=foot + 0.055, size=0.085)
    _shafts(c, p, rng, light.x)


def _shafts(c: Canvas, p: Palette, rng: Rng, x: float) -> None:
    """Add slanting shafts of light that start above the picture."""
    origin = (x, -0.35)
    angle = np.arctan2(c.x - origin[0], c.y - origin[1])
    beams = profile(rng, (angle * 10).ravel().astype(np.float32), 0.8, 4).reshape(c.shape)
    fall = np.exp(-((c.y / (0.75 * c.h)) ** 2)) * np.exp(-((angle / 0.55) ** 2))
    c.screen(
        mix(p.light, p.sky_low, 0.3), (step(0.0, 0.9, beams) * fall * (0.26 if p.dark else 0.42)).astype(np.float32)
    )


def meadow(c: Canvas, p: Palette, reading: Reading, rng: Rng) -> None:
    """Paint a field of flowers running to distant hills, the nearest ones large and out of focus."""
    horizon = float(rng.uniform(0.40, 0.50)) * c.h
    paint_sky(c, p, reading, rng, horizon)
    x = c.x[0]
    for layer in range(3):
        crest = horizon - (0.07 - 0.02 * layer) * (0.8 + 0.8 * profile(rng, x, 0.6, 5)) + 0.012 * layer
        c.over(mix(p.haze, p.near, 0.22 + 0.22 * layer), c.below(crest.astype(np.float32)))
    trees = pines(rng, x, np.full_like(x, horizon + 0.014), size=0.05, spacing=1.3)
    c.over(mix(p.haze, p.near, 0.72), c.shape_mask(trees))
    green = mix(mix(rgb("5c8a3c"), p.near, 0.30), p.haze, 0.06)
    if p.dark:
        green = mix(p.near, p.far, 0.35)
    c.gradient([(0, mix(green, p.haze, 0.40)), (0.25, green), (1, mix(green, p.near, 0.55))], top=horizon + 0.012)
    first = round((horizon + 0.012) * c.unit_px)
    blades = c.noise(rng, (0.012, 0.07), 4, 0.6)[first:] - 0.5
    depth = np.clip((c.y[first:] - horizon) / (c.h - horizon), 0, 1)
    c.image[first:] = np.clip(c.image[first:] * (1 + 0.7 * blades * (0.3 + depth))[..., None], 0, 1)
    _blossoms(c, p, reading, rng, horizon)


def _blossoms(c: Canvas, p: Palette, reading: Reading, rng: Rng, horizon: float) -> None:
    petals = [p.accent, p.second, mix(p.accent, p.light, 0.55), mix(p.accent, p.second, 0.5)]
    if reading.mentions("lavender 薰衣草"):
        petals = [rgb("7a5cc0"), rgb("9a7fd6"), rgb("6546a8"), rgb("b39be3")]
    elif reading.mentions("sunflower 向日葵"):
        petals = [rgb("f4b81f"), rgb("f7cd4a"), rgb("e39a12"), rgb("fbdc78")]
    elif reading.mentions("poppy poppies 罂粟"):
        petals = [rgb("d8342c"), rgb("e8553c"), rgb("b8241f"), rgb("f08a5d")]
    elif reading.mentions("tulip 郁金香"):
        petals = [rgb("e0405a"), rgb("f5b52e"), rgb("f49ac1"), rgb("fbe9d0")]
    _flower_heads(c, p, petals, rng, horizon)
    out_of_focus = np.zeros((*c.shape, 3), np.float32)
    cover = np.zeros(c.shape, np.float32)
    for _ in range(16):
        cx, cy = float(rng.random()) * c.w, c.h * float(rng.uniform(0.93, 1.08))
        near = 1 - step(0.9, 1.0, c.distance(cx, cy) / float(rng.uniform(0.05, 0.09)))
        out_of_focus += (petals[int(rng.integers(4))] * near[..., None] - out_of_focus * near[..., None]) * 0.85
        cover = np.maximum(cover, near * 0.85)
    sigma = 0.016 * c.unit_px
    soft = blur(cover, sigma)
    c.over(np.clip(blur(out_of_focus, sigma) / np.maximum(soft, 0.05)[..., None], 0, 1), np.clip(soft, 0, 0.85))
    c.image = np.clip(c.image, 0, 1)
    c.over(
        lighten(p.haze, 0.0),
        (np.exp(-(((c.y - horizon - 0.01) / 0.03) ** 2)) * np.ones_like(c.x) * 0.35).astype(np.float32),
    )


def _flower_heads(c: Canvas, p: Palette, petals: list[Colour], rng: Rng, horizon: float) -> None:
    """Paint the flowers that are in focus, as many small disks at once."""
    count = int(1500 * c.w * (c.h - horizon) / 0.55)
    # Far to near, so that near flowers cover far ones.
    depths = np.sort(rng.random(count) ** 1.7)
    bands = 0.5 + 0.5 * profile(rng, (depths * 7).astype(np.float32), 1.0, 2)
    disks: list[Disk] = []
    for depth, band in zip(depths.tolist(), bands.tolist(), strict=True):
        x, y = float(rng.random()) * c.w, horizon + 0.018 + (c.h - horizon) * depth * 1.04
        size = 0.0022 + 0.020 * depth**1.5 * float(rng.uniform(0.7, 1.25))
        colour = petals[min(3, max(0, int(band * 4 + float(rng.normal(0, 0.7)))))]
        colour = colour + (p.haze - colour) * np.float32(0.35 * (1 - depth))
        if size * c.unit_px < 2.5:
            disks.append((x, y, size, colour))
            continue
        disks.append((x, y + 0.5 * size, size * 0.95, colour * 0.68))
        for petal in range(5):
            angle = 1.2566 * petal + depth * 40
            place = x + 0.55 * size * math.cos(angle), y + 0.40 * size * math.sin(angle)
            disks.append((*place, 0.52 * size, colour * (0.9 + 0.05 * petal)))
        disks.append((x, y, 0.30 * size, p.light + (petals[1] * 0.5 - p.light) * np.float32(0.35)))
    c.disks(disks)
