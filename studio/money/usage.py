"""What was used: jobs, charges, failures and waiting times by day and by model, added up by the database.

Days are UTC days, by when a job was started; so budgets count them, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, func, not_, select, type_coerce
from sqlalchemy.engine import Row

from studio.clock import Clock
from studio.ledger.database import Ledger
from studio.ledger.job import MADE_HERE, JobState
from studio.ledger.tables import jobs
from studio.money.budgets import paid

LONGEST_DAYS = 366
_DAY_US = 86_400_000_000
_EPOCH = date(1970, 1, 1)
_EDGES_S = tuple(1.3**power for power in range(38))
"""Steps in which waiting times are counted: 1 s to about 4.5 hours."""


class UsedModel(NamedTuple):
    """A model as it was used: at its vendor or in the sandbox."""

    provider: str
    model: str
    sandbox: bool


@dataclass(frozen=True)
class Waits:
    """Seconds from submit to finish of succeeded jobs: a tenth took at most `low_s`, a tenth at least `high_s`."""

    low_s: float
    usual_s: float
    high_s: float


@dataclass
class Use:
    """Sums over some jobs.

    Attributes:
        jobs: All of them; the rest of the states below is still under way.
        unknown: Of those, how many submits got no clear answer.
        cost_usd: Of those charged, perhaps charged, and under way; imported ones too, which no budget counts.
        unpriced: How many of these had no known price and are not in `cost_usd`.
        waits: None when none succeeded.
    """

    jobs: int = 0
    succeeded: int = 0
    failed: int = 0
    unknown: int = 0
    stopped: int = 0
    cost_usd: float = 0.0
    unpriced: int = 0
    waits: Waits | None = None

    def add(self, row: Row[Any]) -> None:
        """Add one row of the query."""
        self.jobs += row.jobs
        self.succeeded += row.succeeded or 0
        self.failed += row.failed or 0
        self.unknown += row.unknown or 0
        self.stopped += row.stopped or 0
        self.cost_usd = round(self.cost_usd + (row.cost or 0.0), 6)
        self.unpriced += row.unpriced or 0


@dataclass(frozen=True)
class UsageReport:
    """One owner's use of the last days.

    Attributes:
        by_day: Every day of the range, oldest first, also those without jobs.
        by_model: The models that were used, most jobs first.
        total: All together.
    """

    by_day: dict[date, Use]
    by_model: dict[UsedModel, Use]
    total: Use = field(default_factory=Use)


class Usage:
    """Sums of one ledger's jobs, by owner. What people deleted from the library still counts: it was paid for."""

    def __init__(self, ledger: Ledger, clock: Clock | None = None) -> None:
        self._ledger = ledger
        self._clock = clock or Clock()

    async def report(self, owner: str, days: int) -> UsageReport:
        """Return an owner's use of the last `days` days, today included; 1 to 366."""
        days = max(1, min(days, LONGEST_DAYS))
        today = self._clock.now().astimezone(UTC).date()
        first = today - timedelta(days=days - 1)
        # Work of this machine costs nothing and is no use of a vendor.
        mine = (
            jobs.c.owner == owner,
            jobs.c.provider != MADE_HERE,
            jobs.c.created_at >= datetime.combine(first, time(), UTC),
        )
        report = UsageReport({first + timedelta(days=number): Use() for number in range(days)}, {})
        waits: dict[int, tuple[Use, _Histogram]] = {}
        for row in await self._ledger.rows(_sums(mine)):
            # A clock set back may leave jobs of a day to come: they count for today.
            day = min(_EPOCH + timedelta(days=row.day), today)
            model = UsedModel(row.provider, row.model, row.sandbox)
            for use in (report.by_day[day], report.by_model.setdefault(model, Use()), report.total):
                use.add(row)
                waits.setdefault(id(use), (use, _Histogram()))[1].add(row)
        for use, histogram in waits.values():
            use.waits = histogram.waits()
        by_model = dict(sorted(report.by_model.items(), key=lambda item: (-item[1].jobs, item[0])))
        return UsageReport(report.by_day, by_model, report.total)


_DAY = type_coerce(jobs.c.created_at, BigInteger) // _DAY_US
_WAIT_US = type_coerce(jobs.c.finished_at, BigInteger) - type_coerce(jobs.c.submitted_at, BigInteger)
_WAITED = and_(jobs.c.state == JobState.SUCCEEDED, jobs.c.submitted_at.is_not(None), jobs.c.finished_at.is_not(None))


def _sums(mine: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Return the one query: sums by day, model and how long it took, so that a hundred thousand rows stay in SQLite."""
    counts = [
        func.sum(case((jobs.c.state == state, 1), else_=0)).label(state.value)
        for state in (JobState.SUCCEEDED, JobState.FAILED, JobState.UNKNOWN, JobState.STOPPED)
    ]
    cost = type_coerce(func.sum(case((paid(), jobs.c.cost))), jobs.c.cost.type).label("cost")
    unpriced = func.sum(case((paid() & jobs.c.cost.is_(None), 1), else_=0)).label("unpriced")
    steps = [(edge_s * 1_000_000 > _WAIT_US, number) for number, edge_s in enumerate(_EDGES_S)]
    keys = (
        _DAY.label("day"),
        jobs.c.provider,
        jobs.c.model,
        jobs.c.sandbox,
        case((not_(_WAITED), None), *steps, else_=len(_EDGES_S)).label("step"),
    )
    waits = (func.min(_WAIT_US).label("low_us"), func.max(_WAIT_US).label("high_us"))
    return select(*keys, func.count().label("jobs"), *counts, cost, unpriced, *waits).where(*mine).group_by(*keys)


class _Histogram:
    """Waiting times of some jobs, counted in steps of about 30 %; each step knows its shortest and longest."""

    def __init__(self) -> None:
        self._steps: dict[int, tuple[int, float, float]] = {}

    def add(self, row: Row[Any]) -> None:
        """Add one row of the query."""
        if row.step is None:
            return
        low_s, high_s = max(0, row.low_us) / 1e6, max(0, row.high_us) / 1e6
        many, low_before_s, high_before_s = self._steps.get(row.step, (0, low_s, high_s))
        self._steps[row.step] = many + row.jobs, min(low_s, low_before_s), max(high_s, high_before_s)

    def waits(self) -> Waits | None:
        """Return the tenth, the median and the ninth tenth, None of nothing."""
        return Waits(self._at(0.1), self._at(0.5), self._at(0.9)) if self._steps else None

    def _at(self, share: float) -> float:
        """Return the time below which this share lies; within a step times are taken as evenly spread."""
        rank = share * (sum(many for many, _, _ in self._steps.values()) - 1)
        longest_s = 0.0
        for _, (many, low_s, high_s) in sorted(self._steps.items()):
            if rank <= many - 1:
                return low_s + (high_s - low_s) * max(0.0, rank) / max(1, many - 1)
            rank -= many
            longest_s = high_s
        return longest_s
