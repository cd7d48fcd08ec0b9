"""What was used and spent, and what may be, as JSON values."""

from typing import TypedDict

from studio.money.budgets import BudgetStatus
from studio.money.usage import UsageReport, Use, UsedModel
from ui.asking.page import Page
from ui.asking.titles import model_label
from words.language import t


class WaitsView(TypedDict):
    """How long jobs took, in seconds."""

    low: float
    usual: float
    high: float


class UseView(TypedDict):
    """How many jobs there were and what they cost in US dollars; `unpriced` ones are in no sum."""

    jobs: int
    succeeded: int
    failed: int
    unknown: int
    stopped: int
    cost_usd: float
    unpriced: int
    wait_s: WaitsView | None


class UsedDay(UseView):
    """The sums of one day in UTC ("2026-11-21")."""

    date: str


class UsedModelView(UseView):
    """The sums of one model."""

    title: str
    vendor: str
    sandbox: bool


class UsageView(TypedDict):
    """What was used, by day and by model and in all."""

    days: list[UsedDay]
    models: list[UsedModelView]
    total: UseView


class BudgetView(TypedDict):
    """What may be spent and was spent, in US dollars; null: without a limit."""

    daily: float | None
    total: float | None
    own_daily: float | None
    own_total: float | None
    installation_daily: float | None
    installation_total: float | None
    today: float
    all: float
    unpriced: int


def usage_view(page: Page, report: UsageReport) -> UsageView:
    """Return the sums as JSON values."""
    return {
        "days": [{"date": day.isoformat(), **_use_view(use)} for day, use in report.by_day.items()],
        "models": [
            {
                "title": model_label(page.requests, model.model, model.provider),
                "vendor": _vendor(page, model),
                "sandbox": model.sandbox,
                **_use_view(use),
            }
            for model, use in report.by_model.items()
        ],
        "total": _use_view(report.total),
    }


def _use_view(use: Use) -> UseView:
    waits = use.waits
    return {
        "jobs": use.jobs,
        "succeeded": use.succeeded,
        "failed": use.failed,
        "unknown": use.unknown,
        "stopped": use.stopped,
        "cost_usd": use.cost_usd,
        "unpriced": use.unpriced,
        "wait_s": {"low": waits.low_s, "usual": waits.usual_s, "high": waits.high_s} if waits else None,
    }


def budget_view(status: BudgetStatus) -> BudgetView:
    """Return what may be spent and was spent."""
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
    return t("{vendor}, sandbox", vendor=vendor) if model.sandbox else vendor
