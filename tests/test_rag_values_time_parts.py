"""Dates as accounts, histories and two calendars write them: a sentence in, the dates shown out."""

import pytest

from rag.positions import find_positions
from rag.questions.question import understand
from rag.values.compare import compatible
from rag.values.find import find_values
from rag.values.render import render
from tests.rag_evidence import independent, say


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The mill was built c.1861.", ["1861"]),
        ("They dug it in the 1870's.", ["1870–1879"]),
        ("The tsar signed it on 20 April/3 May 1905.", ["20 April/3 May 1905"]),
        ("The tsar signed it on 20 April (3 May) 1905.", ["20 April (3 May) 1905"]),
        ("The canal dates from the first half of the 19th century.", ["1801–1850"]),
        ("It was a fashion of the late 1870s.", ["late 1870s"]),
        ("It was a fashion of the eighteen-seventies.", ["1870–1879"]),
        ("The frescoes are of the XIX century.", ["1801–1900"]),
        ("Sales rose in the second quarter of 2024.", ["April–June 2024"]),
        ("It fired most of them in the last two months of 2021.", ["November–December 2021"]),
        ("The first three months of the war were the worst.", []),
        ("The plant opens in Q3 2026.", ["July–September 2026"]),
        ("Output fell in H1 2026.", ["January–June 2026"]),
        ("The plant opens by the end of 2026.", ["by the end of 2026"]),
        ("The gate was built no earlier than 1880.", ["after 1880"]),
        ("Revenue in FY2024 was flat.", ["2024"]),
        ("The lake froze in the winter of 1863-64.", ["winter of 1863-64"]),
        ("Strikes went on from 1863-4.", ["1863–1864"]),
        ("The rent for 1863/4 was paid.", ["1863–1864"]),
        ("The bridge opened at the end of July 2019.", ["end of July 2019"]),
        ("The bridge opens in early June.", ["early June"]),
        ("It was ready by the end of July 2019.", ["by the end of July 2019"]),
        ("He was appointed on 19 August 2024 and began on 1 September.", ["19 August 2024", "1 September 2024"]),
        ("He was charged on 3 December 2023 and tried on 5 March.", ["3 December 2023", "5 March"]),
    ],
)
def test_the_dates_of_a_sentence(sentence: str, shown: list[str]) -> None:
    assert [render(value) for value in find_values(sentence) if value.kind == "date"] == shown


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("TESSEL BAY, 4 May 2022 (North Wire) - At least 21 people were killed.", ["at least 21 people"]),
        ("WASHINGTON, D.C., May 4, 2022 (AP) — Three people drowned.", ["3 people"]),
        ("Port Aldis, Friday 6 May 2022 – The mayor resigned on 5 May.", ["5 May"]),
        ("US output grew 2.1 per cent in 2022 - the most since 2011.", ["2.1 per cent", "2022", "2011"]),
        ("In London, 4 May 2022 was a holiday.", ["4 May 2022"]),
    ],
)
def test_a_dateline_is_when_it_was_written(sentence: str, shown: list[str]) -> None:
    assert [render(value) for value in find_values(sentence)] == shown


def test_a_decimal_comma_before_per_cent() -> None:
    assert [render(value) for value in find_values("Turnout was 64,1 per cent.")] == ["64.1 per cent"]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("in the winter of 1863-64", "in December 1863", True),
        ("in the winter of 1863–4", "in February 1864", True),
        ("in the winter of 1863-64", "in July 1864", False),
        ("in 1863-4", "in 1864", True),
        ("in 1863-4", "in 1866", False),
        ("on 20 April/3 May 1905", "on 3 May 1905", True),
        ("on 20 April/3 May 1905", "on 20 April 1905", True),
        ("on 20 April/3 May 1905", "on 14 May 1905", False),
        ("in the first half of the 19th century", "in 1848", True),
        ("in the first half of the 19th century", "in 1862", False),
        ("in Q3 2026", "in May 2026", False),
        ("by the end of 2026", "in March 2025", True),
        ("by the end of 2026", "in 2027", False),
    ],
)
def test_whether_two_dates_can_both_hold(one: str, other: str, agree: bool) -> None:
    (a,), (b,) = find_values(one), find_values(other)

    assert compatible(a, b) is compatible(b, a) is agree


def test_a_day_of_no_year_is_no_source_for_a_year() -> None:
    """'5 May' neither supports 1971 nor conflicts with it; 5 May 1971 it does support."""
    asked = understand("When did the bridge fall?")
    told = [say("a", "It fell in 1971.", "1971"), say("b", "The bridge fell on 5 May.", "5 May", 0.6)]
    dated = [say("a", "It fell on 5 May 1971.", "1971"), say("b", "The bridge fell on 5 May.", "5 May", 0.6)]

    assert [made.origins for made in find_positions(asked, told, independent)] == [1]
    assert [made.origins for made in find_positions(asked, dated, independent)] == [2]
