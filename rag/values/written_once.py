"""What is written once for several figures: '27 votes to 14', '110 mg of lead and 3 mg of zinc per kilogram'."""

import re
from dataclasses import replace
from itertools import pairwise

from rag.values.types import Value
from rag.values.units import by_what

_OPPOSED = re.compile(r",? (?:to|against|versus|vs\.?) ")
_FOR = re.compile(r"(?: (?!and\b)[a-z]+){0,3} (?:for|in favou?r)(?: of it| it| the [a-z]+)?,?(?: and| with| while)? ")
_AGAINST = re.compile(r"(?: (?:voted|were|being))? (?:against|oppos\w+|abstain\w*)\b")
_OF_THEM = re.compile(r" of ")  # '40 tickets to 12 of the guests'
_LISTED = re.compile(r" of (?:[a-z-]+ ){0,2}[a-z-]+(?:, and |, | and )(?:(?:about|some|only|up to|over) )?")


def with_shared_words(low: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Give bare figures the noun of the one they are set against, and measures what the last of a row goes by."""
    found = list(values)
    for at, (one, other) in enumerate(pairwise(values)):
        if _is_set_against(low, one, other):
            found[at + 1] = replace(other, noun=one.noun)
    for at in range(len(found) - 2, -1, -1):
        found[at] = _by_the_same(low, found[at], found[at + 1])
    return tuple(found)


def _is_set_against(low: str, one: Value, other: Value) -> bool:
    bare = other.kind == "count" and not (other.noun or other.label or other.unit or other.role)
    if not bare or one.kind != "count" or not one.label or _OF_THEM.match(low, other.end):
        return False
    if _OPPOSED.fullmatch(low, one.end, other.start):
        return True
    return bool(_FOR.fullmatch(low, one.end, other.start) and _AGAINST.match(low, other.end))


def _by_the_same(low: str, one: Value, last: Value) -> Value:
    """Return 110 mg as 110 mg per kilogram where the next of the row is 3 mg per kilogram."""
    if one.kind != "measure" or last.kind != "measure" or not last.unit.startswith(f"{one.unit} / "):
        return one
    told = " of " in last.text or low.startswith(" of ", last.end)  # "and 40 tonnes a day" is of no row
    if not told or not _LISTED.fullmatch(low, one.end, last.start):
        return one
    written, by = by_what(last.label)
    low_end, high, step = (end / by for end in (one.low, one.high, one.precision))
    return replace(one, unit=last.unit, low=low_end, high=high, precision=step, label=f"{one.label}{written}")
