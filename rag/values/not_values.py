"""Digits that are names, marks or references, not figures."""

import re

from rag.values.vocabulary import words

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,200}|\bdoi:\S+")
_PHONE = re.compile(
    r"\+[0-9]{1,3}(?:[ -]?\(?[0-9]{2,5}\)?){2,}"
    r"|\b[0-9]{3}-[0-9]{4}\b|\b[0-9]{3,5}-[0-9]{3,4}-[0-9]{3,4}\b"
    r"|\([0-9]{3,5}\) ?[0-9]{3,4}[ -][0-9]{3,4}\b"
)
_DOTTED = re.compile(r"\b[0-9]{1,3}(?:\.[0-9]{1,2}){2,}\b(?!,[0-9])")
_FOOTNOTE = re.compile(
    r"<[0-9]{1,3}>|\[(?:note |nb )?[0-9]{1,3}(?:[,–-] ?[0-9]{1,3})*\]|(?<=[.\w]):[0-9]{1,4}[–-][0-9]{1,4}"
)
_FIXED = re.compile(r"\b(?:24/7|24-7|9/11|7/7|50-50|50/50|4x4)\b|[0-9]+-by-[0-9]+\S*")
# 'TESSEL BAY, 4 May 2022 (North Wire) - At least 21 people' was written then
_DAY_AND_MONTH = r"(?:[0-9]{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? [0-9]{1,2})(?:,? [12][0-9]{3})?"
_DATELINE = re.compile(
    r"[\W_]*[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)?,? "
    rf"(?:[A-Z][a-z]+day,? )?{_DAY_AND_MONTH}(?: \([^()\n]{{2,60}}\))?(?: ?[–—:] ?| -{{1,2}} )(?=\S)"
)
_STREET = re.compile(
    r"\b[0-9]{1,5} (?:[A-Z][\w.’']+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Square"
    r"|Terrace)\b"
)
_LIST_MARK = re.compile(r"\s*(?:\(?[0-9]{1,2}[.)]|#+|[-*•])\s+(?=[^\W\d_])")
_SCORE = re.compile(r"\b([0-9]{1,3})[–-]([0-9]{1,3})(?:[–-][0-9]{1,3})?\b(?![–-]?[0-9])")

_IDENTIFIER = re.compile(
    r"(?:[a-z][-–_/](?<!magnitude-)|[a-z][a-z0-9]*[0-9]-|[a-z]{2}-(?<!magnitude-)|[a-z][0-9]+\.|[@#№_]|[a-z]\.|[.\w]:|[)\]]|[a-z0-9)]\^|\\|(?:^"
    r"|[\s(])\.)$"
)
_CIRCA = re.compile(r"(?<![a-z.])ca?\.$")
_JOINED = re.compile(r"(?:mid|pre|post|early|late|non|sub|over|plus|around)[-–]$")
# A number right after one of these names it; after the second kind only where nothing is counted ("last
# week 12 men").
_NAMING = re.compile(
    r"\b(?:articles?|art\.|sections?|sec\.|resolution|chapters?|ch\.|pages?|pp?\.|figures?|fig\.|tables?"
    r"|flight|route"
    r"|no\.|nos\.|nr\.|number|room|gate|highways?|interstate|vol\.|volume|paragraph|para\.|clause|rule"
    r"|episode|version"
    r"|appendix|annex|schedule|exhibit|apollo|soyuz|sputnik|formula|windows|world war|boeing|airbus|psalm"
    r"|verse"
    r"|protocol|directive|regulation|proposition|isbn|issn|iphone|amendment|opus|op\.|catch|fortune|top"
    r"|note)[ \u00a0]$"
    r"|§+ ?$"
)
_MAYBE_NAMING = re.compile(
    r"\b(?:part|act|season|phase|level|type|category|grades?|group|unit|block|platform|channel|case|file"
    r"|area|pier"
    r"|runway|terminal|item|step|question|line|zone|district|sector|class|mark|studio|model|tier|league"
    r"|division|ward"
    r"|stage|lot|track|heat|lap|round|week|day|game|match|set|quarter|canto|bill)[ \u00a0]$"
)
# "the dead number 12"
_NUMBERING = re.compile(
    r"\b(?:(?:dead|injured|wounded|missing|people|men|women|[a-z]{2,}s)(?: [\w-]+){0,3}"
    r"|would|will|must|may|might|could|now|(?:said|thought|believed|estimated|reported) to)"
    r"(?<! at)(?<! in)(?<! of)(?<! the)(?<! a)(?<!s to) number $"
)
_GROUPED = re.compile(r"[0-9]{1,3},[0-9]{3}")  # nothing is numbered 9,000
_PER = re.compile(r"\bper (?:about |every )?$")
_NAME_BEFORE = re.compile(r"(?:([\w’'.,;]+)([  ]))?([A-Z][\w’'-]*) $")
_NO_NAMES = words(
    """a he i it she we about all almost also an and another any are around as at average between both but by can
    could did do does during each every exactly few for from had has have her his how if in including is its just
    killed last least less more most my nearly next no of on once only or other our over overall per perhaps since
    so some than that the their then there these they this those to today together total under until up was were
    what when where which while who why will with would wounded yet you"""
)
# "Passengers 197; fatalities none."
_TELLING = re.compile(r"attendance|loss|income|expenditure|turnout|crew|cost|total|passengers|fatalities|members|deaths"
                      r"|dead|killed|wounded|missing|contents|staff|strength|capacity|damage"
                      r"|injured|visitors|casualties|survivors|population")  # fmt: skip
_NEAR = 200  # characters either side that tell running text from a headline
_LOWER_WORD = re.compile(r"(?<![\w’'-])[a-z][a-z]{3,}")


def masked(text: str, low: str) -> list[tuple[int, int]]:
    """Return in order the spans of addresses, phone numbers, footnote and list marks, versions and scores."""
    spans = [match.span() for pattern in _patterns(low) for match in pattern.finditer(low)]
    spans += [match.span() for match in _STREET.finditer(text)]
    if dateline := _DATELINE.match(text):
        spans.append(dateline.span())
    mark = _LIST_MARK.match(text)
    if mark:
        spans.append(mark.span())
    spans += [match.span() for match in _SCORE.finditer(low) if _is_score(low, match)]
    return sorted(spans)


def _patterns(low: str) -> list[re.Pattern[str]]:
    """Return only the patterns that can match, told by a character each needs."""
    needed = (
        (_ADDRESS, ("://", "www.", "@", "doi:")),
        (_PHONE, ("+", "-", "(")),
        (_DOTTED, (".",)),
        (_FOOTNOTE, ("[", ":", "<")),
        (_FIXED, ("/", "-", "x")),
    )
    return [pattern for pattern, signs in needed if any(sign in low for sign in signs)]


def _is_score(low: str, match: re.Match[str]) -> bool:
    """Whether '3-1' is a result: it does not ascend, or nothing that it could count follows."""
    if int(match[1]) >= int(match[2]) or match[0].count("-") + match[0].count("–") > 1:
        return True
    if low[max(0, match.start() - 1) : match.start()] in ("$", "€", "£", "~"):
        return False
    return "-" in match[0] and not re.match(r"[ -]?[a-z%°]|[.,]?[0-9]", low[match.end() : match.end() + 3])


def is_reference(low: str, pos: int) -> bool:
    """Whether the figure at `pos` numbers something ('Article 5', 'COVID-19') and measures nothing."""
    before = low[max(0, pos - 20) : pos]
    numbering = before.endswith("number ") and _GROUPED.match(low, pos)
    if numbering or _CIRCA.search(before) or _JOINED.search(before) or _NUMBERING.search(low, max(0, pos - 40), pos):
        return False
    return bool(_IDENTIFIER.search(before) or _NAMING.search(before))


def is_denominator(low: str, pos: int) -> bool:
    """Whether the figure at `pos` is what a rate is counted by: '20 per 100,000 people'."""
    return bool(_PER.search(low, max(0, pos - 12), pos))


def follows_name(text: str, low: str, pos: int) -> bool:
    """Whether the figure at `pos`, which counts nothing, is the end of a name: 'Apollo 11', 'part 2'."""
    if _MAYBE_NAMING.search(low, max(0, pos - 12), pos):
        return True
    match = _NAME_BEFORE.search(text, max(0, pos - 40), pos)
    if match is None or re.split("[’']", match[3].lower())[0] in _NO_NAMES:  # 'It's 61 a month'
        return False
    sentence_start = match[1] is None or match[1][-1] in ".!?:"
    if sentence_start and _TELLING.fullmatch(match[3].lower()):
        return False
    return not sentence_start or not match[3].lower().endswith(("ed", "ing", "ly"))


def in_name(text: str, pos: int, end: int) -> bool:
    """Whether a number word with a capital is part of a name or title: 'the Furious Five', 'Two Cities'.

    A headline, where every word has a capital, shows nothing.
    """
    if not text[pos].isupper() or pos == 0:
        return False
    before, after = text[max(0, pos - 24) : pos].split(), text[end : end + 3].strip(" -")
    if not before or before[-1][-1] in '.!?:;,—–"“”' or not text[pos - 1].isspace():
        return False
    named = before[-1][0].isupper() or after[:1].isupper()
    return named and len(_LOWER_WORD.findall(text, max(0, pos - _NEAR), end + _NEAR)) > 2
