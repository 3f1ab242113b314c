"""Figures as a question asks for them: what only the question makes a figure, or a figure of that kind."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.grain import is_too_short
from rag.lasting import answers_how_long, as_lasted, asks_age
from rag.limits import as_limit
from rag.questions.question import Question
from rag.sizes import measured_as_asked
from rag.sums import as_sum
from rag.values.ages import as_age, find_times_of_life
from rag.values.clock import as_clock, find_dayparts
from rag.values.differences import find_differences
from rag.values.levels import find_levels
from rag.values.margins import find_margins
from rag.values.multiples import find_multiples
from rag.values.nouns import singular
from rag.values.ones import find_ones
from rag.values.partial_dates import as_year, begins_or_ends, find_partial_dates
from rag.values.periods import as_total
from rag.values.rates import find_occasions, find_rates
from rag.values.shares import find_every_nth, find_fractions, find_parts
from rag.values.spans import end_asked, is_lifetime
from rag.values.types import YEARLESS, Value
from rag.values.units import figure_of
from rag.values.zero import find_zeros
from rag.words import content_stems

_ANYONE = frozenset({"peopl", "person"})
_OFTEN = re.compile(r"\bhow (?:often|frequently|many times)\b", re.I)
_LONGER = re.compile(r"\b(?:year|month|decade|century)s?\b", re.I)  # 'in which month' is not answered by a weekday
_OPENING = 40  # characters of a question in which that is asked
_LASTING = re.compile(r"(?:since|until|till|up to|from|to) when|how (?:long|old)", re.I)
_UNTIL = re.compile(r"(?:until|till|up to) when", re.I)  # 'closed on Thursday' answers it as well
_MORE = re.compile(
    r"\bby (?:how (?:much|many)|what (?:factor|multiple))\b"
    r"|\bhow (?:much|many|far)\b.*\b(?:more|less|fewer|longer|higher|lower|shorter|greater"
    r"|ahead|lose|save|gain|fall(?:en)?|rise[ns]?|drop(?:ped)?|raised?|reduced?|changed?|grown?|increased?"
    r"|g(?:o|one) (?:up|down))\b",
    re.I,
)
_BY_VOTES = re.compile(r"\bby how many votes\b", re.I)
_LOST = re.compile(r" (?:was|were|has been|have been|had been) lost\b| (?:has|have|had)? ?(?:come|came) to harm\b")
_PERIODS = frozenset(
    ["day", "night", "morning", "afternoon", "evening", "week", "month", "year", "season", "century", "millennium"]
)
_SO_FAR = re.compile(
    r" (?:within|this|in as many|of the (?:year|season|war|month|week|winter|summer))\b"
)  # 'the third within a year'
_SHARE = re.compile(r"\b(?:shares?|rates?|percentage|per ?cent|proportion|fraction|turnout)\b", re.I)
_PART = re.compile(r"\bhow (?:much|many|large a (?:part|share)) of\b", re.I)
_POUNDS = frozenset({"pound", "pounds"})
_FIRST_OF_MANY = 2  # 'her second album' tells which, 'the ninth album' tells how many as well
_CLOSE = 14  # characters between a weekday and the date it belongs to


def figures_asked(question: Question, text: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the figures of a sentence as `question` asks for them, in reading order; `values` are those it states."""
    rates = find_rates(text) if "rate" in question.kinds else ()
    margins = find_margins(text, values) if _BY_VOTES.search(question.text) else ()
    values = (*margins, *(value for value in values if not _clashes(value, margins)))
    stated = [_per_asked(question, as_asked(question, value, text)) for value in values]
    stated = [as_total(value, question.text) for value in stated]
    asked = [*rates, *(value for value in stated if not _is_rank(value) and not _clashes(value, rates))]
    for value in _only_asked(question, text, values):
        if not _clashes(value, [other for other in asked if other.kind == value.kind]):
            asked.append(value)
    fitting = (as_lasted(question, value, text) for value in asked if _fits(question, value, text))
    return tuple(sorted((as_limit(question, value) for value in fitting), key=lambda value: value.start))


def _fits(question: Question, value: Value, text: str) -> bool:
    lasting = answers_how_long(question, value, text) and not is_too_short(question, value)
    lasting = lasting and not is_lifetime(question.text, value, text)
    return lasting and measured_as_asked(question, value, text)


def _per_asked(question: Question, value: Value) -> Value:
    """Return '71 dollars per inmate' as 71 dollars where it is asked what an inmate costs."""
    figure, per, counted = value.unit.partition("per ")
    whole = content_stems(counted)
    return replace(value, unit=figure.strip()) if per and whole and whole <= question.terms else value


def _clashes(value: Value, others: Sequence[Value]) -> bool:
    return any(value.start < other.end and other.start < value.end for other in others)


def as_asked(question: Question, value: Value, text: str) -> Value:
    """Return a bare number in `text` as what is asked for: "It cost 6.5 million", "It left at 16.48", "in 844"."""
    if value.kind == "count" and not value.noun and not value.label:
        if question.kinds[:1] == ("money",):
            return as_sum(value, text)
        return _aged(question, value, text) or _moment(question, value, text) or value
    if value.kind == "date":
        return end_asked(question.text, value, text)
    if value.kind == "ordinal":
        return _rank_asked(question, value, text)
    if value.kind == "measure" and value.label.lower() in _POUNDS and question.kinds[:1] == ("money",):
        return value if "measure" in question.kinds else _sterling(value)
    if value.kind == "money" and "count" in question.kinds and counts_asked(question, value.label):
        return replace(value, kind="count", noun=singular(value.label.lower().split()[-1]), unit="")
    return value


def _aged(question: Question, value: Value, text: str) -> Value | None:
    return as_age(value, text) if asks_age(question) else None


def _sterling(value: Value) -> Value:
    low, high, step = (figure_of(end, value.label) for end in (value.low, value.high, value.precision))
    return replace(value, kind="money", unit="GBP", low=low, high=high, precision=step)


def _is_rank(value: Value) -> bool:
    """Whether a rank says nothing of when: only those of days and the like are asked for."""
    return value.kind == "ordinal" and not value.unit


def _moment(question: Question, value: Value, text: str) -> Value | None:
    clock = as_clock(value, text) if "time" in question.kinds else None
    return clock or (as_year(value, text) if "date" in question.kinds else None)


def _rank_asked(question: Question, value: Value, text: str) -> Value:
    """Return 'the ninth violation' as how many there have been, 'on the third day' as when."""
    if "count" in question.kinds and value.low > _FIRST_OF_MANY and _tells_how_many(question, value, text):
        return replace(value, kind="count", noun=value.noun or "time")
    if "date" in question.kinds and value.noun in _PERIODS and text.startswith(f" {value.noun}", value.end):
        end = value.end + 1 + len(value.noun)
        return replace(value, end=end, text=text[value.start : end], unit=value.noun)
    return value


def _tells_how_many(question: Question, value: Value, text: str) -> bool:
    if value.noun:
        often = _OFTEN.search(question.text) and content_stems(value.noun) & (question.terms | {"time"})
        return counts_asked(question, value.noun) or bool(often)
    return bool(_SO_FAR.match(text, value.end))


def counts_asked(question: Question, words: str) -> bool:
    """Whether `words` name what the question counts, and not only people."""
    return bool(_stems(words.lower().split()) & _stems(question.counted) - _ANYONE)


def _stems(words: Sequence[str]) -> frozenset[str]:
    return content_stems(" ".join((*words, *(singular(word) for word in words))))  # calves, a calf


def _only_asked(question: Question, text: str, values: tuple[Value, ...]) -> list[Value]:
    found: list[Value] = []
    if "date" in question.kinds:
        found += _partial_dates(question, text, values)
    if _OFTEN.search(question.text):
        found += find_occasions(text)
    if "percent" in question.kinds:
        found += _shares(question, text, values)
    if "time" in question.kinds:
        found += find_dayparts(text)
    if asks_age(question):
        found += find_times_of_life(text)
    if "measure" in question.kinds:
        found += find_levels(question.text, text)
    found += _none_or_one(question, text)
    return found + list((*find_differences(text), *find_multiples(text)) if _MORE.search(question.text) else ())


def _shares(question: Question, text: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    if _SHARE.search(question.text) or _PART.search(question.text):
        return (*find_parts(text, values), *find_fractions(text), *find_every_nth(text))
    return (*find_parts(text, values), *find_every_nth(text)) if _OFTEN.search(question.text) else ()


def _none_or_one(question: Question, text: str) -> list[Value]:
    found: list[Value] = []
    if "count" in question.kinds or "money" in question.kinds:
        found += [zero for zero in find_zeros(text) if _none_of(question, zero, text)]
    if question.counted:
        found += [one for one in find_ones(text) if not one.noun or counts_asked(question, one.label or one.noun)]
    return found


def _partial_dates(question: Question, text: str, values: tuple[Value, ...]) -> list[Value]:
    """Return what may be a date, unless a whole one stands beside it or a longer time is asked for."""
    dates = [value for value in values if value.kind == "date"]
    longer = _LONGER.search(question.text, 0, _OPENING)
    lasting = bool(_LASTING.match(question.text))
    return [
        partial
        for partial in find_partial_dates(text)
        if (begins_or_ends(partial, text) == lasting or _UNTIL.match(question.text))
        and (partial.unit == YEARLESS or not (longer or any(_is_beside(partial, date) for date in dates)))
    ]


def _is_beside(partial: Value, date: Value) -> bool:
    return date.start - _CLOSE < partial.end and partial.start < date.end + _CLOSE


def _none_of(question: Question, zero: Value, text: str) -> bool:
    """Whether none is said of those asked for: by their noun or by their fate."""
    if zero.kind == "money":
        return question.kinds[:1] == ("money",)
    if not question.counted and not question.role:
        return False
    if question.role:
        return zero.role == question.role or (question.role == "dead" and bool(_LOST.match(text, zero.end)))
    if counts_asked(question, zero.noun) or counts_asked(question, zero.label):
        return True
    if zero.noun and not _people_asked(question, zero):
        return False
    # 'Fines are a last resort, and none has been imposed'; 'Nobody came' to 'How many people came?'
    before, after = content_stems(text[: zero.start]), content_stems(text[zero.end :])
    asked = content_stems(" ".join(question.counted))
    return bool(before & asked) if not zero.noun else bool(after & (question.terms - asked))


def _people_asked(question: Question, zero: Value) -> bool:
    return zero.noun == "person" and bool(content_stems(" ".join(question.counted)) & _ANYONE)
