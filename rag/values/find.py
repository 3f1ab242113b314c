"""Figures in a text, in reading order."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from rag.values.change import mark_changes
from rag.values.clock import CLOCK_WORDS, Clock, read_clock
from rag.values.clock_ranges import ClockRange, read_clock_range
from rag.values.dates import DATE_WORDS, Dated, read_date
from rag.values.labels import in_label, labelled
from rag.values.lower import lowered
from rag.values.not_values import is_reference, masked
from rag.values.nouns import read_noun
from rag.values.ordinals import ORDINAL_WORDS, read_ordinal
from rag.values.partial_sums import with_currencies
from rag.values.plain import plain
from rag.values.quantities import read_quantity
from rag.values.ranges import PLUS_MINUS
from rag.values.same_year import with_years
from rag.values.scale_readings import QUAKE
from rag.values.spelled import NUMBER_WORDS
from rag.values.time_parts import read_part
from rag.values.types import Bound, Value
from rag.values.words_before import qualifier_before
from rag.values.written_once import with_shared_words
from rag.values.years import read_year

_TOKEN = re.compile(r"[0-9]+|[½¼¾⅓⅔⅛⅜⅝⅞]|fy(?=[0-9]{4})|[^\W\d_]+[0-9]*")
_STARTERS = NUMBER_WORDS | DATE_WORDS | CLOCK_WORDS | ORDINAL_WORDS | {"a", "an"}
_RUN = re.compile(r"[0-9][0-9.,]*[0-9]|[0-9]|[a-z]+(?:-[a-z]+)*")
# "before 1950" and "by noon" bound a moment; "since" and "from" begin a state at it
_MOMENTS: dict[str, Bound] = {
    "before": "at_most", "by": "at_most", "prior to": "at_most", "no later than": "at_most",
    "not later than": "at_most",
    "after": "at_least", "not before": "at_least",
    "no earlier than": "at_least", "not earlier than": "at_least",
}  # fmt: skip
_MOMENT = re.compile(r"\b(before|by|after|prior to|(?:no|not) (?:later|earlier) than|not before) $")
_MOMENT_OF = re.compile(rf"{_MOMENT.pattern[:-2]} the $")

_BEYOND = re.compile(r"(?:before|prior to|after) ", re.I)  # 'before 1960' is over when 1960 begins
_SHORTEST_YEAR = 364  # days from its first to its last
_NEAR = re.compile(r"\b(?:shortly|just|soon|moments|minutes|a little) (?:before|after|past) $")


def find_values(text: str) -> tuple[Value, ...]:
    """Return the values `text` states, in reading order, none overlapping another."""
    bare = plain(text)
    found = tuple(bare.back(value, text) for value in _values(bare.text)) if bare else _values(text)
    return tuple(labelled(text, value) for value in found if not in_label(text, value))


def _values(text: str) -> tuple[Value, ...]:
    low = lowered(text)
    values: list[Value] = []
    free = 0
    for pos in _open_starts(low, masked(text, low)):
        if pos < free:
            continue
        value, free = _read(text, low, pos)
        if value:
            # qualifying words that the figure before has taken are not taken twice
            start = max(value.start, values[-1].end if values else 0)
            values.append(replace(value, start=start, text=text[start : value.end]))
    return mark_changes(low, with_shared_words(low, with_currencies(low, with_years(values))))


def _starts(low: str) -> Iterator[int]:
    """Yield where a figure may begin."""
    for match in _TOKEN.finditer(low):
        token = match.group()
        quake = QUAKE.match(low, match.start())
        if quake:
            yield quake.end()
        if token in _STARTERS or not token[0].isalpha():
            yield match.start()


def _open_starts(low: str, shut: list[tuple[int, int]]) -> Iterator[int]:
    """Yield the starts outside the spans of `shut`, which are in order."""
    spans = iter(shut)
    start, end = next(spans, (len(low), len(low)))
    for pos in _starts(low):
        while pos >= end and end < len(low):
            start, end = next(spans, (len(low), len(low)))
        if not start <= pos < end:
            yield pos


def _read(text: str, low: str, pos: int) -> tuple[Value | None, int]:
    if is_reference(low, pos):
        run = _RUN.match(low, pos)
        return None, max(run.end() if run else pos, pos + 1)
    value = _read_moment(text, low, pos) or read_ordinal(text, low, pos)
    return (value, value.end) if value else read_quantity(text, low, pos)


def _read_moment(text: str, low: str, pos: int) -> Value | None:
    dated = read_date(text, low, pos)
    if dated:
        return _date(text, low, pos, dated)
    spanned = read_clock_range(low, pos)
    if spanned and spanned.unsure:
        return _between(text, pos, spanned)
    clock = spanned.first if spanned else read_clock(low, pos)
    if clock:
        return _time(text, low, pos, clock)
    if not low[pos].isdigit() or PLUS_MINUS.match(low, pos + 4):  # '1090 ± 15 °C'
        return None
    dated = read_year(low, pos, read_noun(low, pos + 4) is not None)
    return _date(text, low, pos, dated) if dated else None


def _date(text: str, low: str, pos: int, dated: Dated) -> Value:
    start, bound, about = _around(low, pos)
    days = dated.days
    if days.span:
        bound = "range"
    whole = not days.span and not days.unit and days.high - days.low >= _SHORTEST_YEAR
    beyond = whole and _BEYOND.match(text, start)
    first, last = (days.high + 1, days.low - 1) if beyond else (days.low, days.high)
    return Value(
        kind="date",
        low=-math.inf if bound == "at_most" else first,
        high=math.inf if bound == "at_least" else last,
        unit=days.unit, noun="", approximate=about, bound=bound,
        precision=days.grain if days.span else days.high - days.low + 1,
        start=start, end=dated.end, text=text[start : dated.end],
    )  # fmt: skip


def _time(text: str, low: str, pos: int, clock: Clock) -> Value:
    start, bound, about = _around(low, pos)
    near = _NEAR.search(low, max(0, pos - 24), pos)
    if near:  # 'shortly before noon' is about noon
        start, bound, about = near.start(), "exact", True
    return Value(
        kind="time",
        low=-math.inf if bound == "at_most" else clock.minutes,
        high=math.inf if bound == "at_least" else clock.minutes,
        unit=clock.unit, noun="", approximate=about, bound=bound, precision=clock.precision,
        start=start, end=clock.end, text=text[start : clock.end],
    )  # fmt: skip


def _between(text: str, pos: int, times: ClockRange) -> Value:
    first, last = times.first, times.last
    return Value(
        kind="time", low=first.minutes, high=last.minutes, unit=last.unit, noun="", approximate=False, bound="range",
        precision=last.precision, start=pos, end=last.end, text=text[pos : last.end],
    )  # fmt: skip


def _around(low: str, pos: int) -> tuple[int, Bound, bool]:
    """Return where the words that bound or soften a moment start, its bound, and whether it is softened."""
    about = qualifier_before(low, pos)
    softened = about.approximate
    start = about.edge if softened else pos
    ending = _MOMENT_OF if read_part(low, pos) else _MOMENT  # "by the end of 2026"
    match = ending.search(low, max(0, start - 22), start) or _MOMENT.search(low, max(0, start - 18), start)
    return (match.start(), _MOMENTS[match[1]], softened) if match else (start, "exact", softened)
