"""Which kind of disagreement it is: what was planned and came otherwise, and what is a cause."""

import pytest

from rag.conflict import conflicting
from rag.disagree import describe, number_citations
from rag.evidence import Evidence
from rag.positions import find_positions
from rag.questions.question import understand
from rag.relation import asks_cause
from rag.types import Disagreement
from tests.fakes import WordJudge
from tests.rag_evidence import independent, related, say, words


def found(question: str, *said: Evidence) -> Disagreement:
    """The disagreement of these answers."""
    asked = understand(question)
    groups = find_positions(asked, said, independent)
    rivals = conflicting(asked, groups, related(asked, groups, WordJudge()))
    return describe(asked, rivals, number_citations(said))[0]


@pytest.mark.parametrize(
    ("question", "early", "late", "kind"),
    [
        (
            "When did the baths open?",
            ("The baths will open in May 2024.", "May 2024"),
            ("The baths opened in June 2024.", "June 2024"),
            "update",
        ),
        (
            "When does the bridge open?",
            ("The bridge opens in May 2024.", "May 2024"),
            ("The opening was put back to June 2024.", "June 2024"),
            "update",
        ),
        (
            "How much did the tunnel cost?",
            ("The tunnel is expected to cost 30 million euros.", "30 million"),
            ("The tunnel cost 38 million euros.", "38 million"),
            "value",
        ),
        (
            "When did the baths open?",
            ("The baths opened in May 2024.", "May 2024"),
            ("The baths opened in June 2024.", "June 2024"),
            "value",
        ),
        (
            "When will the baths open?",
            ("The baths will open in May 2024.", "May 2024"),
            ("The baths open in June 2024.", "June 2024"),
            "value",
        ),
    ],
)
def test_what_was_planned_and_came_otherwise_is_an_update(
    question: str, early: tuple[str, str], late: tuple[str, str], kind: str
) -> None:
    """A day that was set is put off; a price that was promised, or a plan that is asked for, is contradicted."""
    disagreement = found(question, say("a", *early, 0.9, "2024-01-01"), say("b", *late, 0.8, "2024-07-01"))

    assert disagreement.kind == kind
    if kind == "update":
        assert disagreement.positions[0].value == found(question, say("b", *late), say("c", *early)).positions[0].value


@pytest.mark.parametrize(
    "question",
    [
        "What led to the collapse?", "What set the balloon on fire?", "What did she die of?", "Of what did he die?",
        "What killed the fish?", "What sparked the riots?", "What was behind the outage?",
        "What went wrong at the dam?",
        "What is the delay due to?", "How did the fire start?", "How did the accident come about?",
        "What made the mayor resign?", "What accounts for the shortfall?",
    ],
)  # fmt: skip
def test_a_cause_is_asked_for_in_many_ways(question: str) -> None:
    assert asks_cause(understand(question))


@pytest.mark.parametrize(
    "question",
    [
        "Who killed the king?", "What made up the cargo?", "How did the company start?", "What happened in May?",
        "What does the money come from?", "What did the queen die in?",
    ],
)  # fmt: skip
def test_other_questions_ask_for_none(question: str) -> None:
    assert not asks_cause(understand(question))


def test_what_explains_a_thing_is_judged() -> None:
    yes, no = words("a", "Yes, Tomas.", "yes Tomas", 0.9), words("b", "No, Edda.", "no Edda")

    assert found("What led to the collapse?", yes, no).kind == "stance"
    assert found("What set the balloon on fire?", yes, no).kind == "value"
