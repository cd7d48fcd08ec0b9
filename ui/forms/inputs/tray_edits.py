"""What a tray does with files that are here: one of the library, a frame, a part, one that fits, a mask."""

import math
from collections.abc import Callable
from typing import Any, Literal, TypedDict

import gradio as gr

from providers.spec import Media
from studio.errors import NotPossible
from studio.ledger.job_facts import prompt_of
from studio.library.library import LibraryItem
from studio.library.library_search import Sought
from studio.references.picture_edits import WHOLE
from ui.asking.page import Page, owner_of, visit_of
from ui.asking.server_calls import Asked, ServerCall, answering_refusals
from ui.views.tile_view import TileView, tile_view
from words.language import t

WALL_FILES = 48


class TrayWallItem(TypedDict):
    """A picture or video of the library that a tray can take."""

    asset_id: str
    kind: Literal["image", "video", "file"]
    label: str
    thumb: str
    original: str | None
    duration_s: float | None


class TrayWall(TypedDict):
    """A page of them, and where the next one begins."""

    items: list[TrayWallItem]
    next: str | None


def tray_edit_actions(page: Page, rules: Callable[[object], Media | None]) -> list[ServerCall]:
    """Return the functions behind a tray's sheets. Each answers what a tile shows, or a `sentence` of refusal.

    Args:
        page: The services.
        rules: A model's rules for the tray's files, by the form's key of the model.
    """
    edits = page.studio.reference_edits

    async def tray_wall(call: Asked, request: gr.Request) -> TrayWall:
        owner, before = owner_of(request), call.get("before")
        wanted = Sought(
            text=str(call.get("search") or "")[:200],
            kind="video" if call.get("kind") == "video" else None,
            favourite=bool(call.get("favourites")),
        )
        files = await page.studio.library.page(
            owner, wanted, before=None if before is None else str(before), limit=WALL_FILES
        )
        return {
            "items": [_wall_item(page, file) for file in files if file.asset.kind in ("image", "video")],
            "next": files[-1].cursor if len(files) == WALL_FILES else None,
        }

    async def tray_pick(call: Asked, request: gr.Request) -> TileView:
        owner = owner_of(request)
        kept = await page.studio.references.from_asset(owner, str(call.get("asset_id")))
        return tile_view(page, owner, kept, rules(call.get("model")))

    async def tray_frame(call: Asked, request: gr.Request) -> TileView:
        owner, asset_id = owner_of(request), call.get("asset_id")
        at_s = _number(call, "at_s")
        if asset_id is not None:
            kept = await edits.frame(owner, at_s, asset_id=str(asset_id))
        else:
            kept = await edits.frame(owner, at_s, value=str(call.get("value")))
        return tile_view(page, owner, kept, rules(call.get("model")))

    async def tray_part(call: Asked, request: gr.Request) -> TileView:
        owner, box = owner_of(request), call.get("box")
        left, top, right, bottom = map(_finite, box) if isinstance(box, list) and len(box) == 4 else WHOLE
        turns = int(_number(call, "turns"))
        kept = await edits.part(owner, str(call.get("value")), turns, (left, top, right, bottom))
        return tile_view(page, owner, kept, rules(call.get("model")))

    async def tray_fit(call: Asked, request: gr.Request) -> TileView:
        owner, rule = owner_of(request), rules(call.get("model"))
        if rule is None:
            raise NotPossible(t("This model takes no files here."))
        return tile_view(page, owner, await edits.fit(owner, str(call.get("value")), rule), rule)

    async def tray_mask(call: Asked, request: gr.Request) -> TileView:
        visit = visit_of(request)
        drawn = visit.uploads.find(str(call.get("path", "")), visit.owner)
        if drawn is None:
            raise NotPossible(t("The mask did not arrive whole. Try again."))
        of, size = call.get("of"), call.get("size")
        size = (int(_finite(size[0])), int(_finite(size[1]))) if isinstance(size, list) and len(size) == 2 else None
        kept = await edits.mask(visit.owner, drawn, _number(call, "feather"), of=of and str(of), size=size)
        return tile_view(page, visit.owner, kept, rules(call.get("model")))

    acts = (tray_wall, tray_pick, tray_frame, tray_part, tray_fit, tray_mask)
    return answering_refusals(*acts)


def _wall_item(page: Page, file: LibraryItem) -> TrayWallItem:
    asset = file.asset
    return {
        "asset_id": asset.id,
        "kind": asset.kind,
        "label": " · ".join(filter(None, (prompt_of(page.requests, file.job), asset.label))) or asset.name,
        "thumb": page.links.asset(asset, "thumb"),
        "original": page.links.asset(asset) if asset.kind == "video" else None,
        "duration_s": asset.duration_s,
    }


def _number(call: Asked, name: str) -> float:
    return _finite(call.get(name) or 0)


def _finite(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise NotPossible(t("Give a number."))
    return number
