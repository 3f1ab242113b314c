"""The stretch of time that a figure counts: 71,000 'in the first three months', 288,000 'in its first year'."""

import re
from dataclasses import dataclass

from rag.values.spelled import UP_TO_TWELVE
from rag.values.unit_table import UNITS
from rag.values.vocabulary import ORDINALS

_RANKS = {name: rank for rank, name in enumerate(ORDINALS, start=1)} | {"opening": 1, "initial": 1}
_STRETCH = re.compile(
    r"\b(?:the|its|their|his|her|our|my|[\w-]+['’]s) (?:very )?"
    rf"(?P<rank>{'|'.join(_RANKS)}|last|past|final|closing)(?: (?:full|whole|complete))?"
    rf"(?: (?P<count>[1-9][0-9]?|{'|'.join(UP_TO_TWELVE)}))? (?:full )?"
    r"(?P<unit>hour|day|night|week|weekend|month|year|decade)(?P<several>s)?\b"
    r"(?!['’]| (?:prize|student|pupil|class|report|anniversary)s?\b)",
    re.I,
)
_DAY = UNITS["day"].factor
_LENGTHS = {"night": _DAY, "weekend": 2 * _DAY}
_SAME_LENGTH = 1.2  # times: twelve months are a year, and thirty days a month


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time told by its place in the life of something."""

    rank: int  # 2 for the second year; 0 where it is counted from the end
    length: float  # seconds


def stretch_of(clause: str, sentence: str) -> Stretch | None:
    """Return the stretch that a clause speaks of, or its whole sentence; None where it is not told or there are two."""
    return _only(clause) or _only(sentence)


def are_apart(one: Stretch | None, other: Stretch | None) -> bool:
    """Whether two stretches are told and are not the same: the first year and the first month, or the second year."""
    if one is None or other is None:
        return False
    longer, shorter = max(one.length, other.length), min(one.length, other.length)
    return longer > _SAME_LENGTH * shorter or bool(one.rank and other.rank and one.rank != other.rank)


def _only(text: str) -> Stretch | None:
    """Return the one stretch a text tells; "the first hours" may be any."""
    told = {_stretch(match) for match in _STRETCH.finditer(text) if match["count"] or not match["several"]}
    return told.pop() if len(told) == 1 else None


def _stretch(match: re.Match[str]) -> Stretch:
    count, unit = (match["count"] or "one").lower(), match["unit"].lower()
    length = _LENGTHS.get(unit) or UNITS[unit].factor
    return Stretch(_RANKS.get(match["rank"].lower(), 0), (UP_TO_TWELVE.get(count) or int(count)) * length)
