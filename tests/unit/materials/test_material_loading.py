"""Texture sets of others are read: every library's names, no names, packed files, and every kind of bad file."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from materials.drawing.draw import draw
from materials.errors import NotLoaded
from materials.exporters.archive import export_zip
from materials.exporters.export_subject import Subject
from materials.material import MAP_NAMES, FloatArray, MapName
from materials.pixels.encode import encode_map
from materials.pixels.pixel_codes import quantise
from materials.pixels.png import write_png
from materials.sets.archive_entries import check_archive, is_archive, unpack
from materials.sets.file_names import name_of_set, read_names
from materials.sets.loading import Loaded, load_brought, load_files, read_map

MATERIAL = draw("cobblestone", seed=3, size_px=128).material
FILES: dict[MapName, bytes] = {name: encode_map(MATERIAL, name) for name in MAP_NAMES}
NORMAL_DX = write_png(quantise("normal", MATERIAL.normal * np.array([1, -1, 1], np.float32), 8))

LIBRARIES: dict[str, dict[str, MapName]] = {
    "ambientCG": {
        "Metal032_1K-PNG_Color.png": "basecolor",
        "Metal032_1K-PNG_NormalGL.png": "normal",
        "Metal032_1K-PNG_Roughness.png": "roughness",
        "Metal032_1K-PNG_Metalness.png": "metalness",
        "Metal032_1K-PNG_Displacement.png": "height",
        "Metal032_1K-PNG_AmbientOcclusion.png": "ambient_occlusion",
    },
    "Poly Haven": {
        "rough_wood_diff_1k.png": "basecolor",
        "rough_wood_nor_gl_1k.png": "normal",
        "rough_wood_rough_1k.png": "roughness",
        "rough_wood_metal_1k.png": "metalness",
        "rough_wood_disp_1k.png": "height",
        "rough_wood_ao_1k.png": "ambient_occlusion",
    },
    "Substance": {
        "textures/Stone_Floor_BaseColor.png": "basecolor",
        "textures/Stone_Floor_Normal.png": "normal",
        "textures/Stone_Floor_Roughness.png": "roughness",
        "textures/Stone_Floor_Metallic.png": "metalness",
        "textures/Stone_Floor_Height.png": "height",
        "textures/Stone_Floor_Ambient_Occlusion.png": "ambient_occlusion",
    },
    "Node Wrangler": {
        "bark albedo.png": "basecolor",
        "bark nrm.png": "normal",
        "bark rgh.png": "roughness",
        "bark mtl.png": "metalness",
        "bark dsp.png": "height",
        "bark ao.png": "ambient_occlusion",
    },
    "Unreal": {
        "T_Old_Metal_BC.png": "basecolor",
        "T_Old_Metal_N.png": "normal",
        "T_Old_Metal_R.png": "roughness",
        "T_Old_Metal_M.png": "metalness",
        "T_Old_Metal_H.png": "height",
        "T_Old_Metal_AO.png": "ambient_occlusion",
    },
}


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def load_archive(archive: bytes) -> Loaded:
    return load_files(unpack(archive))


def saved(image: Image.Image, format_: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, format_)
    return out.getvalue()


def packed(*planes: FloatArray) -> bytes:
    return write_png(np.stack([quantise("roughness", plane, 8) for plane in planes], -1))


def array(loaded: Loaded, name: MapName) -> FloatArray:
    found = loaded.textures.array(name)
    assert found is not None, name
    return found


def said(loaded: Loaded, *words: str) -> bool:
    return any(all(word in note for word in words) for note in loaded.notes)


@pytest.mark.parametrize("library", LIBRARIES)
def test_names_of_libraries_are_understood(library: str):
    names = LIBRARIES[library]
    loaded = load_archive(zipped({file: FILES[name] for file, name in names.items()}))
    assert tuple(loaded.textures.maps) == MAP_NAMES
    for name in MAP_NAMES:
        map_ = loaded.textures.maps[name]
        assert (map_.origin, map_.certainty, map_.original) == ("loaded", 1.0, FILES[name])
        assert np.abs(map_.array - MATERIAL.map(name)).max() < (0.013 if name in ("normal", "basecolor") else 0.003)
    assert loaded.notes == ()


def test_single_names_are_understood_too():
    paths = [
        "Metal_Plate_Roughness.png",
        "rusty_metal_color.jpg",
        "wall.png",
        "x/wall_normal_directx.png",
        "a_opacity.png",
    ]
    meanings = [read_names([path])[0] for path in paths]
    assert [meaning and meaning.channels for meaning in meanings] == [
        ("roughness",),
        ("basecolor",),
        None,
        ("normal",),
        (),
    ]
    assert meanings[3] is not None
    assert meanings[3].convention == "directx"
    assert read_names(["metal_1.png", "metal_2.png"]) == [None, None]


def test_maps_without_names_are_known_by_content():
    names: tuple[MapName, ...] = ("height", "basecolor", "normal", "roughness")
    files = [
        (f"{number}.png", FILES[name]) for number, name in enumerate(("height", "basecolor", "normal", "roughness"))
    ]
    loaded = load_files(files)
    assert set(loaded.textures.maps) == set(names)
    assert all(map_.certainty < 1 for map_ in loaded.textures.maps.values())
    assert said(loaded, "0.png was taken for the height by its content")


def test_our_own_exports_come_back_with_their_size():
    subject = Subject.from_material(MATERIAL, "Cobbles")
    loaded = load_archive(b"".join(export_zip(subject, ["ambientcg"])))
    assert tuple(loaded.textures.maps) == MAP_NAMES
    assert loaded.textures.size_m == MATERIAL.size_m
    assert loaded.textures.height_range_m == pytest.approx(MATERIAL.height_range_m)
    assert np.abs(loaded.textures.material().normal - MATERIAL.normal).max() < 0.02


def test_directx_normals_are_turned_and_opengl_is_taken_first():
    loaded = load_files([("w_NormalDX.png", NORMAL_DX), ("w_Color.png", FILES["basecolor"])])
    assert np.abs(array(loaded, "normal") - MATERIAL.normal).max() < 0.013
    assert said(loaded, "DirectX", "flipped")
    assert loaded.textures.maps["normal"].original is None
    both = load_files([("w_NormalDX.png", NORMAL_DX), ("w_NormalGL.png", FILES["normal"])])
    assert both.textures.maps["normal"].original == FILES["normal"]
    assert said(both, "w_NormalGL.png was taken before w_NormalDX.png")


def test_gloss_becomes_roughness():
    gloss = write_png(quantise("roughness", 1 - MATERIAL.roughness, 8))
    loaded = load_files([("w_gloss.png", gloss)])
    assert np.abs(array(loaded, "roughness") - MATERIAL.roughness).max() < 0.003
    assert said(loaded, "inverted to roughness")


@pytest.mark.parametrize("name", ["w_ORM.png", "w_arm_2k.png", "W_OcclusionRoughnessMetallic.png"])
def test_packed_files_are_taken_apart(name: str):
    orm = packed(MATERIAL.ambient_occlusion, MATERIAL.roughness, MATERIAL.metalness)
    loaded = load_files([(name, orm), ("w_albedo.png", FILES["basecolor"])])
    for map_name in ("ambient_occlusion", "roughness", "metalness"):
        assert np.abs(array(loaded, map_name) - MATERIAL.map(map_name)).max() < 0.003
        assert loaded.textures.maps[map_name].original is None
    assert said(loaded, "Roughness was taken from channel 2")


def test_unity_masks_hold_smoothness_in_alpha():
    zero = np.zeros_like(MATERIAL.roughness)
    mask = packed(MATERIAL.metalness, MATERIAL.ambient_occlusion, zero, 1 - MATERIAL.roughness)
    loaded = load_files([("Wall_MaskMap.png", mask), ("Wall_BaseMap.png", FILES["basecolor"])])
    assert set(loaded.textures.maps) == {"basecolor", "roughness", "metalness", "ambient_occlusion"}
    assert np.abs(array(loaded, "roughness") - MATERIAL.roughness).max() < 0.003


def test_a_file_of_its_own_goes_before_a_packed_one():
    orm = packed(MATERIAL.ambient_occlusion, 1 - MATERIAL.roughness, MATERIAL.metalness)
    loaded = load_files([("w_orm.png", orm), ("w_roughness.png", FILES["roughness"])])
    assert loaded.textures.maps["roughness"].original == FILES["roughness"]


def test_16_bit_files_keep_their_bits():
    deep_normal = encode_map(MATERIAL, "normal", bits=16)
    deep_colour = encode_map(MATERIAL, "basecolor", bits=16)
    loaded = load_files(
        [("w_normal.png", deep_normal), ("w_height.png", FILES["height"]), ("w_albedo.png", deep_colour)]
    )
    assert np.abs(array(loaded, "normal") - MATERIAL.normal).max() < 1e-4
    assert np.abs(array(loaded, "height") - MATERIAL.map("height")).max() < 1e-5
    assert np.abs(array(loaded, "basecolor") - MATERIAL.basecolor).max() < 1e-4
    assert all(map_.original for map_ in loaded.textures.maps.values())


def test_palettes_cmyk_and_transparency_are_read_and_told():
    colour = Image.open(io.BytesIO(FILES["basecolor"]))
    palette = load_files([("w_albedo.png", saved(colour.quantize(64)))])
    assert np.abs(array(palette, "basecolor") - MATERIAL.basecolor).mean() < 0.03
    assert palette.textures.maps["basecolor"].original is None
    printed = load_files([("w_albedo.jpg", saved(colour.convert("CMYK"), "JPEG"))])
    assert said(printed, "CMYK")
    assert np.abs(array(printed, "basecolor") - MATERIAL.basecolor).mean() < 0.1
    clear = colour.convert("RGBA")
    clear.putalpha(120)
    transparent = load_files([("w_albedo.png", saved(clear))])
    assert said(transparent, "Transparency")
    assert np.abs(array(transparent, "basecolor") - MATERIAL.basecolor).max() < 0.013


def test_maps_of_unequal_sizes_are_kept_as_they_are():
    small = saved(Image.new("L", (64, 32), 99))
    loaded = load_files([("w_albedo.png", FILES["basecolor"]), ("w_rough.png", small)])
    assert loaded.textures.maps["roughness"].size_px == (32, 64)
    assert said(loaded, "The maps differ in size. Completing the material brings all to 128 x 128 px.")


def header_only(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "w_height.png was left out: it is not a picture"),
        (b"<html>not found</html>", "w_height.png was left out: it is not a picture"),
        (FILES["height"][:900], "w_height.png was left out: it is damaged"),
        (saved(Image.new("L", (1, 1))), "w_height.png was left out: it is a placeholder of 1 x 1 px"),
        (header_only(9000, 8), "9000 x 8 is larger than 8192 x 8192"),
        (header_only(60000, 60000), "it is larger than 8192 x 8192"),
    ],
    ids=["empty", "web page", "cut off", "placeholder", "too wide", "picture bomb"],
)
def test_a_bad_file_is_left_out_with_a_sentence(content: bytes, words: str):
    loaded = load_files([("w_height.png", content), ("w_albedo.png", FILES["basecolor"])])
    assert tuple(loaded.textures.maps) == ("basecolor",)
    assert said(loaded, words)
    with pytest.raises(NotLoaded, match="No map of a material was found"):
        load_files([("w_height.png", content)])
    with pytest.raises(NotLoaded):
        read_map("height", content, origin="vendor")


def test_8k_maps_are_made_smaller():
    wide = saved(Image.new("L", (8192, 8), 128))
    loaded = load_files([("w_rough.png", wide)])
    assert loaded.textures.maps["roughness"].size_px == (4, 4096)
    assert loaded.textures.maps["roughness"].original is None
    assert said(loaded, "made smaller")


def test_other_formats_are_named_and_clutter_is_not():
    files = {
        "w_albedo.png": FILES["basecolor"],
        "w_height.psd": b"8BPS",
        "w.blend": b"BLENDER",
        "__MACOSX/._w_albedo.png": b"\0",
        ".DS_Store": b"\0",
    }
    loaded = load_archive(zipped(files))
    assert loaded.notes == ("w_height.psd was left out: PSD is not read. Save it as PNG with 16 bits.",)


def lying_zip() -> bytes:
    """An archive whose directory says 10 bytes where a megabyte would come."""
    content = bytearray(zipped({"w_albedo.png": bytes(1 << 20)}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = content.index(signature) + offset
        content[place : place + 4] = struct.pack("<I", 10)
    return bytes(content)


def protected_zip() -> bytes:
    content = bytearray(zipped({"w_albedo.png": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("archive", "words"),
    [
        (b"no zip", "damaged"),
        (zipped({"w_albedo.png": FILES["basecolor"]})[:-40], "damaged"),
        (lying_zip(), "damaged"),
        (protected_zip(), "password"),
        (zipped({"../w_albedo.png": FILES["basecolor"]}), "leads out"),
        (zipped({"/etc/w_albedo.png": FILES["basecolor"]}), "leads out"),
        (zipped({"a/..\\..\\w_albedo.png": FILES["basecolor"]}), "leads out"),
        (zipped({"C:\\w_albedo.png": FILES["basecolor"]}), "leads out"),
        (zipped({f"{number}.txt": b"" for number in range(501)}), "501 files"),
        (zipped({"w_albedo.png": bytes(40 << 20)}), "unpack to 40 MB"),
        (zipped({"readme.txt": b"hello"}), "no picture|No map"),
    ],
    ids=["no zip", "cut off", "lying", "password", "up", "root", "backslash", "drive", "many", "bomb", "no picture"],
)
def test_bad_archives_are_refused_with_a_sentence(archive: bytes, words: str):
    with pytest.raises(NotLoaded, match=words) as refused:
        load_archive(archive)
    assert str(refused.value).endswith(".")


def test_a_zip_on_the_disk_is_judged_by_its_directory_alone(tmp_path: Path):
    path = tmp_path / "set.zip"
    for archive, words in (
        (b"no zip", "damaged"),
        (protected_zip(), "password"),
        (zipped({"../w_albedo.png": b"x"}), "leads out"),
        (zipped({"w_albedo.png": bytes(40 << 20)}), "unpack to 40 MB"),
    ):
        path.write_bytes(archive)
        with pytest.raises(NotLoaded, match=words):
            check_archive(path)
    path.write_bytes(lying_zip())
    check_archive(path)


def test_zips_and_pictures_can_be_brought_together():
    archive = zipped({"w_Color.png": FILES["basecolor"], "w_Roughness.png": FILES["roughness"]})
    assert is_archive(archive)
    assert is_archive(zipped({}))
    assert not is_archive(FILES["normal"])
    loaded = load_brought([("w_1K-PNG.zip", archive), ("w_NormalGL.png", FILES["normal"])])
    assert set(loaded.textures.maps) == {"basecolor", "roughness", "normal"}
    with pytest.raises(NotLoaded, match="damaged"):
        load_brought([("w.zip", archive[:-40])])


def test_too_many_pictures_are_refused():
    with pytest.raises(NotLoaded, match="65 pictures"):
        load_files([(f"{number}.png", b"") for number in range(65)])


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        (["Bricks075_1K-JPG.zip"], "Bricks075"),
        (["rough_wood_4k.zip", "readme.txt"], "rough wood"),
        (["Old Oak/oak_diff.png", "Old Oak/oak_rough.png"], "Old Oak"),
        (["rough_wood_diff_1k.png", "rough_wood_nor_gl_1k.png"], "rough wood"),
        (["Stone_Floor_Roughness.png", "Stone_Floor_Roughness2.png"], "Stone Floor"),
        (["红砖_color.png", "红砖_normal.png"], "红砖"),
        (["a.png", "b.png"], ""),
        (["metal.png"], ""),
    ],
)
def test_a_set_is_called_what_its_files_are(paths: list[str], name: str):
    assert name_of_set(paths) == name


@pytest.mark.parametrize(("picture", "flipped"), [(NORMAL_DX, True), (FILES["normal"], False)])
@pytest.mark.parametrize("others", [{}, {"w_height.png": FILES["height"]}])
def test_a_normal_map_whose_name_says_nothing_is_told_by_its_slopes(
    picture: bytes, flipped: bool, others: dict[str, bytes]
):
    loaded = load_files([("w_nor.png", picture), *others.items()])
    normal = loaded.textures.maps["normal"]
    assert np.abs(normal.array - MATERIAL.normal).max() < 0.02
    assert normal.upright is not None
    assert 0.5 < normal.upright < 1
    assert said(loaded, "DirectX", "flipped") == flipped


def test_a_flat_normal_map_asks_which_way_it_runs():
    loaded = load_files([("w_nor.png", saved(Image.new("RGB", (64, 64), (128, 128, 255))))])
    assert loaded.textures.maps["normal"].upright == pytest.approx(0, abs=0.1)
    assert said(loaded, "which way green runs")
