"""Two people in one app: uploads, references, names, prompts, styles and drafts of one are of no use to the other."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from two_people import (
    EDIT,
    IMAGE,
    Served,
    call,
    component_call,
    make,
    uploaded,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_an_upload_of_one_is_of_no_use_to_the_other(served: Served) -> None:
    path = await uploaded(served.ada)
    assert await asyncio.to_thread(Path(path).is_file)
    for client in (served.ada, served.bob):
        for address in (f"/gradio_api/file={path}", f"/gradio_api/file/{path.lstrip('/')}"):
            assert (await client.get(address)).status_code == 404
    refused = await make(served.bob, EDIT, prompt="Make it night", image_urls=[{"path": path}])
    assert "paths on the server are not opened" in refused.json()["error"]
    tile = (await component_call(served.bob, served, "keep", {"path": path, "name": "cat.png"}, "bob-2")).json()
    assert tile.keys() == {"refused"}
    tile = (await component_call(served.ada, served, "keep", {"path": path, "name": "cat.png"}, "ada-2")).json()
    assert (await served.ada.get(tile["thumb"])).status_code == 200
    assert (await served.bob.get(tile["thumb"])).status_code == 404
    [seen] = (await component_call(served.bob, served, "describe", {"values": [tile["value"]]}, "bob-2")).json()
    assert seen.keys() == {"value", "problem"}
    refused = await make(served.bob, EDIT, model="wan-2.7-image", prompt="Make it night", image_urls=[tile["value"]])
    assert refused.json()["error"].startswith("image_urls: ")


async def test_references_and_names_of_one_are_of_no_use_to_the_other(with_job: Served) -> None:
    sessions = {with_job.ada: "ada-5", with_job.bob: "bob-5"}

    async def asked(client: httpx.AsyncClient, name: str, data: Any) -> dict[str, Any]:
        return (await component_call(client, with_job, name, data, sessions[client])).json()

    path = await uploaded(with_job.ada)
    value = (await asked(with_job.ada, "keep", {"path": path, "name": "cat.png"}))["value"]
    shown = await asked(with_job.ada, "job_shown", with_job.job["job_id"])
    asset_id, model = shown["outputs"][0]["id"], "foxapi_wan_2_7_image_edit/wan-2.7-image"
    of_ada: dict[str, dict[str, Any]] = {
        "tray_pick": {"asset_id": asset_id},
        "tray_part": {"value": value, "turns": 1},
        "tray_fit": {"value": value, "model": model},
        "tray_frame": {"value": value, "at_s": 0},
        "tray_mask": {"path": path, "of": value},
        "name_save": {"name": "cat", "values": [value]},
    }
    for name, data in of_ada.items():
        assert (await asked(with_job.bob, name, data)).keys() == {"sentence"}, name
        assert name in ("tray_frame", "tray_fit") or "sentence" not in await asked(with_job.ada, name, data), name
    assert asset_id in json.dumps(await asked(with_job.ada, "tray_wall", {"kind": "image"}))
    assert (await asked(with_job.bob, "tray_wall", {"kind": "image"}))["items"] == []
    assert [each["name"] for each in (await asked(with_job.ada, "names_listed", None))["names"]] == ["cat"]
    assert (await asked(with_job.bob, "names_listed", None))["names"] == []
    assert (await asked(with_job.bob, "name_forget", "cat")).keys() == {"sentence"}
    assert (await asked(with_job.ada, "name_forget", "cat"))["name"] == "cat"


async def test_numbers_that_are_none_are_refused_with_a_sentence(with_job: Served) -> None:
    path = await uploaded(with_job.ada)
    tile = (await component_call(with_job.ada, with_job, "keep", {"path": path, "name": "cat.png"}, "ada-5")).json()
    huge = 10**400
    for name, wrong in [
        *(("tray_part", {"box": [0, 0, edge, 1]}) for edge in ("wide", None, [1], huge)),
        *(("tray_part", {"turns": turns}) for turns in ("once", [1], huge)),
        *(("tray_mask", {"path": path, "size": [64, side]}) for side in ("tall", None, {}, huge, -1)),
        ("tray_mask", {"path": path, "of": tile["value"], "feather": "soft"}),
    ]:
        answer = await component_call(with_job.ada, with_job, name, {"value": tile["value"], **wrong}, "ada-5")
        assert (answer.status_code, answer.json().keys()) == (200, {"sentence"}), (name, wrong)


async def test_names_through_the_api_are_their_owner_s(with_job: Served) -> None:
    path = await uploaded(with_job.ada)

    async def answered(client: httpx.AsyncClient, endpoint: str, *values: Any) -> Any:
        answer = (await call(client, endpoint, *values)).json()
        return answer["data"][0] if "data" in answer else answer["error"]

    saved = await answered(with_job.ada, "save_name", "cat", [{"path": path}])
    assert saved.keys() == {"name", "files"}
    assert await answered(with_job.ada, "list_names") == [saved]
    assert await answered(with_job.bob, "list_names") == []
    for refused in (
        await answered(with_job.bob, "save_name", "cat", saved["files"]),
        await answered(with_job.bob, "save_name", "cat", [{"path": path}]),
        await answered(with_job.bob, "frame_of_video", saved["files"][0], 0),
        await answered(with_job.bob, "forget_name", "cat"),
    ):
        assert refused.endswith(("Add it again.", "are not opened.", "no such name.")), refused
    picture = await answered(with_job.ada, "frame_of_video", saved["files"][0], 0)
    assert picture == "This is a picture already. Choose a video."
    assert "A red barn" in [each["prompt"] for each in await answered(with_job.ada, "list_prompts", "BARN", False)]
    assert await answered(with_job.bob, "list_prompts", "", False) == []
    edited = (await make(with_job.ada, EDIT, model="wan-2.7-image", prompt="@cat at night")).json()["data"][0]
    assert (edited["request"]["prompt"], edited["request"]["image_urls"]) == ("image 1 at night", saved["files"])
    assert await answered(with_job.ada, "forget_name", "@CAT") == saved


async def test_settings_are_read_from_files_and_results_of_one_s_own(with_job: Served) -> None:
    [output] = with_job.job["outputs"]
    copy = (await with_job.ada.get(output["url_with_settings"])).content
    assert (await with_job.bob.get(output["url_with_settings"])).status_code == 404
    plain = (await with_job.ada.get(output["url"])).content
    assert len(copy) > len(plain) == output["bytes"]

    async def read(client: httpx.AsyncClient, session: str, content: bytes) -> dict[str, Any]:
        answer = await client.post("/gradio_api/upload", files={"files": ("barn.png", content, "image/png")})
        [path] = answer.json()
        if content == copy:
            named = {"path": path, "name": "barn.png"}
            refused = await component_call(with_job.ada, with_job, "settings_read", named, "ada-1")
            assert refused.json().keys() == {"sentence"}
            assert "not opened" in (await call_(with_job.ada, path))["error"]
        api = await call_(client, path)
        shown = await component_call(client, with_job, "settings_read", {"path": path, "name": "barn.png"}, session)
        assert ("error" in api) == ("sentence" in shown.json())
        return shown.json() | api

    async def call_(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
        answer = (await call(client, "read_settings", {"path": path, "orig_name": "barn.png"})).json()
        return answer["data"][0] if "data" in answer else answer

    of_file = await read(with_job.bob, "bob-1", copy)
    assert of_file["settings"] == with_job.job["request"]
    assert (of_file["panel"], of_file["endpoint"]) == ("image", IMAGE)
    rows = {row["role"]: row["value"] for row in of_file["rows"]}
    assert rows == {"prompt": "A red barn", "size": "square", "seed": with_job.job["request"]["seed"]}
    # The plain original carries nothing: whose result it is knows its settings, anybody else does not.
    assert (await read(with_job.ada, "ada-1", plain))["settings"] == with_job.job["request"]
    assert "sentence" in await read(with_job.bob, "bob-1", plain)


async def test_prompts_and_styles_of_one_are_not_the_other_s(with_job: Served) -> None:
    sessions = {with_job.ada: "ada-6", with_job.bob: "bob-6"}

    async def asked(client: httpx.AsyncClient, name: str, data: Any) -> Any:
        return (await component_call(client, with_job, name, data, sessions[client])).json()

    await asked(with_job.ada, "prompt_mark", {"prompt": "A red barn", "favourite": True})
    await asked(with_job.ada, "style_save", {"name": "Mine", "prefix": "Barn: "})
    assert "A red barn" in [each["prompt"] for each in (await asked(with_job.ada, "prompts_listed", {}))["prompts"]]
    for favourites in (True, False):
        assert (await asked(with_job.bob, "prompts_listed", {"favourites": favourites}))["prompts"] == []
    assert not any(style["own"] for style in (await asked(with_job.bob, "styles_listed", None))["styles"])
    assert (await asked(with_job.bob, "style_forget", "Mine")).keys() == {"sentence"}
    await asked(with_job.bob, "prompt_mark", {"prompt": "A red barn", "favourite": False})
    assert len((await asked(with_job.ada, "prompts_listed", {"favourites": True}))["prompts"]) == 1
    assert sum(style["own"] for style in (await asked(with_job.ada, "styles_listed", None))["styles"]) == 1


async def test_drafts_of_one_are_not_the_other_s(served: Served) -> None:
    async def asked(client: httpx.AsyncClient, name: str, data: Any) -> Any:
        session = "ada-9" if client is served.ada else "bob-9"
        return (await component_call(client, served, name, data, session)).json()

    typed = {
        "form": "image",
        "values": {"prompt": "half a thought", "fan_out": {"seeds": "1-4"}},
        "at_ms": 1_700_000_000_123,
    }
    assert await asked(served.ada, "draft_keep", typed) == {}
    mine, theirs = await asked(served.ada, "drafts_kept", None), await asked(served.bob, "drafts_kept", None)
    assert mine["drafts"] == {"image": {"values": typed["values"], "at_ms": typed["at_ms"]}}
    assert theirs["drafts"] == {}
    assert mine["who"] != theirs["who"]
    for wrong in ({"form": "other"}, {"values": "text"}, {"at_ms": None}, {"at_ms": 1e300}):
        assert (await asked(served.bob, "draft_keep", typed | wrong)).keys() == {"sentence"}
    assert (await asked(served.bob, "drafts_kept", None))["drafts"] == {}


async def test_styles_and_edits_through_the_api_are_their_owner_s(with_job: Served) -> None:
    async def answered(client: httpx.AsyncClient, endpoint: str, *values: Any) -> Any:
        answer = (await call(client, endpoint, *values)).json()
        return answer["data"][0] if "data" in answer else answer["error"]

    saved = await answered(with_job.ada, "save_style", "Noir", None, ", film noir")
    assert saved == {"name": "Noir", "prefix": "", "suffix": ", film noir", "own": True}
    assert saved in await answered(with_job.ada, "list_styles")
    assert saved not in await answered(with_job.bob, "list_styles")
    assert await answered(with_job.bob, "forget_style", "Noir") == "There is no such style."
    assert await answered(with_job.ada, "forget_style", "noir") == saved
    assert "as text" in await answered(with_job.ada, "save_style", "Noir", 7, None)
    picture = {"path": await uploaded(with_job.ada)}
    for endpoint, values, size in (
        ("crop_picture", ([0, 0, 0.5, 0.25], 1), (160, 80)),
        ("crop_picture", (None, None), (320, 320)),
        ("mask_picture", ([[[0.1, 0.1], [0.5, 0.5]]], 0.01, True), (320, 320)),
        ("fit_picture", ("foxapi_patina_material",), (320, 320)),
    ):
        made = await answered(with_job.ada, endpoint, picture, *values)
        assert (made["width"], made["height"]) == size
        assert (await with_job.ada.get(made["url"])).status_code == 200
        assert (await with_job.bob.get(made["url"])).status_code == 404
        assert "no longer stored" in await answered(with_job.bob, endpoint, made["file"], *values)
    for endpoint, values in (
        ("crop_picture", ([0, 0, 1], 0)),
        ("crop_picture", (None, 0.5)),
        ("mask_picture", ("all of it", None, None)),
        ("mask_picture", ([[[0, 0], [1, 1]]], "soft", None)),
        ("fit_picture", ("foxapi_wan_2_7_image",)),
        ("fit_picture", ("nothing",)),
    ):
        assert await answered(with_job.ada, endpoint, picture, *values) != "Internal Server Error", endpoint
        assert isinstance(await answered(with_job.ada, endpoint, picture, *values), str)
