"""How long and how old: a question and a sentence in, the figures that fit out; and the unit of time asked for."""

import pytest

from rag.asked import figures_asked
from rag.positions import find_positions
from rag.questions.question import understand
from rag.values.compare import comparable, compatible
from rag.values.dated import figures
from rag.values.render import render
from rag.values.types import Value
from tests.rag_evidence import independent, say

MAYOR = "How long was Marlo mayor?"
OLD = "How old was Brandvik when he died?"
WAR = "How long did the war last?"


def answers(question: str, sentence: str) -> list[Value]:
    asked = understand(question)
    return [value for value in figures_asked(asked, sentence, figures(sentence)) if value.kind in asked.kinds]


@pytest.mark.parametrize(
    ("question", "sentence", "shown"),
    [
        # an age is no term
        (MAYOR, "Mayor Ines Marlo, 52, has been in office for eight years.", ["8 years"]),
        (MAYOR, "Marlo, aged 52, led the town for 8 years.", ["8 years"]),
        (MAYOR, "The 52-year-old stepped down.", []),
        (MAYOR, "She was mayor for 20 years, until the age of 74.", ["20 years"]),
        ("How long does the boat take?", "It takes 40 minutes.", ["40 minutes"]),
        # nor do people last
        ("For how long were people evacuated?", "Some 1,850 inhabitants were evacuated for four days.", ["4 days"]),
        ("How long were people evacuated?", "1,850 people were evacuated for four days.", ["4 days"]),
        ("For how long was the bridge shut?", "The bridge, 250 m long, was shut for a week.", ["1 week"]),
        ("For how long were people evacuated?", "| Residents evacuated | 2,100 |", []),
        ("How long was the bridge?", "The bridge was 250 m long.", ["250 m"]),
        # and a term no age
        (OLD, "He died ninety-one years ago.", []),
        (OLD, "He had been in prison for eight years when he died at the age of 73.", ["73 years"]),
        (OLD, "Brandvik, 73, died on Monday.", ["73 years"]),
        (OLD, "He was 73 years old.", ["73 years"]),
        ("How many years old was she?", "A 41-year-old teacher was elected.", ["41 years"]),
        ("How old is the star?", "The star, whose age we estimate at 6 billion years, is red.", ["6 billion years"]),
        ("For how many years has it existed?", "We derive an age of about 2 billion years.", ["about 2 billion years"]),
        ("What was his age when he died?", "He was 74.", ["74 years"]),
        ("How old is the church?", "It was built 900 years ago.", ["900 years"]),
        ("How old is the church?", "The last service was 12 years ago, for 40 years nobody came.", ["12 years"]),
        (OLD, "He died in his late seventies, in the eighties.", ["his late seventies"]),
        (OLD, "She fell ill in her 43rd year, in the third year of the war.", ["42 years"]),
        (OLD, "He died in the seventy-first year of his age.", ["70 years"]),
        (OLD, "In his 20th year in office he fell ill.", []),
        # a span of dates lasts, its end alone does not
        (WAR, "The war lasted from 1701 to 1740.", ["1701 to 1740"]),
        (WAR, "The war, which had begun in spring, ended in 1740.", []),
        ("How long is the tunnel?", "The tunnel, built from 1990 to 1995, is shut.", ["1990–1995"]),
        (WAR, "Anna Roth (1701–1740) saw it.", ["1701–1740"]),
        (MAYOR, "Marlo held the office until 1911.", []),
        ("How long has the road been closed?", "It has been closed since 3 May 2021.", ["3 May 2021"]),
        # a day of no year is of no year
        ("In what year was the treaty signed?", "It was signed on 5 May.", []),
        ("When was the treaty signed?", "It was signed on 5 May.", ["5 May"]),
    ],
)
def test_what_answers(question: str, sentence: str, shown: list[str]) -> None:
    found = [value for value in answers(question, sentence) if value.kind != "count"]

    assert [render(value) for value in found] == shown


@pytest.mark.parametrize(
    ("question", "one", "other", "agree"),
    [
        (OLD, "He died in his seventies.", "He died aged 74.", True),
        (OLD, "He died in his seventies.", "He died aged 81.", False),
        (OLD, "He died in his seventies.", "He died aged 80.", False),
        (WAR, "It lasted from 1701 to 1740.", "It lasted 29 years.", False),
        (WAR, "It lasted from 1701 to 1740.", "It lasted 39 years.", True),
        (WAR, "It lasted from 1701 to 1740.", "It lasted for forty years.", True),
        (WAR, "It lasted from 4 May to 9 May 1848.", "It lasted six days.", True),
        (WAR, "It lasted from 4 May to 9 May 1848.", "It lasted two weeks.", False),
        (WAR, "It lasted from May to August 1848.", "It lasted three months.", True),
        ("How long was the fair open?", "It was open 9–11 May.", "It was open for three days.", True),
    ],
)
def test_a_span_of_dates_is_compared_with_a_term(question: str, one: str, other: str, agree: bool) -> None:
    (a,), (b,) = answers(question, one), answers(question, other)

    assert comparable(a, b)
    assert compatible(a, b) is compatible(b, a) is agree


@pytest.mark.parametrize(
    ("question", "quotes", "shown"),
    [
        ("In what year was she born?", ("Born on 3 June 1680.", "Born on 12 September 1680."), ["1680"]),
        ("In what year was she born?", ("Born on 3 June 1680.", "Born in May 1682."), ["1682", "1680"]),
        ("In which month did it open?", ("It opened on 3 May 2019.", "It opened on 20 May 2019."), ["May 2019"]),
        ("In what century was it built?", ("Built in 1648.", "Built in 1652."), ["1601–1700"]),
        ("When was she born?", ("Born on 3 June 1680.", "Born on 12 June 1680."), ["3 June 1680", "12 June 1680"]),
    ],
)
def test_dates_are_as_fine_as_asked(question: str, quotes: tuple[str, str], shown: list[str]) -> None:
    told = [say(name, quote, quote.split()[-1].strip(".")) for name, quote in zip("ab", quotes, strict=True)]

    groups = find_positions(understand(question), told, independent)

    assert [render(made.value) for made in groups if made.value] == shown
