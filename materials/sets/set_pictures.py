"""What each of several texture sets looks like, small: a person chooses one of them by it."""

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image

from materials.pixels.png import CodeArray
from materials.sets.brought_picture import read_picture
from materials.sets.file_names import Content, read_names
from materials.sets.set_choice import PICTURE_ENDINGS

SIDE_PX = 160
_LIKE_IT: tuple[Content, ...] = ("basecolor", "roughness", "height", "normal")
"""What shows a material best, the best first."""


def most_like(paths: Sequence[str]) -> tuple[int, Content | None] | None:
    """Return the place of the file that shows a set best, and the map it is as far as its name tells.

    None where no file is a picture.
    """
    pictures = [place for place, path in enumerate(paths) if path.lower().endswith(PICTURE_ENDINGS)]
    meanings = read_names([paths[place] for place in pictures])
    for wanted in _LIKE_IT:
        for place, meaning in zip(pictures, meanings, strict=True):
            if meaning is not None and meaning.channels == (wanted,):
                return place, wanted
    return (pictures[0], None) if pictures else None


def small_picture(content: bytes, held: Content | None) -> bytes:
    """Return a picture of any kind that is read as a map as a WebP of at most 160 px.

    Raises:
        NotLoaded: It is none, or too large.
    """
    codes = read_picture(content, [], (held,) if held else ()).codes
    picture = Image.fromarray(_eight_bits(codes))
    picture.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.BILINEAR, reducing_gap=2.0)
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=80, method=2)
    return file.getvalue()


def _eight_bits(codes: CodeArray) -> CodeArray:
    return (codes >> 8).astype(np.uint8) if codes.dtype == np.uint16 else codes
