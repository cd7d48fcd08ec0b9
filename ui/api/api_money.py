"""What the API tells about money: use, budgets, balances, list prices."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from studio.errors import FieldErrors
from studio.money.usage import LONGEST_DAYS
from ui.api.api_keys import offered_keys
from ui.api.api_schema import JsonSchema, Parameter
from ui.api.endpoint import Endpoint
from ui.asking.page import Page, owner_of
from ui.views.usage_view import budget_view, usage_view

_DAYS = Parameter(
    "days",
    "Days",
    {
        "type": "integer",
        "minimum": 1,
        "maximum": LONGEST_DAYS,
        "default": 30,
        "description": f"How many days (UTC), today included, {LONGEST_DAYS} at most.",
    },
    required=False,
    default=30,
)
_USAGE_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "days": {"type": "array", "items": {"type": "object"}, "description": "One entry for each day, oldest first."},
        "models": {"type": "array", "items": {"type": "object"}},
        "total": {"type": "object", "description": "jobs, succeeded, failed, unknown, stopped, cost_usd, wait_s."},
        "budget": {"type": "object", "description": "Limits and what is spent, in US dollars; null: no limit."},
    },
}
_BALANCE_SCHEMA: JsonSchema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "provider": {"type": "string"},
            "mode": {"enum": ["live", "sandbox"]},
            "balance_usd": {"type": "number", "description": "US dollars left; null: not known."},
            "seen_at": {"type": "string", "format": "date-time"},
        },
    },
}


def money_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints."""

    async def get_usage(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        days, owner = given.get("days", 30), owner_of(request)
        if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= LONGEST_DAYS:
            raise FieldErrors({"days": f"Give a whole number from 1 to {LONGEST_DAYS}."})
        money = page.studio.money
        usage = usage_view(page, await money.usage.report(owner, days))
        return usage | {"budget": budget_view(await money.budgets.status(owner))}

    async def get_balance(given: dict[str, Any], request: gr.Request) -> list[dict[str, Any]]:
        owner, keys = owner_of(request), await offered_keys(page, request)
        found: list[dict[str, Any]] = []
        for status in page.studio.keys.status(owner):
            name = status.vendor.name
            seen = await page.studio.money.balance(owner, name, keys.get(name))
            found.append(
                {
                    "provider": name,
                    "mode": "live" if status.live or name in keys else "sandbox",
                    "balance_usd": seen and seen.available_usd,
                    "seen_at": seen and seen.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
                }
            )
        return found

    sums = "Return jobs, charges, failures and waiting times by day and model, and the budgets."
    yield Endpoint("get_usage", sums, [_DAYS], _USAGE_SCHEMA, get_usage, "Usage")
    left = "Return what is left on each vendor's key, as last seen."
    yield Endpoint("get_balance", left, [], _BALANCE_SCHEMA, get_balance, "Balances")


async def list_price_usd(page: Page, owner: str, provider: str, model: str, key_id: str | None) -> float | None:
    """Return the price of one call of a model, the highest where it depends on the key; None: not known."""
    price = await page.studio.money.price_of(owner, provider, model, key_id)
    return price and price.most_usd
