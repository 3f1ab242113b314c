"""Times of day, in minutes after midnight."""

import math
import re
from dataclasses import dataclass, replace

from rag.values.lower import lowered
from rag.values.numbers import read_number
from rag.values.types import HALF_DAY, Value
from rag.values.zones import ZONE_AHEAD, read_zone

_MERIDIEM = r"(?:\s?(?P<half>a\.m\.?|p\.m\.?|am\b|pm\b))"
_DAYPART = re.compile(
    r"(?:,? (?:o['’]clock))?(?: (?:in the|this|that) (?P<part>morning|afternoon|evening)"
    r"| at (?P<night>night))?"
)
_DIGITS = re.compile(
    r"(?P<h>[01]?[0-9]|2[0-4])(?P<mark>[:.h])(?P<m>[0-5][0-9])(?::[0-5][0-9])?(?![0-9]|[.:,][0-9])" + _MERIDIEM + "?"
)
_DOTTED = re.compile(r"(?<![0-9.,])([0-9]{1,2})\.([0-9]{2})$")
_UNMARKED = re.compile(r"^(0[0-9])([0-5][0-9])$")
_AT = re.compile(
    r"\b(?:at|until|till|by|before|after|from|between|around|about)(?: about| around| nearly)?"
    r" [a-z0-9]+(?: (?:and|or) [a-z0-9]+)?$"
)
_MERIDIEM_AFTER = re.compile(_MERIDIEM)
_HOUR_ONLY = re.compile(r"(?P<h>1[0-2]|0?[1-9])" + _MERIDIEM)
_MILITARY = re.compile(rf"(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])(?: hours| hrs|h\b|z\b|{ZONE_AHEAD})")
_OCLOCK = re.compile(r" (?:o['’]|of the )clock\b")
_RELATIVE = re.compile(r"(?:(?P<half>half)|(?P<quarter>(?:a )?quarter)) (?P<dir>past|to) (?P<rest>[a-z0-9]+)\b")
_MINUTES = re.compile(
    r"(?P<minutes> minutes?)? (?P<dir>past|to) (?P<rest>one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve)\b"
)
_TIME_LEADS = ("at ", "by ", "until ", "before ", "after ", "around ", "about ")
_BARE_HOUR = 15.0  # minutes to which 'at four' is meant
_DAYPARTS = {
    **dict.fromkeys(("dawn", "daybreak", "sunrise", "first light"), (240, 480)),
    **dict.fromkeys(("dusk", "sunset", "nightfall"), (1020, 1320)),
}
_DAYPART_AT = re.compile(rf"\bat ({'|'.join(_DAYPARTS)})\b")
_NAMED = {"noon": 720, "midday": 720, "midnight": 0}

CLOCK_WORDS = frozenset({*_NAMED, "half", "quarter"})


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes after midnight, the zone or HALF_DAY, the precision in minutes, and where the words end."""

    minutes: int
    unit: str
    precision: float
    end: int


def read_clock(low: str, pos: int) -> Clock | None:
    """Read the time of day at `pos`, or None."""
    for name, minutes in _NAMED.items():
        if low.startswith(name, pos) and not low[pos + len(name) : pos + len(name) + 1].isalnum():
            return _zoned(low, minutes, "", 1.0, pos + len(name))
    if low[pos : pos + 1].isdigit():
        return _read_digits(low, pos)
    return _read_words(low, pos)


def _read_digits(low: str, pos: int) -> Clock | None:
    match = _MILITARY.match(low, pos) or _DIGITS.match(low, pos)
    if match:
        groups = match.groupdict()
        if groups.get("mark") == "." and not _dotted_time(low, pos, match):
            return None
        return _clock(low, match, int(match["h"]) * 60 + int(match["m"]), 1.0)
    match = _HOUR_ONLY.match(low, pos)
    return _clock(low, match, int(match["h"]) * 60, 60.0) if match else _read_words(low, pos)


def _dotted_time(low: str, pos: int, match: re.Match[str]) -> bool:
    """Whether '5.30' is a time and not a decimal: it says am or pm, or what part of the day."""
    after = _DAYPART.match(low, match.end())
    said = after and (after["part"] or after["night"])
    return bool(match["half"] or said or low[match.end() : match.end() + 6] == " hours")


def _read_words(low: str, pos: int) -> Clock | None:
    match = _RELATIVE.match(low, pos)
    if match:
        away = 30 if match["half"] else 15
        hour = _hour(match["rest"])
        start = match
    else:
        number = read_number(low, pos)
        if number is None or number.low > 29:
            return None
        return _after_number(low, pos, number.low, number.end)
    return _spoken(low, hour, away if match["dir"] == "past" else -away, start.end()) if hour else None


def _after_number(low: str, pos: int, figure: float, end: int) -> Clock | None:
    match = _OCLOCK.match(low, end)
    if match and figure in range(1, 13):
        return _spoken(low, int(figure), 0, match.end())
    led = low[max(0, pos - 8) : pos].endswith(_TIME_LEADS)
    match = _MERIDIEM_AFTER.match(low, end)
    if match and figure in range(1, 13):
        return _zoned(low, int(figure) % 12 * 60 + (720 if match["half"][0] == "p" else 0), "", 60.0, match.end())
    match = _MINUTES.match(low, end)
    # 'five to seven people' is a range; 'at five to seven' and 'five minutes to seven' are times
    if (
        match
        and (figure in (5, 10, 20, 25) or match["minutes"])
        and (led or match["dir"] == "past" or match["minutes"])
    ):
        away = int(figure if match["dir"] == "past" else -figure)
        return _spoken(low, _hour(match["rest"]), away, match.end())
    part = _DAYPART.match(low, end)
    if figure in range(1, 13) and part and (part["part"] or (led and part["night"])):
        return _spoken(low, int(figure), 0, end)
    return None


def as_clock(value: Value, text: str) -> Value | None:
    """Return a bare "16.48", "0410" or "at four" as the time of day that it is where one is asked for, or None."""
    match = _DOTTED.search(value.text) or _UNMARKED.search(value.text)
    clock = _read_digits(f"{match[1]}:{match[2]}", 0) if match else None
    if clock:
        at = clock.minutes
        return replace(value, kind="time", low=at, high=at, unit=clock.unit, precision=clock.precision, bound="exact")
    return _as_hours(value, text)


def _as_hours(value: Value, text: str) -> Value | None:
    ends = [end for end in (value.low, value.high) if end not in (math.inf, -math.inf)]
    if not all(end in range(1, 13) for end in ends) or value.label or len(ends) < 2:
        return None
    if not _AT.search(text[: value.start].lower() + lowered(value.text)):
        return None
    first, last = (int(end) % 12 * 60 for end in ends)
    if last < first:
        return None
    return replace(value, kind="time", low=first, high=last, unit=HALF_DAY, precision=_BARE_HOUR)


def find_dayparts(text: str) -> tuple[Value, ...]:
    """Return 'at dawn', 'at dusk' as the times of day they are where one is asked for, as wide as seasons vary."""
    return tuple(
        Value("time", *_DAYPARTS[match[1]], "", "", False, "range", 1.0, match.start(1), match.end(1), match[1])
        for match in _DAYPART_AT.finditer(lowered(text))
    )


def _hour(word: str) -> int:
    number = read_number(word, 0)
    return int(number.low) if number and 1 <= number.low <= 12 and number.end == len(word) else 0


def _spoken(low: str, hour: int, away: int, end: int) -> Clock:
    """A time in words is rounded to five minutes."""
    part = _DAYPART.match(low, end)
    minutes = (hour % 12 * 60 + away) % 720
    if part is None or not (part["part"] or part["night"]):
        return Clock(minutes, HALF_DAY, 5.0, end)
    later = part["part"] in ("afternoon", "evening") or (part["night"] and hour in range(6, 12))
    return _zoned(low, minutes + (720 if later else 0), "", 5.0, part.end())


def _clock(low: str, match: re.Match[str], minutes: int, precision: float) -> Clock | None:
    half = match.groupdict().get("half")
    if half:
        if minutes >= 780:
            return None
        return _zoned(low, minutes % 720 + (720 if half[0] == "p" else 0), "", precision, match.end())
    part = _DAYPART.match(low, match.end())
    if part and (part["part"] or part["night"]):
        later = minutes < 720 and (part["part"] in ("afternoon", "evening") or (part["night"] and minutes >= 360))
        return _zoned(low, minutes + (720 if later else 0), "", precision, part.end())
    # '05:30' and '17:30' are on the 24-hour clock; '5:30' may be either half of the day
    unsure = low[match.start()] != "0" and 60 <= minutes < 780 and match.re is not _MILITARY
    return _zoned(low, minutes % 1440, HALF_DAY if unsure else "", precision, match.end())


def _zoned(low: str, minutes: int, unit: str, precision: float, end: int) -> Clock:
    zone, end = read_zone(low, end)
    return Clock(minutes % 1440, unit or zone, precision, end)
