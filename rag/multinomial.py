"""A multinomial logistic model as a recipe of `training/` wrote it."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Multinomial:
    """Weights of several classes, of which one is true."""

    bias: Matrix  # shape (classes,)
    weights: Matrix  # shape (features, classes)

    def probabilities(self, rows: Matrix) -> Matrix:
        """Return shape (rows, classes); each row adds up to 1."""
        logits = rows @ self.weights + self.bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)


def logit(probability: float, surest: float) -> float:
    """Return the log odds as a feature; one nearer to 0 or 1 than `surest` is not to outweigh everything else."""
    kept = min(max(probability, surest), 1 - surest)
    return math.log(kept / (1 - kept))


def load_multinomial(path: Path, features: Sequence[str]) -> Multinomial:
    """Load a fitted model. Raises ValueError when it was fitted for other features."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    if tuple(stored["weights"]) != tuple(features):
        raise ValueError(f"{path.name} was fitted for other features; run its recipe, see training/RESULTS.md")
    return Multinomial(np.array(stored["bias"]), np.array(list(stored["weights"].values())))


def store_multinomial(path: Path, features: Sequence[str], bias: Matrix, coefficients: Matrix) -> None:
    """Write a fitted model; `coefficients` has shape (classes, features), as scikit-learn has them."""
    weights = {name: row.round(4).tolist() for name, row in zip(features, coefficients.T, strict=True)}
    path.write_text(json.dumps({"bias": bias.round(4).tolist(), "weights": weights}, indent=1) + "\n")
