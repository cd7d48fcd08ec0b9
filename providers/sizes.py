"""Sizes of one model, of people and of other programs as another model writes them. Pure.

A model offers presets, in pixels ("2K") or as mere shapes ("landscape_16_9"), sizes of one's own ("1024x768" or
{"width": 1024, "height": 768}), or one number: the side of a square.
"""

import math
import re
from collections.abc import Callable
from typing import Any, Literal, cast, get_args, get_origin

from providers.by_role import parts_of, refuses
from providers.spec import GenerationRequest, Role, Sizes

USUAL_SIDE_PX = 1024
"""Longest side of a preset that is just a shape, where a size in pixels has to be written."""

_STEP_PX = 16
_PIXELS = re.compile(r"([1-9]\d{0,5})x([1-9]\d{0,5})")
_RATIO = re.compile(r"([1-9]\d{0,2}):([1-9]\d{0,2})")


class SizeUnknown(ValueError):
    """A model has no such size."""


def sized(cls: type[GenerationRequest], word: str) -> dict[Role, Any]:
    """Return the values by role that ask a model for the size that people call "1024x768", "3:4" or "2K".

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
        return {Role.SIZE: _shaped(sizes, str(cls.shown(name).start), (int(match[1]), int(match[2])))}
    raise SizeUnknown(word)


def carried_size(value: Any, of: type[GenerationRequest], to: type[GenerationRequest]) -> Any:
    """Return a size that was chosen for one model as another one writes it; whether it takes that, its class says.

    A preset becomes the preset of the same name or shape, or its pixels; a size of one's own stays what it is.

    Raises:
        SizeUnknown: It is no size of the first one.
    """
    there, here = _sizes(of), _sizes(to)
    if there is None or here is None or there == here:
        return value
    shape = there.presets.get(value) if isinstance(value, str) else None
    if shape is not None and here.presets.get(value) == shape:
        return value
    if shape is not None and not here.preset_pixels:
        return _nearest(here, shape)
    return _custom(here, *_pixels(there, value))


def size_in_pixels(cls: type[GenerationRequest], model: str, width: int, height: int) -> Any:
    """Return a size in pixels as a model takes it: as it is, else its preset nearest in shape, else None."""
    name = cls.field_of(Role.SIZE)
    if name is None:
        return None
    sizes = cls.sizes(name)
    if sizes is None:  # one side of a square
        return width if width == height and not refuses(cls, model, name, width) else None
    custom = _custom(sizes, width, height)
    if not refuses(cls, model, name, custom):
        return custom
    return _nearest(sizes, (width, height), lambda preset: not refuses(cls, model, name, preset))


def size_on(value: Any, of: type[GenerationRequest], to: type[GenerationRequest], model: str) -> Any:
    """Return a size of one model for the form of another: as `carried_size`, else what comes nearest, else None."""
    name = to.field_of(Role.SIZE)
    try:
        carried = carried_size(value, of, to)
        if name is None or not refuses(to, model, name, carried):
            return carried
        there = _sizes(of)
        return size_in_pixels(to, model, *_pixels(there, value)) if there else None
    except SizeUnknown:
        return None


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


def _pixels(sizes: Sizes, value: Any) -> tuple[int, int]:
    """Return width and height of a size that is written as `sizes` says. Raises SizeUnknown."""
    if isinstance(value, dict):
        own = cast(dict[str, Any], value)
        width, height = own.get("width"), own.get("height")
        if isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0:
            return width, height
    elif isinstance(value, str) and (match := _PIXELS.fullmatch(value)):
        return int(match[1]), int(match[2])
    elif isinstance(value, str) and value in sizes.presets:
        width, height = sizes.presets[value]
        scale = 1 if sizes.preset_pixels else USUAL_SIDE_PX / max(width, height)
        return round(width * scale), round(height * scale)
    raise SizeUnknown(str(cast(object, value)))


def _nearest(sizes: Sizes, shape: tuple[int, int], taken: Callable[[str], bool] = lambda _: True) -> str | None:
    """Return the preset that comes nearest to a shape, of those that are taken."""
    return min(filter(taken, sizes.presets), key=lambda preset: _unlike(sizes.presets[preset], shape), default=None)


def _unlike(one: tuple[int, int], other: tuple[int, int]) -> float:
    return abs(math.log(one[0] / one[1]) - math.log(other[0] / other[1]))


def _shaped(sizes: Sizes, start: str, shape: tuple[int, int]) -> Any:
    """Return a size in this shape; sizes in pixels have no more of them than the preset a fresh form holds."""
    if not sizes.preset_pixels:
        nearest = _nearest(sizes, shape)
        if nearest is None or _unlike(sizes.presets[nearest], shape) > 1e-6:
            raise SizeUnknown(f"{shape[0]}:{shape[1]}")
        return nearest
    side = sizes.presets.get(start, next(iter(sizes.presets.values())))[0]
    width, height = shape
    across = math.floor(side * math.sqrt(width / height) / _STEP_PX) * _STEP_PX
    down = math.floor(side * math.sqrt(height / width) / _STEP_PX) * _STEP_PX
    return _custom(sizes, across, down)
