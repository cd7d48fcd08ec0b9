"""From any of the six maps to all six, which agree: what is missing is derived, what is there stays."""

from collections.abc import Mapping

import numpy as np

from materials.maps.maps import ambient_occlusion_from_height, height_from_normal, length_of, normal_from_height
from materials.maps.slope_fit import estimate_height_range_m, fit_slopes, judge_convention
from materials.maps.texture_set import TextureMap, TextureSet
from materials.material import FloatArray, MapName
from materials.patterns.noise import blur
from materials.pixels.colour import linear_to_srgb, luminance
from materials.pixels.resample import resized

_GUESSED_SLOPE = 0.35
"""Typical slope given to a relief that is guessed from colours."""
_STONE_GREY = 0.21
"""Linear light of a neutral base colour: middle grey, as on a photographer's card."""

_CERTAINTY: dict[MapName, float] = {
    "basecolor": 0.1,
    "normal": 0.95,
    "roughness": 0.3,
    "metalness": 0.6,
    "height": 0.9,
    "ambient_occlusion": 0.9,
}
_GUESSED_RELIEF_CERTAINTY = 0.3


def complete(textures: TextureSet) -> TextureSet:
    """Return a set with all six maps at one size; the new ones are marked "derived".

    - Height from the normal map, and the normal map from the height, each exactly the inverse of the other. Without
      both, the relief is guessed from the brightness of the base colour, else it is flat.
    - Ambient occlusion from the height at its physical scale.
    - Roughness is a guess: rougher in hollows and in dark places, smoother on crests.
    - Metalness is 0, the base colour middle grey.

    Maps that are smaller than the largest are resized; otherwise what is there stays as it is, contradictions
    included. The height range is filled in from normal and height where it was not known.
    """
    size_px = textures.size_px
    evened = textures.changed(
        {name: even_sized(name, map_.array, size_px) for name, map_ in textures.maps.items() if map_.size_px != size_px}
    )
    if not evened.missing and evened.height_range_m is not None:
        return evened
    return _with_surface_maps(_with_relief(evened))


def even_sized(name: MapName, array: FloatArray, size_px: tuple[int, int]) -> FloatArray:
    """Return a map at another size, within its range; normals again of length 1."""
    again = resized(array, size_px)
    if name == "normal":
        return again / np.maximum(length_of(again), np.float32(1e-6))
    return np.clip(again, 0, 1)


def rebuilt_height(textures: TextureSet) -> TextureSet:
    """Return the set with its height map replaced by the one its normal map describes.

    The set must have a normal map.
    """
    normal = textures.maps["normal"]
    convention = judge_convention(fit_slopes(normal.array)).convention or "opengl"
    metres_per_px = textures.size_m / normal.array.shape[1]
    height_m = height_from_normal(normal.array, metres_per_px, convention=convention)
    unit, range_m = _unit_height(height_m)
    map_ = TextureMap(unit, "derived", _CERTAINTY["height"])
    return textures.with_maps({"height": map_}, height_range_m=range_m)


def _with_relief(textures: TextureSet) -> TextureSet:
    """Add height, normal and height range."""
    if "normal" in textures.maps and "height" not in textures.maps:
        return rebuilt_height(textures)
    if "height" not in textures.maps:
        textures = _with_guessed_height(textures)
    if textures.height_range_m is None:
        estimate = estimate_height_range_m(textures)
        textures = textures.with_maps({}, height_range_m=textures.relief_m if estimate is None else estimate)
    if "normal" not in textures.maps:
        height = textures.maps["height"]
        height_m = height.array * np.float32(textures.relief_m)
        normal = normal_from_height(height_m, textures.size_m / height.array.shape[1])
        sure = _CERTAINTY["normal"] if height.origin != "derived" else height.certainty
        textures = textures.with_maps({"normal": TextureMap(normal, "derived", sure)})
    return textures


def _with_guessed_height(textures: TextureSet) -> TextureSet:
    basecolor = textures.array("basecolor")
    if basecolor is None:
        flat = np.full(textures.size_px, 0.5, np.float32)
        return textures.with_maps({"height": TextureMap(flat, "derived", 0.1)}, height_range_m=0.0)
    grey = linear_to_srgb(luminance(basecolor))
    # Slow differences are stains or light rather than relief, the finest are grain.
    relief = blur(grey, 0.0012) - blur(grey, 0.08)
    unit, contrast = _unit_height(relief)
    slope = float(np.abs(np.diff(unit, axis=1)).mean()) * unit.shape[1]
    range_m = textures.size_m * min(0.1, _GUESSED_SLOPE / max(slope, 1e-3)) if contrast > 0 else 0.0
    map_ = TextureMap(unit, "derived", _GUESSED_RELIEF_CERTAINTY)
    return textures.with_maps({"height": map_}, height_range_m=range_m)


def _unit_height(height: FloatArray) -> tuple[FloatArray, float]:
    """Return the height from 0 to 1, and its range before."""
    low, high = float(height.min()), float(height.max())
    if high - low <= 1e-9:
        return np.full(height.shape, 0.5, np.float32), 0.0
    return ((height - low) / np.float32(high - low)).astype(np.float32), high - low


def _with_surface_maps(textures: TextureSet) -> TextureSet:
    """Add occlusion, roughness, metalness and base colour to a set with a relief."""
    height = textures.maps["height"].array
    metres_per_px = textures.size_m / height.shape[1]
    made: dict[MapName, FloatArray] = {}
    if "ambient_occlusion" in textures.missing:
        made["ambient_occlusion"] = ambient_occlusion_from_height(
            height * np.float32(textures.relief_m), metres_per_px, directions=16, steps=10
        )
    if "metalness" in textures.missing:
        made["metalness"] = np.zeros(height.shape, np.float32)
    if "basecolor" in textures.missing:
        made["basecolor"] = np.full((*height.shape, 3), _STONE_GREY, np.float32)
    if "roughness" in textures.missing:
        made["roughness"] = guessed_roughness(height, textures.array("basecolor"), textures.array("metalness"))
    return textures.with_maps(_derived(made))


def _derived(arrays: Mapping[MapName, FloatArray]) -> dict[MapName, TextureMap]:
    return {name: TextureMap(array, "derived", _CERTAINTY[name]) for name, array in arrays.items()}


def guessed_roughness(height: FloatArray, basecolor: FloatArray | None, metalness: FloatArray | None) -> FloatArray:
    """Return a plausible roughness: 0.68 for dielectrics and 0.35 for metals, varied by relief and brightness.

    Hollows keep dust and stay rough, crests are rubbed smooth; in dry materials pale, powdery places scatter more
    than dark ones. No measurement stands behind the amounts.

    Args:
        height: (H, W), 0 to 1.
        basecolor: (H, W, 3) linear light, if known.
        metalness: (H, W), if known.
    """
    rise = height - blur(height, 0.02)
    roughness = np.float32(0.68) - np.float32(0.1) * np.tanh(rise / np.float32(2 * float(rise.std()) + 1e-6))
    if basecolor is not None:
        grey = linear_to_srgb(luminance(basecolor))
        tone = grey - blur(grey, 0.05)
        roughness = roughness + np.float32(0.08) * np.tanh(tone / np.float32(2 * float(tone.std()) + 1e-6))
    if metalness is not None:
        roughness = roughness - np.float32(0.33) * metalness
    return np.clip(roughness, 0.05, 1).astype(np.float32)
