"""Texture sets with known faults, and the surfaces to damage."""

from collections.abc import Callable
from functools import cache

import numpy as np

from materials.drawing.draw import draw
from materials.drawing.grammars import GRAMMARS
from materials.maps.texture_set import TextureMap, TextureSet
from materials.material import FloatArray, MapName, Material

SIZE_PX = 192
Damage = Callable[[FloatArray], FloatArray]


TITLES = {grammar.title: grammar.english[0] for grammar in GRAMMARS}
"""All grammars -> the words that call them."""


@cache
def surface(title: str) -> Material:
    """Draw a grammar once for all tests of a process."""
    return draw(TITLES[title], seed=3, size_px=SIZE_PX).material


def intact(title: str) -> TextureSet:
    """Return one surface as a set."""
    return TextureSet.from_material(surface(title))


def damaged(textures: TextureSet, damage: Damage, *, colour_only: bool = False) -> TextureSet:
    """Return the set with the same damage done to all its maps, or to the base colour only."""
    maps: dict[MapName, TextureMap] = {
        name: TextureMap(
            np.ascontiguousarray(map_.array if colour_only and name != "basecolor" else damage(map_.array), np.float32)
        )
        for name, map_ in textures.maps.items()
    }
    return TextureSet(maps, textures.size_m, textures.height_range_m)


def seam_ratio(image: FloatArray, axis: int) -> float:
    """Return the mean step across the wrap line, over the 99th percentile of the steps between all other lines."""
    steps = np.abs(np.roll(image, -1, axis) - image)
    other = tuple(k for k in range(image.ndim) if k != axis)
    per_line = steps.mean(other)
    return float(per_line[-1] / (np.quantile(per_line[:-1], 0.99) + 1e-9))


def cropped(array: FloatArray) -> FloatArray:
    """A piece of a larger picture."""
    kept = int(0.83 * len(array))
    return array[:kept, :kept]


def cut(array: FloatArray) -> FloatArray:
    """Three columns are lost at the border."""
    return array[:, :-3]


def shifted_in_part(array: FloatArray) -> FloatArray:
    """A third of the right border moved down by a twentieth of the tile."""
    moved, side = array.copy(), len(array)
    moved[side // 3 : 2 * side // 3, -side // 4 :] = np.roll(array, side // 20, 0)[
        side // 3 : 2 * side // 3, -side // 4 :
    ]
    return moved


def shaded(strength: float) -> Damage:
    """Light that falls off from left to right."""

    def shade(array: FloatArray) -> FloatArray:
        ramp = 1 + strength * (np.arange(array.shape[1]) / array.shape[1] - 0.5)
        return np.clip(array * ramp.astype(np.float32)[None, :, None], 0, 1)

    return shade


def mirrored(array: FloatArray) -> FloatArray:
    """The left half, and its mirror image as the right half."""
    half = array[:, : array.shape[1] // 2]
    return np.concatenate([half, half[:, ::-1]], 1)
