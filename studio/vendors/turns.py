"""How much may go to one vendor at once: tasks under way, and the time between two submits."""

import asyncio
from collections import deque

from studio.clock import Clock


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
        self.gap_s = gap_s
        self._next = 0.0

    async def wait(self, clock: Clock) -> None:
        """Wait until the next submit may begin."""
        if self.gap_s <= 0:
            return
        now = clock.monotonic()
        begin = max(now, self._next)
        self._next = begin + self.gap_s
        if begin > now:
            await clock.sleep(begin - now)
