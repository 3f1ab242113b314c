"""An answer is found in whole words and numbers, however it is typed, and never inside another."""

import pytest

from eval.match import holds, plain, stated
from tests.eval_answers import answer, case, citation, disagreement, expected, shown


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("About 2,000 fighters", "2000"),
        ("about 2 000 fighters", "2,000"),
        ("1,500,000 crowns", "1500000"),
        ("The “over the\n horizon” plan", '"Over the horizon"'),
        ("ISKP’s emir", "ISKP's emir"),
        ("from 4000–6000 men", "4000"),
        ("Forty-one died.", "forty-one"),
        ("Forty one died.", "forty-one"),
        ("It cost €60.", "60"),
        ("58 per cent", "58"),
        ("in 2024, 150 people", "150"),
        ("149, 144 and 115", "144"),
    ],
)
def test_the_same_in_another_notation_is_found(text: str, sought: str) -> None:
    assert holds(text, [sought])


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("160 people", "60"),
        ("60.5 people", "60"),
        ("11.5 million", "1.5 million"),
        ("2,000 men", "000"),
        ("12,000 men", "2,000"),
        ("forty-one died", "forty"),
        ("nineteen died", "nine"),
        ("at 05:30", "30"),
        ("in the 1941st year", "1941"),
        ("", "60"),
    ],
)
def test_a_part_of_a_word_or_number_is_not_found(text: str, sought: str) -> None:
    assert not holds(text, [sought])


def test_numbers_in_a_row_are_not_joined() -> None:
    assert plain("in 2020, 150 and 2020 150") == "in 2020, 150 and 2020 150"


TOLL = case("value", expected("38", "guard.md", "38 bodies"), expected("41/forty-one", "wire.md", "rose to 41"))
GUARD = citation(1, "guard.md", "recovered 38 bodies")
WIRE = citation(2, "wire.md", "Forty-one died")


def positions_stated(*cited: int, value: str = "", text: str = "x", both: bool = False) -> frozenset[int]:
    """What a position that cites these states, next to one that cites another document."""
    quotes = (citation(1, "guard.md", "38 bodies, later 41"), WIRE) if both else (GUARD, WIRE)
    others = (citation(3, "other.md", "some"), citation(4, "another.md", "more"))
    position = shown(value, *cited, text=text)
    got = answer("It differs.", *quotes, *others, disagreements=(disagreement(position, shown("more", 4)),))
    return stated(position, TOLL, got, {item.document_id: item.quote for item in got.citations})


def test_a_position_states_what_its_quotes_hold() -> None:
    assert positions_stated(1) == {0}
    assert positions_stated(2) == {1}


def test_a_position_over_both_states_both() -> None:
    assert positions_stated(1, 2, value="38 people") == {0, 1}


def test_a_figure_without_its_document_states_nothing() -> None:
    assert positions_stated(3, value="38 people") == set()


def test_a_quote_that_holds_several_is_settled_by_the_value() -> None:
    assert positions_stated(1, value="38 people", both=True) == {0}
    assert positions_stated(1, value="41 people", both=True) == set()  # 41 is not what guard.md is evidence for
    assert positions_stated(1, text="38 people", both=True) == {0}


def test_a_copy_that_holds_the_same_quote_is_evidence_too() -> None:
    copy = citation(1, "copy.md", "the toll rose to 41")
    position = shown("41", 1)
    second = citation(2, "guard.md", "recovered 38 bodies")
    got = answer("41", copy, second, disagreements=(disagreement(position, shown("38", 2)),))

    assert stated(position, TOLL, got, {"copy.md": "So the toll rose to 41."}) == {1}
    assert stated(position, TOLL, got, {"copy.md": "Another text."}) == set()
