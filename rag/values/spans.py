"""Which end of a span of time is asked for: the first of '1621–1689' where somebody was born, else where they died."""

import math
import re
from dataclasses import replace
from datetime import date

from rag.values.calendar_days import Days, months, years
from rag.values.types import Value

_BEGINS = re.compile(
    r"\b(?:born|beg[aiu]n|begins|start(?:s|ed)?|set up|founded|establish(?:ed)?|join(?:ed)?|became|become"
    r"|t[ao]ke(?:n)? office|c[ao]me to power|since when)\b",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:die[ds]?|end(?:s|ed)?|close[ds]?|until when|till when|up to when|cease[ds]?|stop(?:s|ped)?|leave|left"
    r"|abolish(?:ed)?|dissolved?|retired?|resign(?:ed)?|abandon(?:ed)?)\b",
    re.I,
)
# 'between 1621 and 1625', 'born 1621–25' are one moment that is not known better
_UNSURE = re.compile(
    r"\b(?:between|born|b\.|died|d\.|built|dated|dates|either|about|around|circa|ca?\.)(?: (?:in|to))? $", re.I
)
# 'Ida Holm (1835-1911)' is when she lived; 'the Thirty Years War (1618-1648)' when that was
_NAMED = re.compile(r"(?:^|(?P<before>\S+) )(?P<name>(?:[A-Z][^\s(),]*,? ){2,})[(\[][^()\[\]]{0,12}$")
_CLOSING = (")", "]", ",", ";")
_ARTICLES = ("the", "a", "an", "this", "that")
_LASTED = re.compile(
    r"\b(?:live[ds]?|lifetime|alive|exist\w*|last(?:ed)?|reign\w*|rule[ds]?|govern\w*|serve[ds]?|active|operat\w*|run"
    r"|ran|open|period|years|dates|between when|from when|buil\w+|construct\w+|erect\w+|fought|fight\w*|wars?"
    r"|t(?:ake|ook) place|happen\w*|occur\w*)\b",
    re.I,
)
_LONG = 3653  # days in ten years at most
_YEAR, _MONTH = 365, 28  # days in the shortest of their kind


def end_asked(question: str, value: Value, text: str) -> Value:
    """Return the end of a span of days that `question` asks for, or the span where it asks for neither or both."""
    first, last = bool(_BEGINS.search(question)), bool(_ENDS.search(question))
    if value.unit and "clos" in question.lower():  # closed for days or weeks, not for good
        return value
    if value.kind != "date" or value.bound != "range" or value.precision > _YEAR + 1 or first == last:
        return value
    if _UNSURE.search(text, max(0, value.start - 12), value.start):
        return value
    days = _around(value.low if first else value.high, value.precision)
    if days is None:
        return value
    about = value.approximate and first
    length = days.high - days.low + 1
    return replace(value, low=days.low, high=days.high, bound="exact", approximate=about, precision=length)


def is_long_span(value: Value) -> bool:
    """Whether a date has both ends, more than ten years from each other: no 1870s, but 1835 to 1911."""
    return value.kind == "date" and value.bound == "range" and _LONG < value.high - value.low < math.inf


def is_lifetime(question: str, value: Value, text: str) -> bool:
    """Whether a span in brackets says when somebody lived, and `question` asks for something else."""
    if not is_long_span(value) or _LASTED.search(question) or text[value.end : value.end + 1] not in _CLOSING:
        return False
    named = _NAMED.search(text, 0, value.start)
    if named is None or named["name"].startswith("The "):
        return False
    return (named["before"] or "").lower() not in _ARTICLES


def _around(day: float, grain: float) -> Days | None:
    """Return the day, the month or the year in which a day lies; None before the first year."""
    if not 1 <= day <= date.max.toordinal():
        return None
    found = date.fromordinal(int(day))
    if grain >= _YEAR:
        return years(found.year, found.year)
    return months(found.year, found.month, found.month) if grain >= _MONTH else Days(int(day), int(day))
