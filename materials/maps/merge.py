"""Maps of one texture set put into another: what was ordered or loaded later joins the material it belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from materials.errors import Incomplete
from materials.maps.complete import even_sized
from materials.maps.texture_set import TextureMap, TextureSet
from materials.material import MapName


def merged(textures: TextureSet, other: TextureSet, names: Sequence[MapName]) -> TextureSet:
    """Return the set with these maps of the other one, at its own size; who made each of them stays known.

    Both show the same surface, so the width of the tile and a known height range stay.

    Args:
        textures: The set that gets maps.
        other: The set that has them.
        names: Which; all of them are in `other`.

    Raises:
        Incomplete: There is nothing to take over, or the tiles have different proportions.
    """
    if not names:
        raise Incomplete("no_map_of_other")
    size_px = textures.size_px
    taken: dict[MapName, TextureMap] = {}
    for name in names:
        map_ = other.maps[name]
        if map_.size_px[0] * size_px[1] != map_.size_px[1] * size_px[0]:
            raise Incomplete("other_proportions")
        same = map_.size_px == size_px
        taken[name] = map_ if same else replace(map_, array=even_sized(name, map_.array, size_px), original=None)
    known_m = textures.height_range_m
    return textures.with_maps(taken, height_range_m=other.height_range_m if known_m is None else known_m)
