"""What the page's scripts may ask to download: files, a sheet of them, the whole library."""

from typing import NotRequired, TypedDict

import gradio as gr

from studio.library.library_search import Sought
from studio.library.selection_zip import MOST_ON_SHEET
from ui.asking.page import Page, owner_of
from ui.asking.server_calls import Asked, ServerCall, answering_refusals
from ui.asking.titles import SELECTION_NAME, SHEET_NAME, library_archive_name
from ui.wishes.library_wishes import sought_of


class LoadLink(TypedDict):
    """What is to be loaded, and how many files are in it."""

    url: str
    count: NotRequired[int]


def library_download_actions(page: Page) -> list[ServerCall]:
    """Return the server functions. Each checks the owner itself and answers with a `url` to load."""
    selection_zips, links = page.studio.selection_zips, page.links

    async def library_pack(asked: Asked, request: gr.Request) -> LoadLink:
        owner = owner_of(request)
        selection = await selection_zips.ask(owner, asked.get("ids") or (), with_settings=asked.get("settings") is True)
        return {"url": links.taken(owner, "selection", selection.token, SELECTION_NAME), "count": selection.count}

    async def library_sheet(asked: Asked, request: gr.Request) -> LoadLink:
        owner, ids = owner_of(request), asked.get("ids")
        if not ids:
            ids = await _newest(page, owner, sought_of(asked))
        selection = await selection_zips.ask(owner, ids, MOST_ON_SHEET)
        return {"url": links.taken(owner, "sheet", selection.token, SHEET_NAME), "count": selection.count}

    async def library_archive(_: None, request: gr.Request) -> LoadLink:
        return {"url": links.taken(owner_of(request), "library", "all", library_archive_name())}

    return answering_refusals(library_pack, library_sheet, library_archive)


async def _newest(page: Page, owner: str, wanted: Sought) -> list[str]:
    """Return the ids of the newest files that are looked for, as many as a sheet takes."""
    ids: list[str] = []
    before = None
    while len(ids) < MOST_ON_SHEET:
        files = await page.studio.library.page(owner, wanted, before=before, limit=min(500, MOST_ON_SHEET - len(ids)))
        if not files:
            break
        ids += [file.asset.id for file in files]
        before = files[-1].cursor
    return ids
