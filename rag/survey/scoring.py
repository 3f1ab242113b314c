"""How probably two figures are of the same quantity of the same event: a logistic model over what was measured."""

import json
from functools import cache
from pathlib import Path

import numpy as np

from rag.survey.compare import QUANTITY, Row

_WEIGHTS = Path(__file__).with_name("weights.json")  # written by `python -m training.quantity`
_COSINE = QUANTITY.index("cosine")
_USUAL = {"cosine": 0.55, "sided_least": 0.45, "sided_most": 0.6}  # of a pair that is of one quantity


def same_quantity(row: Row) -> float:
    """Return the probability that the two figures behind a row of QUANTITY are of one quantity, 0 to 1."""
    bias, weights = _weights()
    return float(1 / (1 + np.exp(-(row @ weights + bias))))


def promise(row: Row, cosine: float | None = None) -> float:
    """Return the same before the judge has seen the pair, and before it is known how alike the sentences are."""
    guessed = row.copy()
    for name, usual in _USUAL.items():
        guessed[QUANTITY.index(name)] = usual
    if cosine is not None:
        guessed[_COSINE] = cosine
    return same_quantity(guessed)


@cache
def _weights() -> tuple[float, Row]:
    """Load the fitted model. Raises ValueError when the weights were fitted for other measures."""
    stored = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    if tuple(stored["weights"]) != QUANTITY:
        raise ValueError("rag/survey/weights.json was fitted for other measures than rag/survey/compare.py takes")
    return stored["bias"], np.array(list(stored["weights"].values()))
