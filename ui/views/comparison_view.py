"""Results beside each other as JSON values: what they are called, a blind pair, the tally of votes."""

from collections.abc import Sequence
from typing import Literal, TypedDict

from studio.ledger.job_facts import asked_seed, prompt_of
from studio.library.library import LibraryItem
from studio.library.votes import Tally
from ui.asking.page import Page
from ui.asking.titles import model_label
from ui.views.job_view import AssetView, asset_view
from ui.views.job_words import model_title, vendor_title
from words.language import t

_LABEL_CHARS = 60


class ComparedView(AssetView):
    """A result with its model and prompt."""

    name_shown: str
    prompt: str


class VotedView(TypedDict):
    """A result without a word of who made it."""

    id: str
    kind: Literal["image", "video", "file"]
    width: int | None
    height: int | None
    preview: str
    original: str
    thumb: str
    alt: str
    prompt: str


class TallyView(TypedDict):
    """How a model fared in the votes."""

    provider: str
    model: str
    name: str
    won: int
    lost: int
    same: int
    share_percent: int


def compared_view(page: Page, item: LibraryItem) -> ComparedView:
    """Return a result with its model and prompt."""
    return {
        **asset_view(page, item.job, item.asset),
        "name_shown": maker_words(page, item),
        "prompt": prompt_of(page.requests, item.job)[:300],
    }


def voted_view(page: Page, item: LibraryItem) -> VotedView:
    """Return a result without a word of who made it."""
    view = asset_view(page, item.job, item.asset)
    return {
        "id": view["id"],
        "kind": view["kind"],
        "width": view["width"],
        "height": view["height"],
        "preview": view["preview"],
        "original": view["original"],
        "thumb": view["thumb"],
        "alt": "",
        "prompt": prompt_of(page.requests, item.job)[:300],
    }


def labels_apart(page: Page, items: Sequence[LibraryItem]) -> list[str]:
    """Return what to call results beside each other: in what they differ, most of all in their model."""
    facts = [
        [maker_words(page, item) for item in items],
        [_seed_words(asked_seed(page.requests, item.job)) for item in items],
        [f"{item.asset.width} × {item.asset.height}" for item in items],
        [prompt_of(page.requests, item.job)[:_LABEL_CHARS] for item in items],
    ]
    differing = [column for column in facts if len(set(column)) > 1][:2] or facts[:1]
    return [" · ".join(row) for row in zip(*differing, strict=True)]


def tally_view(page: Page, tally: list[Tally]) -> list[TallyView]:
    """Return the tally with names for people."""
    return [
        {
            "provider": each.provider,
            "model": each.model,
            "name": f"{model_label(page.requests, each.model, each.provider)}, {page.vendor_title(each.provider)}",
            "won": each.won,
            "lost": each.lost,
            "same": each.same,
            "share_percent": round(100 * each.share),
        }
        for each in tally
    ]


def maker_words(page: Page, item: LibraryItem) -> str:
    """Return the model of a result with its vendor."""
    return f"{model_title(page, item.job)}, {vendor_title(page, item.job)}"


def _seed_words(seed: int | None) -> str:
    return t("Random seed") if seed is None else t("Seed {seed}", seed=seed)
