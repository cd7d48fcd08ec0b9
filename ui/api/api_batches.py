"""The API's endpoints for batches: plan one, start it, look, stop, resume."""

from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr

from providers.happened import told_as_json
from providers.spec import Role
from studio.batches.batch import Batch, BatchCell, BatchState
from studio.batches.batch_picture import usual_columns
from studio.batches.fan_out import MOST_CELLS
from studio.errors import FieldErrors
from studio.sentences.sentences import sentence_of
from ui.api.api_job import HAPPENED_SCHEMA, job_json, root_url
from ui.api.api_keys import offered_keys
from ui.api.api_media import MediaRefused, kept_media
from ui.api.api_schema import TEXT, WHOLE, JsonSchema, Parameter
from ui.api.endpoint import Endpoint, given_text
from ui.asking.file_links import absolute
from ui.asking.page import Page, owner_of, visit_of
from ui.views.batch_view import counts, price_words
from ui.wishes.fan_out_wishes import fan_out_wish, models_of, plan_fan_out

_BATCH_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "batch_id": TEXT,
        "state": {"enum": [state.value for state in BatchState]},
        "message": {"type": "string", "description": "Why it does not go on; else empty."},
        "happened": HAPPENED_SCHEMA,
        "submits": {"type": "integer", "description": "How many jobs it sends in all."},
        "price": {"type": "string", "description": "What they cost, in words; a price that is not known says so."},
        "price_least_usd": {"type": "number", "description": "At least, in US dollars; null: not all are known."},
        "price_most_usd": {"type": "number", "description": "At most; null: not all are known."},
        "counts": {
            "type": "object",
            "properties": {name: WHOLE for name in ("done", "under_way", "waiting", "failed", "unclear", "repeatable")},
        },
        "axes": {
            "type": "array",
            "items": {"type": "object", "properties": {"name": TEXT, "values": {"type": "array", "items": TEXT}}},
        },
        "cells": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "at": {"type": "array", "items": WHOLE, "description": "Which value of each axis it has."},
                    "endpoint": TEXT,
                    "model": TEXT,
                    "request": {"type": "object"},
                    "problem": {"type": "string", "description": "Why it is not sent; else empty."},
                    "price_most_usd": {"type": "number", "description": "Null: not known, or not charged."},
                    "job_id": {"type": "string", "description": "Null until its turn has come; ask get_job."},
                    "state": {"type": "string", "description": "Of its job; null until then."},
                    "outputs": {"type": "array", "items": {"type": "object"}, "description": "As get_job has them."},
                },
            },
        },
        "picture_url": {"type": "string", "description": "The labelled grid as one PNG, for you alone."},
    },
}

_BATCH_ID = Parameter("batch_id", "Batch", {"type": "string", "description": "The batch_id of a batch."}, example="…")
_FAILED = Parameter(
    "failed",
    "Failed ones, too",
    {
        "type": "boolean",
        "default": False,
        "description": "Also repeat what failed; never what may have been charged without an answer.",
    },
    required=False,
    default=False,
)
PLAN_PARAMETERS = [
    Parameter(
        "prompt",
        "Prompt",
        {
            "type": "string",
            "description": "With {red|green} for alternatives and {name} for a list; a backslash makes a brace plain.",
        },
        example="a {red|green} lighthouse at {time}",
    ),
    Parameter(
        "models",
        "Models",
        {
            "type": "array",
            "items": TEXT,
            "minItems": 1,
            "description": "Of one capability, each as endpoint/model by list_models.",
        },
        example=["foxapi_wan_2_7_image/wan-2.7-image"],
    ),
    Parameter(
        "lists",
        "Lists",
        {
            "type": "object",
            "description": "Name -> values for {name} in the prompt.",
            "additionalProperties": {"type": "array", "items": TEXT},
        },
        required=False,
        example={"time": ["dawn", "noon"]},
    ),
    Parameter("seeds", "Seeds", {"type": "string", "description": "As 1-8, or 1, 5, 9."}, required=False),
    Parameter("sizes", "Sizes", {"type": "string", "description": "As 1024x768, 3:4, 2K."}, required=False),
    Parameter(
        "settings",
        "Other settings",
        {
            "type": "object",
            "description": "By what they are, for all models that have them: "
            + ", ".join(role.value for role in Role if role not in (Role.MODEL, Role.PROMPT))
            + ". Files as for the models' own endpoints, always in a list.",
        },
        required=False,
    ),
]


def batch_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints; all answer with a batch."""
    batches = page.studio.batches
    models = models_of(page.offered)

    async def plan_batch(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        visit, keys = visit_of(request), await offered_keys(page, request)
        values = given.get("settings") or {}
        if not isinstance(values, dict):
            raise FieldErrors({"settings": "Give an object."})
        wish = fan_out_wish(page, models, {**given, "values": await _with_files(page, visit, values)})
        if len({model.cls.capability for model in wish.models}) > 1:
            raise FieldErrors({"models": "Name models of one capability; these differ."})
        return batch_json(page, await plan_fan_out(page, visit.owner, wish, keys), request)

    async def start_batch(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        await offered_keys(page, request)
        return batch_json(page, await batches.start(owner_of(request), _id(given)), request)

    async def get_batch(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        return batch_json(page, await batches.get(owner_of(request), _id(given)), request)

    async def stop_batch(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        return batch_json(page, await batches.stop(owner_of(request), _id(given)), request)

    async def resume_batch(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        await offered_keys(page, request)
        failed = given.get("failed") is True
        return batch_json(page, await batches.resume(owner_of(request), _id(given), failed=failed), request)

    plans = f"Fan one prompt out into at most {MOST_CELLS} requests and price them. Nothing is sent."
    yield Endpoint("plan_batch", plans, PLAN_PARAMETERS, _BATCH_SCHEMA, plan_batch, "Batch")
    runs = "Run a plan as jobs, a few at a time. It may be charged."
    yield Endpoint("start_batch", runs, [_BATCH_ID], _BATCH_SCHEMA, start_batch, "Batch")
    tells = "Return a batch: its cells, their jobs and results."
    yield Endpoint("get_batch", tells, [_BATCH_ID], _BATCH_SCHEMA, get_batch, "Batch")
    stops = "Start no more jobs of a batch; those that were sent go on."
    yield Endpoint("stop_batch", stops, [_BATCH_ID], _BATCH_SCHEMA, stop_batch, "Batch")
    goes_on = "Go on with a batch, or repeat what failed."
    yield Endpoint("resume_batch", goes_on, [_BATCH_ID, _FAILED], _BATCH_SCHEMA, resume_batch, "Batch")


def batch_json(page: Page, batch: Batch, request: gr.Request) -> dict[str, Any]:
    """Return a batch with links under the host that `request` was sent to."""
    sent = [cell for cell in batch.cells if not cell.problem and not cell.sandbox]
    known = all(cell.price_most is not None for cell in sent)
    return {
        "batch_id": batch.id,
        "state": batch.state.value,
        "message": sentence_of(batch.happened),
        "happened": told_as_json(batch.happened),
        "submits": batch.submits,
        "price": price_words(batch.cells),
        "price_least_usd": sum(cell.price_least or 0 for cell in sent) if sent and known else None,
        "price_most_usd": sum(cell.price_most or 0 for cell in sent) if sent and known else None,
        "counts": counts(batch),
        "axes": [{"name": axis.name, "values": list(axis.values)} for axis in batch.axes],
        "cells": [_cell_json(page, cell, request) for cell in batch.cells],
        "picture_url": absolute(root_url(request), page.links.grid(batch.owner, batch.id, usual_columns(batch))),
    }


def _cell_json(page: Page, cell: BatchCell, request: gr.Request) -> dict[str, Any]:
    job = None if cell.job is None else job_json(page, cell.job, request)
    return {
        "at": list(cell.at),
        "endpoint": cell.endpoint,
        "model": cell.model,
        "request": cell.request,
        "problem": sentence_of(cell.problem or cell.refused),
        "price_most_usd": cell.price_most,
        "job_id": job and job["job_id"],
        "state": job and job["state"],
        "outputs": job["outputs"] if job else [],
    }


async def _with_files(page: Page, visit: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(values)
    for role in (Role.IMAGES, Role.VIDEOS, Role.MASK):
        if role.value in found:
            try:
                found[role.value] = await kept_media(page.studio.references, visit, found[role.value])
            except MediaRefused as refused:
                raise FieldErrors({"settings": f"{role.value}: {refused}"}) from None
    return found


def _id(given: Mapping[str, Any]) -> str:
    return given_text(given, "batch_id", "the id of a batch")
