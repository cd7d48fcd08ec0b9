"""Who drives jobs: the seam between the job table and whatever runs it, and the runner inside this process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from studio.clock import Clock
from studio.log_lines import log_job

log = logging.getLogger(__name__)

_RETRY_S = (1.0, 5.0, 30.0, 60.0)


class Runner(Protocol):
    """Drives jobs by id. It may lose any of them at any time: the table is the truth, a start drives them again."""

    def enqueue(self, job_id: str) -> None:
        """Drive this job soon; once more afterwards when it is being driven now."""
        ...

    def cancel(self, job_id: str) -> None:
        """Interrupt the drive of this job, if there is one. Its row stays as it is."""
        ...

    async def start(self, open_jobs: Iterable[str]) -> None:
        """Begin, with the jobs that an earlier process left open."""
        ...

    async def stop(self, grace_s: float) -> None:
        """Interrupt all drives and wait for their end, at most `grace_s` seconds."""
        ...


class AsyncioRunner:
    """One asyncio task per open job, in the server's own event loop. A waiting job costs about 10 kB."""

    def __init__(self, drive: Callable[[str], Awaitable[None]], clock: Clock | None = None) -> None:
        """Make a runner.

        Args:
            drive: Brings a job as far as it goes; may be called in any state, more than once.
            clock: Time, for the waits after an unexpected error.
        """
        self._drive = drive
        self._clock = clock or Clock()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._stopped = True

    def enqueue(self, job_id: str) -> None:
        if self._stopped:
            return  # the row is written; the next start drives it
        if job_id in self._tasks:
            self._again.add(job_id)
        else:
            task = self._tasks[job_id] = asyncio.create_task(self._run(job_id), name=f"job {job_id}")
            task.add_done_callback(lambda _: self._ended(job_id))

    def cancel(self, job_id: str) -> None:
        task = self._tasks.get(job_id)
        if task is not None:
            task.cancel()

    async def start(self, open_jobs: Iterable[str]) -> None:
        self._stopped = False
        for job_id in open_jobs:
            self.enqueue(job_id)

    async def stop(self, grace_s: float) -> None:
        self._stopped = True
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=grace_s)

    async def _run(self, job_id: str) -> None:
        log_job.set(job_id)
        await persistently(lambda: self._drive(job_id), self._clock)

    def _ended(self, job_id: str) -> None:
        del self._tasks[job_id]
        if job_id in self._again:
            self._again.discard(job_id)
            self.enqueue(job_id)


async def persistently(drive: Callable[[], Awaitable[None]], clock: Clock) -> None:
    """Drive something to its end. An unexpected error is logged, and it is driven again after a wait."""
    attempt = 0
    while True:
        try:
            return await drive()
        except Exception:
            log.exception("unexpected error, driven again soon")
        await clock.sleep(_RETRY_S[min(attempt, len(_RETRY_S) - 1)])
        attempt += 1
