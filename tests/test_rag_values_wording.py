"""Ranks, ages and sums as they are written and shown. A sentence in, its figures out."""

import pytest

from rag.values.find import find_values
from rag.values.partial_dates import find_partial_dates
from rag.values.render import render


@pytest.mark.parametrize(
    ("sentence", "ranks"),
    [
        ("The forty-third session was the longest.", [43]),
        ("It was the two hundredth run of the play.", [200]),
        ("The one hundred and fifth edition is out.", [105]),
        ("She scored her hundredth goal.", [100]),
        ("The thirty-second president spoke.", [32]),
        ("They kept the sixtieth anniversary.", [60]),
        ("The pause, a thirty-second one, was short.", []),
        ("He owns one hundredth of the mill, she two fifths.", []),
        ("A hundredth of a second told.", []),
    ],
)
def test_ranks_of_more_than_one_word(sentence: str, ranks: list[int]) -> None:
    assert [value.low for value in find_values(sentence) if value.kind == "ordinal"] == ranks


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The men were aged 40 to 50.", "40–50 years"),
        ("The men were aged between 40 and 50.", "40–50 years"),
        ("Children between the ages of 5 and 11 sang.", "5–11 years"),
        ("Pupils aged 5-11 sang.", "5–11 years"),
        ("A ticket is £5.50.", "£5.50"),
        ("A ticket is €0.50 at the door.", "€0.50"),
        ("A ticket is £5–7.50.", "£5–7.50"),
        ("A litre was $1.305.", "$1.305"),
        ("A stamp is 2.5 pence.", "2.5 pence"),
        ("The hall cost £5.5 million.", "£5.5 million"),
        ("The hall cost kr 1.3 million.", "1.3 million kr"),
        ("The hall cost kr. 400.", "kr. 400"),
        ("The hall cost 1.3 million kr.", "1.3 million kr"),
    ],
)
def test_how_ages_and_sums_are_shown(sentence: str, shown: str) -> None:
    (value,) = find_values(sentence)

    assert value.kind == ("duration" if "years" in shown else "money")
    assert render(value) == shown


def test_the_instant_is_of_this_month() -> None:
    found = find_partial_dates("The letter of the 19th instant has come; the 4th regiment has not.")

    assert [(value.text, value.low) for value in found] == [("19th", 19)]
