"""GLB files before the Khronos glTF validator."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from export_judges import gltf_issues
from exported import SIZE_M, SIZE_PX, export, material, subject

from materials.encode import encode_map
from materials.exporters.meshes import SHAPES, Mesh, displaced_plane
from materials.exporters.subject import Options
from materials.material import MapName


def parts(glb: bytes) -> tuple[dict[str, Any], bytes]:
    """Split a GLB into its JSON and its binary chunk."""
    (length,) = struct.unpack_from("<I", glb, 12)
    return json.loads(glb[20 : 20 + length]), glb[28 + length :]


def test_every_glb_is_without_any_remark(tmp_path: Path) -> None:
    glbs: dict[str, bytes] = {}
    for shape in ("sphere", "plane", "cube", "cylinder"):
        options = Options(shape=shape, tiling=3.0)
        glbs[shape] = export(subject(), "gltf", options=options)["gltf/red_brick_wall.glb"]
    whole = export(subject(), "gltf", "gltf_small", "gltf_displaced")
    glbs |= {path: content for path, content in whole.items() if path.endswith(".glb")}
    subsets: list[list[MapName]] = [["basecolor"], ["roughness"], ["normal", "height"], ["height"]]
    for only in subsets:
        some = export(subject(only=only), "gltf")
        glbs["+".join(only)] = some["gltf/red_brick_wall.glb"]
    assert len(glbs) == 11
    assert {name: issues for name, issues in gltf_issues(tmp_path, glbs).items() if issues} == {}


def test_the_validator_catches_faults(tmp_path: Path) -> None:
    glb = export(subject(), "gltf")["gltf/red_brick_wall.glb"]
    faults = {
        "cut off": glb[:-100],
        "tangents of three numbers": glb.replace(b'"type":"VEC4"', b'"type":"VEC3"', 1),
        "wrong media type": glb.replace(b"image/png", b"image/bmp", 1),
        "picture that is none": glb.replace(b"\x89PNG", b"\x89QNG"),
        "index outside": glb.replace(b'"material":0', b'"material":7', 1),
    }
    assert all(fault != glb for fault in faults.values())
    issues = gltf_issues(tmp_path, faults)
    assert [name for name in faults if not issues[name]] == []


def test_sizes_without_a_slot_travel_as_extras() -> None:
    document, _ = parts(export(subject(), "gltf")["gltf/red_brick_wall.glb"])
    extras = document["asset"]["extras"]
    assert extras["physicalSizeM"] == SIZE_M
    assert extras["heightRangeM"] == pytest.approx(material().height_range_m)


def test_occlusion_roughness_and_metalness_share_one_picture() -> None:
    document, _ = parts(export(subject(), "gltf")["gltf/red_brick_wall.glb"])
    surface = document["materials"][0]
    assert len(document["images"]) == 3
    assert surface["occlusionTexture"]["index"] == surface["pbrMetallicRoughness"]["metallicRoughnessTexture"]["index"]


def test_the_pictures_inside_are_the_files_of_the_other_targets() -> None:
    files = export(subject(), "gltf", "godot")
    document, binary = parts(files["gltf/red_brick_wall.glb"])
    inside = {}
    for image in document["images"]:
        view = document["bufferViews"][image["bufferView"]]
        inside[image["name"]] = binary[view["byteOffset"] :][: view["byteLength"]]
    assert inside["basecolor"] == files["godot/red_brick_wall_albedo.png"] == encode_map(material(), "basecolor")
    assert inside["orm"] == files["godot/red_brick_wall_orm.png"]
    assert inside["normal"] == files["godot/red_brick_wall_normal.png"]


def test_without_a_packed_map_the_surface_is_no_metal() -> None:
    document, _ = parts(export(subject(only=["basecolor"]), "gltf")["gltf/red_brick_wall.glb"])
    assert document["materials"][0]["pbrMetallicRoughness"]["metallicFactor"] == 0


def faces(mesh: Mesh) -> tuple[np.ndarray, np.ndarray]:
    """Return each triangle's geometric normal (its length is twice the area) and the mean of its vertex normals."""
    corners = mesh.positions[mesh.indices.reshape(-1, 3)]
    geometric = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return geometric, mesh.normals[mesh.indices.reshape(-1, 3)].mean(1)


@pytest.mark.parametrize("shape", SHAPES)
def test_triangles_face_outwards(shape: str) -> None:
    geometric, stated = faces(SHAPES[shape](SIZE_M))
    assert (geometric * stated).sum(1).min() > 0


@pytest.mark.parametrize("shape", SHAPES)
def test_tangents_follow_the_picture(shape: str) -> None:
    """Along the tangent U grows; along normal x tangent V falls, since V counts down the picture."""
    mesh = SHAPES[shape](SIZE_M)
    for triangle in mesh.indices.reshape(-1, 3)[::23]:
        edges = np.diff(mesh.positions[triangle].astype(float), axis=0)
        steps = np.diff(mesh.uv[triangle].astype(float), axis=0)
        across, down = np.linalg.lstsq(steps, edges, rcond=None)[0]
        tangent = mesh.tangents[triangle].mean(0)
        bitangent = np.cross(mesh.normals[triangle].mean(0), tangent[:3]) * tangent[3]
        assert across @ tangent[:3] > 0
        assert down @ bitangent < 0


@pytest.mark.parametrize("shape", ["plane", "cube", "sphere", "cylinder"])
def test_one_tile_is_as_wide_as_it_says(shape: str) -> None:
    mesh = SHAPES[shape](SIZE_M)
    side = np.ptp(mesh.positions[:, 0])
    tiles_round = 2 if shape in ("sphere", "cylinder") else 1
    assert side * (np.pi if tiles_round == 2 else 1) == pytest.approx(SIZE_M * tiles_round, rel=1e-5)


def test_relief_moves_the_surface_by_its_range_and_wraps() -> None:
    height = material().map("height")
    mesh = displaced_plane(SIZE_M, height, 0.02, cells=SIZE_PX)
    lifted = mesh.positions[:, 1].reshape(SIZE_PX + 1, SIZE_PX + 1)
    assert np.ptp(lifted) == pytest.approx(0.02, rel=0.02)
    assert lifted.mean() == pytest.approx(0, abs=1e-4)
    np.testing.assert_array_equal(lifted[0], lifted[-1])
    np.testing.assert_array_equal(lifted[:, 0], lifted[:, -1])
    corner = (height[10:12, 20:22].mean() - 0.5) * 0.02
    assert lifted[11, 21] == pytest.approx(corner, abs=1e-6)
