"""The one-click repairs of the report card; each gives a new texture set and leaves the old one as it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from materials.errors import Incomplete
from materials.maps.complete import complete, even_sized, rebuilt_height
from materials.maps.physical import SMOOTHEST, clamp_albedo
from materials.maps.texture_set import TextureSet
from materials.material import FloatArray, MapName
from materials.pixels.resample import resized
from materials.repair.heal import heal_maps
from materials.report.finding import FixName
from materials.report.seam_check import SEAM_LOOK, planes, score_axis
from words.language import marked

_LARGEST_PX = 8192


@dataclass(frozen=True)
class Fix:
    """One repair.

    Attributes:
        title: The words on its button, in English.
        needs: The map it changes; None when it is about the whole set.
        repair: Makes the new set.
    """

    title: str
    needs: MapName | None
    repair: Callable[[TextureSet], TextureSet]


def apply(textures: TextureSet, fix: FixName) -> TextureSet:
    """Return the repaired set; maps a fix does not touch stay the same objects, with their original files.

    Raises:
        Incomplete: The set does not have the map the fix is about.
    """
    chosen = FIXES[fix]
    if chosen.needs is not None and chosen.needs not in textures.maps:
        raise Incomplete("no_map_to_change")
    return chosen.repair(textures)


def fix_green(textures: TextureSet) -> TextureSet:
    """Turn the normal map from DirectX to OpenGL, or back."""
    normal = textures.maps["normal"]
    turned = normal.array * np.array([1, -1, 1], np.float32)
    # Whoever asks for it has looked: from now on no detection knows better.
    return textures.with_maps({"normal": replace(normal, array=turned, original=None, upright=1.0)})


def heal_seams(textures: TextureSet) -> TextureSet:
    """Heal the axes whose seam shows, all maps along the same cut; a set that tiles is returned as it is."""
    maps = planes(textures)
    if not maps:
        return textures
    across = score_axis(maps, down=False).score > SEAM_LOOK
    down = score_axis(maps, down=True).score > SEAM_LOOK
    if not (across or down):
        return textures
    arrays: dict[MapName, FloatArray] = {name: map_.array for name, map_ in textures.maps.items()}
    return textures.changed(heal_maps(arrays, across=across, down=down))


def renormalise(textures: TextureSet) -> TextureSet:
    """Give every normal the length 1, let it point out of the surface, and take out a lean of the whole."""
    normal = textures.maps["normal"].array
    length = np.linalg.norm(normal, axis=-1, keepdims=True)
    unit = np.where(length > 1e-3, normal / np.maximum(length, 1e-3), np.array([0, 0, 1], np.float32))
    lean = unit[..., :2].mean((0, 1))
    if float(np.hypot(*lean)) > 0.03:
        unit[..., :2] -= lean
    unit[..., 2] = np.maximum(unit[..., 2], 0.02)
    unit /= np.linalg.norm(unit, axis=-1, keepdims=True)
    return textures.changed({"normal": unit.astype(np.float32)})


def clamp_base_colour(textures: TextureSet) -> TextureSet:
    """Bring the base colour into the range of real surfaces, dielectric or metal."""
    basecolor = textures.maps["basecolor"].array
    size_px = (basecolor.shape[0], basecolor.shape[1])
    metalness = textures.array("metalness")
    metal = np.zeros(size_px, np.float32) if metalness is None else resized(metalness, size_px)
    return textures.changed({"basecolor": clamp_albedo(basecolor, metal)})


def binarise_metalness(textures: TextureSet) -> TextureSet:
    """Make every pixel metal or not."""
    metalness = textures.maps["metalness"].array
    return textures.changed({"metalness": (metalness > 0.5).astype(np.float32)})


def clamp_roughness(textures: TextureSet) -> TextureSet:
    """Lift the roughness to what renderers can show."""
    return textures.changed({"roughness": np.clip(textures.maps["roughness"].array, SMOOTHEST, 1).astype(np.float32)})


def fix_size(textures: TextureSet) -> TextureSet:
    """Bring all maps to one size, the powers of two nearest to the largest map, at most 8192 px."""
    height, width = textures.size_px
    size_px = (_power_of_two(height), _power_of_two(width))
    arrays: dict[MapName, FloatArray] = {
        name: even_sized(name, map_.array, size_px) for name, map_ in textures.maps.items() if map_.size_px != size_px
    }
    return textures.changed(arrays)


def _power_of_two(side: int) -> int:
    return min(_LARGEST_PX, 1 << max(0, round(float(np.log2(side)))))


FIXES: dict[FixName, Fix] = {
    "complete": Fix(marked("Derive the missing maps"), None, complete),
    "flip_green": Fix(marked("Flip green"), "normal", fix_green),
    "heal_seams": Fix(marked("Heal the seams"), None, heal_seams),
    "renormalise": Fix(marked("Renormalise"), "normal", renormalise),
    "rebuild_height": Fix(marked("Height from normal"), "normal", rebuilt_height),
    "clamp_albedo": Fix(marked("Clamp the base colour"), "basecolor", clamp_base_colour),
    "binarise_metalness": Fix(marked("Metal or not"), "metalness", binarise_metalness),
    "clamp_roughness": Fix(marked("Clamp the roughness"), "roughness", clamp_roughness),
    "resize": Fix(marked("Resize to one size"), None, fix_size),
}
