"""How finely a time is asked for: in the year 1680 it is no conflict that one source says June, another September."""

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from rag.questions.question import Question
from rag.values.calendar_days import Days, months, years
from rag.values.types import YEARLESS, Value

Grain = Literal["month", "year", "decade", "century"]
_ASKED = re.compile(
    r"^\W*(?:\w+ ){0,2}(?:what|which) (?:[\w-]+ )?(month|year|decade|century)\b"
    r"|\bwhat (?:is|was) the (?:exact )?(month|year|decade|century)\b"
    r"|\b(?:in|of|during) (?:what|which) (month|year|decade|century)\b",
    re.I,
)
_LONG_YEARS: dict[Grain, int] = {"year": 1, "decade": 10, "century": 100}


def grain_asked(question: Question) -> Grain | None:
    """Return the unit of time that a question for a date names: 'In which year', 'In what century'."""
    match = _ASKED.search(question.text) if "date" in question.kinds else None
    named = next(filter(None, match.groups()), "").lower() if match else ""
    return next((grain for grain in ("month", *_LONG_YEARS) if grain == named), None)


def in_grain(question: Question, value: Value | None) -> Value | None:
    """Return a date as the whole year, month, decade or century that is asked for, where it lies within one."""
    grain = grain_asked(question)
    if value is None or grain is None or value.kind != "date" or value.unit not in ("", YEARLESS):
        return value
    if not 1 <= value.low <= value.high <= date.max.toordinal():
        return value
    first, last = (_whole(grain, date.fromordinal(int(end))) for end in (value.low, value.high))
    if first != last:
        return value
    length = first.high - first.low + 1
    return replace(value, low=first.low, high=first.high, bound="exact", precision=length)


def is_too_short(question: Question, value: Value) -> bool:
    """Whether a date says nothing of the unit asked for: '5 May' is of no year."""
    return value.kind == "date" and value.unit == YEARLESS and grain_asked(question) in _LONG_YEARS


def _whole(grain: Grain, day: date) -> Days:
    if grain == "month":
        return months(day.year, day.month, day.month)
    length = _LONG_YEARS[grain]
    start = day.year - (day.year - (grain == "century")) % length
    return years(start, start + length - 1)
