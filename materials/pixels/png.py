"""Integer pixel codes to PNG files and back, at 8 and 16 bits per channel, with up to four channels."""

import io
import struct
import zlib
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from PIL import Image

from materials.errors import NotAMap
from materials.pixels.deep_picture import is_cut_by_pillow, numbers_of, read_deep_colour
from materials.pixels.pixel_limit import MAX_PIXELS

_deflate: Any
try:
    from isal import isal_zlib as _deflate
except ImportError:  # no wheel for this platform: the files are as good, made 5 to 10 times slower
    _deflate = zlib

Bits = Literal[8, 16]
CodeArray = npt.NDArray[np.unsignedinteger[Any]]
"""(H, W) or (H, W, channels) pixel codes, uint8 or uint16; the top value is 255 or 65535."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPE = {1: 0, 2: 4, 3: 2, 4: 6}
_CHANNELS = {colour_type: channels for channels, colour_type in _COLOUR_TYPE.items()}
_BLOCK_PX = 1 << 16
_NONE, _SUB, _UP, _AVERAGE, _PAETH = range(5)


def write_png(codes: CodeArray, *, srgb: bool = False) -> bytes:
    """Return pixel codes as a PNG file.

    Every row is stored as differences to the pixel on its left (filter type 1 of the PNG specification) and deflated
    at level 1: one numpy subtraction, and within a few per cent of the adaptive choice on surface maps.

    Args:
        codes: (H, W) grey or (H, W, 2 to 4) grey with alpha, colour, colour with alpha; uint8 or uint16.
        srgb: Mark the file as sRGB; data maps carry no colour space.
    """
    height, width = codes.shape[:2]
    channels = 1 if codes.ndim == 2 else codes.shape[2]
    bytes_per_px = channels * codes.itemsize
    compressor: Any = _deflate.compressobj(1)
    parts: list[bytes] = []
    rows = max(1, _BLOCK_PX // width)
    for first in range(0, height, rows):
        block = codes[first : first + rows]
        raw = np.ascontiguousarray(block, ">u2" if codes.itemsize == 2 else np.uint8).view(np.uint8)
        raw = raw.reshape(block.shape[0], width * bytes_per_px)
        lines = np.empty((raw.shape[0], 1 + raw.shape[1]), np.uint8)
        lines[:, 0] = _SUB
        lines[:, 1 : 1 + bytes_per_px] = raw[:, :bytes_per_px]
        np.subtract(raw[:, bytes_per_px:], raw[:, :-bytes_per_px], out=lines[:, 1 + bytes_per_px :])
        parts.append(compressor.compress(lines))
    parts.append(compressor.flush())
    header = struct.pack(">IIBBBBB", width, height, codes.itemsize * 8, _COLOUR_TYPE[channels], 0, 0, 0)
    colour_space = _chunk(b"sRGB", b"\0") if srgb else ()
    chunks = (_chunk(b"IHDR", header), colour_space, _chunk(b"IDAT", *parts), _chunk(b"IEND"))
    return b"".join((SIGNATURE, *(piece for chunk in chunks for piece in chunk)))


def _chunk(kind: bytes, *content: bytes) -> tuple[bytes, ...]:
    checksum = 0
    for piece in (kind, *content):
        checksum = _deflate.crc32(piece, checksum)
    return struct.pack(">I", sum(map(len, content))), kind, *content, struct.pack(">I", checksum)


def is_deep_png(picture: bytes) -> bool:
    """Return whether these bytes, or a file's first 32, are a PNG with 16 bits per channel."""
    return picture.startswith(SIGNATURE) and picture[24:25] == b"\x10"


def read_codes(picture: bytes, *, alpha: bool = False) -> CodeArray:
    """Return the pixel codes of a picture file at the precision it has.

    Returns:
        (H, W) for grey, (H, W, 3) for colour; transparency is left out, or a fourth channel if `alpha` asks for it.
        uint16 for PNG and TIFF with more than 8 bits per channel, else uint8. Palettes and unusual modes become colour.

    Raises:
        NotAMap: The bytes are not a readable picture, or cannot be read at the precision they have; floating-point
            numbers beyond 0 to 1 are not.
    """
    try:
        if _is_deep_colour(picture):
            # Pillow would quietly cut 16-bit colour down to 8.
            return _read_deep_png(picture, alpha)
        with Image.open(io.BytesIO(picture)) as image:
            if is_cut_by_pillow(picture, image):
                whole = read_deep_colour(picture, image.format or "", alpha=alpha and image.mode == "RGBA")
                if whole is None:
                    raise ValueError("more bits than can be read")
                return whole
            image.load()
            if alpha and image.mode in ("RGBA", "LA", "PA"):
                return np.asarray(image.convert("RGBA"))
            shares = numbers_of(image)
            if shares is not None:
                return codes_of_shares(shares)
            if image.mode.startswith("I"):
                return np.asarray(image).astype(np.uint16)
            if image.mode in ("1", "L", "LA"):
                return np.asarray(image.convert("L"))
            return np.asarray(image.convert("RGB"))
    except (OSError, ValueError, SyntaxError, zlib.error, struct.error, Image.DecompressionBombError) as error:
        raise NotAMap("This is not a picture that can be read as a map.") from error


def codes_of_shares(shares: npt.NDArray[np.floating[Any]]) -> CodeArray:
    """Return uint16 codes of numbers from 0 to 1.

    Raises:
        ValueError: They are not.
    """
    low, high = float(shares.min()), float(shares.max())
    if not (low >= -0.01 and high <= 1.01):
        raise ValueError(f"its numbers run from {low:.3g} to {high:.3g} instead of 0 to 1")
    return (np.clip(shares, 0, 1) * 65535 + 0.5).astype(np.uint16)


def _is_deep_colour(picture: bytes) -> bool:
    """Whether this is a PNG with 16 bits per channel and more than one channel, not interlaced."""
    if not picture.startswith(SIGNATURE) or len(picture) < 33:
        return False
    bits, colour_type, interlace = picture[24], picture[25], picture[28]
    return bits == 16 and colour_type in (2, 4, 6) and interlace == 0


def _read_deep_png(picture: bytes, alpha: bool) -> CodeArray:
    width, height = struct.unpack(">II", picture[16:24])
    channels = _CHANNELS[picture[25]]
    if width * height > MAX_PIXELS:
        raise ValueError("too many pixels")
    row_bytes = width * channels * 2
    filtered = _inflate(picture, height * (1 + row_bytes)).reshape(height, 1 + row_bytes)
    raw = _unfilter(filtered[:, 0], filtered[:, 1:].reshape(height, width, channels * 2))
    codes = raw.view(">u2").astype(np.uint16)
    if alpha and channels == 2:
        return np.ascontiguousarray(codes[..., [0, 0, 0, 1]])
    return codes[..., 0] if channels <= 2 else codes if alpha else codes[..., :3]


def _inflate(picture: bytes, expected_bytes: int) -> npt.NDArray[np.uint8]:
    """Return the inflated image data; ValueError when it is shorter or damaged."""
    data = bytearray()
    position = len(SIGNATURE)
    while position + 12 <= len(picture):
        (length,) = struct.unpack_from(">I", picture, position)
        if picture[position + 4 : position + 8] == b"IDAT":
            data += picture[position + 8 : position + 8 + length]
        position += 12 + length
    inflated = zlib.decompressobj().decompress(bytes(data), expected_bytes)
    if len(inflated) != expected_bytes:
        raise ValueError("the picture is cut off")
    return np.frombuffer(inflated, np.uint8)


def _unfilter(filters: npt.NDArray[np.uint8], lines: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Undo the filters of the PNG specification (section 9).

    Args:
        filters: (H,) filter type per row.
        lines: (H, W, bytes per pixel) filtered bytes.

    Returns:
        (H, W, bytes per pixel) plain bytes, contiguous.
    """
    if filters.max(initial=0) > _PAETH:
        raise ValueError("unknown row filter")
    raw = np.empty_like(lines)
    above = np.zeros_like(lines[0])
    for row, (kind, line) in enumerate(zip(filters.tolist(), lines, strict=True)):
        if kind == _NONE:
            raw[row] = line
        elif kind == _SUB:
            np.cumsum(line, axis=0, dtype=np.uint8, out=raw[row])
        elif kind == _UP:
            np.add(line, above, out=raw[row])
        else:
            raw[row] = _unfilter_in_turn(kind, line, above)
        above = raw[row]
    return raw


def _unfilter_in_turn(kind: int, line: npt.NDArray[np.uint8], above: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Undo the average or Paeth filter of one row, whose every pixel depends on the one before."""
    pixel: int = line.shape[1]
    filtered, upper = line.tobytes(), above.tobytes()
    out = bytearray(len(filtered))
    for i, value in enumerate(filtered):
        left = out[i - pixel] if i >= pixel else 0
        up = upper[i]
        if kind == _AVERAGE:
            out[i] = (value + (left + up) // 2) & 255
            continue
        corner = upper[i - pixel] if i >= pixel else 0
        to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
        nearest = left if to_left <= to_up and to_left <= to_corner else up if to_up <= to_corner else corner
        out[i] = (value + nearest) & 255
    return np.frombuffer(out, np.uint8).reshape(line.shape)
