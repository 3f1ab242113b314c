"""Where a text's sentences begin and end."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from corpus.blocks import blocks, trim
from corpus.types import Span

_LANGUAGE = "en"
_EMPHASIS_ENDS = re.compile(r"[*_]{1,3}(?=\s)")  # as in "**Damage.** The bridge", where it belongs to what it closes
# Abbreviations after which sentencex ends a sentence: those that announce a number, a name, or a name in Latin.
_BEFORE_NUMBER = re.compile(r"\b(?:approx|vol|eq|ch|est|max|min|para|tel|chap|ver)\.$", re.I)
_BEFORE_NAME = re.compile(r"\b(?:Ft|Amb|Br|Msgr|Supt|Insp|Det|Cllr|Brig|Cmdr)\.$")
_BEFORE_LATIN = re.compile(r"\b(?:var|subsp|ssp|spp?|cf|cv|resp|incl|excl)\.$")

_UNIT_ENDS = re.compile(
    r"(?:\d[ \u00a0\u202f]?(?:[mgtlhs]|min|sec)|/[a-zµ]{1,3}[²³23]?)\.\s(?=[A-Z])"
)  # "The wall is 41 m. It leaks."
# What sentencex takes for an abbreviation, or for an initial, before any capital. A month's ends a sentence where a day
# or a preposition stands before it, "No." where no number follows, nor a letter in the place of one.
_WORDS = (
    r"[Mm]ay|etc|art|ok"
    r"|(?i:plan|vitamin|hepatitis|influenza|block|type|category|grade|annex|appendix|phase|zone|world war) [A-Z]"
)
_MONTH = r"(?:\d|\b(?:in|of|since|by|until|early|mid|late|last)) (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_NUMBER = r"(?:[A-Z]*\d|(?:[IVXLC]+|[A-Z])\b|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)\b)"
_REPLY = r"(?:^|(?<=[?!.:”\"]\s))[“\"]?No(?=\.[”\"]?\s[AI] [a-z])"  # "Was it murder? No. A pipe had burst."
_WORD_ENDS = re.compile(
    rf"(?:\b(?:{_WORDS})|{_MONTH}|{_REPLY}|\b[Nn]o(?!\.[”\"’)]?\s{_NUMBER}))\.[”\"’)]*\s(?=[“\"‘(]?[A-Z])"
)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the text's sentences, in order, trimmed of whitespace and of list, heading or quote marks.

    A sentence never crosses a blank line, a heading or a list item. A heading counts as a sentence.
    """
    return tuple(span for block in blocks(text) for span in _within(text, block))


def _within(text: str, block: Span) -> Iterator[Span]:
    content = text[block.start : block.end]
    start = 0
    for end in _ends(content):
        closed = _EMPHASIS_ENDS.match(content, end)
        end = closed.end() if closed else end
        if _is_abbreviation(content[start:end].rstrip(), content[end : end + 1]):
            continue
        sentence = trim(text, Span(block.start + start, block.start + end))
        if sentence.start < sentence.end:
            yield sentence
        start = end


def _ends(content: str) -> list[int]:
    """Return where sentencex ends a sentence, and where it takes the end of one for an abbreviation or an initial.

    As there, a quotation is not cut.
    """
    found = {int(boundary["end_index"]) for boundary in get_sentence_boundaries(_LANGUAGE, content)}
    missed = {match.end() for ends in (_UNIT_ENDS, _WORD_ENDS) for match in ends.finditer(content)}
    quoted = [match.span() for match in _QUOTED.finditer(content)] if missed else []
    return sorted(found | {end for end in missed if not _is_within(end, quoted)})


def _is_within(place: int, quoted: list[tuple[int, int]]) -> bool:
    """Whether a place is inside one of the quotations, which are in order."""
    before = bisect_left(quoted, (place, 0)) - 1
    return before >= 0 and place < quoted[before][1]


def _is_abbreviation(text: str, following: str) -> bool:
    """Whether what ends a text only shortens a word, by the character that follows."""
    if following.isdigit() or following in tuple("$€£¥"):
        return bool(_BEFORE_NUMBER.search(text))
    if following.isupper():
        return bool(_BEFORE_NAME.search(text))
    return following.islower() and bool(_BEFORE_LATIN.search(text))
