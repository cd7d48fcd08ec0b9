"""Materials through the API: what goes in, what comes out, and refusals by parameter."""

import asyncio
import io
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
import pytest
from file_shelf import LINKS, Shelf, asset, browser_of, job
from gradio_client.utils import is_file_obj, json_schema_to_python_type
from PIL import Image
from starlette.requests import Request

from materials.report.finding import Finding
from providers.catalogue import REQUESTS
from providers.happened import only_text
from providers.spec import Capability
from studio.errors import FieldErrors, NotFound, NotPossible
from studio.ledger.job import Job, JobState
from studio.workbench.material_checks import Card
from studio.workbench.operation_list import OPERATIONS
from studio.workbench.texture_sets import ChooseSet
from ui.api.api_materials import EXPORT_PARAMETERS, LOAD_PARAMETERS, deriver, exporter, loader
from ui.asking.claims import Uploads
from ui.asking.page import VISIT, Page, Visit, visit_of
from ui.results.import_export import export_actions, open_actions
from ui.views.card_view import card_view
from ui.wishes.export_wishes import TARGET_NAMES


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
    assert [file["name"] for file in made["files"]][-1] == "a_wall/height_exr/a_wall_height.exr"
    assert {file["target"] for file in made["files"]} == {"gltf", "godot", "height_exr"}
    assert not any(map(is_file_obj, made["files"])), "the client would download them"
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


@dataclass
class Opened:
    """Takes the place of TextureSets and Jobs: remembers what came, and answers with one job."""

    job: Job
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    sets: tuple[str, ...] = ()

    async def open(
        self,
        owner: str,
        files: Any,
        *,
        name: str | None = None,
        size_m: float | None = None,
        set_name: str | None = None,
    ) -> Job:
        if self.sets and set_name not in self.sets:
            raise ChooseSet("There are 2 texture sets in it.", self.sets)
        self.calls.append((owner, [(file.name, file.place) for file in files], name, size_m))
        return self.job

    async def pictures(self, files: Any) -> dict[str, bytes]:
        return {"Wood": b"RIFF"}

    async def derive(self, owner: str, picture: Any, *, name: str | None = None) -> Job:
        self.calls.append((owner, picture.name, picture.place, name))
        return self.job

    async def wait(self, owner: str, job_id: str, wait_s: float) -> Job:
        return self.job


def desk_of(shelf: Shelf) -> tuple[Page, Opened]:
    opened = Opened(shelf.job)
    return Page(
        cast(
            Any,
            SimpleNamespace(
                texture_sets=opened, jobs=opened, requests=REQUESTS, offered=REQUESTS, operations=OPERATIONS
            ),
        ),
        LINKS,
    ), opened


async def test_a_texture_set_comes_as_uploads_and_links(shelf: Shelf, tmp_path: Path) -> None:
    page, opened = desk_of(shelf)
    uploaded, request = tmp_path / "upload.png", request_of("ada")
    uploaded.write_bytes(b"x")
    visit_of(request).uploads.uploaded(str(uploaded), "ada")
    files = [{"path": str(uploaded), "orig_name": "wall_Color.png"}, "https://example.com/wall.zip", str(uploaded)]
    answered = await loader(page)({"files": files, "name": "My wall", "size_m": 2}, request)
    assert answered["job_id"] == "job-1"
    named = [("wall_Color.png", uploaded), ("", "https://example.com/wall.zip"), ("upload.png", uploaded)]
    assert opened.calls == [("ada", named, "My wall", 2)]
    for wrong in ("a.zip", ["/etc/passwd"], [{"path": 7}], [None], [str(tmp_path / "none.png")]):
        with pytest.raises(FieldErrors) as refused:
            await loader(page)({"files": wrong}, request)
        assert list(refused.value.fields) == ["files"]
    assert len(opened.calls) == 1


async def test_a_picture_to_derive_from_comes_as_an_upload_or_a_link(shelf: Shelf, tmp_path: Path) -> None:
    page, opened = desk_of(shelf)
    uploaded, request = tmp_path / "upload.png", request_of("ada")
    uploaded.write_bytes(b"x")
    visit_of(request).uploads.uploaded(str(uploaded), "ada")
    for picture in ({"path": str(uploaded), "orig_name": "wall.png"}, "https://example.com/wall.jpg"):
        assert (await deriver(page)({"picture": picture, "name": "Wall"}, request))["job_id"] == "job-1"
    assert opened.calls == [
        ("ada", "wall.png", uploaded, "Wall"),
        ("ada", "", "https://example.com/wall.jpg", "Wall"),
    ]
    for given in ({}, {"picture": "/etc/passwd"}, {"picture": 7}, {"picture": "https://a/b.png", "name": 1}):
        with pytest.raises(FieldErrors) as refused:
            await deriver(page)(given, request)
        assert list(refused.value.fields) == ["name" if "name" in given else "picture"]
    assert len(opened.calls) == 2


async def test_the_page_brings_a_set_and_hears_what_became_of_it(shelf: Shelf, tmp_path: Path) -> None:
    page, opened = desk_of(shelf)
    bring = {call.__name__: call for call in open_actions(page)}["material_open"]
    uploaded, request = tmp_path / "upload", request_of("ada")
    uploaded.write_bytes(b"x")
    visit_of(request).uploads.uploaded(str(uploaded), "ada")
    call = {"files": [{"path": str(uploaded), "name": "wall/wall_Color.png"}]}
    assert await bring(call, request) == {"job": "job-1", "note": "Opened: 3 maps. Nothing was charged."}
    opened.job = replace(shelf.job, state=JobState.FAILED, happened=(only_text("No map of a material was found."),))
    assert await bring(call, request) == {"sentence": "No map of a material was found."}
    refused = await bring({"files": [{"path": "/etc/passwd"}]}, request)
    assert refused == {"sentence": "A file did not arrive whole. Choose the files again."}
    opened.job, opened.sets = shelf.job, ("Rock", "Wood")
    assert await bring(call, request) == {
        "sets": [{"name": "Rock", "picture": ""}, {"name": "Wood", "picture": "data:image/webp;base64,UklGRg=="}]
    }
    assert (await bring({**call, "set_name": "Wood"}, request))["job"] == "job-1"
    upload = {"files": [{"path": str(uploaded), "orig_name": "pack.zip"}]}
    with pytest.raises(FieldErrors, match="2 texture sets") as several:
        await loader(page)(upload, request)
    assert list(several.value.fields) == ["set_name"]
    assert (await loader(page)({**upload, "set_name": "Rock"}, request))["job_id"] == "job-1"


async def test_the_page_hears_how_far_an_export_is_until_it_is_made(shelf: Shelf) -> None:
    calls = {call.__name__: call for call in export_actions(page_of(shelf))}
    choices = await calls["export_choices"](None, request_of("ada"))
    assert [target["name"] for target in choices["targets"]] == TARGET_NAMES
    call = {"material": "job-1", "targets": TARGET_NAMES, "bits": 8}
    async with asyncio.timeout(30):
        while "made" not in (answered := await calls["material_export"](call, request_of("ada"))):
            assert answered["written"] <= answered["files"]
    assert answered["made"]["url"].startswith("./gradio_api/easel/zip/")
    assert (await calls["material_export"](call, request_of("bob"))).keys() == {"sentence"}


def test_a_report_shows_where_only_to_those_who_ask() -> None:
    findings = (
        Finding("seam_down", "bad", "seam_down_shows", facts={"maps": ("height",)}),
        Finding("convention", "good", "opengl_by_height"),
    )
    card = Card(findings, {"seam_down": b"RIFF"}, {}, (), 1.0, False, 0.02, "assumed")
    assert [finding.get("overlay") for finding in card_view(card, overlays=True)["findings"]] == [
        "data:image/webp;base64,UklGRg==",
        None,
    ]
    assert not any("overlay" in finding for finding in card_view(card, overlays=False)["findings"])


def test_clients_can_read_the_parameters() -> None:
    printed = {
        parameter.name: json_schema_to_python_type(parameter.schema_with_help()) for parameter in EXPORT_PARAMETERS
    }
    assert printed.keys() == {"material", "targets", "bits", "longest_px", "height_exr"}
    assert all(name in printed["targets"] for name in TARGET_NAMES)
    assert [parameter.name for parameter in EXPORT_PARAMETERS if parameter.required] == ["material", "targets"]
    assert json_schema_to_python_type(LOAD_PARAMETERS[0].schema_with_help()) == "list[str | filepath]"
