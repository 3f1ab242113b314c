"""How long something lasted and how old somebody was: two questions, whose answers are both spans of years.

'52, has been mayor for eight years' gives an age and a term; 'from 1701 to 1740' gives a term without a figure.
"""

import math
import re
from dataclasses import replace

from rag.questions.question import Question
from rag.values.types import Value
from rag.values.units import SECOND, UNITS

_AGE = re.compile(r"\bhow (?:many (?:years|months|weeks|days) )?old\b|\bwhat age\b|\bage\b\W*(?:now\W*)?$", re.I)
_ITS_AGE = re.compile(r"\bages?\b")  # 'What was his age when he died?', not 'How long was the Ice Age?'
_LONG = re.compile(r"\bhow (?:long|many (?:more |full |whole )?(?:years|months|weeks|days|decades))\b", re.I)
_OVER = re.compile(
    r"\bhow (?:long|many (?:more |full |whole )?(?:years|months|weeks|days|decades)) (?:was|were|did|had)\b", re.I
)
_FOR_HOW_LONG = re.compile(r"\bfor how long\b", re.I)  # no tunnel
_WAS_LONG = re.compile(r"\bhow long (?:was|were|did|had)\b", re.I)
_IS = re.compile(r"\bhow long (?:is|are)\b", re.I)  # of a tunnel as well
_YEARS = re.compile(r"\by(?:ea)?rs?\b", re.I)
_OLD = re.compile(r"[- ]olds?\b|[- ]of[- ]age\b", re.I)
_AGED = re.compile(r"\b(?:ages?|aged|age of|ages of|turned|turning)(?: only| just| about)? $", re.I)
_OF_AGE = re.compile(  # "He was 73 years", "whose age we estimate at 6 billion years"
    r"\b(?:is|was|be|am|are|were|been)(?: only| just| about| nearly| almost| then| now)? $|\bage\b[^.;]{0,80}$", re.I
)
_EXISTED = re.compile(r"\b(?:exist(?:ed)?|live[ds]?|alive)\b", re.I)  # as long as one is old
_BORN_AGO = re.compile(
    r"\b(?:born|built|founded|made|opened|established|erected|cast|laid|written|formed|planted|carved|painted"
    r"|beg[au]n|started|created|set up)\b[^.;]*$",
    re.I,
)
_AGO = re.compile(r" ago\b")
_SAID_UNSURE = re.compile(r"(?:\(|\[|\b(?:between|born|b\.|either|about|around|circa|ca?\.))(?: in)? ?$", re.I)
_GRAINS = (("year", 365), ("month", 28), ("day", 1))  # periods and the days in the shortest of their kind


def asks_age(question: Question) -> bool:
    """Whether a question asks how old somebody or something is."""
    spans = question.kinds[:1] == ("duration",)
    return bool(_AGE.search(question.text) or (spans and _ITS_AGE.search(question.text)))


def answers_how_long(question: Question, value: Value, text: str) -> bool:
    """Whether a figure fits: an age where one is asked for, no age and no mere end where it is asked how long."""
    if value.kind == "duration" and asks_age(question):
        told = _OF_AGE.search(text, 0, value.start) or _began_ago(value, text)
        return _is_age(value, text) or bool(told)
    if not _LONG.search(question.text):
        return True
    if value.kind in ("count", "measure") and _FOR_HOW_LONG.search(question.text):
        return False
    if value.kind == "count" and value.noun and _WAS_LONG.search(question.text):  # '1,850 people were away for 4 days'
        return False
    if value.kind == "date":
        return not _OVER.search(question.text) or value.bound == "range"
    return value.kind != "duration" or not _is_age(value, text) or bool(_EXISTED.search(question.text))


def _is_age(value: Value, text: str) -> bool:
    if not value.label or (value.label.startswith("year") and not _YEARS.search(value.text)):  # 'Marlo, 52,'
        return True
    said = _OLD.search(value.text) or _OLD.match(text, value.end)
    return bool(said or _AGED.search(text, 0, value.start))


def _began_ago(value: Value, text: str) -> bool:
    return bool(_AGO.match(text, value.end) and _BORN_AGO.search(text, 0, value.start))


def as_lasted(question: Question, value: Value, text: str) -> Value:
    """Return 'from 1701 to 1740' as 38 to 40 years where it is asked how long something lasted."""
    if value.kind != "date" or value.bound != "range" or not _LONG.search(question.text) or _IS.search(question.text):
        return value
    if not math.isfinite(value.high - value.low) or _SAID_UNSURE.search(text, 0, value.start):
        return value
    period = UNITS[next(name for name, days in _GRAINS if value.precision >= days)].factor
    length = round((value.high - value.low + 1) * UNITS["day"].factor / period) - 1  # between the middles of its ends
    low, high = (length - 1) * period, (length + 1) * period
    return replace(value, kind="duration", unit=SECOND, low=low, high=high, precision=period, label="")
