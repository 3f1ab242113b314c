"""Figures whose label stands before them: lines of a fact sheet, rows of a table."""

import pytest

from rag.evidence import find_candidates
from rag.questions.question import understand
from rag.values.find import find_values
from rag.values.render import render
from tests.test_rag_reader import hit


@pytest.mark.parametrize(
    ("text", "noun", "role", "shown"),
    [
        ("Dead: 15", "dead", "dead", "15 dead"),
        ("| Dead | 14 |", "dead", "dead", "14 dead"),
        ("**Deaths:** 14", "death", "dead", "14 deaths"),
        ("Death toll: 14", "", "dead", "14"),
        ("Dead (14)", "dead", "dead", "14 dead"),
        ("Injured - 31", "injured", "hurt", "31 injured"),
        ("Injured 34 Hospital register", "", "hurt", "34"),
        ("Lives saved: 12", "life", "survived", "12 lives"),
        ("- Missing: 2 (both crew)", "missing", "missing", "2 missing"),
        ("| Firefighters deployed | 155 |", "firefighter", "", "155 firefighters"),
        ("Number of frogs tagged = 240", "frog", "", "240 frogs"),
        ("Seats in parliament: 120", "seat", "", "120 seats"),
        ("Fire engines: 1", "engine", "", "1"),
        ("Population: 4,200", "", "", "4,200"),
        ("Costs: 12", "", "", "12"),
        ("| Points scored | 12.5 |", "", "", "12.5"),
    ],
)
def test_a_label_says_what_is_counted(text: str, noun: str, role: str, shown: str) -> None:
    """It gives the noun and the fate, and is shown as a noun after the figure or not at all."""
    value = find_values(text)[0]

    assert (value.kind, value.noun, value.role, render(value)) == ("count", noun, role, shown)
    assert text[value.start : value.end] == value.text


@pytest.mark.parametrize(
    ("text", "kind", "low", "unit", "shown"),
    [
        ("Damage (crowns): 48m", "money", 48e6, "crown", "48 million crowns"),
        ("| Water used (litres) | 9 million |", "measure", 9000, "meter ** 3", "9 million litres"),
        ("Revenue (£m): 41.2", "money", 41.2e6, "GBP", "£41.2 million"),
        ("Net loss ($ millions): 7", "money", 7e6, "USD", "$7 million"),
        ("Budget (in US$ bn): 3", "money", 3e9, "USD", "US$3 billion"),
        ("Households ('000): 41", "count", 41_000, "", "41,000 households"),
        ("| Catch (tonnes of cod) | 1 200 |", "measure", 1.2e6, "kilogram", "1,200 tonnes"),
        ("Turnout (%): 62", "percent", 62, "", "62%"),
        ("Depth (m): 41", "measure", 41, "meter", "41 m"),
        ("Days lost to strikes: 3", "duration", 3 * 86_400, "s", "3 days"),
    ],
)
def test_a_label_gives_the_unit(text: str, kind: str, low: float, unit: str, shown: str) -> None:
    """In brackets or by its words; a scale in it is no figure."""
    (value,) = find_values(text)

    assert (value.kind, value.unit, render(value)) == (kind, unit, shown)
    assert value.low == pytest.approx(low)


@pytest.mark.parametrize(
    "text",
    [
        "Officials gave the number of dead: 15.",
        "Police found bodies – 31 in all – in the cellar.",
        "Dead and missing: 44",
        "Chapter: 3",
        "Victims (12) were named.",
        "The children - 14 - were asleep.",
        "Company Sacks 400 In Spring",
        "Seats {0} of {x}: 12",
    ],
)
def test_other_words_before_a_figure_are_no_label(text: str) -> None:
    """A clause, a number of a chapter and two fates at once say nothing of what is counted."""
    assert {(value.noun, value.role) for value in find_values(text)} <= {("", "")}


def test_lines_of_labels_stay_apart() -> None:
    """The label of the next line is no noun of the figure before, in whatever way lines are quoted or tabled."""
    for lines in ("> Dead: 15\n> Injured: 31", "Dead 15 Coroner\nInjured 31 Hospital", "Dead: 15, injured: 31"):
        assert [(value.low, value.role) for value in find_values(lines)] == [(15, "dead"), (31, "hurt")]


def test_a_row_answers_by_its_label() -> None:
    """Those asked for are the row's, and those of another fate are not."""
    rows = hit("a", "| Measure | Number |\n| Dead | 14 |\n| Injured | 31 |\n| Rescued | 9 |")

    found = find_candidates(understand("How many people were injured?"), [rows])

    assert [candidate.value.text for candidate in found if candidate.value] == ["31"]
