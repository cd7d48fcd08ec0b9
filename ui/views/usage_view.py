"""What was used and spent, and what may be, as JSON values."""

from typing import Any

from studio.money.budgets import BudgetStatus
from studio.money.usage import UsageReport, Use, UsedModel
from ui.asking.page import Page
from ui.asking.titles import model_label


def usage_view(page: Page, report: UsageReport) -> dict[str, Any]:
    """Return the sums as JSON: {days: [{date, ...}], models: [{title, vendor, ...}], total: {...}}."""
    return {
        "days": [{"date": day.isoformat(), **_use_view(use)} for day, use in report.by_day.items()],
        "models": [
            {
                "title": model_label(model.model, model.provider),
                "vendor": _vendor(page, model),
                "sandbox": model.sandbox,
                **_use_view(use),
            }
            for model, use in report.by_model.items()
        ],
        "total": _use_view(report.total),
    }


def _use_view(use: Use) -> dict[str, Any]:
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
