"""Two people in one app: route by route, nobody reaches what is the other's by any address or id."""

import asyncio
import io
import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
import pytest
import pytest_asyncio
from gradio.routes import App
from PIL import Image
from sqlalchemy import insert, literal, select
from starlette.routing import Mount, Route

from providers.catalogue import REQUESTS, VENDORS
from sandbox.gateway import create_gateway
from studio.build import build_studio
from studio.settings import Settings
from studio.studio import Studio
from studio.tables import profiles, references
from ui.api_schema import request_parameters
from ui.door import Door
from ui.file_links import open_links
from ui.gate_routes import ROUTES, Rule, rule_of
from ui.identity import Identities
from ui.launch import app_parts
from ui.shell import build

ORIGIN = "http://127.0.0.1:7860"
NO_VENDOR = "http://127.0.0.1:9"
"""Nobody listens there: a key entered in a test is shown to no vendor."""

JOB_S = 60
IMAGE, EDIT = "foxapi_wan_2_7_image", "foxapi_wan_2_7_image_edit"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Served:
    """The app in this process, and two browsers that have opened its page."""

    app: App
    demo: gr.Blocks
    studio: Studio
    ada: httpx.AsyncClient
    bob: httpx.AsyncClient
    job: dict[str, Any] = field(default_factory=dict[str, Any])

    def routes(self) -> Iterator[tuple[str, set[str]]]:
        """Yield (path, methods) of every route of the server, those of included routers too."""
        yield from paths_of(self.app.routes)


def paths_of(routes: Any) -> Iterator[tuple[str, set[str]]]:
    for route in routes:
        inner = getattr(route, "effective_candidates", None)
        if inner is not None:
            yield from paths_of(inner())
        elif isinstance(route, Mount):
            yield route.path, {"GET", "POST"}
        else:
            yield route.path, set(route.methods or ())


def browser(app: App) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN, timeout=30)


async def call(client: httpx.AsyncClient, endpoint: str, *values: Any) -> httpx.Response:
    return await client.post(f"/gradio_api/run/{endpoint}", json={"data": values})


async def make(client: httpx.AsyncClient, endpoint: str, **named: Any) -> httpx.Response:
    """Start a job; Gradio wants every parameter, by position."""
    parameters = request_parameters(REQUESTS[endpoint])
    return await call(client, endpoint, *(named.get(parameter.name) for parameter in parameters))


def served_app(settings: Settings) -> tuple[App, gr.Blocks, Studio]:
    gateway = create_gateway(settings.data_dir / "sandbox", speed=30)
    studio = build_studio(settings, sandbox=httpx.ASGITransport(app=gateway))
    demo = build(studio)
    demo.queue(default_concurrency_limit=None)
    demo.max_file_size = None
    links = open_links(settings.data_dir)
    door = Door(settings.access, Identities(links.secret, settings.access))
    app = App.create_app(demo, app_kwargs=app_parts(studio, links, door))
    app.uploaded_file_dir = str(settings.data_dir / "gradio")
    return app, demo, studio


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    env = {"EASEL_DATA_DIR": str(tmp_path_factory.mktemp("two")), "EASEL_OPEN": "1"}
    return Settings.from_env(env | {"FOXAPI_BASE_URL": NO_VENDOR, "ANYFAST_BASE_URL": NO_VENDOR}, VENDORS)


@pytest.fixture(scope="module")
def built(settings: Settings) -> tuple[App, gr.Blocks, Studio]:
    return served_app(settings)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(built: tuple[App, gr.Blocks, Studio]) -> AsyncIterator[Served]:
    app, demo, studio = built
    async with studio.lifespan(), browser(app) as ada, browser(app) as bob:
        await ada.get("/gradio_api/startup-events")
        for client in (ada, bob):
            assert (await client.get("/config")).status_code == 200
            assert client.cookies
        yield Served(app, demo, studio, ada, bob)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def with_job(served: Served) -> Served:
    """Ada has made a picture."""
    started = await make(served.ada, IMAGE, model="wan-2.7-image", prompt="A red barn", image_size="square")
    job = started.json()["data"][0]
    served.job = (await call(served.ada, "get_job", job["job_id"], JOB_S)).json()["data"][0]
    assert served.job["state"] == "succeeded", served.job
    return served


async def test_every_route_has_a_rule(built: tuple[App, gr.Blocks, Studio]) -> None:
    unknown = sorted({path for path, _ in paths_of(built[0].routes)} - ROUTES.keys())
    assert unknown == [], "Say in ui/gate_routes.py what a request for these must show."


async def test_a_path_meets_the_rule_of_its_own_route() -> None:
    for template, rule in ROUTES.items():
        path = re.sub(r"\{(\w+)(:\w+)?\}", r"\1-1", template)
        assert rule_of(path) is rule, template


async def test_a_new_route_is_shut_until_it_has_a_rule(built: tuple[App, gr.Blocks, Studio]) -> None:
    app = built[0]
    app.router.routes.insert(0, Route("/gradio_api/easel/brand_new", lambda request: 1 / 0))
    try:
        with pytest.raises(AssertionError, match="brand_new"):
            await test_every_route_has_a_rule(built)
        async with browser(app) as client:
            await client.get("/config")
            assert (await client.get("/gradio_api/easel/brand_new")).status_code == 404
    finally:
        app.router.routes.pop(0)


async def test_without_an_identity_nothing_but_scripts_and_styles_is_served(served: Served) -> None:
    for path, methods in served.routes():
        if ROUTES[path] in (Rule.PUBLIC, Rule.PAGE, Rule.SIGN_IN, Rule.OAUTH):
            continue
        filled = re.sub(r"\{(\w+)(:\w+)?\}", r"\1-1", path)
        for method in methods & {"GET", "POST"}:
            async with browser(served.app) as stranger:
                answer = await stranger.request(method, filled, json={"data": []} if method == "POST" else None)
            assert answer.status_code == (404 if ROUTES[path] is Rule.SHUT else 401), (method, path)
            assert "set-cookie" not in answer.headers


async def test_jobs_of_one_are_absent_for_the_other(with_job: Served) -> None:
    job_id = with_job.job["job_id"]
    assert len((await call(with_job.ada, "list_jobs", 50)).json()["data"][0]) >= 1
    assert (await call(with_job.bob, "list_jobs", 50)).json()["data"][0] == []
    for endpoint, values in [
        ("get_job", (job_id, 0)),
        ("get_job", (job_id, 1)),
        *((name, (job_id,)) for name in ("stop_job", "look_again", "keep_as_lost", "run_again")),
    ]:
        answer = await call(with_job.bob, endpoint, *values)
        assert answer.status_code == 500
        assert answer.json()["error"] == "There is no such job."


async def test_links_of_one_open_nothing_for_the_other(with_job: Served) -> None:
    [output] = with_job.job["outputs"]
    found = await with_job.ada.get(output["url"])
    assert found.status_code == 200
    assert len(found.content) == output["bytes"]
    async with browser(with_job.app) as stranger:
        for client in (with_job.bob, stranger):
            for url in (output["url"], output["url"].replace("/original/", "/thumb/")):
                answer = await client.get(url)
                assert answer.status_code in (401, 404)
                assert len(answer.content) < 500


async def component_call(client: httpx.AsyncClient, served: Served, name: str, data: Any, session: str) -> Any:
    """Call a server function of whichever component carries it, as the page's scripts do."""
    component = next(id_ for id_, block in served.demo.blocks.items() if hasattr(block, name))
    body = {"data": data, "component_id": component, "fn_name": name, "session_hash": session}
    return await client.post("/gradio_api/component_server", json=body)


async def test_server_functions_of_the_page_see_only_their_owners_things(with_job: Served) -> None:
    job_id = with_job.job["job_id"]
    assert (await component_call(with_job.ada, with_job, "job_details", job_id, "ada-1")).json()["id"] == job_id
    for name in ("job_details", "job_stop", "job_look_again", "job_keep_as_lost", "job_run_again", "job_shown"):
        answer = await component_call(with_job.bob, with_job, name, job_id, "bob-1")
        assert answer.status_code == 200
        assert answer.json().keys() == {"sentence"}
    fix = {"operation": "fix_material", "settings": {"material": job_id, "fixes": ["resize"]}}
    shown = (await component_call(with_job.ada, with_job, "job_shown", job_id, "ada-1")).json()
    answer = (await component_call(with_job.bob, with_job, "picture_derive", shown["outputs"][0]["id"], "bob-1")).json()
    assert answer == {"sentence": "That is no longer here. It may have been deleted in another window."}
    of_desk = {"material_report": job_id, "material_make": fix, "material_measure": {"material": job_id, "size_m": 2}}
    of_desk["material_export"] = {"material": job_id, "targets": ["maps"]}
    of_desk["material_preview"] = {"operation": "overlay_material", "settings": {"material": job_id, "overlay": "moss"}}
    of_desk |= {name: {"material": job_id, "maps": ["normal"]} for name in ("maps_price", "maps_order")}
    for name, data in of_desk.items():
        answer = (await component_call(with_job.bob, with_job, name, data, "bob-1")).json()
        assert answer["sentence"].startswith(("There is no such material", "That is no longer here")), name
    for name, data in (
        ("stage_poll", None),
        ("jobs_poll", {"limit": 50, "revision": None}),
        ("badge_poll", None),
        ("library_page", {"kind": "all"}),
        ("materials_listed", ""),
    ):
        mine = json.dumps((await component_call(with_job.ada, with_job, name, data, "ada-1")).json())
        theirs = (await component_call(with_job.bob, with_job, name, data, "bob-1")).json()
        assert job_id not in json.dumps(theirs)
        assert not any(theirs.get(key) for key in ("jobs", "items", "running", "materials"))
        assert name in ("badge_poll", "materials_listed") or job_id in mine


async def test_each_server_function_is_one_of_those_tried_here(served: Served) -> None:
    names = {
        name
        for block in served.demo.blocks.values()
        for name in dir(block)
        if getattr(getattr(block, name, None), "_is_server_fn", False)
    }
    tried = {"job_details", "job_stop", "job_shown", "stage_poll", "jobs_poll", "badge_poll", "library_page"}
    tried |= {"picture_derive", "material_report", "material_make", "material_measure", "material_export"}
    tried |= {"material_preview", "materials_listed", "maps_price", "maps_order"}
    tried |= {"notices_poll"}  # says the same to everybody
    tried |= {"job_look_again", "job_keep_as_lost", "job_run_again"}
    tried |= {"lineage_shown", "settings_compared", "models_beside"}
    by_asset = {"assets_delete", "assets_restore", "asset_relabel"}
    by_asset |= {"assets_favour", "assets_tag", "assets_note", "assets_marks", "bin_empty", "library_facets"}
    by_asset |= {"library_pack", "library_sheet", "library_archive"}
    by_upload = {"keep", "describe", "material_open", "settings_read"}
    of_money = {"price", "balances", "usage_poll", "budget_set"}
    of_keys = {"key_status", "key_enter", "key_forget"}
    of_nobody = {"export_choices"}
    by_reference = {"tray_wall", "tray_pick", "tray_frame", "tray_part", "tray_fit", "tray_mask"}
    by_reference |= {"names_listed", "name_save", "name_forget"}
    of_prompts = {"prompts_listed", "prompt_mark", "styles_listed", "style_save", "style_forget"}
    of_prompts |= {"drafts_kept", "draft_keep"}
    known = tried | of_prompts | by_asset | by_upload | by_reference | of_money | of_keys | of_nobody
    known |= {"profiles_listed", "profile_photo", "profile_make", "profile_price", "profile_rename", "profile_remove"}
    known |= {"assets_compared", "vote_pairs", "vote_cast", "vote_tally", "votes_forget"}
    known |= {"batch_plan", "batch_start", "batch_stop", "batch_resume", "batch_poll", "batches_recent", "batch_remove"}
    assert names - known == set(), "Try these with two people, then name them here."


async def test_use_and_budget_of_one_are_not_the_other_s(with_job: Served) -> None:
    session = {with_job.ada: "ada-1", with_job.bob: "bob-1"}

    async def usage(client: httpx.AsyncClient) -> dict[str, Any]:
        asked = {"days": 7, "revision": None}
        return (await component_call(client, with_job, "usage_poll", asked, session[client])).json()

    assert (await usage(with_job.ada))["usage"]["total"]["jobs"] >= 1
    assert (await usage(with_job.bob))["usage"]["total"]["jobs"] == 0
    await component_call(with_job.bob, with_job, "budget_set", {"daily": "1.5", "total": ""}, "bob-1")
    assert (await usage(with_job.bob))["budget"]["own_daily"] == 1.5
    assert (await usage(with_job.ada))["budget"]["own_daily"] is None
    refused = await component_call(with_job.bob, with_job, "budget_set", {"daily": "lots"}, "bob-1")
    assert refused.json().keys() == {"sentence"}
    assert (await call(with_job.bob, "get_usage", 7)).json()["data"][0]["total"]["jobs"] == 0
    assert (await call(with_job.ada, "get_usage", 7)).json()["data"][0]["total"]["jobs"] >= 1
    for client in (with_job.ada, with_job.bob):
        entered = {"model": "foxapi_wan_2_7_image/wan-2.7-image"}
        said = (await component_call(client, with_job, "price", entered, session[client])).json()
        assert said["say"] == "Sandbox: nothing is charged."
        assert not any((await component_call(client, with_job, "balances", None, session[client])).json().values())
        assert {each["balance_usd"] for each in (await call(client, "get_balance")).json()["data"][0]} == {None}


async def test_batches_of_one_are_absent_for_the_other(served: Served) -> None:
    asked = {"prompt": "a {red|blue} cup", "models": ["foxapi_wan_2_7_image/wan-2.7-image"], "values": {}}
    planned = (await component_call(served.ada, served, "batch_plan", asked, "ada-7")).json()["batch"]
    absent = {"sentence": "That is no longer here. It may have been deleted in another window."}
    for name, data in (
        ("batch_start", planned["id"]),
        ("batch_stop", planned["id"]),
        ("batch_resume", {"id": planned["id"], "failed": True}),
        ("batch_poll", {"id": planned["id"], "revision": None}),
        ("batch_remove", planned["id"]),
    ):
        assert (await component_call(served.bob, served, name, data, "bob-7")).json() == absent, name
    for name in ("start_batch", "get_batch", "stop_batch"):
        assert (await call(served.bob, name, planned["id"])).json()["error"] == "There is no such batch."
    assert (await call(served.bob, "resume_batch", planned["id"], True)).json()["error"] == "There is no such batch."
    link = planned["pictures"][0]
    assert (await served.ada.get(link)).headers["content-type"] == "image/png"
    async with browser(served.app) as stranger:
        for client in (served.bob, stranger):
            assert (await client.get(link)).status_code in (401, 404)
    stopped = (await component_call(served.ada, served, "batch_stop", planned["id"], "ada-7")).json()["batch"]
    assert stopped["state"] == "planned"
    started = (await component_call(served.ada, served, "batch_start", planned["id"], "ada-7")).json()["batch"]
    assert started["state"] == "running"
    assert (await component_call(served.bob, served, "batches_recent", None, "bob-7")).json() == {"batches": []}
    mine = (await component_call(served.ada, served, "batches_recent", None, "ada-7")).json()["batches"]
    assert [each["id"] for each in mine] == [planned["id"]]


async def test_results_and_votes_of_one_are_absent_for_the_other(with_job: Served) -> None:
    page = (await component_call(with_job.ada, with_job, "library_page", {"kind": "all"}, "ada-1")).json()
    asset_id = page["items"][0]["asset_id"]
    mine = (await component_call(with_job.ada, with_job, "assets_compared", [asset_id], "ada-1")).json()
    assert [item["id"] for item in mine["items"]] == [asset_id]
    for name, data in (
        ("assets_compared", [asset_id]),
        ("vote_pairs", [asset_id, asset_id]),
        ("vote_cast", {"left": asset_id, "right": asset_id, "choice": "same"}),
    ):
        answer = (await component_call(with_job.bob, with_job, name, data, "bob-1")).json()
        assert answer.keys() == {"sentence"}, name
    assert (await component_call(with_job.bob, with_job, "vote_tally", None, "bob-1")).json() == {"tally": []}
    assert (await component_call(with_job.bob, with_job, "votes_forget", None, "bob-1")).json() == {"forgotten": 0}
    assert (await call(with_job.bob, "get_votes")).json()["data"] == [[]]


async def test_profiles_of_one_are_absent_for_the_other(served: Served) -> None:
    path = await uploaded(served.ada)
    brought = {"path": path, "name": "a.png"}
    refused = (await component_call(served.bob, served, "profile_photo", brought, "bob-8")).json()
    assert refused.keys() == {"refused"}
    photo = (await component_call(served.ada, served, "profile_photo", brought, "ada-8")).json()
    assert (await served.bob.get(photo["thumb"])).status_code == 404
    ledger, sha256 = served.studio.machinery.ledger, photo["value"].removeprefix("easel:")
    owner = select(references.c.owner, literal("of-ada"), literal("Ada"), references.c.created_at)
    row = insert(profiles).from_select(
        ["owner", "job_id", "name", "created_at"], owner.where(references.c.sha256 == sha256)
    )
    assert await ledger.write(row) == 1
    mine = (await component_call(served.ada, served, "profiles_listed", None, "ada-8")).json()["profiles"]
    assert [each["name"] for each in mine] == ["Ada"]
    assert (await component_call(served.bob, served, "profiles_listed", None, "bob-8")).json() == {"profiles": []}
    assert (await call(served.bob, "list_profiles")).json()["data"] == [[]]
    absent = {"sentence": "That is no longer here. It may have been deleted in another window."}
    for name, data in (("profile_rename", {"id": "of-ada", "name": "Bob"}), ("profile_remove", "of-ada")):
        assert (await component_call(served.bob, served, name, data, "bob-8")).json() == absent
    theirs = {"name": "Bob", "photos": [photo["value"]] * 1}
    made = (await component_call(served.bob, served, "profile_make", theirs, "bob-8")).json()
    assert made == {"errors": {"photos": "Use 30 to 50 photographs. There is 1."}}
    said = (await component_call(served.ada, served, "profile_price", None, "ada-8")).json()
    assert said == {"say": "Sandbox: nothing is charged."}


async def test_assets_of_one_are_safe_from_the_other(with_job: Served) -> None:
    page = (await component_call(with_job.ada, with_job, "library_page", {"kind": "all"}, "ada-1")).json()
    asset_id = page["items"][0]["asset_id"]
    for name, data in (
        ("assets_delete", [asset_id]),
        ("assets_restore", [asset_id]),
        ("asset_relabel", {"asset_id": asset_id, "label": "normal"}),
        ("assets_favour", {"ids": [asset_id], "on": True}),
        ("assets_tag", {"ids": [asset_id], "tag": "bob's", "on": True}),
        ("assets_note", {"ids": [asset_id], "note": "bob's"}),
        ("bin_empty", [asset_id]),
        ("bin_empty", None),
    ):
        await component_call(with_job.bob, with_job, name, data, "bob-1")
        after = (await component_call(with_job.ada, with_job, "library_page", {"kind": "all"}, "ada-1")).json()
        assert after["items"] == page["items"]
    marks = (await component_call(with_job.ada, with_job, "assets_marks", {"ids": [asset_id]}, "ada-1")).json()
    assert marks == {"favourite": False, "note": "", "tags": []}
    ids = {"ids": [asset_id]}
    await component_call(with_job.ada, with_job, "assets_tag", ids | {"tag": "ada's", "on": True}, "ada-1")
    await component_call(with_job.ada, with_job, "assets_note", ids | {"note": "for Ada"}, "ada-1")
    assert (await component_call(with_job.bob, with_job, "assets_marks", ids, "bob-1")).json()["tags"] == []
    facets = (await component_call(with_job.bob, with_job, "library_facets", None, "bob-1")).json()
    assert facets == {"models": [], "tags": []}
    for asked in ({"text": "red"}, {"tag": "ada's"}, {"kind": "bin"}, {"kind": "failed"}, {"before": "9" * 18}):
        theirs = await component_call(with_job.bob, with_job, "library_page", asked, "bob-1")
        assert theirs.json()["items"] == [], asked


async def test_what_one_takes_away_is_shut_to_the_other(with_job: Served) -> None:
    job = f"job:{with_job.job['job_id']}"
    packed, shown = {"ids": [job], "settings": True}, {"ids": [job]}
    for name, data in (("library_pack", packed), ("library_sheet", shown), ("library_archive", None)):
        mine = (await component_call(with_job.ada, with_job, name, data, "ada-1")).json()
        taken = await with_job.ada.get(mine["url"])
        assert taken.status_code == 200
        assert len(taken.content) > 1000
        assert taken.headers["content-disposition"].startswith("attachment")
        theirs = await with_job.bob.get(mine["url"])
        assert (theirs.status_code, len(theirs.content) < 100) == (404, True)
        if name != "library_archive":
            refused = (await component_call(with_job.bob, with_job, name, data, "bob-1")).json()
            assert refused.keys() == {"sentence"}
    content = taken.content
    again = await with_job.ada.post("/gradio_api/easel/library", content=content)
    assert again.json()["message"] == "Everything in this archive is here already."
    stolen = await with_job.bob.post("/gradio_api/easel/library", content=content)
    assert stolen.status_code == 422
    assert "somebody else" in stolen.json()["sentence"]
    assert (await call(with_job.bob, "search_library", *[None] * 10)).json()["data"][0] == {"files": [], "next": None}
    found = (await call(with_job.ada, "search_library", "barn", *[None] * 9)).json()["data"][0]["files"]
    assert [one["asset_id"] for one in found] == [with_job.job["outputs"][0]["asset_id"]]
    for endpoint, values in (("download_files", ([job], True)), ("contact_sheet", ([job],))):
        assert (await call(with_job.bob, endpoint, *values)).status_code == 500
    for endpoint, values in (("delete_files", ([job],)), ("mark_files", ([job], True, "x", None, "x"))):
        assert (await call(with_job.bob, endpoint, *values)).json()["data"][0] == {"files": 0}
    ids = [found[0]["asset_id"]]
    assert (await call(with_job.bob, "restore_files", ids)).json()["data"][0] == {"files": 0}
    for values, files in (((ids, True, "wall", None, "mine"), 1), ((ids, False, None, "wall", ""), 1)):
        assert (await call(with_job.ada, "mark_files", *values)).json()["data"][0] == {"files": files}
        [marked] = (await call(with_job.ada, "search_library", *[None] * 10)).json()["data"][0]["files"]
        assert (marked["favourite"], marked["tags"], marked["note"])[0] is values[1]
        assert "wall" not in marked["tags"] or values[2] == "wall"


async def test_the_bin_of_one_is_shut_to_the_other(with_job: Served) -> None:
    page = (await component_call(with_job.ada, with_job, "library_page", {"kind": "all"}, "ada-1")).json()
    item = page["items"][0]
    await component_call(with_job.ada, with_job, "assets_delete", [item["id"]], "ada-1")
    for data in ([item["id"]], None):
        assert (await component_call(with_job.bob, with_job, "bin_empty", data, "bob-1")).json() == {"count": 0}
    deleted = (await component_call(with_job.ada, with_job, "library_page", {"kind": "bin"}, "ada-1")).json()["items"]
    assert [one["id"] for one in deleted] == [item["id"]]
    assert (await with_job.ada.get(item["thumb"])).status_code == 200
    assert (await with_job.bob.get(item["thumb"])).status_code == 404
    assert (await with_job.ada.get(with_job.job["outputs"][0]["url"])).status_code == 404
    await component_call(with_job.ada, with_job, "assets_restore", [item["id"]], "ada-1")


async def test_a_key_of_one_is_no_key_of_the_other(served: Served) -> None:
    key = "sk-canary-of-ada-93b1"

    async def live(client: httpx.AsyncClient, session: str, **headers: str) -> dict[str, bool]:
        status = (await component_call(client, served, "key_status", None, session)).json()
        models = (await client.post("/gradio_api/run/list_models", json={"data": []}, headers=headers)).json()["data"][
            0
        ]
        shown = {vendor["name"]: vendor["live"] for vendor in status["vendors"]}
        told = {model["provider"]: model["mode"] == "live" for model in models}
        assert headers or shown == told
        left = (await client.post("/gradio_api/run/get_balance", json={"data": []}, headers=headers)).json()["data"][0]
        assert {each["provider"]: each["mode"] == "live" for each in left} == told
        return told

    neither = {"foxapi": False, "anyfast": False}
    entered = await component_call(served.ada, served, "key_enter", {"vendor": "foxapi", "key": key}, "ada-4")
    assert key not in entered.text
    assert await live(served.ada, "ada-4") == {"foxapi": True, "anyfast": False}
    assert await live(served.bob, "bob-4") == neither
    await component_call(served.bob, served, "key_forget", "foxapi", "bob-4")
    assert (await live(served.ada, "ada-4"))["foxapi"]
    for data in ({"vendor": "foxapi", "key": "short"}, {"vendor": "nobody", "key": key}, {"vendor": "foxapi"}):
        answer = await component_call(served.bob, served, "key_enter", data, "bob-4")
        assert answer.json().keys() == {"sentence"}
    await component_call(served.ada, served, "key_forget", "foxapi", "ada-4")
    assert await live(served.ada, "ada-4") == neither
    assert (await live(served.bob, "bob-4", **{"X-AnyFast-Key": key}))["anyfast"]
    assert await live(served.bob, "bob-4") == neither  # a header pays for its own request only


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 320), "teal").save(file, "PNG")
    return file.getvalue()


async def uploaded(client: httpx.AsyncClient) -> str:
    answer = await client.post("/gradio_api/upload", files={"files": ("cat.png", png(), "image/png")})
    [path] = answer.json()
    return path


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
    assert {row["role"]: row["value"] for row in of_file["rows"]} == {"prompt": "A red barn", "size": "square"}
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


async def test_a_family_and_its_settings_are_one_s_own(with_job: Served) -> None:
    job, asset_id = with_job.job, with_job.job["outputs"][0]["asset_id"]
    kept = (await component_call(with_job.ada, with_job, "tray_pick", {"asset_id": asset_id}, "ada-6")).json()["value"]
    started = await make(with_job.ada, EDIT, model="wan-2.7-image", prompt="By night", image_urls=[kept])
    edit = started.json()["data"][0]["job_id"]
    answer = (await call(with_job.ada, "lineage", asset_id)).json()["data"][0]
    assert [(one["job_id"], one["steps"]) for one in answer["jobs"]] == [(job["job_id"], 0), (edit, 1)]
    assert [(one["from_asset"], one["to_job"], one["kind"]) for one in answer["links"]] == [(asset_id, edit, "file")]
    assert "error" in (await call(with_job.bob, "lineage", asset_id)).json()
    of_ada: dict[str, Any] = {
        "lineage_shown": {"job_id": edit, "asset_id": None},
        "settings_compared": {"pair": [{"asset_id": asset_id}, {"job_id": edit}]},
        "models_beside": edit,
    }
    shown: dict[str, Any] = {}
    for name, data in of_ada.items():
        assert (await component_call(with_job.bob, with_job, name, data, "bob-6")).json().keys() == {"sentence"}, name
        shown[name] = (await component_call(with_job.ada, with_job, name, data, "ada-6")).json()
    columns = [[node["job_id"] for node in one["nodes"]] for one in shown["lineage_shown"]["columns"]]
    assert columns == [[job["job_id"]], [edit]]
    assert {row["role"] for row in shown["settings_compared"]["rows"]} >= {"panel", "prompt", "images"}
    assert len(shown["models_beside"]["models"]) == 3


async def test_sessions_and_events_of_one_are_shut_to_the_other(served: Served) -> None:
    fn_index = next(index for index, fn in served.demo.fns.items() if fn.api_name == "list_models")
    body = {"data": [], "fn_index": fn_index, "session_hash": "ada-3"}
    joined = await served.ada.post("/gradio_api/queue/join", json=body)
    event_id = joined.json()["event_id"]
    assert (await served.bob.post("/gradio_api/queue/join", json=body)).status_code == 404
    assert (await served.bob.get("/gradio_api/queue/data", params={"session_hash": "ada-3"})).status_code == 404
    both = "session_hash=bob-3&session_hash=ada-3"
    assert (await served.bob.get(f"/gradio_api/queue/data?{both}")).status_code == 404
    assert (await served.bob.get("/gradio_api/heartbeat/ada-3")).status_code == 404
    assert (await served.bob.get(f"/gradio_api/call/list_models/{event_id}")).status_code == 404
    for session in ("ada-3", "bob-3"):
        cancel = {"session_hash": session, "event_id": event_id, "fn_index": fn_index}
        assert (await served.bob.post("/gradio_api/cancel", json=cancel)).status_code == 404
    assert (await component_call(served.bob, served, "badge_poll", None, "ada-3")).status_code == 404
    assert (await served.bob.post("/gradio_api/run/list_models", json=body)).status_code == 404
    odd = {"data": [], "session_hash": ["ada-3"]}
    assert (await served.bob.post("/gradio_api/run/list_models", json=odd)).status_code == 400
    stream = await served.ada.get("/gradio_api/queue/data", params={"session_hash": "ada-3"})
    assert "process_completed" in stream.text


async def test_an_event_without_a_session_is_its_starters(served: Served) -> None:
    started = await served.ada.post("/gradio_api/call/list_jobs", json={"data": [5]})
    event_id = started.json()["event_id"]
    assert (await served.bob.get(f"/gradio_api/call/list_jobs/{event_id}")).status_code == 404
    assert (await served.bob.get("/gradio_api/queue/data", params={"session_hash": event_id})).status_code == 404
    assert "complete" in (await served.ada.get(f"/gradio_api/call/list_jobs/{event_id}")).text


async def test_a_body_too_large_to_look_into_is_refused(served: Served) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 1_000_000
            await asyncio.sleep(0)

    answer = await served.ada.post("/gradio_api/run/list_jobs", content=endless())
    assert answer.status_code == 413
