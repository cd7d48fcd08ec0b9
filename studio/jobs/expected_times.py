"""How long the tasks of each model take here: what polling and the expected times on the page both go by."""

import json
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select

from providers.polling.finish_time import FinishTime
from providers.spec import GenerationRequest, Role
from studio.ledger.database import Ledger
from studio.ledger.tables import jobs

_KEPT = 200
_RUNS = 60
_RELATED = 30
_CACHED = 500
_DECISIVE = (Role.COUNT, Role.SIZE, Role.RESOLUTION, Role.DURATION, Role.MAPS, Role.UPSCALE, Role.SEQUENTIAL)


class ModelKind(NamedTuple):
    """What runs of similar length have in common."""

    endpoint: str
    model: str
    sandbox: bool


class WorkKind(NamedTuple):
    """What runs of about the same length have in common.

    Attributes:
        work: The settings that decide how much there is to do, as text: size, count, length and the like.
    """

    model: ModelKind
    work: str


class Expected(NamedTuple):
    """When a job is expected to end, in seconds from its submit; most end between the first and the last."""

    low_s: float
    usual_s: float
    high_s: float

    def columns(self) -> dict[str, float]:
        """Return the columns of a job's row."""
        return {"expected_low_s": self.low_s, "expected_s": self.usual_s, "expected_high_s": self.high_s}


class Durations:
    """Seconds from submit to end of the last finished tasks per model, read once and kept up in memory."""

    def __init__(self, ledger: Ledger, requests: Mapping[str, type[GenerationRequest]]) -> None:
        """Make them.

        Args:
            ledger: Where past runs are.
            requests: Endpoint name -> request class, which says what its settings mean.
        """
        self._ledger = ledger
        self._requests = requests
        self._runs: dict[ModelKind, deque[tuple[str, float]]] = {}
        self._cache: dict[tuple[WorkKind, float | None], FinishTime] = {}

    def kind(self, endpoint: str, model: str, sandbox: bool, settings: Mapping[str, Any]) -> WorkKind:
        """Return what a job is compared with."""
        request = self._requests.get(endpoint)
        names = [request.field_of(role) for role in _DECISIVE] if request else []
        work = {name: settings[name] for name in names if name is not None and name in settings}
        return WorkKind(ModelKind(endpoint, model, sandbox), json.dumps(work, sort_keys=True))

    async def finish_time(self, kind: WorkKind, estimate_s: float | None = None) -> FinishTime:
        """Return when a task of this kind ends.

        Runs with the same settings say most, then runs of the same model, the vendor's estimate, and a broad prior.
        """
        runs = await self._known(kind.model)
        found = self._cache.get((kind, estimate_s))
        if found is None:
            own = [seconds for work, seconds in runs if work == kind.work][-_RUNS:]
            others = [seconds for work, seconds in runs if work != kind.work][-_RELATED:]
            found = FinishTime.from_runs(own, related=others, estimate_s=estimate_s)
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[kind, estimate_s] = found
        return found

    async def expected(self, kind: WorkKind, estimate_s: float | None = None) -> Expected | None:
        """Return when to expect the end, or None where neither a run nor the vendor says anything."""
        if estimate_s is None and not await self._known(kind.model):
            return None
        finish = await self.finish_time(kind, estimate_s)
        low_s, high_s = finish.usual_s()
        return Expected(low_s, finish.quantile_s(0.5), high_s)

    def note(self, kind: WorkKind, seconds: float) -> None:
        """Remember a task that just finished. What was believed of its model is then worked out anew."""
        if kind.model in self._runs:
            self._runs[kind.model].append((kind.work, seconds))
            for cached in [cached for cached in self._cache if cached[0].model == kind.model]:
                del self._cache[cached]

    async def _known(self, model: ModelKind) -> Iterable[tuple[str, float]]:
        runs = self._runs.get(model)
        if runs is None:
            read = await self._read(model)
            runs = self._runs.setdefault(model, read)
        return runs

    async def _read(self, model: ModelKind) -> deque[tuple[str, float]]:
        query = (
            select(jobs.c.request, jobs.c.task_s)
            .where(
                jobs.c.endpoint == model.endpoint,
                jobs.c.model == model.model,
                jobs.c.sandbox == model.sandbox,
                jobs.c.task_s.is_not(None),
                jobs.c.imported_at.is_(None),
            )
            .order_by(jobs.c.finished_at.desc())
            .limit(_KEPT)
        )
        rows = await self._ledger.rows(query)
        return deque(((self.kind(*model, row.request).work, row.task_s) for row in reversed(rows)), _KEPT)
