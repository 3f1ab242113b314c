"""Figures in lines that are broken, quoted, emphasised or spaced by a typesetter."""

from datetime import date

import pytest

from rag.evidence import find_candidates
from rag.questions.question import understand
from rag.values.find import find_values
from rag.values.plain import one_line
from tests.test_rag_reader import hit

DAY = date(2022, 5, 3).toordinal()


@pytest.mark.parametrize(
    ("text", "kind", "low", "of", "said"),
    [
        ("The damage is put at 63\nmillion crowns.", "money", 63e6, "crown", "63\nmillion crowns"),
        ("The damage is put at **63** million crowns.", "money", 63e6, "crown", "63** million crowns"),
        ("The damage is 63\u202fmillion\u00a0crowns.", "money", 63e6, "crown", "63\u202fmillion\u00a0crowns"),
        ("The hall burned on 3\nMay 2022.", "date", DAY, "", "3\nMay 2022"),
        ("The hall burned on 3\u00a0May\u00a02022.", "date", DAY, "", "3\u00a0May\u00a02022"),
        ("> It burned on 3 May\n> 2022.", "date", DAY, "", "3 May\n> 2022"),
        ("We counted\nsixteen\nfrogs in the pond.", "count", 16, "frog", "sixteen\nfrogs"),
        ("The choir has twenty\u2011eight singers.", "count", 28, "singer", "twenty\u2011eight singers"),
        ("The choir has twenty-\neight singers.", "count", 28, "singer", "twenty-\neight singers"),
        ("In all 186 fire\u2010\nfighters came.", "count", 186, "firefighter", "186 fire\u2010\nfighters"),
        ("A 5-\nyear study of bees.", "duration", 5 * 31_557_600, "s", "5-\nyear"),
        ("The herd had _16 calves_ in spring.", "count", 16, "calf", "16 calves"),
        ("Damage: CZK\u00a048.000.000.", "count", 48e6, "", "48.000.000"),
        ("It has 1\u202f850\nvoters.", "count", 1850, "voter", "1\u202f850\nvoters"),
    ],
)  # fmt: skip
def test_a_figure_is_read_across_breaks_and_marks(text: str, kind: str, low: float, of: str, said: str) -> None:
    """What it says is as on one line, and its span is in the text as written."""
    (value,) = find_values(text)

    assert (value.kind, value.low, value.unit or value.noun) == (kind, low, of)
    assert text[value.start : value.end] == value.text == said


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Sixteen\npeople died.", "dead"),
        ("27 in\u00adjured were flown out.", "hurt"),
        ("It killed\n> 16 people.", "dead"),
    ],
)
def test_a_fate_is_read_across_breaks(text: str, role: str) -> None:
    """What happened to them may stand on the next line."""
    assert [value.role for value in find_values(text)] == [role]


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        ("In ward 7 were 12\n300 were sent home.", [12, 300]),
        ("The tiles are 5*3 inches.", [5, 3]),
        ("**12** **300**", [12, 300]),
        ("The variable snake_case_16 is unset.", []),
    ],
)
def test_what_stands_between_digits_stays(text: str, lows: list[float]) -> None:
    """Two figures do not become one, and an underscore within a name is part of it."""
    assert [round(value.low / (0.0254 if value.unit else 1)) for value in find_values(text)] == lows


def test_what_only_the_question_makes_a_figure_is_read_across_breaks() -> None:
    """A fraction counts as a share where one is asked for, and its span is in the document."""
    text = "The survey says that two\nthirds of the farms lost hives."
    found = find_candidates(understand("What share of the farms lost hives?"), [hit("a", text)])
    shares = [candidate.value for candidate in found if candidate.value and candidate.value.kind == "percent"]

    assert [(round(share.low), share.text) for share in shares] == [(67, "two\nthirds")]


def test_one_line() -> None:
    """Breaks, quote marks and emphasis go."""
    assert one_line("Around\n> **1,500**, he\u00a0said") == "Around 1,500, he said"
