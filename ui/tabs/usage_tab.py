"""The usage tab: jobs, charges, failures and waiting times by day and by model, and what a person may spend."""

import math
import re
from typing import Any, NotRequired, TypedDict

import gradio as gr

from studio.money.budgets import Limits
from studio.money.usage import LONGEST_DAYS
from ui.asking.page import Page, owner_of, revision_of
from ui.asking.page_scripts import on_load
from ui.asking.server_calls import Done, RefusedCall
from ui.views.usage_view import BudgetView, UsageView, budget_view, usage_view
from words.language import t

RANGES = (7, 30, 90)
"""Days the picker offers."""

_JS = on_load("tabs/usage_tab.js", "usageTab(element, {server, props})")
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
"""A thousand to some, one to others: asked about rather than guessed."""


class UsagePoll(TypedDict):
    """The sums of some days; only the revision while nothing has changed."""

    revision: str
    usage: NotRequired[UsageView]
    budget: NotRequired[BudgetView]


def usage_tab(page: Page) -> gr.HTML:
    """Build the tab. Its script asks for the sums now and then while it is seen."""
    money = page.studio.money

    async def usage_poll(asked: dict[str, Any], request: gr.Request) -> UsagePoll:
        owner, days = owner_of(request), max(1, min(int(asked["days"]), LONGEST_DAYS))
        # The budgets and the day are part of it: both change what is shown without a change of any job.
        budget = budget_view(await money.budgets.status(owner))
        revision = f"{revision_of(page, owner)}:{days}:{budget}"
        if revision == asked["revision"]:
            return {"revision": revision}
        return {
            "revision": revision,
            "usage": usage_view(page, await money.usage.report(owner, days)),
            "budget": budget,
        }

    async def budget_set(wanted: dict[str, Any], request: gr.Request) -> Done | RefusedCall:
        daily, total = amount_typed(wanted.get("daily")), amount_typed(wanted.get("total"))
        if isinstance(daily, str) or isinstance(total, str):
            return {"sentence": t("Write an amount in US dollars, such as 2.50, or leave it empty for no limit.")}
        await money.budgets.set_own(owner_of(request), Limits(daily, total))
        return {}

    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        apply_default_css=False,
        server_functions=[usage_poll, budget_set],
        elem_id="usage-tab",
        ranges=list(RANGES),
    )


def amount_typed(text: object) -> float | str | None:
    """Return an amount, None for nothing, or the text that is no amount."""
    words = str(text or "").strip().removeprefix("$")
    if not words:
        return None
    if _THOUSANDS.fullmatch(words):
        return words
    try:
        amount = float(words.replace(",", "."))
    except ValueError:
        return words
    return amount if math.isfinite(amount) and 0 <= amount < 1e9 else words
