"""What the page's scripts may ask of the library: marks, the bin, and what there is to choose from."""

from typing import Any, TypedDict

import gradio as gr

from ui.asking.page import Page, owner_of
from ui.asking.server_calls import Asked, Done, FileCount, ServerCall, answering_refusals
from ui.asking.titles import model_label


class ModelName(TypedDict):
    """A model that made files of the library."""

    name: str
    title: str


class LibraryFacets(TypedDict):
    """What there is to choose from: models and tags."""

    models: list[ModelName]
    tags: list[str]


class Marks(TypedDict):
    """What the owner made of a file."""

    favourite: bool
    note: str
    tags: list[str]


def library_actions(page: Page) -> list[ServerCall]:
    """Return the server functions of the library's own scripts. Each checks the owner itself.

    Files are named by `ids`: of assets, or "job:<id>" for all files of a job.
    """
    library, annotations, bin_ = page.studio.library, page.studio.annotations, page.studio.bin

    async def library_facets(_: None, request: gr.Request) -> LibraryFacets:
        owner = owner_of(request)
        models = await annotations.models(owner)
        return {
            "models": [{"name": model, "title": model_label(page.requests, model)} for model in models],
            "tags": await annotations.tags(owner),
        }

    async def assets_tag(call: Asked, request: gr.Request) -> FileCount:
        owner, ids = await _meant(call, request)
        change = annotations.tag if call.get("on") is True else annotations.untag
        return {"count": await change(owner, ids, str(call.get("tag") or ""))}

    async def assets_note(call: Asked, request: gr.Request) -> Done:
        owner, ids = await _meant(call, request)
        await annotations.note(owner, ids, str(call.get("note") or ""))
        return {}

    async def assets_marks(call: Asked, request: gr.Request) -> Marks:
        owner, ids = await _meant(call, request)
        if not ids:
            return {"favourite": False, "note": "", "tags": []}
        asset = (await library.get(owner, ids[0])).asset
        tags = (await annotations.of(owner, ids[:1])).get(ids[0], [])
        return {"favourite": asset.favourite, "note": asset.note, "tags": tags}

    async def bin_empty(ids: list[str] | None, request: gr.Request) -> FileCount:
        return {"count": await bin_.empty(owner_of(request), ids)}

    async def _meant(call: Asked, request: gr.Request) -> tuple[str, list[str]]:
        owner = owner_of(request)
        ids: Any = call.get("ids")
        return owner, await library.chosen(owner, [id_ for id_ in ids or () if isinstance(id_, str)])

    return answering_refusals(library_facets, assets_tag, assets_note, assets_marks, bin_empty)
