"""Work that this machine does itself, from its row to a new version of a material.

preparing -> running -> saving -> succeeded | failed | stopped. Nothing is sent and nothing costs, so a row that is not
final is simply done again after a restart; the same work makes the same files.
"""

import asyncio
import logging
import secrets
import shutil
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Insert, select

from materials.maps.texture_set import ASSUMED_SIZE_M
from providers.happened import Happened, Happenings, happened, only_text
from studio.clock import Clock
from studio.files.file_store import FileStore, Stored
from studio.files.naming import download_name
from studio.jobs import job_happenings
from studio.jobs.job_row import JobRow
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.inserts import insert_file, insert_once
from studio.ledger.job import MADE_HERE, Job, JobState
from studio.ledger.job_facts import CALLED
from studio.ledger.moments import Moments
from studio.ledger.records import Records
from studio.ledger.tables import assets, jobs
from studio.workbench.material_files import WrittenMap, map_files, read_material, write_maps
from studio.workbench.material_refusals import told_by
from studio.workbench.operation import Ingredients, Made, OfFiles, Operation, OperationSettings, Progress
from studio.workbench.operation_list import settings_of

log = logging.getLogger(__name__)

_MOST_BEGINNINGS = 3
_READ, _WORKED = 0.3, 0.7
"""Shares of the progress bar that end with reading and with the work itself."""


class _Stopped(Exception):
    """Somebody stopped the work, or Easel is about to end."""


class _NotBegun(Exception):
    """What the work needs is not there."""

    def __init__(self, why: Happened) -> None:
        super().__init__(why.code)
        self.why = why


class LocalWork:
    """Does the work of rows whose provider is `MADE_HERE`, one at a time: large maps take gigabytes of memory."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        records: Records,
        changes: Changes,
        operations: Mapping[str, Operation],
        store: FileStore,
        data_dir: Path,
        moments: Moments,
        clock: Clock,
    ) -> None:
        self._ledger = ledger
        self._records = records
        self._changes = changes
        self._operations = operations
        self._store = store
        self._brought = data_dir / "brought"
        self._moments = moments
        self._clock = clock
        self._turn = asyncio.Semaphore(1)
        self._thread = ThreadPoolExecutor(1, "local work")

    def brought(self, job_id: str) -> Path:
        """Return the directory with the files that people brought for a job: "0", "1", in the order of their names."""
        return self._brought / job_id

    async def tidy(self) -> None:
        """Remove brought files whose job is over, or was never written."""
        if await asyncio.to_thread(self._brought.exists):
            query = select(jobs.c.id).where(jobs.c.provider == MADE_HERE, jobs.c.finished_at.is_(None))
            wanted = {job.id for job in await self._ledger.rows(query)}
            await asyncio.to_thread(_remove_others, self._brought, wanted)

    def close(self) -> None:
        """Begin no further work."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def drive(self, row: JobRow) -> None:
        """Do a job that is not over as far as it goes; again after a crash. Called once at a time per job."""
        if row.stopping:
            return await self._end(row, JobState.STOPPED, job_happenings.STOPPED_HERE)
        await self._wait_for_source(row)
        async with self._turn:
            await self._run(row)

    async def _wait_for_source(self, row: JobRow) -> None:
        """Wait until the material that may still be under way has ended, however; again after a restart."""
        operation = self._operations.get(row.endpoint)
        if operation is None or operation.waits_for is None:
            return
        source = str(row.request.get(operation.waits_for))
        while True:
            end = self._changes.end_of(source)
            job = await self._records.job(row.owner, source)
            if job is None or job.state.final:
                return
            if row.happened != job_happenings.WAITING_FOR_MAPS:
                await row.write(happened=job_happenings.WAITING_FOR_MAPS)
            await end.wait()

    async def _run(self, row: JobRow) -> None:
        operation = self._operations.get(row.endpoint)
        begun = (row.begun or 0) + 1
        if operation is None:
            return await self._end(row, JobState.FAILED, job_happenings.NO_OPERATION_HERE)
        if begun > _MOST_BEGINNINGS:
            return await self._end(row, JobState.FAILED, job_happenings.GIVEN_UP_HERE)
        await row.write(
            state=JobState.RUNNING,
            happened=job_happenings.WORKING_HERE,
            begun=begun,
            submitted_at=row.submitted_at or self._clock.now(),
        )
        try:
            await self._make(row, operation, settings_of(operation, row.request))
        except _NotBegun as error:
            await self._end(row, JobState.FAILED, (error.why,))
        except ValidationError:
            await self._end(row, JobState.FAILED, job_happenings.NO_OPERATION_HERE)
        except ValueError as error:  # an operation's refusal, in words for people
            await self._end(row, JobState.FAILED, (told_by(error),))
        except MemoryError:
            await self._end(row, JobState.FAILED, job_happenings.NO_MEMORY_HERE)
        except OSError:
            log.exception("could not be read or written")
            await self._end(row, JobState.FAILED, job_happenings.NO_ROOM_HERE)
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("the work failed")
            await self._end(row, JobState.FAILED, job_happenings.BROKEN_HERE)

    async def _make(self, row: JobRow, operation: Operation, settings: OperationSettings) -> None:
        sources: list[Job] = []
        for name in operation.materials:
            job = await self._records.job(row.owner, getattr(settings, name))
            if job is None:
                raise _NotBegun(happened("source_gone"))
            if name == operation.waits_for and not map_files(job):
                raise _NotBegun(happened("no_maps_came"))
            sources.append(job)
        stop = threading.Event()
        loop = asyncio.get_running_loop()

        def progress(share: float) -> None:
            if stop.is_set():
                raise _Stopped
            loop.call_soon_threadsafe(self._heard, row, share)

        work = loop.run_in_executor(self._thread, self._work, row, operation, settings, sources, progress)
        try:
            made, written = await asyncio.shield(work)
        except asyncio.CancelledError:
            stop.set()
            work.add_done_callback(_discard)
            raise
        await row.write(state=JobState.SAVING, happened=job_happenings.SAVING)
        # An assumed width stays assumed, so that the page can ask for it.
        known = (
            operation.knows_size
            or made.textures.size_m != ASSUMED_SIZE_M
            or any(job.size_m is not None for job in sources)
        )
        await self._keep(row, made, written, made.textures.size_m if known else None)

    def _work(
        self, row: JobRow, operation: Operation, settings: OperationSettings, sources: list[Job], progress: Progress
    ) -> tuple[Made, list[WrittenMap]]:
        """Read, work and write, in the thread."""
        each = _READ / max(1, len(sources))
        materials = [
            read_material(job, self._store.path, _part(progress, number * each, (number + 1) * each))
            for number, job in enumerate(sources)
        ]
        names = settings.files if isinstance(settings, OfFiles) else []
        files = [(name, (self.brought(row.id) / str(number)).read_bytes()) for number, name in enumerate(names)]
        ingredients = Ingredients([material.textures for material in materials], files)
        made = operation.make(settings, ingredients, _part(progress, _READ, _WORKED))
        written = write_maps(
            made.textures,
            materials,
            new_partial=self._store.new_partial,
            progress=_part(progress, _WORKED, 1),
        )
        return made, written

    def _heard(self, row: JobRow, share: float) -> None:
        if not row.state.final:
            self._records.live_progress[row.id] = round(100 * share)
            row.touched()

    async def _keep(self, row: JobRow, made: Made, written: list[WrittenMap], size_m: float | None) -> None:
        """Keep the files, and write the version in one transaction: there is never half of one."""
        now = await self._moments.next()
        rows: list[Insert] = []
        for position, map_ in enumerate(written):
            stored = None if map_.partial is None else await self._store.keep(map_.partial)
            if stored is not None:
                rows.append(insert_file(stored, now))
            rows.append(_asset(row, position, len(written), map_, stored, now))
        operation = self._operations[row.endpoint]
        said = job_happenings.made_here if operation.materials else job_happenings.drawn_here
        told = job_happenings.opened_here if operation.takes_files else said
        await self._end(
            row,
            JobState.SUCCEEDED,
            told(len(written), [only_text(note) for note in made.notes]),
            *rows,
            progress_percent=100.0,
            size_m=size_m,
            height_range_m=made.textures.height_range_m,
        )

    async def _end(self, row: JobRow, state: JobState, told: Happenings, *rows: Insert, **values: Any) -> None:
        await row.write(*rows, state=state, happened=told, stopping=False, finished_at=self._clock.now(), **values)
        self._records.live_progress.pop(row.id, None)
        await asyncio.to_thread(shutil.rmtree, self.brought(row.id), True)


def _part(progress: Progress, start: float, end: float) -> Progress:
    """Return a progress whose 0 to 1 is a part of the whole."""
    return lambda share: progress(start + (end - start) * share)


def _asset(row: JobRow, position: int, count: int, written: WrittenMap, stored: Stored | None, now: datetime) -> Insert:
    map_, same = written.map, written.same
    suffix = stored.info.suffix if stored else same.name.rpartition(".")[2] if same else "png"
    return insert_once(
        assets,
        ("job_id", "position"),
        id=secrets.token_hex(16),
        owner=row.owner,
        job_id=row.id,
        position=position,
        kind="image",
        label=written.name,
        label_certain=not map_.guessed,
        sha256=stored.sha256 if stored else same.sha256 if same else "",
        name=download_name(str(row.request.get(CALLED, "")), written.name, position, count, suffix),
        facts=_facts(written),
        created_at=now,
    )


def _facts(written: WrittenMap) -> dict[str, str]:
    map_, same = written.map, written.same
    facts = {"origin": map_.origin, "certainty": f"{map_.certainty:.2f}"}
    if map_.upright is not None:
        facts["upright"] = f"{map_.upright:.2f}"
    if map_.original is None if same is None else "computed" in same.facts:
        facts["computed"] = "yes"
    return facts


def _discard(work: asyncio.Future[Any]) -> None:
    """Take note of how interrupted work ended, and remove what it wrote."""
    if work.cancelled() or work.exception() is not None:
        return
    for map_ in work.result()[1]:
        if map_.partial is not None:
            map_.partial.unlink(missing_ok=True)


def _remove_others(directory: Path, wanted: set[str]) -> None:
    for leftover in directory.iterdir():
        if leftover.name not in wanted:
            shutil.rmtree(leftover, ignore_errors=True)
