"""The year that a sentence says once: 'appointed on 19 August 2024, he took up his post on 1 September'."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rag.values.calendar_days import month_length, ordinal
from rag.values.types import YEARLESS, Value

_LAID_IN = 4  # the leap year in which dates without a year are laid


def with_years(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return values in which a day without a year is of the year before it in the sentence, if that goes on to it."""
    found: list[Value] = []
    known: Value | None = None
    for value in values:
        if value.kind == "date" and value.unit == YEARLESS and known:
            value = _in_year_of(known, value)
        if value.kind == "date":
            known = value if _is_of_one_year(value) else None
        found.append(value)
    return tuple(found)


def _is_of_one_year(value: Value) -> bool:
    if value.unit or not 1 <= value.low <= value.high <= date.max.toordinal():
        return False
    return date.fromordinal(int(value.low)).year == date.fromordinal(int(value.high)).year


def _in_year_of(known: Value, value: Value) -> Value:
    """Return the date in that year, or as it is where it would come before what it follows, or does not exist."""
    year = date.fromordinal(int(known.low)).year
    ends = [moved_to(end, year) for end in (value.low, value.high)]
    if ends[0] is None or ends[1] is None or ends[0] < known.low:
        return value
    return replace(value, low=ends[0], high=ends[1], unit="")


def moved_to(day: float, year: int) -> float | None:
    """Return a day of the leap year 4 as that of another year; None where there is none, or the day has a year."""
    if not 1 <= day <= date.max.toordinal():  # an open end
        return day
    laid = date.fromordinal(int(day))
    if laid.year != _LAID_IN or laid.day > month_length(year, laid.month):
        return None
    return ordinal(year, laid.month, laid.day)
