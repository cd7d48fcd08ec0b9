"""Prices and balances in words."""

from typing import TypedDict

from providers.price import usd, usd_range
from studio.money.balances import SeenBalance
from studio.money.quotes import Quote
from studio.sentences.sentences import sentence_of
from words.language import t


class QuoteWords(TypedDict):
    """The price as `say`, what is counted as `units`, and where it comes from as `how`."""

    say: str
    units: str
    how: str


def quote_words(quote: Quote | None) -> QuoteWords:
    """Return a price in words; empty where there is none."""
    if quote is None:
        return {"say": "", "units": "", "how": ""}
    cost = quote.cost
    amount = usd_range(cost.least_usd, cost.most_usd) if cost else ""
    if quote.sandbox:
        free = t("Sandbox: nothing is charged.")
        say = t("{free} With a key it costs {amount}.", free=free, amount=amount) if cost else free
        return {"say": say, "units": "", "how": cost.how if cost else ""}
    refusal = f", {sentence_of([quote.refusal])}" if quote.refusal else ""
    if cost is None:
        return {
            "say": t("Price unknown{refusal}", refusal=refusal),
            "units": "",
            "how": t("The vendor's price list does not tell it."),
        }
    return {"say": t("Costs {amount}{refusal}", amount=amount, refusal=refusal), "units": cost.units, "how": cost.how}


def balance_words(vendor: str, seen: SeenBalance | None) -> str:
    """Return what is left, as "FoxAPI: $4.91 left"; empty in the sandbox and for a key without a limit of its own."""
    if seen is None or seen.unlimited:
        return ""
    if seen.available_usd is None:
        return t("{vendor}: balance unknown", vendor=vendor)
    return t("{vendor}: {available_usd} left", vendor=vendor, available_usd=usd(seen.available_usd))
