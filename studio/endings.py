"""How a job ends: one write that says what happened and whether it was charged."""

from studio.durations import Model
from studio.entry import Entry
from studio.job import Charged, JobState
from studio.services import Services


def charge(charged: Charged, sandbox: bool) -> Charged:
    """Return what is written down as charged: nothing ever is in the sandbox."""
    return "no" if sandbox else charged


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
