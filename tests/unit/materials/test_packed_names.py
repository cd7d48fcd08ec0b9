"""Packed files are taken apart by name and pixels, and what a name promises and pixels deny is not believed."""

import numpy as np
import pytest

from materials.material import ByteArray, FloatArray, MapName
from materials.pixels.png import write_png
from materials.sets.loading import Loaded, load_files

PX = 64
_Y, _X = np.mgrid[0:PX, 0:PX] / PX
_WAVE = np.sin(8 * np.pi * _X) * np.sin(8 * np.pi * _Y)
_GRAIN = np.random.default_rng(0).normal(0, 0.01, (PX, PX))
ROUGH, AO, METAL = 0.7 + 0.05 * _WAVE + _GRAIN, 0.9 + 0.05 * _WAVE, np.full((PX, PX), 0.02)
HEIGHT, ZERO, ONE = 0.5 + 0.2 * _WAVE, np.zeros((PX, PX)), np.ones((PX, PX))


def codes(*planes: FloatArray) -> ByteArray:
    array = (np.clip(np.stack(planes, -1), 0, 1) * 255 + 0.5).astype(np.uint8)
    return array[..., 0] if len(planes) == 1 else array


def picture(*planes: FloatArray) -> bytes:
    return write_png(codes(*planes))


COLOUR = picture(0.55 + 0.1 * _WAVE, 0.3 + 0.1 * _WAVE, 0.2 + ZERO)
SLOPES = np.stack([0.2 * _WAVE, 0.2 * _WAVE.T, ONE], -1)
VECTORS = SLOPES / np.linalg.norm(SLOPES, axis=-1, keepdims=True) / 2 + 0.5
NORMAL = picture(*np.moveaxis(VECTORS, -1, 0))
SET = [("own_albedo.png", COLOUR), ("own_normal.png", NORMAL)]
ORM = picture(AO, ROUGH, METAL)
UNITY = picture(METAL, METAL, METAL, 1 - ROUGH)


def means(loaded: Loaded) -> dict[MapName, float]:
    return {name: round(float(map_.array.mean()), 1) for name, map_ in loaded.textures.maps.items() if name in _DATA}


_DATA = ("roughness", "metalness", "ambient_occlusion", "height")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("own_metalRoughness.png", ORM),
        ("own_roughnessMetallic.png", ORM),
        ("own_OcclusionRoughMetal.png", ORM),
        ("own_occlusionroughnessmetallic.png", ORM),
        ("own_rough_ao.png", ORM),
        ("own_rough_ao.png", picture(ROUGH, AO, METAL)),
        ("own_AORough.png", picture(ROUGH, AO, METAL)),
        ("own_RMA.png", picture(ROUGH, METAL, AO)),
        ("own_RMA.png", ORM),
        ("own_MRAO.png", picture(METAL, ROUGH, AO)),
        ("own_MaskMap.png", picture(METAL, AO, ZERO, 1 - ROUGH)),
        ("own_MOS.png", picture(METAL, AO, ZERO, 1 - ROUGH)),
    ],
)
def test_packed_files_give_their_maps_whatever_they_are_called(name: str, content: bytes):
    assert means(load_files([*SET, (name, content)])) == {"roughness": 0.7, "metalness": 0.0, "ambient_occlusion": 0.9}


@pytest.mark.parametrize(
    ("name", "content", "right"),
    [
        ("own_MetallicSmoothness.png", UNITY, {"roughness": 0.7, "metalness": 0.0}),
        ("own_SpecularSmoothness.png", UNITY, {"roughness": 0.7}),
        ("own_metallicRoughness.png", picture(ZERO, ROUGH, ONE), {"roughness": 0.7, "metalness": 1.0}),
        ("own_ORT.png", ORM, {"roughness": 0.7, "ambient_occlusion": 0.9}),
        ("own_ORD.png", picture(AO, ROUGH, HEIGHT), {"roughness": 0.7, "height": 0.5, "ambient_occlusion": 0.9}),
        ("own_metal_rough.png", picture(ROUGH), {"roughness": 0.7}),
    ],
)
def test_channels_that_hold_something_else_are_left_alone(name: str, content: bytes, right: dict[MapName, float]):
    loaded = load_files([*SET, (name, content)])
    assert means(loaded) == right
    assert all(map_.certainty == 1 for map_ in loaded.textures.maps.values())


def test_only_what_name_and_pixels_agree_on_is_sure():
    sure = {
        name: map_.certainty for name, map_ in load_files([*SET, ("own_metalRough.png", ORM)]).textures.maps.items()
    }
    assert (sure["roughness"], sure["metalness"]) == (1, 1)
    assert sure["ambient_occlusion"] < 0.7
    turned = load_files([*SET, ("own_RMA.png", ORM)])
    assert max(turned.textures.maps[name].certainty for name in ("roughness", "metalness", "ambient_occlusion")) < 0.7
    assert any("by its pixels" in note for note in turned.notes)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("own_ORM.png", picture(ROUGH), "holds one channel"),
        ("own_ORM.png", picture(ZERO, ROUGH, METAL), "has no ambient occlusion in red: it is black there"),
        ("own_MaskMap.png", picture(METAL, AO, ZERO, ONE), "has no gloss in alpha: it is white there"),
        ("own_MetallicSmoothness.png", picture(METAL, METAL, METAL), "has no channel 4, where its gloss should be"),
        ("own_roughness.png", ORM, "is called roughness, but its channels differ"),
        ("own_height.png", NORMAL, "is called height, but its channels differ"),
        ("wall_normal.png", picture(HEIGHT), "is called normal, but it is grey"),
        ("wall_normal.png", COLOUR, "is called normal, but its pixels are no normals"),
        ("wall_color.png", NORMAL, "is called base colour, but its pixels are normals"),
    ],
)
def test_what_cannot_be_is_said(name: str, content: bytes, words: str):
    loaded = load_files(
        [*SET, (name, content)] if name.startswith("own") else [(name, content), ("wall_ao.png", picture(AO))]
    )
    assert any(words in note for note in loaded.notes), loaded.notes


def test_alpha_gives_what_the_name_says():
    for name, content, held, mean in (
        ("own_normalHeight.png", picture(*np.moveaxis(VECTORS, -1, 0), HEIGHT), "height", 0.5),
        ("own_ddna.png", picture(*np.moveaxis(VECTORS, -1, 0), 1 - ROUGH), "roughness", 0.7),
        ("own_AlbedoSmoothness.png", picture(ROUGH, HEIGHT, ZERO, 1 - ROUGH), "roughness", 0.7),
    ):
        loaded = load_files([(name, content)])
        assert means(loaded) == {held: mean}, name
        assert len(loaded.textures.maps) == 2
    clear = load_files([("own_AlbedoTransparency.png", picture(ROUGH, HEIGHT, ZERO, AO)), SET[1]])
    assert set(clear.textures.maps) == {"basecolor", "normal"}
    deep = (np.stack([AO, ROUGH, METAL, HEIGHT], -1) * 65535).astype(np.uint16)
    found = load_files([("own_ORMH.png", write_png(deep))]).textures.maps["height"].array
    assert np.abs(found - HEIGHT).max() < 1e-4


def test_the_better_of_two_files_for_one_map_is_taken_and_said():
    native, gloss = picture(ROUGH), picture(1 - ROUGH)
    small = write_png(codes(ROUGH)[::2, ::2].copy())
    for files, best in (
        ([("w_2K_Gloss.png", gloss), ("w_2K_Roughness.png", native)], native),
        ([("w_Roughness_1K.png", small), ("w_Roughness_2K.png", native)], native),
    ):
        loaded = load_files(files)
        assert loaded.textures.maps["roughness"].original == best
        assert any("was taken before" in note for note in loaded.notes)
        assert not any("inverted" in note for note in loaded.notes)
    relief = load_files([("w_bump.png", picture(HEIGHT)), ("w_disp.png", picture(HEIGHT[::-1]))])
    assert relief.textures.maps["height"].original == picture(HEIGHT[::-1])


def test_equal_names_never_replace_each_other():
    small = write_png(codes(HEIGHT, ZERO, AO)[::2, ::2].copy())
    loaded = load_files([("a/albedo.png", COLOUR), ("b/albedo.png", small), ("normal.png", NORMAL)])
    assert loaded.textures.maps["basecolor"].original == COLOUR
    assert "Base colour: a/albedo.png was taken before b/albedo.png." in loaded.notes
    alike = [(f"{'w' * 196}.png", content) for content in (COLOUR, NORMAL, picture(ROUGH), picture(HEIGHT))]
    assert len(load_files(alike).textures.maps) == 4
