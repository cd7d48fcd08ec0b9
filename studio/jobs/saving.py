"""Bringing a job's results home: every file is fetched until it is kept or its link is dead."""

import asyncio
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Update, select, update

from providers.happened import Happenings, happened
from providers.spec import Requests
from studio.clock import Clock
from studio.errors import NotMedia
from studio.fetching.downloads import DownloadFailed, DownloadRefused, Downloads, LedAstray, LinkDead, NoFileYet
from studio.files.disk_space import DiskSpace
from studio.files.file_store import FileStore, Stored
from studio.files.naming import download_name
from studio.jobs.inbox import Inbox
from studio.jobs.job_happenings import fetching_again
from studio.jobs.job_row import JobRow
from studio.jobs.pending import Pending, from_json
from studio.ledger.database import Ledger
from studio.ledger.inserts import insert_file, insert_once
from studio.ledger.job_facts import prompt_of
from studio.ledger.moments import Moments
from studio.ledger.tables import assets

LINK_LIVES = timedelta(hours=24)
_RETRY_S = (1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 900.0)
_DEAD_ANSWERS = 3
_PATIENCE_S = 15 * 60.0
"""How long a file server may answer 404, or with a broken file: it may lag behind. A page instead of the file, or a
redirect that leads astray, may be a network's login page and not that server's answer: it is asked for a day."""
_DISK_RETRY_S = 5.0


DAMAGED = "damaged"
"""Fact of a result that did not arrive whole."""


@dataclass(frozen=True)
class Saved:
    """What became of a job's results.

    Attributes:
        kept: How many are in the store, whole.
        damaged: How many are there as far as they came.
        lost: Why, for each that is not there whole.
        left: Those of the lost whose links may still bring them, should people ask for them again.
    """

    kept: int
    damaged: int
    lost: Sequence[Happenings]
    left: Sequence[Pending]


class Saving:
    """Fetches, checks and records results; may be called again after any crash."""

    def __init__(
        self,
        ledger: Ledger,
        store: FileStore,
        inbox: Inbox,
        downloads: Downloads,
        disk_space: DiskSpace,
        requests: Requests,
        moments: Moments,
        clock: Clock | None = None,
    ) -> None:
        self._ledger = ledger
        self._store = store
        self._inbox = inbox
        self._downloads = downloads
        self._disk_space = disk_space
        self._requests = requests
        self._moments = moments
        self._clock = clock or Clock()

    async def save(self, row: JobRow) -> Saved:
        """Keep every result of a job that is not kept yet, or not whole. One that fails does not stop the others."""
        waiting = from_json(row.pending)
        kept, _ = await self._kept(row)
        missing = [item for item in waiting if item.position not in kept]
        count = max([len(kept), *(item.position + 1 for item in waiting)])
        problems = await asyncio.gather(*(self._save(row, item, count) for item in missing))
        lost = [(item, problem) for item, problem in zip(missing, problems, strict=True) if problem is not None]
        left = [] if self._too_late(row) else [item for item, _ in lost if item.url is not None]
        whole, damaged = await self._kept(row)
        return Saved(len(whole), len(damaged), [problem for _, problem in lost], left)

    async def _kept(self, row: JobRow) -> tuple[set[int], set[int]]:
        """Return the places of a job's results that are kept whole, or were deleted, and of those that are damaged."""
        places = select(assets.c.position, assets.c.facts, assets.c.deleted_at).where(assets.c.job_id == row.id)
        found = await self._ledger.rows(places)
        damaged = {one.position for one in found if DAMAGED in one.facts and one.deleted_at is None}
        return {one.position for one in found} - damaged, damaged

    async def _save(self, row: JobRow, item: Pending, count: int) -> Happenings | None:
        """Keep one result. Returns None, or why it is lost."""
        dead_answers = attempt = 0
        patient_until_s = math.inf
        while True:
            absent = False
            try:
                stored = await self._fetch(row, item)
                await self._record(row, item, stored, count)
                if not stored.info.damaged:
                    return None
                problem, absent = (happened("result_damaged"),), True
                if item.url is None:
                    return problem
                self._inbox.result(row.id, item.position).unlink(missing_ok=True)
            except DownloadRefused as error:
                problem = error.told
                if not isinstance(error, LedAstray):
                    return problem
            except NotMedia:
                problem = (happened("result_broken"),)
                if item.url is None:
                    return problem
                absent = True
            except DownloadFailed as error:
                problem = error.told
                dead_answers += isinstance(error, LinkDead)
                absent = isinstance(error, NoFileYet)
            except OSError as error:
                await self._wait(row, (self._disk_space.failed(error),), _DISK_RETRY_S)
                continue
            now_s = self._clock.monotonic()
            if absent:
                patient_until_s = min(patient_until_s, now_s + _PATIENCE_S)
            if dead_answers >= _DEAD_ANSWERS or (absent and now_s >= patient_until_s) or self._too_late(row):
                return problem
            await self._wait(row, problem, _RETRY_S[min(attempt, len(_RETRY_S) - 1)])
            attempt += 1

    async def _fetch(self, row: JobRow, item: Pending) -> Stored:
        """Return a result in the store. It arrives under its job's name first: a crash does not fetch it twice."""
        arrived = self._inbox.result(row.id, item.position)
        if not arrived.exists():
            if item.url is None:
                raise NotMedia(happened("answer_gone"))
            partial = self._store.new_partial()
            try:
                await self._downloads.fetch(item.url, partial, anything=True)
                partial.replace(arrived)
            finally:
                partial.unlink(missing_ok=True)
        try:
            stored = await self._store.keep_link(arrived)
        except NotMedia:
            arrived.unlink(missing_ok=True)
            raise
        self._disk_space.worked()
        return stored

    async def _record(self, row: JobRow, item: Pending, stored: Stored, count: int) -> None:
        now = await self._moments.next()
        name = download_name(prompt_of(self._requests, row), item.label, item.position, count, stored.info.suffix)
        facts = item.facts
        if stored.info.damaged:
            stem, dot, suffix = name.rpartition(".")
            name, facts = f"{stem}-{DAMAGED}{dot}{suffix}", {**facts, DAMAGED: DAMAGED}
        asset = insert_once(
            assets,
            ("job_id", "position"),
            id=secrets.token_hex(16),
            owner=row.owner,
            job_id=row.id,
            position=item.position,
            kind=stored.info.kind,
            label=item.label,
            label_certain=item.label_certain,
            sha256=stored.sha256,
            name=name,
            facts=facts,
            created_at=now,
        )
        better = _instead_of_damaged(row, item, kind=stored.info.kind, sha256=stored.sha256, name=name, facts=facts)
        await self._ledger.write(insert_file(stored, now), asset, better)
        row.touched()

    def _too_late(self, row: JobRow) -> bool:
        return row.ended_at is not None and self._clock.now() - row.ended_at > LINK_LIVES

    async def _wait(self, row: JobRow, problem: Happenings, delay_s: float) -> None:
        if not row.state.final and delay_s >= 5:
            await row.write(happened=fetching_again(problem, delay_s))
        await self._clock.sleep(delay_s)


def _instead_of_damaged(row: JobRow, item: Pending, **values: object) -> Update:
    """Return the change of a damaged result into what came later; of a whole one nothing is changed."""
    mine = assets.c.job_id == row.id, assets.c.position == item.position
    return update(assets).where(*mine, assets.c.facts[DAMAGED].as_string() == DAMAGED).values(**values)
