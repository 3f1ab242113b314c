"""What a change did: a report beside an earlier one of the same set, case by case."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from eval.figures import SEED, is_noisy
from eval.types import Better, Report, Scored

TOLERANCE = 0.02
_SWAPS = 5_000
Floats = npt.NDArray[np.float64]


class UnusableBaseline(Exception):
    """The file is no report, or one of another set."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure before and after, over the cases that both reports have.

    `p` is the two-sided probability that swapping before and after at random, case by case, moves the figure as
    far (paired permutation test, Fisher 1935; Smucker et al. 2007): small where the change is no accident.
    """

    figure: str
    better: Better
    before: float
    after: float
    n: int  # cases that enter it
    p: float

    @property
    def gain(self) -> float:
        """How much better it has become; negative for worse."""
        return (self.after - self.before) * (1 if self.better == "higher" else -1)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences of every figure both reports have, and the cases whose verdict is another."""

    differences: tuple[Difference, ...]
    mended: tuple[str, ...]  # ids of the cases that are right now and were not
    broken: tuple[str, ...]  # and of those that were right and are not
    left_out: tuple[str, ...]  # ids that only one report has


def read_baseline(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return an earlier report's cases by id, from the file that --json wrote. Raises UnusableBaseline, OSError."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        cases: dict[str, Mapping[str, Any]] = {case["id"]: case for case in report["cases"]}
        for case in cases.values():
            _ = case["verdict"], {name: (float(hits), float(of)) for name, (hits, of) in case["scores"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        detail = f"{path} is no report of an evaluation; give a file that `counterpoint eval --json` wrote"
        raise UnusableBaseline(detail) from None
    return cases


def compare(report: Report, baseline: Mapping[str, Mapping[str, Any]]) -> Comparison:
    """Compare a report with an earlier one. Raises UnusableBaseline where no case is in both."""
    pairs = [(case, baseline[case.outcome.case.id]) for case in report.cases if case.outcome.case.id in baseline]
    if not pairs:
        raise UnusableBaseline("no case of the set is in the baseline; give a report of the same set")
    alone = {case.outcome.case.id for case in report.cases} ^ set(baseline)
    return Comparison(
        tuple(_differences(report, pairs)),
        tuple(now.outcome.case.id for now, then in pairs if now.verdict == "right" != then["verdict"]),
        tuple(now.outcome.case.id for now, then in pairs if now.verdict != "right" == then["verdict"]),
        tuple(sorted(alone)),
    )


def _differences(report: Report, pairs: Sequence[tuple[Scored, Mapping[str, Any]]]) -> Iterator[Difference]:
    for figure in report.figures:
        if is_noisy(figure.name):
            continue
        now = np.array([_share(case, figure.name) for case, _ in pairs], dtype=np.float64)
        then = np.array([then["scores"].get(figure.name, (0.0, 0.0)) for _, then in pairs], dtype=np.float64)
        entered = (now[:, 1] > 0) | (then[:, 1] > 0)
        if now[:, 1].sum() and then[:, 1].sum():
            before, after, p = _tested(then[entered], now[entered])
            yield Difference(figure.name, figure.better, before, after, int(entered.sum()), p)


def _share(case: Scored, figure: str) -> tuple[float, float]:
    tally = case.tallies.get(figure)
    return (tally.hits, tally.of) if tally else (0.0, 0.0)


def _tested(then: Floats, now: Floats) -> tuple[float, float, float]:
    """Return the figure before, after, and p; `then` and `now` hold (hits, chances), shape (cases, 2)."""
    before, after = _figure(then.sum(0)), _figure(now.sum(0))
    swapped = np.random.default_rng(SEED).random((_SWAPS, len(now), 1)) < 0.5
    first = np.where(swapped, now, then).sum(1)
    second = np.where(swapped, then, now).sum(1)
    moved = np.abs(_figure(second) - _figure(first))
    as_far = np.count_nonzero(moved >= abs(after - before) - 1e-12)
    return float(before), float(after), (as_far + 1) / (_SWAPS + 1)


def _figure(sums: Floats) -> Floats:
    """Hits over chances along the last axis, 0 where there is no chance."""
    hits, of = sums[..., 0], sums[..., 1]
    return np.asarray(np.divide(hits, of, out=np.zeros_like(hits), where=of > 0))


def regressions(comparison: Comparison, tolerance: float = TOLERANCE) -> Iterator[str]:
    """One line for each figure that is worse than before by more than `tolerance`."""
    for one in comparison.differences:
        if one.gain < -tolerance - 1e-12:
            yield f"{one.figure} went from {one.before:.4g} to {one.after:.4g}, worse by more than {tolerance:g}"
