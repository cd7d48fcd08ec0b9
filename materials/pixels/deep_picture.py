"""Pictures whose numbers Pillow would cut down: 16 bits per colour channel, 32-bit integers and floating point."""

import importlib
import io
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

_BITS_PER_SAMPLE, _SAMPLE_FORMAT = 258, 339  # TIFF 6.0, sections 8 and 19
_UNSIGNED, _SIGNED, _FLOAT = 1, 2, 3
_DDS_HALF_FLOATS = frozenset((95, 96))
"""DXGI formats BC6H_UF16 and BC6H_SF16."""


def tiff_bits(image: Image.Image) -> tuple[int, int]:
    """Return the bits per sample of an opened TIFF and the kind of its numbers: 1 unsigned, 2 signed, 3 float."""
    tags: Any = getattr(image, "tag_v2", {})
    bits, kind = (np.max(tags.get(tag, start)) for tag, start in ((_BITS_PER_SAMPLE, 8), (_SAMPLE_FORMAT, _UNSIGNED)))
    return int(bits), int(kind)


def is_cut_by_pillow(content: bytes, image: Image.Image) -> bool:
    """Whether Pillow would read this opened picture with 8 bits per channel although the file holds 16."""
    if image.format == "PNG":
        return content[24:25] == b"\x10" and not image.mode.startswith("I")
    return image.format == "TIFF" and tiff_bits(image)[0] > 8 and image.mode[:1] not in ("I", "F")


def read_deep_colour(content: bytes, format_: str, *, alpha: bool = False) -> npt.NDArray[np.uint16] | None:
    """Return (H, W, 3) codes of a PNG or TIFF with 16 bits per channel, by FFmpeg; (H, W, 4) with `alpha`.

    None where FFmpeg cannot read it whole either.
    """
    av: Any = importlib.import_module("av")
    try:
        with av.open(io.BytesIO(content), format=f"{format_.lower()}_pipe") as opened:
            frame = next(opened.decode(video=0))
            if not frame.format.name.startswith(("rgb48", "rgba64", "gbrp16", "ya16", "gray16")):
                return None
            return frame.to_ndarray(format="rgba64le" if alpha else "rgb48le")
    except (av.FFmpegError, StopIteration, ValueError, MemoryError):
        return None


def numbers_of(image: Image.Image) -> npt.NDArray[np.float64] | None:
    """Return (H, W) the numbers of an opened grey picture with more than 16 bits or unusual ones; None for any other.

    Floating-point numbers come as they are, integers as shares of 255, 65535 or the largest their kind can hold:
    the least of these that none exceeds. Pillow reads unsigned integers as signed ones, which is undone here.
    """
    if image.mode == "F":
        return np.asarray(image).astype(np.float64)
    if image.format != "TIFF" or not image.mode.startswith("I"):
        return None
    bits, kind = tiff_bits(image)
    if bits == 16 and kind == _UNSIGNED:
        return None
    numbers = np.asarray(image)
    if bits == 32 and kind == _UNSIGNED:
        numbers = numbers.astype(np.int32).view(np.uint32)
    whole = np.maximum(numbers.astype(np.float64), 0)
    largest = 2.0 ** (bits - (kind == _SIGNED)) - 1
    tops = [top for top in (255.0, 65535.0) if bits == 32 and top >= whole.max()]
    return whole / (tops[0] if tops else largest)


def is_half_float_dds(content: bytes) -> bool:
    """Whether this is a DDS of half floats (BC6H), which Pillow cuts to 8 bits."""
    return content[84:88] == b"DX10" and int.from_bytes(content[128:132], "little") in _DDS_HALF_FLOATS
