"""The API's endpoint for what a result was made from and what was made from it."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from studio.ledger.job_facts import prompt_of
from ui.api.api_schema import TEXT, JsonSchema, Parameter
from ui.api.endpoint import Endpoint, given_text
from ui.asking.page import Page, owner_of

_ASSET = Parameter(
    "asset_id", "Result", {"type": "string", "description": "The asset_id of an output of a job."}, example="…"
)
_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "job_id": {"type": "string", "description": "The job that made the result."},
        "jobs": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "job_id": TEXT,
                    "steps": {
                        "type": "integer",
                        "description": "Below 0: so many steps before it; above 0: so many after it.",
                    },
                    "capability": TEXT,
                    "provider": TEXT,
                    "model": TEXT,
                    "prompt": TEXT,
                },
            },
        },
        "links": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "kind": {"enum": ["file", "version", "again"]},
                    "from_job": {"type": "string", "description": "Null for a file from outside."},
                    "from_asset": {"type": "string", "description": "Which of its results; null: all of them."},
                    "sha256": {"type": "string", "description": "The file that was given; null where there was none."},
                    "to_job": TEXT,
                },
            },
        },
        "more": {"type": "boolean", "description": "True when there are more; ask for one of those at the edge."},
    },
}


def lineage_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoint `lineage`."""

    async def lineage(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        owner, asset_id = owner_of(request), given_text(given, "asset_id", "the asset_id of an output")
        item = await page.studio.library.get(owner, asset_id)
        family = await page.studio.lineage.family(owner, item.job.id)
        jobs = [(family.generations[id_], job) for id_, job in family.jobs.items()]
        return {
            "job_id": item.job.id,
            "jobs": [
                {
                    "job_id": job.id,
                    "steps": steps,
                    "capability": job.capability.value,
                    "provider": job.provider,
                    "model": job.model,
                    "prompt": prompt_of(page.requests, job),
                }
                for steps, job in sorted(jobs, key=lambda one: one[0])
            ],
            "links": [
                {
                    "kind": link.kind,
                    "from_job": link.parent,
                    "from_asset": link.asset,
                    "sha256": link.sha256,
                    "to_job": link.child,
                }
                for link in family.links
            ],
            "more": family.more,
        }

    summary = "Tell what a result was made from, and what was made from it, up to three steps each way."
    yield Endpoint("lineage", summary, [_ASSET], _SCHEMA, lineage, "Lineage")
