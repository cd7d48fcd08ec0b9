"""A job's row: its types are those of its table, and one drive reads it once and validates its request once."""

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import ValidatorFunctionWrapHandler, model_validator
from scripted_vendor import OWNER, Picture, QuickTime, ScriptedVendor, finished, open_studio, opened, plant
from sqlalchemy import Executable, Select
from sqlalchemy.engine import Row

from providers.spec import Requests
from providers.task import Output
from studio.jobs.job_row import JobRow
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.job import MADE_HERE, Job, JobState
from studio.ledger.tables import jobs
from studio.outside import Outside
from studio.settings import Settings


def test_every_column_of_a_job_has_a_type() -> None:
    typed = {part.name for part in fields(JobRow)} - {"_ledger", "_changes"}
    assert typed == {column.name for column in jobs.c}


def test_a_column_that_may_be_empty_says_so() -> None:
    hints = get_type_hints(JobRow)
    assert {column.name for column in jobs.c if column.nullable} == {
        column.name for column in jobs.c if NoneType in get_args(hints[column.name])
    }


async def test_a_row_is_what_was_read_and_written(tmp_path: Path) -> None:
    job_id = await plant(tmp_path, price_most=0.25, pending=[{"position": 0}])
    ledger = Ledger.in_directory(tmp_path)
    await ledger.open()
    row = await JobRow.read(ledger, Changes(), job_id)
    assert row is not None
    assert (row.state, row.price_most, row.pending, row.begun) == (JobState.PREPARING, 0.25, [{"position": 0}], None)
    assert await row.write(state=JobState.QUEUED, task_id="task-1")
    assert (row.state, row.task_id) == (JobState.QUEUED, "task-1")
    assert not await row.write(only_if=(jobs.c.state == JobState.PREPARING,), task_id="task-2")
    assert row.task_id == "task-1"
    again = await JobRow.read(ledger, Changes(), job_id)
    assert again is not None
    assert (again.state, again.task_id) == (JobState.QUEUED, "task-1")
    assert await JobRow.read(ledger, Changes(), "nobody's") is None
    with pytest.raises(AttributeError):
        row.task_id = "task-3"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    await ledger.close()


class CountingLedger(Ledger):
    """Counts how often a whole row of a job is read."""

    reads = 0

    async def first(self, query: Executable) -> Row[Any] | None:
        self.reads += isinstance(query, Select) and set(query.selected_columns) == set(jobs.c)
        return await super().first(query)


def counted(validations: list[object]) -> Requests:
    """Return one request class that notes its validations; its label is one that only the request can tell."""

    class Counted(Picture):
        @model_validator(mode="wrap")
        @classmethod
        def note(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
            validations.append(value)
            return handler(value)

        def label_outputs(self, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
            return tuple(replace(output, label=self.prompt) for output in outputs)

    return {Counted.endpoint: Counted}


async def driven(data_dir: Path, vendor: ScriptedVendor, columns: Mapping[str, Any]) -> tuple[Job, int, int]:
    """Drive a planted job to its end; return it, how often its row was read, and its request validated."""
    job_id = await plant(data_dir, **columns)
    time, validations = QuickTime(), list[object]()
    usual = Outside.usual(Settings(data_dir=data_dir), clock=time.clock)
    ledger = CountingLedger(f"sqlite:///{data_dir / 'easel.db'}", time.clock)
    outside = replace(usual, ledger=ledger)
    async with open_studio(
        data_dir, vendor, outside=outside, clock=time.clock, requests=counted(validations)
    ) as studio:
        job = await studio.jobs.wait(OWNER, job_id, 10)
    return job, ledger.reads, len(validations)


async def test_a_drive_reads_its_row_once_and_validates_its_request_once(tmp_path: Path) -> None:
    vendor = ScriptedVendor([opened()], [finished()])
    job, reads, validations = await driven(tmp_path, vendor, {})
    assert (job.state, reads, validations) == (JobState.SUCCEEDED, 1, 1)
    assert [output.label for output in job.outputs] == ["a red wall"]
    assert len(vendor.submitted) == 1


async def test_a_drive_that_goes_on_validates_only_for_the_labels(tmp_path: Path) -> None:
    vendor = ScriptedVendor(polls=[finished()])
    columns = {"state": JobState.QUEUED, "charged": "yes", "task_id": "task-1"}
    job, reads, validations = await driven(tmp_path, vendor, columns)
    assert (job.state, reads, validations) == (JobState.SUCCEEDED, 1, 1)
    assert [output.label for output in job.outputs] == ["a red wall"]
    assert vendor.submitted == []


async def test_work_of_this_machine_reads_its_row_once_and_meets_no_vendor(tmp_path: Path) -> None:
    vendor = ScriptedVendor()
    columns = {"provider": MADE_HERE, "endpoint": "easel_no_longer_known"}
    job, reads, validations = await driven(tmp_path, vendor, columns)
    assert (job.state, reads, validations) == (JobState.FAILED, 1, 0)
    assert (vendor.submitted, vendor.polled) == ([], [])
