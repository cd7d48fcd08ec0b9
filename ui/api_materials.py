"""The API's endpoints for materials: take one away."""

from collections.abc import Awaitable, Callable
from typing import Any

import gradio as gr

from studio.errors import FieldErrors, NotPossible
from studio.exports import Export
from studio.job import Job
from ui.api_job import root_url
from ui.api_schema import JsonSchema, Parameter
from ui.archives import is_material
from ui.export_wishes import WISHES, Wish, wish_of
from ui.job_view import archive_name
from ui.page import Page, owner_of

_TEXT: JsonSchema = {"type": "string"}
_WHOLE: JsonSchema = {"type": "integer"}
EXPORT_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "url": {"type": "string", "description": "Signed link to the ZIP, for you alone; ask again after 12 hours."},
        "name": _TEXT,
        "bytes": _WHOLE,
        "sha256": _TEXT,
        "files": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"path": _TEXT, "target": _TEXT, "bytes": _WHOLE, "sha256": _TEXT},
            },
            "description": "What is in it; its manifest.json tells more.",
        },
    },
}
EXPORT_PARAMETERS = [
    Parameter("material", "Material", {"type": "string", "description": "The job_id of a material."}, example="…"),
    *WISHES,
]


def exporter(page: Page) -> Callable[[dict[str, Any], gr.Request], Awaitable[JsonSchema]]:
    """Return the answer of `export_material`: it waits until the ZIP is made."""

    async def export_material(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        job_id = given.pop("material", None)
        if not isinstance(job_id, str) or not job_id:
            raise FieldErrors({"material": "Give the job_id of a material, as text."})
        wish = wish_of(given)
        job = await page.studio.jobs.get(owner_of(request), job_id)
        if not is_material(job):
            raise NotPossible("This job has no maps of a material. Name one that has.")
        made = await page.studio.exports.make(job, wish.targets, wish.options)
        return export_json(page, job, wish, made, root_url(request))

    return export_material


def export_json(page: Page, job: Job, wish: Wish, made: Export, root: str = "") -> dict[str, Any]:
    """Return a finished ZIP as JSON values; `root` goes before its address."""
    name = archive_name(job)
    return {
        "url": f"{root}{page.links.archive(job, name)}?{wish.query()}",
        "name": name,
        "bytes": made.bytes,
        "sha256": made.sha256,
        "files": [vars(file) for file in made.files],
    }
