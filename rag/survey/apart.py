"""What tells two things of one sort apart: "Flight 12", "Phase II", "Building B", "third quarter", "upper dam"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.values.dated import figures
from rag.values.types import Value
from rag.values.vocabulary import ORDINALS, either, ordered, words
from rag.words import is_function_word, stem

_SORTS = either(
    "apartment, area, article, battalion, battery, bay, berth, block, borehole, branch, brigade, building, bus, cabin"
    ", camp, case, chamber, channel, chapter, class, clause, cohort, court, day, deck, depot, district, division, dock"
    ", episode, ferry, field, flat, flight, floor, game, gate, group, hall, hangar, hospital, house, lane, line, lock"
    ", lot, match, mine, model, module, motorway, part, phase, pier, pit, plant, platform, plot, pool, port, precinct"
    ", protocol, pump, quarter, reactor, region, resolution, room, round, route, rule, runway, school, season, section"
    ", sector, series, session, shaft, shift, silo, site, squad, squadron, stage, station, street, studio, study, tank"
    ", team, terminal, track, train, tram, trial, tunnel, turbine, type, unit, vehicle, vessel, volume, ward, warehouse"
    ", week, well, wing, year, zone"
)
_SPELLED = ordered("one two three four five six seven eight nine ten eleven twelve")
_SIGN = (
    r"(?:(?:[A-Z]{1,4}[ -]?)?[0-9]{1,4}[A-Za-z]?\b(?![%°]|[.,:][0-9]|[-–][a-z])|[IVX]{1,5}\b|[A-HJ-Z]\b(?![.’'])"
    rf"|(?i:{'|'.join(_SPELLED)})\b)"
)
_JOINT = r"(?:, and | and |[-–])"
_SIGNS = rf"(?P<sign>{_SIGN})(?P<more>(?:{_JOINT}{_SIGN})*)"
_MARK = r"(?:[Nn]os?\.? ?|[Nn]r\.? ?|#)"
# What nothing determines is a name with its number: "in ward 7 patients …", not "that day 12 people …".
_BARE = r"(?:^|[^\w’' -] ?|[0-9] |\b(?i:in|at|on|of|from|to|and) )"
_SURE = (
    re.compile(rf"\b(?P<sort>(?=[A-Z])(?i:{_SORTS})s?) {_MARK}?{_SIGNS}"),
    re.compile(rf"{_BARE}(?P<sort>(?:{_SORTS})s?) {_MARK}?{_SIGNS}"),
    re.compile(rf"\b(?P<sort>[A-Za-z]\w+) (?:[Nn]os?\. ?|[Nn]r\. ?|#){_SIGNS}"),
)
_MAYBE = (  # where the number counts nothing
    re.compile(rf"\b(?P<sort>{_SORTS}) {_SIGNS}"),
    re.compile(rf"\b(?P<sort>[A-Za-z]\w+) [Nn]umber {_SIGNS}"),
    re.compile(rf"\b(?P<sort>[A-Z][\w’'-]+) {_SIGNS}"),
    re.compile(r"\b(?P<sort>[A-Z]{1,5})-?(?P<sign>[0-9]{1,4}(?:[A-Z][0-9]?)?)\b(?![%°]|[.,:][0-9])"),
)
_RANKED = re.compile(
    rf"(?<!\bper )(?<!\ba )\b(?P<sign>(?i:{'|'.join(ORDINALS)})|[0-9]{{1,2}}(?:st|nd|rd|th))[ -](?P<sort>[a-z]+)\b"
)
_RANK = {name: str(rank) for rank, name in enumerate(ORDINALS, start=1)}
_ROMAN = {"I": 1, "V": 5, "X": 10}
# Words of which one excludes the others where they specify the same: "the upper dam", "the lower dam".
_OPPOSITES = tuple(
    words(line)
    for line in (
        "north south east west northern southern eastern western central",
        "upper lower middle",
        "inner outer",
        "men women boys girls men's women's boys' girls' men’s women’s boys’ girls’",
        "male female",
        "morning afternoon evening",
        "day night",
        "spring summer autumn winter",
        "daily weekly monthly quarterly annual",
        "gross net operating",
        "average median minimum maximum",
        "domestic foreign",
        "public private",
        "urban rural",
        "old new",
        "civilian military",
        "import export",
        "gas oil water sewage",
        "wheat maize rice barley rye oats coffee cocoa sugar cotton",
        "health education finance transport defence interior foreign justice agriculture environment energy labour",
    )
)
_OPPOSITE = "|".join(sorted(frozenset().union(*_OPPOSITES), reverse=True))
_OPPOSED = re.compile(rf"(?<![\w-])(?<!day )(?P<sign>(?i:{_OPPOSITE})) (?P<sort>[a-z]+)\b")
# These rate a thing or tell of it: two reports may put one storm in two categories.
_NO_SORTS = frozenset(map(stem, words(
    """account age appendix aged bulletin category census count degree edition estimate figure force grade inquiry
    investigation item level magnitude note official page paragraph people person place point report review source
    statement survey table tier time toll top version victim witness"""
)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """What a text has a thing told apart by from others of its sort."""

    sort: str  # stem of what it is, for an opposite with the number of its group
    sign: str  # "2" for II and for "second"
    start: int  # of the sign as written
    end: int


@lru_cache(maxsize=16384)
def marks(text: str) -> tuple[Mark, ...]:
    """Return what tells the things that a text names apart from others of their sort."""
    found = [_mark(match) for match in (*_numbers(text), *_RANKED.finditer(text))]
    found += [mark for match in _OPPOSED.finditer(text) for mark in _opposed(match)]
    return tuple(one for one in found if one.sort.split()[0] not in _NO_SORTS)


def _numbers(text: str) -> list[re.Match[str]]:
    sure = [match for pattern in _SURE for match in pattern.finditer(text)]
    maybe = [match for pattern in _MAYBE for match in pattern.finditer(text)]
    counted = figures(text) if sure or maybe else ()
    measured = [value for value in counted if value.kind != "count"]
    found = [match for match in sure if not _is_within(match, measured)]
    found += [match for match in maybe if not _is_within(match, counted)]
    return [match for match in found if len(match["sort"]) == 1 or not is_function_word(match["sort"].lower())]


def _is_within(match: re.Match[str], values: Sequence[Value]) -> bool:
    start, end = match.span("sign")
    return any(value.start < end and start < value.end for value in values)


def _mark(match: re.Match[str]) -> Mark:
    several = match["sort"].endswith("s") and match.groupdict().get("more")  # "Flights 12 and 47" are neither of both
    signs = [match["sign"], *(re.split(_JOINT, several)[1:] if several else ())]
    end = match.end("more" if several else "sign")
    return Mark(stem(match["sort"]), "+".join(map(_plain, signs)), match.start("sign"), end)


def _plain(sign: str) -> str:
    low = sign.lower()
    if low in _SPELLED:
        return str(_SPELLED.index(low) + 1)
    if set(sign) <= set(_ROMAN):
        return str(_roman(sign))
    return _RANK.get(low) or re.sub(r"(?<=[0-9])(?:st|nd|rd|th)$|[ -]", "", low)


def _roman(sign: str) -> int:
    worth = [_ROMAN[letter] for letter in sign]
    return sum(-one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True))


def _opposed(match: re.Match[str]) -> list[Mark]:
    """Return a mark for each group of opposites a word is in: nothing is told apart by "upper" and "morning"."""
    if is_function_word(match["sort"]):
        return []
    sign, sort = match["sign"].lower(), stem(match["sort"])
    groups = [number for number, group in enumerate(_OPPOSITES) if sign in group]
    return [Mark(f"{sort} {number}", _one_word(sign), *match.span("sign")) for number in groups]


def _one_word(sign: str) -> str:
    return stem(sign).removesuffix("ern")


def is_part_of_name(text: str, start: int) -> bool:
    """Whether the number that starts there belongs to a name, so that it counts nothing."""
    return any(one.start <= start < one.end for one in marks(text))


def apart(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two statements are of things that are told apart.

    Each is given by what it says and what stands around it, the nearest first; what only stands in the widest of both
    may be anything.
    """
    if not any(marks(text) for text in (*ours[:-1], *theirs[:-1])):
        return False
    first, second = _signs(ours), _signs(theirs)
    return any(
        min(first[sort][0], second[sort][0]) < len(ours) - 1 and not _met(first[sort][1], second[sort][1])
        for sort in first.keys() & second.keys()
    )


def _signs(texts: Sequence[str]) -> Mapping[str, tuple[int, frozenset[str]]]:
    """Return the signs of each sort of thing, and the nearest text that has one.

    What the nearest of all says holds; of what stands around that, any may be meant.
    """
    found: dict[str, tuple[int, frozenset[str]]] = {}
    for place, text in enumerate(texts):
        for one in marks(text):
            nearest, signs = found.get(one.sort, (place, frozenset()))
            if nearest or not place:
                found[one.sort] = nearest, signs | {one.sign}
    return found


def _met(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(_is_same(a, b) for a in ours for b in theirs)


def _is_same(a: str, b: str) -> bool:
    """Whether two signs are one: "BA212" may be called "212"."""
    digits = re.sub(r"\D", "", a)
    return a == b or ((a.isdigit() or b.isdigit()) and digits == re.sub(r"\D", "", b) != "")
