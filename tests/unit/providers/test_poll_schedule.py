"""What the schedule is worth, in a simulated world with a fixed seed; and the distribution it goes by."""

from dataclasses import replace

import pytest

from bench.polling import FREE, RIVALS, SCENARIOS, cost_of, cost_of_easel, cost_of_oracle, drawn, lag_at
from providers.polling.finish_time import FinishTime
from providers.polling.poll_schedule import PollPolicy, PollSchedule

BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}


@pytest.mark.parametrize("name", ["image, 45 s", "two peaks, 10 s and 70 s"])
def test_at_equal_questions_it_lags_less_than_fixed_and_growing_pauses(name: str) -> None:
    ends = drawn(BY_NAME[name], tasks=70)
    ours = [cost_of_easel(BY_NAME[name], ends, replace(FREE, price_s=price_s)) for price_s in (0.04, 0.8)]
    compared = 0
    for rival in RIVALS.values():
        cost = cost_of(rival, ends)
        if ours[1].questions <= cost.questions <= ours[0].questions:
            compared += 1
            assert lag_at(ours, cost.questions) < 0.75 * cost.lag_s
    assert compared >= 2


def test_it_lags_little_more_than_an_oracle_that_knows_the_distribution() -> None:
    scenario = BY_NAME["image, 45 s"]
    ends = drawn(scenario, tasks=100)
    ours = cost_of_easel(scenario, ends, replace(FREE, price_s=0.3))
    oracle = [cost_of_oracle(scenario, ends, price_s) for price_s in (0.1, 0.3, 1)]
    assert ours.lag_s < 1.3 * lag_at(oracle, ours.questions)


def test_progress_that_moves_is_worth_questions() -> None:
    with_progress = BY_NAME["image, 45 s, progress in percent"]
    without = replace(with_progress, progress=None)
    ends = drawn(with_progress, tasks=40)
    informed, blind = (cost_of_easel(each, ends, PollPolicy()) for each in (with_progress, without))
    assert informed.lag_s < blind.lag_s
    assert informed.questions < blind.questions


def test_progress_that_sticks_does_not_stop_the_questions() -> None:
    schedule = PollSchedule(FinishTime.from_runs([240.0] * 10))
    now_s = 0.0
    while now_s < 1000:
        pause_s = schedule.pause_s(now_s)
        assert pause_s <= 50
        now_s += pause_s
        schedule.answered(now_s, min(50, now_s // 3))


def test_it_asks_seldom_before_and_after_the_usual_times_and_often_then() -> None:
    schedule = PollSchedule(FinishTime.from_runs([40.0 + run % 5 for run in range(20)]))
    assert schedule.pause_s(0) == 15
    assert schedule.pause_s(41) < 3
    assert schedule.pause_s(41) < schedule.pause_s(120) < schedule.pause_s(600)
    assert schedule.pause_s(86400) == 1800


@pytest.mark.parametrize(
    ("runs", "related", "estimate_s", "low", "high"),
    [
        ([], [], None, 10, 200),
        ([], [], 40.0, 20, 80),
        ([], [40.0] * 20, None, 28, 60),
        ([40.0], [], None, 28, 60),
        ([40.0] * 20, [200.0] * 20, 300.0, 36, 45),
        ([40.0, 40.0, 40.0, 40.0, *[80.0] * 12], [], None, 55, 90),
    ],
)
def test_what_is_usual_fades_from_own_runs_to_the_models_to_the_estimate_to_a_prior(
    runs: list[float], related: list[float], estimate_s: float | None, low: float, high: float
) -> None:
    finish = FinishTime.from_runs(runs, related=related, estimate_s=estimate_s)
    usual = finish.usual_s()
    assert low <= usual[0] <= finish.quantile_s(0.5) <= usual[1] <= high
    assert sum(finish.masses) == pytest.approx(1)


def test_two_peaks_stay_two() -> None:
    finish = FinishTime.from_runs([10.0, 10.5, 70.0, 11.0, 72.0, 10.2, 69.0, 71.0, 10.1, 70.5])
    assert finish.quantile_s(0.25) < 15
    assert finish.quantile_s(0.75) > 60


@pytest.mark.parametrize("seconds", [0.0, 1e-9, 0.2, 86400.0, 1e9])
def test_odd_durations_break_nothing(seconds: float) -> None:
    finish = FinishTime.from_runs([seconds] * 3, estimate_s=seconds or None)
    assert 0 < finish.quantile_s(0.5) <= 100_000
    assert PollSchedule(finish).pause_s(5) > 0
