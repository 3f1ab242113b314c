"""Two times of day that share what is said once: 'between 2.30 and 3 in the morning', 'from 9 to 11 a.m.'."""

import re
from dataclasses import dataclass

from rag.values.clock import Clock, read_clock
from rag.values.types import HALF_DAY

_HOUR = r"(?:[0-9]{1,2}(?:[.:][0-9]{2})?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half past \w+)"
_PART = r"(?: in the (?:morning|afternoon|evening)| at night|\s?[ap]\.?m\b\.?)"
_PAIR = re.compile(rf"(?P<first>{_HOUR})(?P<part>{_PART})?(?P<joint>\s?[–-]\s?| and | or | to )(?=(?P<second>{_HOUR}))")
_PART_AFTER = re.compile(rf"(?P<part>{_PART})")


@dataclass(frozen=True, slots=True)
class ClockRange:
    """The two ends, and whether the moment is one of them or lies between, or something lasted so long."""

    first: Clock
    last: Clock
    unsure: bool


def read_clock_range(low: str, pos: int) -> ClockRange | None:
    """Read two times of day of which the first begins at `pos`; one says for both what part of the day it is."""
    match = _PAIR.match(low, pos)
    if match is None:
        return None
    between = low.endswith("between ", 0, pos)
    if (match["joint"] == " and ") != between:
        return None
    unsure = between or match["joint"] == " or "
    last = read_clock(low, match.end())
    part = _PART_AFTER.match(low, match.end() + len(match["second"]))
    said = match["part"] or (part["part"] if part else "")
    first = read_clock(match["first"] + said, 0)
    if first is None or last is None or last.minutes <= first.minutes or HALF_DAY in (first.unit, last.unit):
        return None
    end = match.start() + len(match["first"])
    return ClockRange(Clock(first.minutes, last.unit, first.precision, end), last, unsure)
