"""Dates said by their distance from another: 'August 2024, down from 480,000 a year earlier', '17 times last year'."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rag.values.calendar_days import Days, months, years
from rag.values.lower import lowered
from rag.values.same_year import moved_to
from rag.values.spelled import UP_TO_TWELVE
from rag.values.types import YEARLESS, Value

_COUNTS = UP_TO_TWELVE | {"a": 1}
_SOME = rf"(?<!than )(?<!over )(?<!almost )(?<!nearly )(?<!about )\b(?P<count>[1-9][0-9]?|{'|'.join(_COUNTS)}) years?"
_ALONE = r"(?=[,.;:)]|$| (?:and|but|or)\b)"  # not "a year before the war", "two years later, in 1921"
_NOT_SAID = r"(?! than\b)(?!,? (?:in|on|by) (?:[a-z]+ |[0-9]{1,2} [a-z]+ )?[12][0-9]{3})"
# said of a date that the same sentence names
_FROM_DATE = re.compile(
    rf"{_SOME} (?:(?P<back>earlier|previously|before{_ALONE})|later|afterwards|after{_ALONE}){_NOT_SAID}"
    r"|\b(?:the )?(?:(?P<last>previous|preceding|prior)|following|next) year\b(?!['’])"
    rf"|\bthe year (?:(?P<before>before)|after){_ALONE}"
)
# said of the time of writing; "in the last year" is twelve months, and "in her last year" another's
_FROM_NOW = re.compile(
    rf"{_SOME} ago\b"
    r"|(?<!the )(?<!his )(?<!her )(?<!its )(?<!their )(?<!['’]s )\b(?:last|(?P<this>this)) year\b(?! of\b)"
)
_YEAR = 366  # days in the longest


def relative_dates(text: str, dates: Sequence[Value], written: int | None) -> tuple[Value, ...]:
    """Return the dates a sentence gives by their distance from one of its `dates` or from the year it was `written` in.

    They are as exact as the year, or as the month of what they are told from.
    """
    return (*_from_dates(text, dates), *dates_from_now(text, dates, written))


def _from_dates(text: str, dates: Sequence[Value]) -> Iterator[Value]:
    low = lowered(text)
    named = [date for date in dates if date.kind == "date" and date.unit == ""]
    known = [date for date in named if date.bound == "exact" and date.low >= 1 and date.high - date.low < _YEAR]
    for match in _FROM_DATE.finditer(low):
        before = [date for date in known if date.end <= match.start()]
        anchor = before[-1] if before else next(iter(known), None)
        back = match["back"] or match["last"] or match["before"]
        if anchor:
            yield _dated(text, match.span(), _moved(anchor, _count(match) * (-1 if back else 1)))


def dates_from_now(text: str, dates: Sequence[Value], written: int | None) -> tuple[Value, ...]:
    """Return those that are told from the year the sentence was `written` in, none where that is not known."""
    return tuple(_from_now(text, dates, written)) if written and "year" in text else ()


def _from_now(text: str, dates: Sequence[Value], written: int) -> Iterator[Value]:
    low = lowered(text)
    for match in _FROM_NOW.finditer(low):
        year = written - (0 if match["this"] else _count(match))
        day = next((date for date in dates if _leads(low, date, match.start())), None)
        if day is None:
            yield _dated(text, match.span(), years(year, year))
        else:  # 'in August last year'
            low_end, high_end = moved_to(day.low, year), moved_to(day.high, year)
            if low_end and high_end:
                yield _dated(text, (day.start, match.end()), Days(int(low_end), int(high_end)))


def _count(match: re.Match[str]) -> int:
    said = match["count"]
    return (_COUNTS.get(said) or int(said)) if said else 1


def _leads(low: str, day: Value, start: int) -> bool:
    return day.unit == YEARLESS and day.bound == "exact" and low[day.end : start] in (" ", " of ", ", ")


def _moved(anchor: Value, by: int) -> Days:
    """Return the year so many years from that of a date, or the month where it is as exact."""
    first, last = date.fromordinal(int(anchor.low)), date.fromordinal(int(anchor.high))
    if (first.year, first.month) != (last.year, last.month):
        return years(first.year + by, first.year + by)
    return months(first.year + by, first.month, first.month)


def _dated(text: str, span: tuple[int, int], days: Days) -> Value:
    start, end = span
    length = days.high - days.low + 1
    return Value("date", days.low, days.high, "", "", False, "exact", length, start, end, text[start:end])
