"""Parts of a time: 'late 1870s', 'the first half of the 19th century', 'the first eight months of 2022', 'Q3 2026'."""

import re
from dataclasses import dataclass, replace
from datetime import date

from rag.values.calendar_days import Days, months, third, years
from rag.values.vocabulary import ordered, words

_ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_THIRDS = {
    **dict.fromkeys(("early", "beginning", "start"), 1),
    **dict.fromkeys(("mid", "middle"), 2),
    **dict.fromkeys(("late", "end", "close"), 3),
}
_THIRD = re.compile(r"(early|mid|late)[ -](?:in )?(?:the )?|(beginning|start|middle|end|close) of (the )?")
_NTH = re.compile(r"(first|second|latter|last|1st|2nd)[ -]half (?:of )?(?:the )?(?:year )?")
_QUARTER = re.compile(r"(first|second|third|fourth|last|final|1st|2nd|3rd|4th)[ -]quarter (?:of )?(?:the )?(?:year )?")
_COUNTS = {name: number for number, name in enumerate(
    ordered("two three four five six seven eight nine ten eleven"), start=2
)}  # fmt: skip
_MONTHS = re.compile(
    rf"(first|opening|last|final|closing) (?:(1[01]|[1-9]|{'|'.join(_COUNTS)}) )?months? of (?:the )?(?:year )?"
)
_SHORT = re.compile(r"(?:q([1-4])|h([12]))[ -,]? ?(?:of |in )?(?=[12][0-9]{3})")

PART_WORDS = words("early mid late beginning start middle end close latter last final 1st 2nd 3rd 4th") | {
    *_ORDER, *(f"q{number}" for number in range(1, 5)), "h1", "h2",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """The `number`th of `count` equal parts, or so many `months`, and where the time begins that it is a part of."""

    number: int
    count: int
    end: int
    of_the: bool = False  # "the end of the 2019 season" is no part of a year
    months: int = 0  # the first ones where `number` is 1, else the last

    def of(self, days: Days) -> Days:
        """Return the part of a time; halves and quarters of years are of whole months or years."""
        if self.count == 3:
            return third(days, ("early", "mid", "late")[self.number - 1])
        first, length = _whole_years(days)
        if self.months:
            return _months_of(first, self) if length == 1 else days
        step = (length or days.high - days.low + 1) // self.count
        before = (self.number - 1) * step
        if length == 1:
            step = 12 // self.count
            return months(first, (self.number - 1) * step + 1, self.number * step)
        if step and length:
            return years(first + before, first + before + step - 1)
        return replace(days, low=days.low + before, high=days.low + before + step)


def _months_of(year: int, part: Part) -> Days:
    return months(year, 1, part.months) if part.number == 1 else months(year, 13 - part.months, 12)


def _whole_years(days: Days) -> tuple[int, int]:
    """Return the first of the years that a time fills, and how many; (0, 0) where it fills none."""
    if days.unit or not 1 <= days.low <= days.high <= date.max.toordinal():
        return 0, 0
    first, last = date.fromordinal(days.low), date.fromordinal(days.high)
    filled = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return (first.year, last.year - first.year + 1) if filled else (0, 0)


def read_part(low: str, pos: int) -> Part | None:
    """Read the words for a part that begin at `pos`, or None."""
    if match := _THIRD.match(low, pos):
        return Part(_THIRDS[match[1] or match[2]], 3, match.end(), bool(match[3]))
    if match := _NTH.match(low, pos):
        return Part(1 if _ORDER.get(match[1]) == 1 else 2, 2, match.end())
    if match := _QUARTER.match(low, pos):
        return Part(_ORDER.get(match[1], 4), 4, match.end())
    if match := _MONTHS.match(low, pos):
        count = match[2] or "1"
        return Part(
            1 if match[1] in ("first", "opening") else 2, 1, match.end(), months=_COUNTS.get(count) or int(count)
        )
    if match := _SHORT.match(low, pos):
        return Part(int(match[1] or match[2]), 4 if match[1] else 2, match.end())
    return None
