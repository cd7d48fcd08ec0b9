"""A material of one picture, without a model: it is made to tile, and every other map is derived from it."""

from materials.maps.complete import complete
from materials.maps.texture_set import TextureMap, TextureSet
from materials.material import FloatArray
from materials.repair.fixes import heal_seams
from materials.sets.loading import read_map


def derived_from_picture(picture: bytes) -> TextureSet:
    """Return all six maps of a surface that a picture shows from straight above.

    The middle square is taken; where it does not tile, its seams are healed. The relief is guessed from brightness.

    Raises:
        NotLoaded: It is no picture, a placeholder, or too large.
    """
    map_ = read_map("basecolor", picture, origin="loaded")
    square = _middle_square(map_.array)
    if square.shape != map_.array.shape:
        map_ = TextureMap(square)
    return complete(heal_seams(TextureSet({"basecolor": map_})))


def _middle_square(array: FloatArray) -> FloatArray:
    height, width = array.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return array[top : top + side, left : left + side].copy() if height != width else array
