"""A job as the API answers it: JSON values, times in ISO 8601 UTC, outputs with absolute links."""

from datetime import UTC, datetime
from typing import Any

import gradio as gr
from gradio.route_utils import API_PREFIX, get_root_url

from providers.happened import told_as_json
from studio.ledger.job import Asset, Job, JobState
from studio.sentences.sentences import sentence_of
from studio.settings_in_files.embedded_settings import carries
from studio.workbench.material_files import origin_of
from ui.api.api_schema import NUMBER, TEXT, WHOLE, JsonSchema
from ui.asking.file_links import absolute
from ui.asking.page import Page

_OUTPUT_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "url": {
            "type": "string",
            "description": "Signed link to the original bytes, for you alone; ask again after 12 hours.",
        },
        "asset_id": TEXT,
        "url_with_settings": {
            "type": "string",
            "description": "Link to a copy that carries its settings inside; null where its format cannot.",
        },
        "kind": {"enum": ["image", "video", "file"]},
        "label": {"type": "string", "description": "Which map of a material it is; null otherwise."},
        "label_certain": {"type": "boolean", "description": "False when the label is a guess."},
        "origin": {
            "type": "string",
            "description": "Who made a map: vendor, derived, loaded or drawn; null where there is no label.",
        },
        "width": WHOLE,
        "height": WHOLE,
        "duration_s": NUMBER,
        "bytes": WHOLE,
        "sha256": TEXT,
    },
}
HAPPENED_SCHEMA: JsonSchema = {
    "type": "array",
    "description": "What the message says, for programs: what happened first, then the charge, then what to do.",
    "items": {
        "type": "object",
        "properties": {
            "code": {"type": "string", "description": "Stays the same when words change."},
            "facts": {"type": "object", "description": "By name: seconds end in _s, US dollars in _usd."},
        },
    },
}
JOB_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "job_id": TEXT,
        "provider": TEXT,
        "model": TEXT,
        "capability": TEXT,
        "state": {"enum": [state.value for state in JobState]},
        "progress_percent": {"type": "number", "description": "0 to 100; null when the vendor gives none."},
        "message": {"type": "string", "description": "What happens now, or what happened and what to do."},
        "happened": HAPPENED_SCHEMA,
        "charged": {"enum": ["no", "yes", "maybe"]},
        "cost_usd": {"type": "number", "description": "What budgets count, in US dollars; null: not known, or free."},
        "error": {"type": "string", "description": "The vendor's words of a failure; null otherwise."},
        "outputs": {"type": "array", "items": _OUTPUT_SCHEMA},
        "request": {"type": "object", "description": "The parameters as they were given; unset ones are absent."},
        "size_m": {"type": "number", "description": "Width of a material's tile in metres; null: not known."},
        "height_range_m": {
            "type": "number",
            "description": "Metres from black to white of its height; null: not known.",
        },
        "agent": {"type": "string", "description": "The agent that began it; null: a person."},
        "again_of": {"type": "string", "description": "The job whose settings this one runs again; else null."},
        "created_at": {"type": "string", "format": "date-time"},
        "finished_at": {"type": "string", "format": "date-time", "description": "Null until the job is final."},
    },
}
"""Any value that says so may be null as well; the clients' help has no place for it."""


def job_json(page: Page, job: Job, request: gr.Request) -> dict[str, Any]:
    """Return a job with links under the host that `request` was sent to."""
    root = root_url(request)
    return {
        "job_id": job.id,
        "provider": job.provider,
        "model": job.model,
        "capability": job.capability.value,
        "state": job.state.value,
        "progress_percent": job.progress_percent,
        "message": sentence_of(job.happened),
        "happened": told_as_json(job.happened),
        "charged": job.charged,
        "cost_usd": None if job.sandbox else job.cost,
        "error": job.error,
        "outputs": [_output_json(page, job, asset, root) for asset in job.outputs],
        "request": job.request,
        "size_m": job.size_m,
        "height_range_m": job.height_range_m,
        "agent": job.agent,
        "again_of": job.again_of,
        "created_at": _iso(job.created_at),
        "finished_at": None if job.finished_at is None else _iso(job.finished_at),
    }


def _output_json(page: Page, job: Job, asset: Asset, root: str) -> dict[str, Any]:
    return {
        "asset_id": asset.id,
        "url": absolute(root, page.links.asset(asset)),
        "url_with_settings": absolute(root, page.links.asset(asset, settings=True)) if carries(job, asset) else None,
        "kind": asset.kind,
        "label": asset.label,
        "label_certain": asset.label_certain,
        "origin": origin_of(job, asset) if asset.label else None,
        "width": asset.width,
        "height": asset.height,
        "duration_s": asset.duration_s,
        "bytes": asset.bytes,
        "sha256": asset.sha256,
    }


def root_url(request: gr.Request) -> str:
    """Return the address the caller knows us by, by Gradio's own rule: GRADIO_ROOT_PATH, proxy headers, Host."""
    received = request.request
    assert received is not None  # Gradio fills it in for every call over HTTP
    path = received.url.path
    root_path = getattr(received.scope.get("app"), "root_path", None)
    return get_root_url(request=received, route_path=path[path.rfind(API_PREFIX) :], root_path=root_path)


def _iso(moment: datetime) -> str:
    utc = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
