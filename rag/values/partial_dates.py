"""Dates that are dates only where one is asked for: 'on Friday', 'on the 8th', 'in spring', 'at Christmas'."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rag.values.calendar_days import month_length, ordinal, years
from rag.values.lower import lowered
from rag.values.types import MONTHDAY, WEEKDAY, YEARLESS, Value

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"(?<!every )(?<!each )(?<!Bloody )(?<!Black )(?<!Super )\b({'|'.join(_WEEKDAYS)})\b(?!s)")
_OTHER_SUNDAY = re.compile(r"\b(?:every|each)(?: other| second)? $", re.I)
_NAMES = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
_MONTH = re.compile(rf"(?<=[a-z,] )({'|'.join(_NAMES)})\b(?! [0-9])")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_SEASON = re.compile(
    r"\b(?:in|since|until|till|by|before|after|during|last|next|this|that|all|following) (?:the )?(?:early |late )?"
    r"(spring|summer|autumn)\b(?! of [0-9]| [0-9]| (?:holidays?|break|term|semester)\b)"
)
_FEASTS = {
    "new year's day": ((1, 1), (1, 1)), "new year's eve": ((12, 31), (12, 31)), "new year": ((12, 31), (1, 2)),
    "christmas eve": ((12, 24), (12, 24)), "christmas day": ((12, 25), (12, 25)), "christmas": ((12, 23), (12, 27)),
    "easter": ((3, 22), (4, 26)), "midsummer": ((6, 20), (6, 26)), "may day": ((5, 1), (5, 1)),
}  # fmt: skip
_FEAST = re.compile(
    rf"\b(?:on|at|since|until|till|by|before|after|over|to)"
    rf" ((?:{'|'.join(_FEASTS)}))\b(?! (?:market|tree|card|egg)s?\b)"
)
# which week 'before Friday' is in is not said, and so not which days are before it
_BOUNDING = re.compile(r"\b(?:before|by|after) (?:the |last |next )?$")
_LASTING = re.compile(r"\b(?:since|until|till|to|from) (?:the |last |next |palm )?$")
_MONTHDAY = re.compile(
    r"(?<=the )([0-9]{1,2})(?:st|nd|rd|th)\b"
    r"(?! (?:[a-z-]{4,}|day of)\b(?<! when)(?<! that)(?<! instant)(?<! ultimo))"
)
_YEAR_LEADS = re.compile(r"\b(?:in|by|until|till|since|around|about|after|before|from|between|ad|circa) ?$|[’']$")


def find_partial_dates(text: str) -> tuple[Value, ...]:
    """Return the weekdays, days of a month, months, seasons and feasts of a text that a date is not read from."""
    low = lowered(text).replace("’", "'")
    found = (*_weekdays(text), *_month_days(text, low), *_yearless(text, low))
    unbound = (value for value in found if not _BOUNDING.search(low, 0, value.start))
    return tuple(sorted(unbound, key=lambda value: value.start))


def begins_or_ends(value: Value, text: str) -> bool:
    """Whether a partial date says since or until when something lasted: 'since Monday'."""
    return bool(_LASTING.search(text[max(0, value.start - 16) : value.start].lower()))


def _weekdays(text: str) -> Iterator[Value]:
    for match in _WEEKDAY.finditer(text):
        if not _OTHER_SUNDAY.search(text, 0, match.start()):
            day = _WEEKDAYS.index(match[1])
            yield _value(text, match.span(), (day, day), WEEKDAY, 1.0)


def _month_days(text: str, low: str) -> Iterator[Value]:
    for match in _MONTHDAY.finditer(low):
        if 1 <= int(match[1]) <= 31:
            yield _value(text, match.span(), (int(match[1]), int(match[1])), MONTHDAY, 1.0)


def _yearless(text: str, low: str) -> Iterator[Value]:
    for match in _MONTH.finditer(text):
        number = _NAMES.index(match[1]) + 1
        number += number > 4
        yield _days(text, match.span(1), ((number, 1), (number, month_length(4, number))))
    for match in _SEASON.finditer(low):
        first, last = _SEASONS[match[1]]
        yield _days(text, match.span(1), ((first, 1), (last, month_length(4, last))))
    for match in _FEAST.finditer(low):
        yield _days(text, match.span(1), _FEASTS[match[1]])


def _days(text: str, span: tuple[int, int], ends: tuple[tuple[int, int], tuple[int, int]]) -> Value:
    first, last = (ordinal(4, month, day) for month, day in ends)
    if last < first:  # the turn of the year may be either end of one
        first, last = ordinal(4, 1, 1), ordinal(4, 12, 31)
    return _value(text, span, (first, last), YEARLESS, last - first + 1)


def _value(text: str, span: tuple[int, int], ends: tuple[float, float], unit: str, precision: float) -> Value:
    start, end = span
    return Value("date", *ends, unit, "", False, "exact", precision, start, end, text[start:end])


def as_year(value: Value, text: str) -> Value | None:
    """Return a bare "844", "'95", "958 or 959" as the years that they are where a date is asked for, or None."""
    before = text[max(0, value.start - 12) : value.start].lower()
    first, last = value.low, value.high
    if before.endswith(("’", "'")) and re.fullmatch(r"[0-9]{2}", value.text):
        first, last = 1900 + first, 1900 + last
    elif not re.search(r"(?<![,.0-9])[0-9]{3,4}(?![,.]?[0-9])", value.text) or not _YEAR_LEADS.search(
        before + value.text[: _digit(value.text)]
    ):
        return None
    if not (math.isfinite(first) and math.isfinite(last) and 100 <= first <= last <= 2100 and first == int(first)):
        return None
    days = years(int(first), int(last))
    return replace(value, kind="date", low=days.low, high=days.high, precision=days.high - days.low + 1)


def _digit(text: str) -> int:
    return next((at for at, char in enumerate(text) if char.isdigit()), 0)


def partial_agree(a: Value, b: Value) -> bool:
    """Whether a weekday or a day of some month can be the day of another date."""
    if a.unit == b.unit:
        return a.low <= b.high and b.low <= a.high
    if a.unit not in (WEEKDAY, MONTHDAY):
        a, b = b, a
    if b.unit in (WEEKDAY, MONTHDAY) or (a.unit == WEEKDAY and b.unit == YEARLESS):
        return True
    if not (1 <= b.low <= b.high <= date.max.toordinal()) or b.high - b.low >= 31:
        return True
    return any(a.low <= _of(a, int(day)) <= a.high for day in range(int(b.low), int(b.high) + 1))


def _of(partial: Value, number: int) -> int:
    day = date.fromordinal(number)
    return day.weekday() if partial.unit == WEEKDAY else day.day
