"""What becomes of a job, for every way a submit and a task can end: state, charge, sentence, number of submits."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from scripted_vendor import (
    OWNER,
    Gate,
    Picture,
    QuickTime,
    ScriptedVendor,
    failed,
    finished,
    open_studio,
    opened,
    plant,
    png,
    row_of,
    run_job,
    running,
    until,
)

from providers.errors import (
    BadCredentials,
    InvalidRequest,
    Malformed,
    NoBalance,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    Refused,
    TooLarge,
    Unavailable,
    VendorNotFound,
)
from providers.task import Output, Task, TaskStatus
from studio.ledger.job import JobState
from studio.sentences.sentences import sentence_of
from studio.vendors.turns import Turns


@dataclass(frozen=True)
class Case:
    """One way through the state machine."""

    name: str
    state: JobState
    charged: str
    says: str
    submits: int = 1
    submit: tuple[object, ...] = (opened(),)
    polls: tuple[object, ...] = (finished(),)
    error: str | None = None
    sandbox_says: str = field(default="othing was charged")


NEVER_SENT = NotSent("connection refused")
CASES = (
    Case("all well", JobState.SUCCEEDED, "yes", "Done. It was charged."),
    Case("synchronous vendor", JobState.SUCCEEDED, "yes", "Done.", submit=(finished(task_id=None),), polls=(failed(),)),
    Case("not sent, then sent", JobState.SUCCEEDED, "yes", "Done.", submits=2, submit=(NEVER_SENT, opened())),
    Case(
        "never sent", JobState.FAILED, "no", "nothing was sent. Nothing was charged.", submits=4, submit=(NEVER_SENT,)
    ),
    Case("wrong key", JobState.FAILED, "no", "did not accept the key", submit=(BadCredentials("no", status=401),)),
    Case(
        "no balance", JobState.FAILED, "no", "no balance left. Nothing was charged. Top", submit=(NoBalance("empty"),)
    ),
    Case("too large", JobState.FAILED, "no", "Use a smaller file", submit=(TooLarge("413"),)),
    Case("parameter", JobState.FAILED, "no", "Change what", submit=(InvalidRequest("size: bad"),), error="size: bad"),
    Case("no model", JobState.FAILED, "no", "does not know this model", submit=(VendorNotFound("no such model"),)),
    Case("busy", JobState.FAILED, "no", "Run it again in 20 s", submit=(RateLimited("slow down", retry_after_s=20),)),
    Case("other refusal", JobState.FAILED, "no", "Nothing was charged", submit=(Refused("no"),)),
    Case("cut connection", JobState.UNKNOWN, "maybe", "It may have been charged", submit=(OutcomeUnknown("cut"),)),
    Case("answer without id", JobState.UNKNOWN, "maybe", "does not send it again", submit=(Malformed("<html>"),)),
    Case("our own mistake", JobState.UNKNOWN, "maybe", "It may have been charged", submit=(RuntimeError("oops"),)),
    Case("5xx on a GET-like error", JobState.UNKNOWN, "maybe", "may have been", submit=(Unavailable("502"),)),
    Case("failed task", JobState.FAILED, "maybe", "could not make it", polls=(failed("nsfw"),), error="nsfw"),
    Case("failed at once", JobState.FAILED, "maybe", "could not make it", submit=(failed("nsfw"),), error="nsfw"),
    Case(
        "cancelled there",
        JobState.FAILED,
        "maybe",
        "Scripted cancelled it",
        polls=(Task("task-1", TaskStatus.CANCELLED),),
    ),
    Case("forgotten task", JobState.FAILED, "maybe", "does not know this task", polls=(VendorNotFound("404"),)),
    Case("late results", JobState.SUCCEEDED, "yes", "Done.", polls=(Task("task-1", TaskStatus.SUCCEEDED), finished())),
    Case(
        "done without results",
        JobState.FAILED,
        "yes",
        "gave no result. It was charged.",
        polls=(Task("task-1", TaskStatus.SUCCEEDED),),
    ),
    Case(
        "empty synchronous answer",
        JobState.FAILED,
        "yes",
        "gave no result",
        submit=(Task(None, TaskStatus.SUCCEEDED),),
    ),
    Case(
        "failed questions",
        JobState.SUCCEEDED,
        "yes",
        "Done.",
        polls=(Unavailable("502"), Malformed("<html>"), BadCredentials("401"), running(50), finished()),
    ),
    Case(
        "broken result",
        JobState.SUCCEEDED,
        "yes",
        "A result arrived damaged; what came is kept as a file to download. It was charged.",
        polls=(finished(Output("image", data=png()[:60])),),
    ),
    Case(
        "one broken result",
        JobState.SUCCEEDED,
        "yes",
        "1 of 2 results saved.",
        polls=(finished(Output("image", data=png()), Output("image", data=b"<svg/>")),),
    ),
    Case(
        "private link",
        JobState.FAILED,
        "yes",
        "private network",
        polls=(finished(Output("image", url="https://127.0.0.2/a.png")),),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_ending(case: Case, tmp_path: Path) -> None:
    vendor = ScriptedVendor(case.submit, case.polls)  # type: ignore[arg-type]
    async with open_studio(tmp_path, vendor) as studio:
        job = await run_job(studio)
    assert (job.state, job.charged) == (case.state, case.charged), sentence_of(job.happened)
    assert case.says in sentence_of(job.happened)
    assert len(vendor.submitted) == case.submits
    if case.error is not None:
        assert job.error == case.error
    assert job.finished_at is not None
    assert not job.stopping


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_sandbox_never_charges(case: Case, tmp_path: Path) -> None:
    vendor = ScriptedVendor(case.submit, case.polls)  # type: ignore[arg-type]
    async with open_studio(tmp_path, vendor, sandbox=True) as studio:
        job = await run_job(studio)
    assert (job.state, job.charged) == (case.state, "no")
    assert "othing was charged" in sentence_of(job.happened)
    assert "may have been charged" not in sentence_of(job.happened)
    assert len(vendor.submitted) == case.submits


async def test_request_arrives_unchanged_with_its_key(tmp_path: Path) -> None:
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        job = await run_job(studio, Picture(prompt="  two walls\n"))
    assert vendor.submitted == [Picture(prompt="  two walls\n")]
    assert vendor.keys == {"key-that-nobody-may-see"}
    assert job.request == {"model": "quick", "prompt": "  two walls\n"}


async def test_intent_is_on_the_disk_before_the_submit(tmp_path: Path) -> None:
    gate = Gate(opened())
    vendor = ScriptedVendor([gate])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await gate.reached.wait()
        row = await row_of(studio, job.id)
        assert (row.state, row.charged, row.task_id) == (JobState.SUBMITTING, "maybe", None)
        gate.open()
        assert (await studio.jobs.wait(OWNER, job.id, 10)).state is JobState.SUCCEEDED


async def test_task_id_is_on_the_disk_before_the_first_poll(tmp_path: Path) -> None:
    gate = Gate(finished())
    vendor = ScriptedVendor(polls=[gate])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await gate.reached.wait()
        row = await row_of(studio, job.id)
        assert (row.state, row.charged, row.task_id) == (JobState.QUEUED, "yes", "task-1")
        gate.open()


async def test_two_drives_submit_once(tmp_path: Path) -> None:
    gate = Gate(opened())
    vendor = ScriptedVendor([gate])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await gate.reached.wait()
        drives = [asyncio.create_task(studio.machinery.driver.drive(job.id)) for _ in range(3)]
        await asyncio.sleep(0)
        gate.open()
        await asyncio.gather(*drives)
        job = await studio.jobs.wait(OWNER, job.id, 10)
    assert job.state is JobState.SUCCEEDED
    assert len(vendor.submitted) == 1


async def test_a_second_machine_on_the_same_table_submits_once(tmp_path: Path) -> None:
    """Two drivers that share only the database, as two replicas would: one claims the row, the other leaves it."""
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        job_id = await plant(tmp_path)
        studio.machinery.lock.release()
        async with open_studio(tmp_path, vendor) as second:
            await studio.machinery.driver.drive(job_id)

            async def over() -> bool:
                return (await second.jobs.get(OWNER, job_id)).state.final

            await until(over)
    assert len(vendor.submitted) == 1


async def test_driving_a_finished_job_does_nothing(tmp_path: Path) -> None:
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        job = await run_job(studio)
        await studio.machinery.driver.drive(job.id)
        assert await studio.jobs.get(OWNER, job.id) == job
    assert len(vendor.submitted) == 1
    assert len(vendor.polled) == 1


async def test_no_more_tasks_under_way_than_the_vendor_takes(tmp_path: Path) -> None:
    gates = [Gate(opened(f"task-{number}")) for number in range(5)]
    vendor = ScriptedVendor(gates, max_concurrent=2)
    async with open_studio(tmp_path, vendor) as studio:
        started = [await studio.jobs.start(OWNER, Picture(prompt=str(number))) for number in range(5)]
        await gates[1].reached.wait()
        assert len(vendor.submitted) == 2
        for gate in gates:
            gate.open()
        ended = [await studio.jobs.wait(OWNER, job.id, 10) for job in started]
    assert {job.state for job in ended} == {JobState.SUCCEEDED}
    assert sorted(request.prompt for request in vendor.submitted) == list("01234")  # type: ignore[attr-defined]


async def test_who_comes_first_goes_first() -> None:
    turns, order = Turns(1), list[int]()
    await turns.take()

    async def one(number: int) -> None:
        await turns.take()
        order.append(number)
        turns.give_back()

    async with asyncio.TaskGroup() as group:
        for number in range(4):
            group.create_task(one(number))
            await asyncio.sleep(0)
        turns.give_back()
    assert order == [0, 1, 2, 3]


async def test_progress_is_live_in_memory_and_on_the_disk_at_quarters(tmp_path: Path) -> None:
    gates = [Gate(running(percent)) for percent in (10, 20, 40, 45)]
    vendor = ScriptedVendor(polls=[*gates, finished()])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        seen: list[tuple[float | None, float | None]] = []
        for gate, next_gate in zip(gates, [*gates[1:], None], strict=True):
            await gate.reached.wait()
            gate.open()
            if next_gate is None:
                break
            await next_gate.reached.wait()
            live = (await studio.jobs.get(OWNER, job.id)).progress_percent
            seen.append((live, (await row_of(studio, job.id)).progress_percent))
        job = await studio.jobs.wait(OWNER, job.id, 10)
    assert seen == [(10, 10), (20, 10), (40, 40)]
    assert job.progress_percent == 100


async def test_words_return_when_the_vendor_answers_again(tmp_path: Path) -> None:
    odd, silent = running(5, unknown_status="in review"), Gate(Unavailable("502"))
    back, end = Gate(running(10)), Gate(finished())
    vendor = ScriptedVendor(polls=[odd, silent, back, end])
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await silent.reached.wait()
        message = sentence_of((await studio.jobs.get(OWNER, job.id)).happened)
        assert message == "Scripted is working on it; it says: in review."
        silent.open()
        await back.reached.wait()
        assert "does not answer at the moment" in sentence_of((await studio.jobs.get(OWNER, job.id)).happened)
        back.open()
        await end.reached.wait()
        job = await studio.jobs.get(OWNER, job.id)
        assert (job.state, sentence_of(job.happened)) == (JobState.RUNNING, "Scripted is working on it.")
        end.open()
        await studio.jobs.wait(OWNER, job.id, 10)
    assert 0 < vendor.polled_after_s[0] < vendor.polled_after_s[-1]


async def test_cost_note_and_estimate_are_kept(tmp_path: Path) -> None:
    vendor = ScriptedVendor([opened(estimated_s=45, cost_note="5 credits reserved")])
    async with open_studio(tmp_path, vendor) as studio:
        job = await run_job(studio)
    assert job.cost_note == "5 credits reserved"
    assert job.expected_s == pytest.approx(45, rel=0.01)
    assert (job.expected_low_s or 0) < 45 < (job.expected_high_s or 0)


async def test_expected_time_comes_from_past_runs_more_than_from_the_estimate(tmp_path: Path) -> None:
    moments = {"submitted_at": QuickTime().now(), "finished_at": QuickTime().now()}
    for number, seconds in enumerate((38, 42, 40, 39, 41)):
        await plant(tmp_path, id=f"past-{number}", state=JobState.SUCCEEDED, task_s=seconds, **moments)
    async with open_studio(tmp_path, ScriptedVendor([opened(estimated_s=500)])) as studio:
        job = await run_job(studio)
    usual = [job.expected_low_s or 0, job.expected_s or 0, job.expected_high_s or 0]
    assert usual == sorted(usual)
    assert 36 < usual[0] < usual[2] < 50


async def test_how_long_a_task_took_is_remembered_between_the_last_two_answers(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor([opened(estimated_s=30)], [running(), finished()])) as studio:
        job = await run_job(studio)
        row = await row_of(studio, job.id)
    assert job.state is JobState.SUCCEEDED
    assert 0 < row.task_s < (row.ended_at - row.submitted_at).total_seconds()


async def test_a_task_without_an_end_after_a_day_is_called_dead_and_still_looked_for(tmp_path: Path) -> None:
    gate = Gate(finished())
    async with open_studio(tmp_path, ScriptedVendor([opened()], [*[running()] * 700, gate])) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await gate.reached.wait()
        assert "24 hours" in sentence_of((await studio.jobs.get(OWNER, job.id)).happened)
        gate.open()
        assert (await studio.jobs.wait(OWNER, job.id, 10)).state is JobState.SUCCEEDED


async def test_unknown_request_class_and_broken_request_fail_without_charge(tmp_path: Path) -> None:
    await plant(tmp_path, id="gone", endpoint="scripted_gone")
    await plant(tmp_path, id="broken", request={"model": "slow"})
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        for job_id in ("gone", "broken"):
            job = await studio.jobs.wait(OWNER, job_id, 10)
            assert (job.state, job.charged) == (JobState.FAILED, "no")
            assert "Nothing was charged" in sentence_of(job.happened)
    assert vendor.submitted == []


async def test_a_job_whose_key_is_gone_waits(tmp_path: Path) -> None:
    await plant(tmp_path, state=JobState.RUNNING, task_id="task-1", charged="yes", provider="other")
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:

        async def told() -> bool:
            return "no key for other" in sentence_of((await studio.jobs.get(OWNER, "planted")).happened)

        await until(told)
        assert (await studio.jobs.get(OWNER, "planted")).state is JobState.RUNNING
