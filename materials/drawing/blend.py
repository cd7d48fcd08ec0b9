"""Blending two materials by their heights: the higher one shows, as sand lies between stones."""

import numpy as np

from materials.drawing.coating import with_height_m
from materials.maps.complete import complete, even_sized
from materials.maps.follow import extra_slopes, normal_of, occlusion_after
from materials.maps.texture_set import TextureSet
from materials.material import FloatArray, MapName, Material
from materials.patterns.shapes import smooth_step
from materials.pixels.colour import mix

_LEVEL_M = 1e-7
"""Heights that spread less are level: there the materials are mixed evenly."""
_MIXED: tuple[MapName, ...] = ("basecolor", "roughness", "metalness")


def blend(below: TextureSet, above: TextureSet, *, amount: float, softness: float = 0.2) -> TextureSet:
    """Return a full set in which `above` fills `below` up from its hollows; all maps are marked "derived".

    The material above is raised until its share of the surface is `amount`; where it lies higher, it shows. Its tile is
    fitted to that of the one below, whose size in metres stays.

    Args:
        below, above: Any sets; missing maps are derived first. The result has the size of the larger one.
        amount: 0 for only the lower one to 1 for only the upper one.
        softness: Width of the transition, 0 for a sharp line, 1 for one as wide as the heights spread.

    Raises:
        ValueError: A number is out of range.
    """
    if not (0 <= amount <= 1 and 0 <= softness <= 1):
        raise ValueError("Choose an amount and a softness from 0 to 1.")
    if amount == 0:
        return complete(below)
    size_px = max(below.size_px, above.size_px, key=lambda size: size[0] * size[1])
    first, second = (_at_size(textures, size_px) for textures in (below, above))
    lower, upper = first.material(), second.material()
    # The upper tile is stretched over the lower one's metres, with its slopes.
    upper_m = upper.height_m * np.float32(lower.size_m / upper.size_m)
    lead_m = upper_m - lower.height_m
    level_m = _level(lead_m, amount)
    spread_m = float(np.quantile(lead_m, 0.95) - np.quantile(lead_m, 0.05))
    if amount == 1 or spread_m < _LEVEL_M:
        share = np.full_like(lead_m, amount)
    else:
        width_m = max(softness / 2, 1e-3) * spread_m
        share = smooth_step(-width_m, width_m, lead_m - np.float32(level_m))
    height_m = mix(lower.height_m, upper_m - np.float32(level_m), share)
    arrays: dict[MapName, FloatArray] = {name: mix(lower.map(name), upper.map(name), share) for name in _MIXED}
    arrays |= _relief_maps(lower, upper, upper_m, height_m, share)
    return with_height_m(first, height_m, arrays)


def _level(lead_m: FloatArray, amount: float) -> float:
    step = max(1, min(lead_m.shape) // 256)
    return float(np.quantile(lead_m[::step, ::step], 1 - amount))


def _at_size(textures: TextureSet, size_px: tuple[int, int]) -> TextureSet:
    full = complete(textures)
    return full.changed(
        {name: even_sized(name, map_.array, size_px) for name, map_ in full.maps.items() if map_.size_px != size_px}
    )


def _relief_maps(
    lower: Material, upper: Material, upper_m: FloatArray, height_m: FloatArray, share: FloatArray
) -> dict[MapName, FloatArray]:
    pixel_m = lower.metres_per_px
    extras = (
        extra_slopes(lower.normal, lower.height_m, pixel_m),
        extra_slopes(upper.normal, upper_m, pixel_m),
    )
    across, down = (mix(low, high, share) for low, high in zip(*extras, strict=True))
    occlusion = [
        occlusion_after(material.ambient_occlusion, own_m, height_m, pixel_m)
        for material, own_m in ((lower, lower.height_m), (upper, upper_m))
    ]
    return {
        "normal": normal_of(height_m, pixel_m, (across, down)),
        "ambient_occlusion": mix(occlusion[0], occlusion[1], share),
    }
