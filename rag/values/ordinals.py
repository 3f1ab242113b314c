"""Ranks: '2nd', 'third'."""

import re

from rag.values.not_values import in_name
from rag.values.nouns import read_noun
from rag.values.types import Value
from rag.values.vocabulary import ORDINALS

_RANKS = {name: rank for rank, name in enumerate(ORDINALS, start=1)}
_DIGITS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})*)(?:st|nd|rd|th)\b")
_WORD = re.compile(r"[a-z]+")
_IDIOM = re.compile(r"\b(?:at|from the|for the|a|one|every|per|each|two|three|four|five|in the|split|of the) $")
_NOT_RANK_AFTER = re.compile(r" (?:of all|and foremost|hand|thing|instance|aid|lady|name|half)\b|[,:]|-hand|s\b")

ORDINAL_WORDS = frozenset(_RANKS)


def read_ordinal(text: str, low: str, pos: int) -> Value | None:
    """Read a rank at `pos`, or None ('at first', 'a second' and 'first of all' are no ranks)."""
    match = _DIGITS.match(low, pos)
    rank = int(match[1].replace(",", "")) if match else 0
    if match is None:
        match = _WORD.match(low, pos)
        rank = _RANKS.get(match[0], 0) if match else 0
        if match is None or _idiom(low, pos, match.end()):
            return None
    if not rank or in_name(text, pos, match.end()):
        return None
    noun = read_noun(low, match.end(), one=True)
    head, end = noun.head if noun else "", match.end()
    return Value("ordinal", rank, rank, "", head, False, "exact", 1.0, pos, end, text[pos:end])


def _idiom(low: str, pos: int, end: int) -> bool:
    before = low[max(0, pos - 9) : pos]
    return bool(_NOT_RANK_AFTER.match(low, end) or (_IDIOM.search(before) and not before.endswith("the ")))
