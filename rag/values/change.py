"""Two figures of which one came before the other: 'grew from 4,000 to 6,000' is a change, not a range."""

import re
from dataclasses import replace

from rag.values.types import Change, Value

_VERB = re.compile(
    r"\b(?:r[io]se[sn]?|rising|gr[eo]wn?|grows?|growing|increas\w+|fell|falls?|fallen|falling|dropp?\w*|declin\w+"
    r"|climb\w+|jump\w+|shr[aiu]nk\w*|shrinking|cut|reduc\w+|rais\w+|expand\w+|swell\w*|swollen|surg\w+|chang\w+|up"
    r"|down|went|gone|doubl\w+|soar\w+|plung\w+|slump\w+|slid|improv\w+|widen\w+|narrow\w+|slash\w+|lower\w*"
    r"|revis\w+|mov\w+|lift\w*|upgrad\w+|downgrad\w+)\b(?:[^.;]|\.(?=[0-9]))*$"
)
_REACH = 60  # characters between the verb of change and its 'from'
_AMID = re.compile(r"(?:, | \(|, and )?(?:up|down|compared|as against)? ?(?:sharply )?(?:from|with) $")


def in_change(low: str, edge: int) -> bool:
    """Whether a verb of change governs the 'from' that ends at `edge`."""
    return bool(_VERB.search(low, max(0, edge - _REACH), edge - 5))


def mark_changes(low: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Mark the earlier figure of each change 'from' and the later one 'to'."""
    if " from " not in low:
        return values
    marks: dict[int, Change] = {}
    for index, value in enumerate(values):
        if value.kind in ("date", "time", "ordinal") or not low.endswith("from ", 0, value.start):
            continue
        if in_change(low, value.start):
            marks[index] = "from"
            marks |= _later(low, values, index)
    return tuple(replace(value, change=marks.get(index, "")) for index, value in enumerate(values))


def _later(low: str, values: tuple[Value, ...], index: int) -> dict[int, Change]:
    for other in (index + 1, index - 1):
        if not 0 <= other < len(values) or values[other].kind != values[index].kind:
            continue
        if low.endswith("to ", 0, values[other].start) or _follows(low, values, other, index):
            return {other: "to"}
    return {}


def _follows(low: str, values: tuple[Value, ...], other: int, index: int) -> bool:
    return other < index and _AMID.fullmatch(low, values[other].end, values[index].start) is not None
