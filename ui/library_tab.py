"""The library tab: everything made, newest first, as a wall of uncropped pictures; a material is one item."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from providers.plain_text import one_line
from providers.spec import Capability
from studio.library import LibraryItem
from ui.desk_actions import desk_actions
from ui.job_actions import job_actions, told
from ui.job_view import LISTED_CHARS, MAP_TITLES, asset_view, prompt_of
from ui.page import Page, owner_of, revision_of
from ui.results_head import results_head
from ui.static_files import static_url
from ui.take_away import take_away_actions

PAGE_FILES = 60
LARGEST_PAGE = 300

KINDS: dict[str, str] = {"all": "Everything", "image": "Pictures", "material": "Materials", "video": "Videos"}
"""What the wall can be narrowed to, in order."""

_JS = """
window.Easel.library(element, {server, props, emit: {
  send: (data) => trigger('send', data), reuse: (data) => trigger('reuse', data),
}});
"""


def library_tab(page: Page) -> gr.HTML:
    """Build the library. It raises `send` ({asset_id, to}) and `reuse` ({job_id}) as a stage does."""

    async def library_page(asked: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        owner = owner_of(request)
        revision = revision_of(page, owner)
        if asked.get("revision") == revision:
            return {"revision": revision}
        limit = max(1, min(int(asked.get("limit") or PAGE_FILES), LARGEST_PAGE))
        kind = str(asked.get("kind"))
        files = await page.studio.library.page(owner, before=asked.get("before"), limit=limit, kind=_file_kind(kind))
        return {
            "revision": revision,
            "items": wall_items(page, files, kind),
            "count": len(files),
            "next": files[-1].cursor if len(files) == limit else None,
        }

    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        head=results_head("wall", "selection", "library_sheet", "library_tab"),
        apply_default_css=False,
        server_functions=[told(library_page), *job_actions(page), *desk_actions(page), *take_away_actions(page)],
        elem_id="library-tab",
        kinds=KINDS,
        map_titles=dict(MAP_TITLES),
        viewer_url=static_url("viewer.js"),
    )


def wall_items(page: Page, files: Sequence[LibraryItem], kind: str) -> list[dict[str, Any]]:
    """Return what the wall shows of these files: a material's maps become one item, everything else stays itself.

    A material whose maps are split between two pages comes twice with the same `id`; the page's script keeps one.
    """
    items: dict[str, dict[str, Any]] = {}
    for file in files:
        material = is_material(file)
        if kind in ("image", "material") and material != (kind == "material"):
            continue
        id_ = f"job:{file.job.id}" if material else file.asset.id
        if id_ not in items:
            items[id_] = _item(page, file, id_, material)
        elif file.asset.label == "basecolor":
            items[id_] |= _item(page, file, id_, material)
    return list(items.values())


def is_material(file: LibraryItem) -> bool:
    """Return whether a file is one of the maps of a material."""
    return file.job.capability is Capability.PBR_MATERIAL and file.asset.label is not None


def _item(page: Page, file: LibraryItem, id_: str, material: bool) -> dict[str, Any]:
    view = asset_view(page, file.job, file.asset)
    return {
        "id": id_,
        "job_id": file.job.id,
        "asset_id": None if material else file.asset.id,
        "kind": "material" if material else file.asset.kind,
        "alt": f"Material: {one_line(prompt_of(file.job), LISTED_CHARS)}" if material else view["alt"],
        "thumb": view["thumb"],
        "width": view["width"],
        "height": view["height"],
        "duration_s": view["duration_s"],
    }


def _file_kind(kind: str) -> Any:
    return {"image": "image", "material": "image", "video": "video"}.get(kind)  # anything else: all kinds
