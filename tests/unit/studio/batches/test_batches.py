"""Batches: planned with prices, sent once each, stopped, resumed, repeated, and gone on with after a crash."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import (
    NOON,
    OWNER,
    Edit,
    Gate,
    Picture,
    ScriptedVendor,
    failed,
    finished,
    open_studio,
    opened,
    until,
)
from sqlalchemy import update

from providers.errors import OutcomeUnknown, Refused
from providers.happened import only_text
from providers.price import ListPrice, PriceList
from studio.batches.batch import Batch, BatchState
from studio.batches.batch_records import BatchRecords
from studio.batches.batch_runner import AT_ONCE
from studio.batches.batches import PlannedCell
from studio.batches.prompt_wildcards import Axis
from studio.clock import Clock
from studio.errors import FieldErrors, NotFound, NotPossible, OverBudget
from studio.ledger.job import JobState
from studio.ledger.tables import batches
from studio.money.budgets import Limits
from studio.sentences.sentences import sentence_of
from studio.studio import Studio

PRICES: PriceList = {"quick": ListPrice(0.1, 0.1)}


def vendor(*submits: Any, **options: Any) -> ScriptedVendor:
    facts: dict[str, Any] = {"prices": PRICES, "max_concurrent": 64, **options}
    return ScriptedVendor(submits or (finished(),), **facts)


async def planned(studio: Studio, prompts: Sequence[str], owner: str = OWNER) -> Batch:
    cells = [
        PlannedCell(
            (place,),
            Picture,
            "quick",
            Picture(prompt=prompt) if prompt else None,
            () if prompt else (only_text("Why not"),),
        )
        for place, prompt in enumerate(prompts)
    ]
    return await studio.batches.plan(owner, "{a|b}", [Axis("Choice 1", tuple(prompts))], cells)


async def ended(studio: Studio, batch: Batch, *states: BatchState) -> Batch:
    async def over() -> bool:
        now = await studio.batches.get(batch.owner, batch.id)
        return now.state in (states or (BatchState.DONE,)) and not now.under_way

    await until(over)
    return await studio.batches.get(batch.owner, batch.id)


def states(batch: Batch) -> list[JobState | None]:
    return [cell.job and cell.job.state for cell in batch.cells]


def letters(count: int) -> list[str]:
    return [f"wall {number}" for number in range(count)]


async def test_a_plan_sends_nothing_and_says_what_it_costs(tmp_path: Path) -> None:
    scripted = vendor()
    async with open_studio(tmp_path, scripted) as studio:
        batch = await planned(studio, ["a", "b", "", "a"])
        await asyncio.sleep(0.02)
        assert batch.state is BatchState.PLANNED
        assert [sentence_of(cell.problem) for cell in batch.cells] == [
            "", "", "Why not", "The same as another cell, so it is sent once only.",
        ]  # fmt: skip
        assert batch.submits == 2
        assert [cell.price_most for cell in batch.cells] == [0.1, 0.1, None, 0.1]
        assert scripted.submitted == []
        assert await studio.jobs.recent(OWNER) == []


async def test_every_cell_is_one_job_sent_once(tmp_path: Path) -> None:
    scripted = vendor()
    async with open_studio(tmp_path, scripted) as studio:
        batch = await planned(studio, ["a", "", "b", "a", "c"])
        await asyncio.gather(*(studio.batches.start(OWNER, batch.id) for _ in range(3)))
        batch = await ended(studio, batch)
        done = JobState.SUCCEEDED
        assert states(batch) == [done, None, done, None, done]
        assert sorted(request.settings()["prompt"] for request in scripted.submitted) == ["a", "b", "c"]
        with pytest.raises(NotPossible):
            await studio.batches.resume(OWNER, batch.id, failed=True)


async def test_a_batch_goes_on_after_an_unexpected_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find, failures = BatchRecords.find, [OSError("The disk has gone."), OSError("Once more.")]

    async def flaky(records: BatchRecords, owner: str, batch_id: str) -> Batch | None:
        task = asyncio.current_task()
        if failures and task and task.get_name() == f"batch {batch_id}":
            raise failures.pop()
        return await find(records, owner, batch_id)

    monkeypatch.setattr(BatchRecords, "find", flaky)
    scripted = vendor()
    async with open_studio(tmp_path, scripted, clock=Clock(sleep=lambda _: asyncio.sleep(0))) as studio:
        batch = await planned(studio, ["a", "b"])
        await studio.batches.start(OWNER, batch.id)
        await ended(studio, batch)
        assert failures == []
        assert len(scripted.submitted) == 2


async def test_a_stopped_batch_starts_no_more_until_it_is_resumed(tmp_path: Path) -> None:
    gate = Gate(finished())
    scripted = vendor(gate)
    async with open_studio(tmp_path, scripted) as studio:
        batch = await planned(studio, letters(AT_ONCE + 3))
        await studio.batches.start(OWNER, batch.id)
        await until(lambda: _sent(scripted, AT_ONCE))
        stopped = await studio.batches.stop(OWNER, batch.id)
        assert stopped.state is BatchState.STOPPED
        gate.open()
        stopped = await ended(studio, batch, BatchState.STOPPED)
        assert states(stopped) == [JobState.SUCCEEDED] * AT_ONCE + [None] * 3
        await studio.batches.resume(OWNER, batch.id)
        batch = await ended(studio, batch)
        assert states(batch) == [JobState.SUCCEEDED] * (AT_ONCE + 3)
        assert len(scripted.submitted) == AT_ONCE + 3


async def _sent(scripted: ScriptedVendor, count: int) -> bool:
    return len(scripted.submitted) == count


async def test_stop_and_resume_at_one_moment_lose_nothing(tmp_path: Path) -> None:
    scripted = vendor()
    async with open_studio(tmp_path, scripted) as studio:
        batch = await planned(studio, letters(12))
        await studio.batches.start(OWNER, batch.id)
        for _ in range(6):
            await studio.batches.stop(OWNER, batch.id)
            now = await studio.batches.get(OWNER, batch.id)
            if any(cell.waiting for cell in now.cells):
                await studio.batches.resume(OWNER, batch.id)
        batch = await ended(studio, batch)
        assert len(scripted.submitted) == 12


async def test_only_what_failed_is_repeated_and_never_what_may_have_been_charged(tmp_path: Path) -> None:
    scripted = vendor(Refused("no"), OutcomeUnknown("cut"), finished(), opened(), polls=[failed()])
    async with open_studio(tmp_path, scripted) as studio:
        batch = await planned(studio, letters(3))
        await studio.batches.start(OWNER, batch.id)
        batch = await ended(studio, batch)
        assert sorted(str(state) for state in states(batch)) == ["failed", "succeeded", "unknown"]
        first = next(cell for cell in batch.cells if cell.job and cell.job.state is JobState.FAILED)
        assert first.job is not None
        await asyncio.gather(
            *(studio.batches.resume(OWNER, batch.id, failed=True) for _ in range(3)), return_exceptions=True
        )
        again = await ended(studio, batch)
        assert len(scripted.submitted) == 4
        job = again.cells[first.position].job
        assert job is not None
        assert (job.state, job.again_of) == (JobState.FAILED, first.job.id)


async def test_after_three_without_a_result_the_rest_waits(tmp_path: Path) -> None:
    scripted = vendor(Refused("no balance"))
    async with open_studio(tmp_path, scripted) as studio:
        batch = await planned(studio, letters(20))
        await studio.batches.start(OWNER, batch.id)
        batch = await ended(studio, batch, BatchState.STOPPED)
        assert "press Resume" in sentence_of(batch.happened)
        assert 3 <= len(scripted.submitted) <= 3 + AT_ONCE


async def test_a_batch_beyond_the_budget_sends_nothing(tmp_path: Path) -> None:
    scripted = vendor()
    async with open_studio(tmp_path, scripted) as studio:
        await studio.money.budgets.set_own(OWNER, Limits(daily_usd=0.35))
        batch = await planned(studio, letters(4))
        with pytest.raises(OverBudget, match=r"\$0\.40, and \$0\.35 of your daily budget"):
            await studio.batches.start(OWNER, batch.id)
        await asyncio.sleep(0.02)
        assert (await studio.batches.get(OWNER, batch.id)).state is BatchState.PLANNED
        assert scripted.submitted == []
        smaller = await planned(studio, letters(3))
        await studio.batches.start(OWNER, smaller.id)
        assert states(await ended(studio, smaller)) == [JobState.SUCCEEDED] * 3


async def test_a_budget_that_runs_out_on_the_way_leaves_the_rest_to_be_resumed(tmp_path: Path) -> None:
    gate = Gate(finished())
    scripted = vendor(gate)
    async with open_studio(tmp_path, scripted) as studio:
        await studio.money.budgets.set_own(OWNER, Limits(daily_usd=0.85))
        batch = await planned(studio, letters(8))
        await studio.batches.start(OWNER, batch.id)
        await until(lambda: _sent(scripted, AT_ONCE))
        for _ in range(2):
            await studio.jobs.start(OWNER, Picture(prompt="something else"))
        gate.open()
        batch = await ended(studio, batch, BatchState.STOPPED)
        assert "daily budget" in sentence_of(batch.happened)
        assert states(batch).count(JobState.SUCCEEDED) == 6
        await studio.money.budgets.set_own(OWNER, Limits(daily_usd=5))
        await studio.batches.resume(OWNER, batch.id)
        assert states(await ended(studio, batch)) == [JobState.SUCCEEDED] * 8
        assert len(scripted.submitted) == 10


async def test_an_unknown_price_is_none_and_does_not_pass_a_budget(tmp_path: Path) -> None:
    scripted = vendor(prices={})
    async with open_studio(tmp_path, scripted) as studio:
        batch = await planned(studio, ["a"])
        assert batch.cells[0].price_most is None
        await studio.money.budgets.set_own(OWNER, Limits(daily_usd=5))
        with pytest.raises(OverBudget, match="not known"):
            await studio.batches.start(OWNER, batch.id)


async def test_a_price_that_changed_is_shown_before_anything_is_sent(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor(prices={})) as studio:
        batch = await planned(studio, ["a", "b"])
    scripted = vendor()
    async with open_studio(tmp_path, scripted) as studio:
        with pytest.raises(NotPossible, match="has changed since it was planned"):
            await studio.batches.start(OWNER, batch.id)
        assert scripted.submitted == []
        assert [cell.price_most for cell in (await studio.batches.get(OWNER, batch.id)).cells] == [0.1, 0.1]
        await studio.batches.start(OWNER, batch.id)
        await ended(studio, batch)
        assert len(scripted.submitted) == 2


async def test_a_batch_never_goes_on_with_another_key_or_live_after_the_sandbox(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor(), sandbox=True) as studio:
        batch = await planned(studio, ["a", "b"])
        assert [(cell.sandbox, cell.price_most) for cell in batch.cells] == [(True, None)] * 2
        await studio.machinery.ledger.write(update(batches).values(state=BatchState.RUNNING))
    scripted = vendor()
    async with open_studio(tmp_path, scripted) as studio:
        batch = await ended(studio, batch, BatchState.STOPPED)
        assert sentence_of(batch.happened).startswith("The key this batch was started with")
        assert scripted.submitted == []
        with pytest.raises(NotPossible, match="where it goes"):
            await studio.batches.resume(OWNER, batch.id)
        assert scripted.submitted == []


async def test_a_restart_goes_on_and_starts_no_cell_twice(tmp_path: Path) -> None:
    first = vendor(Gate(finished()), max_concurrent=2)
    async with open_studio(tmp_path, first) as studio:
        batch = await planned(studio, letters(7))
        await studio.batches.start(OWNER, batch.id)
        await until(lambda: _sent(first, 2))
        # As a kill would leave it: two are sent and unanswered, two wait their turn, three are planned.
        studio.machinery.driver.close()
        studio.machinery.driver.abandon_posts()
    second = vendor()
    async with open_studio(tmp_path, second) as studio:
        batch = await ended(studio, batch)
        assert states(batch) == [JobState.UNKNOWN] * 2 + [JobState.SUCCEEDED] * 5
    sent = [request.settings()["prompt"] for request in (*first.submitted, *second.submitted)]
    assert sorted(sent) == letters(7)


async def test_a_plan_of_which_nothing_can_be_sent_is_refused(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        gone = PlannedCell((0,), Edit, "quick", Edit(images=["easel:" + "0" * 64]))
        with pytest.raises(FieldErrors, match="no longer stored"):
            await studio.batches.plan(OWNER, "x", [Axis("Model", ("Edit",))], [gone])
        with pytest.raises(FieldErrors, match=r"Nothing of this can be sent\. Why not"):
            await planned(studio, ["", ""])


async def test_batches_are_their_owners(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        batch = await planned(studio, ["a"])
        for call in (studio.batches.get, studio.batches.start, studio.batches.stop, studio.batches.resume):
            with pytest.raises(NotFound):
                await call("bob", batch.id)
        with pytest.raises(NotFound):
            await studio.batches.remove("bob", batch.id)
        await studio.batches.start(OWNER, batch.id)
        await ended(studio, batch)
        assert await studio.batches.recent("bob") == []
        assert [each.id for each in await studio.batches.recent(OWNER)] == [batch.id]
        await studio.batches.remove(OWNER, batch.id)
        assert await studio.batches.recent(OWNER) == []
        assert len(await studio.jobs.recent(OWNER)) == 1


async def test_plans_nobody_started_are_forgotten(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        old = await planned(studio, ["a"])
        await studio.machinery.ledger.write(update(batches).values(created_at=NOON.replace(year=2025)))
        new = await planned(studio, ["a"])
        assert (await studio.batches.get(OWNER, new.id)).id == new.id
        with pytest.raises(NotFound):
            await studio.batches.get(OWNER, old.id)
