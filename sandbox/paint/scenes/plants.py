"""Pines, as outlines that several scenes use."""

import numpy as np

from sandbox.paint.turbulence import Plane, Rng

Polygon = list[tuple[float, float]]


def pines(rng: Rng, x: Plane, ground: Plane, size: float, spacing: float = 0.24) -> list[Polygon]:
    """Return a row of pines standing on `ground`, each an outline that begins at its top.

    Args:
        rng: Chance.
        x: Positions of the columns, in units.
        ground: y of the ground per column.
        size: Height of a tall tree.
        spacing: Mean distance between trees, in tree heights.
    """
    trees: list[Polygon] = []
    place = float(x[0]) - size * 0.2
    while place < float(x[-1]) + size * 0.2:
        column = int(np.clip((place - x[0]) / (x[-1] - x[0]), 0, 1) * (len(x) - 1))
        trees.append(_pine(rng, place, float(ground[column]), size * float(rng.uniform(0.42, 1.1))))
        place += size * spacing * float(rng.uniform(0.35, 1.7))
    return trees


def _pine(rng: Rng, x: float, foot: float, height: float) -> Polygon:
    """Return one tree: tiers of drooping branches, wider and a little ragged towards the foot."""
    tiers = int(rng.integers(10, 15))
    half = height * float(rng.uniform(0.15, 0.20))
    lean = height * float(rng.uniform(-0.012, 0.012))
    right: Polygon = []
    left: Polygon = []
    for tier in range(1, tiers + 1):
        t = tier / tiers
        y = foot - height * (1 - t * 0.93)
        for side, points in ((1, right), (-1, left)):
            reach = half * t**0.9 * float(rng.uniform(0.78, 1.12))
            points.append((x + lean * (1 - t) + side * reach, y + 0.020 * height * t))
            points.append((x + lean * (1 - t) + side * reach * 0.50, y - 0.004 * height))
    trunk = 0.013 * height
    base = [
        (x + trunk, foot - 0.06 * height),
        (x + trunk, foot + 0.04),
        (x - trunk, foot + 0.04),
        (x - trunk, foot - 0.06 * height),
    ]
    return [(x + lean, foot - height), *right, *base, *reversed(left)]
