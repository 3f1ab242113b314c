"""Figures that a question lets choose between: "Did 26 or 27 people die?" asks how many died."""

import re
from dataclasses import replace

from rag.questions.answer_kinds import Asked, opens_like_yes_or_no
from rag.questions.keyword_kinds import kind_of_keywords
from rag.values.clock import as_clock
from rag.values.find import find_values
from rag.values.types import Kind, Value

_OR = re.compile(r",? or (?:(?:in|on|at|by|for|of|from|about|the|an?) )*", re.I)
_NO_CHOICE = re.compile(  # 'Should 16 or 17 year olds vote?', 'Is it true that 40 or 50 people died?'
    r"is it (?:true|right|correct|certain|known)\b|(?:should|shall|ought|must|may|might|can|could|need)\b", re.I
)
_THOSE = re.compile(r"\b(?:the|these|those) $", re.I)  # 'the 3 or 4 men who fled'
_AT = re.compile(r"\b(?:at|by|until|till) $", re.I)  # 'Did it leave at 4.14 or 4.20?'
_ACCEPTED: dict[Kind, tuple[Kind, ...]] = {
    kind: (kind, "count") for kind in ("money", "percent", "measure", "duration", "rate")
}  # also as a bare number


def figures_offered(asking: str) -> tuple[Value, ...]:
    """Return the figures among which a question that opens like one of yes or no lets choose."""
    if not opens_like_yes_or_no(asking) or _NO_CHOICE.match(asking):
        return ()
    values = find_values(asking)
    return next((found for number in range(len(values)) if (found := _offered(values[number:], asking))), ())


def _offered(values: tuple[Value, ...], asking: str) -> tuple[Value, ...]:
    """Return what the first of the values offers: 'in 1962 or 1964', '26 or 27 people', 'on 3 or 4 March 2019'."""
    first, *others = values
    if others and _are_offered(first, others[0], asking):
        return (first, others[0])
    if day := _day_of_month(first, asking):
        return (first, day)
    if (
        first.kind == "date"
        or first.bound != "range"
        or " or " not in first.text
        or _THOSE.search(asking[: first.start])
    ):
        return ()
    dated = others and others[0].kind == "date" and others[0].start == first.end + 1
    return (first, others[0]) if dated and _is_bare(first) else (first,)


def _day_of_month(first: Value, asking: str) -> Value | None:
    """Return '28 June' of '27 or 28 June', which is read as two numbers, the year being left out; None elsewhere."""
    if not _is_bare(first) or " or " not in first.text or _THOSE.search(asking[: first.start]):
        return None
    start = first.start + first.text.rindex(" ") + 1
    days = [value for value in find_values(asking[start:])[:1] if value.kind == "date" and not value.start]
    return next((replace(day, start=start, end=start + day.end) for day in days if start + day.end > first.end), None)


def kind_of_figures(offered: tuple[Value, ...], asking: str) -> Asked | None:
    """Return what is asked for where figures are offered: a figure of their kind, or else of the kind named."""
    if not offered:
        return None
    kind = next((value.kind for value in offered if not _is_bare(value)), None)
    if kind:
        return "value", _ACCEPTED.get(kind, (kind,))
    if _AT.search(asking[: offered[0].start]) and as_clock(offered[0], asking):
        return "value", ("time",)
    return kind_of_keywords(asking) or ("value", ("count",))


def _are_offered(first: Value, second: Value, asking: str) -> bool:
    alike = first.kind == second.kind or _is_bare(first) or _is_bare(second)
    exact = "at_most" not in (first.bound, second.bound) and "at_least" not in (first.bound, second.bound)
    return alike and exact and bool(_OR.fullmatch(asking[first.end : second.start]))


def _is_bare(value: Value) -> bool:
    return value.kind == "count" and not value.noun
