"""The usage tab: jobs, charges, failures and waiting times by day and by model, and what a person may spend."""

import math
import re
from typing import Any

import gradio as gr

from studio.money.budgets import BudgetStatus, Limits
from studio.money.usage import LONGEST_DAYS, UsageReport, Use, UsedModel
from ui.asking.page import Page, owner_of, revision_of
from ui.asking.page_scripts import results_head
from ui.asking.titles import model_label

RANGES = (7, 30, 90)
"""Days the picker offers."""

_JS = "window.Easel.usage(element, {server, props});"
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
"""A thousand to some, one to others: asked about rather than guessed."""


def usage_tab(page: Page) -> gr.HTML:
    """Build the tab. Its script asks for the sums now and then while it is seen."""
    money = page.studio.money

    async def usage_poll(asked: dict[str, Any], request: gr.Request) -> dict[str, Any]:
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

    async def budget_set(wanted: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        daily, total = amount_typed(wanted.get("daily")), amount_typed(wanted.get("total"))
        if isinstance(daily, str) or isinstance(total, str):
            return {"sentence": "Write an amount in US dollars, such as 2.50, or leave it empty for no limit."}
        await money.budgets.set_own(owner_of(request), Limits(daily, total))
        return {}

    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        head=results_head("plots", "usage_tab"),
        apply_default_css=False,
        server_functions=[usage_poll, budget_set],
        elem_id="usage-tab",
        ranges=list(RANGES),
    )


def usage_view(page: Page, report: UsageReport) -> dict[str, Any]:
    """Return the sums as JSON: {days: [{date, ...}], models: [{title, vendor, ...}], total: {...}}."""
    return {
        "days": [{"date": day.isoformat(), **use_json(use)} for day, use in report.by_day.items()],
        "models": [
            {
                "title": model_label(model.model, model.provider),
                "vendor": _vendor(page, model),
                "sandbox": model.sandbox,
                **use_json(use),
            }
            for model, use in report.by_model.items()
        ],
        "total": use_json(report.total),
    }


def use_json(use: Use) -> dict[str, Any]:
    """Return sums as JSON values; amounts are US dollars."""
    waits = use.waits
    return {
        "jobs": use.jobs,
        "succeeded": use.succeeded,
        "failed": use.failed,
        "unknown": use.unknown,
        "stopped": use.stopped,
        "cost_usd": use.cost_usd,
        "unpriced": use.unpriced,
        "wait_s": waits and {"low": waits.low_s, "usual": waits.usual_s, "high": waits.high_s},
    }


def budget_view(status: BudgetStatus) -> dict[str, Any]:
    """Return what may be spent and was spent, as JSON values in US dollars."""
    return {
        "daily": status.limits.daily_usd,
        "total": status.limits.total_usd,
        "own_daily": status.own.daily_usd,
        "own_total": status.own.total_usd,
        "installation_daily": status.installation.daily_usd,
        "installation_total": status.installation.total_usd,
        "today": status.today_usd,
        "all": status.all_usd,
        "unpriced": status.unpriced,
    }


def _vendor(page: Page, model: UsedModel) -> str:
    vendor = page.vendor_title(model.provider)
    return f"{vendor}, sandbox" if model.sandbox else vendor


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
