"""Days of the proleptic Gregorian calendar as integers, before year 1 too, where `datetime` ends."""

from dataclasses import dataclass, replace
from datetime import date

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day covered, as ordinals (1 January of year 1 is 1)."""

    low: int
    high: int
    unit: str = ""  # YEARLESS where no year is stated
    span: bool = False  # both ends were written
    grain: int = 0  # for a span: days in the unit of its ends (1, 28 to 31, 365)


def is_leap(year: int) -> bool:
    """Whether `year` (astronomical: 0 is 1 BC) has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def ordinal(year: int, month: int, day: int) -> int:
    """Return the ordinal of a day, 1 January of year 1 being 1."""
    before = year - 1
    months = sum(month_length(year, earlier) for earlier in range(1, month))
    return 365 * before + before // 4 - before // 100 + before // 400 + months + day


def month_length(year: int, month: int) -> int:
    """Return the number of days in a month."""
    return _MONTH_LENGTHS[month - 1] + (month == 2 and is_leap(year))


def one_day(year: int, month: int, day: int) -> Days | None:
    """Return a day, or None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    number = ordinal(year, month, day)
    return Days(number, number)


def months(year: int, first: int, last: int) -> Days:
    """Return the months `first` to `last` of a year."""
    return Days(ordinal(year, first, 1), ordinal(year, last, month_length(year, last)))


def years(first: int, last: int) -> Days:
    """Return whole years, both included."""
    return Days(ordinal(first, 1, 1), ordinal(last, 12, 31))


def between(first: Days | None, last: Days | None) -> Days | None:
    """Return the span from the start of `first` to the end of `last`; None where it would run backwards."""
    if first is None or last is None or first.low > last.low:
        return None
    return replace(last, low=first.low, span=True, grain=last.high - last.low + 1)


def third(days: Days, part: str) -> Days:
    """Return the early, mid or late third of an interval."""
    step = (days.high - days.low + 1) // 3
    if part == "early":
        return replace(days, high=days.low + step)
    if part == "mid":
        return replace(days, low=days.low + step, high=days.high - step)
    return replace(days, low=days.high - step)


def in_leap_year(low: float, high: float) -> tuple[float, float] | None:
    """Lay days of one year in the leap year 4; None where they cross a year's end or are open."""
    if not 1 <= low <= high <= date.max.toordinal():
        return None
    first, last = date.fromordinal(int(low)), date.fromordinal(int(high))
    if first.year != last.year:
        return None
    return ordinal(4, first.month, first.day), ordinal(4, last.month, last.day)
