"""How sure a disagreement is said to be: of those with 0.8 four in five hold up."""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rag.multinomial import logit
from rag.questions.question import Question

WEIGHTS = Path(__file__).with_name("confidence_weights.json")  # written by `python -m training.confidence`
_SUREST = 1e-3


@dataclass(frozen=True, slots=True)
class Scale:
    """Platt's scaling: the log odds that something stated holds up are linear in those with which it was stated."""

    slope: float
    shift: float

    def probability(self, stated: float) -> float:
        """Return how probably it holds up, 0 to 1."""
        return 1 / (1 + math.exp(-(self.slope * log_odds(stated) + self.shift)))


def log_odds(stated: float) -> float:
    """Return the log odds that are scaled; nothing is stated as quite sure."""
    return logit(stated, _SUREST)


def confidence(question: Question, sureness: float) -> float:
    """Return how probably two positions hold up, of which the less sure is one with the probability `sureness`."""
    return scales()[compared_by(question)].probability(sureness)


def compared_by(question: Question) -> str:
    """Return what sources are compared by that answer: figures, the sides they take, or words."""
    return {"value": "figures", "yes_no": "sides"}.get(question.asks, "words")


@cache
def scales() -> dict[str, Scale]:
    """Load the fitted scales, by what is compared."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: Scale(**scale) for name, scale in stored.items()}
