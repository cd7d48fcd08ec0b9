"""The vendors as this installation reaches them: live with a key, or the sandbox."""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from providers.provider import Credentials, Provider
from studio.clock import Clock


@dataclass(frozen=True)
class GatewayStatus:
    """What the keys page shows of a vendor.

    Attributes:
        name: "foxapi".
        title: "FoxAPI".
        live: True when new jobs go to the vendor and cost money; False: they go to the sandbox.
        base_url: Where the vendor is, whether it is used or not.
    """

    name: str
    title: str
    live: bool
    base_url: str


class Turns:
    """How many tasks of one vendor may be under way; who comes first goes first.

    Tasks that are under way already when Easel starts count at once, even beyond the limit.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._taken = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def take(self) -> None:
        """Wait for a turn."""
        if self._taken < self._limit and not self._waiting:
            self._taken += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # the turn came at the same moment: pass it on
                self.give_back()
            raise

    def take_at_once(self) -> None:
        """Count a task that is under way already."""
        self._taken += 1

    def give_back(self) -> None:
        """End a turn; the longest waiting goes next."""
        self._taken -= 1
        while self._waiting and self._taken < self._limit:
            turn = self._waiting.popleft()
            if not turn.done():
                self._taken += 1
                turn.set_result(None)


class Pace:
    """Least time between two submits to one vendor."""

    def __init__(self, gap_s: float) -> None:
        self._gap_s = gap_s
        self._next = 0.0

    async def wait(self, clock: Clock) -> None:
        """Wait until the next submit may begin."""
        if self._gap_s <= 0:
            return
        now = clock.monotonic()
        begin = max(now, self._next)
        self._next = begin + self._gap_s
        if begin > now:
            await clock.sleep(begin - now)


@dataclass(frozen=True)
class Gateway:
    """One way to one vendor.

    Attributes:
        provider: The vendor.
        credentials: Its key, or the sandbox's.
        base_url: Where its client points.
        sandbox: True when the local gateway answers and nothing can be charged.
        turns: Limits the tasks under way.
        pace: Limits how quickly submits follow each other.
    """

    provider: Provider
    credentials: Credentials
    base_url: str
    sandbox: bool
    turns: Turns = field(compare=False)
    pace: Pace = field(compare=False)

    @classmethod
    def to(
        cls, provider: Provider, *, api_key: str, base_url: str, sandbox: bool, submit_gap_s: float = 0
    ) -> "Gateway":
        """Return the gateway to a provider with turns and a pace of its own."""
        turns, pace = Turns(provider.max_concurrent), Pace(submit_gap_s)
        return cls(provider, Credentials(api_key), base_url, sandbox, turns, pace)


class Gateways:
    """All of them. A job keeps the way it began: a task of the sandbox is never asked for at the vendor."""

    def __init__(self, gateways: Iterable[Gateway]) -> None:
        self._by_key = {(gateway.provider.name, gateway.sandbox): gateway for gateway in gateways}

    def find(self, provider: str, sandbox: bool) -> Gateway | None:
        """Return the gateway a job began with, or None when it is not configured now."""
        return self._by_key.get((provider, sandbox))

    def for_new_job(self, provider: str) -> Gateway | None:
        """Return the live gateway of a vendor, else its sandbox, else None."""
        return self.find(provider, sandbox=False) or self.find(provider, sandbox=True)

    async def aclose(self) -> None:
        """Close every vendor's client."""
        for gateway in self._by_key.values():
            await gateway.provider.aclose()
