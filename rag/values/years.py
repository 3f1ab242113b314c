"""Bare years: four digits that are a year only because of the words around them."""

import re

from rag.values.calendar_days import years
from rag.values.dates import MONTH_PATTERN, YEAR, Dated, read_any_year
from rag.values.vocabulary import words

# A year stands after the first kind; after the second it may as well be a figure.
_SURE = words(
    """in since during until till the year years fy spring summer autumn fall winter circa ca c late early mid
    pre post this that last next"""
)
_LEADS = ("(", "’s ", "'s ", "-", "(born ", "(b. ")
_LIKELY = words("by of from to before after between and around about or for through at")
_DATED_THING = re.compile(
    r"[ -](?:[a-z]+ )?(?:election|attack|edition|season|budget|survey|film|novel|album|game|olympic|final"
    r"|protest"
    r"|riot|earthquake|flood|hurricane|report|award|primarie|talk|championship)s\b"
)
_QUANTIFIED = re.compile(
    r"(?:(?<!earlier )(?<!later )than|least|nearly|almost|approximately|roughly|some|estimated|most|as many as"
    r"|exceed\w*|only"
    r"|total of"
    r"|toll of|number of|all)\s$"
)
_RISEN = re.compile(
    r"\b(?:rose|risen|rises?|rising|grew|grown|grows?|growing|increased?|fell|fallen|fall|dropp?ed|reached"
    r"|climbed|jumped|up|down|number\w*|total\w*|stood|stands?)\b[^.;]{0,24}\b(?:to|from|at)\s$"
)
_ANOTHER_YEAR = re.compile(rf" (?:in|by) {YEAR}")
_EARLY_YEAR = re.compile(r"([1-9][0-9]{2})(?=[.,;)]|$| (?:by|when|the|is|was|and|to|he|she|they) )(?![.,][0-9])")
_NOT_IN = re.compile(r"\b(?:result\w*|total\w*|end\w*|score\w*|one|two|three) in $")


def read_year(low: str, pos: int, counted: bool) -> Dated | None:
    """Read a bare year at `pos` where the words around it say so; `counted`: a plural noun follows it."""
    found = read_any_year(low, pos) or _early_year(low, pos)
    before = low[max(0, pos - 16) : pos]
    if found is None or _QUANTIFIED.search(before) or _ANOTHER_YEAR.match(low, found.end):
        return None
    word = before.rstrip(" -(,'’").rsplit(" ", 1)[-1].strip("(") if before else ""
    if word in _SURE or before.endswith(_LEADS) or MONTH_PATTERN.fullmatch(word):
        return found
    if counted and not _DATED_THING.match(low, found.end):
        return found if word in _LIKELY and int(low[pos : found.end]) % 50 else None
    return None if _RISEN.search(low, max(0, pos - 48), pos) else found


def _early_year(low: str, pos: int) -> Dated | None:
    """Read a year of three digits, which needs 'in' or 'AD' before it and a break after it."""
    match = _EARLY_YEAR.match(low, pos)
    if match is None or not low.endswith((" in ", " ad "), 0, pos) or _NOT_IN.search(low, max(0, pos - 20), pos):
        return None
    return Dated(years(int(match[1]), int(match[1])), match.end())
