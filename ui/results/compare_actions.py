"""What comparing may ask: the results themselves, pairs for a blind vote, a vote, and how the models did."""

from typing import Any, TypedDict

import gradio as gr

from studio.errors import NotPossible
from ui.asking.page import Page, owner_of
from ui.asking.server_calls import ServerCall, answering_refusals
from ui.views.comparison_view import (
    ComparedView,
    TallyView,
    VotedView,
    compared_view,
    labels_apart,
    maker_words,
    tally_view,
    voted_view,
)
from words.language import t

MOST_COMPARED = 9
"""Most results side by side: more would be too small to see anything."""


class ComparedFiles(TypedDict):
    """Results side by side, and in what they differ."""

    items: list[ComparedView]
    labels: list[str]


class VotePairs(TypedDict):
    """Pairs for a blind vote."""

    pairs: list[list[VotedView]]


class VoteTally(TypedDict):
    """How the models did."""

    tally: list[TallyView]


class VoteCast(VoteTally):
    """Who had made the two, now that the vote is cast."""

    left: str
    right: str


class ForgottenVotes(TypedDict):
    """How many votes are gone."""

    forgotten: int


def compare_actions(page: Page) -> list[ServerCall]:
    """Return the server functions of `results/compare_view.js` and `results/blind_vote.js`. Each checks the owner."""
    votes = page.studio.votes

    async def assets_compared(asset_ids: list[str], request: gr.Request) -> ComparedFiles:
        owner = owner_of(request)
        if len(asset_ids) > MOST_COMPARED:
            raise NotPossible(t("Choose at most {most_compared} to compare.", most_compared=MOST_COMPARED))
        items = [await page.studio.library.get(owner, str(asset_id)) for asset_id in asset_ids]
        return {"items": [compared_view(page, item) for item in items], "labels": labels_apart(page, items)}

    async def vote_pairs(asset_ids: list[str], request: gr.Request) -> VotePairs:
        pairs = await votes.pairs(owner_of(request), [str(each) for each in asset_ids])
        return {"pairs": [[voted_view(page, item) for item in pair] for pair in pairs]}

    async def vote_cast(vote: dict[str, str], request: gr.Request) -> VoteCast:
        owner = owner_of(request)
        left, right = await votes.cast(owner, str(vote["left"]), str(vote["right"]), vote["choice"])  # type: ignore[arg-type]
        tally = tally_view(page, await votes.tally(owner))
        return {"left": maker_words(page, left), "right": maker_words(page, right), "tally": tally}

    async def vote_tally(_: Any, request: gr.Request) -> VoteTally:
        return {"tally": tally_view(page, await votes.tally(owner_of(request)))}

    async def votes_forget(_: Any, request: gr.Request) -> ForgottenVotes:
        return {"forgotten": await votes.forget(owner_of(request))}

    return answering_refusals(assets_compared, vote_pairs, vote_cast, vote_tally, votes_forget)
