"""What people may do about a job without a result: look again, keep it as lost, run it again. Nothing is sent twice."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import (
    NOON,
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
    run_job,
)

from providers.errors import OutcomeUnknown, RateLimited
from providers.price import Balance
from providers.task import Output, Task, TaskStatus
from studio.errors import NotFound, NotPossible
from studio.fetching.address_guard import AddressGuard
from studio.fetching.downloads import DownloadRefused, Downloads
from studio.jobs.inbox import Inbox
from studio.jobs.recourse import acts
from studio.ledger.job import JobState
from studio.outside import Outside
from studio.sentences.sentences import sentence_of
from studio.settings import Settings

UNKNOWN: dict[str, Any] = {"state": JobState.UNKNOWN, "charged": "maybe", "submitted_at": NOON, "finished_at": NOON}
UNCLEAR = OutcomeUnknown("cut")


async def test_an_unknown_job_offers_all_three_and_a_good_one_only_another_run(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor([UNCLEAR, opened()])) as studio:
        assert acts(await run_job(studio)) == ("look_again", "keep_as_lost", "run_again")
        assert acts(await run_job(studio)) == ("run_again",)


async def test_looking_again_by_the_task_id_brings_the_results(tmp_path: Path) -> None:
    job_id = await plant(tmp_path, **UNKNOWN, task_id="task-1")
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        assert not (await studio.recourse.look_again(OWNER, job_id)).state.final
        job = await studio.jobs.wait(OWNER, job_id, 10)
    assert (job.state, job.charged, len(job.outputs)) == (JobState.SUCCEEDED, "yes", 1)
    assert (vendor.submitted, set(vendor.polled)) == ([], {"task-1"})


async def test_looking_again_asks_for_a_failed_task_anew(tmp_path: Path) -> None:
    vendor = ScriptedVendor([opened()], [failed(), finished()])
    async with open_studio(tmp_path, vendor) as studio:
        job = await run_job(studio)
        assert job.state is JobState.FAILED
        await studio.recourse.look_again(OWNER, job.id)
        job = await studio.jobs.wait(OWNER, job.id, 10)
    assert (job.state, job.error) == (JobState.SUCCEEDED, None)
    assert len(vendor.submitted) == 1


async def test_looking_again_takes_up_an_answer_on_the_disk(tmp_path: Path) -> None:
    job_id = await plant(tmp_path, **UNKNOWN)
    inbox = Inbox(tmp_path)
    inbox.open()
    await inbox.put(job_id, finished(task_id=None))
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        await studio.recourse.look_again(OWNER, job_id)
        job = await studio.jobs.wait(OWNER, job_id, 10)
    assert (job.state, vendor.submitted) == (JobState.SUCCEEDED, [])


LINK = {"position": 1, "url": "https://127.0.0.2/b.png", "answer": None, "facts": {}}
LINK |= {"label": None, "label_certain": True}


class FileServer(Downloads):
    """Refuses a link until it is told to serve it."""

    serves = False

    async def fetch(self, url: str, target: Path, *, archives: bool = False, anything: bool = False) -> None:
        if not self.serves:
            raise DownloadRefused("Not today.")
        await asyncio.to_thread(target.write_bytes, png("blue"))


@pytest.mark.parametrize("links", [1, 2])
async def test_what_could_not_be_fetched_is_fetched_again_without_a_second_post(links: int, tmp_path: Path) -> None:
    outputs = Output("image", url="https://files.example/a.png"), Output("image", data=png())
    vendor, files = ScriptedVendor([finished(*outputs[:links], task_id=None)]), FileServer(AddressGuard(()))
    time = QuickTime()
    outside = replace(Outside.usual(Settings(data_dir=tmp_path), clock=time.clock), downloads=files)
    async with open_studio(tmp_path, vendor, clock=time.clock, outside=outside) as studio:
        job = await run_job(studio)
        assert (job.state, len(job.outputs)) == ((JobState.FAILED, JobState.SUCCEEDED)[links - 1], links - 1)
        assert (job.charged, acts(job), "Look again" in sentence_of(job.happened)) == (
            "yes",
            ("look_again", "run_again"),
            True,
        )
        files.serves = True
        assert (await studio.recourse.look_again(OWNER, job.id)).state is JobState.SAVING
        job = await studio.jobs.wait(OWNER, job.id, 10)
        assert (job.state, job.charged, acts(job)) == (JobState.SUCCEEDED, "yes", ("run_again",))
        assert [asset.position for asset in job.outputs] == list(range(links))
        assert len({asset.name for asset in job.outputs}) == links
    assert (len(vendor.submitted), vendor.polled) == (1, [])


@pytest.mark.parametrize(("hours", "offered"), [(1, ("look_again", "run_again")), (30, ("run_again",))])
async def test_links_are_offered_until_they_were_tried_after_their_day(
    hours: int, offered: tuple[str, ...], tmp_path: Path
) -> None:
    columns = {"state": JobState.FAILED, "charged": "yes", "pending": [LINK], "ended_at": NOON, "finished_at": NOON}
    job_id = await plant(tmp_path, **columns)
    time = QuickTime()
    time.passed_s = hours * 3600
    async with open_studio(tmp_path, ScriptedVendor(), clock=time.clock) as studio:
        assert "look_again" in acts(await studio.jobs.get(OWNER, job_id))
        await studio.recourse.look_again(OWNER, job_id)
        job = await studio.jobs.wait(OWNER, job_id, 10)
    assert (job.state, acts(job)) == (JobState.FAILED, offered)


BALANCES: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({}, "maybe", "Easel has no way to look"),
    ({"balance_before": 5.0, "balance_after": 4.96}, "yes", "fell by $0.04 when this was sent"),
    ({"balance_before": 5.0, "balance_after": 5.0}, "maybe", "has not fallen since"),
    ({"balance_before": 5.0}, "maybe", "Easel has no way to look"),  # this vendor tells no balance now
    ({"sandbox": True, "charged": "no"}, "no", "Nothing was charged"),
)


@pytest.mark.parametrize(("columns", "charged", "says"), BALANCES, ids=lambda each: str(each))
async def test_without_a_task_the_balance_tells(
    columns: dict[str, Any], charged: str, says: str, tmp_path: Path
) -> None:
    job_id = await plant(tmp_path, **{**UNKNOWN, **columns})
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.recourse.look_again(OWNER, job_id)
    assert (job.state, job.charged) == (JobState.UNKNOWN, charged)
    assert says in sentence_of(job.happened)
    assert (vendor.submitted, vendor.polled) == ([], [])


async def test_a_balance_that_other_jobs_moved_tells_nothing(tmp_path: Path) -> None:
    job_id = await plant(tmp_path, **UNKNOWN, balance_before=5.0)
    later = NOON.replace(hour=13)
    await plant(tmp_path, id="other", state=JobState.SUCCEEDED, submitted_at=later, finished_at=later)
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        job = await studio.recourse.look_again(OWNER, job_id)
    assert (job.charged, "Other jobs went to Scripted" in sentence_of(job.happened)) == ("maybe", True)


async def test_kept_as_lost_it_is_a_failed_job_that_says_what_is_known(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor([UNCLEAR])) as studio:
        job = await run_job(studio)
        lost = await studio.recourse.keep_as_lost(OWNER, job.id)
        assert (lost.state, lost.charged, lost.finished_at) == (JobState.FAILED, "maybe", job.finished_at)
        assert sentence_of(lost.happened).startswith("Kept as lost. It may have been charged")
        with pytest.raises(NotPossible):
            await studio.recourse.keep_as_lost(OWNER, job.id)
        assert acts(lost) == ("run_again",)


@pytest.mark.parametrize("end", [UNCLEAR, failed()], ids=["unknown", "failed"])
async def test_run_again_is_a_new_job_and_leaves_the_old_one_alone(end: Any, tmp_path: Path) -> None:
    vendor = ScriptedVendor([end, opened()])
    async with open_studio(tmp_path, vendor) as studio:
        old = await run_job(studio, Picture(prompt="a blue door"))
        new = await studio.recourse.run_again(OWNER, old.id)
        new = await studio.jobs.wait(OWNER, new.id, 10)
        assert (new.state, new.again_of, new.request) == (JobState.SUCCEEDED, old.id, old.request)
        assert await studio.jobs.get(OWNER, old.id) == old
    assert [request.prompt for request in vendor.submitted] == ["a blue door"] * 2  # type: ignore[attr-defined]


async def test_nothing_is_done_with_jobs_of_others_or_under_way(tmp_path: Path) -> None:
    running = await plant(tmp_path, provider="other", state=JobState.RUNNING, task_id="task-1")
    unknown = await plant(tmp_path, id="theirs", owner="bob", **UNKNOWN)
    gone = await plant(tmp_path, id="gone", endpoint="scripted_gone", state=JobState.FAILED)
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        recourse = studio.recourse
        for act in (recourse.look_again, recourse.keep_as_lost, recourse.run_again):
            with pytest.raises(NotPossible):
                await act(OWNER, running)
            with pytest.raises(NotFound):
                await act(OWNER, unknown)
        with pytest.raises(NotPossible, match="no longer understands"):
            await recourse.run_again(OWNER, gone)
    assert vendor.submitted == []


async def test_what_is_finished_without_a_link_says_so_at_once(tmp_path: Path) -> None:
    gate = Gate(finished())
    vendor = ScriptedVendor(polls=[Task("task-1", TaskStatus.SUCCEEDED), gate])
    async with open_studio(tmp_path, vendor, clock=QuickTime().clock) as studio:
        job = await studio.jobs.start(OWNER, Picture())
        await gate.reached.wait()
        message = sentence_of((await studio.jobs.get(OWNER, job.id)).happened)
        gate.open()
        job = await studio.jobs.wait(OWNER, job.id, 10)
    assert message == "Scripted calls it finished, but shows no link to the result yet. Easel keeps asking."
    assert job.state == "succeeded"


@pytest.mark.parametrize(
    ("left_usd", "charged", "says"), [(10.0, "maybe", "has not fallen"), (9.5, "yes", "fell by $0.5")]
)
async def test_the_balance_tells_whether_a_doubtful_refusal_was_charged(
    left_usd: float, charged: str, says: str, tmp_path: Path
) -> None:
    refusal = RateLimited("slow down", status=429)
    refusal.perhaps_accepted = True
    vendor = ScriptedVendor([refusal], balances=[Balance(10.0, None), Balance(left_usd, None)])
    async with open_studio(tmp_path, vendor, clock=QuickTime().clock) as studio:
        await studio.money.balance(OWNER, "scripted")
        job = await studio.jobs.start(OWNER, Picture())
        for _ in range(1000):  # the balance is asked for after the job's end
            if says in sentence_of((job := await studio.jobs.get(OWNER, job.id)).happened):
                break
            await asyncio.sleep(0.01)
    assert (job.state, job.charged, len(vendor.submitted)) == (JobState.UNKNOWN, charged, 1)
