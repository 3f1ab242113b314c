"""How the confidence of disagreements is fitted."""

import pytest

from rag.confidence import Scale
from training.confidence import Stated, _after, _error, _fit, _rescaled


def shown(name: str, confidence: float, right: int, wrong: int) -> list[Stated]:
    """So many disagreements of one set that were said with a confidence."""
    said = [True] * right + [False] * wrong
    return [Stated(name, "figures", confidence, one) for one in said]


def test_one_scale_after_another_is_one_scale() -> None:
    """What is fitted on what is said now takes the place of what has made it so."""
    first, second = Scale(1.4, -0.3), Scale(0.7, 0.5)

    assert _after(first, second).probability(0.6) == pytest.approx(second.probability(first.probability(0.6)), abs=1e-4)


def test_what_is_said_with_too_much_confidence_is_said_with_less() -> None:
    """Of those with 0.9 six in ten hold up and of those with 0.6 three in ten, in every set."""
    sets = [one for name in "abcd" for one in (*shown(name, 0.9, 60, 40), *shown(name, 0.6, 30, 70))]

    fitted = _fit(sets)

    assert fitted.probability(0.9) == pytest.approx(0.6, abs=0.02)
    assert fitted.probability(0.6) == pytest.approx(0.3, abs=0.02)
    assert _error(sets) == pytest.approx(0.3)
    assert _error(_rescaled(sets)) < 0.03
