"""Files of several materials become a choice by name, never a mixture; names in ZIPs are readable."""

import io
import zipfile

import pytest
from test_packed_names import COLOUR, NORMAL, ROUGH, picture

from materials.sets.archive_entries import unpack
from materials.sets.loading import load_brought, load_files
from materials.sets.set_choice import SeveralSets, sets_among


def zipped(names: list[str], content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ("p/Rock/albedo.png p/Rock/normal.png p/Wood/albedo.png p/Wood/normal.png p/Wood/metallic.png", "Rock Wood"),
        ("Rock_albedo.png Rock_normal.png Wood_albedo.png Wood_normal.png", "Rock Wood"),
        ("rock_albedo.png wood_normal.png", "rock wood"),
        ("Metal032_Color.png Metal032_Metalness.png Metal033_Color.png Metal033_Metalness.png", "Metal032 Metal033"),
        ("C_Color.1001.png C_Color.1002.png C_Normal.1001.png C_Normal.1002.png", "1001 1002"),
        ("C_Color_u1_v1.png C_Color_u2_v1.png C_Normal_u1_v1.png C_Normal_u2_v1.png", "u1_v1 u2_v1"),
    ],
)
def test_several_sets_are_told_apart(paths: str, names: str):
    sets = sets_among(paths.split())
    assert [each.name for each in sets] == names.split()
    assert sorted(number for each in sets for number in each.files) == list(range(len(paths.split())))


@pytest.mark.parametrize(
    "paths",
    [
        "a/albedo.png b/albedo.png normal.png",
        "s/1K/w_color.png s/1K/w_normal.png s/2K/w_color.png s/2K/w_normal.png",
        "Color/w.png Normal/w.png",
        "textures/Stone_Floor_BaseColor.png textures/Stone_Floor_Normal.png preview.png",
        "Stone_COL_VAR1_3K.jpg Stone_COL_VAR2_3K.jpg Stone_NRM_3K.jpg Stone_GLOSS_3K.jpg",
        "w_BaseColor_1024.png w_Normal_1024.png w_Roughness_2048.png",
        "C_Color.1001.png C_Normal.1001.png",
        "rough_wood_diff_1k.png rough_wood_nor_gl_1k.png rough_wood_arm_1k.png",
        "scan_0.png scan_1.png",
    ],
)
def test_one_set_stays_one(paths: str):
    (only,) = sets_among(paths.split())
    assert only.files == list(range(len(paths.split())))


def test_a_set_is_opened_by_its_name_and_never_mixed():
    rock, wood = picture(ROUGH), picture(1 - ROUGH)
    files = [("Rock/albedo.png", COLOUR), ("Rock/roughness.png", rock)]
    files += [("Wood/normal.png", NORMAL), ("Wood/roughness.png", wood)]
    with pytest.raises(SeveralSets, match='2 texture sets in it: "Rock", "Wood"') as refused:
        load_brought(files)
    assert refused.value.names == ("Rock", "Wood")
    loaded = load_brought(files, "wood")
    assert set(loaded.textures.maps) == {"normal", "roughness"}
    assert loaded.textures.maps["roughness"].original == wood


def test_a_zip_in_a_zip_is_said():
    loaded = load_files([("w_albedo.png", COLOUR), ("inner.zip", zipped(["w_normal.png"]))])
    assert "inner.zip was left out: it is an archive in an archive. Unpack it first." in loaded.notes


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("红砖墙/颜色.png", "gbk"),
        ("古い木の板/カラー.png", "cp932"),
        ("レンガ_ノーマル.png", "cp932"),
        ("木纹_粗糙度.png", "utf-8"),
        ("façade_über.png", "cp437"),
        ("plain_albedo.png", "cp437"),
    ],
)
def test_names_in_a_zip_are_read_as_they_were_written(name: str, codec: str):
    raw, stand_in = name.encode(codec), "x" * len(name.encode(codec))
    archive = zipped([stand_in]).replace(stand_in.encode(), raw)
    assert unpack(archive) == [(name, b"x")]
