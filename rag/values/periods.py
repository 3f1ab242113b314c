"""A measure given by the day or year, where just that is asked for: '5 tonnes a year' is then 5 tonnes."""

import re
from dataclasses import replace

from rag.values.types import Value
from rag.values.unit_table import UNITS

_PERIOD = r"(day|week|month|year)"
_ASKED = re.compile(rf"\b(?:an?|per|each|every) {_PERIOD}\b|\b(daily|weekly|monthly|yearly|annual(?:ly)?)\b", re.I)
_TOLD = re.compile(rf"(?: of .+?)?(?: (?:an?|per|each|every) |/){_PERIOD}$", re.I)
_PERIOD_OF = {"daily": "day", "weekly": "week", "monthly": "month"}
_BY_TIME = " / second"


def as_total(value: Value, question: str) -> Value:
    """Return a measure by the period that the question names as what comes together in one, like a plain total."""
    asked, told = _ASKED.search(question), _TOLD.search(value.label)
    if value.kind != "measure" or not value.unit.endswith(_BY_TIME) or asked is None or told is None:
        return value
    period = (asked[1] or _PERIOD_OF.get(asked[2].lower(), "year")).lower()
    if told[1].lower() != period:
        return value
    low, high, step = (end * UNITS[period].factor for end in (value.low, value.high, value.precision))
    unit, label = value.unit.removesuffix(_BY_TIME), value.label[: told.start()]
    return replace(value, low=low, high=high, precision=step, unit=unit, label=label)
