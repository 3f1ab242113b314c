"""Dates known to the year, the month or the day, as the stretch of days they may stand for."""

import re
from calendar import monthrange

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:[T ].*)?", re.DOTALL | re.ASCII)


def first_and_last_day(date: str | None) -> tuple[str, str] | None:
    """ISO days between which `date` lies, or None when it says nothing.

    >>> first_and_last_day("2024-02")
    ('2024-02-01', '2024-02-29')
    """
    match = _DATE.fullmatch(date) if date else None
    if match is None:
        return None
    year, month, day = match.groups()
    last_month = month or "12"
    last_day = day or f"{monthrange(int(year), int(last_month))[1]:02}"
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{last_month}-{last_day}"
