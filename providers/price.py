"""What a request is expected to cost, in US dollars: a price of the vendor's list, times what it takes of it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ListPrice:
    """The price of one call, in US dollars. Never 0: a list that says 0 says nothing.

    Attributes:
        least_usd, most_usd: They differ where the list has several for different groups of keys.
        own: True when the owner of this installation named it: then it is taken per unit, without doubt.
    """

    least_usd: float
    most_usd: float
    own: bool = False


@dataclass(frozen=True)
class Balance:
    """What is left on a key, as the vendor says.

    Attributes:
        available_usd: US dollars left; None for a key without a limit of its own.
        used_usd: US dollars used so far, where the vendor says it.
    """

    available_usd: float | None
    used_usd: float | None = None


PriceList = Mapping[str, ListPrice]
"""Model id -> its price. What is absent is unknown."""


@dataclass(frozen=True)
class Billed:
    """How many times the price of its model a request costs, at least and at most.

    They are equal where a document says how the vendor counts, and differ where none does.

    Attributes:
        least, most: Factors, above 0.
        units: What is counted, for people ("2 pictures in 4K").
    """

    least: float
    most: float
    units: str

    @property
    def certain(self) -> bool:
        return self.least == self.most


@dataclass(frozen=True)
class Estimate:
    """What a request costs at least and at most, in US dollars, and how that was found.

    Attributes:
        least_usd, most_usd: Equal when it is certain. Budgets count with `most_usd`.
        units: What is counted, for people.
        how: One line for people: the price and what it was multiplied by.
    """

    least_usd: float
    most_usd: float
    units: str
    how: str

    @property
    def certain(self) -> bool:
        return self.least_usd == self.most_usd


def estimate(price: ListPrice | None, billed: Billed) -> Estimate | None:
    """Return what a request costs, or None when its model has no known price. Pure."""
    if price is None:
        return None
    if price.own:
        # Its owner knows what one unit costs, so every unit counts.
        amount = price.most_usd * billed.most
        return Estimate(amount, amount, billed.units, f"{usd(price.most_usd)} each, your own figure; {billed.units}")
    least, most = price.least_usd * billed.least, price.most_usd * billed.most
    how = f"{usd_range(price.least_usd, price.most_usd)} by the vendor's price list; {billed.units}"
    if not billed.certain:
        how += "; no document says whether that is per call or for each"
    return Estimate(least, most, billed.units, how)


def usd(amount: float) -> str:
    """Return an amount as people write it: "$0.09", "$12.50", "$0.0045"; never "$0" for something that costs."""
    if 0 < abs(amount) < 0.0001:
        return "under $0.0001"
    if amount == 0 or abs(amount) >= 0.1 or round(amount, 2) == round(amount, 4):
        text = f"{abs(amount):.2f}"
    else:
        text = f"{abs(amount):.{3 if abs(amount) >= 0.01 else 4}f}".rstrip("0").ljust(4, "0")
    return f"{'−' if amount < 0 else ''}${text}"


def usd_range(least: float, most: float) -> str:
    """Return "$0.03–0.09", or one amount when both are written alike."""
    low, high = usd(least), usd(most)
    return low if low == high else f"{low}–{high.removeprefix('$')}"
