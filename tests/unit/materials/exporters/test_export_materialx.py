"""MaterialX documents before MaterialX itself: validation, and shaders in three languages."""

from pathlib import Path
from xml.etree import ElementTree as xml

import pytest
from export_judges import materialx_issues, needs_wheels
from exported import export, material, subject

from materials.exporters.export_subject import Options

pytestmark = needs_wheels

MODELS = ("standard_surface", "open_pbr_surface", "gltf_pbr")


@pytest.mark.parametrize("tiling", [1.0, 2.5])
def test_every_document_is_valid_and_makes_shaders(tiling: float) -> None:
    files = export(subject(), "materialx", "ambientcg", options=Options(tiling=tiling))
    documents = {path: text.decode() for path, text in files.items() if path.endswith(".mtlx")}
    assert len(documents) == 4
    assert {path: issues for path, text in documents.items() if (issues := materialx_issues(text))} == {}


@pytest.mark.parametrize("only", [["basecolor"], ["normal"], ["height"], ["basecolor", "ambient_occlusion"]])
@pytest.mark.parametrize("model", MODELS)
def test_any_set_of_maps_is_valid(only: list, model: str) -> None:
    files = export(subject(only=only), "materialx")
    assert materialx_issues(files[f"materialx/red_brick_wall_{model}.mtlx"].decode()) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('name="specular_roughness" type="float"', 'name="specular_roughness" type="color3"'),
        ('output="normal_out"', 'output="basecolor_out"'),
        ('<image name="roughness_image" type="float"', '<image name="roughness_image" type="color3"'),
        ('nodename="normal_image"', 'nodename="nothing"'),
    ],
)
def test_materialx_catches_faults(good: str, bad: str) -> None:
    text = export(subject(), "materialx")["materialx/red_brick_wall_standard_surface.mtlx"].decode()
    assert good in text
    assert materialx_issues(text.replace(good, bad)) != []


@pytest.mark.parametrize("model", MODELS)
def test_pictures_exist_and_only_colour_has_a_colour_space(model: str) -> None:
    files = export(subject(), "materialx")
    root = xml.fromstring(files[f"materialx/red_brick_wall_{model}.mtlx"])
    assert root.get("colorspace") == "lin_rec709"
    named = {file.get("value"): file.get("colorspace") for file in root.iter("input") if file.get("type") == "filename"}
    assert {f"materialx/{path}" for path in named} <= files.keys()
    assert {Path(str(path)).stem for path, space in named.items() if space} == {"red_brick_wall_basecolor"}
    assert any("ambient_occlusion" in str(path) for path in named) == (model == "gltf_pbr")


def test_displacement_is_in_metres() -> None:
    root = xml.fromstring(export(subject(), "materialx")["materialx/red_brick_wall_open_pbr_surface.mtlx"])
    scale = root.find("./displacement/input[@name='scale']")
    assert scale is not None
    assert float(str(scale.get("value"))) == pytest.approx(material().height_range_m, rel=1e-4)
