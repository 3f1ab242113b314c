"""Dates as written: days, months, seasons, years, decades, centuries, and spans of them.

A date without a year is laid in the leap year 4 and marked YEARLESS, so that such dates compare with each
other.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from rag.values.calendar_days import Days, between, months, one_day, years
from rag.values.time_parts import PART_WORDS, read_part
from rag.values.types import YEARLESS
from rag.values.vocabulary import ORDINALS, ordered, words

_LEAP_YEAR = 4
_NAMES = ordered("january february march april may june july august september october november december")
_MONTHS = {name[:length]: number for number, name in enumerate(_NAMES, start=1) for length in (3, len(name))}
_MONTHS["sept"] = 9
_M = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b(?:\.(?=,? [0-9]))?"
_D = r"([0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9a-z%]|[.,:/][0-9])"
YEAR = r"((?:1[0-9]|20)[0-9]{2})(?![0-9a-z%]|[.,][0-9]|-[a-z])"
_LAST_DIGITS = r"[-–/]((?:1[0-9]|20)?[0-9]{2}|[0-9])(?![0-9a-z%/]|[.,–-][0-9])"  # of the last year: '1863-4'
_TO = r"\s?(?:-|–|—|to|until|through|till)\s?"
_OF_YEAR = rf"(?: ?,? (?:of )?{YEAR})?"
_ORDINALS = (*ORDINALS, "twenty-first")
_CENTURY_WORDS = {name: number for number, name in enumerate(_ORDINALS, start=1)}
_DAY_WORDS = {
    **_CENTURY_WORDS,
    **{f"twenty-{name}": 20 + number for number, name in enumerate(ORDINALS[:9], start=1)},
    "thirtieth": 30, "thirty-first": 31,
}  # fmt: skip
_DAY_WORD = "(" + "|".join(sorted(_DAY_WORDS, key=len, reverse=True)).replace("-", "[ -]") + ")"
_BC = r"(?:bce?|b\.c\.(?:e\.)?|before (?:christ|our era|the common era))(?![a-z])"
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}

_ROMAN = {numeral: number for number, numeral in enumerate(
    ordered("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi"), start=1
)}  # fmt: skip
_SPOKEN_HUNDREDS = {name: number for number, name in enumerate(
    ordered("thirteen fourteen fifteen sixteen seventeen eighteen nineteen"), start=13
)}  # fmt: skip
_SPOKEN_TENS = {name: 10 * number for number, name in enumerate(
    ordered("twenties thirties forties fifties sixties seventies eighties nineties"), start=2
)}  # fmt: skip
_CALENDARS_APART = range(10, 14)  # days between one date in the Julian and in the Gregorian calendar

DATE_WORDS = frozenset({*_MONTHS, *_SEASONS, *_CENTURY_WORDS, *_ROMAN, *PART_WORDS, "twenty", "thirty", "thirtieth"})


@dataclass(frozen=True, slots=True)
class Dated:
    """Days read from a text, and where the words end."""

    days: Days
    end: int


def _iso(m: re.Match[str]) -> Days | None:
    return one_day(int(m[1]), int(m[2]), int(m[3]))


def _numeric(m: re.Match[str]) -> Days | None:
    """Read 22/03/2024; where day and month could be either, cover both readings."""
    first, second, year = int(m[1]), int(m[3]), int(m[4])
    readings = [r for r in (one_day(year, second, first), one_day(year, first, second)) if r]
    return Days(min(r.low for r in readings), max(r.high for r in readings)) if readings else None


def _month(name: str, year: str | None) -> Days:
    number = _MONTHS[name]
    return _in_year(months(int(year or _LEAP_YEAR), number, number), year)


def _day(day: str, month: str, year: str | None) -> Days | None:
    days = one_day(int(year or _LEAP_YEAR), _MONTHS[month], int(day))
    return _in_year(days, year) if days else None


def _spoken_day(day: str, month: str, year: str | None) -> Days | None:
    return _day(str(_DAY_WORDS[day.replace(" ", "-")]), month, year)


def _in_year(days: Days, year: str | None) -> Days:
    return days if year else replace(days, unit=YEARLESS)


def _year_span(m: re.Match[str]) -> Days | None:
    last = _last_year(m)
    return between(years(int(m[1]), int(m[1])), years(last, last))


def _last_year(m: re.Match[str]) -> int:
    """Return the last year of '1863-64' and '1863-4', of which only the end is written."""
    first, last = m.groups()[-2:]
    return int(first[: len(first) - len(last)] + last)


def _decade(m: re.Match[str]) -> Days:
    return years(int(m[1]), int(m[1]) + (99 if m[1].endswith("00") and int(m[1]) < 2000 else 9))


def _century(m: re.Match[str]) -> Days | None:
    number = int(m[1]) if m[1].isdigit() else _CENTURY_WORDS[m[1].replace(" ", "-")]
    if m[2]:
        return years(1 - 100 * number, 100 - 100 * number)
    return years(100 * number - 99, 100 * number) if number else None


def _roman_century(m: re.Match[str]) -> Days:
    number = _ROMAN[m[1]]
    return years(100 * number - 99, 100 * number)


def _spoken_decade(m: re.Match[str]) -> Days:
    first = 100 * _SPOKEN_HUNDREDS[m[1]] + _SPOKEN_TENS[m[2]]
    return years(first, first + 9)


def _two_calendars(m: re.Match[str]) -> Days | None:
    """Read one day in both calendars, '20 April/3 May 1905'; cover both, since others give it in either."""
    one, other = _day(m[1], m[2], m[5]), _day(m[3], m[4], m[5])
    if one is None or other is None or abs(one.low - other.low) not in _CALENDARS_APART:
        return None
    return Days(min(one.low, other.low), max(one.high, other.high))


def _season(m: re.Match[str]) -> Days:
    """Read a season of the northern half of the world; a winter may belong to either end of its year."""
    first, last = _SEASONS[m[1]]
    if m[1] == "winter":
        return Days(months(int(m[2]) - 1, 12, 12).low, months(int(m[2]) + 1, 1, 3).high)
    return months(int(m[2]), first, last)


def _season_of_years(m: re.Match[str]) -> Days | None:
    """Read 'winter of 1863-64', or the same season of several years."""
    (first, last), year, end = _SEASONS[m[1]], int(m[2]), _last_year(m)
    if m[1] != "winter":
        return between(months(year, first, last), months(end, first, last))
    return Days(months(year, 12, 12).low, months(end, 1, 3).high) if year < end else None


def _before_christ(m: re.Match[str]) -> Days | None:
    year = 1 - int(m[1])
    return years(year, year)


def _span_before_christ(m: re.Match[str]) -> Days | None:
    first, last = 1 - int(m[1]), 1 - int(m[2])
    return between(years(first, first), years(last, last))


_Builder = Callable[[re.Match[str]], Days | None]
_YEAR_PATTERN = re.compile(YEAR)
_DIGIT_FORMS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"([12][0-9]{3})-([01][0-9])-([0-3][0-9])(?![0-9])", _iso),
        (r"([0-3]?[0-9])([/.-])([0-3]?[0-9])\2((?:1[0-9]|20)[0-9]{2})(?![0-9])", _numeric),
        (rf"{_D}{_TO}{_D} {_M}{_OF_YEAR}", lambda m: between(_day(m[1], m[3], m[4]), _day(m[2], m[3], m[4]))),
        (
            rf"(?<=between ){_D} and {_D} {_M}{_OF_YEAR}",
            lambda m: between(_day(m[1], m[3], m[4]), _day(m[2], m[3], m[4])),
        ),
        (
            rf"{_D} {_M}{_OF_YEAR}{_TO}{_D} {_M}{_OF_YEAR}",
            lambda m: between(_day(m[1], m[2], m[3] or m[6]), _day(m[4], m[5], m[6])),
        ),
        (
            rf"{_D} {_M}(?: ?/ ?| [(\[](?:o\.?s\.? |n\.?s\.? )?){_D} {_M}(?: (?:old|new) style)?[)\]]?,? {YEAR}",
            _two_calendars,
        ),
        (rf"{_D}(?: day)?(?: of)? {_M}{_OF_YEAR}", lambda m: _day(m[1], m[2], m[3])),
        (rf"([0-9]{{1,4}})\s?{_BC}", _before_christ),
        (r"((?:1[0-9]|20)[0-9]0)s\b", _decade),
        (r"(?<=the )((?:1[0-9]|20)[0-9]0)['’]s\b(?! [a-z])", _decade),
        (rf"([12]?[0-9])(?:st|nd|rd|th)[ -]centur(?:y|ies)\b( {_BC})?", _century),
        (
            r"([12]?[0-9])(?:st|nd|rd|th)(?= (?:and|to|or|through) [12]?[0-9](?:st|nd|rd|th) centur)()",
            _century,
        ),
        (
            rf"([0-9]{{1,4}})\s?(?:-|–|to|until)\s?([0-9]{{1,4}})\s?{_BC}",
            _span_before_christ,
        ),
        (r"([0-9]{1,4}) (?:ad|ce|a\.d\.)(?![a-z])", lambda m: years(int(m[1]), int(m[1]))),
        (
            rf"{YEAR}\s?(?:-|–|—|/|to|until|through|till)\s?((?:1[0-9]|20)?[0-9]{{2}})(?![0-9a-z%/]|[.,-][0-9])",
            _year_span,
        ),
        (rf"{YEAR}{_LAST_DIGITS}", _year_span),
        (rf"(?<=between ){YEAR} and {YEAR}", _year_span),
    )
)
_MONTH_FORMS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"{_M} {_D}{_TO}{_D}{_OF_YEAR}", lambda m: between(_day(m[2], m[1], m[4]), _day(m[3], m[1], m[4]))),
        (
            rf"{_M} {_D}{_OF_YEAR}{_TO}{_M} {_D}{_OF_YEAR}",
            lambda m: between(_day(m[2], m[1], m[3] or m[6]), _day(m[5], m[4], m[6])),
        ),
        (rf"{_M} (?:the )?{_D}{_OF_YEAR}", lambda m: _day(m[2], m[1], m[3])),
        (rf"{_M} the {_DAY_WORD}\b{_OF_YEAR}", lambda m: _spoken_day(m[2], m[1], m[3])),
        (
            rf"{_M}{_OF_YEAR}{_TO}{_M}{_OF_YEAR}",
            lambda m: between(_month(m[1], m[2] or m[4]), _month(m[3], m[4])),
        ),
        (
            rf"(?<=between ){_M}{_OF_YEAR} and {_M}{_OF_YEAR}",
            lambda m: between(_month(m[1], m[2] or m[4]), _month(m[3], m[4])),
        ),
        (rf"{_M} ?,? (?:of )?{YEAR}", lambda m: _month(m[1], m[2])),
    )
)
_WORD_FORMS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"(spring|summer|autumn|fall|winter)s? (?:of )?{YEAR}{_LAST_DIGITS}", _season_of_years),
        (rf"(spring|summer|autumn|fall|winter) (?:of )?{YEAR}", _season),
        (
            rf"({'|'.join(_ORDINALS).replace('twenty-first', 'twenty[ -]first')})[ -]century\b( {_BC})?",
            _century,
        ),
        (rf"({'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?:th)?[ -]centur(?:y|ies)\b", _roman_century),
        (rf"({'|'.join(_SPOKEN_HUNDREDS)})[ -]({'|'.join(_SPOKEN_TENS)})\b", _spoken_decade),
        (rf"{_DAY_WORD}(?: day)? of {_M}{_OF_YEAR}", lambda m: _spoken_day(m[1], m[2], m[3])),
    )
)
MONTH_PATTERN = re.compile(_M)
_MONTH_LEADS = words("in of since by last until during from between through early mid late this next and")


def read_date(text: str, low: str, pos: int) -> Dated | None:
    """Read the date at `pos` of `text`, whose lower case is `low`; a bare year is left to `read_year`."""
    part = read_part(low, pos)
    if part is None:
        return _read_whole(text, low, pos)
    whole = _read_whole(text, low, part.end) or (None if part.of_the else read_any_year(low, part.end))
    return Dated(part.of(whole.days), whole.end) if whole else _read_whole(text, low, pos)


def _read_whole(text: str, low: str, pos: int) -> Dated | None:
    if low[pos : pos + 1].isdigit():
        return _first_form(_DIGIT_FORMS, low, pos)
    if low[pos : pos + 3] in _MONTHS:
        return _first_form(_MONTH_FORMS, low, pos) or _read_month(text, low, pos)
    return _first_form(_WORD_FORMS, low, pos)


def _first_form(forms: tuple[tuple[re.Pattern[str], _Builder], ...], low: str, pos: int) -> Dated | None:
    for pattern, build in forms:
        match = pattern.match(low, pos)
        days = build(match) if match else None
        if match and days:
            return Dated(days, match.end())
    return None


def _read_month(text: str, low: str, pos: int) -> Dated | None:
    """Read a month alone: only in full, with a capital, after a word that dates are put after ('in May')."""
    match = MONTH_PATTERN.match(low, pos)
    before = low[max(0, pos - 12) : pos].replace("-", " ").split()
    if not match or match[1] not in _NAMES or not text[pos].isupper() or not before:
        return None
    return Dated(_month(match[1], None), match.end(1)) if before[-1] in _MONTH_LEADS else None


def read_any_year(low: str, pos: int) -> Dated | None:
    """Read four digits as a year, whatever stands around them."""
    match = _YEAR_PATTERN.match(low, pos)
    return Dated(years(int(match[1]), int(match[1])), match.end()) if match else None
