"""Starting the cells of running batches, a few at a time, each once."""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import exists, select, update

from providers.happened import Happened, happened
from providers.spec import GenerationRequest
from studio.batches.batch import Batch, BatchCell, BatchState
from studio.batches.batch_records import BatchRecords
from studio.clock import Clock
from studio.errors import FieldErrors, StudioError
from studio.jobs.jobs import Jobs
from studio.jobs.runner import persistently
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.job import JobState
from studio.ledger.tables import batch_cells, batches
from studio.vendors.gateways import Gateways

log = logging.getLogger(__name__)

AT_ONCE = 4
"""How many jobs of one batch are under way: so few that stopping it still saves something."""
STRIKES = 3
"""After so many cells in a row without a result the rest waits for somebody to look."""
_LOOK_AGAIN_S = 60.0


class BatchRunner:
    """One task for each running batch. The table is the truth: a start goes on with every batch that was running."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        records: BatchRecords,
        changes: Changes,
        gateways: Gateways,
        jobs: Jobs,
        requests: Mapping[str, type[GenerationRequest]],
        clock: Clock,
    ) -> None:
        self._ledger = ledger
        self._records = records
        self._changes = changes
        self._gateways = gateways
        self._jobs = jobs
        self._requests = requests
        self._clock = clock
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._closed = False

    def run(self, owner: str, batch_id: str) -> None:
        """Drive a batch; once more afterwards when it is being driven now. What is not running is left alone."""
        if self._closed:
            return
        if batch_id in self._tasks:
            self._again.add(batch_id)
            return
        driven = persistently(lambda: self._drive(owner, batch_id), self._clock)
        task = asyncio.create_task(driven, name=f"batch {batch_id}")
        self._tasks[batch_id] = task
        task.add_done_callback(lambda _: self._ended(owner, batch_id))

    async def aclose(self) -> None:
        """Start no more cells. Their jobs are the job runner's."""
        self._closed = True
        tasks = [*self._tasks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, owner: str, batch_id: str) -> None:
        del self._tasks[batch_id]
        if batch_id in self._again:
            self._again.discard(batch_id)
            self.run(owner, batch_id)

    async def _drive(self, owner: str, batch_id: str) -> None:
        seen_ended: set[int] | None = None
        strikes = 0
        while True:
            revision = self._changes.revision(owner)
            batch = await self._records.find(owner, batch_id)
            if batch is None or batch.state is not BatchState.RUNNING:
                return
            ended = {cell.position for cell in batch.cells if cell.job is not None and cell.job.state.final}
            for cell in batch.cells:
                if seen_ended is not None and cell.position in ended - seen_ended and cell.job is not None:
                    strikes = 0 if cell.job.state in (JobState.SUCCEEDED, JobState.STOPPED) else strikes + 1
            seen_ended = ended
            waiting = [cell for cell in batch.cells if cell.waiting]
            if not waiting and not batch.under_way:
                return await self._write(batch, BatchState.DONE)
            if waiting and strikes >= STRIKES:
                return await self._write(batch, BatchState.STOPPED, happened("batch_strikes"))
            for cell in waiting[: max(0, AT_ONCE - batch.under_way)]:
                if not await self._begin(batch, cell):
                    return
            await self._changes.wait(owner, revision, _LOOK_AGAIN_S)

    async def _begin(self, batch: Batch, cell: BatchCell) -> bool:
        """Start one cell; return False when the batch does not go on."""
        try:
            request = self._requests[cell.endpoint].model_validate(cell.request)
        except (KeyError, ValidationError):
            await self._change(batch, cell, refused=(happened("settings_outdated"),))
            return True
        gateway = self._gateways.for_new_job(request.provider, batch.owner, cell.key_id)
        if gateway is None or (gateway.sandbox, gateway.key_id) != (cell.sandbox, cell.key_id):
            await self._write(batch, BatchState.STOPPED, happened("batch_elsewhere"))
            return False
        reserved = await self._reserve(batch, cell)
        if reserved is None:
            return False
        job_id, again_of = reserved
        try:
            await self._jobs.start(batch.owner, request, cell.key_id, again_of=again_of, job_id=job_id)
        except FieldErrors as error:
            await self._change(batch, cell, refused=error.told)
        except StudioError as error:  # a budget, or the disk: the others would meet it, too
            await self._write(batch, BatchState.STOPPED, *error.told)
            return False
        except Exception:
            log.exception("a cell of a batch could not be started")
            await self._write(batch, BatchState.STOPPED, happened("batch_broken"))
            return False
        return True

    async def _reserve(self, batch: Batch, cell: BatchCell) -> tuple[str, str | None] | None:
        """Return the id the cell's job is to have, on the disk before the job, or None when the batch was stopped."""
        place = batch_cells.c.batch_id == batch.id, batch_cells.c.position == cell.position
        row = await self._ledger.first(select(batch_cells.c.job_id, batch_cells.c.again_of).where(*place))
        if row is None:
            return None
        goes_on = exists().where(batches.c.id == batch.id, batches.c.state == BatchState.RUNNING)
        job_id = row.job_id or secrets.token_hex(16)
        written = await self._ledger.write(update(batch_cells).where(*place, goes_on).values(job_id=job_id))
        return (job_id, row.again_of) if written else None

    async def _change(self, batch: Batch, cell: BatchCell, **values: Any) -> None:
        place = batch_cells.c.batch_id == batch.id, batch_cells.c.position == cell.position
        await self._ledger.write(update(batch_cells).where(*place).values(**values))
        self._changes.bump(batch.owner)

    async def _write(self, batch: Batch, state: BatchState, *told: Happened) -> None:
        running = batches.c.id == batch.id, batches.c.state == BatchState.RUNNING
        await self._ledger.write(update(batches).where(*running).values(state=state, happened=told))
        self._changes.bump(batch.owner)
