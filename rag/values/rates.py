"""How often something happens: 'once a day', 'weekly', 'every two weeks', in times a day."""

import math
import re
from collections.abc import Iterator

from rag.values.lower import lowered
from rag.values.numbers import read_number
from rag.values.types import Value
from rag.values.units import SECOND, read_unit
from rag.values.words_before import qualifier_before

_DAY = 86_400
_SLACK = 0.2  # of the rate: every four weeks is monthly, every second day is not daily
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_DAYS_OF = {
    "hourly": 1 / 24, "nightly": 1, "daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 30.4375,
    "quarterly": 91.3125, "yearly": 365.25, "annually": 365.25, "annual": 365.25,
}  # fmt: skip
_NAMED_DAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|morning|evening|night|afternoon|noon|day|week|fortnight|month|year"
    r"|quarter|hour|minute|summer|winter|spring|autumn|season|term|decade|century"
)
_LENGTHS = {
    "week": 7.0, "fortnight": 14.0, "month": 30.4375, "quarter": 91.3125, "year": 365.25, "decade": 3652.5,
    "century": 36_525.0, "hour": 1 / 24, "minute": 1 / 1440, "summer": 365.25, "winter": 365.25, "spring": 365.25,
    "autumn": 365.25, "season": 365.25, "term": 121.75,
}  # fmt: skip
_TIMES_A = re.compile(
    r"\b(?:(once|twice|thrice)|([a-z]+|[0-9]+)(?: or [a-z]+)? times) "
    rf"(?:(?:a|an|each|every|per|in every) ({_NAMED_DAYS})\b"
    rf"|({'|'.join(_DAYS_OF)})\b|(?=every |in ))"
)
_ADVERB = re.compile(
    rf"(?<![-\w])({'|'.join(_DAYS_OF)})(?! (?:newspaper|paper|report|magazine|average|life|wage|rate)s?)\b"
)
_EVERY = re.compile(
    rf"\b(?:every|each)(?: (?P<step>other|second|third|fourth|fifth|single))? (?P<unit>{_NAMED_DAYS})\b(?! of )"
)
_EVERY_FEW = re.compile(r"(?:in )?every (?:about )?(?=[0-9a-z])|in (?:about )?(?=[0-9a-z])")
_MONTH = re.compile(r"\b(?:every|each) (?:january|february|march|april|may|june|july|august|september|october"
                    r"|november|december)\b")  # fmt: skip
_STEPS = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


def find_rates(text: str) -> tuple[Value, ...]:
    """Return the rates of a text in reading order, none overlapping another."""
    low = lowered(text)
    found: list[Value] = []
    for start, end, per_day in sorted(_spans(low), key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            found.append(_rate(text, low, (start, end), per_day))
    return tuple(found)


def _spans(low: str) -> Iterator[tuple[int, int, float]]:
    for match in _TIMES_A.finditer(low):
        times = _TIMES.get(match[1] or "", 0) or _number(match[2])
        every = _every_at(low, match.end()) if not (match[3] or match[4]) else None
        days = every[1] if every else _DAYS_OF[match[4]] if match[4] else _days(match[3]) if match[3] else 0.0
        if times and days:
            yield match.start(), every[0] if every else match.end(), times / days
    for match in _ADVERB.finditer(low):
        yield match.start(), match.end(), 1 / _DAYS_OF[match[1]]
    for match in _MONTH.finditer(low):
        yield match.start(), match.end(), 1 / 365.25
    for match in re.finditer(r"\b(?:every|each)\b", low):
        every = _every_at(low, match.start())
        if every:
            yield match.start(), every[0], 1 / every[1]


def _every_at(low: str, pos: int) -> tuple[int, float] | None:
    """Read 'every other day', 'every two weeks': where it ends, and the days from one time to the next."""
    match = _EVERY.match(low, pos)
    if match:
        return match.end(), _days(match["unit"]) * _STEPS.get(match["step"] or "", 1)
    match = _EVERY_FEW.match(low, pos)
    number = read_number(low, match.end()) if match else None
    unit = read_unit(low, number.end) if number else None
    if number is None or unit is None or unit.base != SECOND or not number.low:
        return None
    return unit.end, (number.low + number.high) / 2 * unit.factor / _DAY


def _days(unit: str) -> float:
    return 7.0 if unit.rstrip("s").endswith("day") and unit != "day" else _LENGTHS.get(unit, 1.0)


def _number(word: str | None) -> float:
    number = read_number(word, 0) if word else None
    return number.low if number else 0.0


def _rate(text: str, low: str, span: tuple[int, int], per_day: float) -> Value:
    start, end = span
    before = qualifier_before(low, start)
    most = re.match(r" at (?:the )?most\b", low[end:])
    bound = "at_most" if most else before.bound
    end += most.end() if most else 0
    return Value(
        kind="rate",
        low=-math.inf if bound == "at_most" else per_day,
        high=math.inf if bound == "at_least" else per_day,
        unit="", noun="", approximate=before.approximate, bound=bound, precision=_SLACK * per_day,
        start=before.edge, end=end, text=text[before.edge : end],
    )  # fmt: skip


_OCCASIONS = re.compile(
    r"\b(?P<none>not )?(once|twice|thrice)\b(?! (?:the|he|she|it|they|we|you|i|as|again|more|upon|said|a|every|each|per"
    r"|in every)\b)"
)
_NO_OCCASION = re.compile(r"\b(?:at|all at|for|for this|than) $")


def find_occasions(text: str) -> tuple[Value, ...]:
    """Return 'once', 'twice', 'not once' as the counts they are where it is asked how often something happened."""
    low = lowered(text)
    rates = [(rate.start, rate.end) for rate in find_rates(text)]
    return tuple(
        _times(text, match.span(), 0 if match["none"] else _TIMES[match[2]])
        for match in _OCCASIONS.finditer(low)
        if not _NO_OCCASION.search(low, 0, match.start())
        and not any(start <= match.start(2) < end for start, end in rates)
    )


def _times(text: str, span: tuple[int, int], times: int) -> Value:
    start, end = span
    label = "time" if times == 1 else "times"
    return Value("count", times, times, "", "time", False, "exact", 1.0, start, end, text[start:end], label=label)
