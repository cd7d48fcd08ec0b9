"""What an archive says of anything is history: no other owner, no budget, no clock and no vendor learns of it."""

import asyncio
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from library_archives import exported, filled, packed, vendor
from scripted_vendor import OWNER, REQUESTS, Picture, QuickTime, ScriptedVendor, open_studio, png, run_job
from sqlalchemy import delete, func, insert, or_, select, text

from providers.price import Balance, ListPrice
from studio.archive.archive_columns import COLUMNS
from studio.archive.archive_rows import KINDS, ArchiveRefused
from studio.clock import micros
from studio.errors import NotPossible
from studio.jobs.expected_times import Durations
from studio.jobs.recourse import acts
from studio.ledger.column_types import Moment
from studio.ledger.job import FINAL_STATES
from studio.ledger.tables import asset_tags, assets, batch_cells, batches, jobs, lineage, metadata, references
from studio.studio import Studio
from ui.asking.file_links import FileLinks
from ui.asking.page import Page
from ui.views.job_details import details_view

BOB = "bob"
HOSTILE: tuple[Any, ...] = (
    None, True, 0, -1, -1000.0, 1e308, float("nan"), float("inf"), 1 << 70, "", "x", "unknown", "running", "maybe",
    "../../x", "2999-01-01T00:00:00+00:00", "1970-01-01T00:00:00+14:00", "yesterday", "\ud800", "a" * 250_000,
    [], [[1]], [{"url": "http://127.0.0.1/"}], {}, {"model": "quick", "prompt": 1e999}, {"prompt": "\ud800\x00"},
    {"a": [[[[[[["deep"]]]]]]]}, "scripted", "task-1", "ADA-JOB", "ADA-FILE", "ADA-BATCH", "ADA-SHA", ["ADA-SHA"],
)  # fmt: skip
"""The words in capitals stand for what is Ada's."""
CHANGES = sorted(
    (name, column.name, number)
    for name, kind in KINDS.items()
    for column in kind.table.c
    for number in range(len(HOSTILE))
)


def test_every_column_is_judged() -> None:
    assert set(COLUMNS) == set(metadata.tables.values())
    for table, rules in COLUMNS.items():
        assert list(rules) == [column.name for column in table.c], table.name
        assert all(rule.why for rule in rules.values())
        for column in table.c:
            rule = rules[column.name]
            written = rule.read or rule.instead or column.nullable or column.server_default or column.name == "owner"
            assert written or table not in {kind.table for kind in KINDS.values()}, column


@dataclass
class Attacked:
    """A studio with Ada's things, and the archive that Bob changes."""

    studio: Studio
    vendor: ScriptedVendor
    time: QuickTime
    entries: dict[str, bytes]
    path: Path
    adas: dict[str, str]

    def put(self, value: Any) -> Any:
        """Return a hostile value with Ada's things in the place of the words that stand for them."""
        if isinstance(value, list):
            return [self.put(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
        return self.adas.get(value, value) if isinstance(value, str) else value

    def archive(self, changes: list[tuple[str, str, int]]) -> bytes:
        entries = dict(self.entries)
        for name, column, number in changes:
            lines = [json.loads(line) for line in entries[f"{name}.jsonl"].splitlines()]
            lines[0][column] = self.put(HOSTILE[number])
            entries[f"{name}.jsonl"] = "".join(f"{json.dumps(line)}\n" for line in lines).encode()
        return packed(entries)

    async def of_others(self) -> Any:
        """Return what must not change: rows of everybody but Bob, budgets, expected times, the vendor's calls."""
        ledger, money = self.studio.machinery.ledger, self.studio.money
        rows: dict[str, Any] = {}
        for table in metadata.sorted_tables:
            query = select(table)
            if table is batch_cells:
                query = query.where(table.c.batch_id.in_(select(batches.c.id).where(batches.c.owner == OWNER)))
            elif "owner" in table.c:
                query = query.where(table.c.owner != BOB)
            elif table.name == "files":
                continue  # facts read from bytes, no row of anybody's
            rows[table.name] = [tuple(row) for row in await ledger.rows(query)]
        words = text("SELECT * FROM asset_words WHERE rowid IN (SELECT place FROM assets WHERE owner != 'bob')")
        rows["words"] = [tuple(row) for row in await ledger.rows(words)]
        times = Durations(ledger, REQUESTS)
        expected = await times.expected(times.kind(Picture.endpoint, "quick", False, {}))
        calls = (len(self.vendor.submitted), len(self.vendor.polled), self.vendor.balances_asked, self.vendor.hosted)
        return rows, expected, calls, await money.budgets.status(OWNER), await money.budgets.status(BOB)

    async def clocks(self) -> None:
        """Look at every moment and every place of Bob's: none is to come, and nothing of his is under way."""
        ledger, now = self.studio.machinery.ledger, self.time.now()
        for table in metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, Moment) and table.name != "uploads":
                    row = await ledger.first(select(func.max(column)))
                    assert ((row and row[0]) or now) <= now, column
        row = await ledger.first(select(func.max(assets.c.place)))
        assert row is not None
        assert row[0] <= micros(now) + 10
        wrong = (jobs.c.state.not_in(FINAL_STATES), jobs.c.watching, jobs.c.task_id.is_not(None), jobs.c.key_id != "")
        mine = select(jobs.c.id).where(jobs.c.owner == BOB, or_(*wrong))
        assert await ledger.rows(mine) == []
        assert await ledger.rows(select(batches.c.id).where(batches.c.state == "running")) == []
        for column in (asset_tags.c.asset_id, lineage.c.sha256, references.c.sha256, references.c.made_from):
            theirs = column.in_([self.adas["ADA-FILE"], self.adas["ADA-SHA"]])
            assert await ledger.rows(select(column).where(column.table.c.owner == BOB, theirs)) == [], column

    async def looked_at(self) -> None:
        """Do what a person can do that costs nothing; all of it answers."""
        studio = self.studio
        await studio.library.complete()
        await studio.library.page(BOB)
        await studio.bin.page(BOB)
        await studio.votes.tally(BOB)
        await studio.batches.recent(BOB)
        await studio.profiles.list(BOB)
        await studio.prompts.used(BOB)
        await studio.money.usage.report(BOB, 30)
        for job in await studio.jobs.recent(BOB):
            json.dumps(job.request, allow_nan=False, ensure_ascii=False).encode()
            json.dumps(
                details_view(Page(studio, FileLinks(b"0" * 32)), job), allow_nan=False, ensure_ascii=False
            ).encode()
            await studio.lineage.family(BOB, job.id)
            assert "look_again" not in acts(job)
            with pytest.raises(NotPossible):
                await studio.recourse.look_again(BOB, job.id)
            with suppress(NotPossible):
                await studio.recourse.keep_as_lost(BOB, job.id)
            await studio.jobs.stop(BOB, job.id)
        b"".join([piece async for piece in studio.library_export.write(BOB)])

    async def forget(self) -> None:
        """Take everything of Bob's away again."""
        bobs = select(batches.c.id).where(batches.c.owner == BOB)
        tables = [table for table in metadata.sorted_tables if "owner" in table.c]
        await self.studio.machinery.ledger.write(
            delete(batch_cells).where(batch_cells.c.batch_id.in_(bobs)),
            *(delete(table).where(table.c.owner == BOB) for table in tables),
            text("DELETE FROM asset_words WHERE rowid NOT IN (SELECT place FROM assets WHERE place IS NOT NULL)"),
        )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Attacked, asyncio.Runner]]:
    """A studio where Ada has everything there is, and Bob an archive with one of everything of his own."""
    folder = tmp_path_factory.mktemp("attacked")
    with asyncio.Runner() as runner:
        entries = runner.run(an_archive(folder / "bobs"))
        time = QuickTime()
        time.passed_s = 3600
        adas_vendor = vendor(prices={"quick": ListPrice(0.1, 0.1)}, balances=[Balance(5.0)])
        opened = open_studio(folder / "adas", adas_vendor, clock=time.clock)
        studio = runner.run(opened.__aenter__())
        runner.run(filled(studio))
        runner.run(run_job(studio, Picture(prompt="A green hill")))  # without the tag that is in Bob's archive
        runner.run(studio.library.complete())
        [of_ada] = runner.run(studio.library.page(OWNER, limit=1))
        adas = {"ADA-JOB": of_ada.job.id, "ADA-FILE": of_ada.asset.id, "ADA-BATCH": "adas-batch"}
        adas["ADA-SHA"] = runner.run(_only_hers(studio))
        yield Attacked(studio, adas_vendor, time, entries, folder / "hostile.zip", adas), runner
        runner.run(opened.__aexit__(None, None, None))


async def _only_hers(studio: Studio) -> str:
    """Give Ada an upload that is in nobody's archive."""
    path = studio.settings.data_dir / "hers.png"
    path.write_bytes(png("purple"))
    return (await studio.references.keep(OWNER, path, "hers.png")).sha256


async def an_archive(data_dir: Path) -> dict[str, bytes]:
    """Return an archive's entries; its first job lacks its result, and older versions told its task and balance."""
    async with open_studio(data_dir, vendor()) as studio:
        await filled(studio)
        job = (await studio.jobs.recent(OWNER))[0]
        await studio.machinery.ledger.write(
            insert(lineage).values(owner=OWNER, child_job=job.id, position=0, kind="file", sha256=None)
        )
        with zipfile.ZipFile(io.BytesIO(await exported(studio))) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
    lines = [json.loads(line) for line in entries["jobs.jsonl"].splitlines()]
    lines[0] |= {"state": "unknown", "charged": "maybe", "task_id": "task-1", "task_s": 5.0, "balance_before": 9.0}
    entries["jobs.jsonl"] = "".join(f"{json.dumps(line)}\n" for line in lines).encode()
    return {name: content.replace(b'"b1"', b'"bobs-batch"') for name, content in entries.items()}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.sampled_from(CHANGES), max_size=3))
@example(changes=[])
@example(changes=[("jobs", "created_at", HOSTILE.index("2999-01-01T00:00:00+00:00"))])
@example(changes=[("tags", "asset_id", HOSTILE.index("ADA-FILE"))])
@example(changes=[("lineage", "sha256", HOSTILE.index("ADA-SHA"))])
@example(changes=[("references", "made_from", HOSTILE.index("ADA-SHA"))])
@example(changes=[("jobs", "request", HOSTILE.index({"prompt": "\ud800\x00"}))])
def test_an_archive_is_history(attacked: tuple[Attacked, asyncio.Runner], changes: list[tuple[str, str, int]]) -> None:
    here, runner = attacked
    here.path.write_bytes(here.archive(changes))

    async def attack() -> None:
        before = await here.of_others()
        with suppress(ArchiveRefused):
            await here.studio.library_import.read(BOB, here.path)
            await here.looked_at()
        await here.clocks()
        assert await here.of_others() == before
        await here.forget()

    runner.run(attack())


def test_an_archive_without_changes_comes_in(attacked: tuple[Attacked, asyncio.Runner]) -> None:
    here, runner = attacked
    here.path.write_bytes(here.archive([]))
    assert runner.run(here.studio.library_import.read(BOB, here.path)).jobs == 3
    runner.run(here.forget())
