"""A database into which an older Easel took archives as they were: what can be told from it, and dates to come."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scripted_vendor import NOON, OWNER, Picture, QuickTime, ScriptedVendor, open_studio, opened, plant, run_job
from sqlalchemy import Table, TableClause, Text, column, create_engine, insert, table, text

from providers.price import ListPrice
from providers.spec import Capability
from studio.clock import micros
from studio.ledger.column_types import Told
from studio.ledger.job import JobState
from studio.ledger.migrations import STEPS, migrate
from studio.ledger.tables import assets, batch_cells, batches, files, jobs

IN_2999 = datetime(2999, 1, 1, tzinfo=UTC)
BEFORE = next(place for place, step in enumerate(STEPS) if any("jobs SET imported_at" in str(one) for one in step))
DAY = timedelta(days=1)
YEAR_2100 = micros(datetime(2100, 1, 1, tzinfo=UTC))


def job(id_: str, created_at: datetime, **columns: Any) -> dict[str, Any]:
    row = {"id": id_, "owner": OWNER, "endpoint": "scripted_picture", "provider": "scripted", "model": "quick"}
    row |= {"capability": Capability.TEXT_TO_IMAGE, "sandbox": False, "request": {"prompt": id_}, "message": ""}
    row |= {"state": JobState.SUCCEEDED, "charged": "yes", "cost": 1.0, "price_least": None, "price_most": None}
    row |= {"stopping": False, "watching": False, "pending": [], "created_at": created_at}
    return row | {"submitted_at": NOON - 3 * DAY, "finished_at": NOON - 3 * DAY} | columns


def file_of(job_id: str, position: int, made_at: datetime, kept_at: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    sha256 = f"{job_id}-{position}".encode().hex().ljust(64, "0")
    asset = {"id": f"{job_id}-{position}", "owner": OWNER, "job_id": job_id, "position": position, "kind": "image"}
    asset |= {"label_certain": True, "sha256": sha256, "name": f"{job_id}.png", "facts": {}, "created_at": made_at}
    file = {"sha256": sha256, "kind": "image", "format": "png", "mime": "image/png", "width": 1, "height": 1}
    return asset, file | {"bytes": 1, "has_alpha": False, "created_at": kept_at}


def of_that_time(of: Table) -> TableClause:
    """Return a table as it was while rows still held sentences."""
    columns = (
        column(
            "message" if each.name == "happened" else each.name, Text() if isinstance(each.type, Told) else each.type
        )
        for each in of.c
    )
    return table(of.name, *columns)


def older_database(data_dir: Path) -> None:
    """Write the rows as the version before left them."""
    then = NOON - 3 * DAY
    rows = [
        job("own", then),
        job("own with a file seen again", then),
        job("brought", then - 9 * DAY),
        job("brought in part", then - 9 * DAY),
        job("with a negative cost", then, cost=-1000.0),
        job("of 2999", IN_2999, submitted_at=None, finished_at=None),
        job("sent in 2999", IN_2999, submitted_at=IN_2999, finished_at=IN_2999),
        job("made after it", IN_2999 + timedelta(seconds=1), submitted_at=NOON - DAY, finished_at=NOON - DAY),
        job("under way after it", IN_2999 + 2 * DAY, state=JobState.QUEUED, task_id="t", submitted_at=NOON),
    ]
    kept = [
        file_of("own", 0, then, then),
        file_of("own with a file seen again", 0, then, then - DAY),
        file_of("brought", 0, then - 9 * DAY, then),
        file_of("brought in part", 0, then - 9 * DAY, then),
        file_of("brought in part", 1, then - 9 * DAY, then - 9 * DAY),
        file_of("made after it", 0, IN_2999 + timedelta(seconds=2), IN_2999 + timedelta(seconds=2)),
    ]
    batch = {"id": "b", "owner": OWNER, "title": "", "capability": Capability.TEXT_TO_IMAGE, "axes": []}
    cell = {"batch_id": "b", "position": 0, "at": [], "endpoint": "", "model": "", "request": {}, "problem": ""}
    engine = create_engine(f"sqlite:///{data_dir / 'easel.db'}")
    with engine.begin() as connection:
        migrate(connection, STEPS[:BEFORE])
        for row in rows:
            connection.execute(insert(of_that_time(jobs)).values(row))
        for asset, file in kept:
            connection.execute(insert(assets).values(asset))
            connection.execute(insert(files).values(file))
        # The one of 2999 was indexed: its place is its moment.
        of_2999 = f"FROM assets WHERE created_at >= {YEAR_2100}"
        connection.execute(text(f"INSERT INTO asset_words (rowid, owner, words) SELECT created_at, '', id {of_2999}"))
        connection.execute(
            text(f"UPDATE assets SET place = created_at, stale = NULL WHERE id IN (SELECT id {of_2999})")
        )
        connection.execute(
            insert(of_that_time(batches)).values(
                batch | {"state": "done", "message": "", "created_at": IN_2999 + 2 * DAY}
            )
        )
        connection.execute(
            insert(of_that_time(batch_cells)).values(
                cell | {"sandbox": False, "refused": "", "job_id": "made after it"}
            )
        )
    engine.dispose()


async def test_what_is_known_as_brought_is_marked_and_moments_after_2100_come_back(tmp_path: Path) -> None:
    older_database(tmp_path)
    vendor = ScriptedVendor([opened()], prices={"quick": ListPrice(0.1, 0.1)})
    async with open_studio(tmp_path, vendor, clock=QuickTime().clock) as studio:
        ledger = studio.machinery.ledger
        new = await run_job(studio, Picture(prompt="new"))
        rows = await ledger.rows(text("SELECT id FROM jobs WHERE imported_at IS NOT NULL"))
        marked = {row.id for row in rows}
        assert marked == {"brought", "with a negative cost", "of 2999", "sent in 2999"}
        assert new.created_at < NOON + DAY
        assert (await studio.jobs.wait(OWNER, "under way after it", 10)).state is JobState.SUCCEEDED
        status = await studio.money.budgets.status(OWNER)
        # Today: the new job and the one that was under way; in all the four of before that nothing speaks against, too.
        assert (status.today_usd, status.all_usd) == (1.1, 5.1)
        await studio.machinery.search_index.catch_up()
        wall = await ledger.rows(text("SELECT job_id FROM assets ORDER BY place DESC"))
        seen = [row.job_id for row in wall]
        assert seen.index(new.id) < seen.index("made after it") < seen.index("own")
        for each in (jobs, assets, files, batches):
            found = await ledger.rows(text(f"SELECT MAX(created_at) AS newest FROM {each.name}"))
            assert found[0].newest < YEAR_2100, each.name
        assert [batch.created_at for batch in await studio.batches.recent(OWNER)] == [NOON - DAY]
        words = await ledger.rows(text("SELECT count(*) AS n FROM asset_words"))
        shown = await ledger.rows(text("SELECT count(*) AS n FROM assets"))
        assert words[0].n == shown[0].n


async def test_a_date_ahead_counts_on_the_day_it_was_sent(tmp_path: Path) -> None:
    ahead: dict[str, Any] = {"created_at": NOON + 30 * DAY, "state": JobState.SUCCEEDED, "charged": "yes", "cost": 1.0}
    await plant(tmp_path, id="of nobody knows when", **ahead)
    await plant(tmp_path, id="to be", **ahead | {"submitted_at": NOON + 30 * DAY})
    await plant(tmp_path, id="of before", **ahead | {"submitted_at": NOON - DAY})
    await plant(tmp_path, id="of today", **ahead | {"submitted_at": NOON})
    vendor = ScriptedVendor([opened()], prices={"quick": ListPrice(0.1, 0.1)})
    async with open_studio(tmp_path, vendor, clock=QuickTime().clock) as studio:
        new = await run_job(studio)
        assert new.created_at > NOON + 30 * DAY, "lists keep their order"
        status = await studio.money.budgets.status(OWNER)
        assert (status.today_usd, status.all_usd) == (1.1, 4.1)
