"""Sums over jobs, by day and model: right, per owner, and quick over a hundred thousand."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import NOON, OWNER, QuickTime
from sqlalchemy import insert

from studio.ledger.database import Ledger
from studio.ledger.tables import jobs
from studio.money.usage import Usage, UsageReport, UsedModel, Waits
from ui.tabs.usage_tab import amount_typed

QUICK = UsedModel("scripted", "quick", False)


def row(number: int, **facts: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "id": f"job-{number}", "owner": OWNER, "endpoint": "scripted_picture", "provider": "scripted",
        "model": "quick", "capability": "text-to-image", "sandbox": False, "request": {}, "state": "succeeded",
        "charged": "yes", "happened": (), "stopping": False, "watching": False, "pending": [], "cost": 0.1,
        "created_at": NOON, "submitted_at": NOON, "finished_at": NOON + timedelta(seconds=10),
    }  # fmt: skip
    return usual | facts


async def report_of(data_dir: Path, rows: list[dict[str, Any]], days: int = 7) -> UsageReport:
    ledger = Ledger.in_directory(data_dir)
    await ledger.open()
    await ledger.write(insert(jobs).values(rows))
    report = await Usage(ledger, QuickTime().clock).report(OWNER, days)
    await ledger.close()
    return report


async def test_every_day_is_there_and_jobs_stand_on_theirs(tmp_path: Path) -> None:
    late = datetime(2026, 11, 20, 23, 59, 59, 999_999, tzinfo=UTC)
    rows = [row(0), row(1, created_at=late), row(2, created_at=late + timedelta(microseconds=1)),
            row(3, created_at=NOON - timedelta(days=7)), row(4, owner="somebody else")]  # fmt: skip
    report = await report_of(tmp_path, rows)
    assert list(report.by_day) == [date(2026, 11, 15) + timedelta(days=number) for number in range(7)]
    assert [use.jobs for use in report.by_day.values()] == [0, 0, 0, 0, 0, 1, 2]
    assert report.total.jobs == 3


async def test_ends_and_charges_are_told_apart(tmp_path: Path) -> None:
    rows = [
        row(0), row(1, state="failed", charged="no"), row(2, state="failed", charged="maybe"),
        row(3, state="unknown", charged="maybe", cost=None), row(4, state="stopped", charged="yes", cost=0.25),
        row(5, state="running", charged="yes"), row(6, state="preparing", charged="no"),
        row(7, sandbox=True, charged="no", cost=None),
    ]  # fmt: skip
    report = await report_of(tmp_path, rows)
    total = report.total
    assert (total.jobs, total.succeeded, total.failed, total.unknown, total.stopped) == (8, 2, 2, 1, 1)
    assert (total.cost_usd, total.unpriced) == (0.65, 1)
    assert [(model, use.jobs) for model, use in report.by_model.items()] == [
        (QUICK, 7),
        (QUICK._replace(sandbox=True), 1),
    ]
    assert report.by_day[date(2026, 11, 21)].cost_usd == 0.65


async def test_waits_are_of_what_succeeded(tmp_path: Path) -> None:
    rows = [row(number, finished_at=NOON + timedelta(seconds=number + 1)) for number in range(101)]
    rows += [row(200, state="failed", finished_at=NOON + timedelta(hours=1)), row(201, submitted_at=None)]
    rows += [row(300, model="slow", finished_at=NOON + timedelta(seconds=500))]
    report = await report_of(tmp_path, rows)
    of_model = report.by_model[QUICK].waits
    assert of_model is not None
    assert (of_model.low_s, of_model.usual_s, of_model.high_s) == pytest.approx((11, 51, 91), rel=0.02)
    assert report.by_model[QUICK._replace(model="slow")].waits == Waits(500, 500, 500)
    assert report.by_day[date(2026, 11, 20)].waits is None
    assert report.total.waits == report.by_day[date(2026, 11, 21)].waits
    assert report.total.waits is not None
    assert report.total.waits.usual_s == pytest.approx(52, rel=0.02)


@pytest.mark.parametrize("days", [0, -5, 10**9])
async def test_the_range_has_limits(tmp_path: Path, days: int) -> None:
    report = await report_of(tmp_path, [row(0)], days)
    assert len(report.by_day) in (1, 366)
    assert report.total.jobs == 1


async def test_nothing_is_nothing(tmp_path: Path) -> None:
    report = await report_of(tmp_path, [row(0, owner="somebody else")])
    assert (report.total.jobs, report.total.waits, report.by_model) == (0, None, {})


@pytest.mark.parametrize(
    ("typed", "usd"),
    [("2,50", 2.5), ("$2.5", 2.5), (" 3 ", 3.0), ("", None), ("1,000", "1,000"), ("0,125", 0.125), ("1.2.3", "1.2.3")],
)
def test_amounts_are_read_with_point_or_comma(typed: str, usd: float | str | None) -> None:
    assert amount_typed(typed) == usd
