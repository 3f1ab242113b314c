"""Shares of a whole and marks out of a maximum: 'two thirds', 'one in five', '4.2/10'."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.values.numbers import read_number
from rag.values.types import Value
from rag.values.units import read_unit
from rag.values.words_before import qualifier_before

_SHARE = re.compile(
    r"(?:an? )?(half|third|quarter|fifth|tenth)(?= of (?!an? ))"
    r"|(one|two|three|four)[ -](thirds?|quarters?|fifths?)\b(?! of an? )"
)
# 'down by a third', 'losses of a third', not 'by a third party'
_SHARE_ALONE = re.compile(
    r"an? (half|third|quarter|fifth|tenth)(?=[.,;)]|$| (?:since|in|from|over|after|between|compared|when|while|because"
    r"|and|but|this|last|to|on|at|can|are|were|have)\b)"
)
_OF_WHAT = re.compile(
    r"\b(?:by|of) (?:about |nearly |almost |over |more than |less than |up to )?$|\bof (?:the )?[0-9a-z,]+ [a-z]+ $"
)
_RANKED = re.compile(r"\b(?:first|second|third|fourth|final|last|this|each|per|that) $")  # 'the second quarter of'
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_TOPS = {"one": 1, "two": 2, "three": 3, "four": 4}
_PART_OF = re.compile(r"(?: [a-z]+){0,2} (?:in|of|out of) (?:(?:the|our|its|their|his|her|every|all) )?")
_ODDS = re.compile(r"([1-9]|one|two|three|four|five|six|seven|eight|nine)(?: in | out of )(?:every )?")
_MARKS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)(?: ?/ ?| out of )(5|10|20|50|100)(?![0-9/]|\.[0-9])")
_MARKED = re.compile(r"\b(?:rat(?:ing|ed|es)|scor(?:e|ed|es|ing)|marks?|stars?|grades?|review\w*)\b")


def read_share(text: str, low: str, pos: int) -> Value | None:
    """Read a mark out of a maximum, or a share of a whole as a percentage, at `pos`."""
    marks = _MARKS.match(low, pos)
    if marks and (_MARKED.search(low, max(0, pos - 200), pos + 200) or ("/" in marks[0] and marks[2] in ("10", "100"))):
        return _marks(text, pos, marks)
    match = _SHARE.match(low, pos)
    if match and not _RANKED.search(low, max(0, pos - 12), pos):
        share = 1 / _PARTS[match[1]] if match[1] else _TOPS[match[2]] / _PARTS[match[3].rstrip("s")]
        return _percent(text, low, pos, (100 * share, match.end()))
    alone = _SHARE_ALONE.match(low, pos)
    if alone and _OF_WHAT.search(low, max(0, pos - 32), pos):
        return _percent(text, low, pos, (100 / _PARTS[alone[1]], alone.end()))
    return _odds(text, low, pos)


def find_parts(text: str, values: Sequence[Value]) -> tuple[Value, ...]:
    """Return as percentages the counts of a part and its whole: '98 of 100 patients', 'fewer than two in a hundred'."""
    return tuple(
        _part(text, part, whole)
        for part, whole in pairwise(values)
        if part.kind == whole.kind == "count"
        and whole.bound == "exact"
        and 0 < max(part.low, 0.0 if math.isinf(part.high) else part.high) < whole.low
        and _PART_OF.fullmatch(text, part.end, whole.start)
    )


def _part(text: str, part: Value, whole: Value) -> Value:
    low, high = (100 * end / whole.low for end in (part.low, part.high))
    start, end = part.start, whole.end
    return replace(
        part, kind="percent", low=low, high=high, precision=100 * part.precision / whole.low, end=end,
        text=text[start:end], noun="", role="", label="%",
    )  # fmt: skip


def _marks(text: str, pos: int, match: re.Match[str]) -> Value | None:
    figure = float(match[1])
    if figure > int(match[2]):
        return None
    step = 10.0 ** -len(match[1].partition(".")[2])
    unit = f"/{match[2]}"
    return Value("count", figure, figure, unit, "", False, "exact", step, pos, match.end(), match[0], label=unit)


def _odds(text: str, low: str, pos: int) -> Value | None:
    match = _ODDS.match(low, pos)
    top = read_number(low, pos) if match else None
    bottom = read_number(low, match.end()) if match else None
    # 'two in 2015' and 'three in ten days' are no odds; nor is '26 out of 28 provinces', which counts both
    if not match or not top or not bottom or not 2 <= bottom.low <= 20 or read_unit(low, bottom.end):
        return None
    if top.low >= bottom.low or (low[pos].isdigit() and bottom.low not in (5, 10, 20)):
        return None
    return _percent(text, low, pos, (100 * top.low / bottom.low, bottom.end))


def _percent(text: str, low: str, pos: int, share: tuple[float, int]) -> Value:
    """A share in words is rounded, and so approximate."""
    percent, end = share
    before = qualifier_before(low, pos)
    return Value(
        kind="percent",
        low=-math.inf if before.bound == "at_most" else percent,
        high=math.inf if before.bound == "at_least" else percent,
        unit="", noun="", approximate=True, bound=before.bound, precision=1.0,
        start=before.edge, end=end, text=text[before.edge : end],
    )  # fmt: skip
