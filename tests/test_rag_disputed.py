"""Sources that only deny what another answers: a position of their own."""

import pytest

from rag.denials.disputed import denials_of
from rag.disagree import describe, number_citations
from rag.evidence import Evidence
from rag.positions import Group, find_positions
from rag.questions.question import understand
from rag.told import tells
from tests.fakes import WordJudge
from tests.rag_evidence import independent, say, words

FUNDS = "What is Zerath's main source of funding?"
THEFT = words("un", "Its main source of funding is cyber theft.", "cyber theft", 0.9)
WHO = "Who wrote the hymn?"
VELL = words("guide", "The hymn was written by Tomas Vell.", "Tomas Vell", 0.9)
WHY = "What led to the collapse of the dam?"
FLOOD = words("board", "The flood led to the collapse.", "The flood", 0.9)


def denying(question: str, *said: Evidence) -> list[str]:
    """The documents that only deny the first answer."""
    asked = understand(question)
    groups = find_positions(asked, said, independent)
    return [item.document.id for made in denials_of(asked, groups[:1], said, independent) for item in made.evidence]


@pytest.mark.parametrize(
    ("question", "answer", "quote"),
    [
        (FUNDS, THEFT, "Cyber theft is not, and never was, the main source of funding."),
        (FUNDS, THEFT, "The Panel found no evidence that cyber theft funds Zerath."),
        (FUNDS, THEFT, "Some say cyber theft is its main source. That is wrong."),
        (WHO, VELL, "Tomas Vell did not write the hymn."),
        (WHO, VELL, "The legend that Vell wrote it is false."),
        (WHY, FLOOD, "The collapse was not caused by the flood."),
        (WHY, FLOOD, "Engineers have ruled out the flood."),
    ],
)
def test_a_source_that_only_denies_the_answer_is_heard(question: str, answer: Evidence, quote: str) -> None:
    assert denying(question, answer, words("panel", quote, "", 0.3)) == ["panel"]


@pytest.mark.parametrize(
    ("question", "answer", "quote"),
    [
        (FUNDS, THEFT, "Cyber theft is not its only source of funding."),
        (FUNDS, THEFT, "The bank did not report the cyber theft of May."),
        (FUNDS, THEFT, "Coal is not its main source of funding."),
        (WHO, VELL, "Tomas Vell did not live to hear it sung."),
        (WHO, VELL, "Reports that Tomas Vell was treated in Lisk are untrue."),
        (WHO, VELL, "Nobody doubts that Tomas Vell wrote the hymn."),
    ],
)
def test_what_denies_something_else_is_not(question: str, answer: Evidence, quote: str) -> None:
    assert denying(question, answer, words("panel", quote, "", 0.3)) == []


def test_who_says_it_or_hardly_answers_denies_nothing() -> None:
    """A source that reports the denial of what it says itself; a sentence that is likely about something else."""
    denial = "Cyber theft is not the main source of funding, say the banks."

    assert denying(FUNDS, THEFT, words("un", denial, "", 0.3)) == []
    assert denying(FUNDS, THEFT, words("panel", denial, "", 0.09)) == []
    assert denying("How many died?", say("a", "It killed 60 people.", "60", 0.9), words("b", "Not 60.", "")) == []


def test_a_denial_is_a_stance_and_told_as_one() -> None:
    """Its position has the words denied, and a language model must tell what its source says."""
    asked = understand(FUNDS)
    denial = words("panel", "Cyber theft is not the main source; coal exports are.", "", 0.3)
    told = find_positions(asked, [THEFT], independent)
    rivals: tuple[Group, ...] = (*told, *denials_of(asked, told, [THEFT, denial], independent))

    (found,) = describe(asked, rivals, number_citations([THEFT, denial]))

    assert (found.kind, [position.value for position in found.positions]) == (
        "stance",
        ["cyber theft", "not cyber theft"],
    )
    assert found.summary == "The sources give two different answers: cyber theft (Un) and not cyber theft (Panel)."
    theft, against = found.positions
    assert tells(["The Panel names coal instead."], against, [theft], asked, WordJudge())
    assert not tells(["It is cyber theft."], against, [theft], asked, WordJudge())
