"""OpenEXR files: heights written as the numbers they are, and the maps of other programs read, within limits."""

import importlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from materials.errors import NotLoaded
from materials.material import FloatArray

MOST_UNPACKED_BYTES = 1 << 30
_MAGIC = b"v/1\x01"
_LARGEST_HEADER_PX = 1 << 16
"""Files that say more are refused by the library itself, before it makes tables for them."""
_PICTURES = (("R", "G", "B", "A"), ("R", "G", "B"), ("X", "Y", "Z"), ("Y",))
"""Channels that make a picture, the best first; X, Y, Z are how some programs call a vector's."""
_READING_FAILED = (RuntimeError, ValueError, TypeError, LookupError, OSError, MemoryError)


@dataclass(frozen=True)
class ExrPicture:
    """What an OpenEXR file holds: (H, W) or (H, W, 3 or 4) float32, and whether the file says these are metres."""

    values: FloatArray
    in_metres: bool


def is_exr(start: bytes) -> bool:
    """Return whether a file that begins like this is OpenEXR."""
    return start.startswith(_MAGIC)


def write_exr(metres: npt.NDArray[np.float16 | np.float32]) -> bytes:
    """Return an array of metres as an OpenEXR file with the single channel Y, ZIP-compressed.

    Args:
        metres: (H, W); float16 becomes HALF, float32 FLOAT.
    """
    library = _library()
    header = {"compression": library.ZIP_COMPRESSION, "type": library.scanlineimage, "unit": "m"}
    file = io.BytesIO()
    library.File(header, {"Y": library.Channel(np.ascontiguousarray(metres))}).write(file)
    return file.getvalue()


def read_exr(content: bytes, *, largest_px: int) -> ExrPicture:
    """Read the picture of an OpenEXR file of any compression, scan lines or tiles; the first part that holds one.

    Sizes are judged by the header, before anything is unpacked.

    Args:
        content: The file.
        largest_px: The most pixels per side.

    Raises:
        NotLoaded: In the words that follow "was left out:".
    """
    library = _library()
    try:
        opened = library.File(io.BytesIO(content), header_only=True)
        headers: list[dict[str, Any]] = [opened.header(part) for part in range(len(opened.parts))]
    except _READING_FAILED as error:
        raise NotLoaded("it is no EXR that can be read, or larger than any map.") from error
    chosen = _judged(library, headers, largest_px)
    try:
        # A file that ends too early is no exception here: the part that cannot be read is missing.
        parts: list[Any] = library.File(io.BytesIO(content), separate_channels=True).parts
        planes: list[FloatArray] = [parts[chosen[0]].channels[name].pixels for name in chosen[1]]
    except _READING_FAILED as error:
        raise NotLoaded("it is damaged, or was not sent whole.") from error
    shape = planes[0].shape
    if len(parts) != len(headers) or len(shape) != 2 or any(plane.shape != shape for plane in planes):
        raise NotLoaded("it is damaged, or was not sent whole.")
    values = [plane.astype(np.float32) for plane in planes]
    in_metres = headers[chosen[0]].get("unit") == "m"
    return ExrPicture(values[0] if len(values) == 1 else np.stack(values, -1), in_metres)


def _judged(library: Any, headers: Sequence[dict[str, Any]], largest_px: int) -> tuple[int, tuple[str, ...]]:
    """Return which part holds the picture, and its channels.

    Raises:
        NotLoaded: There is none, or it would take too much.
    """
    unpacked_bytes, found = 0, None
    for part, header in enumerate(headers):
        if header["type"] in (library.deepscanline, library.deeptile):
            raise NotLoaded("it holds deep data, not a picture. Save it flat.")
        low, high = header["dataWindow"]
        width, height = (int(end) - int(start) + 1 for start, end in zip(low, high, strict=True))
        if max(width, height) > largest_px:
            raise NotLoaded(f"{width} x {height} is larger than {largest_px} x {largest_px}. Make it smaller.")
        names = [channel.name for channel in header["channels"] if channel.xSampling == channel.ySampling == 1]
        unpacked_bytes += 4 * width * height * len(header["channels"])
        channels = _picture_channels(names)
        if found is None and channels:
            found = (part, channels)
    if unpacked_bytes > MOST_UNPACKED_BYTES:
        raise NotLoaded(f"it would unpack to more than {MOST_UNPACKED_BYTES >> 20} MB. Save it with fewer channels.")
    if found is None:
        raise NotLoaded("its channels make no picture. Save it with the channels R, G, B or Y.")
    return found


def _picture_channels(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the channels of a picture: of the first layer that has one; else the only one there is."""
    layers: dict[str, dict[str, str]] = {}
    for name in names:
        layer, _, channel = name.rpartition(".")
        layers.setdefault(layer, {})[channel.upper()] = name
    for wanted in _PICTURES:
        for held in layers.values():
            if all(channel in held for channel in wanted):
                return tuple(held[channel] for channel in wanted)
    return (names[0],) if len(names) == 1 else ()


@cache
def _library() -> Any:
    library: Any = importlib.import_module("OpenEXR")  # 5 MB that few runs need; it has no types
    library.setMaxImageSize(_LARGEST_HEADER_PX, _LARGEST_HEADER_PX)
    library.setMaxTileSize(_LARGEST_HEADER_PX, _LARGEST_HEADER_PX)
    return library
