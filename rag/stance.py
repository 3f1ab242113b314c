"""Which side a sentence takes on a yes/no question: the judge and the sentence's wording, weighed together."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.pairs.types import Claims, Judge, Judgement
from rag.evidence import Evidence, Stance
from rag.polarity import WORDING, wording
from rag.question import Question

FEATURES = ("yes", "no", "yes_neither", "no_neither", *WORDING)
_WEIGHTS = Path(__file__).with_name("stance_weights.json")  # written by `python -m training.stance`
_JUDGED = 16  # sentences, the surest; each is read twice
_SUREST = 1e-4  # a probability nearer to 0 or 1 is not to outweigh everything else


@dataclass(frozen=True, slots=True)
class Sides:
    """A multinomial logistic model of yes, no and neither."""

    bias: npt.NDArray[np.float64]  # shape (3,)
    weights: npt.NDArray[np.float64]  # shape (features, 3)

    def probabilities(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return shape (rows, 3): of yes, no and neither."""
        logits = rows @ self.weights + self.bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)


def take_sides(question: Question, evidence: Sequence[Evidence], judge: Judge) -> tuple[Evidence, ...]:
    """Return the evidence with the stances of the surest sentences, where the question is one of yes or no."""
    if question.asks != "yes_no" or not evidence:
        return tuple(evidence)
    judged = list(evidence[:_JUDGED])
    stances = find_stances(question, [item.quote for item in judged], judge)
    taken = (replace(item, stance=stance) for item, stance in zip(judged, stances, strict=True))
    return (*taken, *evidence[_JUDGED:])


def find_stances(question: Question, said: Sequence[str], judge: Judge) -> list[Stance]:
    """Return the likelier side of each sentence on a yes/no question, in their order."""
    if not said:
        return []
    rows = measure_sides([(question, one) for one in said], judge)
    return [_stance(*row[:2]) for row in sides().probabilities(rows)]


def measure_sides(asked: Sequence[tuple[Question, str]], judge: Judge) -> npt.NDArray[np.float64]:
    """Return what is known of each sentence's side on its question, shape (sentences, FEATURES)."""
    claims = [Claims(sentence, said, question.text) for question, sentence in asked for said in ("Yes.", "No.")]
    found = judge.judge(claims)
    pairs = zip(asked, found[::2], found[1::2], strict=True)
    return np.array([[*_judged(yes, no), *wording(*of)] for of, yes, no in pairs], dtype=np.float64)


def _judged(yes: Judgement, no: Judgement) -> list[float]:
    return [
        _logit(yes.agree) - _logit(yes.contradict),
        _logit(no.agree) - _logit(no.contradict),
        _logit(yes.neither),
        _logit(no.neither),
    ]


def _logit(probability: float) -> float:
    kept = min(max(probability, _SUREST), 1 - _SUREST)
    return math.log(kept / (1 - kept))


@cache
def sides() -> Sides:
    """Load the fitted model. Raises ValueError when it was fitted for other features."""
    stored = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    if tuple(stored["weights"]) != FEATURES:
        raise ValueError("rag/stance_weights.json was fitted for other features; run: python -m training.stance")
    return Sides(np.array(stored["bias"]), np.array(list(stored["weights"].values())))


def _stance(yes: float, no: float) -> Stance:
    return Stance("yes", float(yes)) if yes >= no else Stance("no", float(no))
