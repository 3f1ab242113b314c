"""Dates known to the year, the month or the day, as the stretch of days they may stand for."""

import re

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:[T ].*)?", re.DOTALL)


def first_and_last_day(date: str | None) -> tuple[str, str] | None:
    """ISO days between which `date` lies, or None when it says nothing.

    >>> first_and_last_day("2024-03")
    ('2024-03-01', '2024-03-31')

    Days compare as strings, so every month may end on the 31st.
    """
    match = _DATE.fullmatch(date) if date else None
    if match is None:
        return None
    year, month, day = match.groups()
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"
