"""A whole library as one archive: rows as lines of JSON, originals by their hashes, written while it is sent."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, exists, select, tuple_
from sqlalchemy.engine import Row

from studio.archive.archive_files import FOLDER
from studio.archive.archive_rows import KINDS, ArchivedTable, line_of
from studio.batches.batch import BatchState
from studio.clock import Clock
from studio.files.file_store import FileStore
from studio.files.zip_stream import ZipStream, file_pieces
from studio.ledger.database import Ledger
from studio.ledger.job import FINAL_STATES
from studio.ledger.tables import batch_cells, batches, jobs, profiles

log = logging.getLogger(__name__)

FORMAT, VERSION = "easel-library", 3
HEADER = "easel-library.json"
_ROWS_AT_ONCE = 500
_ENDED = (BatchState.STOPPED, BatchState.DONE)


class LibraryExport:
    """Writes archives of what an owner has: finished jobs and batches, files, the bin too, marks, references, names."""

    def __init__(self, ledger: Ledger, store: FileStore, clock: Clock) -> None:
        self._ledger = ledger
        self._store = store
        self._clock = clock

    async def write(self, owner: str) -> AsyncIterator[bytes]:
        """Yield the archive's bytes. Jobs and batches that are still under way are not in it."""
        now = self._clock.now()
        archive = ZipStream(now)
        header = {"format": FORMAT, "version": VERSION, "made_at": now.isoformat()}
        for piece in archive.add(HEADER, [json.dumps(header).encode()]):
            yield piece
        job_ids: set[str] = set()
        files: dict[str, None] = {}
        for name, kind in KINDS.items():
            archive.begin(f"{name}.jsonl")
            async for lines in self._lines(owner, name, kind, job_ids, files):
                yield archive.write(lines)
            yield archive.end()
        for sha256 in files:
            path = self._store.path(sha256)
            size_bytes = (await asyncio.to_thread(path.stat)).st_size
            pieces = archive.add(f"{FOLDER}{sha256}", file_pieces(path), size_bytes)
            while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
                yield piece
        yield archive.close()

    async def _lines(
        self, owner: str, name: str, kind: ArchivedTable, job_ids: set[str], files: dict[str, None]
    ) -> AsyncIterator[bytes]:
        """Yield the lines of one kind, many at a time; remember their jobs and files."""
        async for rows in self._pages(owner, kind):
            told = await asyncio.to_thread(self._present, name, rows, job_ids, files)
            yield b"".join(line_of(kind, row) for row in told)

    def _present(
        self, name: str, rows: Sequence[Row[Any]], job_ids: set[str], files: dict[str, None]
    ) -> list[Row[Any]]:
        """Return those rows that can be whole again elsewhere."""
        kept: list[Row[Any]] = []
        for row in rows:
            if name == "jobs":
                job_ids.add(row.id)
            elif name == "assets" and row.job_id not in job_ids:
                continue
            elif name in ("assets", "references"):
                if row.sha256 not in files and not self._store.path(row.sha256).exists():
                    log.warning("the file of %s is gone, so it is not exported", row.name)
                    continue
                files[row.sha256] = None
            kept.append(row)
        return kept

    async def _pages(self, owner: str, kind: ArchivedTable) -> AsyncIterator[Sequence[Row[Any]]]:
        table = kind.table
        key = [column for column in table.primary_key.columns if column.name != "owner"]
        after: tuple[Any, ...] | None = None
        while True:
            query = select(table).where(_ended_of(table, owner)).order_by(*key).limit(_ROWS_AT_ONCE)
            if after is not None:
                query = query.where(tuple_(*key) > after)
            rows = await self._ledger.rows(query)
            if rows:
                yield rows
            if len(rows) < _ROWS_AT_ONCE:
                return
            after = tuple(getattr(rows[-1], column.name) for column in key)


def _ended_of(table: Table, owner: str) -> ColumnElement[bool]:
    """Return the condition for rows of an owner of which nothing is still under way."""
    under_way = jobs.c.state.not_in(FINAL_STATES)
    if table is batch_cells:
        return batch_cells.c.batch_id.in_(select(batches.c.id).where(_ended_of(batches, owner)))
    mine = table.c.owner == owner
    if table is jobs:
        return and_(mine, ~under_way)
    if table is batches:
        cell = and_(batch_cells.c.batch_id == batches.c.id, batch_cells.c.job_id == jobs.c.id)
        return and_(mine, batches.c.state.in_(_ENDED), ~exists().where(cell, under_way))
    if table is profiles:
        return and_(mine, ~exists().where(jobs.c.id == profiles.c.job_id, under_way))
    return mine
