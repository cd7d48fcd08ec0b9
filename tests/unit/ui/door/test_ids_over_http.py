"""Over HTTP an id, a name or a file of somebody else's is answered as one that nobody has, at every endpoint."""

import json
from typing import Any

import pytest
from sqlalchemy import select
from two_people import JOB_S, Served, call, uploaded

from providers.catalogue import REQUESTS
from studio.ledger.tables import metadata
from ui.api.endpoint import Endpoint
from ui.api.register import api_endpoints
from ui.asking.file_links import open_links
from ui.asking.page import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")

PLAN = {"prompt": "a {red|green} door", "models": ["foxapi_wan_2_7_image/wan-2.7-image"]}
CORNERS = [[0, 0], [0.5, 0.5]]
OF_JOB: dict[str, dict[str, Any]] = {
    **{key: {"job_id": "ID"} for key in ("get_job", "stop_job", "look_again", "keep_as_lost", "run_again")},
    "fix_material": {"material": "ID", "fixes": ["resize"]},
    "complete_material": {"material": "ID"},
    "overlay_material": {"material": "ID", "overlay": "moss"},
    "blend_materials": {"material": "ID", "above": "ID"},
    "merge_maps": {"material": "ID", "maps_from": "ID", "maps": ["height"]},
    "export_material": {"material": "ID", "targets": ["maps"]},
    "check_material": {"material": "ID"},
}
OF_ASSET: dict[str, dict[str, Any]] = {
    "lineage": {"asset_id": "ID"},
    "mark_files": {"asset_ids": ["ID"], "favourite": True, "add_tag": "mine", "note": "mine"},
    **{key: {"asset_ids": ["ID"]} for key in ("download_files", "contact_sheet", "delete_files", "restore_files")},
}
OF_BATCH = {key: {"batch_id": "ID"} for key in ("start_batch", "get_batch", "stop_batch", "resume_batch")}
OF_NAME = {"forget_name": {"name": "ID"}}
OF_STYLE = {"forget_style": {"name": "ID"}}
OF_FILE: dict[str, dict[str, Any]] = {
    "load_material": {"files": [{"path": "ID"}]},
    "derive_material": {"picture": {"path": "ID"}},
    "frame_of_video": {"video": {"path": "ID"}, "at_s": 0},
    "crop_picture": {"picture": {"path": "ID"}, "box": [0, 0, 0.5, 0.5]},
    "fit_picture": {"picture": {"path": "ID"}, "endpoint": "foxapi_wan_2_7_image_edit"},
    "mask_picture": {"picture": {"path": "ID"}, "areas": [CORNERS]},
    "save_name": {"name": "theirs", "files": [{"path": "ID"}]},
    "read_settings": {"file": {"path": "ID"}},
    "create_profile": {"name": "theirs", "photos": [{"path": "ID"}] * 30},
    **{
        cls.endpoint: {"prompt": "a door"} | {key: {"path": "ID"} for key in cls.media_fields()}
        for cls in REQUESTS.values()
        if cls.media_fields()
    },
}
WITHOUT_ID = {cls.endpoint for cls in REQUESTS.values() if not cls.media_fields()}
WITHOUT_ID |= {"draw_material", "plan_batch", "save_style", "search_library"}
WITHOUT_ID |= {"list_models", "list_jobs", "list_names", "list_prompts", "list_styles", "list_profiles"}
WITHOUT_ID |= {"export_library", "get_usage", "get_balance", "get_votes"}
NOBODYS = "0123456789abcdef0123456789abcdef"


def endpoints_of(served: Served) -> dict[str, Endpoint]:
    page = Page(served.studio, open_links(served.studio.settings.data_dir))
    return {endpoint.name: endpoint for endpoint in api_endpoints(page)}


async def test_every_endpoint_is_one_of_those_tried_here(served: Served) -> None:
    tried = [*OF_JOB, *OF_ASSET, *OF_BATCH, *OF_NAME, *OF_STYLE, *OF_FILE, *WITHOUT_ID]
    assert sorted(tried) == sorted(endpoints_of(served)), "Say here what of an endpoint names somebody's things."


async def test_ids_of_others_are_answered_as_ids_of_nobody(with_job: Served) -> None:
    endpoints = endpoints_of(with_job)
    ada, bob = with_job.ada, with_job.bob

    async def told(who: Any, name: str, given: dict[str, Any], id_: str) -> tuple[int, str]:
        said = json.loads(json.dumps(given).replace("ID", id_))
        answer = await call(who, name, *(said.get(parameter.name) for parameter in endpoints[name].parameters))
        body = answer.json()
        return answer.status_code, json.dumps([body.get("data"), body.get("error")]).replace(id_, "ID")

    path = await uploaded(ada)
    folder, _, file = path.rpartition("/")
    nobodys_file = f"{folder[: -len(NOBODYS)]}{NOBODYS}/{file}"
    drawn = (await call(ada, "draw_material", "old bricks", 1, 256, None, None, None, None)).json()["data"][0]
    await call(ada, "get_job", drawn["job_id"], JOB_S)
    await call(ada, "save_name", "Mauer", [{"path": path}])
    await call(ada, "save_style", "Mine", "old", "door")
    planned = await call(ada, "plan_batch", *(PLAN.get(each.name) for each in endpoints["plan_batch"].parameters))
    batch = planned.json()["data"][0]["batch_id"]
    asset = with_job.job["outputs"][0]["asset_id"]
    ledger = with_job.studio.machinery.ledger
    tables = [table for table in metadata.sorted_tables if table.name != "changes"]
    before = [await ledger.rows(select(table)) for table in tables]
    rows: list[tuple[dict[str, dict[str, Any]], str, str]] = [
        (OF_JOB, with_job.job["job_id"], NOBODYS),
        (OF_ASSET, f"job:{drawn['job_id']}", f"job:{NOBODYS}"),
        (OF_JOB, drawn["job_id"], NOBODYS),
        (OF_ASSET, asset, NOBODYS),
        (OF_BATCH, batch, NOBODYS),
        (OF_NAME, "Mauer", "Nobody"),
        (OF_STYLE, "Mine", "Nobody"),
        (OF_FILE, path, nobodys_file),
    ]
    for asked, id_, nobodys in rows:
        for name, given in asked.items():
            assert await told(bob, name, given, id_) == await told(bob, name, given, nobodys), name
    assert [await ledger.rows(select(table)) for table in tables] == before
    # What was asked means something: its owner is told something else.
    for asked, id_, nobodys in rows[2:]:
        for name, given in asked.items():
            assert await told(ada, name, given, id_) != await told(ada, name, given, nobodys), name
