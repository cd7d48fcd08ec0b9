"""In which channel of a packed file each map is: the orders a name allows, and the one that its pixels show."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from materials.maps.map_titles import map_words
from materials.material import FloatArray
from materials.pixels.pixel_codes import top_code
from materials.pixels.png import CodeArray
from materials.sets.name_words import Channels, Content, Word

_GLTF: Channels = ("ambient_occlusion", "roughness", "metalness")
"""Of glTF, Unreal and Godot: the specification of glTF 2.0 leaves red free, and everybody puts occlusion there."""
_LOOKED_AT_PX = 256
_BONUS = 0.06
"""How much better another order than the first has to fit."""
_PIXELS_ONLY = 0.6
_FLAT = 0.004
_DARKEST_OCCLUSION = 0.2
_COLOURS = ("red", "green", "blue", "alpha")


@dataclass(frozen=True)
class Order:
    """What each channel of a packed file holds.

    Attributes:
        channels: One entry per channel of the file; a channel that cannot be what the name says is None.
        certainty: Of each map: 1 where name and pixels agree, less where only the pixels tell.
        refused: Why a map that the name promises was not taken, as the end of a sentence about the file.
    """

    channels: Channels
    certainty: dict[Content, float]
    refused: tuple[str, ...] = ()


def orders_of(kinds: Sequence[Word]) -> list[Channels]:
    """Return the orders of channels that a name with these words may mean, the likeliest first."""
    held: list[Content | None] = [None if kind == "other" else kind for kind in kinds]
    named = tuple(held[:4])
    contents = set(kinds)
    if contents == {"metalness", "roughness"}:
        return [(None, "roughness", "metalness")]
    if contents == {"metalness", "gloss"}:
        return [("metalness", None, None, "gloss"), ("gloss", None, None, "metalness")]
    if "gloss" in contents and len(held) < 4:
        smooth: Channels = tuple(None if entry == "gloss" else entry for entry in held)
        return [(*(*smooth, None, None, None)[:3], "gloss"), named]
    if contents == {"roughness", "ambient_occlusion"}:
        return [named, ("ambient_occlusion", "roughness") if named[0] == "roughness" else ("roughness", named[0])]
    if contents == {"metalness", "ambient_occlusion"}:
        return [named, ("ambient_occlusion", None, "metalness")]
    return [named, *alternatives(named)]


def alternatives(named: Channels) -> tuple[Channels, ...]:
    """Return what a packed file may hold instead, should its pixels show that the named order cannot be."""
    return (_GLTF,) if set(named) == set(_GLTF) and named != _GLTF else ()


def order_by_pixels(codes: CodeArray, orders: Sequence[Channels]) -> Order:
    """Return the order that fits a packed picture best.

    Occlusion is bright, metalness has two levels, an opaque alpha holds nothing. The order that the name tells first
    wins unless another fits clearly better. Two words leave a channel open: there, occlusion and metalness are known
    by the same marks, less surely.

    Args:
        codes: (H, W, 3 or 4).
        orders: Those the name allows, the likeliest first.
    """
    step = max(1, max(codes.shape[:2]) // _LOOKED_AT_PX)
    planes: FloatArray = codes[::step, ::step].astype(np.float32) / np.float32(top_code(codes))
    fits = [
        _fit(planes, channels) - (_BONUS if number and len(orders[0]) > 2 else 0)
        for number, channels in enumerate(orders)
    ]
    best = int(np.argmax(fits))
    channels: list[Content | None] = list(orders[best])
    certainty: dict[Content, float] = {}
    refused: list[str] = []
    for index, held in enumerate(channels):
        if held is None:
            continue
        words = map_words(held)
        if index >= planes.shape[2]:
            refused.append(f"has no channel {index + 1}, where its {words} should be.")
        elif not _likeness(planes, index, held):
            channels[index] = None
            refused.append(f"has no {words} in {_COLOURS[index]}: it is {_flat_words(planes[..., index])} there.")
        else:
            agreed = orders[0][index : index + 1] == (held,)
            certainty[held] = 1.0 if agreed else _PIXELS_ONLY
    channels = [*channels[: planes.shape[2]], *[None] * (planes.shape[2] - len(channels))]
    if tuple(orders[0]) == (None, "roughness", "metalness"):
        _open_channel(planes, 0, channels, certainty)
    elif len(orders[0]) == 2:
        for index in (0, 2):
            _open_channel(planes, index, channels, certainty)
    return Order(tuple(channels), certainty, tuple(refused))


def _fit(planes: FloatArray, channels: Channels) -> float:
    held: Channels = (*channels, None, None, None, None)
    count = planes.shape[2]
    return sum(_likeness(planes, index, held[index]) for index in range(count)) / count


def _likeness(planes: FloatArray, index: int, held: Content | None) -> float:
    """Return 0 to 1, how much a channel looks like that map; 0: it cannot be that."""
    plane = planes[..., index]
    mean, flat = float(plane.mean()), float(plane.std()) < _FLAT
    if index == 3 and flat and mean > 1 - _FLAT:
        return 0.7 if held is None else 0.0
    if held == "ambient_occlusion":
        return 0.0 if mean < _DARKEST_OCCLUSION else 0.5 + mean / 2
    if held == "metalness":
        return 0.7 if flat else max(0.2, _ends(plane))
    if held is None:
        return 0.7 if flat else 0.5
    return 0.5 if flat else 0.6


def _open_channel(
    planes: FloatArray, index: int, channels: list[Content | None], certainty: dict[Content, float]
) -> None:
    """Take occlusion or metalness from a channel of which the name says nothing, where it looks like that."""
    plane = planes[..., index]
    if channels[index] is not None or any(_same(plane, planes[..., other]) for other in range(3) if other != index):
        return
    mean, flat = float(plane.mean()), float(plane.std()) < _FLAT
    if index == 0 and "ambient_occlusion" not in channels and not flat and mean > 0.5:
        channels[index] = "ambient_occlusion"
        certainty["ambient_occlusion"] = _PIXELS_ONLY
    elif index == 2 and "metalness" not in channels and (0 < mean < 0.1 if flat else _ends(plane) > 0.65):
        channels[index] = "metalness"
        certainty["metalness"] = _PIXELS_ONLY


def _ends(plane: FloatArray) -> float:
    """Return the share of pixels that are near black or near white."""
    return float(((plane < 0.15) | (plane > 0.85)).mean())


def _same(first: FloatArray, second: FloatArray) -> bool:
    return float(np.abs(first - second).mean()) < _FLAT


def _flat_words(plane: FloatArray) -> str:
    return "black" if float(plane.mean()) < 0.5 else "white"
