"""Levels, which are figures only where one is asked for: 'an event of level 2', 'a category 4 storm'."""

import re

from rag.values.lower import lowered
from rag.values.types import Value
from rag.values.vocabulary import ordered

_SCALES = "level|category|grade|stage|class|tier|phase|rank"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7}
_SPELLED = {
    word: number for number, word in enumerate(ordered("zero one two three four five six seven eight nine ten"))
}
_DIGITS = r"[0-9]{1,2}(?:\.[0-9])?"
_LEVEL = re.compile(
    rf"\b(?P<scale>{_SCALES})[ \u00a0-](?P<level>{_DIGITS}|{'|'.join((*_SPELLED, *_ROMAN))})(?![\w/]|[.,][0-9])"
)
_ASKED = re.compile(rf"\b(?P<scale>{_SCALES})s?\b")


def find_levels(question: str, text: str) -> tuple[Value, ...]:
    """Return the levels in `text` of what `question` names, in reading order; the unit is that name."""
    asked = {match["scale"] for match in _ASKED.finditer(question.lower())}
    found = (match for match in _LEVEL.finditer(lowered(text)) if match["scale"] in asked) if asked else ()
    return tuple(_value(match, text) for match in found)


def _value(match: re.Match[str], text: str) -> Value:
    word = match["level"]
    level = float(word) if word[0].isdigit() else float((_SPELLED | _ROMAN)[word])
    start, end = match.span()
    return Value(
        kind="measure", low=level, high=level, unit=match["scale"], noun="", approximate=False, bound="exact",
        precision=1.0, start=start, end=end, text=text[start:end],
    )  # fmt: skip
