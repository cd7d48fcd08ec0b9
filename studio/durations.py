"""How long each model usually takes here: the median of its last runs."""

from collections import deque
from statistics import median
from typing import NamedTuple

from sqlalchemy import select

from studio.job import JobState
from studio.ledger import Ledger
from studio.tables import jobs

_RUNS = 20


class Model(NamedTuple):
    """What runs of about the same length have in common."""

    endpoint: str
    model: str
    sandbox: bool


class Durations:
    """Seconds from submit to finish of the last 20 finished jobs per model, read once and kept up in memory."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._runs: dict[Model, deque[float]] = {}

    async def usual_s(self, model: Model) -> float | None:
        """Return the median of the last runs, or None before the first."""
        runs = self._runs.get(model)
        if runs is None:
            runs = await self._read(model)
            runs = self._runs.setdefault(model, runs)
        return median(runs) if runs else None

    def note(self, model: Model, seconds: float) -> None:
        """Remember a run that just finished."""
        if model in self._runs:
            self._runs[model].append(seconds)

    async def _read(self, model: Model) -> deque[float]:
        query = (
            select(jobs.c.submitted_at, jobs.c.finished_at)
            .where(
                jobs.c.endpoint == model.endpoint,
                jobs.c.model == model.model,
                jobs.c.sandbox == model.sandbox,
                jobs.c.state == JobState.SUCCEEDED,
                jobs.c.submitted_at.is_not(None),
                jobs.c.finished_at.is_not(None),
            )
            .order_by(jobs.c.finished_at.desc())
            .limit(_RUNS)
        )
        rows = await self._ledger.rows(query)
        return deque(((row.finished_at - row.submitted_at).total_seconds() for row in reversed(rows)), _RUNS)
