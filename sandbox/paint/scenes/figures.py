"""Small silhouettes: people, boats, a lighthouse."""

import numpy as np

from sandbox.paint.canvas import Canvas
from sandbox.paint.palettes import Colour, Palette, lighten, mix
from sandbox.paint.turbulence import Plane, step

Bone = tuple[float, float, float, float, float, float]

# Poses as tapered bones: x0, y0, r0, x1, y1... in body heights, feet at (0, 0), y upwards: (x0, y0, x1, y1, r0, r1).
WALKER: tuple[Bone, ...] = (
    (0.0, 0.93, 0.0, 0.93, 0.062, 0.062),
    (0.0, 0.80, 0.0, 0.52, 0.085, 0.075),
    (-0.02, 0.50, -0.075, 0.02, 0.055, 0.03),
    (0.02, 0.50, 0.075, 0.02, 0.055, 0.03),
    (-0.07, 0.79, -0.11, 0.46, 0.035, 0.025),
    (0.07, 0.79, 0.10, 0.47, 0.035, 0.025),
)
COAT: tuple[Bone, ...] = (
    (0.0, 0.93, 0.0, 0.93, 0.062, 0.062),
    (0.0, 0.80, 0.0, 0.30, 0.085, 0.135),
    (-0.045, 0.30, -0.05, 0.02, 0.045, 0.032),
    (0.045, 0.30, 0.055, 0.02, 0.045, 0.032),
    (-0.08, 0.79, -0.12, 0.48, 0.04, 0.032),
    (0.08, 0.79, 0.14, 0.60, 0.04, 0.032),
    (0.14, 0.60, 0.11, 0.78, 0.03, 0.024),
)
DANCER: tuple[Bone, ...] = (
    (0.02, 0.955, 0.03, 0.955, 0.048, 0.048),
    (0.035, 1.0, 0.04, 1.005, 0.026, 0.026),
    (0.015, 0.90, 0.01, 0.82, 0.024, 0.03),
    (0.01, 0.80, -0.015, 0.58, 0.058, 0.05),
    (-0.06, 0.60, 0.12, 0.55, 0.045, 0.03),
    (-0.02, 0.56, -0.01, 0.29, 0.052, 0.03),
    (-0.01, 0.29, 0.0, 0.03, 0.03, 0.017),
    (0.0, 0.03, 0.012, 0.0, 0.015, 0.01),
    (0.0, 0.56, 0.24, 0.60, 0.05, 0.03),
    (0.24, 0.60, 0.50, 0.71, 0.028, 0.012),
    (-0.03, 0.80, -0.22, 0.90, 0.026, 0.019),
    (-0.22, 0.90, -0.40, 1.02, 0.018, 0.010),
    (0.05, 0.80, 0.20, 0.98, 0.026, 0.018),
    (0.20, 0.98, 0.22, 1.17, 0.017, 0.009),
)


def body(c: Canvas, bones: tuple[Bone, ...], x: float, y: float, size: float, smooth: float = 0.025) -> Plane:
    """Return the signed distance (units, negative inside) of a figure of rounded bones with its feet at (x, y)."""
    field = np.full(c.shape, 9.0, np.float32)
    u = (c.x - x) / size
    v = (y - c.y) / size
    for x0, y0, x1, y1, r0, r1 in bones:
        bx, by = x1 - x0, y1 - y0
        length2 = bx * bx + by * by
        t = np.clip(((u - x0) * bx + (v - y0) * by) / length2, 0, 1) if length2 else np.zeros(c.shape, np.float32)
        d = np.sqrt((u - x0 - bx * t) ** 2 + (v - y0 - by * t) ** 2) - (r0 + (r1 - r0) * t)
        blend = np.clip(0.5 + 0.5 * (field - d) / smooth, 0, 1)
        field = field + (d - field) * blend - smooth * blend * (1 - blend)
    return (field * size).astype(np.float32)


def inside(c: Canvas, field: Plane) -> Plane:
    """Return the antialiased coverage of a signed distance."""
    return np.clip(0.5 - field * c.unit_px / 1.5, 0, 1)


def person(c: Canvas, p: Palette, x: float, y: float, size: float, bones: tuple[Bone, ...] = WALKER) -> None:
    """Paint a dark figure standing at (x, y)."""
    part = c.rows(y - 1.1 * size, y + 0.1 * size)
    part.over(lighten(p.near, -0.05), inside(part, body(part, bones, x, y, size)))


def umbrella(c: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """Paint an open umbrella whose rim lies at height y, centred at x; `size` is its width."""
    radius = size / 2
    dome = step(
        1.0 + 3 / (radius * c.unit_px), 1.0, np.sqrt(((c.x - x) / radius) ** 2 + ((c.y - y) / (radius * 0.62)) ** 2)
    )
    ribs = np.abs(((c.x - x) / radius * 3 + 0.5) % 1 - 0.5)
    scallop = c.y < y - radius * 0.10 * (1 - (2 * ribs) ** 2) + radius * 0.02
    shade = 0.75 + 0.25 * step(-1, 0.6, np.broadcast_to((c.x - x) / radius, c.shape))
    c.over((colour * shade[..., None]).astype(np.float32), (dome * scallop).astype(np.float32))


def boat(c: Canvas, p: Palette, x: float, y: float, size: float) -> None:
    """Paint a sailing boat with its water line at y, and its soft reflection."""
    hull = [
        (x - 0.42 * size, y - 0.10 * size),
        (x + 0.5 * size, y - 0.12 * size),
        (x + 0.34 * size, y),
        (x - 0.30 * size, y),
    ]
    main = [(x + 0.0 * size, y - 0.15 * size), (x + 0.0 * size, y - 1.2 * size), (x + 0.42 * size, y - 0.18 * size)]
    jib = [(x - 0.04 * size, y - 0.17 * size), (x - 0.03 * size, y - 1.0 * size), (x - 0.40 * size, y - 0.16 * size)]
    sails = c.shape_mask([main, jib])
    boards = c.shape_mask([hull])
    mirror = c.shape_mask([[(px, 2 * y - (py - y) * 0.6 - y) for px, py in shape] for shape in (main, jib, hull)])
    c.over(mix(p.near, p.far, 0.3), mirror * np.float32(0.30))
    c.over(mix(p.light, p.haze, 0.25) if not p.dark else mix(p.haze, p.light, 0.4), sails)
    c.over(lighten(p.near, 0.02), boards)


def lighthouse(c: Canvas, p: Palette, x: float, y: float, size: float) -> None:
    """Paint a striped lighthouse standing at (x, y), its lamp lit and its beam reaching out."""
    white, band = mix(p.light, p.haze, 0.3), mix(p.accent, p.near, 0.15)
    wide, top = 0.085 * size, y - size

    def slab(low: float, high: float) -> list[tuple[float, float]]:
        a, b = wide * (1 - 0.35 * low), wide * (1 - 0.35 * high)
        return [(x - a, y - size * low), (x + a, y - size * low), (x + b, y - size * high), (x - b, y - size * high)]

    beam = c.shape_mask([[(x, top - 0.06 * size), (x - 1.6, top - 0.32 * size), (x - 1.6, top + 0.10 * size)]])
    fade = np.exp(-np.abs(c.x - x) / 0.5) * (0.5 if p.dark else 0.22)
    c.screen(p.light, beam * fade)
    c.over(white * 0.93, c.shape_mask([slab(0, 1)]))
    c.over(band, c.shape_mask([slab(0.16, 0.34), slab(0.52, 0.70)]))
    c.over(
        p.near,
        c.shape_mask(
            [slab(0.97, 1.0), [(x - wide, top - 0.13 * size), (x, top - 0.22 * size), (x + wide, top - 0.13 * size)]]
        ),
    )
    shadow = c.shape_mask([slab(0, 1)]) * step(x - wide, x + wide, np.broadcast_to(c.x, c.shape)) * 0.35
    c.over(p.near, shadow.astype(np.float32))
    c.disk(x, top - 0.065 * size, 0.035 * size, lighten(p.light, 0.05))
    c.glow(x, top - 0.065 * size, 0.05, p.light, 0.9)
