"""One job's row as the driver holds it: what is written here is on the disk before the next step begins."""

import logging
from typing import Any

from sqlalchemy import ColumnElement, Executable, select, update
from sqlalchemy.engine import Row

from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.job import JobState
from studio.ledger.tables import jobs

log = logging.getLogger(__name__)


class JobRow:
    """The row of one job. Attributes are its columns, as of the last read or write."""

    def __init__(self, ledger: Ledger, changes: Changes, row: Row[Any]) -> None:
        self._ledger = ledger
        self._changes = changes
        self._values: dict[str, Any] = dict(row._mapping)  # pyright: ignore[reportPrivateUsage]

    @classmethod
    async def read(cls, ledger: Ledger, changes: Changes, job_id: str) -> "JobRow | None":
        """Return the entry of a job, or None when there is no such row."""
        row = await ledger.first(select(jobs).where(jobs.c.id == job_id))
        return None if row is None else cls(ledger, changes, row)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def endpoint(self) -> str:
        return self._values["endpoint"]

    @property
    def request(self) -> dict[str, Any]:
        return self._values["request"]

    @property
    def state(self) -> JobState:
        return JobState(self._values["state"])

    @property
    def over(self) -> bool:
        """True when nothing is left to do, in the background neither."""
        return self.state.final and not self._values["watching"]

    async def write(self, *others: Executable, only_if: tuple[ColumnElement[bool], ...] = (), **values: Any) -> bool:
        """Write columns, and other statements in the same transaction.

        Args:
            others: Written with it, whether or not `only_if` held.
            only_if: What must hold of the row in the database.
            values: Columns to set.

        Returns:
            False when `only_if` did not hold: nothing of the row was written.
        """
        statement = update(jobs).where(jobs.c.id == self._values["id"], *only_if).values(**values)
        if await self._ledger.write(statement, *others) == 0:
            return False
        if values.get("state", self.state) != self.state:
            log.info("%s -> %s", self.state, JobState(values["state"]))
        self._values.update(values)
        self._changes.bump(self.owner, ended_job=self.id if self.state.final else None)
        return True

    def touched(self) -> None:
        """Say that something about this job changed, its row aside."""
        self._changes.bump(self.owner)
