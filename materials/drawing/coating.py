"""Coats on any material, drawn or paid: moss, dirt, water, snow, rust, wear, led by its height."""

from dataclasses import replace

import numpy as np

from materials.drawing.draft import Draft
from materials.drawing.overlays import OVERLAYS, OverlayName
from materials.errors import Incomplete
from materials.maps.complete import complete
from materials.maps.follow import extra_slopes, normal_of, occlusion_after
from materials.maps.texture_set import TextureMap, TextureSet
from materials.material import FloatArray, MapName
from materials.patterns.noise import Torus

_MOST_REPEATS = 4


def coat(textures: TextureSet, overlay: OverlayName, *, amount: float, scale: float = 1.0, seed: int = 0) -> TextureSet:
    """Return a full set with a coat laid over it; the maps that change are marked "derived".

    A tile two, three or four times as wide as high, or as high as wide, is repeated to a square, on which the coat is
    laid without repeating. Details of a normal map that its height map does not have stay where the coat leaves the
    surface bare.

    Args:
        textures: Any set; missing maps are derived first.
        overlay: Name of one of `OVERLAYS`.
        amount: 0 for none to 1 for all over.
        scale: Size of the coat's pattern, 0.25 to 4; 1 is natural for the material's size in metres.
        seed: Picks the pattern.

    Raises:
        Incomplete: The maps are not square, and repeating them makes no square either.
        ValueError: There is no such overlay, or a number is out of range.
    """
    coats = {each.name: each for each in OVERLAYS}
    if overlay not in coats:
        raise ValueError(f"There is no overlay {overlay}. Choose one of: {', '.join(coats)}.")
    if not (0 <= amount <= 1 and 0.25 <= scale <= 4):
        raise ValueError("Choose an amount from 0 to 1 and a scale from 0.25 to 4.")
    full = complete(textures)
    if amount == 0:
        return full
    full = _squared(full)
    material = full.material()
    draft = Draft(
        Torus(material.size_px[1], seed, scale),
        material.size_m,
        material.height_m,
        material.basecolor,
        material.roughness,
        material.metalness,
    )
    coats[overlay].paint(draft, draft.torus, amount)
    bare = 1 - draft.covered
    across, down = extra_slopes(material.normal, material.height_m, material.metres_per_px)
    arrays: dict[MapName, FloatArray] = {
        "basecolor": np.clip(draft.basecolor, 0, 1),
        "normal": normal_of(draft.height_m, material.metres_per_px, (across * bare, down * bare)),
        "roughness": np.clip(draft.roughness, 0, 1),
        "metalness": np.clip(draft.metalness, 0, 1),
        "ambient_occlusion": occlusion_after(
            material.ambient_occlusion, material.height_m, draft.height_m, material.metres_per_px
        ),
    }
    return with_height_m(full, draft.height_m, arrays)


def _squared(textures: TextureSet) -> TextureSet:
    """Return a full set whose tile is square: as it is, or repeated across or down."""
    height_px, width_px = textures.size_px
    longer, shorter = max(height_px, width_px), min(height_px, width_px)
    times = longer // shorter
    if longer % shorter or times > _MOST_REPEATS:
        raise Incomplete("not_square")
    if times == 1:
        return textures
    down, across = longer // height_px, longer // width_px
    repeated = textures.changed(
        {name: np.tile(map_.array, (down, across, 1)[: map_.array.ndim]) for name, map_ in textures.maps.items()}
    )
    return replace(repeated, size_m=textures.size_m * across)


def with_height_m(textures: TextureSet, height_m: FloatArray, arrays: dict[MapName, FloatArray]) -> TextureSet:
    """Return the set with a height in metres, of which its range is taken, and other maps, all marked "derived"."""
    low, high = float(height_m.min()), float(height_m.max())
    unit = (height_m - low) / np.float32(high - low) if high > low else np.full_like(height_m, 0.5)
    made: dict[MapName, FloatArray] = {**arrays, "height": unit}
    maps: dict[MapName, TextureMap] = {
        name: TextureMap(np.ascontiguousarray(array, np.float32), "derived") for name, array in made.items()
    }
    return textures.with_maps(maps, height_range_m=high - low)
