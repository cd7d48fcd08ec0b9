"""Keys that people bring: whose jobs they pay for, what waits without them, and that nothing else ever holds one."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import (
    KEY,
    NOON,
    Gate,
    Picture,
    QuickTime,
    ScriptedVendor,
    finished,
    opened,
    plant,
    row_of,
    running,
    until,
)

from studio.access.access import Access
from studio.assembly import assemble
from studio.errors import FieldErrors, KeyRefused, NotPossible
from studio.ledger.job import Job, JobState
from studio.sentences.sentences import sentence_of
from studio.settings import Settings, VendorSettings
from studio.studio import Studio
from studio.vendors.gateways import Gateway, GatewayStatus
from studio.vendors.key_ring import LONGEST_KEY
from studio.vendors.own_keys import IDLE_S

BASE = "http://127.0.0.1:1"
ADA, BOB = "visitor:ada", "visitor:bob"
ADAS_KEY, BOBS_KEY = "sk-canary-of-ada-4f1d9c", "sk-canary-of-bob-77aa01"
REQUESTS: Any = {Picture.endpoint: Picture}


class KeyedVendor(ScriptedVendor):
    """Remembers which key each call came with."""

    def __init__(self, *script: Any, **options: Any) -> None:
        super().__init__(*script, **options)
        self.submit_keys: list[str] = []
        self.poll_keys: list[str] = []

    async def submit(self, request: Any, credentials: Any) -> Any:
        self.submit_keys.append(credentials.api_key)
        return await super().submit(request, credentials)

    async def poll(self, task_id: str, credentials: Any, elapsed_s: float = 0.0) -> Any:
        self.poll_keys.append(credentials.api_key)
        return await super().poll(task_id, credentials)


def studio_of(
    data_dir: Path, vendor: ScriptedVendor, *, server_key: str = "", time: QuickTime | None = None, **access: Any
) -> Studio:
    gateways = [Gateway.to(vendor, api_key=server_key, base_url=BASE, sandbox=False)]
    settings = Settings(
        data_dir=data_dir,
        vendors={"scripted": VendorSettings(base_url=BASE)},
        access=Access(open=True, **access),
        budget_visitors_total_usd=100,
        prices={"quick": 0.1},
    )
    status = GatewayStatus("scripted", "Scripted", live=bool(server_key), base_url=BASE)
    return assemble(settings, gateways, requests=REQUESTS, statuses=[status], clock=(time or QuickTime()).clock)


async def done(studio: Studio, job: Job) -> Job:
    job = await studio.jobs.wait(job.owner, job.id, 10)
    assert job.state.final, sentence_of(job.happened)
    return job


async def says(studio: Studio, job: Job, message: str) -> None:
    """Wait until an unfinished job says this."""

    async def said() -> bool:
        now = await studio.jobs.get(job.owner, job.id)
        assert not now.state.final, sentence_of(now.happened)
        return sentence_of(now.happened).startswith(message)

    await until(said)


async def test_a_job_is_paid_by_its_owners_key(tmp_path: Path) -> None:
    vendor = KeyedVendor()
    async with (studio := studio_of(tmp_path, vendor)).lifespan(5):
        await studio.keys.enter(ADA, "scripted", f" {ADAS_KEY}\n")
        await studio.keys.enter(BOB, "scripted", f"Bearer {BOBS_KEY}")
        for owner in (ADA, BOB):
            assert (await done(studio, await studio.jobs.start(owner, Picture()))).charged == "yes"
    assert vendor.submit_keys == [ADAS_KEY, BOBS_KEY]
    assert vendor.poll_keys == [ADAS_KEY, BOBS_KEY]


async def test_the_servers_key_pays_for_visitors_only_when_it_is_shared(tmp_path: Path) -> None:
    vendor = KeyedVendor()
    async with (studio := studio_of(tmp_path / "a", vendor, server_key=KEY)).lifespan(5):
        with pytest.raises(FieldErrors):  # no sandbox here; with one it would go there
            await studio.jobs.start(ADA, Picture())
        assert [status.live for status in studio.keys.status(ADA)] == [False]
        assert [status.live for status in studio.keys.status("local")] == [True]
        await done(studio, await studio.jobs.start("user:grace", Picture()))
    async with (studio := studio_of(tmp_path / "b", vendor, server_key=KEY, share_keys=True)).lifespan(5):
        await done(studio, await studio.jobs.start(ADA, Picture()))
        assert await studio.money.balance(ADA, "scripted") is None  # what is left on it is not theirs to see
        assert await studio.money.balance("local", "scripted") is not None
        await studio.keys.enter(ADA, "scripted", ADAS_KEY)
        await done(studio, await studio.jobs.start(ADA, Picture()))
    assert vendor.submit_keys == [KEY, KEY, ADAS_KEY]


async def test_a_key_that_a_program_sends_along_tells_what_is_left_on_it(tmp_path: Path) -> None:
    async with (studio := studio_of(tmp_path, KeyedVendor())).lifespan(5):
        key_id = await studio.keys.offer(ADA, "scripted", ADAS_KEY)
        assert await studio.money.balance(ADA, "scripted", key_id) is not None
        assert await studio.money.balance(ADA, "scripted") is None
        assert await studio.money.balance(BOB, "scripted", key_id) is None


async def test_after_a_restart_a_job_waits_for_its_key_and_goes_on_without_another_submit(tmp_path: Path) -> None:
    gate = Gate(running())
    vendor = KeyedVendor(polls=[gate])
    async with (studio := studio_of(tmp_path, vendor)).lifespan(5):
        await studio.keys.enter(ADA, "scripted", ADAS_KEY)
        job = await studio.jobs.start(ADA, Picture())
        await gate.reached.wait()
    vendor = KeyedVendor(polls=[finished()])
    async with (studio := studio_of(tmp_path, vendor, server_key=KEY)).lifespan(5):
        needs = "Needs your Scripted key to go on: the one it was started with. Enter it under Keys."
        await says(studio, job, needs)
        for other in ((BOB, ADAS_KEY), (ADA, BOBS_KEY)):  # nobody else's, and no other account's
            await studio.keys.enter(other[0], "scripted", other[1])
        await asyncio.sleep(0.05)
        assert vendor.poll_keys == []
        await studio.keys.enter(ADA, "scripted", ADAS_KEY)
        assert (await done(studio, job)).state is JobState.SUCCEEDED
    assert vendor.poll_keys == [ADAS_KEY]
    assert vendor.submitted == []


async def test_forgetting_a_key_pauses_the_jobs_that_use_it(tmp_path: Path) -> None:
    gate = Gate(running())
    vendor = KeyedVendor(polls=[gate, finished()])
    async with (studio := studio_of(tmp_path, vendor)).lifespan(5):
        await studio.keys.enter(ADA, "scripted", ADAS_KEY)
        job = await studio.jobs.start(ADA, Picture())
        await gate.reached.wait()
        await studio.keys.forget(ADA)
        await says(studio, job, "Needs your Scripted key")
        assert [status.own for status in studio.keys.status(ADA)] == [False]
        await studio.keys.offer(ADA, "scripted", ADAS_KEY)  # a program sends it along
        assert (await done(studio, job)).state is JobState.SUCCEEDED
        assert [status.own for status in studio.keys.status(ADA)] == [False]
    assert vendor.submit_keys == [ADAS_KEY]


async def test_a_job_without_its_key_can_be_stopped(tmp_path: Path) -> None:
    gate = Gate(running())
    async with (studio := studio_of(tmp_path, KeyedVendor(polls=[gate]))).lifespan(5):
        await studio.keys.enter(ADA, "scripted", ADAS_KEY)
        job = await studio.jobs.start(ADA, Picture())
        await gate.reached.wait()
    async with (studio := studio_of(tmp_path, KeyedVendor())).lifespan(5):
        stopped = await studio.jobs.stop(ADA, job.id)
        assert stopped.state is JobState.STOPPED
        assert stopped.charged == "yes"


async def test_a_key_is_forgotten_when_its_owner_has_left_and_no_job_needs_it(tmp_path: Path) -> None:
    time = QuickTime()
    gate = Gate(running())
    async with (studio := studio_of(tmp_path, KeyedVendor(polls=[gate, finished()]), time=time)).lifespan(5):
        await studio.keys.enter(ADA, "scripted", ADAS_KEY)
        await studio.keys.enter(BOB, "scripted", BOBS_KEY)
        job = await studio.jobs.start(ADA, Picture())
        await gate.reached.wait()
        time.passed_s += IDLE_S - 1
        studio.keys.seen(BOB)
        time.passed_s += 2
        await studio.keys.forget_idle()
        assert [studio.keys.status(owner)[0].own for owner in (ADA, BOB)] == [True, True]
        gate.open()
        await done(studio, job)
        await studio.keys.forget_idle()
        assert [studio.keys.status(owner)[0].own for owner in (ADA, BOB)] == [False, True]


async def test_no_key_reaches_the_disk(tmp_path: Path) -> None:
    vendor = KeyedVendor([opened()])
    async with (studio := studio_of(tmp_path, vendor)).lifespan(5):
        await studio.keys.enter(ADA, "scripted", ADAS_KEY)
        job = await done(studio, await studio.jobs.start(ADA, Picture()))
        assert ADAS_KEY not in repr(studio)
        assert (await row_of(studio, job.id)).key_id
    files = [path for path in sorted(tmp_path.rglob("*")) if path.is_file()]  # noqa: ASYNC240
    assert len(files) > 2
    assert [path for path in files if ADAS_KEY.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("text", ["", "short", "with a space in it", "line\nbreak-in-it", "sk-¡olé!-12345", "x" * 600])
async def test_what_cannot_be_a_key_is_refused_and_not_repeated(tmp_path: Path, text: str) -> None:
    studio = studio_of(tmp_path, KeyedVendor())
    with pytest.raises(KeyRefused) as refused:
        await studio.keys.enter(ADA, "scripted", text)
    assert not text or text not in str(refused.value)
    assert LONGEST_KEY == 512


async def test_ended_jobs_of_others_are_not_asked_for_with_the_servers_key(tmp_path: Path) -> None:
    # As an older Easel took them from an archive: nothing tells them from jobs that the server's key paid for.
    ended: dict[str, Any] = {"owner": ADA, "state": JobState.UNKNOWN, "charged": "maybe", "submitted_at": NOON}
    await plant(tmp_path, id="task", **ended, task_id="of-somebody", finished_at=NOON)
    await plant(tmp_path, id="balance", **ended, balance_before=5.0, finished_at=NOON)
    vendor = KeyedVendor()
    async with (studio := studio_of(tmp_path, vendor, server_key=KEY)).lifespan(5):
        for job_id in ("task", "balance"):
            with pytest.raises(NotPossible, match="does not pay for you now"):
                await studio.recourse.look_again(ADA, job_id)
    assert (vendor.poll_keys, vendor.balances_asked) == ([], 0)
    async with (studio := studio_of(tmp_path, vendor, server_key=KEY, share_keys=True)).lifespan(5):
        await studio.recourse.look_again(ADA, "task")
        assert (await done(studio, await studio.jobs.get(ADA, "task"))).state is JobState.SUCCEEDED
    assert set(vendor.poll_keys) == {KEY}
