"""Limits and wholes: what a question for a limit makes of a bound, and which figure is the whole of another."""

import re
from dataclasses import replace

from rag.questions.question import Question
from rag.values.types import Value
from rag.words import content_stems

_LIMIT = re.compile(
    r"^(?:from|up to|until|till|above|below|under|over) (?:what|which|how)\b"
    r"|\b(?:minimum|maximum|limit|threshold|ceiling)\b"
    r"|^how (?:old|long|fast|high|tall|big|large|heavy|deep|far|late|early)\b.*\b(?:may|must|allowed|permitted|required"
    r"|ha(?:s|ve) to)\b",
    re.I,
)
_OF_THE = re.compile(r" (?:[\w-]+ ){0,2}(?:(?:out )?of (?:about )?(?:the|its|their|our|his|her|all)|out of)(?: \w+)? ")
# "Of the 18 drones 16 were destroyed": the whole comes first
_LEADS = re.compile(
    r"(?:^|[,;:.] |\b(?:and|but|that) )(?:out )?of (?:about |some )?(?:(?:the|its|their|our|his|her|these|those|all)"
    r"(?: [a-z]+)? )?$",
    re.I,
)
_FOLLOWS = re.compile(r"[^.;:!?]{0,60}")
_INCLUDES = re.compile(
    r"(?: [\w'’-]+){0,4},? \(?(?:among (?:them|whom|those)|including|of (?:them|whom)) (?:the |also )?", re.I
)
_OF = re.compile(r" of (?:about |some )?")  # after a bare figure alone: "one group of 70 men" has no part


def as_limit(question: Question, value: Value) -> Value:
    """Return a bound as the figure it names where a limit is asked for: of "18 or over" and "12 or over" one holds."""
    if value.bound not in ("at_least", "at_most") or not _LIMIT.search(question.text):
        return value
    end = value.low if value.bound == "at_least" else value.high
    return replace(value, bound="exact", low=end, high=end)


def is_whole(text: str, value: Value, others: tuple[Value, ...]) -> bool:
    """Whether a count in `text` is what another is a part of: 8,612 in "3,200 of the 8,612 people"."""
    return bool(parts_of(text, value, others))


def parts_of(text: str, value: Value, others: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the counts that tell of a part of those that `value` counts, before it or behind "Of the 18 drones"."""
    counts = [other for other in others if other.kind == "count" == value.kind]
    before = (other for other in counts if other.end <= value.start and _joins(text, other, value))
    leads = _LEADS.search(text, 0, value.start) is not None
    behind = (
        other
        for other in counts
        if leads and other.start >= value.end and _FOLLOWS.fullmatch(text, value.end, other.start)
    )
    return (*before, *behind)


def is_whole_asked(question: Question, text: str, whole: Value) -> bool:
    """Whether all that is asked is said of a leading whole: "Of the 410 people who worked there in 2021, 260 left"."""
    clause, comma, _ = text[whole.start :].partition(", ")
    leads = comma and _LEADS.search(text, 0, whole.start)
    return bool(leads and question.terms) and question.terms <= content_stems(clause)


def among(text: str, value: Value, others: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the counts of a sort that `value` includes: four of "17 dead, among them four contractors"."""
    counts = (other for other in others if other.kind == "count" == value.kind and other.start >= value.end)
    return tuple(other for other in counts if other.noun and _INCLUDES.fullmatch(text, value.end, other.start))


def _joins(text: str, part: Value, whole: Value) -> bool:
    if _OF_THE.fullmatch(text, part.end, whole.start):
        return True
    bare = not part.label or part.label.lower() not in part.text.lower()  # it may have its noun from the whole
    return bare and _OF.fullmatch(text, part.end, whole.start) is not None
