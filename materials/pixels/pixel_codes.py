"""Maps as integer pixel codes: quantising arrays, changing depth and size, turning normals over, packing channels."""

from collections.abc import Sequence

import numpy as np

from materials.material import FloatArray, MapName
from materials.pixels.colour import linear_to_srgb, linear_to_srgb8, srgb8_to_linear, srgb_to_linear
from materials.pixels.png import Bits, CodeArray
from materials.pixels.resample import resized
from materials.pixels.row_blocks import for_row_blocks


def top_code(codes: CodeArray) -> int:
    """Return the code that means 1: 255 or 65535."""
    return 255 if codes.itemsize == 1 else 65535


def quantise(name: MapName, array: FloatArray, bits: Bits) -> CodeArray:
    """Return the codes of a map given as numbers.

    The base colour gets the sRGB transfer function; normals map -1..1 so that the middle code (128 or 32768) is
    exactly 0, the others 0..1 to 0..top.
    """
    codes = np.empty(array.shape, np.uint8 if bits == 8 else np.uint16)

    def work(first: int, end: int) -> None:
        codes[first:end] = _quantised(name, array[first:end], bits)

    for_row_blocks(array.shape[0], array.shape[1], work)
    return codes


def _quantised(name: MapName, array: FloatArray, bits: Bits) -> CodeArray:
    dtype, top = (np.uint8, 255) if bits == 8 else (np.uint16, 65535)
    if name == "basecolor":
        return linear_to_srgb8(array) if bits == 8 else (linear_to_srgb(array) * top + 0.5).astype(np.uint16)
    if name == "normal":
        codes = array * np.float32(top / 2)
        codes += np.float32((top + 1) / 2)
        return np.clip(codes, 0, top, out=codes).astype(dtype)  # which rounds down
    codes = np.clip(array, 0, 1)
    codes *= np.float32(top)
    codes += np.float32(0.5)
    return codes.astype(dtype)


def with_bits(codes: CodeArray, bits: Bits) -> CodeArray:
    """Return the codes at another depth; from 16 to 8 bits they are rounded."""
    if codes.itemsize * 8 == bits:
        return codes
    if bits == 16:
        return codes.astype(np.uint16) * np.uint16(257)
    return ((codes.astype(np.uint32) + 128) // 257).astype(np.uint8)


def grey(codes: CodeArray) -> CodeArray:
    """Return one channel: the red one of a colour picture that holds a data map."""
    return codes if codes.ndim == 2 else codes[..., 0]


def colour(codes: CodeArray) -> CodeArray:
    """Return three channels."""
    return np.repeat(codes[..., None], 3, axis=-1) if codes.ndim == 2 else codes


def numbers(name: MapName, codes: CodeArray) -> FloatArray:
    """Return a map's float32 numbers, the opposite of `quantise`: normals as the vectors the codes hold.

    Args:
        name: Which map.
        codes: (H, W, 3) for base colour and normal, (H, W) for the others; uint8 or uint16.
    """
    if name == "basecolor" and codes.itemsize == 1:
        return srgb8_to_linear(codes.astype(np.uint8, copy=False))
    top = top_code(codes)
    if name == "normal":
        half = (top + 1) // 2
        return (codes.astype(np.float32) - np.float32(half)) / np.float32(half - 1)
    shares = codes.astype(np.float32) / np.float32(top)
    return srgb_to_linear(shares) if name == "basecolor" else shares


def inverted(codes: CodeArray) -> CodeArray:
    """Return 1 - value: roughness from smoothness and back."""
    return ~codes


def flip_green(codes: CodeArray) -> CodeArray:
    """Turn a normal map from OpenGL to DirectX or back: +Y becomes -Y; the middle code stays exactly flat."""
    top = top_code(codes)
    flipped = codes.copy()
    flipped[..., 1] = np.minimum(top, top + 1 - codes[..., 1].astype(np.int32)).astype(codes.dtype)
    return flipped


def resize(codes: CodeArray, size_px: tuple[int, int]) -> CodeArray:
    """Return the codes at (height, width); see `resample.resized`."""
    if codes.shape[:2] == size_px:
        return codes
    again = resized(codes.astype(np.float32), size_px)
    return (np.clip(again, 0, top_code(codes)) + 0.5).astype(codes.dtype)


def pack(channels: Sequence[CodeArray | float], size_px: tuple[int, int], bits: Bits) -> CodeArray:
    """Return (H, W, len(channels)) codes with one grey map or one constant (0 to 1) per channel."""
    top = 255 if bits == 8 else 65535
    packed = np.empty((*size_px, len(channels)), np.uint8 if bits == 8 else np.uint16)
    for index, channel in enumerate(channels):
        if isinstance(channel, (int, float)):
            packed[..., index] = int(channel * top + 0.5)
        else:
            packed[..., index] = with_bits(resize(grey(channel), size_px), bits)
    return packed
