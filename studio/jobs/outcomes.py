"""The writes that follow a vendor's answer: what a submit was answered, what a task brought, how a job ended."""

from collections.abc import Sequence
from typing import Any

from providers.happened import Happenings
from providers.task import Task, TaskStatus
from studio.jobs import job_happenings
from studio.jobs.expected_times import WorkKind
from studio.jobs.inbox import SubmitAnswer
from studio.jobs.job_row import JobRow
from studio.jobs.job_services import JobServices
from studio.jobs.pending import Pending, to_json
from studio.ledger.job import Charged, JobState


def charge(charged: Charged, sandbox: bool) -> Charged:
    """Return what is written down as charged: nothing ever is in the sandbox."""
    return "no" if sandbox else charged


async def answered(services: JobServices, row: JobRow, vendor: str, answer: SubmitAnswer) -> None:
    """Write what a submit was answered: where its task is, what it made already, or that it failed.

    Args:
        vendor: Its name for people.
    """
    task = answer.task
    facts: dict[str, Any] = {
        "task_id": task.id,
        "charged": charge("yes", row.sandbox),
        **reserved(row, task),
        "estimated_s": task.estimated_s,
    }
    expected = await services.durations.expected(outcome_kind(services, row), task.estimated_s)
    facts |= expected.columns() if expected else {}
    if task.status in (TaskStatus.FAILED, TaskStatus.CANCELLED):
        await row.write(**facts)
        told = job_happenings.task_failed(vendor, row.sandbox)
        await end(services, row, JobState.FAILED, "maybe", told, error=task.error)
    elif answer.pending and task.status is TaskStatus.SUCCEEDED:
        facts |= arrived(services, row, answer.pending, elapsed_s(services, row))
        await row.write(state=JobState.SAVING, happened=job_happenings.SAVING, **facts)
    elif task.id is not None:
        done = task.status is TaskStatus.SUCCEEDED
        told = job_happenings.finished_without_link(vendor) if done else job_happenings.queued(vendor)
        await row.write(state=JobState.QUEUED, happened=told, **facts)
    else:
        await row.write(**facts)
        told = job_happenings.no_results(vendor, row.sandbox)
        await end(services, row, JobState.FAILED, "yes", told, error=task.error)
    services.inbox.noted(row.id)


def reserved(row: JobRow, task: Task) -> dict[str, Any]:
    """Return the columns of the vendor's own figure, kept once it was heard. The sandbox's is none."""
    if row.sandbox or task.cost_note is None:
        return {"cost_note": row.cost_note, "credits_reserved": row.credits_reserved}
    return {"cost_note": task.cost_note, "credits_reserved": task.credits_reserved}


def arrived(services: JobServices, row: JobRow, pending: list[Pending], task_s: float | None) -> dict[str, Any]:
    """Return the columns that remember all results until they are kept.

    Args:
        task_s: How long the vendor took, in seconds; None where nobody looked for too long to know.
    """
    if task_s is not None:
        services.durations.note(outcome_kind(services, row), task_s)
    return {"pending": to_json(pending), "ended_at": services.clock.now(), "task_s": task_s}


def outcome_kind(services: JobServices, row: JobRow) -> WorkKind:
    """Return what the job's duration is compared with."""
    return services.durations.kind(row.endpoint, row.model, row.sandbox, row.request)


def elapsed_s(services: JobServices, row: JobRow) -> float:
    """Return the seconds since the submit."""
    return max(0.0, (services.clock.now() - row.submitted_at).total_seconds()) if row.submitted_at else 0.0


async def end(
    services: JobServices,
    row: JobRow,
    state: JobState,
    charged: Charged,
    told: Happenings,
    *,
    error: str | None = None,
    error_field: str | None = None,
    watching: bool = False,
    left: Sequence[Pending] | None = None,
) -> None:
    """Write a final state. A job that was stopped before stays stopped, whatever becomes of its task.

    Args:
        told: What happened, for people.
        error_field: The request's field that the vendor names.
        watching: Its task is still looked after quietly.
        left: Results that could not be fetched and may be asked for again; None: what the row says.
    """
    now = services.clock.now()
    stopped = row.state is JobState.STOPPED
    await row.write(
        state=JobState.STOPPED if stopped else state,
        charged=charge(charged, row.sandbox),
        happened=told,
        error=error,
        error_field=error_field,
        stopping=False,
        watching=watching,
        pending=row.pending if left is None else to_json(left),
        progress_percent=100.0 if state is JobState.SUCCEEDED else row.progress_percent,
        finished_at=row.finished_at or now,
    )
    services.records.live_progress.pop(row.id, None)
