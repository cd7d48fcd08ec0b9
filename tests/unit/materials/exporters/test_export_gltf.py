"""GLB files before the Khronos glTF validator."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from export_judges import gltf_issues
from exported import SIZE_M, SIZE_PX, export, material, subject

from materials.exporters.export_subject import Options
from materials.exporters.gltf import true_size
from materials.exporters.relief_mesh import displaced_plane
from materials.material import MapName
from materials.pixels.encode import encode_map
from materials.show.mesh import SHAPES, Shape


def parts(glb: bytes) -> tuple[dict[str, Any], bytes]:
    """Split a GLB into its JSON and its binary chunk."""
    (length,) = struct.unpack_from("<I", glb, 12)
    return json.loads(glb[20 : 20 + length]), glb[28 + length :]


def test_every_glb_is_without_any_remark(tmp_path: Path) -> None:
    glbs: dict[str, bytes] = {}
    for shape in SHAPES:
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
        inside[image["name"].rpartition(" ")[2]] = binary[view["byteOffset"] :][: view["byteLength"]]
    assert inside["basecolor"] == files["godot/red_brick_wall_albedo.png"] == encode_map(material(), "basecolor")
    assert inside["orm"] == files["godot/red_brick_wall_orm.png"]
    assert inside["normal"] == files["godot/red_brick_wall_normal.png"]


def test_without_a_packed_map_the_surface_is_no_metal() -> None:
    document, _ = parts(export(subject(only=["basecolor"]), "gltf")["gltf/red_brick_wall.glb"])
    assert document["materials"][0]["pbrMetallicRoughness"]["metallicFactor"] == 0


def test_the_relief_faces_up_and_follows_the_picture() -> None:
    mesh = displaced_plane(SIZE_M, material().map("height"), 0.001, cells=16)
    corners = mesh.position[mesh.triangles].astype(float)
    assert np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, 1].min() > 0
    across, back = mesh.position[:, 0] / SIZE_M + 0.5, mesh.position[:, 2] / SIZE_M + 0.5
    np.testing.assert_allclose(mesh.texture, np.stack([across, back], -1), atol=1e-6)
    np.testing.assert_array_equal(np.cross(mesh.normal[0], mesh.tangent[0, :3]), [0, 0, -1])


@pytest.mark.parametrize("shape", SHAPES)
def test_one_tile_is_as_high_as_it_says(shape: Shape) -> None:
    """Walks up the picture along every edge on which U stands still."""
    mesh = true_size(shape, SIZE_M)
    edges = mesh.triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)
    start, end = mesh.texture[edges[:, 0]], mesh.texture[edges[:, 1]]
    upright = (np.abs(start[:, 0] - end[:, 0]) < 1e-6) & (np.abs(start[:, 1] - end[:, 1]) > 1e-3)
    metres = np.linalg.norm(mesh.position[edges[:, 0]] - mesh.position[edges[:, 1]], axis=-1)
    ratio = metres[upright] / np.abs(start[upright, 1] - end[upright, 1])
    assert np.median(ratio) == pytest.approx(SIZE_M, rel=1e-3)


def test_relief_moves_the_surface_by_its_range_and_wraps() -> None:
    height = material().map("height")
    mesh = displaced_plane(SIZE_M, height, 0.02, cells=SIZE_PX)
    lifted = mesh.position[:, 1].reshape(SIZE_PX + 1, SIZE_PX + 1)
    assert np.ptp(lifted) == pytest.approx(0.02, rel=0.02)
    assert lifted.mean() == pytest.approx(0, abs=1e-4)
    np.testing.assert_array_equal(lifted[0], lifted[-1])
    np.testing.assert_array_equal(lifted[:, 0], lifted[:, -1])
    corner = (height[10:12, 20:22].mean() - 0.5) * 0.02
    assert lifted[11, 21] == pytest.approx(corner, abs=1e-6)
