"""How sure a disagreement is said to be."""

import pytest

from rag.confidence import Scale, compared_by, confidence, scales
from rag.questions.question import understand

FIGURES, SIDES, WORDS = "How many died?", "Was it open?", "Who opened it?"


@pytest.mark.parametrize(
    ("scale", "stated", "holds_up"),
    [
        (Scale(1.0, 0.0), 0.3, 0.3),
        (Scale(2.0, 0.0), 0.75, 0.9),  # odds of 3 squared are 9
        (Scale(1.0, -1.0986), 0.75, 0.5),  # odds of 3 divided by 3
        (Scale(1.0, 0.0), 1.0, 0.999),  # nothing is quite sure
        (Scale(1.0, 0.0), 0.0, 0.001),
    ],
)
def test_the_log_odds_are_scaled(scale: Scale, stated: float, holds_up: float) -> None:
    """Worked by hand."""
    assert scale.probability(stated) == pytest.approx(holds_up, abs=1e-4)


@pytest.mark.parametrize(("question", "compared"), [(FIGURES, "figures"), (SIDES, "sides"), (WORDS, "words")])
def test_each_way_of_comparing_has_its_scale(question: str, compared: str) -> None:
    """Answers in words are right less often than figures that were weighed as sure."""
    asked = understand(question)

    assert compared_by(asked) == compared
    assert confidence(asked, 0.6) == scales()[compared].probability(0.6)
    assert confidence(asked, 0.9) > confidence(asked, 0.6)
