"""Maps to PNG files and back: 8-bit sRGB base colour, 8 or 16-bit linear data maps, fast deflate where available."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from PIL import Image

from materials.colour import linear_to_srgb8, srgb8_to_linear
from materials.material import FloatArray, MapName, Material

_deflate: Any
try:
    from isal import isal_zlib as _deflate
except ImportError:  # no wheel for this platform: the files are as good, made 5 to 10 times slower
    _deflate = zlib

Bits = Literal[8, 16]
DEFAULT_BITS: dict[MapName, Bits] = {
    "basecolor": 8,
    "normal": 8,
    "roughness": 8,
    "metalness": 8,
    "height": 16,
    "ambient_occlusion": 8,
}
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BLOCK_PX = 1 << 16
_GRAY, _RGB, _SUB_FILTER = 0, 2, 1


class NotAMap(ValueError):
    """The bytes are not a picture that can be read as a map."""


def encode_map(material: Material, name: MapName, *, bits: Bits | None = None) -> bytes:
    """Return one map as a PNG file.

    The base colour is sRGB and marked so; all other maps are linear numbers without a colour space. A normal is stored
    as n * 0.5 + 0.5 with (128, 128, 255) exactly flat at 8 bits; the height spans black to white over
    `material.height_range_m`.

    Args:
        material: The material.
        name: Which map.
        bits: Bits per channel; None means 16 for the height and 8 for the others.
    """
    return encode_array(name, material.map(name), bits=bits)


def encode_array(name: MapName, array: FloatArray, *, bits: Bits | None = None) -> bytes:
    """Return an array, in the units `Material.map` gives, as a PNG file; see `encode_map`."""
    bits = bits or DEFAULT_BITS[name]
    quantise = _quantiser(name, bits)
    return _write_png(array, quantise, bits=bits, srgb=name == "basecolor")


def _quantiser(name: MapName, bits: Bits) -> Callable[[FloatArray], npt.NDArray[Any]]:
    top = 255 if bits == 8 else 65535
    dtype = np.uint8 if bits == 8 else np.dtype(">u2")
    if name == "basecolor" and bits == 8:
        return linear_to_srgb8
    if name == "basecolor":
        from materials.colour import linear_to_srgb

        return lambda block: (linear_to_srgb(block) * top + 0.5).astype(dtype)
    if name == "normal":
        half = (top + 1) // 2
        return lambda block: np.clip(np.floor(block * (top / 2) + (half + 0.0)), 0, top).astype(dtype)
    return lambda block: (np.clip(block, 0, 1) * top + 0.5).astype(dtype)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(content, zlib.crc32(kind)))


def _write_png(
    array: FloatArray, quantise: Callable[[FloatArray], npt.NDArray[Any]], *, bits: int, srgb: bool
) -> bytes:
    """Write an (H, W) or (H, W, 3) array as PNG, filtering and deflating it block by block.

    The sub filter (each byte minus the same byte of the pixel to its left) is the only one used: it is one numpy
    subtraction, and within a few per cent of the adaptive choice on surface maps.
    """
    height, width = array.shape[:2]
    channels = 1 if array.ndim == 2 else array.shape[2]
    bytes_per_px = channels * bits // 8
    compressor: Any = _deflate.compressobj(1)
    parts: list[bytes] = []
    rows = max(1, _BLOCK_PX // width)
    for first in range(0, height, rows):
        codes = np.ascontiguousarray(quantise(array[first : first + rows]))
        raw = codes.view(np.uint8).reshape(codes.shape[0], width * bytes_per_px)
        lines = np.empty((raw.shape[0], 1 + raw.shape[1]), np.uint8)
        lines[:, 0] = _SUB_FILTER
        lines[:, 1 : 1 + bytes_per_px] = raw[:, :bytes_per_px]
        np.subtract(raw[:, bytes_per_px:], raw[:, :-bytes_per_px], out=lines[:, 1 + bytes_per_px :])
        parts.append(compressor.compress(lines.tobytes()))
    parts.append(compressor.flush())
    header = struct.pack(">IIBBBBB", width, height, bits, _RGB if channels == 3 else _GRAY, 0, 0, 0)
    colour_space = _chunk(b"sRGB", b"\0") if srgb else b""
    return b"".join(
        (_SIGNATURE, _chunk(b"IHDR", header), colour_space, _chunk(b"IDAT", b"".join(parts)), _chunk(b"IEND", b""))
    )


def decode_map(name: MapName, png_bytes: bytes) -> FloatArray:
    """Return a map file (PNG, JPEG or WebP, as a vendor sends them) as float32.

    Returns:
        basecolor: (H, W, 3) linear light. normal: (H, W, 3) unit vectors in the file's own convention. All others:
        (H, W), 0 to 1; the height's range in metres is not in the file. Colour pictures of data maps use the red
        channel. 16-bit colour is read at 8 bits by Pillow.

    Raises:
        NotAMap: The bytes are not a readable picture.
    """
    try:
        with Image.open(io.BytesIO(png_bytes)) as image:
            image.load()
            if name in ("basecolor", "normal"):
                codes = np.asarray(image.convert("RGB"))
                return srgb8_to_linear(codes) if name == "basecolor" else normal_from_codes(codes)
            if image.mode.startswith("I"):
                return np.asarray(image).astype(np.float32) / np.float32(65535)
            gray = image.convert("RGB").getchannel(0) if image.mode not in ("L", "1") else image.convert("L")
            return np.asarray(gray).astype(np.float32) / np.float32(255)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise NotAMap("This is not a picture that can be read as a map.") from error


def normal_from_codes(codes: npt.NDArray[np.uint8]) -> FloatArray:
    """Turn (H, W, 3) 8-bit normal codes into unit vectors; 128 is exactly 0."""
    vector = (codes.astype(np.float32) - 128) / np.float32(127)
    vector /= np.maximum(np.linalg.norm(vector, axis=-1, keepdims=True), 1e-6)
    return vector.astype(np.float32)
