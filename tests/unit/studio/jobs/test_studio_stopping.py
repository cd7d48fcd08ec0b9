"""Stop in every state, and what a restart finds in every state."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import (
    OWNER,
    Edit,
    Gate,
    Picture,
    QuickTime,
    ScriptedVendor,
    failed,
    finished,
    make_studio,
    open_studio,
    opened,
    plant,
    png,
    row_of,
    running,
    until,
)

from providers.errors import NotSent, OutcomeUnknown
from providers.task import Output
from studio.errors import NotFound
from studio.ledger.job import Job, JobState
from studio.sentences.sentences import sentence_of
from studio.studio import Studio


async def stopped(studio: Studio, job: Job) -> Job:
    await studio.jobs.stop(OWNER, job.id)
    return await studio.jobs.wait(OWNER, job.id, 10)


async def test_stop_while_waiting_for_a_turn_sends_nothing(tmp_path: Path) -> None:
    gate = Gate(opened())
    vendor = ScriptedVendor([gate], max_concurrent=1)
    async with open_studio(tmp_path, vendor) as studio:
        first = await studio.jobs.start(OWNER, Picture())
        await gate.reached.wait()
        second = await stopped(studio, await studio.jobs.start(OWNER, Picture(prompt="second")))
        assert (second.state, second.charged) == (JobState.STOPPED, "no")
        assert sentence_of(second.happened) == "Stopped before anything was sent. Nothing was charged."
        gate.open()
        assert (await studio.jobs.wait(OWNER, first.id, 10)).state is JobState.SUCCEEDED
    assert len(vendor.submitted) == 1


async def test_stop_between_attempts_that_never_left_sends_nothing(tmp_path: Path) -> None:
    time = QuickTime()
    waiting = asyncio.Event()

    async def sleep(seconds: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    vendor = ScriptedVendor([NotSent("refused")])
    clock = type(time.clock)(now=time.now, monotonic=time.clock.monotonic, sleep=sleep)
    async with open_studio(tmp_path, vendor, clock=clock) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await waiting.wait()
        job = await stopped(studio, job)
    assert (job.state, job.charged) == (JobState.STOPPED, "no")
    assert job.submitted_at is None


async def test_stop_during_the_submit_keeps_the_task(tmp_path: Path) -> None:
    submit, poll = Gate(opened("paid-task")), Gate(finished())
    vendor = ScriptedVendor([submit], [poll])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await submit.reached.wait()
        stop = asyncio.create_task(studio.jobs.stop(OWNER, job.id))

        async def flagged() -> bool:
            return (await row_of(studio, job.id)).stopping

        await until(flagged)
        job = await studio.jobs.get(OWNER, job.id)
        assert (job.state, job.stopping) == (JobState.SUBMITTING, True)
        assert "as soon as the answer" in sentence_of(job.happened)
        submit.open()
        job = await stop
        job = await studio.jobs.wait(OWNER, job.id, 10)
        assert (job.state, job.charged, job.task_id) == (JobState.STOPPED, "yes", "paid-task")
        assert "no way to cancel" in sentence_of(job.happened)
        poll.open()
    assert len(vendor.submitted) == 1


async def test_stop_during_a_submit_that_never_left(tmp_path: Path) -> None:
    submit = Gate(NotSent("refused"))
    vendor = ScriptedVendor([submit])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await submit.reached.wait()
        stop = asyncio.create_task(studio.jobs.stop(OWNER, job.id))
        await asyncio.sleep(0.05)
        submit.open()
        job = await stop
    assert (job.state, job.charged) == (JobState.STOPPED, "no")
    assert len(vendor.submitted) == 1


async def test_stop_during_a_submit_without_outcome(tmp_path: Path) -> None:
    submit = Gate(OutcomeUnknown("cut"))
    vendor = ScriptedVendor([submit])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await submit.reached.wait()
        stop = asyncio.create_task(studio.jobs.stop(OWNER, job.id))
        await asyncio.sleep(0.05)
        submit.open()
        job = await stop
    assert (job.state, job.charged) == (JobState.UNKNOWN, "maybe")


async def test_results_of_a_stopped_job_still_arrive(tmp_path: Path) -> None:
    poll = Gate(finished())
    vendor = ScriptedVendor(polls=[running(10), poll])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await poll.reached.wait()
        job = await stopped(studio, job)
        assert (job.state, job.charged, job.outputs) == (JobState.STOPPED, "yes", ())
        poll.open()

        async def arrived() -> bool:
            return bool((await studio.jobs.get(OWNER, job.id)).outputs)

        await until(arrived)

        async def quiet() -> bool:
            return not (await row_of(studio, job.id)).watching

        await until(quiet)
        job = await studio.jobs.get(OWNER, job.id)
        assert (job.state, job.charged) == (JobState.STOPPED, "yes")
        assert "finished it all the same" in sentence_of(job.happened)
        assert len(await studio.library.page(OWNER)) == 1
    assert len(vendor.submitted) == 1


async def test_a_stopped_task_that_fails_ends_quietly(tmp_path: Path) -> None:
    poll = Gate(failed())
    vendor = ScriptedVendor(polls=[poll])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await poll.reached.wait()
        await stopped(studio, job)
        poll.open()

        async def quiet() -> bool:
            return not (await row_of(studio, job.id)).watching

        await until(quiet)
        job = await studio.jobs.get(OWNER, job.id)
    assert (job.state, job.charged) == (JobState.STOPPED, "maybe")
    assert "did not finish it" in sentence_of(job.happened)


async def test_stopping_a_finished_job_changes_nothing(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        job = await studio.jobs.wait(OWNER, job.id, 10)
        assert await studio.jobs.stop(OWNER, job.id) == job


async def test_stopping_somebody_elses_job_is_refused(tmp_path: Path) -> None:
    gate = Gate(opened())
    async with open_studio(tmp_path, ScriptedVendor([gate])) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        with pytest.raises(NotFound):
            await studio.jobs.stop("somebody", job.id)
        assert not (await studio.jobs.get(OWNER, job.id)).stopping
        gate.open()


SENT: dict[str, Any] = {"task_id": "task-1", "charged": "yes"}
RESTARTS: tuple[tuple[str, dict[str, Any], JobState, str, int], ...] = (
    ("preparing", {}, JobState.SUCCEEDED, "yes", 1),
    ("preparing and stopping", {"stopping": True}, JobState.STOPPED, "no", 0),
    ("submitting", {"state": JobState.SUBMITTING, "charged": "maybe"}, JobState.UNKNOWN, "maybe", 0),
    ("queued", {"state": JobState.QUEUED, **SENT}, JobState.SUCCEEDED, "yes", 0),
    ("queued and stopping", {"state": JobState.QUEUED, "stopping": True, **SENT}, JobState.STOPPED, "yes", 0),
    ("running", {"state": JobState.RUNNING, **SENT}, JobState.SUCCEEDED, "yes", 0),
    ("stopped and watched", {"state": JobState.STOPPED, "watching": True, **SENT}, JobState.STOPPED, "yes", 0),
    ("unknown", {"state": JobState.UNKNOWN, "charged": "maybe"}, JobState.UNKNOWN, "maybe", 0),
    ("failed", {"state": JobState.FAILED}, JobState.FAILED, "no", 0),
)


@pytest.mark.parametrize(("name", "columns", "state", "charged", "submits"), RESTARTS, ids=lambda each: str(each))
async def test_restart(
    name: str, columns: dict[str, Any], state: JobState, charged: str, submits: int, tmp_path: Path
) -> None:
    vendor = ScriptedVendor()
    job_id = await plant(tmp_path, **columns)
    async with open_studio(tmp_path, vendor) as studio:

        async def over() -> bool:
            row = await row_of(studio, job_id)
            return JobState(row.state).final and not row.watching

        await until(over)
        job = await studio.jobs.get(OWNER, job_id)
    assert (job.state, job.charged) == (state, charged)
    assert len(vendor.submitted) == submits
    assert len(job.outputs) == (1 if columns.get("task_id") or submits else 0)


async def test_restart_while_saving_fetches_only_what_is_missing(tmp_path: Path) -> None:
    """Inline answers are on the disk before the row says so; a kill afterwards loses none of them."""
    submit = finished(Output("image", data=png("red")), Output("image", data=png("blue")), task_id=None)
    vendor = ScriptedVendor([submit])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())

        async def saving() -> bool:
            return bool((await row_of(studio, job.id)).pending)

        await until(saving)
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.wait(OWNER, job.id, 10)
        assert job.state is JobState.SUCCEEDED
        assert [asset.position for asset in job.outputs] == [0, 1]
        assert [studio.files.path(asset.sha256).read_bytes() for asset in job.outputs] == [png("red"), png("blue")]
        assert not list((tmp_path / "answers").iterdir())
    assert len(vendor.submitted) == 1


async def test_end_waits_for_a_submit_in_flight(tmp_path: Path) -> None:
    gate = Gate(opened("late-task"))
    vendor = ScriptedVendor([gate], [finished()])
    studio_life = open_studio(tmp_path, vendor)
    studio = await studio_life.__aenter__()
    job = await studio.jobs.start(OWNER, Picture())
    await gate.reached.wait()
    leaving = asyncio.create_task(studio_life.__aexit__(None, None, None))
    await asyncio.sleep(0.1)
    assert not leaving.done()
    gate.open()
    await leaving
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.wait(OWNER, job.id, 10)
    assert (job.state, job.task_id) == (JobState.SUCCEEDED, "late-task")
    assert len(vendor.submitted) == 1


async def test_end_is_quick_without_a_submit_in_flight(tmp_path: Path) -> None:
    """Jobs in the queue, jobs being polled: 3 s are the promise, hardly any time is needed."""
    polls = [Gate(finished()) for _ in range(4)]
    vendor = ScriptedVendor([opened(f"task-{number}") for number in range(4)], polls, max_concurrent=4)
    life = open_studio(tmp_path, vendor)
    studio = await life.__aenter__()
    for number in range(20):
        await studio.jobs.start(OWNER, Picture(prompt=str(number)))
    await polls[3].reached.wait()
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await life.__aexit__(None, None, None)
    assert loop.time() - begun < 3


async def test_a_submit_cut_off_at_the_end_is_unknown_at_the_next_start(tmp_path: Path) -> None:
    gate = Gate(opened())
    vendor = ScriptedVendor([gate])
    studio = make_studio(tmp_path, vendor)
    async with studio.lifespan(grace_s=0.05):
        job = await studio.jobs.start(OWNER, Picture())
        await gate.reached.wait()
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.wait(OWNER, job.id, 10)
    assert (job.state, job.charged) == (JobState.UNKNOWN, "maybe")
    assert len(vendor.submitted) == 1


async def test_a_job_started_after_the_end_is_driven_at_the_next_start(tmp_path: Path) -> None:
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        await studio.machinery.runner.stop(1)
        job = await studio.jobs.start(OWNER, Edit())
        assert vendor.submitted == []
    async with open_studio(tmp_path, vendor) as studio:
        assert (await studio.jobs.wait(OWNER, job.id, 10)).state is JobState.SUCCEEDED
