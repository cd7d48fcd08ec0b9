"""Jobs as tasks, for clients that follow those: the extension io.modelcontextprotocol/tasks (SEP-2663)."""

from datetime import UTC, datetime
from typing import Any

from studio.ledger.job import Job, JobState
from ui.mcp.json_rpc import Message
from ui.mcp.work_tools import poll_after_s
from ui.views.job_words import state_words


def created_task(job: Job) -> Message:
    """Return the result of a call that goes on as a task."""
    return {"resultType": "task", **_task(job)}


def told_task(job: Job, result: Message) -> Message:
    """Return what `tasks/get` tells.

    Args:
        job: The task's.
        result: What the call would have returned had it waited for the end.
    """
    task = _task(job)
    return {**task, "result": result} if task["status"] == "completed" else task


def went_well(job: Job) -> bool:
    """Return whether a job that ended has its result."""
    return job.state is JobState.SUCCEEDED


def _task(job: Job) -> dict[str, Any]:
    status = "completed" if job.state.final else "working"
    return {
        "taskId": job.id,
        "status": "cancelled" if job.state is JobState.STOPPED else status,
        "statusMessage": state_words(job),
        "createdAt": _iso(job.created_at),
        "lastUpdatedAt": _iso(job.finished_at or job.submitted_at or job.created_at),
        "ttlMs": None,
        "pollIntervalMs": poll_after_s(job) * 1000,
    }


def _iso(moment: datetime) -> str:
    utc = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return utc.isoformat(timespec="seconds").replace("+00:00", "Z")
