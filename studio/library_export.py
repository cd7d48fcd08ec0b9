"""A whole library as one archive: rows as lines of JSON, originals by their hashes, written while it is sent."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.engine import Row

from studio.archive_rows import KINDS, Kind, line_of
from studio.clock import Clock
from studio.files import FileStore
from studio.job import JobState
from studio.ledger import Ledger
from studio.tables import jobs
from studio.zip_stream import ZipStream, file_pieces

log = logging.getLogger(__name__)

FORMAT, VERSION = "easel-library", 1
HEADER = "easel-library.json"
_ROWS_AT_ONCE = 500
_FINAL = [state for state in JobState if state.final]


class LibraryExport:
    """Writes archives of what an owner has: finished jobs, their files, the bin too, marks, references, prompts."""

    def __init__(self, ledger: Ledger, store: FileStore, clock: Clock) -> None:
        self._ledger = ledger
        self._store = store
        self._clock = clock

    async def write(self, owner: str) -> AsyncIterator[bytes]:
        """Yield the archive's bytes. Jobs that are still under way are not in it."""
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
            pieces = archive.add(f"files/{sha256}", file_pieces(path), size_bytes)
            while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
                yield piece
        yield archive.close()

    async def _lines(
        self, owner: str, name: str, kind: Kind, job_ids: set[str], files: dict[str, None]
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

    async def _pages(self, owner: str, kind: Kind) -> AsyncIterator[Sequence[Row[Any]]]:
        table = kind.table
        key = [column for column in table.primary_key.columns if column.name != "owner"]
        mine: list[ColumnElement[bool]] = [table.c.owner == owner]
        if table is jobs:
            mine.append(jobs.c.state.in_(_FINAL))
        after: tuple[Any, ...] | None = None
        while True:
            query = select(table).where(*mine).order_by(*key).limit(_ROWS_AT_ONCE)
            if after is not None:
                query = query.where(tuple_(*key) > after)
            rows = await self._ledger.rows(query)
            if rows:
                yield rows
            if len(rows) < _ROWS_AT_ONCE:
                return
            after = tuple(getattr(rows[-1], column.name) for column in key)
