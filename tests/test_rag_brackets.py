"""Clauses of sentences with brackets: none is cut within them."""

import pytest

from rag.evidence import clause_of
from rag.values.dated import figures


@pytest.mark.parametrize(
    ("sentence", "figure", "clause"),
    [
        ("The memoir Above the Weather (1872) puts the height at 4,000 metres.", "1872",
         "The memoir Above the Weather (1872)"),
        ("The dam (built by the county in 1961) is 62 metres high.", "62 metres",
         "The dam (built by the county in 1961) is 62 metres high."),
        ("The works (opened in 1906, closed in 1980) employed 40 people.", "40 people",
         "The works (opened in 1906, closed in 1980) employed 40 people."),
        ("The works (opened in 1906, closed in 1980) employed 40 people.", "1906",
         "The works (opened in 1906, closed in 1980)"),
        ("Lead (Pb) stood at 0.9 mg/l (limit 0.01 mg/l) in the river.", "0.9 mg/l", "Lead (Pb) stood at 0.9 mg/l"),
        ("The toll rose to 144 (from 133 and, at first, 90) on Monday.", "133",
         "The toll rose to 144 (from 133 and, at first, 90)"),
        ("The coastguard (based in Orsa) found 38 bodies, and brought 112 survivors ashore.", "112 survivors",
         "and brought 112 survivors ashore."),
        ("1) The flood of July 2021 killed 62 people.", "62 people", "The flood of July 2021 killed 62 people."),
        ("In the end 40 people died (see the table", "40 people", "In the end 40 people died"),
    ],
)  # fmt: skip
def test_no_clause_is_cut_within_brackets(sentence: str, figure: str, clause: str) -> None:
    value = next(one for one in figures(sentence) if one.text == figure)
    assert clause_of(sentence, value) == clause
