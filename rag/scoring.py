"""A logistic model over the measured features: how probably a candidate answers the question."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from rag.features import STATEMENT, VALUE
from rag.multinomial import Matrix

Model = Literal["statement", "value"]
_WEIGHTS = Path(__file__).with_name("weights.json")  # written by `python -m training.evidence`


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights of one model, calibrated so that a best candidate of 0.5 is as likely an answer as none."""

    bias: float
    weights: npt.NDArray[np.float64]

    def probabilities(self, rows: Matrix) -> npt.NDArray[np.float64]:
        """Return shape (rows,), each 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-(rows @ self.weights + self.bias))), dtype=np.float64)


@cache
def logistic(model: Model) -> Logistic:
    """Load a fitted model. Raises ValueError when the weights were fitted for other features."""
    stored = json.loads(_WEIGHTS.read_text(encoding="utf-8"))[model]
    features = STATEMENT if model == "statement" else VALUE
    if tuple(stored["weights"]) != features:
        raise ValueError("rag/weights.json was fitted for other features; run: python -m training.evidence")
    return Logistic(stored["bias"], np.array(list(stored["weights"].values())))
