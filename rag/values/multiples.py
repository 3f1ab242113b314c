"""Rises told by their multiple, which are figures only where a change is asked for: 'prices doubled', 'halved'."""

import re

from rag.values.lower import lowered
from rag.values.types import Value
from rag.values.words_before import qualifier_before

# by how many per cent
_CHANGES = {"doubl": 100.0, "tripl": 200.0, "trebl": 200.0, "quadrupl": 300.0, "halv": 50.0}
_VERB = re.compile(rf"\b(?P<stem>{'|'.join(_CHANGES)})(?:ed|ing)\b(?! (?:as|back|over|up|down)\b)")
_AS_MUCH = re.compile(
    r"\b(?P<stem>twice|double|triple|treble)"
    r"(?= (?:what|as (?:many|much|high|large|big|long|great)|that"
    r"|the (?:\w+ )?(?:price|level|rate|number|amount|figure|sum))\b)"
)
_RISES = {"twice": 100.0, "double": 100.0, "triple": 200.0, "treble": 200.0}


def find_multiples(text: str) -> tuple[Value, ...]:
    """Return as percentages by how much something is said to have changed by a multiple, in reading order."""
    low = lowered(text)
    found = [(match, _CHANGES[match["stem"]]) for match in _VERB.finditer(low)]
    found += [(match, _RISES[match["stem"]]) for match in _AS_MUCH.finditer(low)]
    return tuple(sorted((_percent(match, change, text, low) for match, change in found), key=lambda value: value.start))


def _percent(match: re.Match[str], change: float, text: str, low: str) -> Value:
    bound = qualifier_before(low, match.start()).bound
    return Value(
        kind="percent",
        low=float("-inf") if bound == "at_most" else change,
        high=float("inf") if bound == "at_least" else change,
        unit="", noun="", approximate=True, bound=bound, precision=1.0,
        start=match.start(), end=match.end(), text=text[match.start() : match.end()],
    )  # fmt: skip
