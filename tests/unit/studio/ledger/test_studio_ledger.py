"""The database: versions, shared transactions, trouble that passes; one process per data directory."""

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from scripted_vendor import NOON, OWNER, Picture, QuickTime, ScriptedVendor, make_studio, open_studio, plant, run_job
from sqlalchemy import create_engine, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

import studio
from studio.clock import Clock
from studio.errors import DatabaseTooNew, DataDirBusy
from studio.ledger.changes import Changes
from studio.ledger.data_lock import DataDirLock
from studio.ledger.database import Ledger
from studio.ledger.job import JobState
from studio.ledger.migrations import STEPS, migrate
from studio.ledger.tables import metadata, schema_version, uploads
from studio.sentences.sentences import sentence_of


def upload(sha256: str) -> dict[str, object]:
    return {"vendor": "v", "base_url": "b", "sha256": sha256, "url": "u", "expires_at": NOON}


def shape(path: Path) -> dict[str, object]:
    """Return every table's columns, keys and indexes."""
    inspector = inspect(create_engine(f"sqlite:///{path}"))
    return {
        table: (
            {
                column["name"]: (str(column["type"]).replace("REAL", "DOUBLE"), column["nullable"])
                for column in inspector.get_columns(table)
            },
            inspector.get_pk_constraint(table)["constrained_columns"],
            sorted((str(index["name"]), tuple(index["column_names"])) for index in inspector.get_indexes(table)),
            sorted(tuple(each["column_names"]) for each in inspector.get_unique_constraints(table)),
        )
        for table in inspector.get_table_names()
    }


async def test_migrations_from_nothing_make_the_tables(tmp_path: Path) -> None:
    ledger = Ledger.in_directory(tmp_path)
    await ledger.open()
    await ledger.close()
    metadata.create_all(create_engine(f"sqlite:///{tmp_path / 'wanted.db'}"))
    made, wanted = shape(tmp_path / "easel.db"), shape(tmp_path / "wanted.db")
    assert set(made) == set(wanted)
    for table in wanted:
        assert made[table] == wanted[table], table


def test_migrations_go_on_from_any_version_and_keep_rows(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'easel.db'}")
    with engine.begin() as connection:
        migrate(connection)
        connection.execute(insert(uploads).values(upload("a")))
    with engine.begin() as connection:
        migrate(connection, (*STEPS, ("ALTER TABLE uploads ADD COLUMN note TEXT", "UPDATE uploads SET note = 'kept'")))
        assert connection.execute(text("SELECT sha256, note FROM uploads")).all() == [("a", "kept")]
        assert connection.execute(select(schema_version.c.version)).scalars().all() == [len(STEPS) + 1]
    with engine.begin() as connection, pytest.raises(DatabaseTooNew, match="newer Easel"):
        migrate(connection)
    engine.dispose()


async def test_a_broken_migration_leaves_the_old_version(tmp_path: Path) -> None:
    """A crash in the middle of a step must not leave half of it behind."""
    ledger = Ledger.in_directory(tmp_path)
    broken = (*STEPS, ("CREATE TABLE extra (id TEXT)", "CREATE TABLE extra (id TEXT)"))
    with ledger._transaction() as connection:  # pyright: ignore[reportPrivateUsage]
        migrate(connection)
    with pytest.raises(Exception, match="already exists"), ledger._transaction() as connection:  # pyright: ignore[reportPrivateUsage]
        migrate(connection, broken)
    await ledger.open()
    assert "extra" not in shape(tmp_path / "easel.db")
    await ledger.close()


async def test_settings_of_the_database(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        pragmas = {}
        for name in ("journal_mode", "synchronous", "busy_timeout"):
            row = await studio.machinery.ledger.first(text(f"PRAGMA {name}"))
            pragmas[name] = row[0] if row else None
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 10000}


async def test_writes_at_one_moment_share_a_transaction(tmp_path: Path) -> None:
    ledger = Ledger.in_directory(tmp_path)
    await ledger.open()
    await asyncio.gather(*(ledger.write(insert(uploads).values(upload(str(number)))) for number in range(100)))
    assert ledger.transactions <= 2
    assert len(await ledger.rows(select(uploads))) == 100
    await ledger.close()


async def test_a_bad_write_takes_no_other_with_it(tmp_path: Path) -> None:
    ledger = Ledger.in_directory(tmp_path)
    await ledger.open()
    acts = [ledger.write(insert(uploads).values(upload(name))) for name in ("a", "b", "a", "c")]
    both = ledger.write(insert(uploads).values(upload("d")), insert(uploads).values(upload("d")))
    outcomes = await asyncio.gather(*acts, both, return_exceptions=True)
    assert [isinstance(outcome, IntegrityError) for outcome in outcomes] == [False, False, True, False, True]
    assert {row.sha256 for row in await ledger.rows(select(uploads))} == {"a", "b", "c"}
    await ledger.close()


async def test_a_cancelled_caller_does_not_undo_its_write(tmp_path: Path) -> None:
    ledger = Ledger.in_directory(tmp_path)
    await ledger.open()
    caller = asyncio.create_task(ledger.write(insert(uploads).values(upload("a"))))
    await asyncio.sleep(0)
    caller.cancel()
    await asyncio.wait([caller])
    await ledger.close()
    assert sqlite3.connect(tmp_path / "easel.db").execute("SELECT count(*) FROM uploads").fetchone() == (1,)


async def test_a_locked_database_is_waited_for(tmp_path: Path) -> None:
    """Somebody holds the database for longer than the busy timeout: the write waits, says so, and succeeds."""
    other: list[sqlite3.Connection] = []

    async def sleep(_: float) -> None:
        assert ledger.trouble is not None
        other.pop().close()

    ledger = Ledger.in_directory(tmp_path, Clock(sleep=sleep))
    await ledger.open()
    await ledger.write(insert(uploads).values(upload("first")))
    with ledger._transaction() as connection:  # pyright: ignore[reportPrivateUsage]
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    holder = sqlite3.connect(tmp_path / "easel.db")
    holder.execute("BEGIN IMMEDIATE")
    other.append(holder)
    await ledger.write(insert(uploads).values(upload("second")))
    assert ledger.trouble is None
    assert other == []
    await ledger.close()


async def test_what_waits_for_a_lock_at_the_end_is_not_written_later(tmp_path: Path) -> None:
    """The next process may have gone on from what the database says."""
    ledger = Ledger.in_directory(tmp_path)
    await ledger.open()
    holder = sqlite3.connect(tmp_path / "easel.db")
    holder.execute("BEGIN IMMEDIATE")
    late = asyncio.create_task(ledger.write(insert(uploads).values(upload("late"))))
    for _ in range(3):  # until the writer's thread has it
        await asyncio.sleep(0)
    await ledger.close()
    holder.rollback()
    await asyncio.to_thread(ledger._writing.shutdown)  # pyright: ignore[reportPrivateUsage]
    assert holder.execute("SELECT count(*) FROM uploads").fetchone() == (0,)
    late.cancel()
    holder.close()


async def test_a_full_database_makes_jobs_wait_not_fail(tmp_path: Path) -> None:
    time = QuickTime()
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor, clock=time.clock) as studio:
        ledger = studio.machinery.ledger
        pages = await ledger.first(text("PRAGMA page_count"))
        assert pages is not None
        _limit(ledger, int(pages[0]))
        starting = asyncio.create_task(studio.jobs.start(OWNER, Picture(prompt="x" * 100_000)))
        async with asyncio.timeout(10):
            while ledger.trouble is None:  # noqa: ASYNC110 - what is under test sets no event
                await asyncio.sleep(0.01)
        assert "disk is full" in sentence_of([ledger.trouble])
        assert await studio.notice() == (ledger.trouble,)
        assert vendor.submitted == []
        _limit(ledger, 1_000_000)
        job = await starting
        assert (await studio.jobs.wait(OWNER, job.id, 10)).state is JobState.SUCCEEDED
        assert ledger.trouble is None


def _limit(ledger: Ledger, pages: int) -> None:
    """Bound the size of the database, for every pooled connection."""
    engine = ledger._engine  # pyright: ignore[reportPrivateUsage]
    with contextlib.ExitStack() as held:
        for _ in range(5):
            held.enter_context(engine.connect()).exec_driver_sql(f"PRAGMA max_page_count={pages}")


# --- one process per data directory ----------------------------------------------------------------------------------


TAKE_LOCK = """
import pathlib, sys
from studio.ledger.data_lock import DataDirLock
from studio.errors import DataDirBusy
try:
    DataDirLock(pathlib.Path(sys.argv[1])).acquire()
except DataDirBusy as error:
    print(error)
"""


async def test_a_second_studio_on_the_directory_is_refused(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        with pytest.raises(DataDirBusy, match="already using"):
            async with make_studio(tmp_path, ScriptedVendor()).lifespan():
                pass
        await run_job(studio)
    async with open_studio(tmp_path, ScriptedVendor()):
        pass


def test_a_second_process_on_the_directory_is_refused(tmp_path: Path) -> None:
    lock = DataDirLock(tmp_path)
    lock.acquire()
    lock.acquire()
    root = Path(studio.__file__ or "").parent.parent
    command = [sys.executable, "-c", TAKE_LOCK, str(tmp_path)]
    other = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=60)
    assert "Another Easel is already using" in other.stdout
    lock.release()
    DataDirLock(tmp_path).acquire()


# --- who must look again ---------------------------------------------------------------------------------------------


async def test_revision_grows_with_each_change_of_that_owner_only(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        mine, yours = studio.jobs.revision(OWNER), studio.jobs.revision("bob")
        job = await run_job(studio)
        after = studio.jobs.revision(OWNER)
        assert after > mine
        assert studio.jobs.revision("bob") == yours
        await studio.library.delete(OWNER, [job.outputs[0].id])
        assert studio.jobs.revision(OWNER) == after + 1


async def test_waiting_for_a_change_needs_no_polling() -> None:
    changes = Changes()
    seen = changes.revision("ann")
    waiting = asyncio.create_task(changes.wait("ann", seen, 10))
    await asyncio.sleep(0)
    changes.bump("bob")
    await asyncio.sleep(0)
    assert not waiting.done()
    changes.bump("ann")
    assert await waiting == seen + 1
    assert await changes.wait("ann", seen, 10) == seen + 1
    assert await changes.wait("ann", seen + 1, 0.01) == seen + 1


async def test_wait_returns_an_unfinished_job_in_time(tmp_path: Path) -> None:
    job_id = await plant(tmp_path, provider="other", state=JobState.RUNNING, task_id="task-1")
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        job = await studio.jobs.wait(OWNER, job_id, 0.05)
    assert job.state is JobState.RUNNING
