"""When to ask for a task next: one schedule for all vendors and models, pure, driven by the caller's clock.

The end of a task is a random time with hazard h(t): the chance to end in the next moment, given that it has not ended.
Asking n(t) times a second finds an end on average 1 / 2 n(t) late, and costs n(t) questions a second for as long as the
task runs. With S(t) the share of tasks that still run at t, the expected cost of one task is

    integral of [ h(t) / (2 n(t)) + price * n(t) ] S(t) dt

and is smallest where each moment's bracket is: n(t) = sqrt(h(t) / (2 price)); what is still to come then costs
sqrt(2 price) times the integral of sqrt(h) S. This square root law takes questions for a flow. The next single question
is therefore chosen exactly, as if the law held after it: the moment u with the least sum of the expected lag of an end
before u and of the law's cost from u on. So one asks seldom while an end is unlikely, often around the usual times,
once after a peak has passed, and ever more seldom later.

The law is J. B. Keller's: "Optimum checking schedules for systems subject to random failure", Management Science 21
(1974), 256-260; the problem of single questions is R. E. Barlow's, L. C. Hunter's and F. Proschan's: "Optimum checking
procedures", J. SIAM 11 (1963), 1078-1095. `bench/polling.py` compares the schedule with the exact optimum.
"""

import zlib
from dataclasses import dataclass

from providers.errors import ProviderError, RateLimited, Unavailable
from providers.polling.finish_time import FinishTime


@dataclass(frozen=True)
class PollPolicy:
    """How often to ask, and how much trouble to bear.

    Attributes:
        price_s: Seconds that a result may be seen later to save one question. A task of 45 s is asked for about ten
            times at 0.05.
        shortest_s: Shortest pause between two questions.
        longest_s: Longest pause in the first minutes, so that progress is seen.
        late_s: From here on no pause is shorter than a share of the time waited since.
        late_share: This share.
        longest_late_s: Longest pause of all; a task is never given up.
        questions_per_s: All tasks together are asked for about so often at most: with n tasks followed, no pause is
            shorter than n of these.
        longest_error_pause_s: Longest pause that failed questions alone lead to.
        longest_retry_after_s: Longest Retry-After that is honoured.
        not_found_limit: Answers "not found" in a row that mean the task is lost; fewer happen right after its start.
        not_found_s: And so long the row must last: one vendor forgets its tasks for an hour, another for one answer.
        results_grace_s: How long a task may be called done without naming a file.
        longest_done_pause_s: Longest pause meanwhile.
    """

    price_s: float = 0.05
    shortest_s: float = 1.0
    longest_s: float = 15.0
    late_s: float = 600.0
    late_share: float = 0.025
    longest_late_s: float = 1800.0
    questions_per_s: float = 100.0
    longest_error_pause_s: float = 60.0
    longest_retry_after_s: float = 900.0
    not_found_limit: int = 5
    not_found_s: float = 24 * 3600.0
    results_grace_s: float = 900.0
    longest_done_pause_s: float = 60.0


DEFAULT_POLICY = PollPolicy()
UNKNOWN = FinishTime.from_runs([])
"""The finish time of a task nobody knows anything of."""


class PollSchedule:
    """The pauses between the questions for one task. Tell it what happens; it says how long to wait."""

    def __init__(
        self, finish: FinishTime = UNKNOWN, policy: PollPolicy = DEFAULT_POLICY, *, resumed_as: str | None = None
    ) -> None:
        """Make one.

        Args:
            finish: When such tasks end.
            policy: How often to ask.
            resumed_as: The task's id when an earlier process followed it: it is asked for at once, yet not at the
                same moment as all the others.
        """
        self._finish = finish
        self._policy = policy
        self._phase = None if resumed_as is None else zlib.crc32(resumed_as.encode()) / 2**32
        self._errors = 0
        self._asked_s = 0.0
        self._moves: list[tuple[float, float]] = []

    def answered(self, elapsed_s: float, progress_percent: float | None) -> None:
        """Note an answer: the row of errors is over, and the progress may have moved.

        Args:
            elapsed_s: Seconds since the submit.
            progress_percent: The vendor's progress; 0 and 100 tell nothing.
        """
        self._errors, self._asked_s, self._phase = 0, 0.0, None
        if progress_percent is None or not 0 < progress_percent < 100:
            return
        if not self._moves or progress_percent != self._moves[-1][1]:
            # The first one seen and the last two: where it came from, and how fast it goes.
            self._moves = [*self._moves[:1], *self._moves[1:][-1:], (elapsed_s, progress_percent)]

    def failed(self, error: ProviderError) -> None:
        """Note a question that failed: the pauses grow, and the vendor's own wish is honoured."""
        self._errors = min(self._errors + 1, 20)
        asked_s = error.retry_after_s if isinstance(error, RateLimited | Unavailable) else None
        self._asked_s = min(asked_s or 0.0, self._policy.longest_retry_after_s)

    def pause_s(self, elapsed_s: float, followed: int = 1, done_s: float | None = None) -> float:
        """Return how long to wait before the next question.

        Args:
            elapsed_s: Seconds since the submit.
            followed: How many tasks this process follows.
            done_s: How long the task has been called done without naming a file; its results come any moment.
        """
        policy = self._policy
        late_s = min(policy.longest_late_s, policy.late_share * (elapsed_s - policy.late_s))
        shortest_s = max(policy.shortest_s, followed / policy.questions_per_s, late_s)
        longest_s = max(policy.longest_s, shortest_s)
        if done_s is not None:
            due_s, longest_s = done_s / 4, max(policy.longest_done_pause_s, shortest_s)
        elif self._phase is not None:
            spread_s = max(0.0, followed / policy.questions_per_s - policy.shortest_s)
            due_s = shortest_s = policy.shortest_s + self._phase * spread_s
        else:
            due_s = self._believed().best_pause_s(elapsed_s, policy.price_s, shortest_s, longest_s)
        backed_off_s = min(policy.longest_error_pause_s, shortest_s * 2.0**self._errors) if self._errors else 0.0
        return max(min(longest_s, max(shortest_s, due_s)), backed_off_s, self._asked_s)

    def _believed(self) -> FinishTime:
        """Return the finish time in the light of the progress: what it comes to if it goes on as it went."""
        if not self._moves:
            return self._finish
        (first_s, first), (last_s, last) = self._moves[0], self._moves[-1]
        if len(self._moves) == 1:
            if last < 10:
                return self._finish
            return self._finish.tilted(last_s * 100 / last, 0.5)
        if last <= first or last_s <= first_s:
            return self._finish
        left_s = (100 - last) * (last_s - first_s) / (last - first)
        total_s = last_s + left_s
        # The less is left and the more was seen, the surer: a tenth of what is left at best.
        spread = max(0.03, (0.1 + 0.3 * (1 - (last - first) / 100)) * left_s / total_s + 0.02)
        return self._finish.tilted(total_s, spread)
