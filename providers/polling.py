"""The only poll loop: follow a task to its end, through errors, unknown words and late results.

There is no deadline: a task that was paid for is followed until the vendor calls it final. What ends the loop early is
the vendor itself: "not found" several times in a row, or "completed" that stays without results.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from providers.errors import (
    BadCredentials,
    NoBalance,
    NoResults,
    ProviderError,
    RateLimited,
    Refused,
    Unavailable,
)
from providers.task import Task, TaskStatus


@dataclass(frozen=True)
class PollPolicy:
    """How often to ask, and how much trouble to bear.

    Attributes:
        shortest_s, longest_s: Limits of the pause between two questions.
        longest_error_pause_s: Longest pause after failures, and the longest Retry-After that is honoured.
        not_found_limit: Refusals ("not found") in a row that mean the task is lost; fewer happen right after its start.
        results_grace_s: How long a task may be called done without naming a file.
    """

    shortest_s: float = 1.0
    longest_s: float = 10.0
    longest_error_pause_s: float = 60.0
    not_found_limit: int = 5
    results_grace_s: float = 180.0


DEFAULT_POLICY = PollPolicy()


def pause_s(
    elapsed_s: float,
    *,
    estimate_s: float | None = None,
    progress_percent: float | None = None,
    policy: PollPolicy = DEFAULT_POLICY,
) -> float:
    """Return how long to wait before the next question. Pure.

    The pause grows with the time already waited (a quarter of it), so that quick tasks are noticed quickly and long
    ones asked for seldom, and shrinks to half of what is left as the expected end comes near. The expected end is the
    estimate, or what the progress so far makes of it; when it has passed, only the first rule holds.

    Args:
        elapsed_s: Seconds since the submit.
        estimate_s: Expected seconds from submit to end.
        progress_percent: The vendor's progress; below 10 or at 100 it tells nothing.
    """
    expected_s = estimate_s
    if progress_percent is not None and 10 <= progress_percent < 100:
        expected_s = elapsed_s * 100 / progress_percent
    pause = elapsed_s / 4
    if expected_s is not None and elapsed_s < expected_s:
        pause = min(pause, max((expected_s - elapsed_s) / 2, expected_s / 20))
    return min(policy.longest_s, max(policy.shortest_s, pause))


async def follow(
    poll: Callable[[str], Awaitable[Task]],
    task: Task,
    *,
    elapsed_s: float = 0.0,
    expected_s: float | None = None,
    policy: PollPolicy = DEFAULT_POLICY,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    on_task: Callable[[Task], Awaitable[None]] | None = None,
    on_error: Callable[[ProviderError], Awaitable[None]] | None = None,
) -> Task:
    """Ask for a task until it is final, and return it: succeeded with its outputs, failed, or cancelled.

    Args:
        poll: Asks once, by task id; raises ProviderError.
        task: The task as it was last seen, with an id unless it is final already.
        elapsed_s: Seconds since its submit (more than 0 when a restart picks it up).
        expected_s: How long such tasks usually take; the vendor's own estimate is used where this is None.
        clock: Seconds, monotonic.
        on_task: Told each answer, the last one included, in order.
        on_error: Told each failed question. The task goes on; its message may say so.

    Raises:
        Refused: The vendor does not know the task, several times in a row (usually NotFound). Never for a wrong key
            or an empty account: those can be put right while the task goes on.
        NoResults: It is called done and names no file, for longer than the policy bears.
    """
    began = clock() - elapsed_s
    streak = _Streak(policy)
    done_since: float | None = None
    first = True
    while True:
        if task.status.final and (task.status is not TaskStatus.SUCCEEDED or task.outputs):
            return task
        if task.id is None:
            raise NoResults("The vendor calls the task done, but named no file and no task id.")
        now = clock()
        if task.status is TaskStatus.SUCCEEDED:
            done_since = now if done_since is None else done_since
            if now - done_since > policy.results_grace_s:
                raise NoResults(f"The vendor calls task {task.id} done, but names no file.")
        else:
            done_since = None
        estimate_s = expected_s if expected_s is not None else task.estimated_s
        if done_since is not None:
            usual_s = pause_s(now - done_since, policy=policy)
        elif first:
            usual_s = policy.shortest_s
        else:
            usual_s = pause_s(now - began, estimate_s=estimate_s, progress_percent=task.progress_percent, policy=policy)
        first = False
        await sleep(streak.pause_s(usual_s))
        try:
            seen = await poll(task.id)
        except ProviderError as error:
            streak.failed(error)
            if on_error is not None:
                await on_error(error)
            continue
        streak = _Streak(policy)
        # An answer need not repeat the id, nor the estimate and the price that an earlier one gave.
        task = replace(
            seen,
            id=seen.id or task.id,
            estimated_s=seen.estimated_s or task.estimated_s,
            cost_note=seen.cost_note or task.cost_note,
        )
        if on_task is not None:
            await on_task(task)


class _Streak:
    """Failed questions in a row: how many, and what they mean for the next pause."""

    def __init__(self, policy: PollPolicy) -> None:
        self._policy = policy
        self._errors = 0
        self._refusals = 0
        self._asked_s = 0.0

    def failed(self, error: ProviderError) -> None:
        """Count one failure. Raises it when it is a refusal once too often."""
        self._errors += 1
        self._asked_s = 0.0
        if isinstance(error, RateLimited | Unavailable):
            self._asked_s = error.retry_after_s or 0.0
        lost = isinstance(error, Refused) and not isinstance(error, RateLimited | BadCredentials | NoBalance)
        self._refusals = self._refusals + 1 if lost else 0
        if self._refusals >= self._policy.not_found_limit:
            raise error

    def pause_s(self, usual_s: float) -> float:
        longest_s = self._policy.longest_error_pause_s
        backed_off_s = usual_s * 2.0 ** min(self._errors, 10)
        return max(usual_s, min(longest_s, max(backed_off_s, self._asked_s)))
