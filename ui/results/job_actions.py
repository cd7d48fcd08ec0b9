"""What the page's scripts may ask of a job: details, stop, look or run again; what can be done with its results."""

from typing import TypedDict

import gradio as gr

from materials.maps.map_titles import MAP_TITLES
from studio.errors import NotPossible
from studio.ledger.job_facts import prompt_of
from studio.workbench.operation_list import DERIVE
from ui.asking.page import Page, owner_of
from ui.asking.server_calls import Asked, Done, RefusedCall, ServerCall, answering_refusals
from ui.results.lineage_actions import lineage_actions
from ui.views.job_details import JobDetails, details_view
from ui.views.job_view import JobView, job_view
from words.language import t


class DeletedFiles(TypedDict):
    """The files that went into the bin."""

    ids: list[str]


def job_actions(page: Page) -> list[ServerCall]:
    """Return the server functions that `static/results/result_view.js` calls; every results component carries them.

    Each checks the owner itself: anybody who can reach the page can call them. A refusal is an answer with a
    `sentence` for people.
    """
    calls = (*_of_jobs(page), *_of_files(page), *lineage_actions(page))
    return answering_refusals(*calls)


def _of_jobs(page: Page) -> tuple[ServerCall, ...]:
    async def job_shown(job_id: str, request: gr.Request) -> JobView:
        return job_view(page, await page.studio.jobs.get(owner_of(request), job_id))

    async def job_details(job_id: str, request: gr.Request) -> JobDetails:
        return details_view(page, await page.studio.jobs.get(owner_of(request), job_id))

    async def job_stop(job_id: str, request: gr.Request) -> JobView:
        return job_view(page, await page.studio.jobs.stop(owner_of(request), job_id))

    async def job_look_again(job_id: str, request: gr.Request) -> JobView:
        return job_view(page, await page.studio.recourse.look_again(owner_of(request), job_id))

    async def job_keep_as_lost(job_id: str, request: gr.Request) -> JobView:
        return job_view(page, await page.studio.recourse.keep_as_lost(owner_of(request), job_id))

    async def job_run_again(job_id: str, request: gr.Request) -> JobView:
        return job_view(page, await page.studio.recourse.run_again(owner_of(request), job_id))

    return job_shown, job_details, job_stop, job_look_again, job_keep_as_lost, job_run_again


def _of_files(page: Page) -> tuple[ServerCall, ...]:
    async def picture_derive(asset_id: str, request: gr.Request) -> JobView:
        owner = owner_of(request)
        item = await page.studio.library.get(owner, asset_id)
        if item.asset.kind != "image":
            raise NotPossible(t("Only a picture can become a material. Choose one."))
        name = prompt_of(page.requests, item.job) or item.asset.name
        picture = (item.asset.name, page.studio.files.path(item.asset.sha256))
        return job_view(page, await page.studio.workbench.start(owner, DERIVE.name, {}, name=name, files=[picture]))

    async def assets_delete(asset_ids: list[str], request: gr.Request) -> DeletedFiles:
        owner, library = owner_of(request), page.studio.library
        meant = await library.chosen(owner, asset_ids)
        await library.delete(owner, meant)
        return {"ids": meant}

    async def assets_restore(asset_ids: list[str], request: gr.Request) -> Done:
        await page.studio.library.restore(owner_of(request), asset_ids)
        return {}

    async def assets_favour(call: Asked, request: gr.Request) -> Done:
        owner = owner_of(request)
        ids = await page.studio.library.chosen(owner, [id_ for id_ in call.get("ids", ()) if isinstance(id_, str)])
        await page.studio.annotations.favour(owner, ids, call.get("on") is True)
        return {}

    async def asset_relabel(change: dict[str, str], request: gr.Request) -> Done | RefusedCall:
        if change["label"] not in MAP_TITLES:
            return {"sentence": t("There is no such map.")}
        await page.studio.library.relabel(owner_of(request), change["asset_id"], change["label"])
        return {}

    return picture_derive, assets_delete, assets_restore, assets_favour, asset_relabel
