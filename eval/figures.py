"""From one share a case to figures over all of them, each with a bootstrap interval."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

import eval.calibration as calibration
from eval.metrics import MEASURES, Measure
from eval.types import Figure, Outcome, Scored, Tally

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]
RESAMPLES = 2000
SEED = 20240322
PERCENTILES = (50, 95, 99)
CALIBRATION = {
    "calibration_flags": ("disagreements", calibration.disagreements),
    "calibration_citations": ("citations", calibration.citations),
}
FIGURES = (
    *(measure.name for measure in MEASURES),
    *CALIBRATION,
    *(f"latency_p{percent}" for percent in PERCENTILES),
)
_LATENCY = re.compile(r"latency_(?:(?P<stage>[a-z_]+)_)?p(?:50|95|99)")
_AT_ONCE = 2_000_000  # drawn at a time, which bounds the memory


def is_figure(name: str) -> bool:
    """Whether a report may hold a figure of this name; stages are what a service says they are."""
    return name in FIGURES or _LATENCY.fullmatch(name) is not None


def is_noisy(name: str) -> bool:
    """Whether a figure moves with the machine or with a few cases: shown in a comparison, no gate by itself."""
    return name.startswith(("latency_", "calibration_"))


def figures(scored: Sequence[Scored]) -> tuple[Figure, ...]:
    """Every figure, in the order of FIGURES, then the latency of each stage that the answers time."""
    outcomes = [case.outcome for case in scored]
    shares = [_share_figure(measure, [case.tallies.get(measure.name) for case in scored]) for measure in MEASURES]
    whole = _latencies("", [outcome.milliseconds for outcome in outcomes])
    stages = (figure for stage, times in stage_times(outcomes).items() for figure in _latencies(stage, times))
    return (*shares, *_calibrations(outcomes), *whole, *stages)


def stage_times(outcomes: Iterable[Outcome]) -> Mapping[str, list[float]]:
    """Milliseconds by stage, of the answers that say them, in the order they are said in."""
    times: dict[str, list[float]] = {}
    for outcome in outcomes:
        for stage, milliseconds in (outcome.answer.timings_ms if outcome.answer else {}).items():
            if stage != "total":  # the time of the whole, once more
                times.setdefault(stage, []).append(milliseconds)
    return times


def ratio(tallies: Sequence[Tally | None]) -> tuple[Floats, Floats]:
    """Hits and chances as float64, shape (n,) each; zeros for a case that does not enter."""
    hits = np.array([tally.hits if tally else 0.0 for tally in tallies], dtype=np.float64)
    of = np.array([tally.of if tally else 0.0 for tally in tallies], dtype=np.float64)
    return hits, of


def _share_figure(measure: Measure, entries: Iterable[Tally | None]) -> Figure:
    entered = [tally for tally in entries if tally is not None]
    hits, of = ratio(entered)
    interval = _interval(len(entered), lambda rows: hits[rows].sum(-1) / of[rows].sum(-1))
    n = sum(math.ceil(tally.of) for tally in entered)  # F1 counts half a question for a miss
    return Figure(measure.name, measure.meaning, measure.better, measure.unit, n, *interval)


def _calibrations(outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    for name, (unit, stated_by) in CALIBRATION.items():
        stated = [entries for outcome in outcomes if (entries := stated_by(outcome))]
        tables = np.array([calibration.sums(entries) for entries in stated])
        interval = _interval(len(stated), _error_of(tables))
        n = sum(len(entries) for entries in stated)
        yield Figure(name, f"expected calibration error of the {unit}", "lower", unit, n, *interval)


def _error_of(tables: Floats) -> Callable[[Rows], Floats]:
    return lambda rows: calibration.expected_error(tables[rows].sum(-3))


def _latencies(stage: str, times: Sequence[float]) -> Iterator[Figure]:
    milliseconds = np.array(times, dtype=np.float64)
    for percent in PERCENTILES:
        name = f"latency_{stage}_p{percent}" if stage else f"latency_p{percent}"
        meaning = f"milliseconds within which {percent} % of the {'stages' if stage else 'questions'} were done"
        interval = _interval(len(times), _percentile_of(milliseconds, percent))
        yield Figure(name, meaning, "lower", "questions", len(times), *interval)


def _percentile_of(values: Floats, percent: int) -> Callable[[Rows], Floats]:
    return lambda rows: np.percentile(values[rows], percent, axis=-1)


def _interval(n: int, figure: Callable[[Rows], Floats]) -> tuple[float | None, float | None, float | None]:
    """Value and 95 % percentile bootstrap interval (Efron 1979), resampling the n cases with replacement."""
    if not n:
        return None, None, None
    generator = np.random.default_rng(SEED)
    rounds = max(1, _AT_ONCE // n)
    drawn = [
        figure(generator.integers(n, size=(min(rounds, RESAMPLES - done), n))) for done in range(0, RESAMPLES, rounds)
    ]
    low, high = np.percentile(np.concatenate(drawn), [2.5, 97.5])
    return float(figure(np.arange(n))), float(low), float(high)
