"""Limits and wholes: what a question for a limit makes of a bound, and which figure is the whole of another."""

import re
from dataclasses import replace

from rag.question import Question
from rag.values.types import Value

_LIMIT = re.compile(
    r"^(?:from|up to|until|till|above|below|under|over) (?:what|which|how)\b"
    r"|\b(?:minimum|maximum|limit|threshold|ceiling)\b"
    r"|^how (?:old|long|fast|high|tall|big|large|heavy|deep|far|late|early)\b.*\b(?:may|must|allowed|permitted|required"
    r"|ha(?:s|ve) to)\b",
    re.I,
)
_OF_THE = re.compile(r" (?:[\w-]+ ){0,2}(?:(?:out )?of (?:about )?(?:the|its|their|our|his|her|all)|out of)(?: \w+)? ")
_OF = re.compile(r" of (?:about |some )?")  # after a bare figure alone: "one group of 70 men" has no part


def as_limit(question: Question, value: Value) -> Value:
    """Return a bound as the figure it names where a limit is asked for: of "18 or over" and "12 or over" one holds."""
    if value.bound not in ("at_least", "at_most") or not _LIMIT.search(question.text):
        return value
    end = value.low if value.bound == "at_least" else value.high
    return replace(value, bound="exact", low=end, high=end)


def is_whole(text: str, value: Value, others: tuple[Value, ...]) -> bool:
    """Whether a count in `text` is what another before it is a part of: 8,612 in "3,200 of the 8,612 people"."""
    before = (other for other in others if other.kind == "count" == value.kind and other.end <= value.start)
    return any(
        _OF_THE.fullmatch(text, other.end, value.start)
        or (not other.noun and _OF.fullmatch(text, other.end, value.start))
        for other in before
    )
