"""OpenEXR files, read back by the words of the format's description, independently of the writer."""

import struct
import zlib
from typing import Any

import av
import numpy as np
import pytest

from materials.exr import write_exr


def parsed(file: bytes) -> tuple[dict[str, tuple[str, bytes]], np.ndarray[Any, Any], list[int]]:
    """Return the attributes, the pixels of the single channel, and the stored sizes of the blocks."""
    assert struct.unpack("<ii", file[:8]) == (0x01312F76, 2)
    place = 8
    attributes: dict[str, tuple[str, bytes]] = {}
    while file[place]:
        name_end = file.index(0, place)
        type_end = file.index(0, name_end + 1)
        (size,) = struct.unpack_from("<i", file, type_end + 1)
        value = file[type_end + 5 : type_end + 5 + size]
        attributes[file[place:name_end].decode()] = (file[name_end + 1 : type_end].decode(), value)
        place = type_end + 5 + size
    place += 1
    x0, y0, x1, y1 = struct.unpack("<iiii", attributes["dataWindow"][1])
    assert (x0, y0) == (0, 0)
    channel = attributes["channels"][1]
    assert channel[:2] == b"Y\0"
    assert channel[-1] == 0
    kind, _, across, down = struct.unpack("<iiii", channel[2:-1])
    assert (across, down) == (1, 1)
    dtype = np.dtype({1: "<f2", 2: "<f4"}[kind])
    pixels, sizes = np.full((y1 + 1, x1 + 1), np.nan, dtype), []
    count = -(-(y1 + 1) // 16)
    end = place
    for offset in struct.unpack_from(f"<{count}Q", file, place):
        line, size = struct.unpack_from("<ii", file, offset)
        lines = pixels[line : line + 16]
        raw = file[offset + 8 : offset + 8 + size]
        sizes.append(size)
        if size < lines.nbytes:
            bytes_ = list(zlib.decompress(raw))
            for at in range(1, len(bytes_)):
                bytes_[at] = (bytes_[at - 1] + bytes_[at] - 128) % 256
            half = (len(bytes_) + 1) // 2
            raw = bytes(bytes_[half * (at % 2) + at // 2] for at in range(len(bytes_)))
        lines[:] = np.frombuffer(raw, dtype).reshape(lines.shape)
        end = offset + 8 + size
    assert end == len(file), "nothing follows the last block"
    return attributes, pixels, sizes


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
@pytest.mark.parametrize("shape", [(16, 16), (37, 53), (1, 1), (17, 3)])
def test_every_number_comes_back(dtype: Any, shape: tuple[int, int]) -> None:
    across, down = np.meshgrid(np.arange(shape[1]), np.arange(shape[0]))
    values = (0.01 * np.sin(across / 7) * np.cos(down / 5) - 0.004).astype(dtype)
    attributes, pixels, _ = parsed(write_exr(values))
    assert pixels.dtype.itemsize == values.itemsize
    np.testing.assert_array_equal(pixels, values)
    assert attributes["compression"] == ("compression", b"\3")
    assert attributes["displayWindow"] == ("box2i", struct.pack("<iiii", 0, 0, shape[1] - 1, shape[0] - 1))
    assert {"lineOrder", "pixelAspectRatio", "screenWindowCenter", "screenWindowWidth"} < attributes.keys()


def test_smooth_heights_shrink_and_noise_is_stored_as_it_is() -> None:
    smooth = np.broadcast_to(np.linspace(0, 1, 64, dtype=np.float32), (64, 64)).copy()
    noise = np.random.default_rng(1).integers(0, 1 << 32, (64, 64), np.uint32).view(np.float32)
    noise[~np.isfinite(noise)] = 0
    assert sum(parsed(write_exr(smooth))[2]) < smooth.nbytes / 4
    _, pixels, sizes = parsed(write_exr(noise))
    assert max(sizes) == 16 * 64 * 4
    np.testing.assert_array_equal(pixels, noise)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_ffmpeg_reads_the_same_numbers(dtype: Any) -> None:
    values = np.cumsum(np.random.default_rng(0).random((40, 48)) - 0.5, 1).astype(dtype)
    decoder = av.CodecContext.create("exr", "r")
    [frame] = [*decoder.decode(av.Packet(write_exr(values))), *decoder.decode(None)]
    read = np.frombuffer(bytes(frame.planes[0]), dtype).reshape(frame.height, -1)[:, : frame.width]
    np.testing.assert_array_equal(read, values)
