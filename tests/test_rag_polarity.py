"""What a sentence's wording tells of its side on a yes/no question."""

import pytest

from rag.polarity import WORDING, wording
from rag.question import understand


def told(question: str, sentence: str) -> dict[str, float]:
    return dict(zip(WORDING, wording(understand(question), sentence), strict=True))


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("The door was closed when the ferry left.", 0),
        ("The door was not closed when the ferry left.", 1),
        ("The operator rejects claims that the door was closed.", 1),
        ("The operator does not deny that the door was closed.", 0),
        ("The door was not only closed but locked.", 0),
    ],
)
def test_an_odd_number_of_denials_turns_a_sentence_round(sentence: str, denied: int) -> None:
    assert told("Was the door closed when the ferry left?", sentence)["denied"] == denied


@pytest.mark.parametrize(
    ("sentence", "opposite"),
    [
        ("The door was open.", 1),
        ("The door was closed.", 0),
        ("The door was painted.", 0),
    ],
)
def test_the_opposite_of_a_word_asked_about_is_noticed(sentence: str, opposite: int) -> None:
    assert told("Was the door closed?", sentence)["opposite"] == opposite


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("He died on 2 March 1881.", "figure_met"),
        ("He died in March 1881.", "figure_met"),
        ("He died on 3 March 1881.", "figure_clash"),
        ("He died at home.", "figure_absent"),
    ],
)
def test_a_figure_asked_about_is_compared_by_arithmetic(sentence: str, state: str) -> None:
    found = told("Did Karl Weyprecht die on 2 March 1881?", sentence)
    states = ("figure_met", "figure_clash", "figure_absent")
    assert [name for name in states if found[name]] == [state]
