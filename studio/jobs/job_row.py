"""One job's row as the driver holds it: what is written here is on the disk before the next step begins."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, select, update

from providers.happened import Happenings
from providers.spec import Capability
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.job import Charged, JobState
from studio.ledger.tables import jobs

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class JobRow:
    """The row of one job: its columns, as of the last read or write. Only `write` changes them; see `tables.jobs`."""

    _ledger: Ledger = field(repr=False)
    _changes: Changes = field(repr=False)
    id: str
    owner: str
    endpoint: str
    provider: str
    model: str
    capability: Capability
    sandbox: bool
    key_id: str | None
    request: dict[str, Any]
    state: JobState
    charged: Charged
    progress_percent: float | None
    happened: Happenings
    error: str | None
    error_field: str | None
    task_id: str | None
    cost_note: str | None
    price_least: float | None
    price_most: float | None
    cost: float | None
    credits_reserved: float | None
    balance_before: float | None
    balance_after: float | None
    stopping: bool
    watching: bool
    pending: list[dict[str, Any]]
    estimated_s: float | None
    expected_s: float | None
    expected_low_s: float | None
    expected_high_s: float | None
    task_s: float | None
    created_at: datetime
    submitted_at: datetime | None
    ended_at: datetime | None
    finished_at: datetime | None
    again_of: str | None
    size_m: float | None
    height_range_m: float | None
    begun: int | None
    imported_at: datetime | None
    agent_id: str | None
    agent: str | None

    @classmethod
    async def read(cls, ledger: Ledger, changes: Changes, job_id: str) -> "JobRow | None":
        """Return the row of a job, or None when there is none."""
        row = await ledger.first(select(jobs).where(jobs.c.id == job_id))
        if row is None:
            return None
        columns = {name: getattr(row, name) for name in jobs.c.keys()}  # noqa: SIM118  (its keys, not its columns)
        columns |= {"capability": Capability(row.capability), "state": JobState(row.state)}
        return cls(ledger, changes, **columns)

    @property
    def over(self) -> bool:
        """True when nothing is left to do, in the background neither."""
        return self.state.final and not self.watching

    async def write(self, *others: Executable, only_if: tuple[ColumnElement[bool], ...] = (), **values: Any) -> bool:
        """Write columns, and other statements in the same transaction.

        Args:
            others: Written with it, whether or not `only_if` held.
            only_if: What must hold of the row in the database.
            values: Columns to set.

        Returns:
            False when `only_if` did not hold: nothing of the row was written.
        """
        statement = update(jobs).where(jobs.c.id == self.id, *only_if).values(**values)
        if await self._ledger.write(statement, *others) == 0:
            return False
        if values.get("state", self.state) != self.state:
            log.info("%s -> %s", self.state, values["state"])
        vars(self).update(values)
        self._changes.bump(self.owner, ended_job=self.id if self.state.final else None)
        return True

    def touched(self) -> None:
        """Say that something about this job changed, its row aside."""
        self._changes.bump(self.owner)
