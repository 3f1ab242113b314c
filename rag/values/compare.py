"""Whether two values can both hold, by arithmetic."""

import math
from collections.abc import Callable, Iterable, Sequence

from rag.values.calendar_days import in_leap_year
from rag.values.dilutions import are_dilutions, in_one_unit
from rag.values.nouns import singular
from rag.values.partial_dates import partial_agree
from rag.values.spans import is_long_span
from rag.values.synonyms import PEOPLE, are_apart, same_things
from rag.values.types import HALF_DAY, MONTHDAY, PARTIAL, WEEKDAY, YEARLESS, Kind, Value
from rag.values.words_before import CLOSE, SHORT_OF
from rag.values.zones import UTC, minutes_ahead

# 'about 2,000' allows a tenth of itself; 'about 2,150', which says more, its last step or a twentieth
_ABOUT_SHARE, _FINE_SHARE = 0.10, 0.05
_ABOUT_MINUTES = 15.0  # 'around 05:30'
_CLOSE = 1 + 1e-9  # for rounding in floating point
_HALF_DAY_MINUTES = 720
_YEAR = 365.25  # days
_FURTHEST, _FURTHEST_DATE, _FROM_NONE = 20.0, 5.0, 4.0
_DEGREES = {"degree_Celsius", "kelvin"}  # a temperature and a difference, which not every sentence tells apart
_ZONE_MINUTES = 30  # that nearly all zones are apart by
_SHORTEST_YEAR = 364  # days from its first to its last
_NEAR_DAYS, _NEAR_TIMES = 2 * _YEAR, 0.5  # how far from a bound a figure is that it is said of
_MONTH = 32  # days: no month has so many


def comparable(a: Value, b: Value) -> bool:
    """Whether `a` and `b` could be of the same quantity: kind, unit and, for counts, what is counted."""
    return comparable_but_for_nouns(a, b) and (a.kind not in ("count", "ordinal") or same_things(a.noun, b.noun))


def comparable_but_for_nouns(a: Value, b: Value) -> bool:
    """Whether they could be, if the nouns are two words for one thing: three colleagues, two dockers."""
    return comparable_but_for_roles(a, b) and (a.kind != "count" or _same_role(a, b))


def comparable_but_for_roles(a: Value, b: Value) -> bool:
    """Whether they could be, if a fate that only one of them names is the other's as well."""
    if not _same_dimension(a, b):
        return False
    fates = {a.role, b.role} - {""}
    return a.kind != "count" or (len(fates) < 2 and not are_apart(counted_in(a), counted_in(b)))


def _same_dimension(a: Value, b: Value) -> bool:
    if a.kind != b.kind:
        return False
    if a.kind == "time":
        zones = {a.unit, b.unit} - {"", HALF_DAY}
        return len(zones) < 2 or None not in map(minutes_ahead, zones)
    if a.kind == "date" and _is_part(a, b):
        return True
    if a.kind == "date" and a.unit != b.unit:
        dated = b if a.unit == YEARLESS else a
        return in_leap_year(dated.low, dated.high) is not None
    if a.kind == "money" and not (a.unit and b.unit):  # "It cost 6.5 million" can be of any currency
        return True
    return a.unit == b.unit or {a.unit, b.unit} == _DEGREES or are_dilutions(a, b)


def _same_role(a: Value, b: Value) -> bool:
    """Of two that name no two fates: people without one may be the killed, not the hurt, the missing or the saved."""
    if a.role == b.role:
        return True
    known, unknown = (a, b) if a.role else (b, a)
    return not unknown.noun or known.role == "dead" or (unknown.noun not in PEOPLE and not known.noun)


def counted_in(value: Value) -> frozenset[str]:
    """Return the singular words of what a figure counts."""
    return frozenset(singular(word) for word in f"{value.label} {value.noun}".lower().split())


def compatible(a: Value, b: Value) -> bool:
    """Whether both can hold of one quantity.

    True also where kind, unit or currency differ, since then no conflict can be claimed. Nouns are not looked
    at: that is for `comparable`.
    """
    if not _same_dimension(a, b):
        return True
    a, b = in_one_unit(a, b)
    return _RULES.get(a.kind, _agree)(a, b)


def say_nothing_of_each_other(a: Value, b: Value) -> bool:
    """Whether two dates neither agree nor conflict: every year has a 5 May, and a Friday."""
    if a.kind != "date" or b.kind != "date" or a.unit == b.unit:
        return False
    return any(not value.unit and value.high - value.low >= _SHORTEST_YEAR for value in (a, b))


def times_apart(a: Value, b: Value) -> float:
    """Return at least how many times as large as the other the larger of two figures is: 1 where they meet, up to 20.

    Of dates it is how many years are between them, up to 5. Hours of a day and temperatures have no zero to count
    from: 1. Some and none have no ratio: 4, by how often they were rivals.
    """
    a, b = in_one_unit(a, b)
    (_, end), (start, _) = sorted(((a.low, a.high), (b.low, b.high)))
    if start <= end or a.kind == "time" or a.unit == "degree_Celsius" or a.unit != b.unit:
        return 1.0
    if a.kind == "date":
        return min(max((start - end) / _YEAR, 1.0), _FURTHEST_DATE)
    return min(start / end, _FURTHEST) if end > 0 else _FROM_NONE


def steps_apart(a: Value, b: Value) -> float:
    """Return how far what two figures name lies apart, a bound naming its end: 0 where they meet.

    Of dates and hours it is the days or minutes, of others how many times as large the larger is, less one.
    """
    a, b = in_one_unit(a, b)
    gap = _gap(*_named(a), *_named(b))
    if not gap or a.unit != b.unit:
        return 0.0
    if a.kind in ("date", "time"):
        return gap
    least = min(abs(end) for end in (*_named(a), *_named(b)))
    return gap / least if least else math.inf


def _named(value: Value) -> tuple[float, float]:
    low = value.low if math.isfinite(value.low) else value.high
    return low, value.high if math.isfinite(value.high) else low


def is_near(a: Value, b: Value) -> bool:
    """Whether a bound is said of about such a figure: "more than 60" of 64 and not of 600; what is no bound is.

    But "(1835-1911)" is said of no year between."""
    a, b = in_one_unit(a, b)
    if is_long_span(a) != is_long_span(b):
        return False
    if all(math.isfinite(end) for end in (a.low, a.high, b.low, b.high)) or a.kind == "time" or a.unit != b.unit:
        return True
    return steps_apart(a, b) <= (_NEAR_DAYS if a.kind == "date" else _NEAR_TIMES)


def within_a_month(date: Value) -> bool:
    """Whether a date is exact to the month at least."""
    return date.high - date.low < _MONTH


def share_a_month(dates: Iterable[Value], others: Sequence[Value]) -> bool:
    """Whether one date can be one of the others, both to within a month; a year has room for many events."""
    exact = [date for date in others if within_a_month(date)]
    return any(compatible(date, other) for date in dates if within_a_month(date) for other in exact)


def bears_out(known: Value, said: Value) -> bool:
    """Whether who knows the one may say the other: both can hold, and what is said is no more exact than what is known.

    "14" bears out "more than 10" and "1,998" bears out "2,000", not the other way round.
    """
    if not compatible(known, said):
        return False
    if said.kind in ("time", "ordinal") or {known.unit, said.unit} & PARTIAL:
        return True
    under, over = (_allowed(known, said, end) for end in (said.low, said.high))
    return said.low - under - _short_of(said) <= known.low and known.high <= said.high + over


def _allowed(known: Value, said: Value, end: float) -> float:
    """Return by how much what is known may pass an end of what is said."""
    if said.kind == "date":
        return said.precision * said.approximate
    return max(_slack(said, end), _converted(known, said)) * _CLOSE


def _agree(a: Value, b: Value) -> bool:
    """Compare intervals, each widened by how finely it was written: the finer rounded to the coarser."""
    gap = _gap(*_interval(a), *_interval(b))
    # of degrees in two scales one was worked out from the other, whose steps are as coarse, and both were rounded
    both = a.unit in _DEGREES and _in_two_units(a, b)
    slacks = [_slack(one, one.high if one.high < other.low else one.low) for one, other in ((a, b), (b, a))]
    rounded = sum(slacks) if both else max(slacks)
    return gap <= max(rounded, _converted(a, b)) * _CLOSE


def _interval(value: Value) -> tuple[float, float]:
    """Return what a figure allows: "just over 40" no 60, "nearly 60" from 54 to 60."""
    if CLOSE.match(value.text) and value.bound in ("at_least", "at_most"):
        low = value.low if math.isfinite(value.low) else value.high - _ABOUT_SHARE * abs(value.high)
        return low, value.high if math.isfinite(value.high) else value.low + _ABOUT_SHARE * abs(value.low)
    return value.low - _short_of(value), value.high


def _short_of(value: Value) -> float:
    """Return by how much less "nearly 60" can be."""
    return _ABOUT_SHARE * abs(value.low) if value.bound == "exact" and SHORT_OF.match(value.text) else 0.0


def _gap(low: float, high: float, other_low: float, other_high: float) -> float:
    return max(0.0, other_low - high, low - other_high)


def _slack(value: Value, end: float) -> float:
    """Return by how much a figure may pass one of its ends: "thousands" not by a part of 99,999 where they begin."""
    if _short_of(value):
        return 0.0
    half_step = value.precision / 2 if value.bound in ("exact", "range") else 0.0
    if not value.approximate or not math.isfinite(end):
        return half_step
    tenth, fine = _ABOUT_SHARE * abs(end), max(_FINE_SHARE * abs(end), _round_step(value, end))
    return max(half_step, tenth if _is_in_words(value) else min(tenth, fine))


def _is_in_words(value: Value) -> bool:
    """Whether a rough figure has no digits that could say more: "hundreds", "several dozen"."""
    return value.bound == "range" and not any(map(str.isdigit, value.text))


def _converted(a: Value, b: Value) -> float:
    """Allow for the zeros of a figure given in another unit: 60 miles is also called 100 kilometres."""
    if a.kind not in ("measure", "duration") or a.unit in _DEGREES or "exact" not in (a.bound, b.bound):
        return 0.0
    if not _in_two_units(a, b):
        return 0.0
    rounded = (value for value in (a, b) if value.bound == "exact" and not _short_of(value))
    return max((_round_step(value, _named(value)[0]) / 2 for value in rounded), default=0.0)


def _in_two_units(a: Value, b: Value) -> bool:
    """Whether the steps of two measures show that their units are no power of ten apart: miles and kilometres."""
    if a.kind not in ("measure", "duration") or not (a.precision and b.precision):
        return False
    ratio = math.log10(a.precision / b.precision)
    return not math.isclose(ratio, round(ratio), abs_tol=1e-6)


def _round_step(value: Value, end: float) -> float:
    """Return the size of the last digit of an end that is not zero, in base units."""
    if not value.precision:
        return 0.0
    figure, step = round(abs(end) / value.precision), value.precision
    while figure and figure % 10 == 0:
        figure, step = figure // 10, step * 10
    return step


def _is_part(a: Value, b: Value) -> bool:
    return bool({a.unit, b.unit} & {WEEKDAY, MONTHDAY})


def _dates_agree(a: Value, b: Value) -> bool:
    if _is_part(a, b):
        return partial_agree(a, b)
    if a.unit != b.unit:
        a_days, b_days = _yearless(a), _yearless(b)
    else:
        a_days, b_days = (a.low, a.high), (b.low, b.high)
    if a.bound == b.bound == "range" and a.unit == b.unit:
        grain = max(a.precision, b.precision)
        return abs(a.low - b.low) < grain and abs(a.high - b.high) < grain
    about = max((value.precision for value in (a, b) if value.approximate), default=0.0)
    return _gap(*a_days, *b_days) <= about


def _yearless(value: Value) -> tuple[float, float]:
    if value.unit == YEARLESS:
        return value.low, value.high
    return in_leap_year(value.low, value.high) or (-math.inf, math.inf)


def _times_agree(a: Value, b: Value) -> bool:
    slack = max(_ABOUT_MINUTES if v.approximate else v.precision / 2 if v.bound == "exact" else 0.0 for v in (a, b))
    ahead = _ahead(b.unit) - _ahead(a.unit)
    closed = all(map(math.isfinite, (a.low, a.high, b.low, b.high)))
    days = (
        tuple(2 * _HALF_DAY_MINUTES * day for day in (0, 1, -1, 2, -2)) if closed else (0,)
    )  # 23.57 is almost midnight
    halves = (_HALF_DAY_MINUTES, -_HALF_DAY_MINUTES) if HALF_DAY in (a.unit, b.unit) else ()
    away = range(-2880, 2880, _ZONE_MINUTES) if _is_anywhere(a.unit, b.unit) else ()
    shifts = (ahead + shift for shift in (*days, *halves, *away))
    return any(_gap(a.low + shift, a.high + shift, b.low, b.high) <= slack for shift in shifts)


def _ahead(zone: str) -> float:
    return minutes_ahead(zone) or 0.0


def _is_anywhere(zone: str, other: str) -> bool:
    """Whether one time is in UTC and the other where it was, which may be whole hours away: 02:40 and 23:40 UTC."""
    return {zone, other} in ({UTC, ""}, {UTC, HALF_DAY})


def _ranks_agree(a: Value, b: Value) -> bool:
    return a.low == b.low


_RULES: dict[Kind, Callable[[Value, Value], bool]] = {
    "date": _dates_agree,
    "time": _times_agree,
    "ordinal": _ranks_agree,
}
