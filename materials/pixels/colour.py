"""Colour in linear light: sRGB transfer, hex colours, mixing, ramps and palettes."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from materials.material import ByteArray, FloatArray, IntArray
from materials.pixels.row_blocks import for_row_blocks

Number = float | np.floating[Any]

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""Rec. 709 weights of linear red, green and blue."""

_LINEAR_STEPS = 1 << 14
_RAMP_STEPS = 1024


def srgb_to_linear(srgb: FloatArray) -> FloatArray:
    """Undo the sRGB transfer function (IEC 61966-2-1); values 0 to 1."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((np.maximum(srgb, 0) + 0.055) / 1.055) ** 2.4).astype(np.float32)


def linear_to_srgb(linear: FloatArray) -> FloatArray:
    """Apply the sRGB transfer function (IEC 61966-2-1); values are clipped to 0 to 1."""
    clipped = np.clip(linear, 0, 1)
    return np.where(clipped <= 0.0031308, clipped * 12.92, 1.055 * clipped ** (1 / 2.4) - 0.055).astype(np.float32)


@lru_cache(maxsize=1)
def _srgb8_table() -> ByteArray:
    steps = np.linspace(0, 1, _LINEAR_STEPS + 1, dtype=np.float32)
    return np.round(linear_to_srgb(steps) * 255).astype(np.uint8)


@lru_cache(maxsize=1)
def _linear_table() -> FloatArray:
    return srgb_to_linear(np.arange(256, dtype=np.float32) / 255)


def linear_to_srgb8(linear: FloatArray) -> ByteArray:
    """Quantise linear light to 8-bit sRGB by table; exact to one code in the darkest dozen, to the nearest above."""
    index = linear * np.float32(_LINEAR_STEPS)
    index += np.float32(0.5)
    np.clip(index, 0, _LINEAR_STEPS, out=index)
    return _srgb8_table().take(index.astype(np.uint16), mode="clip")  # which saves a check of every index


def srgb8_to_linear(codes: ByteArray) -> FloatArray:
    """Turn 8-bit sRGB codes into linear light."""
    return _linear_table()[codes]


def rgb(hex_colour: str) -> FloatArray:
    """Return a colour like "#9c5a3c" (sRGB) as three linear values."""
    digits = hex_colour.removeprefix("#")
    return srgb_to_linear(np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)], np.float32) / 255)


def luminance(colour: FloatArray) -> FloatArray:
    """Return the luminance of (..., 3) linear colours as (...)."""
    return colour @ LUMINANCE


def mix(below: FloatArray | Number, above: FloatArray | Number, amount: FloatArray | float) -> FloatArray:
    """Blend linearly from `below` (amount 0) to `above` (amount 1).

    Colours may be (3,) or (H, W, 3), grey maps numbers or (H, W); the amount is a number or (H, W).
    """
    from_, to, share = (np.asarray(value, np.float32) for value in (below, above, amount))
    if share.ndim == 2 and (from_.shape[-1:] == (3,) or to.shape[-1:] == (3,)):
        share = share[..., None]
    shape = np.broadcast_shapes(from_.shape, to.shape, share.shape)
    if len(shape) < 2:
        return from_ + (to - from_) * share
    from_, to, share = (np.broadcast_to(value, shape) for value in (from_, to, share))
    mixed = np.empty(shape, np.float32)

    def work(first: int, end: int) -> None:
        rows = mixed[first:end]
        np.subtract(to[first:end], from_[first:end], out=rows)
        rows *= share[first:end]
        rows += from_[first:end]

    for_row_blocks(shape[0], shape[1], work)
    return mixed


def ramp(position: FloatArray, *colours: str | FloatArray) -> FloatArray:
    """Colour an (H, W) field by evenly spaced colours, interpolated in linear light.

    Args:
        position: The place on the ramp; below 0 is the first colour, above 1 the last.
        colours: Hex strings or linear triples, at least two.
    """
    stops = np.stack([rgb(colour) if isinstance(colour, str) else colour for colour in colours])
    grid = np.linspace(0, len(stops) - 1, _RAMP_STEPS, dtype=np.float32)
    table = np.stack([np.interp(grid, np.arange(len(stops)), stops[:, k]) for k in range(3)], -1).astype(np.float32)
    index = np.clip(position * np.float32(_RAMP_STEPS - 1) + 0.5, 0, _RAMP_STEPS - 1).astype(np.int32)
    return table[index]


def pick(
    rng: np.random.Generator, palette: Sequence[str | FloatArray], index: IntArray, *, spread: float, tint: float
) -> FloatArray:
    """Give every piece its own colour of the palette.

    Args:
        rng: Source of the choices; one draw per piece.
        palette: Colours to choose from.
        index: (H, W) number of the piece at each pixel.
        spread: Relative variation of brightness per piece (0.15 is plus or minus 15 %).
        tint: Relative variation of each channel per piece.

    Returns:
        (H, W, 3) linear colours.
    """
    count = int(index.max()) + 1
    choices = np.stack([rgb(colour) if isinstance(colour, str) else colour for colour in palette])
    # Draw piece by piece, so that a piece keeps its colour at any resolution.
    draws = rng.random((count, 5), dtype=np.float32)
    table = choices[(draws[:, 0] * len(choices)).astype(np.int32)]
    table = table * (1 + (draws[:, 1:2] * 2 - 1) * spread) * (1 + (draws[:, 2:5] * 2 - 1) * tint)
    return table.astype(np.float32)[index]
