"""Does a stated confidence come true as often as it says? (Guo et al. 2017; Naeini et al. 2015)"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.judged import expects_flag, holds_up, is_right
from eval.types import Outcome

BINS = 10
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stated:
    """A confidence from 0 to 1, and whether what it was stated of is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """What was stated with a confidence from `low` up to `high`: how many, mean confidence, share that is right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Operating:
    """Flags kept at a confidence of at least `threshold`, and the precision and recall they have."""

    threshold: float
    precision: float
    recall: float


def disagreements(outcome: Outcome) -> tuple[Stated, ...]:
    """Each disagreement shown, right where two of its positions are expected ones. A `scope` case has none."""
    if outcome.answer is None or not outcome.case.asks or outcome.case.disagreement == "scope":
        return ()
    return tuple(Stated(shown.confidence, holds_up(shown, outcome)) for shown in outcome.answer.disagreements)


def citations(outcome: Outcome) -> tuple[Stated, ...]:
    """Each citation by its score, right where it is of an expected evidence document."""
    if outcome.answer is None or not outcome.case.asks:
        return ()
    return tuple(Stated(citation.score, is_right(citation, outcome)) for citation in outcome.answer.citations)


def sums(stated: Iterable[Stated]) -> Floats:
    """Count, summed confidence and number right in each bin: float64, shape (3, BINS)."""
    table = np.zeros((3, BINS))
    for one in stated:
        place = min(int(min(max(one.confidence, 0.0), 1.0) * BINS), BINS - 1)
        table[:, place] += (1.0, one.confidence, float(one.right))
    return table


def expected_error(table: Floats) -> Floats:
    """Expected calibration error of sums, shape (..., 3, BINS): the mean gap of a bin, weighed by its count."""
    count, confidence, right = table[..., 0, :], table[..., 1, :], table[..., 2, :]
    gaps: Floats = np.abs(confidence - right).sum(-1) / np.maximum(count.sum(-1), 1)
    return gaps


def reliability(stated: Iterable[Stated]) -> tuple[Bin, ...]:
    """The reliability curve: every bin that holds something."""
    counts, confidences, rights = sums(stated)
    return tuple(
        Bin(place / BINS, (place + 1) / BINS, int(n), float(confidences[place] / n), float(rights[place] / n))
        for place, n in enumerate(counts)
        if n
    )


def precision_recall(outcomes: Sequence[Outcome]) -> tuple[Operating, ...]:
    """Precision and recall of flagging a question, at each confidence that was stated, lowest first.

    A question counts by the surest disagreement shown for it; a failure is a disagreement that was not shown.
    """
    judged = [item for item in outcomes if item.case.asks and item.case.disagreement != "scope"]
    expected = [expects_flag(item.case) for item in judged]
    surest = [max((shown.confidence for shown in _shown(item)), default=-1.0) for item in judged]
    points: list[Operating] = []
    for threshold in sorted({confidence for confidence in surest if confidence >= 0}):
        kept = [wanted for wanted, confidence in zip(expected, surest, strict=True) if confidence >= threshold]
        points.append(Operating(threshold, sum(kept) / len(kept), sum(kept) / max(1, sum(expected))))
    return tuple(points)


def _shown(outcome: Outcome) -> Iterable[Stated]:
    shown = outcome.answer.disagreements if outcome.answer else ()
    return (Stated(disagreement.confidence, True) for disagreement in shown)
