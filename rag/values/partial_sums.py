"""Parts of a sum or measure whose unit is written once: 'of the 25,000 euros promised they had received 15,000'."""

import re
from dataclasses import replace
from itertools import pairwise

from rag.values.types import Value
from rag.values.units import figure_of

_OF_THE = re.compile(r"\bof (?:the|its|their|her|his|our|this|that|these|those)(?: [a-z]+)? $")
_BETWEEN = re.compile(r",?(?: [a-z’'-]+){1,8} ")  # within one clause, and no other thing counted
_OF_WHICH = re.compile(r",? \(?(?:out )?of which(?: [a-z’'-]+){0,6} (?:[$€£¥])?")
_WHICH_BEFORE = re.compile(r",? \(?(?:and )?")  # '25,000 euros, 15,000 of which has come'
_WHICH_AFTER = re.compile(r" (?:of|from) (?:which|it|that|this)\b")
_ENDS = re.compile(r"$|[.,;)](?![0-9])| (?:so far|by|in|on|until|to date|at)\b")


def with_currencies(low: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Give bare figures the currency or unit of the whole that stands before them."""
    parts = {part.start: _in_unit_of(whole, part) for whole, part in pairwise(values) if _is_part(low, whole, part)}
    return tuple(parts.get(value.start, value) for value in values)


def _is_part(low: str, whole: Value, part: Value) -> bool:
    bare = part.kind == "count" and not (part.noun or part.label or part.unit)
    if not bare or whole.kind not in ("money", "measure", "duration") or not whole.unit:
        return False
    if _in_unit_of(whole, part).high > whole.high:
        return False
    return _is_told_of(low, whole, part) or (whole.kind == "money" and _is_of_the_sum(low, whole, part))


def _is_told_of(low: str, whole: Value, part: Value) -> bool:
    if _OF_WHICH.fullmatch(low, whole.end, part.start):
        return True
    return bool(_WHICH_BEFORE.fullmatch(low, whole.end, part.start) and _WHICH_AFTER.match(low, part.end))


def _is_of_the_sum(low: str, whole: Value, part: Value) -> bool:
    between = _BETWEEN.fullmatch(low, whole.end, part.start)
    return bool(_OF_THE.search(low, 0, whole.start) and between and _ENDS.match(low, part.end))


def _in_unit_of(whole: Value, part: Value) -> Value:
    one = 1.0 if whole.kind == "money" else 1.0 / figure_of(1.0, whole.label, "kelvin")
    low, high, step = (end * one for end in (part.low, part.high, part.precision))
    return replace(
        part, kind=whole.kind, low=low, high=high, precision=step, unit=whole.unit, label=whole.label, role=""
    )
