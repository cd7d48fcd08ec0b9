"""Maps as PNG files and as a GLB: read back by Pillow and by a parser of our own."""

import io
import json
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from materials.drawing.draw import draw
from materials.errors import NotAMap
from materials.material import MAP_NAMES, Material
from materials.pixels.colour import linear_to_srgb8, srgb8_to_linear, srgb_to_linear
from materials.pixels.encode import decode_map, encode_array, encode_map
from materials.pixels.pixel_limit import MAX_PIXELS
from materials.show.glb import Slot, write_glb
from materials.show.mesh import SHAPES, Shape, make_mesh

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def material() -> Material:
    return draw("rusty painted metal", seed=2, size_px=96).material


def test_srgb_is_the_standard_curve():
    assert np.array_equal(linear_to_srgb8(srgb8_to_linear(np.arange(256, dtype=np.uint8))), np.arange(256))
    assert srgb_to_linear(np.full(1, 0.5, np.float32)) == pytest.approx(0.21404, abs=1e-5)


@pytest.mark.parametrize("name", MAP_NAMES)
def test_a_map_survives_its_file(material: Material, name: Any):
    file = encode_map(material, name)
    with Image.open(io.BytesIO(file)) as image:
        assert image.mode == {"basecolor": "RGB", "normal": "RGB", "height": "I;16"}.get(name, "L")
        assert ("srgb" in image.info) == (name == "basecolor")
    again = decode_map(name, file)
    tolerance = {"basecolor": 0.006, "normal": 0.012, "height": 1e-5}.get(name, 0.003)
    assert again.dtype == np.float32
    assert np.abs(again - material.map(name)).max() < tolerance


def test_pillow_reads_the_exact_16_bit_numbers():
    numbers = np.random.default_rng(1).integers(0, 65536, (37, 53)).astype(np.uint16)
    file = encode_array("height", numbers.astype(np.float32) / 65535, bits=16)
    with Image.open(io.BytesIO(file)) as image:
        assert np.array_equal(np.asarray(image).astype(np.uint16), numbers)


def test_16_bit_colour_is_written_whole():
    """Pillow cannot read it, so the file is undone by hand: inflate, undo the sub filter, join the bytes."""
    normal = np.random.default_rng(2).uniform(-1, 1, (9, 11, 3)).astype(np.float32)
    file = encode_array("normal", normal, bits=16)
    chunks, place = {}, 8
    while place < len(file):
        (length,) = struct.unpack(">I", file[place : place + 4])
        chunks[file[place + 4 : place + 8]] = file[place + 8 : place + 8 + length]
        place += 12 + length
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(9, 1 + 11 * 6)
    assert (lines[:, 0] == 1).all()
    raw = np.cumsum(lines[:, 1:].reshape(9, 11, 6), 1, dtype=np.uint8)
    codes = raw.reshape(9, 11, 3, 2).astype(int) @ np.array([256, 1])
    assert np.abs((codes - 32768) / 32767.5 - normal).max() < 3.1e-5


def test_flat_normal_is_the_agreed_code():
    flat = np.zeros((2, 2, 3), np.float32)
    flat[..., 2] = 1
    with Image.open(io.BytesIO(encode_array("normal", flat))) as image:
        assert image.getpixel((0, 0)) == (128, 128, 255)


def test_whoever_reads_maps_has_the_limit_of_pixels():
    told = "import materials.pixels.png; from PIL import Image; print(Image.MAX_IMAGE_PIXELS)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(done.stdout) == MAX_PIXELS


def test_what_is_no_picture_is_refused():
    with pytest.raises(NotAMap):
        decode_map("roughness", b"<html>")


def parsed(glb: bytes) -> tuple[dict[str, Any], bytes]:
    magic, version, length = struct.unpack("<4sII", glb[:12])
    assert (magic, version, length) == (b"glTF", 2, len(glb))
    json_length, kind = struct.unpack("<I4s", glb[12:20])
    assert kind == b"JSON"
    assert json_length % 4 == 0
    document = json.loads(glb[20 : 20 + json_length])
    binary_length, kind = struct.unpack("<I4s", glb[20 + json_length : 28 + json_length])
    assert kind == b"BIN\0"
    binary = glb[28 + json_length :]
    assert len(binary) == binary_length == document["buffers"][0]["byteLength"]
    return document, binary


@pytest.mark.parametrize("shape", SHAPES)
def test_a_mesh_is_sound(shape: Shape):
    mesh = make_mesh(shape, repeats=2)
    assert mesh.triangles.max() < len(mesh.position)
    tangent = mesh.tangent[:, :3]
    assert np.allclose(np.linalg.norm(mesh.normal, axis=-1), 1, atol=1e-5)
    assert np.allclose(np.linalg.norm(tangent, axis=-1), 1, atol=1e-5)
    assert np.allclose((mesh.normal * tangent).sum(-1), 0, atol=1e-5)
    corner, texture, normal = mesh.position[mesh.triangles], mesh.texture[mesh.triangles], mesh.normal[mesh.triangles]
    first, second = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    facing = (np.cross(first, second) * normal.mean(1)).sum(-1)
    assert (facing > 0).all()
    # Solving for the direction in which u grows, and v falls, gives the tangent and normal x tangent.
    step = texture[:, 1:] - texture[:, :1]
    (u1, v1), (u2, v2) = (step[:, 0].T, step[:, 1].T)
    area = u1 * v2 - u2 * v1
    u_grows = (first * v2[:, None] - second * v1[:, None]) / area[:, None]
    v_falls = (first * u2[:, None] - second * u1[:, None]) / area[:, None]
    middle = tangent[mesh.triangles].mean(1)
    up = np.cross(normal.mean(1), middle)
    assert ((u_grows * middle).sum(-1) > 0).all()
    assert ((v_falls * up).sum(-1) > 0).all()


def test_glb_holds_the_maps(material: Material):
    orm_map = np.stack([material.ambient_occlusion, material.roughness, material.metalness], -1)
    textures: dict[Slot, bytes] = {
        "basecolor": encode_map(material, "basecolor"),
        "orm": encode_array("roughness", orm_map, bits=8),
        "normal": encode_map(material, "normal"),
    }
    glb = write_glb(make_mesh("cube"), textures, name="rusty panel", extras={"physicalSizeM": material.size_m})
    document, binary = parsed(glb)

    def image(texture: dict[str, int]) -> np.ndarray[Any, Any]:
        entry = document["images"][document["textures"][texture["index"]]["source"]]
        view = document["bufferViews"][entry["bufferView"]]
        assert entry["mimeType"] == "image/png"
        content = binary[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]
        return np.asarray(Image.open(io.BytesIO(content)))

    surface = document["materials"][0]
    orm = image(surface["pbrMetallicRoughness"]["metallicRoughnessTexture"])
    assert surface["occlusionTexture"] == surface["pbrMetallicRoughness"]["metallicRoughnessTexture"]
    for channel, name in enumerate(("ambient_occlusion", "roughness", "metalness")):
        assert np.abs(orm[..., channel] / 255 - material.map(name)).max() < 0.003
    assert np.array_equal(image(surface["normalTexture"])[..., 2] > 127, np.ones((96, 96), bool))
    assert document["asset"]["extras"]["physicalSizeM"] == material.size_m
    position = document["accessors"][document["meshes"][0]["primitives"][0]["attributes"]["POSITION"]]
    assert position["max"] == pytest.approx([0.8] * 3)
    assert all(view["byteOffset"] % 4 == 0 for view in document["bufferViews"])


def test_glb_refuses_other_pictures():
    with pytest.raises(ValueError, match="PNG, JPEG or WebP"):
        write_glb(make_mesh("plane"), {"basecolor": b"GIF89a"})
