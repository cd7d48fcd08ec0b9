"""OpenEXR files: what is written others read, what others write is read, and hostile files are sentences."""

import io
import struct
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import av
import numpy as np
import OpenEXR
import pytest

from materials.errors import NotLoaded
from materials.pixels.exr import is_exr, read_exr, write_exr

LARGEST_PX = 256


def waves(shape: tuple[int, ...], dtype: Any = np.float32) -> np.ndarray[Any, Any]:
    across, down = np.meshgrid(np.arange(shape[1]), np.arange(shape[0]))
    plane = 0.4 + 0.3 * np.sin(across / 7) * np.cos(down / 5)
    return (plane if len(shape) == 2 else np.stack([plane * (1 - 0.2 * k) for k in range(shape[2])], -1)).astype(dtype)


def saved(channels: Mapping[str, np.ndarray[Any, Any]], **header: Any) -> bytes:
    """Return a file as another program would write it."""
    file = io.BytesIO()
    asked = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage, **header}
    OpenEXR.File(asked, {name: OpenEXR.Channel(np.ascontiguousarray(plane)) for name, plane in channels.items()}).write(
        file
    )
    return file.getvalue()


def rgb(values: np.ndarray[Any, Any], names: str = "RGB", layer: str = "") -> dict[str, np.ndarray[Any, Any]]:
    return {f"{layer}{name}": values[..., number] for number, name in enumerate(names)}


def patched(file: bytes, attribute: str, value: bytes) -> bytes:
    """Return a file whose header lies."""
    place = file.index(attribute.encode() + b"\0") + len(attribute) + 1
    place = file.index(b"\0", place) + 5
    return file[:place] + value + file[place + len(value) :]


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
@pytest.mark.parametrize("shape", [(16, 16), (37, 53), (1, 1), (17, 3)])
def test_heights_in_metres_come_back(dtype: Any, shape: tuple[int, int]) -> None:
    values = (waves(shape) - 0.5).astype(dtype)
    file = write_exr(values)
    picture = read_exr(file, largest_px=LARGEST_PX)
    assert is_exr(file)
    assert picture.in_metres
    np.testing.assert_array_equal(picture.values, values.astype(np.float32))
    assert len(write_exr(np.zeros((64, 64), dtype))) < 64 * 64


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_ffmpeg_reads_the_same_numbers(dtype: Any) -> None:
    values = np.cumsum(np.random.default_rng(0).random((40, 48)) - 0.5, 1).astype(dtype)
    decoder = av.CodecContext.create("exr", "r")
    [frame] = [*decoder.decode(av.Packet(write_exr(values))), *decoder.decode(None)]
    read = np.frombuffer(bytes(frame.planes[0]), dtype).reshape(frame.height, -1)[:, : frame.width]
    np.testing.assert_array_equal(read, values)


@pytest.mark.parametrize("name", ["NO", "RLE", "ZIPS", "ZIP", "PIZ", "PXR24", "B44", "B44A", "DWAA", "DWAB"])
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_every_compression_is_read(name: str, dtype: Any) -> None:
    values = waves((40, 48, 3), dtype)
    file = saved(rgb(values), compression=getattr(OpenEXR, f"{name}_COMPRESSION"))
    picture = read_exr(file, largest_px=LARGEST_PX)
    assert not picture.in_metres
    assert np.abs(picture.values - values).max() < (0.03 if name[:3] in ("B44", "DWA") else 1e-4)


def test_tiles_and_layers_are_read() -> None:
    values = waves((40, 48, 3))
    tiles = OpenEXR.TileDescription()
    tiles.xSize = tiles.ySize = 16
    tiled = saved(rgb(values), type=OpenEXR.tiledimage, tiles=tiles)
    depth = {"ViewLayer.Depth.Z": values[..., 0]}
    layered = saved(depth | rgb(values, "RGB", "ViewLayer.Combined."))
    vectors = saved(rgb(values, "XYZ"))
    for file in (tiled, layered, vectors):
        np.testing.assert_array_equal(read_exr(file, largest_px=LARGEST_PX).values, values)
    grey = read_exr(saved(depth), largest_px=LARGEST_PX).values
    np.testing.assert_array_equal(grey, values[..., 0])
    four = waves((8, 8, 4))
    np.testing.assert_array_equal(read_exr(saved(rgb(four, "RGBA")), largest_px=LARGEST_PX).values, four)


def window(width: int, height: int) -> bytes:
    return struct.pack("<iiii", 0, 0, width - 1, height - 1)


HONEST = saved(rgb(waves((40, 48, 3))))
TILES = OpenEXR.TileDescription()
TILES.xSize = TILES.ySize = 1
TILED = saved({"Y": waves((8, 8))}, type=OpenEXR.tiledimage, tiles=TILES)
HOSTILE = {
    "too wide": (patched(HONEST, "dataWindow", window(300, 40)), "300 x 40 is larger than 256 x 256"),
    "huge": (patched(HONEST, "dataWindow", window(2**31 - 2, 2**31 - 2)), "no EXR that can be read"),
    "turned inside out": (patched(HONEST, "dataWindow", window(-40, -40)), "no EXR that can be read"),
    "many tiles": (patched(TILED, "dataWindow", window(60_000, 60_000)), "no EXR that can be read|is larger than"),
    "longer than sent": (patched(HONEST, "dataWindow", window(48, 200)), "damaged|no EXR"),
    "cut in its header": (HONEST[:150], "no EXR that can be read"),
    "cut in its pixels": (HONEST[:-200], "damaged"),
    "only a name": (b"v/1\x01", "no EXR that can be read"),
    "no picture": (saved({"Z": waves((8, 8)), "id": waves((8, 8))}), "its channels make no picture"),
}


@pytest.mark.parametrize(("file", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_that_lies_is_a_sentence(file: bytes, words: str) -> None:
    with pytest.raises(NotLoaded, match=words):
        read_exr(file, largest_px=LARGEST_PX)


def test_deep_data_and_too_many_channels_are_told_before_anything_is_unpacked() -> None:
    deep = np.empty((4, 4), object)
    for place in np.ndindex(4, 4):
        deep[place] = np.ones(2, np.float32)
    with pytest.raises(NotLoaded, match="deep data"):
        read_exr(saved({"Z": deep}, type=OpenEXR.deepscanline, compression=OpenEXR.ZIPS_COMPRESSION), largest_px=8192)
    many = saved({f"layer{number}.R": np.zeros((2, 2), np.float16) for number in range(70)} | rgb(waves((2, 2, 3))))
    with pytest.raises(NotLoaded, match="fewer channels"):
        read_exr(patched(many, "dataWindow", window(2048, 2048)), largest_px=8192)


def test_any_damage_is_a_sentence_or_a_picture() -> None:
    random = np.random.default_rng(7)
    for _ in range(150):
        file = bytearray(HONEST)
        for place in random.integers(4, len(file), 6):
            file[place] = random.integers(256)
        with suppress(NotLoaded):
            assert read_exr(bytes(file), largest_px=LARGEST_PX).values.size
