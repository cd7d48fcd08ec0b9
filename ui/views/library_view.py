"""What the library's wall shows as JSON values."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, NotRequired, TypedDict

from providers.spec import Capability
from studio.ledger.job import Asset
from studio.library.bin import KEPT_DAYS, Deleted
from studio.library.library import ALL_OF_JOB, LibraryItem
from studio.library.search_index import shown_as
from studio.settings_in_files.embedded_settings import carries
from ui.asking.page import Page
from ui.views.job_view import JobView, alt_text, listed_prompt, moment_ms
from words.language import t


class BinItem(TypedDict):
    """A file in the bin, and the moment in milliseconds since 1970 when it goes for good."""

    id: str
    job_id: str
    asset_id: str
    kind: Literal["image", "video", "file"]
    alt: str
    thumb: str
    width: int | None
    height: int | None
    duration_s: float | None
    goes_ms: int


class WallItem(TypedDict):
    """A file of the library, or a material with all its maps, which has no `asset_id`."""

    id: str
    job_id: str
    asset_id: str | None
    kind: Literal["image", "video", "file", "material"]
    capability: Capability
    alt: str
    thumb: str
    width: int | None
    height: int | None
    duration_s: float | None
    favourite: bool
    carrying: bool


class LibraryItems(TypedDict):
    """Some items, how many rows were read for them, and where the next page begins."""

    items: list[WallItem] | list[BinItem] | list[JobView]
    count: int
    next: str | None


class LibraryPage(TypedDict):
    """A page of the library; only its revision while nothing has changed."""

    revision: str
    items: NotRequired[list[WallItem] | list[BinItem] | list[JobView]]
    count: NotRequired[int]
    next: NotRequired[str | None]


def wall_items(page: Page, files: Sequence[LibraryItem]) -> list[WallItem]:
    """Return what the wall shows of these files: a material's maps become one item, everything else stays itself.

    A material whose maps are split between two pages comes twice with the same `id`; the page's script keeps one.
    """
    shown: dict[str, LibraryItem] = {}
    for file in files:
        id_ = f"{ALL_OF_JOB}{file.job.id}" if _is_map(file) else file.asset.id
        if id_ not in shown or file.asset.label == "basecolor":
            shown[id_] = file
    return [_item(page, file, id_, _is_map(file)) for id_, file in shown.items()]


def _is_map(file: LibraryItem) -> bool:
    """Return whether a file is one of the maps of a material."""
    return shown_as(file.job.capability, file.asset.kind, file.asset.label) == "material"


def _item(page: Page, file: LibraryItem, id_: str, material: bool) -> WallItem:
    asset = file.asset
    return {
        "id": id_,
        "job_id": file.job.id,
        "asset_id": None if material else asset.id,
        "kind": "material" if material else asset.kind,
        "capability": file.job.capability,
        "alt": t("Material: {page}", page=listed_prompt(page, file.job))
        if material
        else alt_text(page, file.job, asset),
        "thumb": page.links.asset(asset, "thumb"),
        "width": asset.width,
        "height": asset.height,
        "duration_s": asset.duration_s,
        "favourite": asset.favourite,
        "carrying": carries(file.job, asset),
    }


def bin_items(page: Page, deleted: Sequence[Deleted]) -> list[BinItem]:
    """Return what the wall shows of the bin."""
    return [_bin_item(page, one.asset, one.deleted_at) for one in deleted]


def _bin_item(page: Page, asset: Asset, deleted_at: datetime) -> BinItem:
    return {
        "id": asset.id,
        "job_id": asset.job_id,
        "asset_id": asset.id,
        "kind": asset.kind,
        "alt": asset.name,
        "thumb": page.links.asset(asset, "thumb"),
        "width": asset.width,
        "height": asset.height,
        "duration_s": asset.duration_s,
        "goes_ms": moment_ms(deleted_at + timedelta(days=KEPT_DAYS)),
    }
