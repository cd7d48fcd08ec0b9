"""Files for Blender, Godot, Unity and Unreal: names, settings and scripts."""

import io
import re
from collections import defaultdict
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import godot_parser
import numpy as np
import pytest
from exported import SIZE_M, export, material, subject, with_files
from PIL import Image

from materials.exporters.export_subject import Options
from materials.exporters.registry import TARGETS

TAGS = {
    "Base Color": "diffuse diff albedo base col color basecolor",
    "Metallic": "metallic metalness metal mtl",
    "Roughness": "roughness rough rgh",
    "Gloss": "gloss glossy glossiness",
    "Normal": "normal nor nrm nrml norm",
    "Displacement": "displacement displace disp dsp height heightmap",
    "Ambient Occlusion": "ao ambient occlusion",
}
"""Blender's socket -> words by which its Node Wrangler add-on knows a file (the add-on's documented defaults)."""


def words(name: str) -> list[str]:
    """Split a file name as Node Wrangler does: no extension, no digits, CamelCase apart, separators apart."""
    stem = re.sub(r"\d", "", name.rsplit(".", 1)[0])
    stem = re.sub(r"([a-z])([A-Z])", r"\1 \2", stem)
    return [word for word in re.split(r"[\s_\-.,#]+", stem.lower()) if word]


def without_shared_ends(split: list[list[str]]) -> list[list[str]]:
    """Leave out the words that all names begin or end with."""
    for _ in range(2):
        while all(split) and len({parts[0] for parts in split}) == 1:
            split = [parts[1:] for parts in split]
        split = [parts[::-1] for parts in split]
    return split


def sockets(names: list[str]) -> dict[str, list[str]]:
    """Return which files each socket would get."""
    found: dict[str, list[str]] = {}
    for name, telling in zip(names, without_shared_ends([words(name) for name in names]), strict=True):
        for socket, tags in TAGS.items():
            if socket == "Normal" and {"dx", "directx"} & set(telling):
                continue
            if set(telling) & set(tags.split()):
                found.setdefault(socket, []).append(name)
    return found


@pytest.mark.parametrize(
    ("target", "base"),
    [
        ("blender", "red_brick_wall_64px_basecolor.png"),
        ("ambientcg", "RedBrickWall_64PX-PNG_Color.png"),
        ("polyhaven", "red_brick_wall_diff_64px.png"),
    ],
)
@pytest.mark.parametrize("name", ["Red brick wall", "Metal rough base"])
def test_node_wrangler_finds_each_map_once(target: str, base: str, name: str) -> None:
    files = [path.partition("/")[2] for path in export(subject(name), target) if path.endswith(".png")]
    found = sockets(files)
    assert {socket: len(names) for socket, names in found.items()} == {
        "Base Color": 1,
        "Metallic": 1,
        "Roughness": 1,
        "Normal": 1,
        "Displacement": 1,
        "Ambient Occlusion": 1,
    }
    stem = {"Red brick wall": "red_brick_wall", "Metal rough base": "metal_rough_base"}[name]
    camel = {"Red brick wall": "RedBrickWall", "Metal rough base": "MetalRoughBase"}[name]
    assert found["Base Color"] == [base.replace("red_brick_wall", stem).replace("RedBrickWall", camel)]


def test_the_matching_sees_names_that_would_go_wrong() -> None:
    found = sockets(["T_x_BC.png", "T_x_OcclusionRoughnessMetallic.png"])
    assert "Base Color" not in found
    assert len(found) == 3


def ids(resource: Any) -> dict[Any, str]:
    return {section.id: section.path for section in resource.get_sections("ext_resource")}


def tres(options: Options | None = None, target: str = "godot", **kwargs: Any) -> tuple[Any, dict[str, bytes]]:
    out = export(subject(**kwargs), target, options=options)
    (path,) = (path for path in out if path.endswith(".tres"))
    return godot_parser.parse(out[path].decode()), out


def test_the_godot_material_uses_every_texture_and_switches_occlusion_on() -> None:
    parsed, out = tres()
    assert parsed.get_sections("gd_resource")[0].header.attributes["type"] == "ORMMaterial3D"
    paths = ids(parsed)
    (settings,) = parsed.get_sections("resource")
    by_slot = {
        key: paths[value.id]
        for key, value in settings.properties.items()
        if isinstance(value, godot_parser.ExtResource)
    }
    assert by_slot == {
        "albedo_texture": "red_brick_wall_albedo.png",
        "orm_texture": "red_brick_wall_orm.png",
        "normal_texture": "red_brick_wall_normal.png",
        "heightmap_texture": "red_brick_wall_height.png",
    }
    assert {f"godot/{path}" for path in paths.values()} <= out.keys()
    for switch in ("ao_enabled", "normal_enabled", "heightmap_enabled"):
        assert settings[switch] is True
    assert settings["heightmap_scale"] == pytest.approx(100 * material().height_range_m / SIZE_M, rel=1e-4)


def test_separate_maps_make_a_standard_godot_material() -> None:
    parsed, out = tres(target="ambientcg", options=Options(tiling=2.0))
    assert parsed.get_sections("gd_resource")[0].header.attributes["type"] == "StandardMaterial3D"
    (settings,) = parsed.get_sections("resource")
    assert settings["ao_enabled"] is True
    assert settings["metallic"] == 1.0
    assert {f"ambientcg/{path}" for path in ids(parsed).values()} <= out.keys()
    assert "uv1_scale = Vector3(2.0, 2.0, 2.0)" in out["ambientcg/RedBrickWall_64PX-PNG.tres"].decode()


@pytest.mark.parametrize("name", ['a "quoted" wall', "red\nwall", "红砖墙 😀", "back\\slash"])
def test_strange_names_do_not_break_the_godot_file(name: str) -> None:
    parsed, _ = tres(name=name)
    assert len(ids(parsed)) == 4


class Recording(MagicMock):
    """A stand-in for a program's Python module that takes every call."""


def run(script: bytes, module: str, fake: Any, path: str = "/exports/script.py") -> dict[str, Any]:
    """Run a script as the program would, with its module replaced."""
    import sys

    scope: dict[str, Any] = {"__file__": path, "__name__": "__main__"}
    sys.modules[module] = fake
    try:
        exec(compile(script, path, "exec"), scope)
    finally:
        del sys.modules[module]
    return scope


def fake_unreal() -> Any:
    fake = Recording()
    fake.AssetImportTask = lambda: SimpleNamespace()
    fake.EditorAssetLibrary.does_asset_exist.return_value = False
    assets: dict[str, Recording] = {}
    fake.EditorAssetLibrary.load_asset.side_effect = lambda path: assets.setdefault(path, Recording(name=path))
    fake.assets = assets
    for group in ("TextureCompressionSettings", "MaterialProperty", "MaterialSamplerType"):
        setattr(fake, group, _Names())
    return fake


class _Names:
    def __getattr__(self, name: str) -> str:
        return name


def properties(asset: Recording) -> dict[str, Any]:
    return {call.args[0]: call.args[1] for call in asset.set_editor_property.call_args_list}


def test_the_unreal_script_imports_and_connects_what_is_there() -> None:
    out = export(subject(), "unreal")
    fake = fake_unreal()
    run(out["unreal/import_unreal.py"], "unreal", fake)
    (tasks,) = fake.AssetToolsHelpers.get_asset_tools().import_asset_tasks.call_args.args
    assert {task.filename.rsplit("/", 1)[1] for task in tasks} == {
        path.partition("/")[2] for path in out if path.endswith(".png")
    }
    settings = {path.rsplit("_", 1)[1]: properties(asset) for path, asset in fake.assets.items()}
    assert settings["BC"] == {"compression_settings": "TC_DEFAULT", "srgb": True}
    assert settings["N"] == {"compression_settings": "TC_NORMALMAP", "srgb": False, "flip_green_channel": False}
    assert settings["ORM"] == {"compression_settings": "TC_MASKS", "srgb": False}
    assert settings["H"] == {"compression_settings": "TC_GRAYSCALE", "srgb": False}
    connected = {call.args[1:] for call in fake.MaterialEditingLibrary.connect_material_property.call_args_list}
    assert connected == {
        ("RGB", "MP_BASE_COLOR"),
        ("RGB", "MP_NORMAL"),
        ("R", "MP_AMBIENT_OCCLUSION"),
        ("G", "MP_ROUGHNESS"),
        ("B", "MP_METALLIC"),
        ("R", "MP_DISPLACEMENT"),
    }
    scaling = fake.AssetToolsHelpers.get_asset_tools().create_asset.return_value.get_editor_property.return_value
    assert properties(scaling)["magnitude"] == pytest.approx(material().height_range_m * 100)
    assert properties(scaling)["center"] == 0.5


def test_the_unreal_script_does_with_fewer_maps() -> None:
    out = export(subject(only=["basecolor"]), "unreal")
    fake = fake_unreal()
    run(out["unreal/import_unreal.py"], "unreal", fake)
    assert fake.MaterialEditingLibrary.connect_material_property.call_count == 1


def test_the_blender_script_loads_what_is_there() -> None:
    out = export(subject(), "blender")
    fake = Recording()
    scope = run(out["blender/red_brick_wall_blender.py"], "bpy", fake, "/exports/red_brick_wall_blender.py")
    loaded = {call.args[0] for call in fake.data.images.load.call_args_list}
    assert loaded == {f"/exports/{path.partition('/')[2]}" for path in out if path.endswith(".png")}
    assert scope["SIZE_M"] == SIZE_M
    assert scope["HEIGHT_RANGE_M"] == pytest.approx(material().height_range_m)


@pytest.mark.parametrize(
    ("only", "switched", "relief"),
    [
        (None, False, {"Normal"}),
        (None, True, {"Displacement"}),
        (["normal"], True, {"Normal"}),
        (["height"], False, {"Displacement"}),
        (["basecolor"], False, set[str]()),
    ],
)
def test_the_blender_script_connects_one_relief(only: list[Any] | None, switched: bool, relief: set[str]) -> None:
    out = export(subject(only=only) if only else subject(), "blender")
    text = out["blender/red_brick_wall_blender.py"]
    if switched:
        text = text.replace(b"TRUE_DISPLACEMENT = False", b"TRUE_DISPLACEMENT = True")
    fake = Recording()
    made: dict[str, Recording] = {}
    tree = fake.data.materials.get.return_value.node_tree
    tree.nodes.new.side_effect = lambda kind: made.setdefault(kind, Recording(inputs=defaultdict(Recording)))
    run(text, "bpy", fake, "/exports/red_brick_wall_blender.py")
    ends = [call.args[1] for call in tree.links.new.call_args_list]
    surface, output = made["ShaderNodeBsdfPrincipled"], made["ShaderNodeOutputMaterial"]
    asked = {"Normal": surface.inputs["Normal"], "Displacement": output.inputs["Displacement"]}
    assert {name for name, socket in asked.items() if socket in ends} == relief


@pytest.mark.parametrize("name", ['"""\nraise SystemExit\n"""', "'); import os #", "红砖墙 😀", "back\\slash\r\n"])
def test_a_name_is_only_ever_text_in_scripts(name: str) -> None:
    out = export(subject(name), "blender", "unreal")
    for path, module in ((path, "bpy" if "blender" in path else "unreal") for path in out if path.endswith(".py")):
        scope = run(out[path], module, fake_unreal() if module == "unreal" else Recording())
        assert scope.get("NAME", name) == name


def test_measured_sizes_are_plain_numbers_in_scripts() -> None:
    measured = replace(subject(), size_m=np.float64(0.25), height_range_m=np.float64(0.01))
    out = export(measured, "blender", "unreal")
    blender = run(out["blender/red_brick_wall_blender.py"], "bpy", Recording(), "/exports/red_brick_wall_blender.py")
    assert (blender["SIZE_M"], blender["HEIGHT_RANGE_M"]) == (0.25, 0.01)
    run(out["unreal/import_unreal.py"], "unreal", fake_unreal())
    assert not any(b"np." in content for path, content in out.items() if path.endswith(".py"))


def test_unity_notes_name_the_files_and_the_sizes() -> None:
    out = export(subject(), "unity_hdrp", "unity_urp")
    for target in ("unity_hdrp", "unity_urp"):
        text = out[f"{target}/import_settings.txt"].decode()
        for path in out:
            if path.startswith(target) and path.endswith(".png"):
                assert path.partition("/")[2] in text
    range_m = material().height_range_m
    assert f"Amplitude {range_m * 100:.6g} cm" in out["unity_hdrp/import_settings.txt"].decode()
    assert f"Scale {range_m / SIZE_M:.6g}" in out["unity_urp/import_settings.txt"].decode()


def test_flat_materials_have_no_height_anywhere() -> None:
    from dataclasses import replace

    out = export(replace(subject(), height_range_m=0.0), "godot", "unreal", "unity_hdrp", "usd", "gltf_displaced")
    assert not [path for path in out if "eight" in path or path.endswith(("_H.png", "displaced.glb"))]


def test_single_maps_work_everywhere() -> None:
    everything = [target.name for target in TARGETS]
    for name in ("basecolor", "normal", "roughness", "metalness", "height", "ambient_occlusion"):
        out = export(subject(only=[name]), *everything)
        assert len(out) > 12


def test_an_image_with_alpha_keeps_its_bytes_and_packs_without_it() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (10, 20, 30, 40)).save(file, "PNG")
    out = export(with_files({"roughness": file.getvalue()}, rest=False), "unreal", "blender")
    assert out["blender/red_brick_wall_8px_roughness.png"] == file.getvalue()
    with Image.open(io.BytesIO(out["unreal/T_RedBrickWall_ORM.png"])) as packed:
        assert packed.getpixel((0, 0)) == (255, 10, 0)
