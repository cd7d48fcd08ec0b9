"""The API's endpoints for the library: find files, mark them, delete and restore them, take them away."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from studio.errors import FieldErrors
from studio.ledger.job_facts import prompt_of
from studio.library.annotations import LONGEST_TAG
from studio.library.library import LibraryItem
from studio.library.selection_zip import MOST_ON_SHEET
from ui.api.api_job import root_url
from ui.api.api_schema import TEXT, WHOLE, JsonSchema, Parameter
from ui.api.endpoint import Endpoint
from ui.asking.file_links import absolute
from ui.asking.page import Page, owner_of
from ui.asking.titles import SELECTION_NAME, SHEET_NAME, library_archive_name
from ui.wishes.library_wishes import sought_of

MOST_FOUND = 200


def _optional(name: str, label: str, schema: JsonSchema) -> Parameter:
    return Parameter(name, label, schema, required=False, default=schema.get("default"))


_FILES = Parameter(
    "asset_ids",
    "Files",
    {
        "type": "array",
        "items": TEXT,
        "minItems": 1,
        "description": 'Ids of files, or "job:<job_id>" for all of a job.',
    },
    example=["…"],
)
_FIND = [
    _optional(
        "text", "Words", {**TEXT, "description": "All of them must be in prompt, model, file name, note or tags."}
    ),
    _optional("kind", "Kind", {"enum": ["image", "material", "video", "file"], "description": "Only these."}),
    _optional("capability", "Capability", {**TEXT, "description": 'Such as "text-to-image".'}),
    _optional("model", "Model", {**TEXT, "description": "A model's id."}),
    _optional("tag", "Tag", {**TEXT, "description": "Only files with this tag."}),
    _optional("favourite", "Favourite", {"type": "boolean", "description": "True: only favourites."}),
    _optional("since", "From", {**TEXT, "description": "A day in UTC, such as 2026-11-21, or a moment in ISO 8601."}),
    _optional("until", "To", {**TEXT, "description": "The last day, or a moment that ends it."}),
    _optional("before", "Before", {**TEXT, "description": "`next` of the page before, for the page that follows."}),
    _optional(
        "limit",
        "Limit",
        {"type": "integer", "minimum": 1, "maximum": MOST_FOUND, "default": 50, "description": "How many at most."},
    ),
]
_MARKS = [
    _FILES,
    _optional("favourite", "Favourite", {"type": "boolean", "description": "Whether they are favourites."}),
    _optional("add_tag", "Add tag", {**TEXT, "maxLength": LONGEST_TAG, "description": "A tag to give them."}),
    _optional("remove_tag", "Remove tag", {**TEXT, "description": "A tag to take away."}),
    _optional("note", "Note", {**TEXT, "description": "A note to write; an empty one removes it."}),
]
_INSIDE = _optional(
    "with_settings",
    "With settings",
    {"type": "boolean", "description": "True: copies with their settings inside. Else the originals."},
)
_FOUND_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "files": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    **{
                        name: TEXT for name in ("asset_id", "job_id", "url", "name", "kind", "label", "prompt", "model")
                    },
                    **{name: TEXT for name in ("provider", "capability", "sha256", "note", "created_at")},
                    **{name: WHOLE for name in ("width", "height", "bytes")},
                    "favourite": {"type": "boolean"},
                    "tags": {"type": "array", "items": TEXT},
                },
            },
        },
        "next": {**TEXT, "description": "Hand it on as `before`; null at the end."},
    },
}
_COUNT_SCHEMA: JsonSchema = {"type": "object", "properties": {"files": WHOLE}}
_LINK_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "url": {
            **TEXT,
            "description": "Signed link, for you alone; ask again after 12 hours, or when Easel was restarted.",
        },
        "name": TEXT,
    },
}


def library_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints that find, mark, delete and restore files."""
    studio = page.studio

    async def search_library(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        owner, limit = owner_of(request), given.get("limit", 50)
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
            raise FieldErrors({"limit": "Give a whole number, 1 or more."})
        limit, before = min(limit, MOST_FOUND), given.get("before")
        before = str(before) if before else None
        items = await studio.library.page(owner, sought_of(given), before=before, limit=limit)
        tags = await studio.annotations.of(owner, [item.asset.id for item in items])
        root = root_url(request)
        files = [_file_json(page, item, root, tags.get(item.asset.id, [])) for item in items]
        return {"files": files, "next": items[-1].cursor if len(items) == limit else None}

    async def mark_files(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        owner, marks = owner_of(request), studio.annotations
        ids = await studio.library.chosen(owner, _ids(given))
        if isinstance(given.get("favourite"), bool):
            await marks.favour(owner, ids, given["favourite"])
        if "add_tag" in given:
            await marks.tag(owner, ids, str(given["add_tag"]))
        if "remove_tag" in given:
            await marks.untag(owner, ids, str(given["remove_tag"]))
        if "note" in given:
            await marks.note(owner, ids, str(given["note"]))
        return {"files": len(ids)}

    async def delete_files(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        owner = owner_of(request)
        ids = await studio.library.chosen(owner, _ids(given))
        return {"files": await studio.library.delete(owner, ids)}

    async def restore_files(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        return {"files": await studio.library.restore(owner_of(request), _ids(given))}

    finds = "Find files by words and filters, newest first."
    yield Endpoint("search_library", finds, _FIND, _FOUND_SCHEMA, search_library)
    marks = "Make files favourites, tag them, or write a note."
    yield Endpoint("mark_files", marks, _MARKS, _COUNT_SCHEMA, mark_files)
    deletes = "Put files into the bin, where they stay for 30 days."
    yield Endpoint("delete_files", deletes, [_FILES], _COUNT_SCHEMA, delete_files)
    yield Endpoint("restore_files", "Bring files back from the bin.", [_FILES], _COUNT_SCHEMA, restore_files)


def take_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints that link files, or the whole library, to take away."""
    selection_zips = page.studio.selection_zips

    async def download_files(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        owner = owner_of(request)
        inside = given.get("with_settings") is True
        token = (await selection_zips.ask(owner, _ids(given), with_settings=inside)).token
        return _link(request, page.links.taken(owner, "selection", token, SELECTION_NAME), SELECTION_NAME)

    async def contact_sheet(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        owner = owner_of(request)
        token = (await selection_zips.ask(owner, _ids(given), MOST_ON_SHEET)).token
        return _link(request, page.links.taken(owner, "sheet", token, SHEET_NAME), SHEET_NAME)

    async def export_library(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        name = library_archive_name()
        return _link(request, page.links.taken(owner_of(request), "library", "all", name), name)

    packs = "Link a ZIP of files with a manifest."
    yield Endpoint("download_files", packs, [_FILES, _INSIDE], _LINK_SCHEMA, download_files)
    shows = "Link an HTML page that shows files small, offline."
    yield Endpoint("contact_sheet", shows, [_FILES], _LINK_SCHEMA, contact_sheet)
    yield Endpoint("export_library", "Link an archive of the whole library.", [], _LINK_SCHEMA, export_library)


def _ids(given: dict[str, Any]) -> list[str]:
    ids = given.get("asset_ids")
    if not isinstance(ids, list) or not ids or not all(isinstance(id_, str) for id_ in ids):
        raise FieldErrors({"asset_ids": "Give a list of ids, as text."})
    return ids


def _link(request: gr.Request, path: str, name: str) -> dict[str, Any]:
    return {"url": absolute(root_url(request), path), "name": name}


def _file_json(page: Page, item: LibraryItem, root: str, tags: list[str]) -> dict[str, Any]:
    asset, job = item.asset, item.job
    return {
        "asset_id": asset.id,
        "job_id": job.id,
        "url": absolute(root, page.links.asset(asset)),
        "name": asset.name,
        "kind": asset.kind,
        "label": asset.label,
        "prompt": prompt_of(page.requests, job),
        "model": job.model,
        "provider": job.provider,
        "capability": job.capability.value,
        "width": asset.width,
        "height": asset.height,
        "bytes": asset.bytes,
        "sha256": asset.sha256,
        "favourite": asset.favourite,
        "tags": tags,
        "note": asset.note,
        "created_at": asset.created_at.isoformat(),
    }
