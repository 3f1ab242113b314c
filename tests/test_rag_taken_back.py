"""Sentences that take back the one before them: which do, and what is then left of it."""

from dataclasses import replace

import pytest

from rag.denials.denied import stated
from rag.denials.taken_back import is_taken_back, someone_denies, takes_back
from rag.evidence import find_candidates
from rag.polarity import WORDING, wording
from rag.questions.question import understand
from rag.values.render import render
from tests.rag_evidence import say
from tests.test_rag_reader import hit


@pytest.mark.parametrize(
    "sentence",
    [
        "That figure is incorrect.",
        "It does not: a defector puts the number at around 500.",
        "It does not; the real number is 500.",
        "They were not – the guide had left before dawn.",
        "It has not, says the ministry.",
        "It never was.",
        "But it did not.",
        "In fact, this is not true.",
        "Not so: there are 500 of them, a census of the winter camps found.",
        "That is wrong: the number of members, a defector told the inquiry, is 500.",
        "That, however, is false.",
        "That is far from the truth.",
        "These stories are false.",
        "This tale was invented by his widow.",
        "That claim has since been disproved.",
        "This has long been debunked by historians.",
        "That account was later withdrawn.",
        "There is no truth in it.",
        "There is nothing in this story.",
        "None of this is true.",
        "Nothing of the kind happened.",
        "It is wrong to say so.",
        "I do not share this view.",
        "The author of this commentary disagrees: the belief rests on counts of attacks.",
        "That claim is false and the lorry shown in the picture belonged to a brewery in Sarn.",
    ],
)
def test_it_takes_back_what_was_said(sentence: str) -> None:
    """In whatever words, and though it goes on with what is so instead."""
    assert (takes_back(sentence), someone_denies(sentence)) == (True, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "The auditor does not share this view.",
        "The auditor doesn't accept that figure.",
        "The operator contests that.",
        "Historians disagree.",
        "The families do not agree.",
        "The claim was rejected by the ministry.",
    ],
)
def test_somebody_takes_it_back(sentence: str) -> None:
    assert (takes_back(sentence), someone_denies(sentence)) == (True, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not wrong.",
        "That is only partly wrong.",
        "That is not true of the northern wards.",
        "It was wrong to close the mine.",
        "It was wrong of the council.",
        "The operator does not dispute this.",
        "Nobody disputes this.",
        "No one disagrees.",
        "It did not rain for a week.",
        "It was not, as some feared, the last.",
        "They have not, however, signed.",
        "It was rejected by the court.",
        "It was refuted by a vote.",
        "There is no evidence for the use of bronze in the north.",
        "None of it happened in the north.",
        "It was shown the wrong ones.",
        "It is equally mistaken, though for another reason, to see the hand of the Front in it.",
    ],
)
def test_it_claims_something_of_its_own_or_takes_nothing_back(sentence: str) -> None:
    assert not takes_back(sentence)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (
            "How many members does the Red Heath have?",
            "Some analysts say that the Red Heath has 4,000 members. It does not: a defector puts the number at 500.",
            ["500"],
        ),
        (
            "How many people died in the flood?",
            "Papers reported that 60 people had died in the flood. That is wrong; the coroner, who saw all of the "
            "bodies in the chapel at Orlo, counted 27 people.",
            ["27 people"],
        ),
        (
            "How many houses burned?",
            "The story that 300 houses burned is still told. There is no truth in it.",
            [],
        ),
        (
            "How many people died in the flood?",
            "The mayor said that 27 people had died in the flood. The operator does not dispute this.",
            ["27 people"],
        ),
        (
            "How many people died in the flood?",
            "The mayor said that 27 people had died in the flood. The operator does not share this view.",
            [],
        ),
        (
            "How much mud escaped?",
            "Korvan says that 600,000 tonnes escaped. Satellite images show that the true figure is 900,000 tonnes.",
            ["900,000 tonnes"],
        ),
        (
            "How much mud escaped?",
            "On Sunday 600,000 tonnes of mud escaped. The real amount is not known.",
            ["600,000 tonnes"],
        ),
        (
            "How much did the tunnel cost?",
            "They say that it did not cost £140m. It did.",
            ["£140 million"],
        ),
    ],
)
def test_a_denial_that_goes_on_leaves_the_figure_it_gives(question: str, text: str, expected: list[str]) -> None:
    found = [c for c in find_candidates(understand(question), [hit("a", text)]) if c.value]
    said = [replace(say("a", c.text), value=c.value) for c in found]

    assert [render(item.value) for item in stated(understand(question), said) if item.value] == expected


@pytest.mark.parametrize(
    ("said", "last", "taken_back"),
    [
        ("The union says that the bridge was not inspected.", "It was.", True),
        ("Nobody believed that she could win.", "But she did.", True),
        ("The men did not sign.", "She did.", False),
        ("They asked whether the water was safe.", "It was.", False),
        ("Police say that it was arson.", "The real cause was a broken cable.", True),
        ("Korvan says that 600,000 tonnes escaped.", "Photographs show that the true figure is 900,000.", True),
        ("Korvan says that 600,000 tonnes escaped.", "The true number is not known.", False),
        ("The first trench held 40 graves.", "The real number is 90.", False),
    ],
)
def test_what_only_echoes_takes_back_a_denial(said: str, last: str, taken_back: bool) -> None:
    """And the truth what somebody else said."""
    assert is_taken_back(said, last) == taken_back


@pytest.mark.parametrize("noun", ["tale", "myth", "anecdote", "contention", "hypothesis"])
def test_a_tale_found_false_is_a_claim_rejected(noun: str) -> None:
    """As a story or a legend is."""
    question, sentence = "Did the composer pay his debts?", f"The {noun} that the composer paid his debts was invented."

    assert dict(zip(WORDING, wording(understand(question), sentence), strict=True))["negates_asked"] == 1
