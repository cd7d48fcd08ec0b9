"""Rows of batches and their cells as records, always asked for by owner."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Row

from providers.spec import Capability
from studio.batches.batch import Batch, BatchCell, BatchState
from studio.batches.prompt_wildcards import Axis
from studio.ledger.database import Ledger
from studio.ledger.records import Records
from studio.ledger.tables import batch_cells, batches

PLAN_LIVES = timedelta(days=1)
"""How long a plan that nobody started is kept."""


class BatchRecords:
    """Reads and first writes of batches; whoever changes one writes its columns."""

    def __init__(self, ledger: Ledger, records: Records) -> None:
        self._ledger = ledger
        self._records = records

    async def find(self, owner: str, batch_id: str) -> Batch | None:
        """Return one batch with the jobs of its cells, or None."""
        row = await self._ledger.first(select(batches).where(batches.c.owner == owner, batches.c.id == batch_id))
        return None if row is None else (await self._whole(owner, [row]))[0]

    async def recent(self, owner: str, capability: Capability | None, limit: int) -> list[Batch]:
        """Return the owner's batches that were started, newest first."""
        query = select(batches).where(batches.c.owner == owner, batches.c.state != BatchState.PLANNED)
        if capability is not None:
            query = query.where(batches.c.capability == capability)
        rows = await self._ledger.rows(query.order_by(batches.c.created_at.desc(), batches.c.id).limit(limit))
        return await self._whole(owner, rows)

    async def running(self) -> list[tuple[str, str]]:
        """Return (owner, id) of every batch that starts cells, oldest first."""
        query = select(batches.c.owner, batches.c.id).where(batches.c.state == BatchState.RUNNING)
        return [(row.owner, row.id) for row in await self._ledger.rows(query.order_by(batches.c.created_at))]

    async def write(
        self,
        owner: str,
        title: str,
        capability: Capability,
        axes: Sequence[Axis],
        cells: Sequence[dict[str, Any]],
        now: datetime,
    ) -> str:
        """Write a new plan, and forget old ones that nobody started; return its id."""
        batch_id = secrets.token_hex(16)
        old = select(batches.c.id).where(batches.c.state == BatchState.PLANNED, batches.c.created_at < now - PLAN_LIVES)
        await self._ledger.write(
            insert(batches).values(
                id=batch_id,
                owner=owner,
                title=title,
                capability=capability,
                axes=[[axis.name, list(axis.values)] for axis in axes],
                state=BatchState.PLANNED,
                happened=(),
                created_at=now,
            ),
            insert(batch_cells).values([{"batch_id": batch_id, "position": n, **cell} for n, cell in enumerate(cells)]),
            delete(batch_cells).where(batch_cells.c.batch_id.in_(old)),
            delete(batches).where(batches.c.id.in_(old)),
        )
        return batch_id

    async def _whole(self, owner: str, rows: Sequence[Row[Any]]) -> list[Batch]:
        ids = [row.id for row in rows]
        cells = await self._ledger.rows(
            select(batch_cells).where(batch_cells.c.batch_id.in_(ids)).order_by(batch_cells.c.position)
        )
        jobs = await self._records.jobs_by_id(owner, {cell.job_id for cell in cells if cell.job_id})
        found: dict[str, list[BatchCell]] = {id_: [] for id_ in ids}
        for cell in cells:
            found[cell.batch_id].append(
                BatchCell(
                    position=cell.position,
                    at=tuple(cell.at),
                    endpoint=cell.endpoint,
                    model=cell.model,
                    request=cell.request,
                    problem=cell.problem,
                    sandbox=cell.sandbox,
                    key_id=cell.key_id,
                    price_least=cell.price_least,
                    price_most=cell.price_most,
                    job=jobs.get(cell.job_id),
                    refused=cell.refused,
                )
            )
        return [
            Batch(
                id=row.id,
                owner=row.owner,
                title=row.title,
                capability=Capability(row.capability),
                axes=tuple(Axis(name, tuple(values)) for name, values in row.axes),
                state=BatchState(row.state),
                happened=row.happened,
                created_at=row.created_at,
                cells=tuple(found[row.id]),
            )
            for row in rows
        ]
