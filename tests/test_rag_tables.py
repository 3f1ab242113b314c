"""Tables: whose figure answers, in which unit and of which time."""

import pytest

from rag.evidence import find_candidates
from rag.questions.question import understand
from rag.values.render import render
from tests.test_rag_reader import hit

TOLL = (
    "| Toll at the mill | | | |\n| Category | Workers | Contractors | Total |\n"
    "| Dead | 11 | 3 | 14 |\n| Injured | 25 | 6 | 31 |"
)
ACCOUNTS = "| £m | 2023 | 2022 |\n|---|---:|---:|\n| Research spending | 41.2 | 38.0 |"
STAFF = "| £m | 2023 | 2022 |\n|---|---:|---:|\n| Average employees | 1,580 | 1,410 |"
FORCES = "| | Government | HLF |\n|---|---|---|\n| Howitzers | 44 | 13 |\n| Drones | 12 | – |"
MONTHS = "| Month | Civilians killed | Civilians injured |\n|---|---|---|\n| May | 61 | 140 |"
LAKE = "| Station | Cadmium (mg/l) | **Depth (m)** |\n|---|---|---|\n| North | 0.12 | **41** |"
HARVEST = "| Crop, tonnes | 2019 | 2021 |\n|---|---|---|\n| Barley | 410 | 520 |"
JOBS = "| Item | Before | After |\n|---|---|---|\n| Jobs at the mill | 412 | 388 |"
FACTS = "| Measure | Number |\n| Firefighters deployed | 155 |\n| Water used (litres) | 9 million |"
WATER = "| Station | Cadmium (mg/l) | pH |\n|---|---|---|\n| Silja South | 0.45 | 5.9 |"
WELLS = "| Well | Depth rank | Lead (µg/l) |\n|---|---|---|\n| Orm | 3 | 12 |"


def shown(question: str, table: str) -> list[str]:
    """The figures considered for an answer, as they would be shown."""
    return [render(c.value) for c in find_candidates(understand(question), [hit("a", table)]) if c.value]


@pytest.mark.parametrize(
    ("question", "table", "expected"),
    [
        ("How many people died?", TOLL, ["14 dead"]),
        ("How many workers died?", TOLL, ["11 dead"]),
        ("How many contractors were injured?", TOLL, ["6 injured"]),
        ("How much did it spend on research?", ACCOUNTS, ["£41.2 million"]),
        ("How much did it spend on research in 2022?", ACCOUNTS, ["£38 million"]),
        ("How much did it spend on research in 2020?", ACCOUNTS, []),
        ("How many employees did it have?", STAFF, ["1,580 employees"]),
        ("How many howitzers are on the HLF side?", FORCES, ["13 howitzers"]),
        ("How many drones does the HLF have?", FORCES, ["13 howitzers"]),
        ("How many civilians were killed?", MONTHS, ["61 civilians"]),
        ("How many civilians were injured?", MONTHS, ["140 civilians"]),
        ("How deep is the lake?", LAKE, ["41 m"]),
        ("How much cadmium was measured at Silja South?", WATER, ["0.45 mg/l"]),
        ("How much lead was in the well at Orm?", WELLS, ["12 µg/l"]),
        ("How many tonnes of barley were harvested?", HARVEST, ["520 tonnes"]),
        ("How many jobs were there at the mill after the fire?", JOBS, ["388 jobs"]),
        ("How many firefighters were deployed?", FACTS, ["155 firefighters"]),
        ("How many litres of water were used?", FACTS, ["9 million litres"]),
    ],
)
def test_the_column_asked_for(question: str, table: str, expected: list[str]) -> None:
    """Named in the question, else the total, the newest or the first; the heading or the corner gives the unit."""
    assert shown(question, table) == expected


def test_a_heading_dates_its_figures() -> None:
    """The year over a column is when its figures were so, and is said with them."""
    (found,) = find_candidates(understand("How much did it spend on research in 2022?"), [hit("a", ACCOUNTS)])

    assert found.text == "| Research spending | 41.2 | 38.0 |"
    assert found.said == f"{found.text} 2022"


def test_the_head_of_a_table_claims_nothing() -> None:
    """Not as words either; a first row that is one among others does."""
    facts = "| Owner | Norrland |\n| Manager | Vaal |\n| Dead | 14 |\n| Injured | 31 |"

    for table in (TOLL, ACCOUNTS, FACTS):
        rows = [c.text for c in find_candidates(understand("Who said so?"), [hit("a", table)])]
        assert rows == [row for row in table.split("\n") if any(sign.isdigit() for sign in row) and "2023" not in row]
    assert len(find_candidates(understand("Who is the owner?"), [hit("a", facts)])) == 4
