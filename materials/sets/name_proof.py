"""Whether a picture can be what its name says: names lie, pixels of a wrong map look wrong."""

import numpy as np

from materials.material import FloatArray
from materials.pixels.pixel_codes import top_code
from materials.pixels.png import CodeArray
from materials.sets.name_words import Content

_LOOKED_AT_PX = 256
_GREY = 0.03
"""Mean distance between the channels of a grey map that went through JPEG."""


def is_grey(codes: CodeArray) -> bool:
    """Return whether a picture has one channel, or nearly the same in all three of its colours."""
    values = _shares(codes)
    return values.ndim == 2 or float((values[..., :3].max(-1) - values[..., :3].min(-1)).mean()) < _GREY


def has_alpha(codes: CodeArray) -> bool:
    """Return whether a picture's alpha is there and not the same everywhere."""
    return codes.ndim == 3 and codes.shape[2] == 4 and bool(np.ptp(codes[..., 3]))


def contradiction(held: Content, codes: CodeArray) -> str | None:
    """Return why a file that is called so cannot be that map, as part of a sentence; None when it can.

    Args:
        held: What its name says.
        codes: (H, W) or (H, W, 3 or 4).
    """
    if held == "normal":
        if is_grey(codes):
            return "it is grey"
        return None if _points_up(_shares(codes)) else "its pixels are no normals"
    if held == "basecolor":
        values = _shares(codes)
        return "its pixels are normals" if values.ndim == 3 and _is_normal_map(values) else None
    return None if is_grey(codes) else "its channels differ"


def _points_up(values: FloatArray) -> bool:
    """Whether most vectors point up and none prevails sideways; averaged ones are short, so length says nothing."""
    red, green, blue = (float(values[..., index].mean()) for index in range(3))
    upward = float((values[..., 2] > 0.5).mean())
    return upward > 0.6 and abs(red - 0.5) < 0.25 and abs(green - 0.5) < 0.25 and blue > 0.52


def _is_normal_map(values: FloatArray) -> bool:
    vectors = values[..., :3] * 2 - 1
    unit = np.abs(np.linalg.norm(vectors, axis=-1) - 1) < 0.12
    means = values[..., :3].mean((0, 1))
    varied = float(values[..., :2].std()) > 0.01
    level = float(np.abs(means[:2] - 0.5).max()) < 0.1
    return varied and level and float(means[2]) > 0.7 and float(unit.mean()) > 0.9


def _shares(codes: CodeArray) -> FloatArray:
    step = max(1, max(codes.shape[:2]) // _LOOKED_AT_PX)
    return codes[::step, ::step].astype(np.float32) / np.float32(top_code(codes))
