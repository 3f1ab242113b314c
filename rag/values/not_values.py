"""Digits that are names, marks or references, not figures."""

import re

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|\bdoi:\S+")
_PHONE = re.compile(r"\+[0-9]{1,3}(?:[ -]?\(?[0-9]{2,5}\)?){2,}|\b[0-9]{3,5}-[0-9]{3,4}(?:-[0-9]{3,4})?\b(?!\s?[a-z])|\([0-9]{3,5}\) ?[0-9]{3,4}[ -][0-9]{3,4}\b")  # fmt: skip
_DOTTED = re.compile(r"\b[0-9]{1,3}(?:\.[0-9]{1,3}){2,}\b(?!,[0-9])")
_FOOTNOTE = re.compile(r"\[[0-9]{1,3}(?:[,–-] ?[0-9]{1,3})*\]")
_LIST_MARK = re.compile(r"\s*(?:\(?[0-9]{1,2}[.)]|#+|[-*•])\s+(?=[^\W\d_])")
_FIXED = re.compile(r"\b(?:24/7|24-7|9/11|7/7|50-50|50/50|4x4|0-60)\b")
_SCORE = re.compile(r"\b([0-9]{1,3})[–-]([0-9]{1,3})(?:[–-][0-9]{1,3})?\b(?![–-]?[0-9])")
_IDENTIFIER = re.compile(r"(?:[a-z][-–_/.]|[a-z]{2}[0-9]*-|[@#№_])$")
_JOINED_YEAR = re.compile(r"(?:mid|pre|post|early|late|non|sub|over|plus|around)[-–]$")
_REFERENCE = re.compile(
    r"\b(?:article|art\.|section|sec\.|§+|resolution|chapter|ch\.|page|pages|pp?\.|figure|fig\.|table|flight|route|no\.|nos\.|nr\.|number|№|room|gate|highway|interstate|vol\.|volume|part|paragraph|para\.|clause|rule|act|season|episode|version|phase|level|type|category|grade|group|unit|block|platform|channel|appendix|annex|schedule|exhibit|case|file|apollo|soyuz|sputnik|formula|windows|world war|area|pier|runway|terminal|item|step|question|boeing|airbus|psalm|verse|line|lines|protocol|directive|regulation|bill|proposition|isbn|issn|zone|district|sector|class|mark|iphone|channel|studio|catch|fortune|top|model|tier|league|division|ward|precinct|stage|lot|track|heat|lap|round|week|day|game|match|set|quarter|group of|big|under|u|the big|chapter|sura|surah|verse|canto|opus|op\.|symphony|sonnet|amendment)[ \u00a0]$"
)  # fmt: skip
_PER = re.compile(r"\b(?:per|every) (?:about )?$")
_FRAMED = re.compile(r"(?:[a-z0-9)]\^|<|\\)$")


def masked(text: str, low: str) -> list[tuple[int, int]]:
    """Return the spans of addresses, phone numbers, footnote and list marks, version numbers and scores."""
    spans = [match.span() for pattern in _patterns(low) for match in pattern.finditer(low)]
    mark = _LIST_MARK.match(text)
    if mark:
        spans.append(mark.span())
    return sorted(spans + [match.span() for match in _SCORE.finditer(low) if _is_score(low, match)])


def _patterns(low: str) -> list[re.Pattern[str]]:
    """Return only the patterns that can match, told by a character each needs."""
    needed = (
        (_ADDRESS, ("://", "www.", "@", "doi:")),
        (_PHONE, ("+", "-", "(")),
        (_DOTTED, (".",)),
        (_FOOTNOTE, ("[",)),
        (_FIXED, ("/", "-", "x")),
    )
    return [pattern for pattern, signs in needed if any(sign in low for sign in signs)]


def _is_score(low: str, match: re.Match[str]) -> bool:
    """Whether '3-1' is a result: it does not ascend, or nothing that it could count follows."""
    if int(match[1]) >= int(match[2]) or match[0].count("-") + match[0].count("–") > 1:
        return True
    before, after = low[max(0, match.start() - 2) : match.start()], low[match.end() : match.end() + 3]
    if before[-1:] in "$€£~" and before:
        return False
    return "-" in match[0] and not re.match(r"[ -]?[a-z%°]|[.,]?[0-9]", after)


def is_reference(low: str, pos: int) -> bool:
    """Whether the figure at `pos` numbers something ('Article 5', 'COVID-19') and measures nothing."""
    before = low[max(0, pos - 24) : pos]
    if _JOINED_YEAR.search(before):
        return False
    return bool(_IDENTIFIER.search(before) or _REFERENCE.search(before) or _FRAMED.search(before))


def is_denominator(low: str, pos: int) -> bool:
    """Whether the figure at `pos` is what a rate is counted by: '20 per 100,000 people'."""
    return bool(_PER.search(low, max(0, pos - 12), pos))


def follows_name(text: str, pos: int) -> bool:
    """Whether a word with a capital, not the first of its sentence, stands right before `pos`: 'Apollo 11'."""
    before = text[max(0, pos - 40) : pos]
    match = re.search(r"([\w’'.]+)[  ]([A-Z][\w’'-]*) $", before)
    return bool(match and match[1][-1] not in ".!?:")
