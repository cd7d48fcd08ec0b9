"""Exports before Blender itself, in an environment of its own; `make blender` runs this, not `make test`."""

import json
import subprocess
from pathlib import Path
from typing import Any

import exported
import pytest
from uv import find_uv_bin

BLENDER = ["run", "--no-project", "--isolated", "--python", "3.11", "--with", "bpy==5.0.1", "python"]
LINKED = ["Base Color", "Metallic", "Normal", "Roughness"]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("exports")
    for path, content in exported.export(
        exported.subject(), "gltf", "gltf_small", "gltf_displaced", "blender", "usd"
    ).items():
        (folder / path).parent.mkdir(exist_ok=True, parents=True)
        (folder / path).write_bytes(content)
    inside = Path(__file__).with_name("inside_blender.py")
    done = subprocess.run([find_uv_bin(), *BLENDER, str(inside), str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


FILES = [
    "red_brick_wall.glb",
    "red_brick_wall_small.glb",
    "red_brick_wall_displaced.glb",
    "red_brick_wall.usdz",
    "red_brick_wall_blender.py",
]


@pytest.mark.parametrize("name", FILES)
def test_every_input_is_connected_and_every_picture_read(seen: dict[str, Any], name: str) -> None:
    assert seen[name]["linked"] == LINKED
    assert seen[name]["unread"] == []
    for picture, space in seen[name]["colour_spaces"].items():
        assert space == ("sRGB" if "basecolor" in picture else "Non-Color"), picture


@pytest.mark.parametrize("name", ["red_brick_wall.usdz", "red_brick_wall_blender.py"])
def test_the_height_keeps_its_16_bits(seen: dict[str, Any], name: str) -> None:
    (height,) = seen[name]["float"]
    assert "height" in height


@pytest.mark.parametrize("name", ["red_brick_wall_displaced.glb", "red_brick_wall.usdz"])
def test_a_tile_has_its_true_width(seen: dict[str, Any], name: str) -> None:
    assert seen[name]["width"] == [pytest.approx(exported.SIZE_M, rel=1e-4)]


def test_the_rendered_relief_is_as_high_as_the_height_range_says(seen: dict[str, Any]) -> None:
    """The square is one unit for one tile; a pixel of the render is 0.002 units."""
    half = exported.material().height_range_m / exported.SIZE_M / 2
    assert "Normal" not in seen["displaced.py"]["linked"]
    assert seen["displaced.py"]["high"] == pytest.approx(half, abs=0.003)
    assert seen["displaced.py"]["low"] == pytest.approx(-half, abs=0.003)
