"""What comparing may ask: the results themselves, pairs for a blind vote, a vote, and how the models did."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import gradio as gr

from providers.catalogue import REQUESTS
from providers.spec import Role
from studio.errors import NotPossible
from studio.ledger.job import Job
from studio.library.library import LibraryItem
from studio.library.votes import Tally
from ui.asking.page import Page, owner_of
from ui.asking.titles import model_label
from ui.results.job_actions import Answer, told
from ui.views.job_view import asset_view, prompt_of
from ui.views.job_words import model_title, vendor_title

MOST_COMPARED = 9
"""Most results side by side: more would be too small to see anything."""
_LABEL_CHARS = 60


def compare_actions(page: Page) -> list[Callable[..., Awaitable[Answer]]]:
    """Return the server functions of `static/compare_view.js` and `static/blind_vote.js`. Each checks the owner."""
    votes = page.studio.votes

    async def assets_compared(asset_ids: list[str], request: gr.Request) -> Answer:
        owner = owner_of(request)
        if len(asset_ids) > MOST_COMPARED:
            raise NotPossible(f"Choose at most {MOST_COMPARED} to compare.")
        items = [await page.studio.library.get(owner, str(asset_id)) for asset_id in asset_ids]
        return {"items": [_shown(page, item) for item in items], "labels": told_apart(page, items)}

    async def vote_pairs(asset_ids: list[str], request: gr.Request) -> Answer:
        pairs = await votes.pairs(owner_of(request), [str(each) for each in asset_ids])
        return {"pairs": [[_hidden(page, item) for item in pair] for pair in pairs]}

    async def vote_cast(vote: dict[str, str], request: gr.Request) -> Answer:
        owner = owner_of(request)
        left, right = await votes.cast(owner, str(vote["left"]), str(vote["right"]), vote["choice"])  # type: ignore[arg-type]
        named = {"left": model_name(page, left), "right": model_name(page, right)}
        return named | {"tally": tally_view(page, await votes.tally(owner))}

    async def vote_tally(_: Any, request: gr.Request) -> Answer:
        return {"tally": tally_view(page, await votes.tally(owner_of(request)))}

    async def votes_forget(_: Any, request: gr.Request) -> Answer:
        return {"forgotten": await votes.forget(owner_of(request))}

    return [told(call) for call in (assets_compared, vote_pairs, vote_cast, vote_tally, votes_forget)]


def tally_view(page: Page, tally: list[Tally]) -> list[dict[str, Any]]:
    """Return the tally with names for people."""
    return [
        {
            "provider": each.provider,
            "model": each.model,
            "name": f"{model_label(each.model, each.provider)}, {page.vendor_title(each.provider)}",
            "won": each.won,
            "lost": each.lost,
            "same": each.same,
            "share_percent": round(100 * each.share),
        }
        for each in tally
    ]


def model_name(page: Page, item: LibraryItem) -> str:
    """Return the model of a result with its vendor."""
    return f"{model_title(item.job)}, {vendor_title(page, item.job)}"


def told_apart(page: Page, items: Sequence[LibraryItem]) -> list[str]:
    """Return what to call results beside each other: in what they differ, most of all in their model."""
    facts = [
        [model_name(page, item) for item in items],
        [_seed(item.job) for item in items],
        [f"{item.asset.width} × {item.asset.height}" for item in items],
        [prompt_of(item.job)[:_LABEL_CHARS] for item in items],
    ]
    differing = [column for column in facts if len(set(column)) > 1][:2] or facts[:1]
    return [" · ".join(row) for row in zip(*differing, strict=True)]


def _seed(job: Job) -> str:
    request = REQUESTS.get(job.endpoint)
    seed = job.request.get(request.field_of(Role.SEED) or "") if request else None
    return "Random seed" if seed is None else f"Seed {seed}"


def _shown(page: Page, item: LibraryItem) -> dict[str, Any]:
    return asset_view(page, item.job, item.asset) | {
        "name_shown": model_name(page, item),
        "prompt": prompt_of(item.job)[:300],
    }


def _hidden(page: Page, item: LibraryItem) -> dict[str, Any]:
    """Return a result without a word of who made it."""
    view = asset_view(page, item.job, item.asset)
    shown = {name: view[name] for name in ("id", "kind", "width", "height", "preview", "original", "thumb")}
    return shown | {"alt": "", "prompt": prompt_of(item.job)[:300]}
