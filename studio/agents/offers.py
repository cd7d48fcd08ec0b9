"""Prices that agents were told and may agree to: each for one exact request, once, for a quarter of an hour."""

import hashlib
import hmac
import json
import secrets
from collections import OrderedDict
from dataclasses import dataclass

from providers.happened import happened
from providers.spec import GenerationRequest
from studio.clock import Clock
from studio.errors import OfferGone

LIVES_S = 900.0
MOST_OFFERS = 10_000
"""Of all owners; the oldest go first, and are asked for anew."""


@dataclass(frozen=True)
class Offer:
    """One price for one request.

    Attributes:
        id: Unguessable id.
        most_usd: What the request may cost at most; None: not known.
        ends_s: When it ends, on the clock that only goes forward.
    """

    id: str
    most_usd: float | None
    ends_s: float
    owner: str
    agent_id: str | None
    bought: str
    for_human: bool


class Offers:
    """Offers of this process; a restart forgets them, and then nothing is sent."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or Clock()
        self._offers: OrderedDict[str, Offer] = OrderedDict()

    def make(
        self, owner: str, agent_id: str | None, request: GenerationRequest, most_usd: float | None, *, for_human: bool
    ) -> Offer:
        """Offer a price.

        Args:
            owner: Whose.
            agent_id: Which agent asks; None: a program with its owner's login.
            request: What is bought.
            most_usd: What it may cost at most; None: not known, which only a human may agree to.
            for_human: It stands for a human's answer, and no agent can take it by itself.
        """
        now_s = self._clock.monotonic()
        while self._offers and (len(self._offers) >= MOST_OFFERS or self._oldest().ends_s <= now_s):
            self._offers.popitem(last=False)
        id_ = secrets.token_urlsafe(24)
        offer = Offer(id_, most_usd, now_s + LIVES_S, owner, agent_id, _digest(request), for_human)
        self._offers[id_] = offer
        return offer

    def take(
        self, owner: str, agent_id: str | None, request: GenerationRequest, offer_id: str, *, for_human: bool
    ) -> Offer:
        """Return an offer and use it up. Takes what `make` takes.

        Raises:
            OfferGone: It was made to nobody or somebody else, was used before, is too old, or is for something else.
        """
        offer = self._offers.get(offer_id)
        theirs = offer is not None and (offer.owner, offer.agent_id, offer.for_human) == (owner, agent_id, for_human)
        if offer is None or not theirs or offer.ends_s <= self._clock.monotonic():
            raise OfferGone(happened("offer_gone"), happened("nothing_sent"))
        if not hmac.compare_digest(offer.bought, _digest(request)):
            raise OfferGone(happened("offer_for_other_request"), happened("nothing_sent"))
        del self._offers[offer_id]
        return offer

    def _oldest(self) -> Offer:
        return next(iter(self._offers.values()))


def _digest(request: GenerationRequest) -> str:
    exact = json.dumps([request.endpoint, request.settings()], sort_keys=True)
    return hashlib.sha256(exact.encode()).hexdigest()
