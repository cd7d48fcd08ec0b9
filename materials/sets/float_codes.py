"""Floating-point pictures of other programs as the 16-bit codes of a map."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from materials.errors import NotLoaded
from materials.material import FloatArray
from materials.pixels.colour import linear_to_srgb
from materials.pixels.exr import read_exr
from materials.pixels.pixel_codes import quantise
from materials.pixels.png import CodeArray
from materials.sets.file_names import Content

_SIGNED = -0.02
"""A normal map that goes below holds vectors from -1 to 1, not shares from 0 to 1."""


@dataclass(frozen=True)
class FloatCodes:
    """A picture as uint16 codes.

    Attributes:
        codes: (H, W), (H, W, 3) or (H, W, 4).
        height_range_m: Metres from 0 to the top code, of a height map whose unit is known.
        note: What a person should know, without the file's name; empty when there is nothing.
    """

    codes: CodeArray
    height_range_m: float | None = None
    note: str = ""


def exr_codes(content: bytes, channels: Sequence[Content | None], *, largest_px: int) -> FloatCodes:
    """Read an OpenEXR file whose map is known.

    Colours are linear light there and become sRGB; heights are stretched, so that black is their lowest point and
    white their highest; everything else is taken as 0 to 1.

    Args:
        content: The file.
        channels: What its channels hold, one for a map by itself.
        largest_px: The most pixels per side.

    Raises:
        NotLoaded: In the words that follow "was left out:".
    """
    picture = read_exr(content, largest_px=largest_px)
    return float_codes(picture.values, channels, in_metres=picture.in_metres)


def float_codes(values: FloatArray, channels: Sequence[Content | None], *, in_metres: bool = False) -> FloatCodes:
    """Turn (H, W), (H, W, 3) or (H, W, 4) numbers of any range into codes as `exr_codes` says.

    Raises:
        NotLoaded: In the words that follow "was left out:".
    """
    values = _finite(values)
    if values.ndim == 3 and values.shape[2] == 4 and len(channels) < 4:
        values = values[..., :3]
    if tuple(channels) == ("height",):
        return _heights(values if values.ndim == 2 else values[..., 0], in_metres)
    if tuple(channels) == ("normal",):
        signed = float(values.min()) < _SIGNED
        return FloatCodes(quantise("normal", values if signed else 2 * values - 1, 16))
    shares = np.clip(values, 0, 1)
    if tuple(channels) == ("basecolor",):
        shares = linear_to_srgb(shares)
    return FloatCodes((shares * np.float32(65535) + np.float32(0.5)).astype(np.uint16))


def _heights(values: FloatArray, in_metres: bool) -> FloatCodes:
    low, high = float(values.min()), float(values.max())
    unit = " m" if in_metres else ""
    note = f"holds heights from {low:.4g}{unit} to {high:.4g}{unit}; black to white spans them."
    if high <= low:
        return FloatCodes(np.full(values.shape, 32768, np.uint16), 0.0 if in_metres else None, note)
    shares = (values - np.float32(low)) / np.float32(high - low)
    return FloatCodes(quantise("height", shares, 16), high - low if in_metres else None, note)


def _finite(values: FloatArray) -> FloatArray:
    """Return the numbers with the least of them where there is none, or an infinite one."""
    known = np.isfinite(values)
    if known.all():
        return values
    if not known.any():
        raise NotLoaded("it holds no numbers.")
    return np.where(known, values, values[known].min())
