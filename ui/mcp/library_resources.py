"""The library as resources: each file is told about, with a small picture; its bytes are behind its link."""

import json
from typing import Any

from studio.errors import NotFound
from studio.ledger.job_facts import prompt_of
from ui.api.api_job import job_json
from ui.mcp.calls import ToolCall
from ui.mcp.json_rpc import Message
from ui.mcp.result_content import ASSET_URI, small_jpeg

JOB_URI = "easel://job/"
_LISTED = 50
TEMPLATES = [
    {
        "uriTemplate": f"{ASSET_URI}{{asset_id}}",
        "name": "file",
        "title": "A file of the library",
        "description": "What it is, how it was made, its link, and a small picture.",
    },
    {"uriTemplate": f"{JOB_URI}{{job_id}}", "name": "job", "title": "A job", "mimeType": "application/json"},
]


async def listed(call: ToolCall, cursor: str | None) -> Message:
    """Return the newest files, or those after a cursor.

    Raises:
        NotFound: The cursor is none.
    """
    items = await call.page.studio.library.page(call.owner, before=cursor, limit=_LISTED)
    resources: list[dict[str, Any]] = []
    for item in items:
        prompt = prompt_of(call.page.requests, item.job)
        about = {"description": prompt[:300]} if prompt else {}
        facts = {"uri": ASSET_URI + item.asset.id, "name": item.asset.name, "mimeType": item.asset.mime}
        resources.append({**facts, **about, "size": item.asset.bytes})
    more = {"nextCursor": items[-1].cursor} if len(items) == _LISTED else {}
    return {"resources": resources, **more}


async def told(call: ToolCall, uri: str) -> list[dict[str, Any]]:
    """Return the contents of a resource.

    Raises:
        NotFound: There is no such resource.
    """
    studio = call.page.studio
    if uri.startswith(JOB_URI):
        job = await studio.jobs.get(call.owner, uri.removeprefix(JOB_URI))
        return [_as_text(uri, job_json(call.page, job, call.request))]
    if not uri.startswith(ASSET_URI):
        raise NotFound("There is no such resource.")
    item = await studio.library.get(call.owner, uri.removeprefix(ASSET_URI))
    job = job_json(call.page, item.job, call.request)
    [output] = [each for each in job["outputs"] if each["asset_id"] == item.asset.id]
    facts = {**output, "name": item.asset.name, "mime": item.asset.mime, "job": {**job, "outputs": None}}
    small = await small_jpeg(call.page, item.asset)
    picture = [] if small is None else [{"uri": uri, "mimeType": "image/jpeg", "blob": small}]
    return [_as_text(uri, facts), *picture]


def _as_text(uri: str, values: Any) -> dict[str, Any]:
    return {"uri": uri, "mimeType": "application/json", "text": json.dumps(values, ensure_ascii=False)}
