"""When things were made: moments that only grow, so that the newest is always last, whatever the clock does."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from studio.clock import Clock
from studio.ledger.database import Ledger
from studio.ledger.tables import assets, batches, jobs

_STEP = timedelta(microseconds=1)


class Moments:
    """Gives each job, file and batch a moment of its own, later than every one before.

    Lists, pages and the library are ordered by these moments. A clock that was set back would put new work below old,
    so the present is moved on to just after the newest moment that is written down.
    """

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._last: datetime | None = None

    async def next(self) -> datetime:
        """Return the present in UTC, or where that is not later than all before, the first moment that is."""
        if self._last is None:
            newest = await self._newest()
            self._last = self._last or newest  # another call may have been quicker
        self._last = max(self._clock.now(), self._last + _STEP)
        return self._last

    async def _newest(self) -> datetime:
        newest = datetime.min.replace(tzinfo=UTC)
        # What an archive brought has moments of anybody's choice, none of them after its import.
        made_here = select(func.max(jobs.c.created_at)).where(jobs.c.imported_at.is_(None))
        for query in (made_here, select(func.max(assets.c.created_at)), select(func.max(batches.c.created_at))):
            row = await self._ledger.first(query)
            if row and row[0] is not None:
                newest = max(newest, row[0])
        return newest
