"""Whose date is which: 'rose to 612 crowns (2022: 564)' dates the second figure and says nothing of when the first was.

A date is a figure's own where the two are compared with others: in brackets, after 'from' or 'against', where
several figures stand each beside its date, or where each clause of the sentence has a figure and a date of its own.
Any other date is of the whole sentence.
"""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, pairwise

from rag.values.compare import compatible
from rag.values.find import find_values
from rag.values.lower import lowered
from rag.values.relative_dates import dates_from_now, relative_dates
from rag.values.types import YEARLESS, Value

_YEAR_OF = r"(?:the )?(?:(?:financial |fiscal |school |whole )?year (?:to |ended |ending )?|fy ?)?"
_WHEN = r"(?:(?:in|for|during|on|at|as at|(?:at|by) (?:the )?end of) )?"
# between a figure and its date: '4,300 jobs in 2021', '12 of them in 2019'
_IN = re.compile(rf"(?: (?!(?:and|but|or|while)\b)[a-z-]+| of (?:them|these|those|whom))?,? {_WHEN}{_YEAR_OF}")
# and between a date and its figure: '(2022: 564)'
_IS = re.compile(r"(?::| ?[–—=-]|,| it was| was| were| had been)? ?(?:(?:about|some|a total of) )?")
_NO_AMOUNTS = ("date", "time", "ordinal", "duration")  # what need not be of any date: 'in 2021, after two years'
_OPENS = re.compile(rf"[(;] ?(?:in |for )?{_YEAR_OF}$")
_AGAINST = re.compile(
    r"\b(?:versus|vs\.?|against|(?:compared|in comparison) (?:with|to)|(?:up|down) (?:from|on))"
    r" (?:the |a figure of |a total of )?$"
)
# times with which the figure's own is compared: 'the poorest since 2007', 'more than in 2017', 'against 8 in 2015'
_COMPARED = re.compile(
    r"\b(?:(?:\w+est|most|least|worst|best|first|record)\b[^,;.()]{0,30} since"
    r"|than (?:in|for)(?: the whole of| all of)?"
    r"|(?:against|compared (?:with|to)|(?:up|down) (?:from|on)) (?:[^,;()]{0,40} )?(?:in|of|for)) $"
)

# where one thing said may end and the next begin: "41 attacks took place in 2022 | and 63 in 2023"
_JOINT = re.compile(
    r"(?P<strong>; |(?:,? | [–—-] |—|\()(?:and|but|while|whereas|though|although|then|against|versus|compared with"
    r"|compared to|followed by|(?:up|down) from)\b)|[,:] "
)
_SAID = re.compile(r"\b(?:said|says|told|tells|wrote|writes|stated|announced|warned)\b")


def dates_in(text: str, written: int | None = None) -> tuple[Value, ...]:
    """Return the dates a sentence gives with at least a year, or else those told from the year it was `written` in."""
    values = figures(text)
    named = tuple(value for value in values if value.kind == "date" and value.unit == "")
    return named or dates_from_now(text, values, written)


def days_in(text: str) -> tuple[Value, ...]:
    """Return the dates a sentence gives without a year."""
    return tuple(value for value in figures(text) if value.unit == YEARLESS)


def days_of(text: str, value: Value) -> tuple[Value, ...]:
    """Return the dates without a year of a figure: that of its clause, else all."""
    days = days_in(text)
    own = (day for figure, day in _by_clauses(lowered(text), figures(text), days) if _is_one(figure, value))
    return tuple(own) or days


def dates_of(text: str, value: Value | None, written: int | None = None) -> tuple[Value, ...]:
    """Return the dates of a figure in a sentence: its own, or else those that belong to no other figure."""
    if value is None or value.kind == "date":
        return dates_in(text, written)
    owned = _owned(text, written)
    own = [date for figure, date in owned if _is_one(figure, value)]
    taken = [date for _, date in owned]
    free = [date for date in dates_in(text, written) if date not in taken and not _COMPARED.search(text, 0, date.start)]
    return tuple(_reached(date) for date in own or free)


def _reached(date: Value) -> Value:
    """Return 'by 2019' as 2019: what there was by then was counted then."""
    by = date.bound == "at_most" and date.text.lower().startswith("by ")
    return replace(date, low=date.high - date.precision + 1, bound="exact") if by else date


def others_dates(text: str, value: Value, written: int | None = None) -> tuple[Value, ...]:
    """Return the dates that other figures of the same kind have for their own, none where the figure has one too."""
    owned = _owned(text, written)
    if any(_is_one(figure, value) for figure, _ in owned):
        return ()
    return tuple(date for figure, date in owned if figure.kind == value.kind)


@lru_cache(maxsize=16384)
def figures(text: str) -> tuple[Value, ...]:
    """Return the figures of a sentence in reading order."""
    return find_values(text)


@lru_cache(maxsize=16384)
def _timed(text: str, written: int | None) -> tuple[Value, ...]:
    """Return the figures of a sentence, with 'a year earlier' as the date that it is."""
    values = figures(text)
    relative = relative_dates(text, values, written) if "year" in text else ()
    others = [value for value in values if not any(_is_one(value, date) for date in relative)]
    return tuple(sorted((*others, *relative), key=lambda value: value.start)) if relative else values


def _is_one(figure: Value, value: Value) -> bool:
    """Whether two readings are of one figure: a question may read more words with it, or fewer."""
    return figure.start < value.end and value.start < figure.end


@lru_cache(maxsize=16384)
def _owned(text: str, written: int | None) -> tuple[tuple[Value, Value], ...]:
    """Return the figures that have dates of their own, each with its date."""
    low, values = lowered(text), _timed(text, written)
    dates = [value for value in values if value.kind == "date" and value.unit == ""]
    beside = [(figure, date) for date in dates for figure in _neighbours(values, date) if _is_beside(low, figure, date)]
    own = tuple(pair for pair in beside if _is_compared(low, values, *pair) or _is_in_contrast(pair, beside))
    in_clauses = _by_clauses(low, values, dates)
    fuller = not any(_is_compared(low, values, *pair) for pair in own) and set(own) <= set(in_clauses)
    return in_clauses if fuller else own


def _by_clauses(low: str, values: Sequence[Value], dates: Sequence[Value]) -> tuple[tuple[Value, Value], ...]:
    """Return each figure with the date of its clause: 'In 2022 there were 41 attacks and in 2023 there were 63'.

    Of each kind every clause must have a figure. The date on which somebody said it is no figure's.
    """
    dates = [date for date in dates if not _COMPARED.search(low, 0, date.start)]
    ends = _clause_ends(low, values, dates)
    if any(compatible(*pair) for pair in combinations(map(_reached, dates), 2)) or not ends or _SAID.search(low):
        return ()
    timed = [value for value in values if value.kind == "duration" or value.kind not in _NO_AMOUNTS]
    pairs = [(value, dates[bisect(ends, value.start)]) for value in timed]
    dated = {kind: {date for value, date in pairs if value.kind == kind} for kind in {value.kind for value, _ in pairs}}
    return tuple(pair for pair in pairs if len(dated[pair[0].kind]) == len(dates))


def _clause_ends(low: str, values: Sequence[Value], dates: Sequence[Value]) -> list[int]:
    """Return where each clause but the last ends, so that each has one date; [] where that cannot be told."""
    amounts = [value.start for value in values if value.kind not in _NO_AMOUNTS]
    ends: list[int] = []
    for date, following in pairwise(dates):
        led = any((ends[-1] if ends else 0) <= start < date.start for start in amounts)
        end = _joint(list(_JOINT.finditer(low, date.end, following.start)), amounts, led)
        if end is None:
            return []
        ends.append(end)
    return ends


def _joint(joints: Sequence[re.Match[str]], amounts: Sequence[int], led: bool) -> int | None:
    """Return which joint between two dates ends what is of the first: the last one, or None.

    After a date that its figure led, what follows may be of either: "in 2021, with 2 losses, and 50 boats in 2022".
    """
    likely = [joint.start() for joint in joints if joint["strong"]] or [joint.start() for joint in joints]
    if led and any(likely[0] < start < likely[-1] for start in amounts if likely):
        return None
    return (likely[-1] if led else joints[-1].start()) if joints else None


def _neighbours(values: Sequence[Value], date: Value) -> list[Value]:
    at = values.index(date)
    return [
        value
        for value in (*values[max(0, at - 1) : at], *values[at + 1 : at + 2])
        if value.kind not in ("date", "time")
    ]


def _is_beside(low: str, figure: Value, date: Value) -> bool:
    if figure.start < date.start:
        return _IN.fullmatch(low, figure.end, date.start) is not None
    return bool(_OPENS.search(low, 0, date.start)) and _IS.fullmatch(low, date.end, figure.start) is not None


def _is_compared(low: str, values: Sequence[Value], figure: Value, date: Value) -> bool:
    """Whether the figure is given for comparison: after 'from', after 'against', or in brackets after its like."""
    if figure.change == "from" or _AGAINST.search(low, 0, figure.start):
        return True
    opened = low.rfind("(", 0, min(figure.start, date.start))
    if opened < 0 or ")" in low[opened : figure.start]:
        return False
    return any(value.kind == figure.kind and value.end <= opened for value in values)


def _is_in_contrast(pair: tuple[Value, Value], pairs: Sequence[tuple[Value, Value]]) -> bool:
    """Whether another figure of its kind has another date: '4,300 in 2021 and 5,000 in 2022'."""
    figure, date = pair
    return any(
        other is not figure and other.kind == figure.kind and not compatible(date, when) for other, when in pairs
    )
