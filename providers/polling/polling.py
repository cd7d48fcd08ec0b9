"""The only poll loop: follow a task to its end, through errors, unknown words and late results.

There is no deadline: a task that was paid for is followed until the vendor calls it final. What ends the loop early is
the vendor itself: "not found" and nothing else for a day, or "completed" that stays without results.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

from providers.errors import InvalidRequest, NoResults, ProviderError, VendorNotFound
from providers.happened import happened
from providers.polling.finish_time import FinishTime
from providers.polling.poll_schedule import DEFAULT_POLICY, PollPolicy, PollSchedule
from providers.task import Task, TaskStatus

_NO_SUCH_TASK = ("invalid_task_id", "task_not_found")
"""Codes that sister gateways answer with 400 instead of 404."""


async def follow(
    poll: Callable[[str], Awaitable[Task]],
    task: Task,
    *,
    finish: FinishTime | None = None,
    elapsed_s: float = 0.0,
    resumed: bool = False,
    policy: PollPolicy = DEFAULT_POLICY,
    followed: Callable[[], int] = lambda: 1,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    on_task: Callable[[Task], Awaitable[None]] | None = None,
    on_error: Callable[[ProviderError], Awaitable[None]] | None = None,
) -> Task:
    """Ask for a task until it is final, and return it: succeeded with its outputs, failed, or cancelled.

    Args:
        poll: Asks once, by task id; raises ProviderError.
        task: The task as it was last seen, with an id unless it is final already.
        finish: When such tasks end, in seconds since the submit; None: as the task's own estimate says.
        elapsed_s: Seconds since its submit.
        resumed: An earlier process followed it: it may have ended long ago, and is asked for at once.
        policy: How often to ask, and how much a vendor may forget.
        followed: How many tasks this process follows.
        clock: Seconds, monotonic.
        sleep: Waits so many seconds.
        on_task: Told each answer, the last one included, in order.
        on_error: Told each failed question. The task goes on; its message may say so.

    Raises:
        Refused: The vendor has not known the task for a day: NotFound, or InvalidRequest that says so.
            No other refusal ends a task: a wrong key, an empty account or a protection in front of the vendor can be
            put right while it goes on.
        NoResults: It is called done and names no file, for longer than the policy bears.
    """
    began = clock() - elapsed_s
    if finish is None:
        finish = FinishTime.from_runs([], estimate_s=task.estimated_s)
    schedule = PollSchedule(finish, policy, resumed_as=task.id if resumed else None)
    done_since: float | None = None
    refusals, missing_since = 0, began
    while True:
        if task.status.final and (task.status is not TaskStatus.SUCCEEDED or task.outputs):
            return task
        if task.id is None:
            raise NoResults(happened("done_without_files_or_task"))
        now = clock()
        if task.status is TaskStatus.SUCCEEDED:
            done_since = now if done_since is None else done_since
            if now - done_since > policy.results_grace_s:
                raise NoResults(happened("done_without_files", task_id=task.id))
        else:
            done_since = None
        await sleep(schedule.pause_s(now - began, followed(), None if done_since is None else now - done_since))
        try:
            seen = await poll(task.id)
        except ProviderError as error:
            schedule.failed(error)
            refusals = refusals + 1 if says_no_such_task(error) else 0
            missing_since = clock() if refusals == 1 else missing_since
            if refusals >= policy.not_found_limit and clock() - missing_since >= policy.not_found_s:
                raise
            if on_error is not None:
                await on_error(error)
            continue
        refusals = 0
        schedule.answered(clock() - began, seen.progress_percent)
        # An answer need not repeat the id, nor the estimate and the price that an earlier one gave.
        task = replace(
            seen,
            id=seen.id or task.id,
            estimated_s=seen.estimated_s or task.estimated_s,
            cost_note=seen.cost_note or task.cost_note,
        )
        if on_task is not None:
            await on_task(task)


def says_no_such_task(error: ProviderError) -> bool:
    """Tell whether an error says that there is no such task."""
    return isinstance(error, VendorNotFound) or (
        isinstance(error, InvalidRequest) and error.vendor_code in _NO_SUCH_TASK
    )
