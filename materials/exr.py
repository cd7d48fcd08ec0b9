"""One-channel OpenEXR files, scan line by scan line with ZIP compression: heights as the numbers they are."""

import struct
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

_deflate: Any
try:
    from isal import isal_zlib as _deflate
except ImportError:  # no wheel for this platform: the files are as good, made more slowly
    _deflate = zlib

_MAGIC, _VERSION = 20000630, 2
_HALF, _FLOAT = 1, 2
_ZIP_COMPRESSION, _INCREASING_Y = 3, 0
_LINES_PER_BLOCK = 16
"""Fixed by the format for this compression."""


def write_exr(values: npt.NDArray[np.float16 | np.float32]) -> bytes:
    """Return an array as an OpenEXR 2 file with the single channel Y.

    The layout is that of the "OpenEXR File Layout" document: header, offsets, blocks of 16 lines whose bytes are sorted
    into low and high halves and stored as differences before they are deflated.

    Args:
        values: (H, W); float16 becomes HALF, float32 FLOAT.
    """
    height, width = values.shape
    little = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    header = _header(width, height, _HALF if values.dtype.itemsize == 2 else _FLOAT)
    blocks = [_block(first, little[first : first + _LINES_PER_BLOCK]) for first in range(0, height, _LINES_PER_BLOCK)]
    first_offset = len(header) + 8 * len(blocks)
    lengths = np.array([0, *(len(block) for block in blocks[:-1])], np.uint64)
    offsets = (np.cumsum(lengths, dtype=np.uint64) + np.uint64(first_offset)).astype("<u8")
    return b"".join((header, offsets.tobytes(), *blocks))


def _header(width: int, height: int, pixel_type: int) -> bytes:
    # Name, pixel type, "not perceptually linear" with three reserved bytes, sampling in x and y; an empty name ends it.
    channels = b"Y\0" + struct.pack("<iiii", pixel_type, 0, 1, 1) + b"\0"
    window = struct.pack("<iiii", 0, 0, width - 1, height - 1)
    attributes = (
        _attribute("channels", "chlist", channels),
        _attribute("compression", "compression", bytes([_ZIP_COMPRESSION])),
        _attribute("dataWindow", "box2i", window),
        _attribute("displayWindow", "box2i", window),
        _attribute("lineOrder", "lineOrder", bytes([_INCREASING_Y])),
        _attribute("pixelAspectRatio", "float", struct.pack("<f", 1)),
        _attribute("screenWindowCenter", "v2f", struct.pack("<ff", 0, 0)),
        _attribute("screenWindowWidth", "float", struct.pack("<f", 1)),
    )
    return struct.pack("<ii", _MAGIC, _VERSION) + b"".join(attributes) + b"\0"


def _attribute(name: str, kind: str, value: bytes) -> bytes:
    return name.encode() + b"\0" + kind.encode() + b"\0" + struct.pack("<i", len(value)) + value


def _block(first_line: int, lines: npt.NDArray[Any]) -> bytes:
    raw = lines.tobytes()
    read = np.frombuffer(raw, np.uint8)
    apart = np.concatenate((read[::2], read[1::2]))
    differences = apart.copy()
    differences[1:] -= apart[:-1]
    differences[1:] += np.uint8(128)
    packed: bytes = _deflate.compress(differences.tobytes(), 1)
    # A block that would grow is stored as it is, which readers tell by its length.
    content = packed if len(packed) < len(raw) else raw
    return struct.pack("<ii", first_line, len(content)) + content
