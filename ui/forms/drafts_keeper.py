"""What is typed into the forms, kept for its owner here as well as in the browser."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, TypedDict

import gradio as gr

from studio.errors import NotPossible
from ui.asking.page import Page, browser_name, owner_of
from ui.asking.page_scripts import on_load
from ui.asking.server_calls import Asked, Done, answering_refusals
from words.language import t

_JS = on_load("form/drafts_keeper.js", "keepDrafts({server})")


class DraftView(TypedDict):
    """What was typed into a form: by role, and when, in milliseconds since 1970."""

    values: Mapping[str, Any]
    at_ms: int


class KeptDrafts(TypedDict):
    """Whose drafts these are, as their browser says it, and the drafts by form."""

    who: str
    drafts: dict[str, DraftView]


def drafts_keeper(page: Page, forms: Collection[str]) -> gr.HTML:
    """Build what is on the page whichever tab is open; `forms` are the names of the panels."""

    async def drafts_kept(_: None, request: gr.Request) -> KeptDrafts:
        owner = owner_of(request)
        kept = await page.studio.drafts.all(owner)
        return {
            "who": browser_name(owner),
            "drafts": {
                form: {"values": draft.values, "at_ms": round(draft.written_at.timestamp() * 1000)}
                for form, draft in kept.items()
            },
        }

    async def draft_keep(call: Asked, request: gr.Request) -> Done:
        form, values, at_ms = str(call.get("form")), call.get("values"), call.get("at_ms")
        if form not in forms or not isinstance(values, dict) or not isinstance(at_ms, int | float):
            raise NotPossible(t("There is no such form."))
        try:
            written_at = datetime.fromtimestamp(at_ms / 1000, UTC)
        except (OverflowError, OSError, ValueError):
            raise NotPossible(t("There is no such moment.")) from None
        await page.studio.drafts.keep(owner_of(request), form, values, written_at)
        return {}

    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        apply_default_css=False,
        server_functions=answering_refusals(drafts_kept, draft_keep),
        elem_id="drafts-keeper",
        elem_classes="e-visually-hidden",
    )
