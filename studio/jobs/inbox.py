"""What came from a vendor and is not in the database yet, put on the disk the moment it is here.

A database that is locked or full can be long in coming, and a process may die at any moment; what was paid for is in
these files. Each is removed once the database, or the file store, holds what it says.
"""

import asyncio
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from providers.task import Output, Task, TaskStatus
from studio.files.file_store import flush
from studio.jobs.pending import Pending, from_json, pending_outputs, to_json

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SubmitAnswer:
    """A vendor's answer to a submit.

    Attributes:
        task: The task it opened, without its outputs.
        pending: The outputs; inline ones are files of `Inbox` by now.
    """

    task: Task
    pending: list[Pending]


class Inbox:
    """Files named by their job. One record per answered submit, one file per result that arrived."""

    def __init__(self, data_dir: Path) -> None:
        self._directory = data_dir / "answers"

    def open(self) -> None:
        """Make the directory."""
        self._directory.mkdir(parents=True, exist_ok=True)

    def result(self, job_id: str, position: int) -> Path:
        """Return where a complete result waits to be kept."""
        return self._directory / f"{job_id}-{position}"

    async def put(self, job_id: str, task: Task) -> SubmitAnswer:
        """Write down the answer to a submit; `find` returns it, after a crash too.

        Raises:
            OSError: The disk is full or cannot be written. The same call may be repeated.
        """
        pending = await self.put_results(job_id, task.outputs)
        answer = SubmitAnswer(replace(task, outputs=()), pending)
        # On the loop, not in a thread: it takes 0.1 ms, and a thread would come later. Not flushed: what dies is the
        # process; the row that follows is flushed, and inline results are.
        record = self._record(job_id)
        partial = record.with_suffix(".part")
        partial.write_text(_to_text(answer), encoding="utf-8")
        partial.replace(record)
        return answer

    async def put_results(self, job_id: str, outputs: Sequence[Output]) -> list[Pending]:
        """Put inline results on the disk and return what is to be kept of a task. Raises as `put`."""
        if any(output.data is not None for output in outputs):
            await asyncio.to_thread(self._write_results, job_id, outputs)
        names = [
            self.result(job_id, position).name if output.data is not None else None
            for position, output in enumerate(outputs)
        ]
        return pending_outputs(outputs, names)

    def find(self, job_id: str) -> SubmitAnswer | None:
        """Return the answer to a job's submit, or None when none was written down."""
        try:
            text = self._record(job_id).read_text(encoding="utf-8")
            return _from_text(text)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):  # cut off by a power failure
            log.warning("job %s: the record of its answer is damaged", job_id)
            return None

    def noted(self, job_id: str) -> None:
        """Forget the record of a submit: the job's row holds it now."""
        self._record(job_id).unlink(missing_ok=True)

    def forget(self, job_id: str, pending: Sequence[Pending]) -> None:
        """Remove the files of results that are kept, or lost for good."""
        for item in pending:
            self.result(job_id, item.position).unlink(missing_ok=True)

    def all(self) -> list[tuple[str, Path]]:
        """Return (job id, file) of everything that waits here."""
        return [
            (path.stem if path.suffix else path.name.rpartition("-")[0], path) for path in self._directory.iterdir()
        ]

    def _record(self, job_id: str) -> Path:
        return self._directory / f"{job_id}.json"

    def _write_results(self, job_id: str, outputs: Sequence[Output]) -> None:
        for position, output in enumerate(outputs):
            if output.data is None:
                continue
            with self.result(job_id, position).open("wb") as file:
                file.write(output.data)
                file.flush()
                os.fsync(file.fileno())
        flush(self._directory)


def _to_text(answer: SubmitAnswer) -> str:
    return json.dumps({"task": asdict(answer.task), "pending": to_json(answer.pending)})


def _from_text(text: str) -> SubmitAnswer:
    stored: dict[str, Any] = json.loads(text)
    task: dict[str, Any] = stored["task"]
    task |= {"status": TaskStatus(task["status"]), "outputs": ()}
    return SubmitAnswer(Task(**task), from_json(stored["pending"]))
