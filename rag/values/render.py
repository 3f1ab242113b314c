"""A value as a few words for display."""

import math
import re
from calendar import month_abbr
from datetime import date

from rag.values.calendar_days import month_length
from rag.values.money import SMALL_CHANGE
from rag.values.types import HALF_DAY, MONTHDAY, WEEKDAY, YEARLESS, Value
from rag.values.units import figure_of

_LEADS = {"at_least": "more than ", "at_most": "up to ", "exact": "", "range": ""}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_SYMBOL = re.compile(r"[^\w\s]$")
_CODE = re.compile(r"(?i:usd|eur|gbp|rs\.?|chf|sek|nok|dkk|inr|rub|jpy|cny|rmb|aud|cad)")
_AT_LEAST = re.compile(r"at least|no (?:fewer|less) than|minimum|or more|\+|≥|⩾|>=", re.IGNORECASE)
_PART = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])|[0-9][0-9.,]*"
    r"|\b(?:and an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)\b"
)
_HALF = re.compile(r"\b(?:half|quarter|quarters)\b")
_FIGURE = re.compile(rf"{_PART.pattern}|{_HALF.pattern}")
_DAY_OR_MONTH = re.compile(r"[0-9]|" + "|".join(month_abbr[1:]))
_SPREAD = re.compile(r"±|\+/[-−–]|plus or minus|give or take", re.IGNORECASE)
_OPENED = re.compile(r"[$€£¥₹(]*[0-9]")
_BOUNDS = re.compile(r"^(?:about|around|circa|before|by|after|prior to|not? (?:later|earlier) than|not before) ", re.I)
_PART_OF_TIME = re.compile(
    r"\b(?:early|mid|late|start|beginning|middle|end|close|half|quarter|spring|summer|autumn|fall|winter)\b|[/(\[]",
    re.I,
)
_ONE_DECIMAL = re.compile(r"\.[0-9]$")
_BY_THE_DAY = re.compile(r"[0-9]{1,2}[ –]")
_LESS = re.compile(
    r"less than|fewer than|under|below|(?:low|short|small|young|light|slow)er than|<(?!=)", re.IGNORECASE
)


def render(value: Value) -> str:
    """Return `value` in a short normal form: '149 people', 'March 2024', '05:30', '4 km', 'more than 60'."""
    return _lead(value) + _body(value)


def _lead(value: Value) -> str:
    if value.kind == "rate":
        return ""
    if value.kind in ("date", "time"):
        return ("about " if value.approximate else "") + _moment(value)
    if value.bound == "at_least" and (_AT_LEAST.search(value.text) or _LESS.search(value.text)):
        return "at least "  # 'none below 40' as well
    if value.bound == "at_most" and _LESS.search(value.text):
        return "less than "
    vague = value.approximate and value.bound not in ("at_least", "at_most") and not _is_vague(value)
    return _LEADS[value.bound] + ("about " if vague else "")


def _moment(value: Value) -> str:
    if value.bound == "at_most":
        return "by " if value.text.lower().startswith("by ") else "before "
    return "after " if value.bound == "at_least" else ""


def _is_vague(value: Value) -> bool:
    """Whether the words themselves are the clearest form: 'dozens of people', 'two thirds', a term '1701 to 1740'."""
    if value.kind == "duration" and not value.label:
        return True
    return value.approximate and not any(c.isdigit() for c in value.text) and (
        value.bound == "range" or value.kind == "percent"
    )  # fmt: skip


def _body(value: Value) -> str:
    if value.kind == "date":
        return _days(value)
    if value.kind == "time":
        return _clock(value)
    if value.kind in ("ordinal", "rate") or _is_vague(value):
        return _unqualified(value) if value.bound in ("at_least", "at_most") and value.kind == "percent" else value.text
    if value.kind == "count" and value.low == value.high == 0 and not value.label:
        return "none"
    if value.kind == "money" and value.low == value.high == 0:
        return "nothing"
    if value.bound == "range" and _SPREAD.search(value.text):
        return _spread(value)
    return _with_label(value, _figures(value)) if not _is_compound(value) else _unqualified(value)


def _spread(value: Value) -> str:
    """Return '3.1 ± 0.2 million' as written, with a currency or bracket that opens it."""
    match = _OPENED.search(value.text)
    return value.text[match.start() :] if match else value.text


def _is_compound(value: Value) -> bool:
    """Whether the words say a length better than a decimal would: 'half an hour', '2 hours 30 minutes'."""
    if value.kind not in ("measure", "duration") or value.bound == "range":
        return False
    parts = _PART.findall(value.text)
    return len(parts) > 1 or bool(_HALF.search(value.text))


def _unqualified(value: Value) -> str:
    match = _FIGURE.search(value.text)
    return value.text[match.start() :] if match else value.text


def _figures(value: Value) -> str:
    ends = [_figure(value, end) for end in (value.low, value.high) if math.isfinite(end)]
    return "–".join(dict.fromkeys(ends))


def _figure(value: Value, end: float) -> str:
    if value.kind == "money" and value.label.lower() in SMALL_CHANGE:
        end = round(end / SMALL_CHANGE[value.label.lower()][1], 6)
    elif value.kind == "money" and value.unit and not end.is_integer():
        return _with_cents(number_words(end))
    return number_words(figure_of(end, value.label, value.unit) if value.kind in ("measure", "duration") else end)


def _with_cents(words: str) -> str:
    """Return '5.50' for '5.5', as sums are written, and '5.5 million' as it is."""
    return f"{words}0" if _ONE_DECIMAL.search(words) else words


def number_words(number: float) -> str:
    """Return '1.5 million', '6,200', '2.5': at most three decimals, scales where they shorten."""
    for scale, name in _SCALES:
        scaled = number / scale
        if abs(scaled) >= 1 and abs(scaled * 1000 - round(scaled * 1000)) < 1e-6:
            return f"{_plain(scaled)} {name}"
    return _plain(number)


def _plain(number: float) -> str:
    text = f"{number:,.3f}" if abs(number) < 1e15 else f"{number:.3e}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def _with_label(value: Value, figures: str) -> str:
    label = value.label
    if value.kind == "money" and (_SYMBOL.search(label) or _CODE.fullmatch(label)):
        return label + (" " if label[-1].isalnum() or label[-1] == "." else "") + figures
    if value.kind == "duration" and label[-3:] in ("day", "eek", "nth", "ear", "our", "ute", "ade") and figures != "1":
        label += "s"
    if label.startswith(("%", "°", "-", "/")):
        return figures + label
    return f"{figures} {label}".rstrip()


def _clock(value: Value) -> str:
    if value.bound == "range" and not any(c.isdigit() for c in value.text):
        return value.text
    zone = "" if value.unit in ("", HALF_DAY) else f" {value.unit}"
    ends = dict.fromkeys(int(end) for end in (value.low, value.high) if math.isfinite(end))
    return "–".join(_hours(minutes, value.unit) for minutes in ends) + zone


def _hours(minutes: int, unit: str) -> str:
    hours = f"{minutes // 60}" if unit == HALF_DAY else f"{minutes // 60:02}"
    return f"{hours}:{minutes % 60:02}"


def _days(value: Value) -> str:
    low, high = (value.low, value.high) if math.isfinite(value.low) else (value.high, value.high)
    high = high if math.isfinite(high) else low
    if value.unit in (WEEKDAY, MONTHDAY) or (value.unit == YEARLESS and not _DAY_OR_MONTH.search(value.text)):
        return value.text
    if low < 1 or high > date.max.toordinal() or value.bound in ("at_least", "at_most"):
        return _BOUNDS.sub("", value.text)
    first, last = date.fromordinal(int(low)), date.fromordinal(int(high))
    shown = _interval(first, last, value.unit == YEARLESS)
    if _BY_THE_DAY.match(shown) and first != last and _PART_OF_TIME.search(value.text):
        return _BOUNDS.sub("", value.text)  # nobody means the end of July by the day
    return shown


def _interval(first: date, last: date, yearless: bool) -> str:
    year = "" if yearless else f" {last.year}"
    if first == last:
        return f"{first.day} {first:%B}{year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    whole = first.day == 1 and last.day == month_length(last.year, last.month)
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B}{year}"
    if whole and first.year == last.year:
        return f"{first:%B}–{last:%B}{year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B}{year}"
    return f"{_long(first, yearless)} – {_long(last, yearless)}"


def _long(day: date, yearless: bool) -> str:
    return f"{day.day} {day:%B}" + ("" if yearless else f" {day.year}")
