"""Words and units that a sentence gives once for several figures. A sentence in, its figures out."""

import pytest

from rag.values.find import find_values
from rag.values.render import render


@pytest.mark.parametrize(
    ("sentence", "nouns"),
    [
        ("The motion passed by 27 votes to 14.", ["vote", "vote"]),
        ("Membership rose from 27 clubs to 40.", ["club", "club"]),
        ("27 councillors voted for and 14 against.", ["councillor", "councillor"]),
        ("It had 61 votes in favour and 38 against.", ["vote", "vote"]),
        ("He gave 40 tickets to 12 guests.", ["ticket", "guest"]),
        ("There were 150 passengers, of whom 12 died.", ["passenger", ""]),
    ],
)
def test_what_is_set_against_a_count_counts_the_same(sentence: str, nouns: list[str]) -> None:
    assert [value.noun for value in find_values(sentence)] == nouns


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        (
            "The town pays 127 million euros, of which it has paid 19 million.",
            ["127 million euros", "19 million euros"],
        ),
        ("The fund holds £3,000, 2,000 of which came from the state.", ["£3,000", "£2,000"]),
        ("The lorry carried 40 tonnes (of which 12 were lost).", ["40 tonnes", "12 tonnes"]),
        ("It rained on 40 days, of which 12 were holidays.", ["40 days", "12 days"]),
        ("It holds 3,000 crowns, of which 45,000 are missing.", ["3,000 crowns", "45,000"]),
        (
            "A loaf of it held 110 mg of zinc, 1.3 mg of iron and 660 mg of salt per kilogram.",
            ["110 mg per kilogram", "1.3 mg per kilogram", "660 mg of salt per kilogram"],
        ),
        ("It took 3 kg of flour and 40 g of salt.", ["3 kg", "40 g"]),
    ],
)
def test_a_part_has_the_unit_of_its_whole_and_a_row_that_of_its_last(sentence: str, shown: list[str]) -> None:
    assert [render(value) for value in find_values(sentence)] == shown


def test_the_first_of_a_row_is_as_much_by_the_same() -> None:
    first, last = find_values("The mud held 500 mg of zinc and 2 mg of lead per litre.")

    assert first.unit == last.unit
    assert first.low == pytest.approx(0.5)  # 0.0005 kg in 0.001 cubic metres
    assert last.low == pytest.approx(0.002)
