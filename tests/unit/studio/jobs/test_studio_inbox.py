"""What arrived from a vendor outlives the process and a disk that is full: recorded before the database knows of it."""

import asyncio
import errno
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import (
    KEY,
    OWNER,
    REQUESTS,
    Picture,
    QuickTime,
    ScriptedVendor,
    finished,
    open_studio,
    opened,
    plant,
    png,
    run_job,
    until,
)

from providers.happened import Happenings
from providers.task import Output, Task, TaskStatus
from studio.assembly import assemble
from studio.errors import SettingsError, StorageFull
from studio.files.disk_space import DiskSpace
from studio.files.file_store import FileStore, Stored
from studio.jobs.inbox import Inbox
from studio.ledger.job import JobState
from studio.outside import Outside
from studio.sentences.sentences import sentence_of
from studio.settings import Settings
from studio.studio import Studio
from studio.vendors.gateways import Gateway

SUBMITTING: dict[str, Any] = {"state": JobState.SUBMITTING, "charged": "maybe"}


async def recorded(data_dir: Path, task: Task) -> str:
    """Leave what a process leaves that is killed between the answer to a submit and its row."""
    job_id = await plant(data_dir, **SUBMITTING)
    inbox = Inbox(data_dir)
    inbox.open()
    await inbox.put(job_id, task)
    return job_id


async def test_paid_pictures_that_came_before_a_kill_are_taken_up(tmp_path: Path) -> None:
    pictures = Output("image", data=png("red")), Output("image", data=png("blue"), facts={"seed": "7"})
    job_id = await recorded(tmp_path, finished(*pictures, task_id=None, cost_note="2 credits"))
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.wait(OWNER, job_id, 10)
        assert (job.state, job.charged, job.cost_note) == (JobState.SUCCEEDED, "yes", "2 credits")
        assert [studio.files.path(asset.sha256).read_bytes() for asset in job.outputs] == [png("red"), png("blue")]
        assert job.outputs[1].facts == {"seed": "7"}
    assert (vendor.submitted, vendor.polled) == ([], [])
    assert list((tmp_path / "answers").iterdir()) == []


async def test_a_task_id_that_came_before_a_kill_is_followed(tmp_path: Path) -> None:
    job_id = await recorded(tmp_path, opened("task-7", estimated_s=30))
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        job = await studio.jobs.wait(OWNER, job_id, 10)
    assert (job.state, job.task_id, job.expected_s) == (JobState.SUCCEEDED, "task-7", pytest.approx(30, rel=0.1))
    assert vendor.submitted == []
    assert set(vendor.polled) == {"task-7"}


async def test_a_failure_that_came_before_a_kill_is_told(tmp_path: Path) -> None:
    job_id = await recorded(tmp_path, Task("task-1", TaskStatus.FAILED, error="the model gave up"))
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        job = await studio.jobs.wait(OWNER, job_id, 10)
    assert (job.state, job.error) == (JobState.FAILED, "the model gave up")


@pytest.mark.parametrize("text", ["", '{"task": {', "[]", '{"task": {"id": "a"}}'])
async def test_a_damaged_record_counts_as_none(text: str, tmp_path: Path) -> None:
    job_id = await plant(tmp_path, **SUBMITTING)
    Inbox(tmp_path).open()
    (tmp_path / "answers" / f"{job_id}.json").write_text(text)
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        assert (await studio.jobs.wait(OWNER, job_id, 10)).state is JobState.UNKNOWN


async def test_a_result_that_arrived_before_a_kill_survives_its_link(tmp_path: Path) -> None:
    """Easel died between the download and the row and came back when the link was dead."""
    pending = {"position": 0, "url": "https://127.0.0.2/dead.png", "answer": None}
    pending |= {"label": None, "label_certain": True, "facts": {}}
    sent = {"task_id": "task-1", "charged": "yes", "pending": [pending]}
    job_id = await plant(tmp_path, state=JobState.SAVING, **sent)
    inbox = Inbox(tmp_path)
    inbox.open()
    inbox.result(job_id, 0).write_bytes(png("green"))
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        job = await studio.jobs.wait(OWNER, job_id, 10)
        assert job.state is JobState.SUCCEEDED
        assert studio.files.path(job.outputs[0].sha256).read_bytes() == png("green")
    assert list((tmp_path / "answers").iterdir()) == []


# --- a disk that is full ---------------------------------------------------------------------------------------------


def full_disk() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


class FullInbox(Inbox):
    """A disk without room for results until somebody makes some."""

    room = False

    async def put_results(self, job_id: str, outputs: Sequence[Output]) -> Any:
        if not self.room:
            raise full_disk()
        return await super().put_results(job_id, outputs)


class FullStore(FileStore):
    """A disk without room for originals until somebody makes some."""

    room = False

    async def keep_link(self, source: Path) -> Stored:
        if not self.room:
            raise full_disk()
        return await super().keep_link(source)


def studio_with(data_dir: Path, vendor: ScriptedVendor, **parts: Any) -> Studio:
    settings, time = Settings(data_dir=data_dir), QuickTime()
    usual = Outside.usual(settings, clock=time.clock)
    gateway = Gateway.to(vendor, api_key=KEY, base_url="http://127.0.0.1:1", sandbox=False)
    return assemble(settings, [gateway], requests=REQUESTS, clock=time.clock, outside=replace(usual, **parts))


async def waits_then_succeeds(studio: Studio, disk: FullInbox | FullStore) -> None:
    async with studio.lifespan(grace_s=5):
        job = await studio.jobs.start(OWNER, Picture())

        async def told() -> bool:
            return "disk is full" in sentence_of(await studio.disk_space.notice())

        await until(told)
        told_job = await studio.jobs.get(OWNER, job.id)
        assert not told_job.state.final
        assert "The disk is full. Free some space" in sentence_of(told_job.happened)
        disk.room = True
        job = await studio.jobs.wait(OWNER, job.id, 10)
        assert (job.state, len(job.outputs)) == (JobState.SUCCEEDED, 1)
        assert await studio.disk_space.notice() == ()


async def test_a_paid_answer_waits_for_room_on_the_disk(tmp_path: Path) -> None:
    disk = FullInbox(tmp_path)
    vendor = ScriptedVendor([finished(task_id=None)])
    await waits_then_succeeds(studio_with(tmp_path, vendor, inbox=disk), disk)
    assert len(vendor.submitted) == 1


async def test_a_result_waits_for_room_on_the_disk(tmp_path: Path) -> None:
    disk = FullStore(tmp_path)
    vendor = ScriptedVendor()
    await waits_then_succeeds(studio_with(tmp_path, vendor, store=disk), disk)
    assert len(vendor.submitted) == 1
    assert list((tmp_path / "answers").iterdir()) == []


async def test_a_task_id_needs_no_room_in_files(tmp_path: Path) -> None:
    """The database has room when the directory of arrivals has none: the job goes on."""
    vendor = ScriptedVendor(polls=[finished(Output("image", data=png()))])
    async with open_studio(tmp_path, vendor) as studio:
        (tmp_path / "answers").rmdir()
        starting = asyncio.create_task(run_job(studio))
        await until(lambda: _polled(vendor))
        (tmp_path / "answers").mkdir()
        job = await starting
    assert job.state is JobState.SUCCEEDED


async def _polled(vendor: ScriptedVendor) -> bool:
    return bool(vendor.polled)


# --- how much there may be -------------------------------------------------------------------------------------------


async def test_a_limit_warns_before_and_refuses_at_the_end(tmp_path: Path) -> None:
    time, vendor = QuickTime(), ScriptedVendor()
    disk_space = DiskSpace(tmp_path, max_bytes=10_000_000, clock=time.clock)
    studio = studio_with(tmp_path, vendor, disk_space=disk_space)
    ballast = tmp_path / "ballast"

    async def at(share: float) -> Happenings:
        ballast.write_bytes(bytes(int(share * 10_000_000)))
        time.passed_s += 61
        return await disk_space.notice()

    async with studio.lifespan():
        assert await at(0.5) == ()
        assert "10 MB it may take" in sentence_of(await at(0.95))
        assert (await run_job(studio)).state is JobState.SUCCEEDED
        refusal = await at(1.01)
        assert "no new jobs are started" in sentence_of(refusal)
        with pytest.raises(StorageFull, match=r"may take 10 MB.*Nothing was sent"):
            await studio.jobs.start(OWNER, Picture())
        assert len(vendor.submitted) == 1
        assert len(await studio.jobs.recent(OWNER)) == 1
        assert await at(0.5) == ()
        assert (await run_job(studio)).state is JobState.SUCCEEDED


async def test_results_of_jobs_already_sent_are_saved_beyond_the_limit(tmp_path: Path) -> None:
    job_id = await recorded(tmp_path, finished(task_id=None))
    disk_space = DiskSpace(tmp_path, max_bytes=1)
    studio = studio_with(tmp_path, ScriptedVendor(), disk_space=disk_space)
    async with studio.lifespan():
        assert (await studio.jobs.wait(OWNER, job_id, 10)).state is JobState.SUCCEEDED


async def test_jobs_are_refused_while_the_disk_still_has_room_for_results(tmp_path: Path) -> None:
    disk_space = DiskSpace(tmp_path, free=lambda _: 150_000_000)
    vendor = ScriptedVendor()
    studio = studio_with(tmp_path, vendor, disk_space=disk_space)
    async with studio.lifespan():
        with pytest.raises(StorageFull, match=r"less than 200 MB left.*Nothing was sent"):
            await studio.jobs.start(OWNER, Picture())
    assert vendor.submitted == []


@pytest.mark.parametrize(
    ("text", "max_bytes"), [("", None), ("20GB", 20 * 10**9), ("1.5 tb", 15 * 10**11), ("500MB", 5 * 10**8)]
)
def test_limit_of_the_disk_as_a_setting(text: str, max_bytes: int | None) -> None:
    assert Settings.from_env({"EASEL_MAX_DISK": text}, ()).max_disk_bytes == max_bytes


@pytest.mark.parametrize("text", ["20", "0GB", "-1GB", "lots", "1.GB", "GB"])
def test_a_limit_that_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="such as 500MB or 20GB"):
        Settings.from_env({"EASEL_MAX_DISK": text}, ())
