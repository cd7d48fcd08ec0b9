"""Time as the studio sees it, so that tests can pass their own."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """Present moment and waiting.

    Attributes:
        now: Returns the moment in UTC.
        monotonic: Returns seconds that only grow.
        sleep: Waits this many seconds.
    """

    now: Callable[[], datetime] = utc_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
