"""What the API tells of blind votes: how often each model won."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from ui.api.api_schema import WHOLE, JsonSchema
from ui.api.endpoint import Endpoint
from ui.asking.page import Page, owner_of
from ui.views.comparison_view import TallyView, tally_view

_SCHEMA: JsonSchema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "provider": {"type": "string"},
            "model": {"type": "string"},
            "name": {"type": "string"},
            "won": WHOLE,
            "lost": WHOLE,
            "same": WHOLE,
            "share_percent": {"type": "integer", "description": "Of its votes; one without a winner counts half."},
        },
    },
}


def vote_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoint `get_votes`."""

    async def get_votes(given: dict[str, Any], request: gr.Request) -> list[TallyView]:
        return tally_view(page, await page.studio.votes.tally(owner_of(request)))

    summary = "Return how each model did in blind votes on the page."
    yield Endpoint("get_votes", summary, [], _SCHEMA, get_votes, "Tally")
