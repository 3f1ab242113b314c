"""Exact match and token F1 as SQuAD defines them, worked by hand."""

import pytest

from eval.wording import exact, normalised, token_f1, without_markers


def test_markers_are_no_words_of_the_answer() -> None:
    assert without_markers("It killed 41 people. [1][2] No more. [3]") == "It killed 41 people. No more."


def test_case_articles_and_punctuation_do_not_count() -> None:
    assert normalised("The  Kestrel-Mere dam, a ruin!") == "kestrelmere dam ruin"


@pytest.mark.parametrize(("said", "right"), [("The dam.", True), ("a dam", True), ("the dams", False), ("", False)])
def test_exact_match(said: str, right: bool) -> None:
    assert exact(said, ("dam",)) == right


@pytest.mark.parametrize(
    ("said", "answers", "f1"),
    [
        ("41 people died", ("41",), 2 * (1 / 3) * 1 / (1 / 3 + 1)),
        ("the old stone bridge", ("stone bridge", "bridge"), 2 * (2 / 3) * 1 / (2 / 3 + 1)),
        ("bridge bridge", ("bridge",), 2 * (1 / 2) * 1 / (1 / 2 + 1)),
        ("nothing of it", ("41",), 0.0),
        ("41", (), 0.0),
    ],
)
def test_f1_is_the_best_over_the_answers(said: str, answers: tuple[str, ...], f1: float) -> None:
    assert token_f1(said, answers) == pytest.approx(f1)
