"""Dates as files write them, into ISO 8601 at the precision they have."""

import re
from datetime import date, datetime
from email.utils import parsedate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (  # a pattern, in lower case
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?P<month>{MONTH})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:[T,\s]+(?:at\s+)?\d{1,2}:\d{2}.*)?"
_SEPARATOR = r"(?P<separator>[-/.])"
_FORMS = tuple(
    re.compile(form, re.I | re.S)
    for form in (
        _YEAR,
        rf"{_YEAR}[-/](?P<month>\d{{1,2}})",
        rf"{_YEAR}{_SEPARATOR}(?P<month>\d{{1,2}})(?P=separator)(?P<day>\d{{1,2}}){_TIME}",
        rf"(?:D:)?{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{{4}}.*)?",  # PDF 32000-1, 7.9.4; ISO basic
        rf"D:{_YEAR}(?P<month>\d\d)?",
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
)
_NUMERIC = re.compile(rf"(?P<first>\d{{1,2}}){_SEPARATOR}(?P<second>\d{{1,2}})(?P=separator){_YEAR}{_TIME}", re.S)


def iso_date(raw: object) -> str | None:
    """`raw` as "2024", "2024-03" or "2024-03-22"; None when it is no date that exists or is not understood.

    The day is the one written, whatever the time zone. Of 03/04/2024 only the year is known: which number is
    the month depends on the country.
    """
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        return None
    text = str(raw).strip()
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _iso(match.groupdict())
    if match := _NUMERIC.fullmatch(text):
        return _iso_numeric(match)
    return _iso_rfc2822(text)


def _iso(parts: dict[str, str | None]) -> str | None:
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    if month is None:
        return year
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        whole = date(int(year or 0), number, int(day or 1))
    except ValueError:
        return None
    return whole.isoformat() if day else whole.isoformat()[:7]


def _iso_numeric(match: re.Match[str]) -> str | None:
    year, first, second = match["year"], match["first"], match["second"]
    readings = {_iso({"year": year, "month": a, "day": b}) for a, b in ((first, second), (second, first))} - {None}
    if len(readings) > 1:
        return year
    return readings.pop() if readings else None


def _iso_rfc2822(text: str) -> str | None:
    parsed = parsedate(text) if re.search(r"[a-z]{3}.*\b\d{4}\b", text, re.I) else None
    if parsed is None:
        return None
    return _iso({"year": f"{parsed[0]:04}", "month": str(parsed[1]), "day": str(parsed[2])})
