"""The database: opening it, and writing to it so that nothing waits longer or is lost more often than it must."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Executable, create_engine, event
from sqlalchemy.engine import Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from providers.happened import Happened, happened
from studio.clock import Clock
from studio.ledger.migrations import migrate

_Answer = TypeVar("_Answer")
log = logging.getLogger(__name__)

_LARGEST_BATCH = 500
_READERS = 4
_CONNECTIONS = _READERS + 1
_RETRY_S = 1.0
_PASSING_SQLITE_ERRORS = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOMEM,
}
_TROUBLES = {sqlite3.SQLITE_FULL: happened("disk_full"), sqlite3.SQLITE_READONLY: happened("not_writable")}
_BUSY = happened("database_busy")


@dataclass
class _Act:
    """Statements that are written together or not at all, and who waits for them."""

    statements: Sequence[Executable]
    done: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Ledger:
    """One database with one writer.

    Acts that wait at the same moment share one transaction, hence one fsync. A database that is locked, full or
    away makes the writer wait; it never fails a job. Each read and each transaction is one visit to a thread: an
    asynchronous driver goes there and back for every single step of it.
    """

    def __init__(self, url: str, clock: Clock | None = None) -> None:
        """Prepare a ledger without touching the database.

        Args:
            url: SQLAlchemy URL.
            clock: Time, for the waits between attempts.
        """
        self._clock = clock or Clock()
        self._engine = _engine(url)
        self._reading = ThreadPoolExecutor(_READERS, "ledger reader")
        self._writing = ThreadPoolExecutor(1, "ledger writer")
        self._acts: asyncio.Queue[_Act] = asyncio.Queue()
        self._writer: asyncio.Task[None] | None = None
        self._closed = False
        self.trouble: Happened | None = None
        """Why the database cannot be written, while it cannot."""
        self.transactions = 0
        """How many transactions were written since the start."""

    @classmethod
    def in_directory(cls, data_dir: Path, clock: Clock | None = None) -> "Ledger":
        """Return the ledger of a data directory, an SQLite file."""
        return cls(f"sqlite:///{data_dir / 'easel.db'}", clock)

    async def open(self) -> None:
        """Open the database, bring it to the newest version and start the writer.

        Raises:
            DatabaseTooNew: A newer Easel wrote it.
        """
        await self._change(migrate)
        self._writer = asyncio.create_task(self._write_forever(), name="ledger writer")

    async def close(self) -> None:
        """Write what waits, as long as the database can be written, and close it."""
        if self._writer is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(2):
                    await self._acts.join()
            self._writer.cancel()
            await asyncio.wait([self._writer])
            self._writer = None
        self._closed = True
        for threads in (self._reading, self._writing):
            threads.shutdown(wait=False, cancel_futures=True)
        self._engine.dispose()

    async def write(self, *statements: Executable) -> int:
        """Write the statements together; return when they are on the disk.

        A caller that is cancelled while waiting does not undo the write.

        Returns:
            How many rows the first statement changed.
        """
        act = _Act(statements)
        self._acts.put_nowait(act)
        return await asyncio.shield(act.done)

    async def rows(self, query: Executable) -> Sequence[Row[Any]]:
        """Return all rows of a query."""
        return await self._read(lambda connection: connection.execute(query).all())

    async def first(self, query: Executable) -> Row[Any] | None:
        """Return the first row of a query, or None."""
        return await self._read(lambda connection: connection.execute(query).first())

    async def _read(self, ask: Callable[[Connection], _Answer]) -> _Answer:
        def visit() -> _Answer:
            with self._engine.connect() as connection:
                return ask(connection)

        return await asyncio.get_running_loop().run_in_executor(self._reading, visit)

    async def _change(self, act: Callable[[Connection], _Answer]) -> _Answer:
        def visit() -> _Answer:
            with self._transaction() as connection:
                if self._closed:  # it waited for a lock meanwhile: what it would write may be out of date
                    raise ConnectionAbortedError("the ledger is closed")
                return act(connection)

        return await asyncio.get_running_loop().run_in_executor(self._writing, visit)

    @contextlib.contextmanager
    def _transaction(self) -> Generator[Connection]:
        with self._engine.begin() as connection:
            if connection.dialect.name == "sqlite":  # its driver opens none by itself, see _prepare_sqlite
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    async def _write_forever(self) -> None:
        while True:
            batch = [await self._acts.get()]
            while not self._acts.empty() and len(batch) < _LARGEST_BATCH:
                batch.append(self._acts.get_nowait())
            await self._write_batch(batch)
            for _ in batch:
                self._acts.task_done()

    async def _write_batch(self, batch: Sequence[_Act]) -> None:
        try:
            counts = await self._in_one_transaction(batch)
        except Exception as error:
            if len(batch) == 1:
                _settle(batch[0], error)
                return
            for act in batch:  # one bad act must not take the others with it
                await self._write_batch([act])
        else:
            for act, count in zip(batch, counts, strict=True):
                _settle(act, count)

    async def _in_one_transaction(self, batch: Sequence[_Act]) -> list[int]:
        while True:
            try:
                counts = await self._change(lambda connection: [_execute(connection, act) for act in batch])
                self.transactions += 1
                self.trouble = None
                return counts
            except (DBAPIError, OSError) as error:
                code = _sqlite_code(error)
                if not _is_passing(error, code):
                    raise
                if self.trouble is None:
                    log.warning("waiting for the database: %s", getattr(error, "orig", error))
                self.trouble = _TROUBLES.get(code or 0, _BUSY)
            await self._clock.sleep(_RETRY_S)


def _execute(connection: Connection, act: _Act) -> int:
    counts = [connection.execute(statement).rowcount for statement in act.statements]
    return counts[0]


def _settle(act: _Act, outcome: int | Exception) -> None:
    if act.done.done():
        return
    if isinstance(outcome, Exception):
        act.done.set_exception(outcome)
        act.done.exception()  # a caller that is gone must not make asyncio complain
    else:
        act.done.set_result(outcome)


def _sqlite_code(error: BaseException) -> int | None:
    """Return the primary SQLite result code of an error, or None."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def _is_passing(error: BaseException, code: int | None) -> bool:
    """Tell whether the same statements may succeed later, unchanged."""
    if code is not None:
        return code in _PASSING_SQLITE_ERRORS
    return isinstance(error, OSError) or (isinstance(error, DBAPIError) and error.connection_invalidated)


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=_CONNECTIONS, pool_pre_ping=True)
    # Reads open no transaction, so there is nothing to reset when a connection goes back.
    engine = create_engine(url, pool_size=_CONNECTIONS, max_overflow=0, pool_reset_on_return=None)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # The driver's own rule opens transactions late and not at all for CREATE TABLE; the ledger says BEGIN itself.
    connection.isolation_level = None
    # FULL: with NORMAL a power cut may lose the task id of a paid job.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
