"""What the page's scripts may ask about lineage: the family of a result, two settings compared, other models."""

from typing import Any, TypedDict

import gradio as gr

from studio.errors import NotPossible
from studio.jobs.build_on import others
from studio.ledger.job import Asset, Job
from ui.asking.page import Page, owner_of
from ui.asking.server_calls import Asked, ServerCall
from ui.views.lineage_view import ComparedSettings, LineageView, lineage_view, settings_compared_view
from words.language import t


class OtherModel(TypedDict):
    """A model that a job's settings can go to."""

    key: str
    title: str


class OtherModels(TypedDict):
    """The models that a job's settings can go to."""

    models: list[OtherModel]


def lineage_actions(page: Page) -> tuple[ServerCall, ...]:
    """Return the server functions of `static/results/lineage.js`. Each checks the owner itself."""

    async def lineage_shown(asked: Asked, request: gr.Request) -> LineageView:
        owner = owner_of(request)
        family = await page.studio.lineage.family(owner, str(asked.get("job_id")))
        return lineage_view(page, owner, family, asked.get("asset_id"))

    async def settings_compared(asked: Asked, request: gr.Request) -> ComparedSettings:
        owner = owner_of(request)
        pair = asked.get("pair")
        if not isinstance(pair, list) or len(pair) != 2:
            raise NotPossible(t("Choose two results to compare their settings."))
        one, other = [await _picked(page, owner, each) for each in pair]
        return await settings_compared_view(page, owner, one, other)

    async def models_beside(job_id: str, request: gr.Request) -> OtherModels:
        job = await page.studio.jobs.get(owner_of(request), job_id)
        return {
            "models": [
                {"key": key, "title": f"{cls.model_labels[model]} ({page.vendor_title(cls.provider)})"}
                for key, (cls, model) in others(page.requests, job).items()
            ]
        }

    return lineage_shown, settings_compared, models_beside


async def _picked(page: Page, owner: str, picked: Any) -> tuple[Job, Asset | None]:
    """Return the job, and its file, that somebody chose: {asset_id} or, for a material, {job_id}."""
    chosen: dict[str, Any] = picked if isinstance(picked, dict) else {}
    if chosen.get("asset_id"):
        item = await page.studio.library.get(owner, str(chosen["asset_id"]))
        return item.job, item.asset
    job = await page.studio.jobs.get(owner, str(chosen.get("job_id")))
    return job, job.outputs[0] if len(job.outputs) == 1 else None
