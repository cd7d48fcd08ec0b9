"""The library tab: everything made, found, marked and kept in order; a wall of uncropped pictures."""

from datetime import datetime
from typing import Any

import gradio as gr

from materials.maps.map_titles import MAP_TITLES
from studio.errors import NotFound
from studio.ledger.job import JobState
from ui.asking.page import Page, owner_of, revision_of
from ui.asking.page_scripts import on_load
from ui.asking.server_calls import Asked, answering_refusals
from ui.asking.titles import CAPABILITY_WORDS
from ui.results.compare_actions import compare_actions
from ui.results.desk_actions import desk_actions
from ui.results.import_export import export_actions
from ui.results.job_actions import job_actions
from ui.routes.library_routes import LIBRARY_PATH
from ui.tabs.library_actions import library_actions
from ui.tabs.library_downloads import library_download_actions
from ui.views import library_view
from ui.views.job_view import job_view
from ui.wishes.library_wishes import sought_of
from words.language import marked, t

PAGE_FILES = 60
LARGEST_PAGE = 300

LIBRARY_KINDS: dict[str, str] = {
    "all": marked("Everything"),
    "image": marked("Pictures"),
    "material": marked("Materials"),
    "video": marked("Videos"),
    "file": marked("Files"),
    "failed": marked("Failed"),
    "bin": marked("Bin"),
}
"""What the library shows, in order."""

_CALL = """library(element, {server, props, emit: {
  send: (data) => trigger('send', data), reuse: (data) => trigger('reuse', data),
  model: (data) => trigger('model', data),
}})"""


def library_tab(page: Page) -> gr.HTML:
    """Build the library. It raises `send` ({asset_id, to}), `reuse` and `model` ({job_id}) as a stage does."""

    async def library_page(asked: Asked, request: gr.Request) -> library_view.LibraryPage:
        owner = owner_of(request)
        revision = revision_of(page, owner)
        if asked.get("revision") == revision:
            return {"revision": revision}
        limit = max(1, min(int(asked.get("limit") or PAGE_FILES), LARGEST_PAGE))
        before = asked.get("before")
        if asked.get("kind") == "failed":
            return {"revision": revision, **await _failed(owner, asked, before, limit)}
        if asked.get("kind") == "bin":
            deleted = await page.studio.bin.page(owner, before=before, limit=limit)
            return {"revision": revision, **_answer(library_view.bin_items(page, deleted), deleted, limit)}
        files = await page.studio.library.page(owner, sought_of(asked), before=before, limit=limit)
        items = library_view.wall_items(page, files)
        # While a large import is being put in order, the page has to look again.
        return {"revision": revision if files.complete else "", **_answer(items, files, limit)}

    async def _failed(owner: str, asked: Asked, before: str | None, limit: int) -> library_view.LibraryItems:
        try:
            moment = None if before is None else datetime.fromisoformat(before)
        except ValueError:
            raise NotFound(t("This page is gone.")) from None
        jobs = await page.studio.library.without_result(owner, sought_of(asked), before=moment, limit=limit)
        items = [job_view(page, job) for job in jobs if job.state in (JobState.FAILED, JobState.UNKNOWN)]
        return {
            "items": items,
            "count": len(jobs),
            "next": jobs[-1].created_at.isoformat() if len(jobs) == limit else None,
        }

    calls = [
        *job_actions(page),
        *desk_actions(page),
        *export_actions(page),
        *library_actions(page),
        *library_download_actions(page),
    ]
    calls += compare_actions(page)
    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=on_load("page/library.js", _CALL),
        apply_default_css=False,
        server_functions=[*answering_refusals(library_page), *calls],
        elem_id="library-tab",
        kinds=LIBRARY_KINDS,
        import_url=LIBRARY_PATH,
        panels={capability.value: words.panel for capability, words in CAPABILITY_WORDS.items()},
        map_titles=dict(MAP_TITLES),
    )


def _answer(
    items: list[library_view.WallItem] | list[library_view.BinItem], files: Any, limit: int
) -> library_view.LibraryItems:
    return {"items": items, "count": len(files), "next": files[-1].cursor if len(files) == limit else None}
