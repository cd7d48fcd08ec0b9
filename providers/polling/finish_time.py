"""When a task will end, as a distribution: what shorter or similar tasks took, the vendor's estimate, a broad prior.

The density is kept as masses on a grid of equal steps in log time, so that it can have any shape: one peak, two, a
long tail. Conditioning on a task that still runs needs no work: all questions are about the hazard after that moment.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Self

_FIRST_S = 0.25
_STEP = 0.04
"""Width of a bin in natural log: 4 % of a duration."""
_BINS = 320
"""The grid ends at a day."""
_EDGES_S = tuple(_FIRST_S * math.exp(_STEP * bin_) for bin_ in range(_BINS + 1))
_WIDTHS_S = tuple(end_s - begin_s for begin_s, end_s in pairwise(_EDGES_S))
_LEAST = 1e-12
_FINER = 1.08
"""Pauses are tried in steps of this factor."""

Peak = tuple[float, float, float]
"""(weight, median in seconds, spread): a log-normal part of a mixture; the spread is its log's standard deviation."""

PRIOR: Peak = (0.2, 45.0, 1.2)
"""What is believed of a task nobody knows anything of: most take 10 s to 3 min. It counts a fifth of a past run."""
ESTIMATE_WEIGHT, ESTIMATE_SPREAD = 0.4, 0.5
"""The vendor's estimate counts two fifths of a past run, and is often wrong by half."""
RELATED_WEIGHT, RELATED_SPREAD = 2.0, 0.3
"""Runs of the same model with other settings count as much as two runs together, and are blurred."""
FORGETTING = (0.75, 0.9, 0.98)
"""Weights of a run against the next newer one, between which the runs themselves decide: quick where they drift."""
LINEAR_TRUST = 0.9
"""How often a progress that moves is taken to go on as it went; else it says nothing."""


@dataclass(frozen=True)
class FinishTime:
    """Distribution of the seconds from submit to end. Immutable; jobs of one kind share it.

    Attributes:
        masses: Probability of each bin of the grid, summing to 1.
    """

    masses: tuple[float, ...]

    @classmethod
    def from_peaks(cls, peaks: Iterable[Peak]) -> Self:
        """Return the mixture of log-normal parts; weights need not sum to 1."""
        masses = [0.0] * _BINS
        for weight, median_s, spread in peaks:
            _add_peak(masses, weight, median_s, spread)
        return cls(_normal(masses))

    @classmethod
    def from_runs(
        cls, runs: Sequence[float], *, related: Sequence[float] = (), estimate_s: float | None = None
    ) -> Self:
        """Return what past runs and the vendor's estimate say about the next one.

        From an exact match to nothing known, the parts fade into each other by their weights: past runs with the same
        settings, runs of the same model with others, the vendor's estimate, a broad prior. The prior never vanishes.

        Args:
            runs: Seconds that runs of the same kind took, oldest first.
            related: Seconds that other runs of the same model took, oldest first.
            estimate_s: The vendor's estimate.
        """
        peaks = [PRIOR]
        if estimate_s is not None and estimate_s > 0:
            peaks.append((ESTIMATE_WEIGHT, estimate_s, ESTIMATE_SPREAD))
        if related:
            weights = _weights([_log(seconds) for seconds in related])
            scale = min(1.0, RELATED_WEIGHT / sum(weights))
            peaks += [
                (scale * weight, seconds, RELATED_SPREAD) for weight, seconds in zip(weights, related, strict=True)
            ]
        if runs:
            logs = [_log(seconds) for seconds in runs]
            weights = _weights(logs)
            peaks += list(zip(weights, runs, _spreads(logs, weights), strict=True))
        return cls.from_peaks(peaks)

    def quantile_s(self, share: float) -> float:
        """Return the seconds within which this share of tasks is done."""
        bin_ = min(bisect_right(self._done, share) - 1, _BINS - 1)
        inside = (share - self._done[bin_]) / max(self.masses[bin_], _LEAST)
        return _EDGES_S[bin_] + min(1.0, max(0.0, inside)) * (_EDGES_S[bin_ + 1] - _EDGES_S[bin_])

    def usual_s(self) -> tuple[float, float]:
        """Return the seconds between which most tasks end: without the quickest and the slowest fifth."""
        return self.quantile_s(0.2), self.quantile_s(0.8)

    def best_pause_s(self, elapsed_s: float, price_s: float, shortest_s: float, longest_s: float) -> float:
        """Return the pause before the next question that costs least, by the rule of `poll_schedule`.

        Args:
            elapsed_s: Seconds since the submit; the task is known to run still.
            price_s: What one question costs, in seconds of lag.
            shortest_s, longest_s: Between these.
        """
        done, waited_s = self._until(elapsed_s)
        left = 1 - done
        if left < 1e-9 or longest_s <= shortest_s:
            return longest_s
        best_s, least, pause_s = longest_s, math.inf, shortest_s
        while True:
            _, later_s = self._until(elapsed_s + pause_s)
            lag_s = later_s - waited_s - pause_s * done
            cost_s = lag_s + math.sqrt(2 * price_s) * self._effort_left(elapsed_s + pause_s)
            if cost_s < least:
                best_s, least = pause_s, cost_s
            if lag_s > least or pause_s >= longest_s or elapsed_s + pause_s > _EDGES_S[-1]:
                return best_s
            pause_s = min(longest_s, pause_s * _FINER)

    def tilted(self, median_s: float, spread: float) -> "FinishTime":
        """Return this distribution after a hint that the end comes at about `median_s`, which may be misleading.

        The hint is a log-normal likelihood that is trusted nine times in ten.
        """
        hinted = [
            mass * math.exp(-0.5 * min(40.0, (math.log(edge_s * _HALF_STEP / median_s) / spread) ** 2))
            for mass, edge_s in zip(self.masses, _EDGES_S[:-1], strict=True)
        ]
        scale = LINEAR_TRUST / max(sum(hinted), _LEAST)
        rest = 1 - LINEAR_TRUST
        return FinishTime(_normal([scale * hint + rest * mass for hint, mass in zip(hinted, self.masses, strict=True)]))

    @cached_property
    def _done(self) -> tuple[float, ...]:
        return (0.0, *accumulate(self.masses))

    @cached_property
    def _waited_s(self) -> tuple[float, ...]:
        """Integral of the share that is done, from 0 to each edge."""
        middles = ((begin + end) / 2 for begin, end in pairwise(self._done))
        return (0.0, *accumulate(width_s * middle for width_s, middle in zip(_WIDTHS_S, middles, strict=True)))

    @cached_property
    def _efforts_left(self) -> tuple[float, ...]:
        """Integral of sqrt(hazard) times the share that still runs, from each edge on, in sqrt(s)."""
        parts = (
            math.sqrt(mass * max(0.0, 1 - (begin + end) / 2) * width_s)
            for mass, (begin, end), width_s in zip(self.masses, pairwise(self._done), _WIDTHS_S, strict=True)
        )
        return tuple(reversed((0.0, *accumulate(reversed(tuple(parts))))))

    def _until(self, moment_s: float) -> tuple[float, float]:
        """Return the share that is done at a moment, and its integral from 0: exact for a density of steps."""
        bin_ = min(bisect_right(_EDGES_S, moment_s), _BINS) - 1
        if bin_ < 0:
            return 0.0, 0.0
        inside_s = moment_s - _EDGES_S[bin_]
        done, slope = self._done[bin_], self.masses[bin_] / _WIDTHS_S[bin_]
        if inside_s > _WIDTHS_S[bin_]:
            return 1.0, self._waited_s[-1] + inside_s - _WIDTHS_S[bin_]
        return done + slope * inside_s, self._waited_s[bin_] + inside_s * (done + slope * inside_s / 2)

    def _effort_left(self, moment_s: float) -> float:
        bin_ = min(bisect_right(_EDGES_S, moment_s), _BINS) - 1
        if bin_ < 0:
            return self._efforts_left[0]
        share = min(1.0, (moment_s - _EDGES_S[bin_]) / _WIDTHS_S[bin_])
        return self._efforts_left[bin_] * (1 - share) + self._efforts_left[bin_ + 1] * share


_HALF_STEP = math.exp(_STEP / 2)


def _add_peak(masses: list[float], weight: float, median_s: float, spread: float) -> None:
    """Add a log-normal peak to the bins within four spreads of its middle; what lies beyond goes to its ends."""
    middle = (_log(median_s) - math.log(_FIRST_S)) / _STEP
    reach = 4 * spread / _STEP
    first, last = max(0, int(middle - reach)), min(_BINS - 1, int(middle + reach) + 1)
    scale = _STEP / (spread * math.sqrt(2))
    below = 0.0
    for bin_ in range(first, last + 1):
        until = 1.0 if bin_ == last else 0.5 + 0.5 * math.erf((bin_ + 1 - middle) * scale)
        masses[min(bin_, _BINS - 1)] += weight * (until - below)
        below = until


def _normal(masses: Sequence[float]) -> tuple[float, ...]:
    total = sum(masses)
    return tuple(mass / total for mass in masses)


def _log(seconds: float) -> float:
    return math.log(max(seconds, _FIRST_S))


def _weights(logs: Sequence[float]) -> list[float]:
    """Return how much each run says about the next, oldest first; they sum to the number of runs this is worth.

    Each rate of forgetting is as likely as the errors of its running mean over the last runs are small (as for normal
    errors of unknown size), and the weights are the mean over the rates.
    """
    scores: list[float] = []
    for rate in FORGETTING:
        mean, error = logs[0], 0.0
        for number, value in enumerate(logs[1:], start=2):
            error = 0.95 * error + (value - mean) ** 2
            mean += max(1 - rate, 1 / number) * (value - mean)
        scores.append(-0.5 * min(20, len(logs) - 1) * math.log(error + 0.001))
    best = max(scores)
    trusts = [math.exp(score - best) for score in scores]
    ages = range(len(logs) - 1, -1, -1)
    weights = [
        sum(trust * (1 - rate) * rate**age for trust, rate in zip(trusts, FORGETTING, strict=True)) for age in ages
    ]
    worth = sum(weights) / sum(weight**2 for weight in weights)
    return [weight * worth for weight in weights]


def _spreads(logs: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return how far each run is blurred: to its neighbours, so that two peaks stay two and lone runs stay vague."""
    worth = sum(weights)
    share = worth / math.sqrt(worth + 1)
    spreads: list[float] = []
    for own in logs:
        near, seen = 0.0, 0.0
        for distance, weight in sorted((abs(own - other), weight) for other, weight in zip(logs, weights, strict=True)):
            near, seen = distance, seen + weight
            if seen >= share:
                break
        spreads.append(min(0.3, max(0.04, near if len(logs) > 1 else 0.25)))
    return spreads
