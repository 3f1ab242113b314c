"""Pairs of figures that can or cannot both hold, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values.compare import bears_out, comparable, compatible, share_a_month, times_apart
from rag.values.find import find_values
from rag.values.render import render
from rag.values.synonyms import are_apart
from rag.values.types import Value


def only(text: str) -> Value:
    (value,) = find_values(text)
    return value


AGREE = [
    ("14 working days", "14 days"),
    ("more than 60 people", "64 people"),
    ("up to 18 hours", "17 hours"),
    ("at least 40", "more than 50"),
    ("1.5 million people", "1,480,000 people"),
    ("1.5 million crowns", "1,500,000 crowns"),
    ("two thousand fighters", "2,000 fighters"),
    ("4 km", "2.5 miles"),
    ("0.9 mg/l", "0.9 ppm"),
    ("900 micrograms per litre", "900 ppb"),
    ("300 µg/m3", "5 ppm"),
    ("46 mg/kg", "0.9 mg/l"),
    ("60 miles", "100 km"),
    ("104 degrees Fahrenheit", "40°C"),
    ("90 minutes", "1.5 hours"),
    ("two years", "24 months"),
    ("about 2,000 fighters", "2,150 fighters"),
    ("dozens of people", "60 people"),
    ("dozens of people", "more than a dozen people"),
    ("between 4,000 and 6,000 fighters", "5,200 fighters"),
    ("two thirds of", "67%"),
    ("in 2024", "on 22 March 2024"),
    ("in March 2024", "on 22 March 2024"),
    ("in early 2024", "in March 2024"),
    ("on 22/03/2024", "on March 22, 2024"),
    ("on 04/03/2024", "on 3 April 2024"),
    ("from 2016 to 2019", "in 2018"),
    ("before 1950", "in 1947"),
    ("by 1950", "in 1950"),
    ("before 1950–1955", "in 1952"),
    ("before 1965", "in the 1960s"),
    ("on 10 February", "on 10 February 2024"),
    ("around 2015", "in 2016"),
    ("at 05:30", "at half past five"),
    ("at half past five in the morning", "at 5:30"),
    ("at 5 am", "at 05:20"),
    ("at 17:30", "at 5:30"),
    ("at about midnight", "at 23:57"),
    ("$5 million", "€6 million"),  # another currency: nothing can be claimed
    ("12%", "12 people"),
    ("about 4°C", "4.4°C"),
]
CLASH = [
    ("0.9 mg/l", "1.3 ppm"),
    ("0.9 milligrams per litre", "no more than 0.2 ppm"),
    ("more than 60 people", "52 people"),
    ("at least 40", "fewer than 30"),
    ("up to 18 hours", "20 hours"),
    ("150 people", "153 persons"),
    ("after 22:00", "at 21:00"),
    ("at about midnight", "at 22:57"),
    ("149 people", "144 people"),
    ("4000", "6000"),
    ("17 hours", "18 hours"),
    ("4 km", "6 miles"),
    ("10 km", "12 km"),
    ("about 2,000 fighters", "4,000 fighters"),
    ("between 4,000 and 6,000 fighters", "7,000 fighters"),
    ("1.5 million people", "1.7 million people"),
    ("dozens of people", "250 people"),
    ("12%", "14%"),
    ("in 1985", "in 1987"),
    ("in March 2024", "in April 2024"),
    ("on 22 March 2024", "on 23 March 2024"),
    ("on 10 February", "on 11 February 2024"),
    ("from 2016 to 2019", "from 2016 to 2018"),
    ("before 1950", "in 1961"),
    ("before 1950", "in 1950"),
    ("before 1960", "in the 1960s"),
    ("after 1950", "in 1950"),
    ("at 05:30", "at 06:40"),
    ("at 5 pm", "at 05:00"),
    ("$5 million", "$6 million"),
    ("third place", "second place"),
    ("-4°C", "4°C"),
]


@pytest.mark.parametrize(("a", "b"), AGREE)
def test_both_can_hold(a: str, b: str) -> None:
    assert compatible(only(a), only(b))
    assert compatible(only(b), only(a))


@pytest.mark.parametrize(("a", "b"), CLASH)
def test_both_cannot_hold(a: str, b: str) -> None:
    assert not compatible(only(a), only(b))
    assert not compatible(only(b), only(a))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("64 people", "more than 60 people"),
        ("1,998 people", "two thousand people"),
        ("2,150 fighters", "about 2,000 fighters"),
        ("5,200 fighters", "between 4,000 and 6,000 fighters"),
        ("more than 50", "at least 40"),
        ("17 hours", "up to 18 hours"),
        ("60 people", "dozens of people"),
        ("on 22 March 2024", "in March 2024"),
    ],
)
def test_the_more_exact_bears_out_the_less_exact_and_not_the_other_way(known: str, said: str) -> None:
    assert bears_out(only(known), only(said))
    assert not bears_out(only(said), only(known))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("more than 60 people", "more than 60 people"),
        ("1.5 million crowns", "1,500,000 crowns"),
        ("two thousand fighters", "2,000 fighters"),
        ("60 miles", "100 km"),
        ("90 minutes", "1.5 hours"),
        ("104 degrees Fahrenheit", "40°C"),
        ("on 22 March", "on 22 March 2024"),
        ("at 5:30", "at 17:30"),
    ],
)
def test_the_same_in_other_words_is_borne_out_both_ways(a: str, b: str) -> None:
    assert bears_out(only(a), only(b))
    assert bears_out(only(b), only(a))


def test_about_a_year_is_borne_out_by_the_year_beside_it_and_another_figure_by_none() -> None:
    assert bears_out(only("in 1949"), only("around 1950"))
    assert not bears_out(only("14 people"), only("19 people"))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("41 people", "38 bodies", True),
        ("149 dead", "144 people", True),
        ("149 dead", "112 survivors", False),
        ("149 dead", "551 wounded", False),
        ("149 dead", "5 missing", False),
        ("112 survivors", "115 people survived", True),
        ("150 people", "112 survivors", False),
        ("4,000 fighters", "2,000 members", True),
        ("4,000 fighters", "4,000 seats", False),
        ("12 children", "149 people", False),
        ("two helicopters", "five boats", False),
        ("two ships", "three vessels", True),
        ("41", "38 bodies", True),
        ("41", "112 survivors", True),
        ("41 people", "41%", False),
        ("$5", "€5", False),
        ("$5", "US$6", True),
        ("4 km", "4 kg", False),
        ("4 km", "2 hours", False),
        ("4 March", "5 March 2024", True),
        ("at 17:30 GMT", "at 18:30 CET", True),
        ("at 17:30 GMT", "at 18:30 IST", False),
        ("5%", "5 percentage points", False),
        ("scored 4/10", "scored 40/100", False),
    ],
)
def test_figures_for_the_same_quantity(a: str, b: str, expected: bool) -> None:
    assert comparable(only(a), only(b)) is expected
    assert comparable(only(b), only(a)) is expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Forty-one people", "41 people"),
        ("149 dead", "149 dead"),
        ("1,500,000 crowns", "1.5 million crowns"),
        ("$1.5m", "$1.5 million"),
        ("Rs 500 crore", "Rs 5 billion"),
        ("more than sixty", "more than 60"),
        ("at least 60 people", "at least 60 people"),
        ("60 or more people", "at least 60 people"),
        ("up to 18 hours", "up to 18 hours"),
        ("fewer than 10 men", "less than 10 men"),
        ("about two thousand fighters", "about 2,000 fighters"),
        ("four kilometres", "4 kilometres"),
        ("4 km", "4 km"),
        ("39.2°F", "39.2°F"),
        ("12.5 per cent", "12.5 per cent"),
        ("12%", "12%"),
        ("between 4,000 and 6,000 fighters", "4,000–6,000 fighters"),
        ("dozens of people", "dozens of people"),
        ("in March 2024", "March 2024"),
        ("on March 22nd, 2024", "22 March 2024"),
        ("on 4 March", "4 March"),
        ("from 2016 to 2019", "2016–2019"),
        ("10–12 March 2024", "10–12 March 2024"),
        ("before 1950", "before 1950"),
        ("by 2030", "by 2030"),
        ("44 BC", "44 BC"),
        ("5.30 am", "05:30"),
        ("half past five", "5:30"),
        ("2 hours 30 minutes", "2 hours 30 minutes"),
        ("half an hour", "half an hour"),
        ("ten hours and forty minutes", "ten hours and forty minutes"),
        ("twenty-three hours and forty minutes", "twenty-three hours and forty minutes"),
        ("about eleven hours and twenty minutes", "about eleven hours and twenty minutes"),
        ("ninety minutes and ten seconds", "ninety minutes and ten seconds"),
        ("forty-five minutes", "45 minutes"),
        ("41-year-old", "41 years"),
        ("14 working days", "14 working days"),
        ("9,400 flying hours", "9,400 flying hours"),
        ("3rd place", "3rd"),
    ],
)
def test_display(text: str, shown: str) -> None:
    assert render(only(text)) == shown


_TEXTS = st.sampled_from([text for pair in AGREE + CLASH for text in pair])


@given(_TEXTS, _TEXTS)
def test_comparison_is_symmetric_and_reflexive(a: str, b: str) -> None:
    first, second = only(a), only(b)

    assert compatible(first, first)
    assert comparable(first, first)
    assert compatible(first, second) == compatible(second, first)
    assert comparable(first, second) == comparable(second, first)


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("civilian", "soldier", True),
        ("fighter", "civilian", True),
        ("enemy", "soldier", True),
        ("crew", "passenger", True),
        ("fighter", "soldier", False),
        ("civilian", "child", False),
        ("person", "soldier", False),
        ("soldier", "soldier", False),
    ],
)
def test_groups_of_people_that_have_nobody_in_common(first: str, second: str, apart: bool) -> None:
    ours, theirs = frozenset((first, "dead")), frozenset((second,))
    assert are_apart(ours, theirs) == are_apart(theirs, ours) == apart


def test_counts_of_groups_that_have_nobody_in_common_are_not_compared() -> None:
    assert not comparable(only("58 civilian dead"), only("140 enemy dead"))
    assert not comparable(only("58 civilians died"), only("31 soldiers died"))
    assert comparable(only("58 civilian dead"), only("61 people died"))
    assert comparable(only("31 soldiers died"), only("12 fighters died"))


@pytest.mark.parametrize(
    ("date", "other", "expected"),
    [
        ("22 March 2024", "March 2024", True),
        ("March 2024", "March 2024", True),
        ("22 March 2024", "23 March 2024", False),
        ("22 March 2024", "in 2024", False),  # a year has room for many events
        ("in 2024", "in 2024", False),
        ("March 2024", "March 2023", False),
    ],
)
def test_dates_that_share_a_month(date: str, other: str, expected: bool) -> None:
    """Only what is exact to the month tells that two speak of one event."""
    assert share_a_month([only(date)], [only(other)]) is expected
    assert share_a_month([], [only(other)]) is share_a_month([only(date)], []) is False


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("150 people", "100 people", 1.5),
        ("no more than 1,200 men", "3,000 men", 2.5),
        ("150 people", "more than 100 people", 1.0),
        ("two dollars", "9,000 dollars", 20.0),
        ("zero people", "700 people", 4.0),
        ("on 1 March 2012", "on 1 March 2014", 2.0),
        ("on 1 March 2012", "on 1 March 2020", 5.0),
        ("on 1 March 2012", "on 9 April 2012", 1.0),
        ("on 1 March", "on 9 April 2020", 1.0),
        ("at 9 p.m.", "at 11 p.m.", 1.0),
        ("-5 °C", "20 °C", 1.0),
        ("1.2 ppm", "400 µg/l", 3.0),
    ],
)
def test_how_many_times_apart(one: str, other: str, times: float) -> None:
    """At least, at most twenty; years for dates, at most five, and nothing where there is no zero to count from."""
    a, b = only(one), only(other)

    assert times_apart(a, b) == times_apart(b, a) == pytest.approx(times, abs=0.01)


@pytest.mark.parametrize(
    ("rough", "exact", "hold"),
    [
        ("thousands of members", "20 members", False),
        ("thousands of members", "500 members", False),
        ("thousands of members", "950 members", True),
        ("thousands of members", "105,000 members", True),
        ("hundreds of houses", "150 houses", False),
        ("hundreds of houses", "1,050 houses", True),
        ("between about 200 and 4,000 letters", "50 letters", False),
        ("between about 200 and 4,000 letters", "190 letters", True),
    ],
)
def test_a_rough_figure_may_be_passed_by_a_part_of_the_end_that_is_passed(rough: str, exact: str, hold: bool) -> None:
    """A tenth of 1,000 below thousands, not a tenth of 99,999."""
    a, b = find_values(rough)[0], find_values(exact)[0]

    assert compatible(a, b) is compatible(b, a) is hold
    assert bears_out(b, a) is hold
