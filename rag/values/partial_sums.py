"""Parts of a sum whose currency is written once: 'of the 25,000 euros promised they had received 15,000'."""

import re
from dataclasses import replace
from itertools import pairwise

from rag.values.types import Value

_OF_THE = re.compile(r"\bof (?:the|its|their|her|his|our|this|that|these|those)(?: [a-z]+)? $")
_BETWEEN = re.compile(r",?(?: [a-z’'-]+){1,8} ")  # within one clause, and no other thing counted
_ENDS = re.compile(r"$|[.,;)](?![0-9])| (?:so far|by|in|on|until|to date|at)\b")


def with_currencies(low: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Give bare figures the currency of the whole that stands before them."""
    parts = {part.start: _as_money(part, whole) for whole, part in pairwise(values) if _is_part(low, whole, part)}
    return tuple(parts.get(value.start, value) for value in values)


def _is_part(low: str, whole: Value, part: Value) -> bool:
    bare = part.kind == "count" and not (part.noun or part.label or part.unit)
    if not bare or whole.kind != "money" or not whole.unit or part.high > whole.high:
        return False
    between = _BETWEEN.fullmatch(low, whole.end, part.start)
    return bool(_OF_THE.search(low, 0, whole.start) and between and _ENDS.match(low, part.end))


def _as_money(part: Value, whole: Value) -> Value:
    return replace(part, kind="money", unit=whole.unit, label=whole.label, role="")
