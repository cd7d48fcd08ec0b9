"""The ZIP as a whole: originals kept, each picture made once, packing, conventions, the manifest."""

import hashlib
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import av
import numpy as np
import pytest
from exported import SIZE_M, SIZE_PX, export, manifest, material, subject, with_files
from PIL import Image

from materials.errors import NotAMap, NothingToExport, UnknownTarget
from materials.exporters.archive import export_zip
from materials.exporters.export_subject import Options, SourceMap, Subject
from materials.exporters.registry import TARGETS
from materials.exporters.target import OCCLUSION_ROUGHNESS_METALNESS
from materials.exporters.textures import Recipe, Textures
from materials.material import MAP_NAMES, MapName
from materials.pixels.encode import decode_map, encode_array, encode_map
from materials.pixels.png import read_codes, write_png

EVERYTHING = [target.name for target in TARGETS]


def picture(format_: str, mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    codes = np.random.default_rng(1).integers(0, 256, (SIZE_PX, SIZE_PX, 3), np.uint8)
    Image.fromarray(codes).convert(mode).save(file, format_)
    return file.getvalue()


def codes(content: bytes) -> np.ndarray:
    return read_codes(content)


def alpha(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)))[..., 3]


def test_originals_are_stored_byte_for_byte() -> None:
    files: dict[MapName, bytes] = {
        "basecolor": picture("JPEG"),
        "normal": picture("PNG"),
        "height": picture("PNG", "L"),
    }
    out = export(with_files(files), "unreal", "blender", "godot", "polyhaven", "unity_urp", "materialx")
    assert out["blender/red_brick_wall_64px_basecolor.jpg"] == files["basecolor"]
    assert out["unreal/T_RedBrickWall_BC.jpg"] == files["basecolor"]
    assert out["unreal/T_RedBrickWall_H.png"] == files["height"]
    assert out["godot/red_brick_wall_normal.png"] == files["normal"]
    assert out["polyhaven/red_brick_wall_nor_gl_64px.png"] == files["normal"]
    assert out["unreal/T_RedBrickWall_N.png"] != files["normal"]


def test_formats_a_target_does_not_read_are_converted() -> None:
    webp = picture("WEBP")
    out = export(with_files({"basecolor": webp}), "unreal", "godot", "ambientcg")
    assert out["godot/red_brick_wall_albedo.webp"] == webp
    np.testing.assert_array_equal(codes(out["unreal/T_RedBrickWall_BC.png"]), codes(webp))
    assert out["ambientcg/RedBrickWall_64PX-PNG_Color.png"] == out["unreal/T_RedBrickWall_BC.png"]


def test_print_colours_are_converted() -> None:
    out = export(with_files({"basecolor": picture("JPEG", "CMYK")}), "unreal")
    assert codes(out["unreal/T_RedBrickWall_BC.png"]).shape == (SIZE_PX, SIZE_PX, 3)


@pytest.mark.parametrize("given", ["opengl", "directx"])
def test_normals_come_in_the_convention_of_each_target(given) -> None:
    file = encode_map(material(), "normal")
    other = "DX" if given == "opengl" else "GL"
    out = export(with_files({"normal": file}, normals=given), "ambientcg", "unreal", "godot")
    layout = "ambientcg/RedBrickWall_64PX-PNG_Normal"
    same, flipped = codes(out[f"{layout}{'GL' if other == 'DX' else 'DX'}.png"]), codes(out[f"{layout}{other}.png"])
    np.testing.assert_array_equal(same, codes(file))
    np.testing.assert_array_equal(flipped[..., [0, 2]], same[..., [0, 2]])
    np.testing.assert_array_equal(flipped[..., 1].astype(int), np.minimum(255, 256 - same[..., 1].astype(int)))
    assert (flipped[..., 1] != same[..., 1]).any()
    assert out["unreal/T_RedBrickWall_N.png"] == out[f"{layout}DX.png"]
    assert out["godot/red_brick_wall_normal.png"] == out[f"{layout}GL.png"]


def test_a_flat_normal_stays_flat_when_turned_over() -> None:
    flat = np.zeros((8, 8, 3), np.float32)
    flat[..., 2] = 1
    whole = replace(subject(), maps={"normal": SourceMap(flat)})
    out = export(whole, "ambientcg")
    assert out["ambientcg/RedBrickWall_8PX-PNG_NormalGL.png"] == out["ambientcg/RedBrickWall_8PX-PNG_NormalDX.png"]
    assert codes(out["ambientcg/RedBrickWall_8PX-PNG_NormalGL.png"])[0, 0].tolist() == [128, 128, 255]


def grey(name: MapName) -> np.ndarray:
    return codes(encode_map(material(), name))


def test_packed_channels_hold_what_they_say() -> None:
    out = export(subject(), "unreal", "unity_hdrp", "unity_urp", "polyhaven")
    orm = codes(out["unreal/T_RedBrickWall_ORM.png"])
    for channel, name in enumerate(("ambient_occlusion", "roughness", "metalness")):
        np.testing.assert_array_equal(orm[..., channel], grey(name))
    assert out["polyhaven/red_brick_wall_arm_64px.png"] == out["unreal/T_RedBrickWall_ORM.png"]
    for path, blue in (("unity_hdrp/RedBrickWall_MaskMap", 128), ("unity_urp/RedBrickWall_MetallicSmoothness", 0)):
        mask = codes(out[f"{path}.png"])
        np.testing.assert_array_equal(mask[..., 0], grey("metalness"))
        np.testing.assert_array_equal(mask[..., 1], grey("ambient_occlusion"))
        assert (mask[..., 2] == blue).all()
        np.testing.assert_array_equal(alpha(out[f"{path}.png"]), 255 - grey("roughness"))


def test_missing_metalness_is_none_and_missing_occlusion_is_open() -> None:
    out = export(subject(only=["roughness"]), "unreal", "unity_hdrp")
    orm = codes(out["unreal/T_RedBrickWall_ORM.png"])
    assert (orm[..., 0] == 255).all()
    assert (orm[..., 2] == 0).all()
    mask = codes(out["unity_hdrp/RedBrickWall_MaskMap.png"])
    assert (mask[..., 0] == 0).all()
    assert (mask[..., 1] == 255).all()
    assert manifest(out)["missing"] == {"metalness": 0.0, "ambient_occlusion": 1.0, "height": 0.5}


def test_maps_of_different_sizes_are_packed_at_the_largest() -> None:
    small = encode_array("roughness", np.full((16, 16), 0.25, np.float32))
    orm = codes(export(with_files({"roughness": small}), "unreal")["unreal/T_RedBrickWall_ORM.png"])
    assert orm.shape == (SIZE_PX, SIZE_PX, 3)
    assert (orm[..., 1] == 64).all()


def test_16_bits_reach_data_maps_only() -> None:
    out = export(subject(), "unreal", "materialx", "gltf", options=Options(bits=16))
    assert codes(out["unreal/T_RedBrickWall_N.png"]).dtype == np.uint16
    assert codes(out["unreal/T_RedBrickWall_ORM.png"]).dtype == np.uint16
    assert codes(out["unreal/T_RedBrickWall_BC.png"]).dtype == np.uint8
    exact = (material().roughness * 65535 + 0.5).astype(np.uint16)
    np.testing.assert_array_equal(codes(out["materialx/textures/red_brick_wall_roughness.png"]), exact)
    np.testing.assert_array_equal(codes(out["unreal/T_RedBrickWall_ORM.png"])[..., 1], exact)


def test_height_always_has_16_bits() -> None:
    out = export(subject(), *EVERYTHING)
    heights = {
        path: codes(out[path]).dtype for path in out if path.endswith(("_H.png", "eight.png", "isplacement.png"))
    }
    assert len(heights) == 9
    assert set(heights.values()) == {np.dtype(np.uint16)}


def test_files_of_8_bits_are_not_blown_up() -> None:
    files: dict[MapName, bytes] = {name: encode_map(material(), name) for name in MAP_NAMES}
    eight, sixteen = (export(with_files(files), "unreal", options=Options(bits=bits)) for bits in (8, 16))
    assert eight["unreal/T_RedBrickWall_ORM.png"] == sixteen["unreal/T_RedBrickWall_ORM.png"]


def test_equal_files_are_made_once() -> None:
    whole = subject()
    textures = Textures(whole)
    packed = Recipe(OCCLUSION_ROUGHNESS_METALNESS)
    same = [Recipe("normal"), Recipe("normal", formats=("png",)), Recipe("normal", formats=("png", "jpeg", "webp"))]
    colour = [Recipe("basecolor"), Recipe("basecolor", 16), Recipe("basecolor", convention="directx")]
    with ThreadPoolExecutor(2) as pool:
        textures.prepare([packed, packed, *same, *colour], pool)
        taken = {name: [textures.take(recipe) for recipe in recipes] for name, recipes in
                 (("packed", [packed, packed]), ("normal", same), ("colour", colour))}  # fmt: skip
    for made in taken.values():
        assert len({id(texture) for texture in made}) == 1
    assert textures.take(packed) is not taken["packed"][0], "taken as often as named, it is let go"


def test_the_manifest_describes_every_file() -> None:
    out = export(subject(), *EVERYTHING)
    about = manifest(out)
    assert {file["path"].partition("/")[2] for file in about["files"]} == out.keys() - {"manifest.json"}
    for file in about["files"]:
        content = out[file["path"].partition("/")[2]]
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["bytes"] == len(content)
        if "holds" in file:
            image = Image.open(io.BytesIO(content))
            assert (file["width_px"], file["height_px"]) == image.size
            assert codes(content).itemsize * 8 == file["bits"]
    assert (about["prompt"], about["seed"], about["model"]) == ("红砖墙", 7, "sandbox")
    assert about["size_m"] == SIZE_M
    assert about["height_range_m"] == pytest.approx(material().height_range_m)
    assert not about["height_range_assumed"]
    assert about["targets"].keys() == set(EVERYTHING)
    assert about["targets"]["unreal"]["normals"] == "directx"
    normals = {file["path"].rpartition("/")[2]: file["normals"] for file in about["files"] if "normals" in file}
    assert normals["T_RedBrickWall_N.png"] == "directx"
    assert normals["red_brick_wall_normal.png"] == "opengl"


def test_where_maps_came_from_is_on_record() -> None:
    file = encode_map(material(), "basecolor")
    sources = manifest(export(with_files({"basecolor": file}), "gltf"))["sources"]
    assert sources["basecolor"] == {
        "origin": "vendor",
        "certain": True,
        "bytes": len(file),
        "sha256": hashlib.sha256(file).hexdigest(),
    }
    assert sources["height"] == {"origin": "drawn", "certain": True}


def test_an_unknown_height_range_is_called_assumed() -> None:
    about = manifest(export(replace(subject(), height_range_m=None), "gltf"))
    assert about["height_range_assumed"]
    assert about["height_range_m"] == pytest.approx(0.02 * SIZE_M)


def test_the_archive_comes_in_pieces_and_is_the_same_each_time() -> None:
    first, second = list(export_zip(subject(), ["unreal"])), list(export_zip(subject(), ["unreal"]))
    assert first == second
    assert len(first) > 2 * 6, "header and content of five files and the manifest, then the directory"
    with zipfile.ZipFile(io.BytesIO(b"".join(first))) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.flag_bits & 8 for entry in archive.infolist()} == {0}, "sizes stand before the data"


def test_a_date_is_kept_and_a_strange_one_does_no_harm() -> None:
    for created, year in (("2026-11-21T10:00:00+00:00", 2026), ("yesterday", 1980), ("1066-10-14", 1980)):
        archive = b"".join(export_zip(replace(subject(), created=created), ["gltf"]))
        assert zipfile.ZipFile(io.BytesIO(archive)).infolist()[0].date_time[0] == year


@pytest.mark.parametrize(
    ("name", "slug", "camel"),
    [
        ("Red brick wall", "red_brick_wall", "RedBrickWall"),
        ("../../etc/passwd", "etc_passwd", "EtcPasswd"),
        ("红砖墙", "material", "Material"),
        ("4K gravel", "m_4k_gravel", "M4kGravel"),
        ("x" * 200, "x" * 48, "X" + "x" * 47),
    ],
)
def test_names_become_safe_file_names(name: str, slug: str, camel: str) -> None:
    whole = subject(name)
    assert (whole.slug, whole.camel) == (slug, camel)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export_zip(whole, EVERYTHING))))
    for path in archive.namelist():
        assert path.startswith(f"{slug}/")
        assert path.isascii()
        assert ".." not in path


def test_what_can_not_be_exported_is_said_at_once() -> None:
    with pytest.raises(UnknownTarget, match="no_such_target', 'vrml"):
        export_zip(subject(), ["gltf", "vrml"])
    with pytest.raises(UnknownTarget, match="choose_target"):
        export_zip(subject(), [])
    with pytest.raises(NothingToExport, match="no_map_to_export"):
        Subject({}, "x", 1.0)
    for size in (0, -1, float("nan"), float("inf")):
        with pytest.raises(NothingToExport, match="size_not_above_0"):
            replace(subject(), size_m=size)
    with pytest.raises(NotAMap):
        export(with_files({"roughness": b"no picture"}), "unreal")


def test_targets_have_unique_names_and_words() -> None:
    assert len(set(EVERYTHING)) == len(EVERYTHING) == 13
    for target in TARGETS:
        assert target.title
        assert target.help.endswith(".")


def test_plain_maps_are_the_originals_with_the_pictures_beside_them() -> None:
    files: dict[MapName, bytes] = {"normal": picture("PNG"), "roughness": picture("WEBP", "L")}
    whole = replace(with_files(files, normals="directx", rest=False), others={"texture.jpg": b"a lit picture"})
    out = export(whole, "maps")
    assert out.keys() == {
        *("maps/red_brick_wall_normal.png", "maps/red_brick_wall_roughness.webp", "maps/red_brick_wall_texture.jpg"),
        "manifest.json",
    }
    assert out["maps/red_brick_wall_normal.png"] == files["normal"]
    assert out["maps/red_brick_wall_texture.jpg"] == b"a lit picture"
    about = manifest(out)
    assert {file["path"].rpartition("/")[2]: file.get("normals") for file in about["files"]} == {
        "red_brick_wall_normal.png": "directx",
        "red_brick_wall_roughness.webp": None,
        "red_brick_wall_texture.jpg": None,
    }


def test_maps_are_made_smaller_only_where_they_are_too_large() -> None:
    small = encode_array("roughness", np.full((16, 16), 0.25, np.float32))
    out = export(with_files({"roughness": small}), "maps", options=Options(longest_px=32))
    assert out["maps/red_brick_wall_roughness.png"] == small
    assert codes(out["maps/red_brick_wall_basecolor.png"]).shape == (32, 32, 3)
    halved = material().basecolor.reshape(32, 2, 32, 2, 3).mean((1, 3))
    assert np.abs(decode_map("basecolor", out["maps/red_brick_wall_basecolor.png"]) - halved).max() < 0.006
    normal = np.linalg.norm(decode_map("normal", out["maps/red_brick_wall_normal.png"]), axis=-1)
    assert np.abs(normal - 1).max() < 0.01
    with pytest.raises(NotAMap):
        export(with_files({"roughness": b"no picture"}), "maps", options=Options(longest_px=32))


@pytest.mark.parametrize(("kind", "step"), [("half", 2**-17), ("float", 1e-8)])
def test_the_height_comes_along_in_metres_as_exr(kind, step) -> None:
    whole = subject()
    out = export(whole, "maps", options=Options(height_exr=kind))
    decoder = av.CodecContext.create("exr", "r")
    [frame] = [*decoder.decode(av.Packet(out["height_exr/red_brick_wall_height.exr"])), *decoder.decode(None)]
    read = np.frombuffer(bytes(frame.planes[0]), np.float16 if kind == "half" else np.float32).reshape(SIZE_PX, SIZE_PX)
    centred = material().height_m - (material().height_m.max() + material().height_m.min()) / 2
    assert np.abs(read - centred).max() <= step
    assert export(subject(only=["normal"]), "maps", options=Options(height_exr=kind)).keys() == {
        "maps/red_brick_wall_normal.png",
        "manifest.json",
    }


def test_what_is_known_of_the_making_is_told() -> None:
    maps = {"height": replace(subject().maps["height"], certain=False)}
    about = manifest(export(replace(subject(), maps=maps, making={"vendor": "FoxAPI", "settings": {"a": 1}}), "gltf"))
    assert about["making"] == {"vendor": "FoxAPI", "settings": {"a": 1}}
    assert about["sources"]["height"] == {"origin": "drawn", "certain": False}


@pytest.mark.parametrize("shape", [(5, 7), (5, 7, 2), (5, 7, 3), (5, 7, 4), (300, 400, 3)])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_png_round_trip(shape: tuple[int, ...], dtype: type[np.uint8] | type[np.uint16]) -> None:
    pixels = np.random.default_rng(0).integers(0, np.iinfo(dtype).max + 1, shape).astype(dtype)
    read = read_codes(write_png(pixels))
    assert read.dtype == dtype
    np.testing.assert_array_equal(read, {(): pixels, (2,): pixels[..., 0]}.get(shape[2:], pixels[..., :3]))


@pytest.mark.parametrize("kind", range(5))
def test_every_png_filter_is_read_at_16_bits(kind: int) -> None:
    """Filters a picture here by the words of the PNG specification, independently of the reader."""
    import struct
    import zlib

    pixels = np.random.default_rng(kind).integers(0, 65536, (6, 5, 3), np.uint16)
    raw = pixels.astype(">u2").view(np.uint8).reshape(6, 30).astype(int)
    lines = bytearray()
    for y in range(6):
        lines.append(kind)
        for x in range(30):
            a = raw[y, x - 6] if x >= 6 else 0
            b = raw[y - 1, x] if y else 0
            c = raw[y - 1, x - 6] if y and x >= 6 else 0
            paeth = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
            lines.append((raw[y, x] - (0, a, b, (a + b) // 2, paeth)[kind]) % 256)
    chunk = lambda name, data: struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))  # noqa: E731
    file = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 5, 6, 16, 2, 0, 0, 0))
    file += chunk(b"IDAT", zlib.compress(bytes(lines))) + chunk(b"IEND", b"")
    np.testing.assert_array_equal(read_codes(file), pixels)
    np.testing.assert_allclose(decode_map("basecolor", file).shape, (6, 5, 3))


def test_a_download_that_is_given_up_leaves_nothing_behind() -> None:
    import threading

    pieces = export_zip(subject(), EVERYTHING)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    for thread in threading.enumerate():
        if thread.name.startswith("material-export"):
            thread.join(5)
            assert not thread.is_alive()


def test_computed_maps_have_the_bits_that_were_asked_for() -> None:
    deep = encode_map(material(), "normal", bits=16)
    whole = subject()
    computed = replace(whole, maps=dict(whole.maps) | {"normal": SourceMap(deep, "vendor", computed=True)})
    for bits in (8, 16):
        out = export(computed, "maps", options=Options(bits=bits))
        (path,) = [path for path in out if "normal" in path and path.endswith(".png")]
        codes = read_codes(out[path])
        assert codes.itemsize * 8 == bits
    assert (codes % 257 != 0).any()  # no 8 bits shifted up


def test_the_manifest_says_how_sure_the_normals_direction_is() -> None:
    about = json.loads(export(replace(subject(), normal_certainty=0.9), "maps")["manifest.json"])
    told = about["sources"]["normal"]
    assert (told["normals"], told["normals_certain"], told["normals_certainty"]) == ("opengl", False, 0.9)
