"""The written answer: what leads it, and who is cited for that."""

from dataclasses import replace

import pytest

from rag.conflict import conflicting
from rag.disagree import describe, number_citations
from rag.evidence import Evidence
from rag.positions import find_positions, made_of
from rag.questions.question import understand
from rag.types import Disagreement
from rag.write import Written, write
from tests.fakes import WordJudge
from tests.rag_evidence import independent, related, say, side, words


def written(question: str, *said: Evidence) -> tuple[Written, tuple[Disagreement, ...]]:
    """The answer when these are the sources' sentences."""
    asked = understand(question)
    groups = find_positions(asked, said, independent)
    numbers = number_citations([item for group in groups for item in group.evidence])
    found = describe(asked, conflicting(asked, groups, related(asked, groups, WordJudge())), numbers)
    return write(asked, groups, found, numbers), found


def test_sources_on_one_side_are_led_by_it() -> None:
    """The verdict cites all who take the side, each quote its own source; what one marked is not led with."""
    nothing = replace(side("union", "So far the families have received nothing.", "no"), words="received nothing")
    answer, found = written(
        "Have the families been compensated?", nothing, side("paper", "No family has been compensated.", "no")
    )

    assert found == ()
    assert answer.text == (
        "No. [1][2]\nUnion: “So far the families have received nothing.” [1]\n"
        "Paper: “No family has been compensated.” [2]"
    )
    assert [answer.text[one.start : one.end] for one in answer.statements] == [one.text for one in answer.statements]


def test_a_source_that_takes_no_side_is_quoted_and_not_counted() -> None:
    answer, _ = written(
        "Was the bridge shut?",
        side("council", "The bridge was shut on Monday.", "yes"),
        side("history", "The bridge is of iron.", "no", 0.3),
    )

    assert answer.statements[0].text == "Yes."
    assert answer.statements[0].citations == (1,)
    assert "The bridge is of iron." in answer.text


@pytest.mark.parametrize("probability", [0.45, 0.75])
def test_a_side_that_is_not_sure_is_only_quoted(probability: float) -> None:
    answer, _ = written("Was the choir paid?", side("paper", "The choir sang for the museum.", "yes", probability))

    assert answer.text == "Paper: “The choir sang for the museum.” [1]"


def test_a_verdict_on_the_negative_cannot_be_taken_for_the_other() -> None:
    answer, _ = written("Was nobody hurt?", side("clinic", "Nobody was hurt.", "yes"))

    assert answer.statements[0].text == "That is so."


def test_opposite_sides_on_the_negative_say_which_is_which() -> None:
    question = "Was there no tremor before the landslide?"
    _, (found,) = written(
        question, side("institute", "There was no tremor.", "yes"), side("village", "We felt a tremor.", "no")
    )

    assert [position.value for position in found.positions] == ["That is so", "That is not so"]
    assert found.summary == (
        "The sources take opposite sides: that is so according to Institute; that is not so according to Village."
    )


@pytest.mark.parametrize(
    ("other", "marked", "cited"),
    [
        ("The brigade's chief, Tomas Reyle, raised it.", "Tomas Reyle", (1, 2)),
        ("The bell was rung by the chief of the brigade.", "the chief of the brigade", (1,)),
    ],
)
def test_words_are_cited_to_those_whose_words_they_are(other: str, marked: str, cited: tuple[int, ...]) -> None:
    """Two sources that are held to say the same in different words are not both cited for those of one."""
    first = words("a", "At six Tomas Reyle rang the bell.", "Tomas Reyle", 0.9)

    assert led("Who raised the alarm?", first, words("b", other, marked, 0.6)) == ("Tomas Reyle.", cited)


def test_the_same_figure_in_other_words_is_cited() -> None:
    first = words("a", "The drug brought in 1.5 billion crowns.", "1.5 billion crowns", 0.9)
    other = words("b", "Sales came to 1,500 million crowns.", "1,500 million crowns", 0.6)

    assert led("What were the sales of the drug?", first, other) == ("1.5 billion crowns.", (1, 2))


@pytest.mark.parametrize(
    ("exact", "figure", "vague", "allowed", "told"),
    [
        ("The list has 52 people.", "52", "At least 37 people died.", "37", "52 people."),
        ("The shell cost €2,480.", "2,480", "It cost about €2,500.", "2,500", "€2,480."),
        ("He died on 22 March 2024.", "22 March 2024", "He died in March 2024.", "March 2024", "22 March 2024."),
    ],
)
def test_a_figure_is_cited_to_those_who_give_it(exact: str, figure: str, vague: str, allowed: str, told: str) -> None:
    """A source that only allows it is quoted in its own words."""
    first, other = say("a", exact, figure, 0.9), say("b", vague, allowed, 0.6)
    answer = write(
        understand("What was it?"), [made_of([first, other], independent)], (), number_citations([first, other])
    )

    assert [(one.text, one.citations) for one in answer.statements] == [
        (told, (1,)),
        (f"A: “{exact}”", (1,)),
        (f"B: “{vague}”", (2,)),
    ]


def led(question: str, *said: Evidence) -> tuple[str, tuple[int, ...]]:
    """What leads the answer when these are held to say the same, and whom it cites."""
    answer = write(understand(question), [made_of(said, independent)], (), number_citations(said))
    return answer.statements[0].text, answer.statements[0].citations
