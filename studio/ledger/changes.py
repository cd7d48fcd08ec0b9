"""Who must look again: a counter per owner that grows with every change of that owner's jobs and files."""

import asyncio
import contextlib
import time
from weakref import WeakValueDictionary


class Changes:
    """Counters in memory, and waiting for them. Used from the server's event loop only.

    A counter starts at the process's start time in milliseconds, so it also grows over a restart.
    """

    def __init__(self) -> None:
        self._first = int(time.time() * 1000)
        self._revisions: dict[str, int] = {}
        self._waiting: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()  # kept by those who wait

    def bump(self, owner: str, *, ended_job: str | None = None) -> None:
        """Say that something of `owner` changed, and which job came to its end; wakes all who wait for either."""
        self._revisions[owner] = self.revision(owner) + 1
        self._wake(f"owner {owner}")
        if ended_job is not None:
            self._wake(f"end of {ended_job}")

    def revision(self, owner: str) -> int:
        """Return the owner's counter; equal numbers mean that nothing changed in between."""
        return self._revisions.get(owner, self._first)

    async def wait(self, owner: str, seen: int, wait_s: float) -> int:
        """Return the counter as soon as it differs from `seen`, or after `wait_s` seconds."""
        change = self._next(f"owner {owner}")
        if self.revision(owner) == seen:
            await wait_for(change, wait_s)
        return self.revision(owner)

    def end_of(self, job_id: str) -> asyncio.Event:
        """Return what is set when a job ends. Ask for it before looking at the job."""
        return self._next(f"end of {job_id}")

    def _next(self, key: str) -> asyncio.Event:
        return self._waiting.setdefault(key, asyncio.Event())

    def _wake(self, key: str) -> None:
        event = self._waiting.pop(key, None)
        if event is not None:
            event.set()


async def wait_for(change: asyncio.Event, wait_s: float) -> None:
    """Return when the change has come, or after `wait_s` seconds."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(wait_s):
            await change.wait()
