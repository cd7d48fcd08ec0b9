"""Two people in one app: jobs, results and money of one are absent for the other, by any address or id."""

import json
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, literal, select
from two_people import EDIT, JOB_S, Served, browser, call, component_call, make, uploaded

from studio.ledger.tables import profiles, references

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
        said = "There is no such job.\nNothing was sent." if endpoint == "run_again" else "There is no such job."
        assert answer.json()["error"] == said


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
    of_keys = {"key_status", "key_enter", "key_forget", "agents_status", "agent_make", "agent_revoke"}
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
        # A job of another test may end meanwhile: what was there is there, unchanged.
        assert [item for item in after["items"] if item in page["items"]] == page["items"]
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
        wall = (await call(with_job.ada, "search_library", *[None] * 10)).json()["data"][0]["files"]
        marked = next(each for each in wall if each["asset_id"] in ids)
        assert (marked["favourite"], marked["tags"], marked["note"])[0] is values[1]
        assert "wall" not in marked["tags"] or values[2] == "wall"


async def test_the_bin_of_one_is_shut_to_the_other(with_job: Served) -> None:
    page = (await component_call(with_job.ada, with_job, "library_page", {"kind": "all"}, "ada-1")).json()
    [output] = with_job.job["outputs"]
    item = next(each for each in page["items"] if each["id"] == output["asset_id"])
    await component_call(with_job.ada, with_job, "assets_delete", [item["id"]], "ada-1")
    for data in ([item["id"]], None):
        assert (await component_call(with_job.bob, with_job, "bin_empty", data, "bob-1")).json() == {"count": 0}
    deleted = (await component_call(with_job.ada, with_job, "library_page", {"kind": "bin"}, "ada-1")).json()["items"]
    assert [one["id"] for one in deleted] == [item["id"]]
    assert (await with_job.ada.get(item["thumb"])).status_code == 200
    assert (await with_job.bob.get(item["thumb"])).status_code == 404
    assert (await with_job.ada.get(output["url"])).status_code == 404
    await component_call(with_job.ada, with_job, "assets_restore", [item["id"]], "ada-1")


async def test_agents_of_one_are_absent_for_the_other(served: Served) -> None:
    asked = {"name": "my agent", "may": [], "read_only": True}
    made = (await component_call(served.ada, served, "agent_make", asked, "ada-1")).json()
    [mine] = made["agents"]
    of_bob = (await component_call(served.bob, served, "agents_status", None, "bob-1")).json()
    assert of_bob["agents"] == []
    revoked = await component_call(served.bob, served, "agent_revoke", mine["id"], "bob-1")
    unknown = await component_call(served.bob, served, "agent_revoke", "0" * 16, "bob-1")
    assert (revoked.status_code, revoked.json()) == (unknown.status_code, unknown.json())
    seen = await component_call(served.ada, served, "agents_status", None, "ada-1")
    assert [each["id"] for each in seen.json()["agents"]] == [mine["id"]]
    assert made["token"] not in seen.text
    gone = (await component_call(served.ada, served, "agent_revoke", mine["id"], "ada-1")).json()
    assert gone["agents"] == []


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


async def test_a_material_in_gradios_own_3d_component_is_its_owner_s(served: Served) -> None:
    drawn = {"operation": "draw_material", "settings": {"words": "red brick", "size_px": 256}}
    job_id = (await component_call(served.ada, served, "material_make", drawn, "ada-11")).json()["id"]
    assert (await call(served.ada, "get_job", job_id, JOB_S)).json()["data"][0]["state"] == "succeeded"
    events = [index for index, fn in served.demo.fns.items() if any(event == "model" for _, event in fn.targets)]
    assert len(events) == 2, "of the material panel and the library"
    assert not any(served.demo.fns[index].queue for index in events)

    async def asked(client: httpx.AsyncClient, job_id: str | None, event: int = events[0]) -> dict[str, Any]:
        session = "ada-11" if client is served.ada else "bob-11"
        body = {"data": [], "fn_index": event, "session_hash": session, "event_data": {"job_id": job_id}}
        return (await client.post("/gradio_api/run/predict", json=body)).json()["data"][0]

    assert await asked(served.ada, None) == {"visible": True, "__type__": "update"}
    shown = await asked(served.ada, job_id)
    assert await asked(served.ada, job_id, events[1]) == shown
    found = await served.ada.get(shown["url"])
    assert (found.status_code, found.headers["content-type"]) == (200, "model/gltf-binary")
    assert (found.content[:4], int.from_bytes(found.content[8:12], "little")) == (b"glTF", len(found.content))
    assert await asked(served.ada, "nothing") == {"__type__": "update"}
    assert await asked(served.bob, job_id) == {"__type__": "update"}
    async with browser(served.app) as stranger:
        for client in (served.bob, stranger):
            assert (await client.get(shown["url"])).status_code in (401, 404)
    asset_id = (await component_call(served.ada, served, "job_shown", job_id, "ada-11")).json()["outputs"][0]["id"]
    change = {"asset_id": asset_id, "label": "roughness"}
    assert (await component_call(served.ada, served, "asset_relabel", change, "ada-11")).json() == {}
    assert (await asked(served.ada, job_id))["url"] != shown["url"], "a browser would show the old one"
