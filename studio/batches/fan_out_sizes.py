"""One word for a size ("1024x768", "3:4", "2K") as each model writes it. Pure."""

import math
import re
from typing import Any, Literal, cast, get_args, get_origin

from providers.by_role import parts_of
from providers.spec import GenerationRequest, Role, Sizes

RATIOS = ((1, 1), (4, 3), (3, 2), (16, 9), (3, 4), (2, 3), (9, 16))
"""Shapes that sizes in pixels are offered in, as by the size control of the page."""
_STEP_PX = 16
_PIXELS = re.compile(r"([1-9]\d{0,5})x([1-9]\d{0,5})")
_RATIO = re.compile(r"([1-9]\d{0,2}):([1-9]\d{0,2})")


class SizeUnknown(ValueError):
    """A model has no such size."""


def sized(cls: type[GenerationRequest], word: str) -> dict[Role, Any]:
    """Return the values by role that ask a model for this size.

    Raises:
        SizeUnknown: It has none of that name and shape.
    """
    for role in (Role.ASPECT_RATIO, Role.RESOLUTION):
        chosen = _choice(cls, role, word)
        if chosen is not None:
            return {role: chosen}
    name = cls.field_of(Role.SIZE)
    if name is None:
        raise SizeUnknown(word)
    sizes = cls.sizes(name)
    if sizes is None:
        side = re.fullmatch(r"(\d{2,5})(?:x\1)?", word)
        if side is None:
            raise SizeUnknown(word)
        return {Role.SIZE: int(side[1])}
    for preset in sizes.presets:
        if preset.casefold() == word.casefold():
            return {Role.SIZE: preset}
    if match := _PIXELS.fullmatch(word):
        return {Role.SIZE: _custom(sizes, int(match[1]), int(match[2]))}
    if match := _RATIO.fullmatch(word):
        return {Role.SIZE: _shaped(cls, sizes, (int(match[1]), int(match[2])), closest=False)}
    raise SizeUnknown(word)


def carried_size(value: Any, of: type[GenerationRequest], to: type[GenerationRequest]) -> Any:
    """Return a size that was chosen for one model as another one writes it, in the shape that comes closest.

    Raises:
        SizeUnknown: It is no size of the first one.
    """
    there, here = _sizes(of), _sizes(to)
    if there is None or here is None or there == here:
        return value
    if isinstance(value, dict):
        own = cast(dict[str, int], value)
        return _custom(here, own["width"], own["height"])
    if match := _PIXELS.fullmatch(str(value)):
        return _custom(here, int(match[1]), int(match[2]))
    extent = there.presets.get(str(value))
    if extent is None:
        raise SizeUnknown(str(value))
    if here.presets.get(str(value)) == extent:
        return value
    return _shaped(to, here, extent, closest=True)


def _sizes(cls: type[GenerationRequest]) -> Sizes | None:
    name = cls.field_of(Role.SIZE)
    return cls.sizes(name) if name else None


def _choice(cls: type[GenerationRequest], role: Role, word: str) -> Any:
    name = cls.field_of(role)
    for part in parts_of(cls.model_fields[name].annotation) if name else ():
        for value in get_args(part) if get_origin(part) is Literal else ():
            if str(value).casefold() == word.casefold():
                return value
    return None


def _custom(sizes: Sizes, width: int, height: int) -> Any:
    return f"{width}x{height}" if sizes.custom == "text" else {"width": width, "height": height}


def _shaped(cls: type[GenerationRequest], sizes: Sizes, shape: tuple[int, int], *, closest: bool) -> Any:
    """Return a size in this shape; sizes in pixels have no more of them than the preset a fresh form holds."""

    def far(other: tuple[int, int]) -> float:
        return abs(math.log(other[0] / other[1]) - math.log(shape[0] / shape[1]))

    if not sizes.preset_pixels:
        nearest = min(sizes.presets, key=lambda preset: far(sizes.presets[preset]))
        if not closest and far(sizes.presets[nearest]) > 1e-6:
            raise SizeUnknown(f"{shape[0]}:{shape[1]}")
        return nearest
    start = str(cls.shown(cls.field_of(Role.SIZE) or "").start)
    side = sizes.presets.get(start, next(iter(sizes.presets.values())))[0]
    width, height = min(RATIOS, key=far) if closest else shape
    across = math.floor(side * math.sqrt(width / height) / _STEP_PX) * _STEP_PX
    down = math.floor(side * math.sqrt(height / width) / _STEP_PX) * _STEP_PX
    return _custom(sizes, across, down)
