"""Our record of a batch: one wish fanned out into cells, each an ordinary job once its turn has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from providers.happened import Happenings
from providers.spec import Capability
from studio.batches.prompt_wildcards import Axis
from studio.ledger.job import Job, JobState


class BatchState(StrEnum):
    """Where a batch is. Only a running one starts cells; a restart of Easel goes on with it."""

    PLANNED = "planned"  # shown, nothing sent
    RUNNING = "running"
    STOPPED = "stopped"  # no further cell is started until somebody says so
    DONE = "done"  # every cell has ended


@dataclass(frozen=True)
class BatchCell:
    """One cell.

    Attributes:
        at: Its place on each axis.
        request: Its settings, as a job's.
        problem: Why it is left out of the batch, if it is.
        sandbox, key_id: Where it goes; see `studio.vendors.gateways`.
        price_least, price_most: US dollars; None: the price is not known.
        job: What became of it; None: its turn has not come.
        refused: Why its job could not be written down, if so.
    """

    position: int
    at: tuple[int, ...]
    endpoint: str
    model: str
    request: dict[str, Any]
    problem: Happenings
    sandbox: bool
    key_id: str | None
    price_least: float | None
    price_most: float | None
    job: Job | None
    refused: Happenings

    @property
    def waiting(self) -> bool:
        """Whether it is still to be started."""
        return self.job is None and not self.problem and not self.refused

    @property
    def repeatable(self) -> bool:
        """Whether it failed in a way that lets it be tried again: never one whose submit may still turn out well."""
        if self.job is None:
            return bool(self.refused)
        stopped_free = self.job.state is JobState.STOPPED and self.job.charged == "no"
        return self.job.state is JobState.FAILED or stopped_free


@dataclass(frozen=True)
class Batch:
    """A batch as its owner sees it.

    Attributes:
        title: The prompt as it was written, wildcards and all.
        axes: What varies; `BatchCell.at` counts along them.
        happened: Why it does not go on, where it does not.
    """

    id: str
    owner: str
    title: str
    capability: Capability
    axes: tuple[Axis, ...]
    state: BatchState
    happened: Happenings
    created_at: datetime
    cells: tuple[BatchCell, ...]

    @property
    def submits(self) -> int:
        """How many cells are sent in all."""
        return sum(not cell.problem for cell in self.cells)

    @property
    def under_way(self) -> int:
        """How many of its jobs have not ended."""
        return sum(cell.job is not None and not cell.job.state.final for cell in self.cells)
