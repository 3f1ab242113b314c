"""Whether sentences tell a position: by its figure, its side, or words that no other position has."""

import pytest

from index.pairs.openvino_judge import open_shipped_judge
from rag.questions.question import understand
from rag.told import tells
from rag.types import Position
from tests.fakes import WordJudge

HOW_MANY = understand("How many people did the fire at the Olsen mill kill?")
WHY = understand("Why did the fire at the Olsen mill break out?")
WHETHER = understand("Did the council approve the tram line?")


def position(value: str) -> Position:
    return Position(value, value, (1,), 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The coast guard speaks of fourteen dead.", True),
        ("14.", True),
        ("The fire killed 14 to 16.", True),  # 19 is not among these
        ("The fire killed 14 to 19.", False),
        ("More than ten died.", False),
        ("19 died.", False),
        ("It burned on 14 March 2024.", False),
        ("It burned for 14 hours.", False),
        ("People died.", False),
    ],
)
def test_a_figure_is_told_by_one_that_the_other_position_cannot_mean(text: str, told: bool) -> None:
    assert tells([text], position("14 people"), [position("19 people")], HOW_MANY, WordJudge()) is told


def test_one_of_several_sentences_is_enough_and_none_is_not() -> None:
    rivals = [position("19 people")]

    assert tells(["People died.", "14 did."], position("14 people"), rivals, HOW_MANY, WordJudge())
    assert not tells([], position("14 people"), rivals, HOW_MANY, WordJudge())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The police blame a faulty cable.", True),
        ("Faults in cables.", True),  # other forms of the words
        ("It began in the engine room.", False),  # so do both say
        ("The police blame arson.", False),
    ],
)
def test_words_are_told_by_a_word_that_the_other_position_lacks(text: str, told: bool) -> None:
    mine, other = position("a faulty cable in the engine room"), position("arson in the engine room")

    assert tells([text], mine, [other], WHY, WordJudge()) is told


def test_without_words_that_answer_those_of_the_sentence_tell() -> None:
    quoted = Position("A cable had been faulty for years.", "", (2,), 1)

    assert tells(["The police blame a cable."], quoted, [position("arson")], WHY, WordJudge())
    assert not tells(["The police blame arson."], quoted, [position("arson")], WHY, WordJudge())


def test_a_figure_that_both_answers_in_words_have_tells_neither() -> None:
    mine, other = position("Anna Berg in 1998"), position("Carl Dahl in 1998")

    assert not tells(["It was in 1998."], mine, [other], WHY, WordJudge())
    assert tells(["Berg did it."], mine, [other], WHY, WordJudge())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The council approved the tram line in March.", "Yes"),
        ("According to the union, the council has not approved the tram line.", "No"),
        ("The council met in the old town hall.", None),
    ],
)
def test_a_side_is_told_by_a_sentence_that_takes_it(text: str, side: str | None) -> None:
    judge = open_shipped_judge()

    assert tells([text], position("Yes"), [position("No")], WHETHER, judge) is (side == "Yes")
    assert tells([text], position("No"), [position("Yes")], WHETHER, judge) is (side == "No")


def test_a_side_on_the_negative_is_told_by_a_sentence_that_takes_it() -> None:
    question, judge = understand("Was there no tremor before the landslide?"), open_shipped_judge()
    so, not_so = position("That is so"), position("That is not so")

    for text, its, other in (("There was no tremor.", so, not_so), ("A tremor came before it.", not_so, so)):
        assert tells([text], its, [other], question, judge)
        assert not tells([text], other, [its], question, judge)
