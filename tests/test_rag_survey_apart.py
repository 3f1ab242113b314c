"""Which things of one sort a text tells apart, by a number, a letter or an opposite, and what is still a figure."""

import pytest

from corpus.types import Metadata
from rag.survey.apart import apart, marks
from rag.survey.compare import may_be_same
from rag.survey.statements import Statement, figures_of, find_statements, of_one_thing

APART = [
    ("Flight 12 carried 140 passengers to Oslo.", "Flight 47 carried 95 passengers to Oslo."),
    ("Flight BA212 was late by 40 minutes.", "Flight BA318 was late by 95 minutes."),
    ("In 2022 port 17 handled 4,120 containers.", "In 2022 port 23 handled 2,870 containers."),
    ("Patients in ward 7 waited 12 hours.", "Patients in ward 9 waited 31 hours."),
    ("Reactor 3 produced 410 megawatts.", "Reactor No. 4 produced 520 megawatts."),
    ("Hall 2 seats 400 people.", "Hall 4 seats 650 people."),
    ("Article 12 allows a fine of 5,000 euros.", "Article 14 allows a fine of 9,000 euros."),
    ("Bus #14 carried 800 riders.", "Bus #22 carried 1,300 riders."),
    ("The A320 seats 180 passengers.", "The A321 seats 220 passengers."),
    ("The F-16 costs 30 million dollars.", "The F-35 costs 80 million dollars."),
    ("Apollo 11 took eight days.", "Apollo 13 took six days."),
    ("Phase II enrolled 240 patients.", "Phase III enrolled 1,900 patients."),
    ("Building B houses 320 students.", "Building C houses 180 students."),
    ("Hepatitis B killed 20 people.", "Hepatitis C killed 31 people."),
    ("In week 3 the clinic saw 41 cases.", "In week 5 the clinic saw 66 cases."),
    ("By day five, 140 were dead.", "By day nine, 200 were dead."),
    ("Flights 12 and 47 carried 235 passengers.", "Flight 12 carried 140 passengers."),
    ("Profit in the second quarter was 12 million euros.", "Profit in the third quarter was 19 million euros."),
    ("The 1st trial took 18 months.", "The second trial took 30 months."),
    ("The upper dam is 62 metres high.", "The lower dam is 38 metres high."),
    ("The northern reservoir holds 40 litres.", "A southern reservoir holds 75 litres."),
    ("The women's team won 19 medals.", "The men’s team won 14 medals."),
    ("Gross profit was 12 million euros.", "Net profit was 7 million euros."),
    ("The health minister visited 14 hospitals.", "The education minister visited 22 hospitals."),
]
TOGETHER = [
    ("Flight 12 carried 140 passengers.", "Flight No. 12 carried 95 passengers."),
    ("Flight 12 carried 140 passengers.", "On flight number 12 there were 95 passengers."),
    ("Flight 12 carried 140 passengers.", "There were 95 passengers on flight 12."),
    ("Flight BA212 was late by 40 minutes.", "Flight 212 was late by 95 minutes."),
    ("Phase II enrolled 240 patients.", "The second phase enrolled 610 patients."),
    ("Phase 2 enrolled 240 patients.", "Phase two enrolled 610 patients."),
    ("The 12 flights carried 140 passengers.", "The 14 flights carried 95 passengers."),
    ("On that day 12 people died.", "On that day 14 people died."),
    ("In Halbach 62 people drowned.", "In Halbach 78 people drowned."),
    ("Halbach 2021: 62 people drowned.", "Halbach 2021: 78 people drowned."),
    ("On 12 May 62 people drowned.", "On May 12 78 people drowned."),
    ("A line 3 km long was seen.", "A line 5 km long was seen."),
    ("Table 3 puts the dead at 62.", "Table 7 puts the dead at 78."),
    ("The first report spoke of 62 dead.", "The second report spoke of 78 dead."),
    ("The Category 4 storm killed 62 people.", "The Category 5 storm killed 78 people."),
    ("Flight 12 hit flight 47 and 62 people died.", "The crash of flight 47 killed 78 people."),
    ("The old toll was 62 dead.", "The new toll was 78 dead."),
    ("The evening raid killed 62 people.", "The night raid killed 78 people."),
    ("The upper dam is 62 metres high.", "The dam is 38 metres high."),
    ("The northern reservoir holds 40 litres.", "The north reservoir holds 75 litres."),
    ("The upper dam is 62 metres high.", "In the morning dam 4 was seen."),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_things_of_one_sort_are_told_apart(one: str, other: str) -> None:
    assert apart([one, ""], [other, ""])
    assert apart([other, ""], [one, ""])


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_one_thing_stays_one(one: str, other: str) -> None:
    assert not apart([one, ""], [other, ""])


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Hall 2 seats 400 people.", ["400 people"]),
        ("Unit 731 killed 300 people.", ["300 people"]),
        ("Unit 3 employs 140 people in Lier.", ["140 people"]),
        ("In that week 12 men died.", ["12 men"]),
        ("The 12 flights carried 140 passengers.", ["12 flights", "140 passengers"]),
        ("Flight 12 carried 140 passengers in May 2023.", ["140 passengers"]),
    ],
)
def test_the_number_in_a_name_is_no_figure(text: str, figures: list[str]) -> None:
    assert [figure.value.text for figure in figures_of(stated(text))] == figures


def test_a_name_may_end_in_letters_numbers_and_numerals() -> None:
    found = marks("In 1944 Elizabeth II rode bus #14 to Chapter IV, gate 9A and the third floor.")
    assert {(one.sort, one.sign) for one in found} == {
        ("elizabeth", "2"), ("bus", "14"), ("chapter", "4"), ("gate", "9a"), ("floor", "3"),
    }  # fmt: skip


def test_a_title_says_which_one_its_sentences_are_of() -> None:
    ours, theirs = stated("It carried 140 passengers.", "Flight 12"), stated("It carried 95 passengers.", "Flight 47")
    assert not of_one_thing(ours, theirs)
    assert of_one_thing(ours, stated("It carried 95 passengers.", "Flight no. 12"))


def test_what_only_stands_around_both_tells_nothing_apart() -> None:
    assert not apart(["62 people died.", "On the first day it rained."], ["78 people died.", "The second day was dry."])
    assert apart(["62 people died on the first day.", ""], ["78 people died.", "The second day was dry."])


def test_of_what_stands_around_the_clause_any_may_be_meant() -> None:
    ours = ("3.4 per cent fell ill", "3.4 per cent fell ill and 1.9 per cent on daily insulin.", "Weekly insulin", "")
    assert not apart(ours, ("2.1 per cent fell ill", "", "Weekly insulin", ""))
    assert apart(ours, ("2.1 per cent fell ill on hourly", "", "Weekly pills, monthly insulin", ""))


def stated(text: str, title: str = "") -> Statement:
    (found,) = find_statements(text, Metadata(title=title or None), ())
    return found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Open Door was launched in March 2020.", "Open Door was closed in November 2023.", False),
        ("The baths of Sarn opened in 1906.", "The baths of Sarn were shut in 1998.", False),
        ("The baths of Sarn opened in 1906.", "The baths of Sarn opened in 1908.", True),
        ("The show is open until 5 June 2024.", "The show closes on 12 June 2024.", True),
        ("The baths opened in 1906 and closed in 1998.", "The baths closed in 1996.", True),
    ],
)
def test_the_dates_of_an_event_and_of_its_opposite_are_not_compared(one: str, other: str, same: bool) -> None:
    """The last figure of the one with the first of the other."""
    (*_, ours), (theirs, *_) = (figures_of(stated(text)) for text in (one, other))

    assert may_be_same(ours, theirs) == same
