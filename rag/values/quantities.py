"""Counts, money, percentages, measures and durations: a figure and what stands around it."""

import math
import re
from dataclasses import replace

from rag.values.figures import Figure, read_figure
from rag.values.money import currency_before
from rag.values.not_values import follows_name, in_name, is_denominator
from rag.values.nouns import Noun, read_noun, read_whole, subject_noun
from rag.values.numbers import read_number
from rag.values.ranges import range_start, read_range
from rag.values.roles import role_of, says_fate
from rag.values.scales import Number
from rag.values.shares import read_share
from rag.values.types import Bound, Value
from rag.values.units import SECOND, UNITS, name_of, read_unit
from rag.values.vocabulary import words
from rag.values.words_before import Qualifier, qualifier_after, qualifier_before

_SIGN = re.compile(r"(?:(?<![\w)\]%+/])[-−–]|(?<!plus or )\b(?:minus|negative) )$")
_MINUS = re.compile(r"(?<!or )\bminus $")  # 'minus six'; a dash before a bare number only joins
_AGE_BEFORE = re.compile(r"\b(?:aged?|age of|aged between|ages?)(?: of)? $")
_AGE_APPOSED = re.compile(r"(?:[A-Z][\w’'-]+), $")
_ONE_UNIT = re.compile(r"(?:(half|quarter)(?: of)? )?(?:an?|one) (?=[a-z])|(half)[ -](?=[a-z])")
_ONE_LEADS = re.compile(
    r"\b(?:for|in|within|about|after|over|than|nearly|almost|least|took|takes?|last\w*|exceed\w*|need\w*|another|around"
    r"|roughly|of|by"
    r"|only|just|under|spen[dt]|less|half|approximately|some|every)\s$"
)
_ONE_TRAILS = re.compile(r" (?:ago|later|earlier|long|before|after|away|off|from|and a half|or (?:more|less|so))\b")
_NOT_ONE_UNIT = frozenset({"second", "degree", "magnitude", "stone", "pound", "pounds", "seconds"})
_NOT_ONE_BEFORE = re.compile(r"\b(?:no|the|this|that|any|every|each|some|which|number|not|day|square)[ -]$")
_NOT_ONE_AFTER = words("day time thing way point hand side such reason example instance another piece bit word moment")
_HYPHENED = re.compile(r"-([a-z]+)(?:-[a-z]+)*")
_FUNCTION = words("on by to in of and for at")
_NO_NOUN = words("strong fold plus odd old up off")
_CODE = re.compile(r"[-–/][0-9]")
_CROWD = re.compile(r" of(?: (?:its|the|their|his|her|these|those|our))?(?= [a-z])")
_SOME_ONE = re.compile(
    r"\b(?:no|the|this|that|any|every|each|some|which|only the|last|first|not|of)[ -]$"
)  # 'the one that died'
_SAID_ONE = re.compile(r"\b(?:said|says?|told|asked|recalled|added|according to) $")
_ONE_SAID = re.compile(r" (?:said|says|told|recalled|added)\b")
_DIFFERENCE = re.compile(r" (?:more|fewer|less|higher|lower|longer|shorter|greater) than\b")
_LISTED = re.compile(r"(?: and | or |, )(?=[0-9a-z])")
_GOES_ON = re.compile(r"(?:, [^,.;:]{1,24}){0,4},? (?:and|or) ")
_RATE = re.compile(
    r"(?: (?:per|for every) |/)((?:square|cubic) [a-z]+|[0-9]+(?:,[0-9]{3})*(?: (?:people|inhabitants|live births))?"
    r"|[a-z]+[23²³]?)"
)
_WORD_END = re.compile(r"\w*")
_YEAR_SECONDS = 31_557_600.0


def read_quantity(text: str, low: str, pos: int) -> tuple[Value | None, int]:
    """Read the quantity at `pos`; without one, None and the position to go on from."""
    share = read_share(text, low, pos)
    if share:
        return share, share.end
    currency, begin = currency_before(low, pos)
    number = read_number(low, pos, join_and="between" not in low[max(0, begin - 24) : begin])
    if number is None:
        value = _read_one_unit(text, low, pos)
        return value, value.end if value else _word_end(low, pos)
    figure = read_figure(text, low, pos, number, currency)
    if figure is None or _is_pronoun(low, pos, figure) or in_name(text, pos, number.end):
        return None, _word_end(low, number.end)
    if currency:
        figure = replace(figure, label=text[begin:pos].strip())
    figure = _listed(text, low, _aged(text, low, begin, figure))
    value = _compose(text, low, *_signed(low, begin, figure))
    return value, value.end if value else figure.end


def _word_end(low: str, pos: int) -> int:
    match = _WORD_END.match(low, pos)
    return max(match.end() if match else pos, pos + 1)


def _signed(low: str, begin: int, figure: Figure) -> tuple[int, Figure]:
    sign = _SIGN if figure.kind != "count" else _MINUS
    match = sign.search(low, max(0, begin - 10), begin)
    if match is None:
        return begin, figure
    number = figure.number
    return match.start(), replace(figure, number=replace(number, low=-number.high, high=-number.low))


def _aged(text: str, low: str, begin: int, figure: Figure) -> Figure:
    """Take 'aged 41' and 'Ida Lorentz, 41, said' as a length of life."""
    if figure.kind != "count" or not 1 <= figure.number.low <= 120 or figure.number.scale != 1:
        return figure
    apposed = low[figure.end : figure.end + 1] in (",", ";") and _AGE_APPOSED.search(text, max(0, begin - 30), begin)
    if not apposed and not _AGE_BEFORE.search(low, max(0, begin - 16), begin):
        return figure
    return replace(figure, kind="duration", unit=SECOND, factor=_YEAR_SECONDS, label="years")


def _listed(text: str, low: str, figure: Figure) -> Figure:
    """Give the first of '32 and 36 years' its unit, which is written once."""
    match = _LISTED.match(low, figure.end) if figure.kind == "count" and not figure.number.vague else None
    number = read_number(low, match.end()) if match else None
    other = read_figure(text, low, match.end(), number, "") if match and number else None
    if number is None or other is None or other.kind not in ("duration", "percent", "measure") or other.more:
        return figure
    if match and match[0] == ", " and not _GOES_ON.match(low, other.end):  # 'at 22.38, seven minutes after that'
        return figure
    if figure.number.scale > other.number.scale:  # '436 million, 9 per cent more'
        return figure
    return replace(other, number=figure.number, end=figure.end)


def _is_pronoun(low: str, pos: int, figure: Figure) -> bool:
    if figure.kind not in ("count", "duration") or low[pos : figure.number.end] != "one":
        return False
    if figure.kind == "duration":
        return not (_ONE_LEADS.search(low, max(0, pos - 16), pos) or _ONE_TRAILS.match(low, figure.end))
    if _NOT_ONE_BEFORE.search(low, max(0, pos - 8), pos):
        return True
    noun = read_noun(low, figure.end, one=True)
    if noun is None and says_fate(low, figure.end) and not _SOME_ONE.search(low, max(0, pos - 12), pos):
        return False
    if noun is None or low[figure.end :].split(None, 1)[0].strip(",.;") in _NOT_ONE_AFTER:
        return True
    # 'said one survivor' counts nobody
    return bool(_SAID_ONE.search(low, max(0, pos - 14), pos) or _ONE_SAID.match(low, noun.end))


def _compose(text: str, low: str, begin: int, figure: Figure) -> Value | None:
    before = qualifier_before(low, begin)
    ends = read_range(text, low, before.edge, figure)
    start = range_start(low, before.edge, ends[1].end) if ends else before.edge
    least, most = ends or (figure, figure)
    after = qualifier_after(low, most.end)
    noun = _noun_of(low, most, after.edge) if most.kind == "count" else None
    if noun and after.edge == most.end:  # '40 men at most', '60 people or more'
        later = qualifier_after(low, noun.end)
        after = later if later.edge > noun.end else after
    if is_denominator(low, begin) or _DIFFERENCE.match(low, noun.end if noun else most.end):
        return None
    if most.kind == "count" and _is_name(text, low, begin, most, noun):
        return None
    value = _value(low, (start, before, after), (least, most), noun)
    end = value.end
    label = text[noun.end - len(noun.label) : noun.end] if noun and noun.end > most.end else value.label
    return replace(value, text=text[start:end], label=label)


def _is_name(text: str, low: str, begin: int, figure: Figure, noun: Noun | None) -> bool:
    """Whether the figure is part of a name or code: 'Apollo 11', '747-400'."""
    if _CODE.match(low, figure.end):
        return True
    written = low[begin : figure.end]
    grouped = "," in written or written.count(".") > 1  # no name ends in '2,300' or '2.300.000'
    return noun is None and not grouped and follows_name(text, low, begin)


def _noun_of(low: str, figure: Figure, end: int) -> Noun | None:
    hyphened = _HYPHENED.match(low, end)
    if hyphened and hyphened[1] in _FUNCTION:
        return None
    if hyphened:
        head = "" if hyphened[1] in _NO_NOUN else hyphened[1]
        return Noun(head, low[end : hyphened.end()], hyphened.end(), hyphened.end())
    crowd = _CROWD.match(low, end) if figure.number.vague else None
    if crowd:
        noun = read_noun(low, crowd.end())
        return Noun(noun.head, low[end : noun.end].strip(), noun.end, noun.end) if noun else None
    one = figure.number.low == 1 == figure.number.high
    return read_noun(low, end, one=one) or read_whole(low, end)


def _value(low: str, around: tuple[int, Qualifier, Qualifier], ends: tuple[Figure, Figure], noun: Noun | None) -> Value:
    start, before, after = around
    least, most = ends
    end = max(noun.end if noun else 0, after.edge)
    bound: Bound = after.bound if before.bound == "exact" else before.bound
    floor, ceiling = sorted((least.base(least.number.low), most.base(most.number.high)))
    if floor != ceiling and bound == "exact":
        bound = "range"
    counted = most.kind == "count"
    head = noun.head if noun else subject_noun(low, start) if counted else ""
    return Value(
        kind=most.kind,
        low=-math.inf if bound == "at_most" else floor,
        high=math.inf if bound == "at_least" else ceiling,
        unit=_with_rate(low, most, end),
        noun=head,
        approximate=before.approximate or after.approximate or most.number.vague,
        bound=bound,
        precision=max(least.precision, most.precision),
        start=start,
        end=end,
        text="",
        role=role_of(low, start, noun.reach if noun else end, head) if counted else "",
        label=noun.label if noun else most.label,
    )


def _with_rate(low: str, figure: Figure, end: int) -> str:
    """Return the unit, with 'per day' where a rate follows: it is another quantity than the bare figure."""
    match = _RATE.match(low, end) if figure.kind in ("count", "money", "percent", "measure") else None
    if match is None or (match[0][0] == "/" and match[1] not in UNITS):  # '40 passengers/crew'
        return figure.unit
    return f"{figure.unit} per {name_of(match[1])}".strip()


def _read_one_unit(text: str, low: str, pos: int) -> Value | None:
    """Read 'a week', 'half an hour', where it is a length and not a rate ('twice a week')."""
    match = _ONE_UNIT.match(low, pos)
    unit = read_unit(low, match.end() - 1, text) if match else None
    if match is None or unit is None or len(unit.label) < 3:
        return None
    part = match[1] or match[2] or (unit.label == "degree" and low.startswith(" and a half", unit.end))
    if unit.label in _NOT_ONE_UNIT and not (part and unit.label in ("degree", "second")):
        return None
    led = match[1] or match[2] or _ONE_LEADS.search(low, max(0, pos - 16), pos)
    if not (led or _ONE_TRAILS.match(low, unit.end)):
        return None
    share = {"half": 0.5, "quarter": 0.25}.get(match[1] or match[2] or "", 1.0)
    number = Number(share, share, share, match.end() - 1, spelled=True)
    figure = read_figure(text, low, pos, number, "")
    return _compose(text, low, pos, figure) if figure and figure.unit == unit.base else None
