"""What is left on each key, as last seen: asked gently, and tied to a job where no other job came between."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime

from providers.errors import ProviderError
from studio.clock import Clock
from studio.vendors.gateways import Gateway

log = logging.getLogger(__name__)

SHORTEST_GAP_S = 30.0
"""Least seconds between two questions about one key."""
LONGEST_AGE_S = 300.0
"""A balance this old is asked for anew though nothing was submitted since. A client of another gateway of the same
family counted 20 answers in 20 minutes, so a page that lies open must ask far less often than that."""


@dataclass(frozen=True)
class SeenBalance:
    """One look at a key's balance.

    Attributes:
        available_usd: US dollars left; None when it is unknown.
        unlimited: True for a key without a limit of its own: what its account holds is unknown.
        at: When.
    """

    available_usd: float | None
    unlimited: bool
    at: datetime


@dataclass
class _Purse:
    """What is known of one key.

    Attributes:
        settled: True when nothing was submitted or under way since `seen`.
        alone: The only job that was submitted since a settled look.
    """

    seen: SeenBalance | None = None
    asked_at_s: float | None = None
    settled: bool = False
    alone: str | None = None
    under_way: set[str] = field(default_factory=set[str])
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class Balances:
    """The balances of all keys in use. Kept in memory: after a restart they are asked for again."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or Clock()
        self._purses: dict[tuple[str, str | None], _Purse] = {}

    async def look(self, gateway: Gateway) -> SeenBalance | None:
        """Return the balance, asking the vendor only when it may have changed; None in the sandbox.

        At most one question in 30 seconds, and one in five minutes while nothing is submitted. Never raises.
        """
        if gateway.sandbox:
            return None
        purse = self._purse(gateway)
        if self._due(purse):
            await self.ask(gateway)
        return purse.seen

    async def ask(self, gateway: Gateway) -> SeenBalance:
        """Ask the vendor now; people asked for it. Never raises: an answer that says nothing is an unknown balance."""
        purse = self._purse(gateway)
        async with purse.asking:
            quiet = not purse.under_way
            purse.asked_at_s = self._clock.monotonic()
            try:
                balance = await gateway.provider.balance(gateway.credentials)
            except ProviderError as error:
                log.info("the balance at %s is unknown: %s", gateway.provider.name, type(error).__name__)
                seen = SeenBalance(None, False, self._clock.now())
            else:
                seen = SeenBalance(balance.available_usd, balance.available_usd is None, self._clock.now())
            purse.seen = seen
            purse.settled = quiet and not purse.under_way
            return seen

    def submitting(self, gateway: Gateway, job_id: str) -> float | None:
        """Note a charged POST about to be sent; return the US dollars left before it, if no other job blurs that."""
        if gateway.sandbox:
            return None
        purse = self._purse(gateway)
        before = purse.seen.available_usd if purse.settled and purse.seen else None
        purse.alone = job_id if before is not None else None
        purse.settled = False
        purse.under_way.add(job_id)
        return before

    def resumed(self, gateway: Gateway, job_id: str) -> None:
        """Note a job that the vendor has already."""
        if not gateway.sandbox:
            self._purse(gateway).under_way.add(job_id)

    async def ended(self, gateway: Gateway, job_id: str) -> float | None:
        """Note that a job is over; return the US dollars left after it, if it was the only one since `submitting`."""
        if gateway.sandbox:
            return None
        purse = self._purse(gateway)
        purse.under_way.discard(job_id)
        if purse.alone != job_id:
            return None
        since_s = self._clock.monotonic() - (purse.asked_at_s or 0.0)
        if since_s < SHORTEST_GAP_S:
            await self._clock.sleep(SHORTEST_GAP_S - since_s)
        seen = await self.ask(gateway)
        if purse.alone != job_id or not purse.settled:
            return None
        return seen.available_usd

    def _purse(self, gateway: Gateway) -> _Purse:
        return self._purses.setdefault((gateway.provider.name, gateway.key_id), _Purse())

    def _due(self, purse: _Purse) -> bool:
        if purse.asked_at_s is None:
            return True
        age_s = self._clock.monotonic() - purse.asked_at_s
        return age_s >= (LONGEST_AGE_S if purse.settled else SHORTEST_GAP_S)
