"""Prices and balances as gateways of the New-API family answer them; both vendors' gateways are of it.

No vendor documents these answers. FoxAPI's are known from public clients (canvas4me, aihub-mcp); that AnyFast has them
too is inferred from its other answers. So nothing is relied upon: what does not look as expected is unknown, never 0.
"""

import math
from collections.abc import Mapping
from typing import cast

from providers.errors import Malformed, Unavailable
from providers.happened import happened
from providers.http.client import VendorClient, raise_error_inside
from providers.http.replies import fields_of, shown
from providers.price import Balance, ListPrice, PriceList
from providers.provider import Credentials

QUOTA_PER_USD = 500_000
"""Quota units in one US dollar (canvas4me, `SimpleSettings.jsx`)."""
_PER_CALL = 1
"""`quota_type` of a model that costs the same for each call; 0 is by tokens, which nobody can tell beforehand."""


async def fetch_balance(client: VendorClient, credentials: Credentials) -> Balance:
    """Ask `GET /api/usage/token/`. Raises ProviderError, Malformed when the answer has no figure."""
    reply = await client.get("/api/usage/token/", credentials)
    raise_error_inside(reply, unclear=Unavailable)
    return read_balance(reply)


async def fetch_prices(client: VendorClient, credentials: Credentials) -> PriceList:
    """Ask `GET /api/pricing`. Raises ProviderError; a list in which nothing is understood is empty."""
    reply = await client.get("/api/pricing", credentials)
    raise_error_inside(reply, unclear=Unavailable)
    return read_prices(reply)


def read_balance(reply: object) -> Balance:
    """Read `{"data": {"total_available", "total_used", "unlimited_quota"}}`, in quota units.

    Raises:
        Malformed: There is no figure in it.
    """
    fields = fields_of(fields_of(reply).get("data"))
    used, available = _number(fields.get("total_used")), _number(fields.get("total_available"))
    used_usd = None if used is None else used / QUOTA_PER_USD
    if fields.get("unlimited_quota") is True:
        return Balance(None, used_usd)
    if available is None:
        raise Malformed(happened("answer_without_balance", excerpt=shown(reply)))
    return Balance(available / QUOTA_PER_USD, used_usd)


def read_prices(reply: object) -> PriceList:
    """Read `{"data": [{"model_name", "quota_type", "model_price", "enable_groups"}], "group_ratio": {}}`.

    A price holds per call, times the ratio of the key's group. Nobody tells the group beforehand, so the price runs
    from the lowest to the highest ratio of the groups that may use the model.
    """
    fields = fields_of(reply)
    entries = fields.get("data")
    ratios = fields_of(fields.get("group_ratio"))
    prices: dict[str, ListPrice] = {}
    for entry in cast(list[object], entries) if isinstance(entries, list) else ():
        facts = fields_of(entry)
        name, amount = facts.get("model_name"), _number(facts.get("model_price"))
        if not isinstance(name, str) or facts.get("quota_type") != _PER_CALL or amount is None or amount <= 0:
            continue
        of_groups = _ratios(ratios, facts.get("enable_groups"))
        prices[name] = ListPrice(amount * min(of_groups), amount * max(of_groups))
    return prices


def _ratios(ratios: Mapping[str, object], groups: object) -> list[float]:
    """Return the ratios of the groups; of all groups where the entry names none, and 1 where nothing is said."""
    named = [group for group in cast(list[object], groups) if group in ratios] if isinstance(groups, list) else []
    numbers = [_number(ratios[str(group)]) for group in named or ratios]
    return [number for number in numbers if number is not None and number > 0] or [1.0]


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
