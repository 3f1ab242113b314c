"""Shares of a whole and marks out of a maximum: 'two thirds', 'one in five', '4.2/10'."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.values.lower import lowered
from rag.values.numbers import read_number
from rag.values.scales import Number
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
# 'half the wheat', 'a third carried it', 'about half': shares only where one is asked for
_FRACTION = (
    r"(?:half|(?:an? |one[ -])(?:third|quarter|fifth|sixth|eighth|tenth|twentieth)"
    r"|(?:two|three|four)[ -](?:thirds|quarters|fifths|tenths))"
)
_NOT_SHARED = (  # 'half the price' compares, 'a quarter to four' tells the time, 'a quarter of an hour' is a length
    r"(?! (?:the|their|its|his|her) (?:price|size|height|length|speed|width|time|age|distance|weight|cost|strength|rate"
    r"|number|sum|amount|former)\b| of an? | (?:to|past) (?:[0-9]|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|noon|midday|midnight)\b)"
)
_SHARE_ASKED = re.compile(
    rf"(?<![\w-]){_FRACTION}{_NOT_SHARED}(?=[.;:)!]|$| (?:the|their|its|our|his|her|my|your|all|these|those) "
    r"|,| (?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|[a-z]{2,}ed|went|came|fell|of|to|in|from"
    r"|by) )"
)
# 'every third case', but not 'every third day'
_EVERY_NTH = re.compile(
    r"\bevery (other|second|third|fourth|fifth|tenth)(?= (?!(?:second|minute|hour|day|night|morning|evening|week"
    r"|weekend|month|year|season|decade|[a-z]+day|time)\b)[a-z])"
)
_NTH = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
_HALF_PERCENT = re.compile(r"(half|a quarter) (?:a |of one |of a |of 1 )?per ?cent\b")
_NO_SHARE_BEFORE = re.compile(
    r"(?:\b(?:and|first|second|last|other|one|the|point|now|hours?|past|within|in|per|every) (?:an? )?|[0-9] )$"
)
_LED = re.compile(
    r"\b(?:is|was|are|were|by|of|than|about|nearly|almost|only|to|up|some|perhaps) $"
)  # not 'a third, Ann'
_RANKED = re.compile(r"\b(?:first|second|third|fourth|final|last|this|each|per|that) $")  # 'the second quarter of'
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10, "twentieth": 20}
_TOPS = {"one": 1, "two": 2, "three": 3, "four": 4}
_PART_OF = re.compile(r"(?: [a-z]+){0,2} (?:in|of|out of) (?:(?:the|our|its|their|his|her|every|all) )?")
_ODDS = re.compile(r"([1-9]|one|two|three|four|five|six|seven|eight|nine)(?: in | out of )(?:every )?")
# 'one in fifty', '1 in 1,000': a chance, which may be of any size
_CHANCE = re.compile(r"(?:1|one) in (?:every )?(?=[0-9a-z])")
_YEAR = re.compile(r"[0-9]{4}(?![0-9])")
# 'thirty-eight of every hundred names'
_WHOLES = {"ten": 10.0, "10": 10.0, "twenty": 20.0, "20": 20.0, "hundred": 100.0, "100": 100.0, "thousand": 1000.0,
           "1,000": 1000.0, "1000": 1000.0}  # fmt: skip
_OF_EVERY = re.compile(
    rf"(?: [a-z]+)? (?:of|in|out of) (?:every|each) ({'|'.join(_WHOLES)})\b(?! (?:days|weeks|years)\b)"
)
_MARKS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)(?: ?/ ?| out of )(5|10|20|50|100)(?![0-9/]|\.[0-9])")
_MARKED = re.compile(r"\b(?:rat(?:ing|ed|es)|scor(?:e|ed|es|ing)|marks?|stars?|grades?|review\w*)\b")


def read_share(text: str, low: str, pos: int) -> Value | None:
    """Read a mark out of a maximum, or a share of a whole as a percentage, at `pos`."""
    marks = _MARKS.match(low, pos)
    if marks and (_MARKED.search(low, max(0, pos - 200), pos + 200) or ("/" in marks[0] and marks[2] in ("10", "100"))):
        return _marks(text, pos, marks)
    small = _HALF_PERCENT.match(low, pos)
    if small:
        value = _percent(text, low, pos, (0.5 if small[1] == "half" else 0.25, small.end()))
        return replace(value, approximate=False, precision=0.1)
    match = _SHARE.match(low, pos)
    if match and not _RANKED.search(low, max(0, pos - 12), pos):
        return _percent(text, low, pos, (_fraction(match[0]), match.end()))
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


def find_fractions(text: str) -> tuple[Value, ...]:
    """Return as percentages what may be a share: 'half the wheat was lost', 'a third are women', 'about half'."""
    low = lowered(text)
    return tuple(
        _percent(text, low, match.start(), (_fraction(match[0]), match.end()))
        for match in _SHARE_ASKED.finditer(low)
        if not _NO_SHARE_BEFORE.search(low, max(0, match.start() - 12), match.start())
        and (low[match.end() : match.end() + 1] != "," or _LED.search(low, max(0, match.start() - 9), match.start()))
    )


def find_every_nth(text: str) -> tuple[Value, ...]:
    """Return as percentages 'every second bag', 'every third case'."""
    low = lowered(text)
    found = ((match.start(), (100 / _NTH[match[1]], match.end())) for match in _EVERY_NTH.finditer(low))
    return tuple(_percent(text, low, start, share) for start, share in found)


def _fraction(words: str) -> float:
    top, _, bottom = words.replace("-", " ").rpartition(" ")
    return 100 * _TOPS.get(top, 1) / _PARTS[bottom.rstrip("s") if top in _TOPS else bottom]


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
    if not match or not top or not bottom:
        return _of_every(text, low, pos)
    # 'two in 2015' and 'three in ten days' are no odds; nor is '26 out of 28 provinces', which counts both
    if top.low >= bottom.low or read_unit(low, bottom.end):
        return None
    if not 2 <= bottom.low <= 20:
        return _chance(text, low, pos, bottom) or _of_every(text, low, pos)
    if low[pos].isdigit() and bottom.low not in (5, 10, 20):
        return None
    return _percent(text, low, pos, (100 * top.low / bottom.low, bottom.end))


def _chance(text: str, low: str, pos: int, bottom: Number) -> Value | None:
    match = _CHANCE.match(low, pos)
    if match is None or bottom.vague or _YEAR.match(low, match.end()):
        return None
    percent = 100 / bottom.low
    return replace(_percent(text, low, pos, (percent, bottom.end)), precision=percent / 10)


def _of_every(text: str, low: str, pos: int) -> Value | None:
    """Read 'thirty-eight of every hundred names'."""
    top = read_number(low, pos)
    match = _OF_EVERY.match(low, top.end) if top else None
    if not top or not match or top.vague or top.low >= _WHOLES[match[1]]:
        return None
    share = _percent(text, low, pos, (100 * top.low / _WHOLES[match[1]], match.end()))
    return replace(share, approximate=share.approximate and _WHOLES[match[1]] < 100)  # '38 of every hundred' is 38 %


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
