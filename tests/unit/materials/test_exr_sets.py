"""Texture sets of others with OpenEXR maps: what their numbers mean, and what is kept of them."""

import io
from typing import Any

import numpy as np
import OpenEXR
import pytest

from materials.drawing.draw import draw
from materials.errors import NotLoaded
from materials.material import MapName
from materials.pixels.encode import encode_map
from materials.pixels.exr import write_exr
from materials.sets.loading import load_files, read_map

MATERIAL = draw("cobblestone", seed=3, size_px=64).material
COLOUR = ("wall_diff_2k.png", encode_map(MATERIAL, "basecolor"))


def exr(values: np.ndarray[Any, Any], compression: str = "ZIP", dtype: Any = np.float16) -> bytes:
    """Return a file as Poly Haven and others offer it: grey in Y, colours in R, G and B."""
    planes = {"Y": values} if values.ndim == 2 else dict(zip("RGB", np.moveaxis(values, -1, 0), strict=True))
    channels = {name: OpenEXR.Channel(np.ascontiguousarray(plane, dtype)) for name, plane in planes.items()}
    file = io.BytesIO()
    header = {"compression": getattr(OpenEXR, f"{compression}_COMPRESSION"), "type": OpenEXR.scanlineimage}
    OpenEXR.File(header, channels).write(file)
    return file.getvalue()


def test_a_poly_haven_set_with_exr_is_a_whole_material() -> None:
    disp = 0.2 + 0.4 * MATERIAL.map("height")
    loaded = load_files(
        [
            ("textures/wall_diff_2k.exr", exr(MATERIAL.basecolor, "DWAA")),
            ("textures/wall_nor_gl_2k.exr", exr(0.5 * MATERIAL.normal + 0.5, "ZIP")),
            ("textures/wall_rough_2k.exr", exr(MATERIAL.roughness, "PIZ")),
            ("textures/wall_ao_2k.exr", exr(np.repeat(MATERIAL.ambient_occlusion[..., None], 3, -1), "PXR24")),
            ("textures/wall_disp_2k.exr", exr(disp, "PIZ", np.float32)),
        ]
    )
    most_wrong: dict[MapName, float] = {"basecolor": 0.02, "normal": 2e-3, "roughness": 1e-3, "ambient_occlusion": 1e-3}
    for name, most in most_wrong.items():
        map_ = loaded.textures.maps[name]
        assert map_.certainty == 1
        assert np.abs(map_.array - MATERIAL.map(name)).max() < most, name
        assert map_.original
        again = read_map(name, map_.original, origin="loaded")
        np.testing.assert_array_equal(again.array, map_.array, "it is kept as it was read")
    assert np.abs(loaded.textures.maps["height"].array - MATERIAL.map("height")).max() < 1e-4
    assert loaded.textures.height_range_m is None, "nobody knows the unit of their heights"
    assert "wall_disp_2k.exr holds heights from 0.2 to 0.6; black to white spans them." in loaded.notes


def test_heights_of_our_own_export_are_metres() -> None:
    loaded = load_files([COLOUR, ("wall_height.exr", write_exr(MATERIAL.height_m.astype(np.float32)))])
    assert loaded.textures.height_range_m == pytest.approx(MATERIAL.height_range_m, rel=1e-5)
    assert np.abs(loaded.textures.maps["height"].array - MATERIAL.map("height")).max() < 1e-4
    flat = load_files([COLOUR, ("wall_height.exr", write_exr(np.full((64, 64), 2, np.float32)))])
    assert flat.textures.height_range_m == 0


def test_vectors_directx_packed_channels_and_gaps() -> None:
    signed = load_files([("wall_nor_dx.exr", exr(MATERIAL.normal * (1, -1, 1)))])
    assert np.abs(signed.textures.maps["normal"].array - MATERIAL.normal).max() < 2e-3
    arm = np.stack([MATERIAL.ambient_occlusion, MATERIAL.roughness, MATERIAL.metalness], -1)
    packed = load_files([("wall_arm_2k.exr", exr(arm))]).textures
    names: tuple[MapName, ...] = ("ambient_occlusion", "roughness", "metalness")
    for name in names:
        assert np.abs(packed.maps[name].array - MATERIAL.map(name)).max() < 1e-3
    holed = MATERIAL.height_m.astype(np.float32)
    holed[0], holed[1] = np.nan, np.inf
    height = load_files([("wall_height.exr", write_exr(holed))]).textures.maps["height"].array
    assert np.isfinite(height).all()
    assert height[:2].max() == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("stuff.exr", exr(MATERIAL.roughness), "stuff.exr was left out: the name of an EXR has to tell which map"),
        ("wall_rough.exr", exr(MATERIAL.roughness)[:-50], "it is damaged, or was not sent whole"),
        ("wall_rough.exr", exr(np.ones((1, 1))), "it is a placeholder of 1 x 1 px"),
        ("wall_rough.exr", exr(np.ones((4, 8200))), "8200 x 4 is larger than 8192 x 8192"),
        ("wall_rough.exr", exr(np.full((8, 8), np.nan)), "it holds no numbers"),
        ("wall_rough.exr", b"v/1\x01" + bytes(500), "it is no EXR that can be read"),
    ],
)
def test_what_cannot_be_used_is_a_sentence(name: str, content: bytes, words: str) -> None:
    loaded = load_files([COLOUR, (name, content)])
    assert tuple(loaded.textures.maps) == ("basecolor",)
    assert any(words in note for note in loaded.notes), loaded.notes


@pytest.mark.parametrize("name", ["basecolor", "height"])
def test_one_exr_is_read_where_its_map_is_known(name: MapName) -> None:
    values = MATERIAL.basecolor if name == "basecolor" else MATERIAL.map(name)
    assert np.abs(read_map(name, exr(values), origin="loaded").array - values).max() < 2e-3
    with pytest.raises(NotLoaded):
        read_map(name, exr(values)[:100], origin="loaded")
