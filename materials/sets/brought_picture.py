"""One picture that somebody brought, as pixel codes: checked, and told what had to be left out of it."""

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from materials.errors import NotAMap, NotLoaded
from materials.material import FloatArray
from materials.pixels.deep_picture import is_half_float_dds, numbers_of
from materials.pixels.exr import is_exr
from materials.pixels.picture_as_seen import as_seen, has_other_colours, turn_of_picture, turned_array
from materials.pixels.png import CodeArray, read_codes, write_png
from materials.sets.file_names import Content
from materials.sets.float_codes import exr_codes, float_codes

PLACEHOLDER_PX = 4
LARGEST_PX = 8192
"""Pictures with a longer side are refused."""
_SAVE = "Save it as PNG with 16 bits."
_KNOWN = {b"II*\0": "a TIFF", b"MM\0*": "a TIFF", b"II+\0": "a TIFF", b"MM\0+": "a TIFF", b"DDS ": "a DDS"}
"""How files begin whose formats Pillow reads only in part."""


@dataclass(frozen=True)
class BroughtPicture:
    """A picture's pixel codes.

    Attributes:
        codes: (H, W) or (H, W, channels).
        original: A file that holds exactly these, to be kept as it is; None when there is none.
        height_range_m: Metres from 0 to the top code, where the file says so.
    """

    codes: CodeArray
    original: bytes | None = None
    height_range_m: float | None = None


def read_picture(
    content: bytes, notes: list[str], channels: Sequence[Content | None], file: str = "", *, alpha: bool = False
) -> BroughtPicture:
    """Return the pixel codes of a picture whose channels hold this, none where nobody knows.

    With `alpha` a picture that has transparency keeps it, as its fourth channel.

    Raises:
        NotLoaded: In the words that follow "was left out:".
    """
    if is_exr(content):
        return _read_exr(content, notes, channels, file)
    try:
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
            mode, format_, pages = image.mode, image.format, int(getattr(image, "n_frames", 1))
            values = numbers_of(image) if max(image.size) <= LARGEST_PX else None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotLoaded(f"it is larger than {LARGEST_PX} x {LARGEST_PX}. Make it smaller.") from error
    except (OSError, ValueError, SyntaxError, struct.error, zlib.error) as error:
        if content[:4] in _KNOWN:
            raise NotLoaded(f"it is {_KNOWN[content[:4]]} of a kind that is not read. {_SAVE}") from error
        raise NotLoaded("it is not a picture.") from error
    if is_half_float_dds(content):
        raise NotLoaded(f"it is a DDS of floating-point numbers. {_SAVE}")
    if min(width, height) <= PLACEHOLDER_PX:
        raise NotLoaded(f"it is a placeholder of {width} x {height} px.")
    if max(width, height) > LARGEST_PX:
        raise NotLoaded(f"{width} x {height} is larger than {LARGEST_PX} x {LARGEST_PX}. Make it smaller.")
    if mode == "CMYK":
        notes.append("A picture in print colours (CMYK) was turned into RGB; colours may differ.")
    if pages > 1:
        notes.append(f"{file or 'A picture'} has {pages} pages; the first one was taken.")
    if values is not None and channels:
        return _read_numbers(values, notes, channels, file)
    try:
        with Image.open(io.BytesIO(content)) as image:
            # A relief that is turned points elsewhere, so normals stay as they lie.
            turn = None if tuple(channels) == ("normal",) else turn_of_picture(image)
            colours = tuple(channels) == ("basecolor",) and has_other_colours(image)
            kept = "RGBA" if alpha and mode in ("RGBA", "LA", "PA") else "RGB"
            codes = (
                np.asarray(as_seen(image).convert(kept))
                if colours
                else turned_array(read_codes(content, alpha=alpha), turn)
            )
    except (NotAMap, OSError, ValueError, SyntaxError, struct.error, zlib.error) as error:
        deep = f"its numbers cannot be read whole. {_SAVE}" if format_ == "TIFF" else "it is damaged."
        raise NotLoaded(deep) from error
    if mode in ("RGBA", "LA", "PA") and not alpha:
        notes.append("Transparency was left out: a material has none.")
    if format_ == "DDS" and tuple(channels) == ("normal",):
        codes = _with_blue(codes)
    exact = turn is None and not colours and format_ in ("PNG", "JPEG") and mode in ("L", "RGB", "I", "I;16")
    kept = content if exact else write_png(codes, srgb=tuple(channels) == ("basecolor",)) if _is_deep(codes) else None
    return BroughtPicture(codes, kept)


def _is_deep(codes: CodeArray) -> bool:
    return codes.itemsize == 2


def _read_numbers(
    values: FloatArray, notes: list[str], channels: Sequence[Content | None], file: str
) -> BroughtPicture:
    """Read 32-bit numbers as the map they are; they are kept as a PNG with 16 bits, which everything can show."""
    if tuple(channels) != ("height",) and not (float(values.min()) >= -0.01 and float(values.max()) <= 1.01):
        low, high = float(values.min()), float(values.max())
        raise NotLoaded(f"its numbers run from {low:.3g} to {high:.3g} instead of 0 to 1. {_SAVE}")
    read = float_codes(values.astype(np.float32), channels)
    if read.note:
        notes.append(f"{file or 'It'} {read.note}")
    return BroughtPicture(read.codes, write_png(read.codes, srgb=channels[0] == "basecolor"))


def _with_blue(codes: CodeArray) -> CodeArray:
    """Work out the third channel of a normal map that keeps two, as DDS in BC5 does; others stay as they are."""
    if codes.ndim != 3 or int(codes[..., 2].max()) != int(codes[..., 2].min()):
        return codes
    plane = (codes[..., :2].astype(np.float32) - 128) / 127
    up = np.sqrt(np.clip(1 - (plane * plane).sum(-1), 0, 1))
    return np.dstack([codes[..., :2], np.clip(up * 127 + 128.5, 0, 255).astype(np.uint8)])


def _read_exr(content: bytes, notes: list[str], channels: Sequence[Content | None], file: str) -> BroughtPicture:
    """Read an OpenEXR file; it is kept as a PNG with 16 bits, which everything can show."""
    if not channels:
        raise NotLoaded("the name of an EXR has to tell which map it is, as wall_rough.exr does.")
    read = exr_codes(content, channels, largest_px=LARGEST_PX)
    height, width = read.codes.shape[:2]
    if min(width, height) <= PLACEHOLDER_PX:
        raise NotLoaded(f"it is a placeholder of {width} x {height} px.")
    if read.note:
        notes.append(f"{file or 'It'} {read.note}")
    original = write_png(read.codes, srgb=channels[0] == "basecolor") if len(channels) == 1 else None
    return BroughtPicture(read.codes, original, read.height_range_m)
