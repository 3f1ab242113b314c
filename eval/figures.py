"""From one share a case to figures over all of them, each with a bootstrap interval."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from eval.metrics import MEASURES, Measure
from eval.types import Figure, Tally

Floats = npt.NDArray[np.float64]
RESAMPLES = 2000
SEED = 20240322
PERCENTILES = (50, 95, 99)
FIGURES = (*(measure.name for measure in MEASURES), *(f"latency_p{percent}" for percent in PERCENTILES))


def figures(scores: Sequence[Mapping[str, Tally]], milliseconds: Sequence[float]) -> tuple[Figure, ...]:
    """Every figure, in the order of FIGURES; one entry of each argument is one case."""
    shares = [_share_figure(measure, [score.get(measure.name) for score in scores]) for measure in MEASURES]
    return (*shares, *_latencies(np.array(milliseconds, dtype=np.float64)))


def _share_figure(measure: Measure, entries: Iterable[Tally | None]) -> Figure:
    entered = [tally for tally in entries if tally is not None]
    hits = np.array([tally.hits for tally in entered], dtype=np.float64)
    of = np.array([tally.of for tally in entered], dtype=np.float64)
    value, low, high = _interval(len(entered), lambda rows: hits[rows].sum(-1) / of[rows].sum(-1))
    n = sum(math.ceil(tally.of) for tally in entered)  # F1 counts half a question for a miss
    return Figure(measure.name, measure.meaning, measure.better, measure.unit, n, value, low, high)


def _latencies(milliseconds: Floats) -> tuple[Figure, ...]:
    def figure(percent: int) -> Figure:
        interval = _interval(len(milliseconds), lambda rows: np.percentile(milliseconds[rows], percent, axis=-1))
        meaning = f"milliseconds within which {percent} % of the questions were answered"
        return Figure(f"latency_p{percent}", meaning, "lower", "questions", len(milliseconds), *interval)

    return tuple(figure(percent) for percent in PERCENTILES)


def _interval(
    n: int, figure: Callable[[npt.NDArray[np.intp]], Floats]
) -> tuple[float | None, float | None, float | None]:
    """Value and 95 % percentile bootstrap interval (Efron 1979), resampling the n cases with replacement."""
    if not n:
        return None, None, None
    drawn = np.random.default_rng(SEED).integers(n, size=(RESAMPLES, n))
    low, high = np.percentile(figure(drawn), [2.5, 97.5])
    return float(figure(np.arange(n))), float(low), float(high)
