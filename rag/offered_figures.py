"""Figures that a question lets choose between: "Did 26 or 27 people die?" asks how many died."""

import re
from itertools import pairwise

from rag.answer_kinds import Asked, opens_like_yes_or_no
from rag.keyword_kinds import kind_of_keywords
from rag.values.find import find_values
from rag.values.types import Kind, Value

_OR = re.compile(r",? or (?:(?:in|on|at|by|for|of|from|about|the|an?) )*", re.I)
_IS_IT_TRUE = re.compile(r"is it (?:true|right|correct|certain|known)\b", re.I)  # then the figures are an estimate
_ACCEPTED: dict[Kind, tuple[Kind, ...]] = {
    kind: (kind, "count") for kind in ("money", "percent", "measure", "duration", "rate")
}  # also as a bare number


def figures_offered(asking: str) -> tuple[Value, ...]:
    """Return the figures among which a question that opens like one of yes or no lets choose."""
    if not opens_like_yes_or_no(asking) or _IS_IT_TRUE.match(asking):
        return ()
    values = find_values(asking)
    for value in values:
        if value.kind != "date" and value.bound == "range" and " or " in value.text:
            return (value,)
    return next((pair for pair in pairwise(values) if _are_offered(pair, asking)), ())


def kind_of_figures(offered: tuple[Value, ...], asking: str) -> Asked | None:
    """Return what is asked for where figures are offered: a figure of their kind, or else of the kind named."""
    if not offered:
        return None
    kind = next((value.kind for value in offered if not _is_bare(value)), None)
    if kind:
        return "value", _ACCEPTED.get(kind, (kind,))
    return kind_of_keywords(asking) or ("value", ("count",))


def _are_offered(pair: tuple[Value, Value], asking: str) -> bool:
    first, second = pair
    alike = first.kind == second.kind or _is_bare(first) or _is_bare(second)
    exact = "at_most" not in (first.bound, second.bound) and "at_least" not in (first.bound, second.bound)
    return alike and exact and bool(_OR.fullmatch(asking[first.end : second.start]))


def _is_bare(value: Value) -> bool:
    return value.kind == "count" and not value.noun
