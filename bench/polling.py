"""How soon an end is seen, and for how many questions: the schedule against fixed and growing pauses, and an oracle.

Simulated: each scenario is a model whose tasks run one after another, so that the schedule starts knowing nothing but
the vendor's estimate and learns as it would. Its price per question is varied, which gives a curve of lag over
questions, as the oracle's does; both are read where they cost as many questions as the schedule they are compared with.

The oracle knows the distribution each task is drawn from (not the task's own end, nor its progress) and asks at the
moments that are the exact optimum for it, found by dynamic programming on a fine grid.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import numpy as np

from bench.curves import draw_curves
from bench.tables import print_table
from providers.polling.finish_time import FinishTime
from providers.polling.poll_schedule import PollPolicy, PollSchedule

TASKS = 240
PRICES_S = (0.004, 0.02, 0.1, 0.5, 2.5, 10.0)
"""Prices of a question at which the schedule and the oracle are measured."""
FREE = PollPolicy(shortest_s=0.05, longest_s=math.inf, late_share=0.0)
"""The schedule without its limits, so that it is comparable at any number of questions."""
PLOT = Path(__file__).parents[1] / "docs" / "polling.svg"

Mixture = Sequence[tuple[float, float, float]]
"""(share, median in seconds, spread of the log) of each kind of task."""
Progress = Callable[[float], float]
"""Share of a task's time -> the percent its vendor then shows."""


@dataclass(frozen=True)
class Scenario:
    """A model as its vendor runs it.

    Attributes:
        mixture: Number of the task, from 0 to 1 over the run -> what it is drawn from.
        progress: What the vendor shows; None: nothing.
    """

    name: str
    mixture: Callable[[float], Mixture]
    progress: Progress | None = None


def _percent(share: float) -> float:
    return math.floor(100 * share)


def _quarters(share: float) -> float:
    return 25 * math.floor(4 * share)


def _stuck(share: float) -> float:
    return min(50, math.floor(150 * share))


def _uneven(share: float) -> float:
    """Slow to begin, then quick."""
    return math.floor(100 * share**2)


def _steady(*parts: tuple[float, float, float]) -> Callable[[float], Mixture]:
    return lambda _: parts


SCENARIOS = (
    Scenario("quick image, 8 s", _steady((1, 8, 0.25))),
    Scenario("image, 45 s", _steady((1, 45, 0.2))),
    Scenario("image, 45 s, rarely 3 min", _steady((0.94, 45, 0.15), (0.06, 180, 0.4))),
    Scenario("video, 4 min", _steady((1, 240, 0.35))),
    Scenario("two peaks, 10 s and 70 s", _steady((0.6, 10, 0.12), (0.4, 70, 0.15))),
    Scenario("two peaks, 30 s and 5 min", _steady((0.5, 30, 0.2), (0.5, 300, 0.2))),
    Scenario("drifting, 30 s to 60 s and back", lambda at: ((1, 42 * 2 ** (-0.5 * math.cos(2 * math.pi * at)), 0.15),)),
    Scenario("from 40 s to 2 min at once", lambda at: ((1, 40 if at < 0.5 else 120, 0.15),)),
    Scenario("image, 45 s, progress in percent", _steady((1, 45, 0.3)), _percent),
    Scenario("video, 4 min, progress in quarters", _steady((1, 240, 0.35)), _quarters),
    Scenario("two peaks, uneven progress", _steady((0.6, 12, 0.15), (0.4, 70, 0.2)), _uneven),
    Scenario("video, 4 min, progress sticks at half", _steady((1, 240, 0.35)), _stuck),
)


@dataclass(frozen=True)
class Cost:
    """What watching tasks costs: questions a task, and mean seconds from its end to its last question."""

    questions: float
    lag_s: float


def fixed(pause_s: float) -> Callable[[], Iterator[float]]:
    """Return pauses that are all the same."""
    return lambda: (pause_s for _ in count())


def growing(first_s: float, factor: float) -> Callable[[], Iterator[float]]:
    """Return pauses that grow by a factor."""
    return lambda: (first_s * factor**number for number in count())


RIVALS: dict[str, Callable[[], Iterator[float]]] = {
    "every 2 s": fixed(2),
    "every 5 s": fixed(5),
    "every 10 s": fixed(10),
    "0.5 s x 1.5": growing(0.5, 1.5),
}


def drawn(scenario: Scenario, tasks: int = TASKS, seed: int = 1) -> list[float]:
    """Return the seconds that each task of the scenario takes."""
    rng = np.random.default_rng(seed)
    ends: list[float] = []
    for number in range(tasks):
        parts = scenario.mixture(number / tasks)
        _, median_s, spread = parts[rng.choice(len(parts), p=[share for share, _, _ in parts])]
        ends.append(float(np.clip(median_s * math.exp(spread * rng.standard_normal()), 2, 900)))
    return ends


def cost_of(pauses: Callable[[], Iterator[float]], ends: Sequence[float]) -> Cost:
    """Return what a schedule that learns nothing costs."""
    asked, lag_s = 0, 0.0
    for end_s in ends:
        now_s = 0.0
        for pause_s in pauses():
            now_s, asked = now_s + pause_s, asked + 1
            if now_s >= end_s:
                break
        lag_s += now_s - end_s
    return Cost(asked / len(ends), lag_s / len(ends))


def cost_of_easel(scenario: Scenario, ends: Sequence[float], policy: PollPolicy) -> Cost:
    """Return what the schedule costs while it learns, from the vendor's estimate (45 s, right or wrong) on."""
    asked, lag_s = 0, 0.0
    runs: list[float] = []
    for end_s in ends:
        schedule = PollSchedule(FinishTime.from_runs(runs[-60:], estimate_s=45), policy)
        now_s = before_s = 0.0
        while now_s < end_s:
            before_s = now_s
            now_s += schedule.pause_s(now_s)
            asked += 1
            schedule.answered(now_s, scenario.progress(now_s / end_s) if scenario.progress else None)
        lag_s += now_s - end_s
        runs.append((before_s + now_s) / 2)
    return Cost(asked / len(ends), lag_s / len(ends))


def cost_of_oracle(scenario: Scenario, ends: Sequence[float], price_s: float) -> Cost:
    """Return what the exact optimum costs that knows each task's distribution."""
    asked, lag_s = 0, 0.0
    plans: dict[Mixture, np.ndarray] = {}
    for number, end_s in enumerate(ends):
        # The optimum of a drifting model is found anew at each 24th of the run.
        mixture = tuple(scenario.mixture(round(number / len(ends) * 24) / 24))
        plan = plans.get(mixture)
        if plan is None:
            plan = plans[mixture] = _optimum(mixture, price_s)
        place = int(np.searchsorted(plan, end_s))
        seen_s = plan[place] if place < len(plan) else max(end_s, plan[-1]) * 1.1
        asked, lag_s = asked + place + 1, lag_s + float(seen_s) - end_s
    return Cost(asked / len(ends), lag_s / len(ends))


def _optimum(mixture: Mixture, price_s: float, points: int = 700) -> np.ndarray:
    """Return the moments to ask at: the least sum of lag and price over all choices of points of a grid."""
    # Points lie where ends do, and a tenth of them evenly in log time.
    rng = np.random.default_rng(0)
    sample = np.concatenate(
        [median * np.exp(spread * rng.standard_normal(int(20000 * share))) for share, median, spread in mixture]
    )
    sample = np.sort(np.clip(sample, 2, 900))
    ends = np.quantile(sample, np.linspace(0, 1, points))
    grid = np.unique(np.concatenate([ends, np.geomspace(1, 1000, points // 10)]))
    done = np.searchsorted(sample, grid, side="right") / len(sample)
    moment = np.concatenate([[0], np.cumsum(sample)])[np.searchsorted(sample, grid, side="right")] / len(sample)
    grid, done, moment = (np.concatenate([[0.0], values]) for values in (grid, done, moment))
    last = len(grid) - 1
    after, then = np.zeros(last + 1), np.zeros(last + 1, dtype=int)
    for place in range(last - 1, -1, -1):
        nexts = slice(place + 1, last + 1)
        lag = grid[nexts] * (done[nexts] - done[place]) - (moment[nexts] - moment[place])
        total = lag + price_s * (1 - done[place]) + after[nexts]
        best = int(np.argmin(total))
        after[place], then[place] = total[best], place + 1 + best
    plan, place = [], 0
    while place < last:
        place = int(then[place])
        plan.append(grid[place])
    return np.array(plan)


def lag_at(curve: Sequence[Cost], questions: float) -> float:
    """Return the lag of a curve where it costs this many questions; between its points, straight in logs."""
    points = sorted(curve, key=lambda cost: cost.questions)
    xs, ys = np.log([cost.questions for cost in points]), np.log([cost.lag_s for cost in points])
    return float(np.exp(np.interp(math.log(questions), xs, ys)))


def curves(scenario: Scenario, ends: Sequence[float]) -> tuple[list[Cost], list[Cost]]:
    """Return the curves of the schedule and of the oracle over all prices."""
    ours = [cost_of_easel(scenario, ends, replace(FREE, price_s=price_s)) for price_s in PRICES_S]
    return ours, [cost_of_oracle(scenario, ends, price_s) for price_s in PRICES_S]


def measure() -> None:
    """Print a table per rival, and draw the curves of all scenarios."""
    drawings = []
    rows: dict[str, list[Sequence[object]]] = {name: [] for name in RIVALS}
    usual: list[Sequence[object]] = []
    for scenario in SCENARIOS:
        ends = drawn(scenario)
        ours, oracle = curves(scenario, ends)
        rivals = {name: cost_of(pauses, ends) for name, pauses in RIVALS.items()}
        for name, rival in rivals.items():
            lag_s, best_s = lag_at(ours, rival.questions), lag_at(oracle, rival.questions)
            figures = (rival.questions, rival.lag_s, lag_s, best_s, rival.lag_s / lag_s, lag_s / best_s)
            rows[name].append((scenario.name, *(f"{figure:.2f}" for figure in figures)))
        shipped = cost_of_easel(scenario, ends, PollPolicy())
        usual.append((scenario.name, f"{shipped.questions:.1f}", f"{shipped.lag_s:.2f}"))
        drawings.append((scenario.name, {"Easel": ours, "oracle": oracle}, rivals))
    heads = ("scenario", "questions a task", "its lag s", "Easel's", "oracle's", "gain", "to oracle")
    for name, table in rows.items():
        print_table(f"Asking {name}, and Easel at as many questions", heads, table)
    print_table("Easel as it is set", ("scenario", "questions a task", "lag s"), usual)
    PLOT.write_text(draw_curves(drawings))
    print(f"\nDrawn in {PLOT.relative_to(Path.cwd()) if PLOT.is_relative_to(Path.cwd()) else PLOT}")
