"""One picture that somebody brought, as pixel codes: checked, and told what had to be left out of it."""

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from materials.archive_entries import NotLoaded
from materials.exr import is_exr
from materials.file_names import Content
from materials.float_codes import exr_codes
from materials.picture_as_seen import as_seen, has_other_colours, turn_of_picture, turned_array
from materials.png import CodeArray, NotAMap, read_codes, write_png

PLACEHOLDER_PX = 4
LARGEST_PX = 8192
"""Pictures with a longer side are refused."""


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
            mode, format_ = image.mode, image.format
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotLoaded(f"it is larger than {LARGEST_PX} x {LARGEST_PX}. Make it smaller.") from error
    except (OSError, ValueError, SyntaxError, struct.error, zlib.error) as error:
        raise NotLoaded("it is not a picture.") from error
    if min(width, height) <= PLACEHOLDER_PX:
        raise NotLoaded(f"it is a placeholder of {width} x {height} px.")
    if max(width, height) > LARGEST_PX:
        raise NotLoaded(f"{width} x {height} is larger than {LARGEST_PX} x {LARGEST_PX}. Make it smaller.")
    if mode == "F":
        raise NotLoaded("it holds floating-point numbers. Save it as PNG with 16 bits.")
    if mode == "CMYK":
        notes.append("A picture in print colours (CMYK) was turned into RGB; colours may differ.")
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
        raise NotLoaded("it is damaged.") from error
    if mode in ("RGBA", "LA", "PA") and not alpha:
        notes.append("Transparency was left out: a material has none.")
    exact = turn is None and not colours and format_ in ("PNG", "JPEG") and mode in ("L", "RGB", "I", "I;16")
    return BroughtPicture(codes, content if exact else None)


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
