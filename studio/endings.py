"""The last two writes of a job: what its task brought, and how it ended."""

from collections.abc import Sequence
from typing import Any

from providers.task import Output
from studio.durations import Model
from studio.entry import Entry
from studio.job import Charged, JobState
from studio.pending import pending_outputs, to_json
from studio.services import Services


def charge(charged: Charged, sandbox: bool) -> Charged:
    """Return what is written down as charged: nothing ever is in the sandbox."""
    return "no" if sandbox else charged


async def arrived(services: Services, entry: Entry, outputs: Sequence[Output]) -> dict[str, Any]:
    """Put inline results on the disk and return the columns that remember all results until they are kept."""
    answers = await services.store.keep_answer(entry.id, [output.data for output in outputs])
    return {"pending": to_json(pending_outputs(outputs, answers)), "ended_at": services.clock.now()}


async def end(
    services: Services,
    entry: Entry,
    state: JobState,
    charged: Charged,
    message: str,
    *,
    error: str | None = None,
    watching: bool = False,
) -> None:
    """Write a final state. A job that was stopped before stays stopped, whatever becomes of its task.

    Args:
        watching: Its task is still looked after quietly.
    """
    now = services.clock.now()
    stopped = entry.state is JobState.STOPPED
    await entry.write(
        state=JobState.STOPPED if stopped else state,
        charged=charge(charged, entry.sandbox),
        message=message,
        error=error,
        stopping=False,
        watching=watching,
        progress_percent=100.0 if state is JobState.SUCCEEDED else entry.progress_percent,
        finished_at=entry.finished_at or now,
    )
    services.records.live_progress.pop(entry.id, None)
    if state is JobState.SUCCEEDED and not stopped and entry.submitted_at is not None:
        model = Model(entry.endpoint, entry.model, entry.sandbox)
        services.durations.note(model, (now - entry.submitted_at).total_seconds())
