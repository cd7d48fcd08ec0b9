"""The poll loop under a clock that only moves when the loop sleeps."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from providers import errors
from providers.polling.finish_time import FinishTime
from providers.polling.poll_schedule import PollPolicy
from providers.polling.polling import follow
from providers.task import Output, Task, TaskStatus

QUEUED = Task("t", TaskStatus.QUEUED, estimated_s=40, cost_note="5 credits reserved")
RUNNING = Task("t", TaskStatus.RUNNING, progress_percent=50)
EMPTY = Task("t", TaskStatus.SUCCEEDED)
DONE = Task("t", TaskStatus.SUCCEEDED, outputs=(Output("image", url="https://cdn.example.com/a.png"),))
FAILED = Task("t", TaskStatus.FAILED, error="no luck")
POLICY = PollPolicy(not_found_limit=4, not_found_s=0, results_grace_s=100)
USUAL = FinishTime.from_runs([40.0] * 20)


@dataclass
class World:
    """Answers in order (the last one for ever), and a clock that `sleep` moves."""

    answers: Sequence[Task | errors.ProviderError]
    policy: PollPolicy = POLICY
    now_s: float = 1000.0
    asked: int = 0
    pauses_s: list[float] = field(default_factory=list[float])
    seen: list[Task] = field(default_factory=list[Task])
    troubles: list[errors.ProviderError] = field(default_factory=list[errors.ProviderError])

    async def poll(self, task_id: str) -> Task:
        assert task_id == "t"
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if isinstance(answer, errors.ProviderError):
            raise answer
        return answer

    async def sleep(self, seconds: float) -> None:
        self.pauses_s.append(seconds)
        self.now_s += seconds

    async def saw(self, task: Task) -> None:
        self.seen.append(task)

    async def failed(self, error: errors.ProviderError) -> None:
        self.troubles.append(error)

    async def run(self, task: Task = QUEUED, *, elapsed_s: float = 0.0, resumed: bool = False, others: int = 0) -> Task:
        return await follow(
            self.poll,
            task,
            elapsed_s=elapsed_s,
            finish=USUAL,
            resumed=resumed,
            followed=lambda: 1 + others,
            policy=self.policy,
            clock=lambda: self.now_s,
            sleep=self.sleep,
            on_task=self.saw,
            on_error=self.failed,
        )


@pytest.mark.parametrize("final", [DONE, FAILED, Task("t", TaskStatus.CANCELLED), Task(None, TaskStatus.FAILED)])
async def test_a_final_task_is_not_asked_for(final: Task) -> None:
    world = World([RUNNING])
    assert await world.run(final) == final
    assert world.asked == 0


async def test_each_answer_is_told_in_order() -> None:
    world = World([RUNNING, RUNNING, DONE])
    result = await world.run()
    assert [task.status for task in world.seen] == ["running", "running", "succeeded"]
    assert result == world.seen[-1]
    assert (result.cost_note, result.estimated_s) == ("5 credits reserved", 40)


@pytest.mark.parametrize("end", [FAILED, Task("t", TaskStatus.CANCELLED)])
async def test_the_vendors_end_is_the_end(end: Task) -> None:
    assert (await World([RUNNING, end]).run()).status is end.status


async def test_trouble_is_survived_for_as_long_as_it_lasts() -> None:
    troubles: list[Task | errors.ProviderError] = [
        errors.Unavailable("down"),
        errors.Malformed("html"),
        errors.RateLimited("slow"),
        errors.BadCredentials("no"),
        errors.NoBalance("empty"),
        errors.Refused("The vendor's protection turned this connection away (error code: 1010).", status=403),
        errors.Refused("Just a moment...", status=403),
        errors.Refused("moved", status=308),
        errors.Refused("no answer in time", status=408),
        errors.Refused("not here", status=451),
        errors.InvalidRequest("without a reason", status=400),
        errors.InvalidRequest("bad parameter", status=422, vendor_code="invalid_param"),
    ]
    world = World([*(troubles * 20), Task("t", TaskStatus.RUNNING), DONE])
    assert (await world.run()).outputs == DONE.outputs
    assert len(world.troubles) == 20 * len(troubles)
    assert max(world.pauses_s) <= max(60, 0.05 * world.now_s)


async def test_pauses_grow_with_errors_and_shrink_again() -> None:
    down = errors.Unavailable("down")
    world = World([*[down] * 7, RUNNING, DONE])
    await world.run(elapsed_s=40)
    assert world.pauses_s[1:8] == [pytest.approx(max(wait, 1), abs=15) for wait in (2, 4, 8, 16, 32, 60, 60)]
    assert world.pauses_s[5:8] == [32, 60, 60]
    assert world.pauses_s[8] < 20


@pytest.mark.parametrize(("asked_s", "pause"), [(17.0, 17.0), (600.0, 600.0), (86400.0, 900.0)])
async def test_retry_after_is_honoured_up_to_a_limit(asked_s: float, pause: float) -> None:
    for error in (errors.RateLimited("slow", retry_after_s=asked_s), errors.Unavailable("down", retry_after_s=asked_s)):
        world = World([error, DONE])
        await world.run()
        assert world.pauses_s[1] == pause


async def test_a_task_not_found_at_first_is_waited_for() -> None:
    missing = errors.VendorNotFound("no such task")
    assert (await World([missing, missing, missing, DONE]).run()).outputs
    assert (await World([missing, missing, missing, RUNNING, missing, missing, missing, DONE]).run()).outputs


@pytest.mark.parametrize(
    "missing",
    [
        errors.VendorNotFound("no such task"),
        errors.InvalidRequest("no such task", vendor_code="invalid_task_id"),
        errors.InvalidRequest("no such task", vendor_code="task_not_found"),
    ],
)
async def test_a_task_not_found_again_and_again_is_lost(missing: errors.Refused) -> None:
    world = World([missing])
    with pytest.raises(type(missing)):
        await world.run()
    assert world.asked == POLICY.not_found_limit


async def test_a_task_is_looked_for_for_a_day_before_it_is_lost() -> None:
    missing = errors.VendorNotFound("no such task")
    world = World([*[RUNNING] * 3, *[missing] * 100, DONE], policy=PollPolicy())
    assert (await world.run()).outputs == DONE.outputs
    world = World([*[RUNNING] * 3, missing], policy=PollPolicy())
    with pytest.raises(errors.VendorNotFound):
        await world.run()
    assert 24 * 3600 <= world.now_s - 1000 < 25 * 3600
    assert world.asked < 250


async def test_other_errors_between_break_the_row_of_not_found() -> None:
    missing, down = errors.VendorNotFound("no such task"), errors.Unavailable("down")
    assert (await World([missing, missing, missing, down, missing, missing, missing, DONE]).run()).outputs


async def test_done_without_results_is_asked_again_soon() -> None:
    world = World([*[RUNNING] * 30, EMPTY, EMPTY, DONE])
    assert (await world.run()).outputs == DONE.outputs
    assert world.pauses_s[-2:] == [1, 1]


async def test_done_without_results_ends_as_its_own_error() -> None:
    world = World([EMPTY])
    with pytest.raises(errors.NoResults, match="names no file"):
        await world.run()
    assert POLICY.results_grace_s < world.now_s - 1000 < 2 * POLICY.results_grace_s


async def test_done_at_once_without_results_and_id_is_an_error() -> None:
    with pytest.raises(errors.NoResults):
        await World([RUNNING]).run(Task(None, TaskStatus.SUCCEEDED))


async def test_a_task_is_looked_for_now_and_then_for_days() -> None:
    world = World([*[RUNNING] * 700, DONE])
    assert (await world.run()).outputs == DONE.outputs
    assert world.now_s - 1000 > 3 * 86400
    assert max(world.pauses_s) == 1800


async def test_after_a_restart_tasks_are_asked_for_soon_yet_not_all_at_once() -> None:
    alone, crowd = World([DONE]), World([DONE])
    await alone.run(elapsed_s=3600, resumed=True)
    await crowd.run(elapsed_s=3600, resumed=True, others=2999)
    assert alone.pauses_s == [1]
    assert 1 < crowd.pauses_s[0] < 30


async def test_a_crowd_is_asked_for_less_often() -> None:
    world = World([*[RUNNING] * 20, DONE])
    await world.run(others=2999)
    assert min(world.pauses_s) == 30
