"""Figures of the time in which their source was written: 'To date 2,140 have come', 'The fleet has grown to 60'.

Asked how many there were in a year long past, such a figure is no answer. Of what happened on a day, later counts are.
"""

import re

from rag.questions.question import Question
from rag.values.calendar_days import years
from rag.values.types import Value

_RISEN = r"(?:grown|risen|increased|climbed|swollen|doubled|trebled|fallen|dropped|declined|shrunk|dwindled|come down)"
_STANDS = r"(?:is|are|has|have|stands?|numbers?|totals?|counts?|comprises?|employs?|includes?|costs?|runs?|operates?)"
BY_NOW = re.compile(
    r"\b(?:to date|so far(?! as\b)|currently|at present|at the moment|nowadays|these days|today(?!['’]s)"
    r"|at the time of writing"
    rf"|(?:has|have) (?:(?:since|now|already|meanwhile|steadily|slowly) )?{_RISEN} (?:[^,.;]{{0,40}} )?to"
    rf"|{_STANDS} now|now {_STANDS})\b",
    re.I,
)
_PAST = re.compile(r"\b(?:was|were|had|did)\b", re.I)  # "the then 40 ships were currently at sea"
_IN = re.compile(r"\b(?:in|during|for|at the end of|as of|throughout) $", re.I)
_YEAR = 365  # days in the shortest


def told_by_now(question: Question, clause: str, written: int | None) -> tuple[Value, ...]:
    """Return the year in which a source was `written` and that before it, where the clause is of its time; else ().

    Only for questions of how things stood in a year or by a date: the toll of the fire of 2021 is counted later.
    """
    if not written or not _asks_how_it_stood(question) or not BY_NOW.search(clause) or _PAST.search(clause):
        return ()
    days = years(written - 1, written)
    length = days.high - days.low + 1
    return (Value("date", days.low, days.high, "", "", False, "range", length, 0, 0, ""),)


def _asks_how_it_stood(question: Question) -> bool:
    return not question.role and bool(question.dates) and all(_is_then(question, date) for date in question.dates)


def _is_then(question: Question, date: Value) -> bool:
    if date.bound == "at_most":
        return True
    return date.precision >= _YEAR and bool(_IN.search(question.text, 0, date.start))
