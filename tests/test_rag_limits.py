"""Limits that are asked for, wholes and their parts, and what holds no longer. Text in, positions out."""

from dataclasses import replace

import pytest

from rag.asked import figures_asked
from rag.conflict import conflicting
from rag.limits import is_whole
from rag.positions import find_positions, read_sources
from rag.questions.question import understand
from rag.values.find import find_values
from tests.rag_evidence import independent, say, words


def bounds(question: str, sentence: str) -> list[str]:
    asked = understand(question)
    return [value.bound for value in figures_asked(asked, sentence, find_values(sentence))]


@pytest.mark.parametrize(
    "question", ["From what age may one vote?", "What is the age limit for voters?", "How old must a voter be?"]
)
def test_a_bound_is_the_limit_that_is_asked_for(question: str) -> None:
    """Of "18 or over" and "16 or over" one is wrong, though a voter can be both."""
    assert bounds(question, "Anyone aged 18 or over may vote.") == ["exact"]


def test_a_bound_stays_one_where_no_limit_is_asked_for() -> None:
    assert bounds("How many people must leave?", "More than 3,000 people must leave.") == ["at_least"]
    assert bounds("How old was the victim?", "The victim was over 70 years old.") == ["at_least"]


@pytest.mark.parametrize(
    ("sentence", "wholes"),
    [
        ("About 3,200 of the 8,612 people on the main fell ill.", ["8,612 people"]),
        ("Two firemen of the 30 on duty were hurt.", ["30"]),
        ("The yard kept 12 out of 40 ships.", ["40 ships"]),
        ("Six people out of about 200 fell ill.", ["about 200"]),
        ("One group of 70 men came over.", []),
        ("A crew of 30 and 12 guards were on board.", []),
        ("It cost 4 million, and 12 houses burned.", []),
    ],
)
def test_a_whole_is_told_from_its_part(sentence: str, wholes: list[str]) -> None:
    found = find_values(sentence)
    assert [value.text for value in found if is_whole(sentence, value, found)] == wholes


def test_a_part_is_meant_rather_than_its_whole() -> None:
    """Unless the whole answers far more surely."""
    question = understand("How many people fell ill in Marle?")
    quote = "About 3,200 of the 8,612 people on the main fell ill."
    part, whole = say("a", quote, "3,200", score=0.44), say("a", quote, "8,612", score=0.47)
    assert read_sources(question, (whole, part)) == (part,)
    surer = say("a", quote, "8,612", score=0.95)
    assert read_sources(question, (surer, part)) == (surer,)


@pytest.mark.parametrize(
    ("question", "answer"),
    [("Who is the health minister?", "Ola Ferrand"), ("Who was the health minister in 2021?", "Ada Krone")],
)
def test_a_source_is_heard_on_how_it_stands_where_that_is_asked(question: str, answer: str) -> None:
    before = words("a", "The minister of the time, Ada Krone, was told in March.", "Ada Krone", score=0.8)
    now = words("a", "The present minister, Ola Ferrand, has said nothing.", "Ola Ferrand", score=0.7)
    assert [item.words for item in read_sources(understand(question), (before, now))] == [answer]


def test_limits_that_differ_cannot_both_hold() -> None:
    question = understand("From what age may one vote?")
    quotes = {"a": "Anyone aged 18 or over may vote.", "b": "Since June anyone aged 16 or over may vote."}
    said = [
        replace(say(name, quote), value=figures_asked(question, quote, find_values(quote))[-1])
        for name, quote in quotes.items()
    ]
    assert len(conflicting(question, find_positions(question, said, independent), {})) == 2


def test_a_whole_is_meant_where_all_that_is_asked_is_said_of_it() -> None:
    """How many worked there is no question of how many of them have left."""
    quote = "Of the 410 people who worked at the mine in 2021, 260 have left the valley."
    part, whole = say("a", quote, "260", score=0.42), say("a", quote, "410", score=0.58)
    assert read_sources(understand("How many people worked at the mine in 2021?"), (whole, part)) == (whole,)
    assert read_sources(understand("How many people have left the valley?"), (whole, part)) == (part,)
    rebuilt = "Of the 37 collapsed schools 29 have been rebuilt."
    part, whole = say("a", rebuilt, "29", score=0.6), say("a", rebuilt, "37", score=0.7)
    assert read_sources(understand("How many of the collapsed schools have been rebuilt?"), (whole, part)) == (part,)


@pytest.mark.parametrize(
    ("question", "quote", "surest", "shown"),
    [
        ("How many contractors were killed?", "17 dead, among them four contractors", "17", "four contractors"),
        ("How many firemen died?", "Sixteen people died, including three firemen.", "Sixteen", "three firemen"),
        ("How many children drowned?", "Some 40 drowned, of whom nine children had no papers.", "40", "nine children"),
        ("How many people were killed?", "17 dead, among them four contractors", "17", "17 dead"),
        ("How many firemen died?", "Nine firemen died, including two women.", "Nine", "Nine firemen"),
    ],
)
def test_of_those_included_the_sort_that_is_asked_for_is_meant(
    question: str, quote: str, surest: str, shown: str
) -> None:
    asked = understand(question)
    said = [say("a", quote, value.text, score=0.9 if surest in value.text else 0.3) for value in find_values(quote)]
    (meant,) = read_sources(asked, sorted(said, key=lambda item: -item.score))
    assert meant.value
    assert (meant.value.text, meant.score) == (shown, 0.9)
