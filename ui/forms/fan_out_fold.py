"""Fan out: a fold of a panel where one prompt becomes a batch, and the batch itself on the stage."""

import time
from typing import Any, NotRequired, TypedDict

import gradio as gr

from providers.plain_text import whole_within
from providers.spec import Capability, Role
from studio.errors import FieldErrors
from ui.asking.page import Page, owner_of, revision_of
from ui.asking.page_scripts import on_load
from ui.asking.server_calls import Asked, Done, FieldRefusals, ServerCall, answering_refusals
from ui.forms.form import Form
from ui.results.compare_actions import compare_actions
from ui.views.batch_view import BatchLine, BatchView, batch_line, batch_view
from ui.wishes.fan_out_wishes import fan_out_wish, plan_fan_out

BATCHES_LISTED = 8
"""How many earlier batches the fold lists."""

_JS = on_load("batches/fan_out.js", "fanOut(element, {server, props})")


class ShownBatch(TypedDict):
    """A batch as it is now."""

    batch: BatchView


class PlannedBatch(FieldRefusals):
    """What would be sent; sentences by field where it could not be planned."""

    batch: NotRequired[BatchView]


class BatchPoll(TypedDict):
    """A batch as it is now; only the revision while nothing has changed."""

    revision: str
    now_ms: int
    batch: NotRequired[BatchView]


class RecentBatches(TypedDict):
    """A panel's newest batches."""

    batches: list[BatchLine]


def fan_out_fold(page: Page, form: Form, capability: Capability) -> gr.HTML:
    """Render the fold of a panel. Its script builds it when it is first opened, and puts batches on the stage."""
    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        apply_default_css=False,
        elem_classes="e-field",
        elem_id=f"{form.name}-fan-out",
        server_functions=[*fan_out_actions(page, form, capability), *compare_actions(page)],
        panel=form.name,
        models=[
            {"key": key, "label": cls.model_labels[model], "vendor": page.vendor_title(cls.provider)}
            for key, (cls, model) in form.models.items()
        ],
        seeds=form.has(Role.SEED),
        sizes=_example_sizes(form),
        prompts=form.has(Role.PROMPT),
    )


def _example_sizes(form: Form) -> str:
    """Return what may be written as sizes here, or nothing where the models have none."""
    if form.has(Role.SIZE):
        return "1:1, 3:4, 1024x768"
    return "16:9, 9:16, 1:1" if form.has(Role.ASPECT_RATIO) else ""


def fan_out_actions(page: Page, form: Form, capability: Capability) -> list[ServerCall]:
    """Return the server functions of `static/batches/fan_out.js`. Each checks the owner itself."""
    batches = page.studio.batches

    async def batch_plan(asked: Asked, request: gr.Request) -> PlannedBatch:
        asked = whole_within(asked)
        try:
            wish = fan_out_wish(page, form.models, asked, filled_for=asked.get("model"))
            return {"batch": batch_view(page, await plan_fan_out(page, owner_of(request), wish))}
        except FieldErrors as error:
            return {"errors": error.fields}

    async def batch_start(batch_id: str, request: gr.Request) -> ShownBatch:
        return {"batch": batch_view(page, await batches.start(owner_of(request), batch_id))}

    async def batch_stop(batch_id: str, request: gr.Request) -> ShownBatch:
        return {"batch": batch_view(page, await batches.stop(owner_of(request), batch_id))}

    async def batch_resume(asked: Asked, request: gr.Request) -> ShownBatch:
        failed = bool(asked.get("failed"))
        return {"batch": batch_view(page, await batches.resume(owner_of(request), str(asked["id"]), failed=failed))}

    async def batch_poll(asked: Asked, request: gr.Request) -> BatchPoll:
        owner = owner_of(request)
        now = f"{revision_of(page, owner)}:{asked['id']}"
        answer: BatchPoll = {"revision": now, "now_ms": int(time.time() * 1000)}
        if now != asked.get("revision"):
            answer["batch"] = batch_view(page, await batches.get(owner, str(asked["id"])))
        return answer

    async def batches_recent(_: Any, request: gr.Request) -> RecentBatches:
        recent = await batches.recent(owner_of(request), capability=capability, limit=BATCHES_LISTED)
        return {"batches": [batch_line(page, batch) for batch in recent]}

    async def batch_remove(batch_id: str, request: gr.Request) -> Done:
        await batches.remove(owner_of(request), batch_id)
        return {}

    calls = (batch_plan, batch_start, batch_stop, batch_resume, batch_poll, batches_recent, batch_remove)
    return answering_refusals(*calls)
