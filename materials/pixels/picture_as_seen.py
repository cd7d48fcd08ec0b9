"""Pictures as people see them: upright, in the colours their profile means. For every place that reads pixels."""

import io
from collections.abc import Sequence
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

_Code = TypeVar("_Code", bound=np.generic)

ORIENTATION = 0x0112
"""EXIF tag of how a camera was held (EXIF 2.32, 4.6.4): 1 is upright, 5 to 8 are turned by a quarter."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = (
    Image.Transpose.TRANSPOSE,
    Image.Transpose.ROTATE_270,
    Image.Transpose.TRANSVERSE,
    Image.Transpose.ROTATE_90,
)
_SAME_COLOURS = 2  # codes apart at most: profiles of sRGB itself differ by rounding
_LARGEST_PROFILE_BYTES = 4 * 1024 * 1024


def turn_of_picture(image: Image.Image) -> Image.Transpose | None:
    """Return how an opened picture has to be turned to be upright; None when it is. Load it first to be sure of a PNG.

    A TIFF is upright already: Pillow turns it by itself.
    """
    if image.format == "TIFF":
        return None
    try:
        # Not PNG's own `getexif`: that one decodes the picture to look behind it, too.
        return _TURNS.get(Image.Image.getexif(image).get(ORIENTATION, 1))
    except Exception:  # a broken EXIF block, for which Pillow raises nearly anything, tells nothing
        return None


def turn_of_video(matrix: Sequence[int]) -> Image.Transpose | None:
    """Return how a video's frames have to be turned.

    Args:
        matrix: 9 numbers in rows, as ISO/IEC 14496-12 (8.3.2) has it: a point (x, y) of the frame is shown at
            (x * m[0] + y * m[3], x * m[1] + y * m[4]). Slanted ones are taken for the nearest quarter turn.
    """
    a, b, c, d = matrix[0], matrix[1], matrix[3], matrix[4]
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return _TURNS.get({(False, False): 1, (True, False): 2, (True, True): 3, (False, True): 4}[a < 0, d < 0])
    return _TURNS[{(False, False): 5, (False, True): 6, (True, True): 7, (True, False): 8}[b < 0, c < 0]]


def shown_size(size: tuple[int, int], turn: Image.Transpose | None) -> tuple[int, int]:
    """Return width and height as people see them."""
    return (size[1], size[0]) if turn in _SIDEWAYS else size


def turned(image: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    """Return the picture turned."""
    return image if turn is None else image.transpose(turn)


def turned_array(array: npt.NDArray[_Code], turn: Image.Transpose | None) -> npt.NDArray[_Code]:
    """Return pixels (height, width, ...) turned as `turned` does a picture."""
    match turn:
        case None:
            return array
        case Image.Transpose.FLIP_LEFT_RIGHT:
            array = array[:, ::-1]
        case Image.Transpose.FLIP_TOP_BOTTOM:
            array = array[::-1]
        case Image.Transpose.ROTATE_180:
            array = array[::-1, ::-1]
        case Image.Transpose.TRANSPOSE:
            array = array.swapaxes(0, 1)
        case Image.Transpose.TRANSVERSE:
            array = array[::-1, ::-1].swapaxes(0, 1)
        case Image.Transpose.ROTATE_90:
            array = array[:, ::-1].swapaxes(0, 1)
        case Image.Transpose.ROTATE_270:
            array = array[::-1].swapaxes(0, 1)
    return np.ascontiguousarray(array)


def as_seen(image: Image.Image) -> Image.Image:
    """Return an opened picture upright and in sRGB, without a profile, EXIF or any other note.

    Returns:
        Mode L, LA, RGB or RGBA; I, I;16 and F stay as they are, their colours too. A picture without a profile, or with
        one that is broken or meant for other pixels, is taken for sRGB. Print colours (CMYK) become RGB.
    """
    image.load()
    seen = turned(_in_srgb(image), turn_of_picture(image))
    seen.info = {}
    return seen


def has_other_colours(image: Image.Image) -> bool:
    """Return whether an opened picture's profile makes other colours of its numbers than sRGB does."""
    return _transform(image, _mode_for_colours(image.mode)) is not None


def eight_bits(image: Image.Image) -> Image.Image:
    """Return a deep grey picture (height maps are often 16-bit) as 8-bit grey; Pillow's convert would clip it.

    Any other picture is returned as it is.
    """
    if not image.mode.startswith("I") and image.mode != "F":
        return image
    values = np.asarray(image, dtype=np.float32)
    brightest = 65535.0 if image.mode.startswith("I") else 1.0
    return Image.fromarray((np.clip(values / brightest, 0, 1) * 255 + 0.5).astype(np.uint8)).convert("RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    mode = _mode_for_colours(image.mode)
    if mode is None:
        return image
    clear = image.has_transparency_data
    change = _transform(image, mode)
    if change is None:
        wanted = {"L": "LA" if clear else "L"}.get(mode, "RGBA" if clear else "RGB")
        return image if image.mode == wanted else image.convert(wanted)
    colours = image if image.mode == mode else image.convert(mode)
    seen = ImageCms.applyTransform(colours, change)
    assert seen is not None  # only a change in place returns nothing
    if mode == "L":
        seen = seen.getchannel("G")
    if clear:
        seen.putalpha(image.convert("RGBA").getchannel("A"))
    return seen


def _mode_for_colours(mode: str) -> str | None:
    """Return the mode in which a picture's colours are looked at; None for numbers that are no colours."""
    if mode.startswith("I") or mode == "F":
        return None
    return {"1": "L", "L": "L", "LA": "L", "La": "L", "CMYK": "CMYK"}.get(mode, "RGB")


def _transform(image: Image.Image, mode: str | None) -> ImageCms.ImageCmsTransform | None:
    """Return what makes sRGB of an image's colours in this mode, or None where nothing is to be done."""
    profile = image.info.get("icc_profile")
    if mode is None or not isinstance(profile, bytes) or not 128 <= len(profile) <= _LARGEST_PROFILE_BYTES:
        return None
    try:
        change = ImageCms.buildTransform(ImageCms.ImageCmsProfile(io.BytesIO(profile)), _srgb(), mode, "RGB")
        probe = _probe(mode)
        seen = ImageCms.applyTransform(probe, change)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    if mode == "CMYK" or seen is None:
        return change
    pairs = zip(seen.tobytes(), probe.convert("RGB").tobytes(), strict=True)
    return change if any(abs(new - old) > _SAME_COLOURS for new, old in pairs) else None


def _srgb() -> ImageCms.ImageCmsProfile:
    made = cast(Any, ImageCms).createProfile("sRGB")
    return ImageCms.ImageCmsProfile(made)


def _probe(mode: str) -> Image.Image:
    """Return a small picture with colours of all kinds."""
    if mode != "RGB":
        return Image.linear_gradient("L").resize((16, 16)).convert(mode)
    steps = [round(step * 255 / 4) for step in range(5)]
    return Image.frombytes("RGB", (25, 5), bytes(v for r in steps for g in steps for b in steps for v in (r, g, b)))
