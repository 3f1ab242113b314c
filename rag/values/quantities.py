"""Counts, money, percentages, measures and durations: a figure and what stands around it."""

import math
import re
from dataclasses import replace

from rag.values.change import in_change
from rag.values.figures import Figure, read_figure
from rag.values.money import currency_before
from rag.values.not_values import follows_name, is_denominator
from rag.values.nouns import Noun, read_noun, role_of
from rag.values.numbers import Number, read_number
from rag.values.types import Bound, Value
from rag.values.units import SECOND, read_unit
from rag.values.words_before import Qualifier, qualifier_after, qualifier_before

_SEPARATOR = re.compile(r"(\s?[–—-]\s?| to | and | or )(?:us|a|c)?([$€£¥₹]?)(?=[0-9a-z½¼¾])")
_SIGN = re.compile(r"(?:(?<![\w)\]%])[-−–]|\b(?:minus|negative) )$")
_SHARE = re.compile(
    r"(?:a |an |one[ -])?(half|third|quarter|fifth|tenth)(?= of\b)|(two|three|four)[ -](thirds|quarters|fifths)\b"
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_TOPS = {"two": 2, "three": 3, "four": 4}
_ODDS = re.compile(r"([1-9]|one|two|three|four|nine) (?:in|out of) (?:every )?(?=([a-z]+|[0-9]{1,3})\b)")
_ONE_UNIT = re.compile(r"(?:(half|quarter)(?: of)? )?(?:an?|one) (?=[a-z])")
_ONE_LEADS = re.compile(
    r"\b(?:for|in|within|about|after|over|than|nearly|almost|least|took|takes?|last\w*|another|around|roughly|of|by"
    r"|only|just|under|spen[dt]|less|half|approximately|some|every)\s$"
)
_ONE_TRAILS = re.compile(
    r" (?:ago|later|earlier|long|before|after|away|off|from|and a half|or (?:more|less|so))\b"
)
_NOT_ONE_BEFORE = re.compile(r"\b(?:no|the|this|that|any|every|each|some|which|number|not|day|square)[ -]$")
_NOT_ONE_AFTER = frozenset(
    ["day", "time", "thing", "way", "point", "hand", "side", "such", "reason", "example", "instance", "another", "piece", "bit", "word", "person's", "moment"]
)
_HYPHENED = re.compile(r"-([a-z]+)(?:-[a-z]+)*")
_NO_NOUN = frozenset({"strong", "fold", "plus", "odd", "old", "up", "off", "time", "times"})
_CODE = re.compile(r"[-–/][0-9]")
_OF_THEM = re.compile(r" of(?: (?:its|the|their|his|her|these|those|our))?(?= [a-z])")
_WORD_END = re.compile(r"[\w]*")


def read_quantity(text: str, low: str, pos: int) -> tuple[Value | None, int]:
    """Read the quantity at `pos`; without one, None and the position to go on from."""
    share = _read_share(text, low, pos)
    if share:
        return share, share.end
    currency, begin = currency_before(low, pos)
    number = read_number(low, pos, join_and="between" not in low[max(0, begin - 24) : begin])
    if number is None:
        value = _read_one_unit(text, low, pos)
        return value, value.end if value else _word_end(low, pos)
    figure = read_figure(text, low, pos, number, currency)
    if figure is None or _is_pronoun(low, pos, figure):
        return None, _word_end(low, number.end)
    if currency:
        figure = replace(figure, label=text[begin:pos].strip())
    value = _compose(text, low, begin, _signed(low, begin, figure))
    return value, value.end if value else figure.end


def _word_end(low: str, pos: int) -> int:
    match = _WORD_END.match(low, pos)
    return max(match.end() if match else pos, pos + 1)


def _signed(low: str, begin: int, figure: Figure) -> Figure:
    if figure.kind == "count" or not _SIGN.search(low, max(0, begin - 10), begin):
        return figure
    number = figure.number
    return replace(figure, number=replace(number, low=-number.high, high=-number.low))


def _is_pronoun(low: str, pos: int, figure: Figure) -> bool:
    if figure.kind not in ("count", "duration") or low[pos : figure.number.end] != "one":
        return False
    if figure.kind == "duration":
        return not (_ONE_LEADS.search(low, max(0, pos - 16), pos) or _ONE_TRAILS.match(low, figure.end))
    if _NOT_ONE_BEFORE.search(low, max(0, pos - 8), pos):
        return True
    noun = None if low.startswith(" of ", figure.end) else read_noun(low, figure.end, one=True)
    return noun is None or low[figure.end :].split(None, 1)[0].strip(",.;") in _NOT_ONE_AFTER


def _compose(text: str, low: str, begin: int, figure: Figure) -> Value | None:
    before = qualifier_before(low, begin)
    least = figure
    upper = _upper_end(text, low, before.edge, figure)
    if upper:
        least, figure = _same_scale(figure, upper), upper
    after = qualifier_after(low, figure.end)
    noun = _noun_of(low, figure, after.edge) if figure.kind == "count" else None
    if is_denominator(low, begin) or (figure.kind == "count" and _is_name(text, low, begin, figure, noun)):
        return None
    start = _range_start(low, before.edge) if upper else before.edge
    return _value(text, low, (start, before, after), (least, figure), noun)


def _is_name(text: str, low: str, begin: int, figure: Figure, noun: Noun | None) -> bool:
    """Whether the figure is part of a name or code: 'Apollo 11', '747-400'."""
    return _CODE.match(low, figure.end) is not None or (noun is None and follows_name(text, begin))


def _noun_of(low: str, figure: Figure, end: int) -> Noun | None:
    hyphened = _HYPHENED.match(low, end)
    if hyphened:
        head = "" if hyphened[1] in _NO_NOUN else hyphened[1]
        return Noun(head, low[end : hyphened.end()], hyphened.end())
    one = figure.number.low == 1 == figure.number.high
    crowd = _OF_THEM.match(low, end) if figure.number.vague else None
    noun = read_noun(low, crowd.end() if crowd else end, one=one)
    if noun and crowd:
        noun = replace(noun, label=low[end : noun.end].strip())
    return replace(noun, head="") if noun and noun.head == "other" else noun


def _range_start(low: str, edge: int) -> int:
    for word in ("between ", "from "):
        if low.endswith(word, 0, edge):
            return edge - len(word)
    return edge


def _upper_end(text: str, low: str, edge: int, figure: Figure) -> Figure | None:
    """Read the upper end of a range whose lower end is `figure`; None where two figures stand apart."""
    match = _SEPARATOR.match(low, figure.end)
    if match is None or not _joins(low, edge, match[1].strip()):
        return None
    number = read_number(low, match.end())
    upper = (
        read_figure(text, low, match.end(), number, figure.unit if figure.kind == "money" else "")
        if number
        else None
    )
    if upper is None or not _one_unit(figure, upper):
        return None
    least = _same_scale(figure, upper)
    if least.base(least.number.low) >= upper.base(upper.number.high):
        return None
    return (
        None
        if match[1] == " or " and upper.number.low > 2 * least.number.low
        else replace(upper, label=upper.label or figure.label)
    )


def _joins(low: str, edge: int, separator: str) -> bool:
    if separator == "and":
        return low.endswith("between ", 0, edge)
    if separator == "to":
        return not (low.endswith("from ", 0, edge) and in_change(low, edge))
    return True


def _one_unit(first: Figure, second: Figure) -> bool:
    return first.kind == "count" or (first.kind == second.kind and first.unit == second.unit)


def _same_scale(first: Figure, second: Figure) -> Figure:
    """Give the lower end what is written once for both: '4 to 6 million crowns'."""
    number = first.number
    if number.scale == 1 < second.number.scale and number.low < 1000:
        number = number.times(second.number.scale, number.end)
    if first.kind != "count":
        return replace(first, number=number)
    return replace(second, number=number)


def _value(
    text: str,
    low: str,
    around: tuple[int, Qualifier, Qualifier],
    ends: tuple[Figure, Figure],
    noun: Noun | None,
) -> Value:
    start, before, after = around
    least, most = ends
    end = noun.end if noun else after.edge
    bound: Bound = after.bound if before.bound == "exact" else before.bound
    floor, ceiling = sorted((least.base(least.number.low), most.base(most.number.high)))
    if floor != ceiling:
        bound = "range" if bound == "exact" else bound
    return Value(
        kind=most.kind,
        low=-math.inf if bound == "at_most" else floor,
        high=math.inf if bound == "at_least" else ceiling,
        unit=most.unit,
        noun=noun.head if noun else "",
        approximate=before.approximate or after.approximate or most.number.vague,
        bound=bound,
        precision=max(least.precision, most.precision),
        start=start,
        end=end,
        text=text[start:end],
        role=role_of(low, start, end, noun.head if noun else "") if most.kind == "count" else "",
        label=text[noun.end - len(noun.label) : noun.end] if noun else most.label,
    )


def _read_share(text: str, low: str, pos: int) -> Value | None:
    """Read a share of a whole as a percentage: 'two thirds', 'half of', 'one in five'."""
    match = _SHARE.match(low, pos)
    if match:
        share = 1 / _PARTS[match[1]] if match[1] else _TOPS[match[2]] / _PARTS[match[3].rstrip("s")]
        return _percent(text, low, pos, 100 * share, match.end())
    match = _ODDS.match(low, pos)
    top = read_number(low, pos) if match else None
    bottom = read_number(low, match.end()) if match else None
    if not match or not top or not bottom or not top.low < bottom.low <= 1000 or read_unit(low, bottom.end):
        return None
    return _percent(text, low, pos, 100 * top.low / bottom.low, bottom.end)


def _percent(text: str, low: str, pos: int, percent: float, end: int) -> Value:
    before = qualifier_before(low, pos)
    least = -math.inf if before.bound == "at_most" else percent
    most = math.inf if before.bound == "at_least" else percent
    return Value(
        "percent",
        least,
        most,
        "",
        "",
        True,
        before.bound,
        1.0,
        before.edge,
        end,
        text[before.edge : end],
        label="",
    )


def _read_one_unit(text: str, low: str, pos: int) -> Value | None:
    """Read 'a week', 'half an hour', where it is a length and not a rate ('twice a week')."""
    match = _ONE_UNIT.match(low, pos)
    unit = read_unit(low, match.end() - 1) if match else None
    if match is None or unit is None or unit.label in ("second", "degree", "magnitude", "stone", "pound"):
        return None
    led = match[1] or _ONE_LEADS.search(low, max(0, pos - 16), pos)
    if len(unit.label) < 3 or not (led or _ONE_TRAILS.match(low, unit.end)):
        return None
    share = {"half": 0.5, "quarter": 0.25}.get(match[1] or "", 1.0)
    number = Number(share, share, share, match.end() - 1, spelled=True)
    figure = read_figure(text, low, pos, number, "")
    return _compose(text, low, pos, figure) if figure and figure.unit in (SECOND, unit.base) else None
