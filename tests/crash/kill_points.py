"""The moments at which a studio is killed: its parts, wrapped so that one of them ends the process there."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from counting_vendor import CountingProvider, FileServer
from sqlalchemy import Executable, Insert, Update, event

from providers.provider import Credentials
from providers.spec import GenerationRequest
from providers.task import Output, Task
from studio.fetching.address_guard import AddressGuard
from studio.fetching.downloads import Downloads
from studio.files.file_store import FileStore, Stored
from studio.jobs.inbox import Inbox, SubmitAnswer
from studio.jobs.pending import Pending
from studio.ledger.database import Ledger
from studio.ledger.tables import assets, jobs
from studio.outside import Outside
from studio.settings import Settings

_STATES = ("preparing", "submitting", "queued", "running", "saving", "succeeded")
ANSWERED = "between answer file and row"
"""From here on the job at hand may no longer become `unknown`."""
ARRIVED = "between rename and row"
"""From here on the job at hand needs its link no longer."""

POINTS: tuple[str, ...] = (
    *(f"{side} the row says {state}" for state in _STATES for side in ("before", "after")),
    "before the POST",
    "during the POST",
    "between reply and answer file",
    "between inline picture and answer file",
    ANSWERED,
    "after a poll",
    "before the download",
    "during the download",
    "between download and arrival",
    "before the rename",
    ARRIVED,
    "before the result's row",
    "after the result's row",
    "before the commit",
)
"""Every named moment in the life of a job."""


@dataclass
class KillPoint:
    """One named moment.

    Attributes:
        name: One of `POINTS`, or "" for none.
        nth: The process ends when it gets there for the nth time.
        report: Where the job at hand is named before.
    """

    name: str
    nth: int
    report: Connection

    def reach(self, name: str, job_id: str = "") -> None:
        """End the process if this is the moment."""
        if name != self.name:
            return
        self.nth -= 1
        if self.nth == 0:
            self.report.send(("killed", job_id))
            os.kill(os.getpid(), signal.SIGKILL)


def killable(settings: Settings, port: int, point: KillPoint) -> Outside:
    """Return the parts of a studio that ends at the point."""
    usual = Outside.usual(settings)
    return replace(
        usual,
        ledger=_Ledger(settings.data_dir, point),
        store=_Store(settings.data_dir, point),
        inbox=_Inbox(settings.data_dir, point),
        downloads=_Downloads(port, point),
    )


class Provider(CountingProvider):
    """Ends the process around the POST and the poll."""

    def __init__(self, port: int, point: KillPoint) -> None:
        super().__init__(port)
        self._point = point

    async def submit(self, request: GenerationRequest, credentials: Credentials) -> Task:
        self._point.reach("before the POST")
        sending = asyncio.ensure_future(super().submit(request, credentials))
        await asyncio.sleep(0.005)  # the vendor takes at least twice as long
        self._point.reach("during the POST")
        task = await sending
        self._point.reach("between reply and answer file")
        return task

    async def poll(self, task_id: str, credentials: Credentials, elapsed_s: float = 0.0) -> Task:
        task = await super().poll(task_id, credentials)
        self._point.reach("after a poll")
        return task


class _Ledger(Ledger):
    def __init__(self, data_dir: Path, point: KillPoint) -> None:
        super().__init__(f"sqlite:///{data_dir / 'easel.db'}")
        self._point = point
        if point.name == "before the commit":
            event.listen(self._engine, "commit", lambda _: point.reach("before the commit"))

    async def write(self, *statements: Executable) -> int:
        said = list(_said(statements)) if "row" in self._point.name else []
        for what in said:
            self._point.reach(f"before {what}")
        count = await super().write(*statements)
        for what in said:
            self._point.reach(f"after {what}")
        return count


def _said(statements: Sequence[Executable]) -> Iterator[str]:
    for statement in statements:
        if isinstance(statement, Insert) and statement.table is jobs:
            yield "the row says preparing"
        elif isinstance(statement, Insert) and statement.table is assets:
            yield "the result's row"
        elif isinstance(statement, Update) and statement.table is jobs:
            state = statement.compile().params.get("state")
            if state is not None:
                yield f"the row says {state}"


class _Inbox(Inbox):
    def __init__(self, data_dir: Path, point: KillPoint) -> None:
        super().__init__(data_dir)
        self._point = point

    async def put(self, job_id: str, task: Task) -> SubmitAnswer:
        answer = await super().put(job_id, task)
        self._point.reach(ANSWERED, job_id)
        return answer

    async def put_results(self, job_id: str, outputs: Sequence[Output]) -> list[Pending]:
        pending = await super().put_results(job_id, outputs)
        if any(output.data for output in outputs):
            self._point.reach("between inline picture and answer file")
        return pending


class _Store(FileStore):
    def __init__(self, data_dir: Path, point: KillPoint) -> None:
        super().__init__(data_dir)
        self._point = point

    async def keep_link(self, source: Path) -> Stored:
        stored = await super().keep_link(source)
        self._point.reach(ARRIVED, source.name.rpartition("-")[0])
        return stored

    def _keep(self, partial: Path, draw: bool = True, anything: bool = False) -> Stored:
        self._point.reach("before the rename")
        return super()._keep(partial, draw, anything)


class _Downloads(Downloads):
    def __init__(self, port: int, point: KillPoint) -> None:
        super().__init__(AddressGuard(()), sandbox=_HalfwayServer(port, point))
        self._point = point

    async def fetch(self, url: str, target: Path, *, archives: bool = False, anything: bool = False) -> None:
        self._point.reach("before the download")
        await super().fetch(url, target, archives=archives, anything=anything)
        self._point.reach("between download and arrival")


class _HalfwayServer(FileServer):
    def __init__(self, port: int, point: KillPoint) -> None:
        super().__init__(port)
        self._point = point

    async def halves(self, content: bytes) -> AsyncIterator[bytes]:
        pieces = super().halves(content)
        yield await anext(pieces)
        self._point.reach("during the download")
        async for piece in pieces:
            yield piece
