"""Margins, which are figures only where one is asked for: 'carried by 14 votes to 9' is by five."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.values.types import Value

_VOTES = re.compile(
    r"\b(?:votes?|voted|ballots?|polled|in favou?r|motion|passed|carried|approved|rejected|resolution)\b", re.I
)
_TO = re.compile(
    r",? (?:to|against|versus|vs\.?) |(?: voted)? (?:in favou?r|for)(?: it| the \w+)?,? (?:and|to|with) ", re.I
)
_SCORE = re.compile(r"\b([0-9]{1,3})[–-]([0-9]{1,3})\b(?![–-])")


def find_margins(text: str, values: Sequence[Value]) -> tuple[Value, ...]:
    """Return by how much one side of each vote in a text beat the other; `values` are the figures it states."""
    if not _VOTES.search(text):
        return ()
    counts = [value for value in values if value.kind == "count" and value.low == value.high]
    told = [_margin(text, one, other) for one, other in pairwise(counts) if _TO.fullmatch(text, one.end, other.start)]
    free = (match for match in _SCORE.finditer(text) if not any(_meets(match, value) for value in values))
    return (*told, *(_scored(text, match) for match in free))


def _meets(match: re.Match[str], value: Value) -> bool:
    return match.start() < value.end and value.start < match.end()


def _margin(text: str, one: Value, other: Value) -> Value:
    by = abs(one.low - other.low)
    return replace(
        one, low=by, high=by, noun="vote", label="votes", end=other.end, text=text[one.start : other.end], role=""
    )


def _scored(text: str, match: re.Match[str]) -> Value:
    by = abs(int(match[1]) - int(match[2]))
    return Value("count", by, by, "", "vote", False, "exact", 1.0, *match.span(), match[0], label="votes")
