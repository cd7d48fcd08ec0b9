"""Materials through the API: what goes in, what comes out, and refusals by parameter."""

import io
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
import pytest
from file_shelf import LINKS, Shelf, asset, browser_of, job
from gradio_client.utils import json_schema_to_python_type
from PIL import Image
from starlette.requests import Request

from providers.spec import Capability
from studio.errors import FieldErrors, NotFound, NotPossible
from ui.api_materials import EXPORT_PARAMETERS, exporter
from ui.claims import Uploads
from ui.export_wishes import TARGET_NAMES
from ui.page import VISIT, Page, Visit


def request_of(owner: str) -> gr.Request:
    scope: dict[str, Any] = {
        "type": "http", "method": "POST", "scheme": "http", "path": "/gradio_api/run/export_material",
        "headers": [(b"host", b"easel.test")], "query_string": b"", VISIT: Visit(owner, Uploads()),
    }  # fmt: skip
    return cast(gr.Request, SimpleNamespace(request=Request(scope)))


@pytest.fixture
async def shelf(tmp_path: Path) -> Shelf:
    shelf, picture = Shelf(tmp_path), io.BytesIO()
    Image.new("RGB", (16, 16), "teal").save(picture, "PNG")
    sha256 = await shelf.put(picture.getvalue())
    labels = ("basecolor", "normal", "height")
    maps = tuple(asset(f"a{place}", sha256, position=place, label=label) for place, label in enumerate(labels))
    shelf.job = replace(job(maps), capability=Capability.PBR_MATERIAL)
    return shelf


def page_of(shelf: Shelf) -> Page:
    return Page(cast(Any, shelf), LINKS)


async def test_an_export_is_a_link_and_the_list_of_what_is_behind_it(shelf: Shelf) -> None:
    given = {"material": "job-1", "targets": ["godot", "gltf"], "bits": 16, "longest_px": 512, "height_exr": "half"}
    made = await exporter(page_of(shelf))(given, request_of("ada"))
    assert made["url"].startswith("http://easel.test/gradio_api/easel/zip/")
    assert [file["path"] for file in made["files"]][-1] == "a_wall/height_exr/a_wall_height.exr"
    assert {file["target"] for file in made["files"]} == {"gltf", "godot", "height_exr"}
    async with browser_of("ada", shelf) as browser:
        content = (await browser.get(made["url"])).content
    assert len(content) == made["bytes"]
    async with browser_of("bob", shelf) as browser:
        assert (await browser.get(made["url"])).status_code == 404


async def test_what_cannot_be_exported_is_said_by_parameter(shelf: Shelf) -> None:
    export = exporter(page_of(shelf))
    with pytest.raises(FieldErrors) as refused:
        await export({"material": "job-1", "targets": ["vrml"], "bits": True, "height_exr": "exr"}, request_of("ada"))
    assert refused.value.fields.keys() == {"targets", "bits", "height_exr"}
    assert refused.value.fields["height_exr"] == "Choose half or float."
    with pytest.raises(FieldErrors, match="Choose at least one target"):
        await export({"material": "job-1", "targets": []}, request_of("ada"))
    with pytest.raises(FieldErrors, match="job_id of a material"):
        await export({"targets": ["gltf"]}, request_of("ada"))
    with pytest.raises(NotFound):
        await export({"material": "job-1", "targets": ["gltf"]}, request_of("bob"))
    shelf.job = replace(shelf.job, outputs=())
    with pytest.raises(NotPossible, match="no maps of a material"):
        await export({"material": "job-1", "targets": ["gltf"]}, request_of("ada"))


def test_clients_can_read_the_parameters() -> None:
    printed = {
        parameter.name: json_schema_to_python_type(parameter.schema_with_help()) for parameter in EXPORT_PARAMETERS
    }
    assert printed.keys() == {"material", "targets", "bits", "longest_px", "height_exr"}
    assert all(name in printed["targets"] for name in TARGET_NAMES)
    assert [parameter.name for parameter in EXPORT_PARAMETERS if parameter.required] == ["material", "targets"]
