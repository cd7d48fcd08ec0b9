"""The stage: the right-hand side of a panel, where its jobs run and its results are looked at."""

import time
from collections.abc import Sequence
from typing import Any, NotRequired, TypedDict

import gradio as gr

from materials.maps.map_titles import MAP_TITLES
from providers.spec import Capability
from ui.asking.page import Page, owner_of, revision_of
from ui.asking.page_scripts import on_load
from ui.asking.titles import CAPABILITY_WORDS
from ui.results.desk_actions import desk_actions
from ui.results.import_export import export_actions
from ui.results.job_actions import job_actions
from ui.views.job_view import JobView, job_view

SHOWN_JOBS = 24
"""How many jobs the strip below a result goes back; the library has the rest."""

# Names in quotes become event listeners of the component: stage.send, stage.reuse, stage.example.
_CALL = """(element, {server, props, emit: {
  send: (data) => trigger('send', data),
  reuse: (data) => trigger('reuse', data),
  example: (data) => trigger('example', data),
  model: (data) => trigger('model', data),
}})"""


class StagePoll(TypedDict):
    """A panel's newest jobs; only the revision while nothing has changed."""

    revision: str
    now_ms: int
    jobs: NotRequired[list[JobView]]
    active: NotRequired[bool]


def stage(page: Page, capability: Capability, examples: Sequence[dict[str, Any]] = ()) -> gr.HTML:
    """Build the stage of one panel.

    Args:
        page: The services.
        capability: Whose jobs it shows.
        examples: What an empty stage offers: {title, prompt, thumbnail (URL or absent)}.

    Returns:
        The component. It raises `send` ({asset_id, to}), `reuse` and `model` ({job_id}) and `example` ({index});
        listen with `stage.send(fn, ...)`, where `fn` takes a `gr.EventData` with these names as attributes.
    """

    async def stage_poll(revision: str | None, request: gr.Request) -> StagePoll:
        owner = owner_of(request)
        # Read before the rows, so that a change in between is fetched by the next poll and never missed.
        now = revision_of(page, owner)
        answer: StagePoll = {"revision": now, "now_ms": int(time.time() * 1000)}
        if now != revision:
            jobs = await page.studio.jobs.recent(owner, capability=capability, limit=SHOWN_JOBS)
            answer["jobs"] = [job_view(page, job) for job in jobs]
            answer["active"] = any(not job.state.final for job in jobs)
        return answer

    material = capability is Capability.PBR_MATERIAL
    module, name = ("page/material_stage.js", "materialStage") if material else ("page/stage.js", "stage")
    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=on_load(module, f"{name}{_CALL}"),
        apply_default_css=False,
        server_functions=[
            stage_poll,
            *job_actions(page),
            *([*desk_actions(page), *export_actions(page)] if material else ()),
        ],
        elem_id=f"stage-{capability.value}",
        elem_classes="e-stage-host",
        capability=capability.value,
        teach=CAPABILITY_WORDS[capability].teach,
        examples=list(examples),
        map_titles=dict(MAP_TITLES),
    )
