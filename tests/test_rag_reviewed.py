"""Ordinary sentences on which broad rules did harm, and long ones on which they took long: what comes out now."""

import pytest

from corpus.types import Span
from rag.denials.denied import is_denied
from rag.denials.disputed import _denies
from rag.denials.double import without_rejections
from rag.denials.taken_back import is_taken_back, takes_back
from rag.opposed_events import is_of_opposed_event
from rag.origins import origins
from rag.questions.question import understand
from rag.values.dated import dates_of, figures
from rag.values.find import find_values
from rag.values.render import render
from rag.values.spans import is_lifetime

STORY = (
    "The mill on the river burned on Monday night and the roof came down while the fire brigade was on its way. " * 3
)


def test_a_year_before_christ_anchors_no_later_year() -> None:
    sentence = "In 44 BC there were 300 ships, and 400 a year later."
    ships = figures(sentence)[1]

    assert [date.text for date in dates_of(sentence, ships)] == ["44 BC"]


def test_a_long_row_of_names_before_a_lifetime_is_read_once() -> None:
    """With 22 names the pattern took seconds when a comma could belong to two parts of it; 400 would never end."""
    row = f"{', '.join(['Anna'] * 400)} (1835-1911)"

    assert [is_lifetime("When did she fly?", value, row) for value in find_values(row)] == [True]


@pytest.mark.parametrize(
    ("question", "sentence", "lifetime"),
    [
        ("When was Ely Abbey built?", "Ely Abbey (1250-1290) is near.", False),
        ("When was the Tarn War fought?", "Tarn War (1650-1671).", False),
        ("When did Ida Holm fly?", "Ida Holm (1835-1911) flew.", True),
    ],
)
def test_a_building_and_a_war_have_no_lifetime(question: str, sentence: str, lifetime: bool) -> None:
    assert [is_lifetime(question, value, sentence) for value in find_values(sentence)] == [lifetime]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("They sent 30 tonnes of rice and 40 tonnes a day.", ["30 tonnes", "40 tonnes a day"]),
        ("He stole thousands of pounds.", ["thousands of pounds"]),
        ("Without warning more than 40 shells hit.", ["more than 40 shells"]),
    ],
)
def test_figures_that_were_read_too_far(sentence: str, shown: list[str]) -> None:
    assert [render(value) for value in find_values(sentence)] == shown


@pytest.mark.parametrize("question", ["What amount did the donor give for the library?", "What sum did the bank pay?"])
def test_an_amount_given_is_money_and_no_source_is_asked(question: str) -> None:
    assert understand(question).kinds[0] == "money"
    assert understand(question).source_asked == ""


@pytest.mark.parametrize("question", ["What factors contributed to the fire?", "press release of the mayor"])
def test_what_only_sounds_like_a_gauge_asks_for_no_figure(question: str) -> None:
    assert understand(question).kinds == ()


def test_the_actual_sum_takes_back_no_date() -> None:
    assert not is_taken_back("The theft was reported on 3 May.", "The actual sum was 3 million.")
    assert is_taken_back("The mayor said that 40 died.", "The true figure is 52.")


@pytest.mark.parametrize("sentence", ["There was nothing in it.", "The charge was later withdrawn."])
def test_what_was_found_or_charged_takes_nothing_back(sentence: str) -> None:
    assert not takes_back(sentence)


@pytest.mark.parametrize(
    "said",
    [
        "The firm first denied that the plant was unsafe, but later admitted it.",
        "The firm no longer denies that the plant is unsafe.",
        "The firm was wrong to deny that the plant was unsafe.",
    ],
)
def test_a_denial_that_was_given_up_is_not_turned_round(said: str) -> None:
    assert without_rejections(understand("Is the plant safe?"), said) == (said, False)


@pytest.mark.parametrize(
    ("sentence", "year", "denied"),
    [
        ("The mill was set to work in 1890 and is still running.", "1890", False),
        ("The poet was to die in Paris in 1930, never having seen her home again.", "1930", False),
        ("The emergency was to end in 2023, but is still in force.", "2023", True),
        ("The pool was to open in 1990, but was delayed.", "1990", True),
    ],
)
def test_what_was_to_be_came_to_be_unless_the_sentence_says_otherwise(sentence: str, year: str, denied: bool) -> None:
    at = sentence.index(year)

    assert is_denied(understand("When did it happen?"), sentence, Span(at, at + 4)) is denied


@pytest.mark.parametrize(
    ("quote", "denies"),
    [
        ("Maria Krone did not write the book.", True),
        ("Peter Krone did not write the book.", False),
        ("Krone's brother did not write the book.", False),
    ],
)
def test_only_a_denial_of_the_person_who_answers_is_one(quote: str, denies: bool) -> None:
    assert _denies(understand("Who wrote the book?"), quote, "Maria Krone") is denies


def test_stopping_work_may_be_how_a_strike_began() -> None:
    sentence = "The miners stopped work on 3 May 1990."

    assert not is_of_opposed_event(understand("When did the strike begin?"), sentence, find_values(sentence)[0])


def test_a_toll_in_the_last_line_tells_copies_apart() -> None:
    for last in ("(%d people died in the fire.)", "Reporting by the ministry puts the dead at %d."):
        texts = {str(dead): f"{STORY}\n{last % dead}" for dead in (14, 19)}
        assert origins(texts) == {"14": "14", "19": "19"}

    credited = {name: f"{STORY}\nReporting by {name}" for name in ("Anna Berg", "Ole Lund")}
    assert set(origins(credited).values()) == {"Anna Berg"}


def test_the_bounds_of_lines_are_read_in_one_pass() -> None:
    """Twenty thousand empty lines took eight seconds where a pattern could begin in any of them."""
    assert origins({"a": "\n" * 20_000 + STORY, "b": "\n" * 20_000 + STORY})["b"] == "a"
