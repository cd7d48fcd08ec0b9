"""USD layers and packages before OpenUSD's own validators."""

import io
import zipfile
from pathlib import Path

import pytest
from export_judges import needs_wheels, pxr, usd_issues
from exported import SIZE_M, export, material, subject

from materials.exporters.export_subject import Options
from materials.exporters.stored_zip import aligned_zip

pytestmark = needs_wheels


def unpack(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    unpack(tmp_path, export(subject(), "usd", "ambientcg", options=Options(tiling=2.0)))
    return tmp_path


@pytest.mark.parametrize(
    "path", ["usd/red_brick_wall.usdz", "usd/red_brick_wall.usda", "ambientcg/RedBrickWall_64PX-PNG.usda"]
)
def test_no_validator_has_a_remark(exports: Path, path: str) -> None:
    assert usd_issues(exports / path) == []


@pytest.mark.parametrize("only", [["basecolor"], ["normal"], ["height"], ["basecolor", "roughness"]])
def test_any_set_of_maps_is_valid(tmp_path: Path, only: list) -> None:
    unpack(tmp_path, export(subject(only=only), "usd"))
    assert usd_issues(tmp_path / "usd/red_brick_wall.usdz") == []


@pytest.mark.parametrize(
    ("fault", "good", "bad"),
    [
        (
            "no binding schema",
            'prepend apiSchemas = ["MaterialBindingAPI"]',
            'prepend apiSchemas = ["CollectionAPI:x"]',
        ),
        ("normals not unpacked", "float4 inputs:bias = (-1, -1, -1, 0)", ""),
        ("normals in sRGB", 'token inputs:sourceColorSpace = "raw"', 'token inputs:sourceColorSpace = "sRGB"'),
        ("missing picture", "red_brick_wall_basecolor.png", "red_brick_wall_nothing.png"),
        ("no unit", "metersPerUnit = 1", ""),
        ("no default", 'defaultPrim = "red_brick_wall"', ""),
        ("wrong type", "color3f inputs:diffuseColor.connect", "float inputs:diffuseColor.connect"),
    ],
)
def test_the_validators_catch_faults(exports: Path, fault: str, good: str, bad: str) -> None:
    layer = exports / "usd/red_brick_wall.usda"
    text = layer.read_text()
    assert good in text, fault
    layer.write_text(text.replace(good, bad))
    assert usd_issues(layer) != []


def test_usdz_files_lie_bare_at_multiples_of_64(exports: Path) -> None:
    package = (exports / "usd/red_brick_wall.usdz").read_bytes()
    with zipfile.ZipFile(io.BytesIO(package)) as unpacked:
        entries = unpacked.infolist()
        assert entries[0].filename == "red_brick_wall.usda"
        for entry in entries:
            content = unpacked.read(entry)
            start = package.index(content, entry.header_offset)
            assert start % 64 == 0
            assert entry.compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize("align", [1, 16])
def test_the_validators_catch_a_loose_package(exports: Path, align: int) -> None:
    package = exports / "usd/red_brick_wall.usdz"
    with zipfile.ZipFile(package) as unpacked:
        files = [(entry.filename, unpacked.read(entry)) for entry in unpacked.infolist()]
    package.write_bytes(aligned_zip(files, align=64))
    assert usd_issues(package) == []
    package.write_bytes(aligned_zip(files, align=align))
    assert usd_issues(package) != []


def test_the_stage_has_true_sizes(exports: Path) -> None:
    geometry, shading = pxr("UsdGeom"), pxr("UsdShade")
    stage = pxr("Usd").Stage.Open(str(exports / "usd/red_brick_wall.usda"))
    assert geometry.GetStageMetersPerUnit(stage) == 1
    tile = geometry.Mesh(stage.GetPrimAtPath("/red_brick_wall/tile"))
    low, high = tile.GetExtentAttr().Get()
    assert high[0] - low[0] == pytest.approx(SIZE_M)
    height = shading.Shader(stage.GetPrimAtPath("/red_brick_wall/materials/red_brick_wall_material/height_texture"))
    assert height.GetInput("scale").Get()[0] == pytest.approx(material().height_range_m, rel=1e-4)
    assert height.GetInput("bias").Get()[0] == pytest.approx(-material().height_range_m / 2, rel=1e-4)
