"""A kept file as a tile of a tray shows it, JSON values."""

from typing import Any, Literal, NotRequired, TypedDict

from providers.happened import only_text
from providers.media_values import LocalMedia
from providers.spec import Media
from studio.references.picture_edits import can_be_fitted
from studio.references.references import Reference, breach
from studio.sentences.sentences import sentence_of
from ui.asking.page import Page


class TileView(TypedDict):
    """A kept file; `problem` where the model refuses it, and whether Easel can make one that it takes."""

    value: str
    name: str
    kind: Literal["image", "video", "archive", "file"]
    thumb: str
    large: str
    width: int
    height: int
    duration_s: float | None
    bytes: int
    made_from: str | None
    edit: dict[str, Any]
    problem: str | None
    can_fit: bool


class AddressTile(TypedDict):
    """A file that is not kept here, or no longer."""

    value: Any
    problem: NotRequired[str]


def tile_view(page: Page, owner: str, kept: Reference, rule: Media | None) -> TileView:
    """Return what a tile shows of a kept file."""
    problem = breach(kept.info, rule, only_text(kept.name)) if rule else None
    return {
        "value": kept.value,
        "name": kept.name,
        "kind": kept.info.kind,
        "thumb": page.links.reference(owner, kept.sha256),
        "large": page.links.reference(owner, kept.sha256, "original" if kept.info.kind == "video" else "preview"),
        "width": kept.info.width,
        "height": kept.info.height,
        "duration_s": kept.info.duration_s,
        "bytes": kept.info.bytes,
        "made_from": kept.made_from and str(LocalMedia(kept.made_from)),
        "edit": dict(kept.edit),
        "problem": problem and sentence_of([problem]),
        "can_fit": bool(rule and problem and can_be_fitted(kept.info, rule)),
    }
