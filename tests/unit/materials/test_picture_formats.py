"""Pictures of every depth and format people bring: read with their true numbers, or refused in words."""

import io
from collections.abc import Callable
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from materials.errors import NotLoaded
from materials.sets.loading import load_files, read_map

RAMP = np.tile(np.linspace(0, 1, 64), (32, 1))
COLOUR = np.random.default_rng(4).integers((0, 0, 40000), 65536, (20, 30, 3)).astype(np.uint16)


def saved(image: Image.Image, format_: str = "TIFF", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def tiff(array: Any, mode: str, kind: int) -> bytes:
    """A grey TIFF whose tag says what its numbers are: 1 unsigned, 2 signed, 3 float."""
    tags = ImageFileDirectory_v2()
    tags[339] = kind
    raw = bytearray(saved(Image.fromarray(array, mode), tiffinfo=tags))
    place = raw.index(b"\x53\x01\x03\x00\x01\x00\x00\x00")  # SampleFormat, which Pillow writes by the mode
    raw[place + 8] = kind
    return bytes(raw)


def deep(codec: str, format_: str, **options: str) -> bytes:
    """A picture with 16 bits per colour channel, by FFmpeg: Pillow writes none."""
    out = io.BytesIO()
    with av.open(out, "w", format="image2pipe") as container:
        stream = container.add_stream(codec, rate=1)
        stream.width, stream.height, stream.pix_fmt, stream.options = 30, 20, format_, options  # pyright: ignore[reportAttributeAccessIssue]
        frame = av.VideoFrame.from_ndarray(COLOUR, format="rgb48le").reformat(format=format_)
        for packet in (*stream.encode(frame), *stream.encode()):  # pyright: ignore
            container.mux(packet)
    return out.getvalue()


INT32, HALF = 2**31 - 1, 2**16 - 1
RAMPS: dict[str, Callable[[], bytes]] = {
    "signed 32": lambda: tiff((RAMP * INT32).astype(np.int32), "I", 2),
    "unsigned 32": lambda: tiff((RAMP * (2**32 - 1)).astype(np.uint32).view(np.int32), "I", 1),
    "32 bits that hold 16": lambda: tiff((RAMP * HALF).round().astype(np.int32), "I", 2),
    "float": lambda: saved(Image.fromarray(RAMP.astype(np.float32))),
    "16 bits": lambda: saved(Image.fromarray((RAMP * HALF).round().astype(np.uint16))),
    "16 bits, big-endian": lambda: saved(Image.fromarray((RAMP * HALF).round().astype(">u2"), "I;16B")),
    "16 bits, PNG": lambda: saved(Image.fromarray((RAMP * HALF).round().astype(np.uint16)), "PNG"),
}


@pytest.mark.parametrize("kind", RAMPS)
@pytest.mark.parametrize("name", ["height", "roughness"])
def test_grey_numbers_come_whole(kind: str, name: str) -> None:
    ending = "png" if "PNG" in kind else "tif"
    map_ = load_files([(f"wall_{name}.{ending}", RAMPS[kind]())]).textures.maps[name]  # pyright: ignore
    assert np.abs(map_.array - RAMP).max() < 2e-5
    assert map_.original is not None
    again = read_map(name, map_.original, origin="loaded")  # pyright: ignore[reportArgumentType]
    assert np.array_equal(again.array, map_.array)


def test_heights_of_any_range_are_stretched_and_other_maps_refused() -> None:
    metres = saved(Image.fromarray((RAMP * 40 - 7).astype(np.float32)))
    loaded = load_files([("hill_height.tif", metres)])
    assert np.abs(loaded.textures.maps["height"].array - RAMP).max() < 2e-5
    assert "from -7 to 33" in loaded.notes[0]
    with pytest.raises(NotLoaded, match="from -7 to 33 instead of 0 to 1"):
        load_files([("hill_roughness.tif", metres)])


@pytest.mark.parametrize(
    "picture",
    [
        ("tiff", "rgb48le", {"compression_algo": "raw"}),
        ("tiff", "rgb48le", {"compression_algo": "deflate"}),
        ("tiff", "rgb48le", {"compression_algo": "lzw"}),
        ("png", "rgb48be", {}),
    ],
)
def test_16_bits_of_colour_come_whole(picture: tuple[str, str, dict[str, str]]) -> None:
    codec, format_, options = picture
    content = deep(codec, format_, **options)
    map_ = load_files([(f"wall_normal_gl.{codec}", content)]).textures.maps["normal"]
    assert np.abs(map_.array - (COLOUR.astype(np.float32) - 32768) / 32767).max() < 1e-6
    assert map_.original is not None
    assert np.array_equal(read_map("normal", map_.original, origin="loaded").array, map_.array)


def dds_two_channels() -> bytes:
    """A BC5 picture: one block of 4 x 4 repeated, x = 0.3 and y = 0."""
    header = bytearray(128)
    header[:4], header[4], header[76], header[80] = b"DDS ", 124, 32, 4
    header[8:20] = np.array([0x1007, 32, 32], "<u4").tobytes()
    header[84:88] = b"ATI2"
    plane = [bytes([code, code, 0, 0, 0, 0, 0, 0]) for code in (166, 128)]
    return bytes(header) + b"".join(plane) * 64


def test_dds_is_read_and_what_it_would_cut_is_refused() -> None:
    colour = np.random.default_rng(1).integers(0, 256, (16, 16, 4)).astype(np.uint8)
    for pixel_format in (None, "DXT1", "DXT5", "BC3"):
        content = saved(Image.fromarray(colour), "DDS", **({"pixel_format": pixel_format} if pixel_format else {}))
        loaded = load_files([("stone_basecolor.dds", content)])
        assert loaded.textures.maps["basecolor"].array.shape == (16, 16, 3)
    normal = load_files([("stone_normal_gl.dds", dds_two_channels())]).textures.maps["normal"].array
    assert np.abs(normal - [0.3, 0, 0.954]).max() < 0.01
    half_floats = bytearray(dds_two_channels())
    half_floats[84:88] = b"DX10"
    half_floats[128:148] = np.array([95, 3, 0, 1, 0], "<u4").tobytes()
    with pytest.raises(NotLoaded, match="DDS"):
        load_files([("stone_basecolor.dds", bytes(half_floats))])


@pytest.mark.parametrize("start", [b"II*\0", b"MM\0*", b"II+\0", b"DDS "])
def test_what_cannot_be_read_says_what_to_do(start: bytes) -> None:
    with pytest.raises(NotLoaded, match="Save it as PNG with 16 bits"):
        load_files([("wall_normal.tif", start + bytes(60))])


def test_the_first_of_several_pages_is_taken_and_said() -> None:
    pages = [Image.new("L", (16, 16), code) for code in (51, 204)]
    loaded = load_files([("wall_roughness.tif", saved(pages[0], save_all=True, append_images=pages[1:]))])
    assert loaded.textures.maps["roughness"].array.mean() == pytest.approx(0.2)
    assert any("2 pages" in note for note in loaded.notes)


@pytest.mark.parametrize("mode", ["P", "LA", "RGBA", "1", "PA"])
def test_unusual_modes_keep_their_values(mode: str) -> None:
    grey = Image.fromarray(((RAMP > 0.5) * 255).astype(np.uint8))
    image = grey.convert("P").convert("PA") if mode == "PA" else grey.convert(mode)
    map_ = read_map("metalness", saved(image, "TIFF" if mode == "PA" else "PNG"), origin="loaded")
    assert np.array_equal(map_.array, (RAMP > 0.5).astype(np.float32))
