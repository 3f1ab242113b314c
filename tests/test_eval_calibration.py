"""Whether a stated confidence comes true, by hand and against scikit-learn."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import precision_recall_curve

from eval.calibration import Bin, Stated, disagreements, expected_error, precision_recall, reliability, sums
from eval.cases import Case
from eval.types import Outcome
from tests.eval_answers import NOT_FOUND, answer, case, citation, disagreement, expected, outcome, shown

TOLL = case("value", expected("38", "guard.md"), expected("41", "wire.md"))
AGREED = case("none", expected("41", "wire.md"))
CITED = (citation(1, "guard.md", "38 dead"), citation(2, "wire.md", "41 dead"))


def flagged(confidence: float, asked: Case = TOLL) -> Outcome:
    both = replace(disagreement(shown("38", 1), shown("41", 2)), confidence=confidence)
    return outcome(asked, answer("38 or 41", *CITED, disagreements=(both,)))


def test_a_disagreement_is_right_where_two_of_its_positions_are_expected() -> None:
    assert disagreements(flagged(0.7)) == (Stated(0.7, True),)
    assert disagreements(flagged(0.7, AGREED)) == (Stated(0.7, False),)


def test_the_expected_error_worked_by_hand() -> None:
    stated = [Stated(0.8, True), Stated(0.8, True), Stated(0.8, False), Stated(0.25, False)]

    # |2.4 - 2| of the three, |0.25 - 0| of the one, over four
    assert expected_error(sums(stated)) == pytest.approx((0.4 + 0.25) / 4)


def test_a_confidence_of_one_falls_into_the_last_bin() -> None:
    assert reliability([Stated(1.0, True)]) == (Bin(0.9, 1.0, 1, 1.0, 1.0),)


def test_the_curve_agrees_with_scikit_learn() -> None:
    chance = np.random.default_rng(4)
    confidence = chance.random(500)
    right = chance.random(500) < confidence**2
    made = reliability([Stated(float(c), bool(r)) for c, r in zip(confidence, right, strict=True)])

    true, said = calibration_curve(right, confidence, n_bins=10)

    assert [one.right for one in made] == pytest.approx(true.tolist())
    assert [one.confidence for one in made] == pytest.approx(said.tolist())


def test_precision_and_recall_agree_with_scikit_learn() -> None:
    chance = np.random.default_rng(5)
    confidences = chance.random(60).round(3)
    cases = [TOLL if chance.random() < c else AGREED for c in confidences]
    made = precision_recall([flagged(float(c), one) for c, one in zip(confidences, cases, strict=True)])

    precision, recall, thresholds = precision_recall_curve([one is TOLL for one in cases], confidences)

    assert [one.threshold for one in made] == pytest.approx(thresholds.tolist())
    assert [one.precision for one in made] == pytest.approx(precision[:-1].tolist())
    assert [one.recall for one in made] == pytest.approx(recall[:-1].tolist())


def test_a_disagreement_not_shown_lowers_recall() -> None:
    (only,) = precision_recall([flagged(0.9), outcome(TOLL, NOT_FOUND)])

    assert (only.precision, only.recall) == (1.0, 0.5)
