"""Short answers, read with the questions that a text asks before them."""

from collections.abc import Sequence

import pytest

from index.pairs.types import Claims, Judgement
from rag.evidence import find_candidates
from rag.questions.question import understand
from rag.stance import find_stances
from rag.values.render import render
from tests.fakes import WordJudge
from tests.test_rag_reader import hit

HEARING = (
    "CHAIR: How many people were on shift?\n\nMR VAAL (MANAGER): One hundred and twelve.\n\n"
    "CHAIR: And how many were hurt?\n\nMR VAAL: Twenty-eight.\n\nQ: Were 14 people killed?\nA: No, sixteen."
)
SHEET = (
    "## How many seeds were sown?\n\n270\n\n## When was the field mown?\n\n5 May 2022\n\n## Who owns it?\n\nIda Brenn"
)


def quotes(question: str, text: str) -> list[str]:
    """The sentences considered for an answer."""
    return [candidate.text for candidate in find_candidates(understand(question), [hit("a", text)])]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How many people were hurt?", HEARING, ["112 people", "28"]),
        ("How many people died?", HEARING, ["112 people", "16 people"]),
        ("How many seeds were sown?", SHEET, ["270 seeds"]),
        ("When was the field mown?", SHEET, ["5 May 2022"]),
    ],
)
def test_a_figure_counts_whom_the_question_before_it_asks_for(question: str, text: str, expected: list[str]) -> None:
    """And a figure of that question is not claimed."""
    found = find_candidates(understand(question), [hit("a", text)])

    assert [render(candidate.value) for candidate in found if candidate.value] == expected


def test_a_short_answer_is_quoted_with_its_question() -> None:
    """A heading that asks belongs to its answer; as the whole clause around a figure too."""
    assert quotes("Who owns the field?", SHEET)[-1] == "Who owns it?\n\nIda Brenn"
    found = find_candidates(understand("How many seeds were sown?"), [hit("a", SHEET)])
    assert found[0].clause == found[0].text == "How many seeds were sown?\n\n270"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who knows? They left at noon.", ["They left at noon."]),
        ("# Who owns the mill?\n\nBy Anna Holm\n\nThe Brenns do.", ["By Anna Holm", "The Brenns do."]),
        ("Who owns it?\n\n## Yield\n\nThe field gave little.", ["The field gave little."]),
        (
            "Who owns it?\n\nThe field, which lies beyond the old mill on the river, has had eleven owners.",
            ["The field, which lies beyond the old mill on the river, has had eleven owners."],
        ),
    ],
)
def test_what_only_follows_a_question_stands_alone(text: str, expected: list[str]) -> None:
    """A sentence on the same line, a byline, a heading and a long answer that says enough by itself."""
    assert quotes("Who owns the mill?", text) == expected


def test_yes_and_no_answer_only_the_question_asked() -> None:
    """That it was not arson does not say that it was no electrical fault."""
    text = "Q: Was the fire caused by arson?\nA: No."

    assert quotes("Was the fire caused by arson?", text) == [text]
    assert quotes("Was the fire caused by an electrical fault?", text) == []


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (
            "Is the landfill safe?",
            "Is the landfill safe? Yes. The council has found no leak.",
            ["Is the landfill safe? Yes.", "The council has found no leak."],
        ),
        ("Is the water clean?", "Is the landfill safe? Yes. The water is brown.", ["The water is brown."]),
        (
            "Did the king pay?",
            "It was late. Did the king pay? Not at all.",
            ["It was late.", "Did the king pay? Not at all."],
        ),
        (
            "Is it a forgery?",
            "Is it a forgery? No, it is not. The ink is old.",
            ["Is it a forgery? No, it is not.", "The ink is old."],
        ),
        ("Did the king pay?", "Did the king pay? No, the abbot did.", ["No, the abbot did."]),
        ("Did the king pay?", "Did the king pay? Nobody knows.", ["Nobody knows."]),
    ],
)
def test_a_bare_yes_or_no_on_the_same_line_is_quoted_with_its_question(
    question: str, text: str, expected: list[str]
) -> None:
    """And like one on the next line it answers no other question; what says more stands alone."""
    assert quotes(question, text) == expected


class Listener(WordJudge):
    """Keeps what it is given to judge."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """One judgement a pair, in their order."""
        self.heard += [claim.first for claim in claims]
        return super().judge(claims)


@pytest.mark.parametrize(
    ("said", "judged"),
    [
        ("Did the pumps work?\n\nNo.", "Did the pumps work?\n\nNot at all."),
        ("Q: Did the pumps work?\nA: **No**", "Q: Did the pumps work?\nA: **Not at all."),
        ("Did they work?\nMR VAAL (MILL): No!", "Did they work?\nMR VAAL (MILL): Not at all."),
        ("Did they work?\nNo, they had been switched off.", "Did they work?\nNo, they had been switched off."),
        ("The pumps did not work, no.", "The pumps did not work, no."),
    ],
)
def test_the_judge_reads_a_bare_no_in_more_words(said: str, judged: str) -> None:
    """It takes "No." after a question for nothing or for a yes, and "Not at all." for what both mean."""
    judge = Listener()

    find_stances(understand("Did the pumps work?"), [said], judge)

    assert set(judge.heard) == {judged}
