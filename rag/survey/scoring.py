"""How probably two figures are of the same quantity of the same event: a logistic model over what was measured."""

import json
from functools import cache
from pathlib import Path

import numpy as np

from rag.survey.compare import QUANTITY, Row

_WEIGHTS = Path(__file__).with_name("weights.json")  # fitted on the sets of eval/sets and on WikiContradict
_JUDGED = tuple(QUANTITY.index(name) for name in ("cosine", "judged_least", "judged_most"))
_USUAL = (0.5, 0.2, 0.4)  # of a pair that is of one quantity, before the models have seen it


def same_quantity(row: Row) -> float:
    """Return the probability that the two figures behind a row of QUANTITY are of one quantity, 0 to 1."""
    bias, weights = _weights()
    return float(1 / (1 + np.exp(-(row @ weights + bias))))


def promise(row: Row) -> float:
    """Return the same without what the models say, to choose what is worth showing them."""
    guessed = row.copy()
    guessed[list(_JUDGED)] = _USUAL
    return same_quantity(guessed)


@cache
def _weights() -> tuple[float, Row]:
    """Load the fitted model. Raises ValueError when the weights were fitted for other measures."""
    stored = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    if tuple(stored["weights"]) != QUANTITY:
        raise ValueError("rag/survey/weights.json was fitted for other measures than rag/survey/compare.py takes")
    return stored["bias"], np.array(list(stored["weights"].values()))
