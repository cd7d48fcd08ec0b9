"""What a paid call may cost: agreed to by a quote, by a highest price, or by the human at the agent's client."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.happened import happened
from providers.price import usd, usd_range
from providers.spec import GenerationRequest, Role
from studio.agents.offers import LIVES_S
from studio.errors import OverBudget, OverPrice, StudioError
from studio.money.quotes import Quote
from ui.mcp.calls import InputNeeded, ToolCall
from ui.mcp.refused_calls import PriceNotAgreed
from words.language import t

_SHOWN_CHARS = 200


class Declined(StudioError):
    """The human did not allow it. Nothing was sent."""


@dataclass(frozen=True)
class Agreed:
    """What was agreed to.

    Attributes:
        most_usd: What it may cost; None: the human allowed it at a price that nobody knows.
    """

    most_usd: float | None


async def agreed(call: ToolCall, wanted: GenerationRequest, key_id: str | None, given: Mapping[str, Any]) -> Agreed:
    """Return what a request may cost, or refuse; nothing was sent then.

    Args:
        call: Who asks.
        wanted: What is to be sent.
        key_id: Which key pays.
        given: `quote_id` and `max_price_usd`, as far as the agent named them.

    Raises:
        InputNeeded: The client has to ask its human first.
        Declined: The human did not allow it.
        OfferGone, OverPrice, OverBudget, PriceNotAgreed, NotAllowed: As they say.
    """
    studio, agent = call.page.studio, call.agent
    if agent is not None:
        agent.check_start(wanted.capability)
    agent_id = agent.id if agent else None
    quote = await studio.money.quote(call.owner, wanted, key_id)
    if quote is None or quote.sandbox:
        return Agreed(0.0)  # should a key come between, nothing is sent
    if quote.told:
        raise OverBudget(*quote.told)
    if call.state:
        offer = studio.offers.take(call.owner, agent_id, wanted, call.state, for_human=True)
        return _allowed(offer.most_usd, by_human=call.agreed is True)
    asks = call.ask is not None or call.asks_later
    most_usd = _named_price(call, wanted, quote, given, agent_id)
    if quote.cost is None and not asks:
        raise OverPrice(happened("price_not_known_to_agree", model=_label(wanted)), happened("nothing_sent"))
    if most_usd is None and not asks:
        raise not_agreed(call, wanted, quote)
    most_usd = quote.cost.most_usd if quote.cost else None
    if call.ask is not None:
        return _allowed(most_usd, by_human=await call.ask(_question(call, wanted, quote)))
    if call.asks_later:
        offer = studio.offers.make(call.owner, agent_id, wanted, most_usd, for_human=True)
        raise InputNeeded(_question(call, wanted, quote), offer.id)
    return Agreed(most_usd)


def quoted(call: ToolCall, wanted: GenerationRequest, quote: Quote | None) -> dict[str, Any]:
    """Return what a request costs as JSON values, with a quote id where somebody has to agree."""
    label = _label(wanted)
    if quote is None:
        return {"model": label, "sends_to": None, "price_usd": None, "quote_id": None}
    told: dict[str, Any] = {
        "model": label,
        "sends_to": "sandbox" if quote.sandbox else wanted.provider,
        "least_usd": 0.0 if quote.sandbox else quote.cost and quote.cost.least_usd,
        "most_usd": 0.0 if quote.sandbox else quote.cost and quote.cost.most_usd,
        "how": quote.cost.how if quote.cost and not quote.sandbox else None,
        "quote_id": None,
    }
    if not quote.sandbox and quote.cost is not None and not quote.told:
        agent = call.agent
        offer = call.page.studio.offers.make(
            call.owner, agent.id if agent else None, wanted, quote.cost.most_usd, for_human=False
        )
        told |= {"quote_id": offer.id, "expires_in_s": int(LIVES_S)}
    return told


def not_agreed(call: ToolCall, wanted: GenerationRequest, quote: Quote) -> PriceNotAgreed:
    """Return the refusal of a call that names no price."""
    assert quote.cost is not None
    error = PriceNotAgreed(happened("price_not_agreed", cost_usd=quote.cost.most_usd), happened("nothing_sent"))
    error.quote = quoted(call, wanted, quote)
    error.retry_with = {"quote_id": error.quote["quote_id"]}
    return error


def _named_price(
    call: ToolCall, wanted: GenerationRequest, quote: Quote, given: Mapping[str, Any], agent_id: str | None
) -> float | None:
    """Return the price that the agent named; None where it named none. Raises where it does not cover the request."""
    most_usd: float | None = given.get("max_price_usd")
    if "quote_id" in given:
        offer = call.page.studio.offers.take(call.owner, agent_id, wanted, given["quote_id"], for_human=False)
        most_usd = offer.most_usd
    if most_usd is not None and quote.cost is not None and quote.cost.most_usd > most_usd + 1e-9:
        told = happened("beyond_price", cost_usd=quote.cost.most_usd, most_usd=most_usd)
        raise OverPrice(told, happened("nothing_sent"))
    return most_usd


def _allowed(most_usd: float | None, *, by_human: bool) -> Agreed:
    if not by_human:
        raise Declined(happened("human_declined"), happened("nothing_sent"))
    return Agreed(most_usd)


def _question(call: ToolCall, wanted: GenerationRequest, quote: Quote) -> str:
    field = wanted.field_of(Role.PROMPT)
    prompt = str(getattr(wanted, field) or "")[:_SHOWN_CHARS] if field else ""
    who = call.agent.name if call.agent else t("The agent")
    vendor, model = call.page.vendor_title(wanted.provider), _label(wanted)
    if quote.cost is None:
        asked = t(
            "{who} wants to use {model} at {vendor}. Nobody knows what it costs.", who=who, model=model, vendor=vendor
        )
    else:
        price = usd(quote.cost.most_usd) if quote.cost.certain else usd_range(quote.cost.least_usd, quote.cost.most_usd)
        asked = t(
            "{who} wants to spend {price} on {model} at {vendor}.", who=who, price=price, model=model, vendor=vendor
        )
    return "\n".join(part for part in (asked, prompt) if part)


def _label(wanted: GenerationRequest) -> str:
    model = str(getattr(wanted, wanted.field_of(Role.MODEL) or "model"))
    return wanted.model_labels.get(model, model)
