"""Ranks: '2nd', 'third', 'forty-third', 'one hundred and fifth'."""

import re

from rag.values.not_values import in_name
from rag.values.nouns import read_noun
from rag.values.scales import SCALES
from rag.values.spelled import SMALL, TENS, read_spelled
from rag.values.types import Value
from rag.values.vocabulary import ORDINALS

_SCALES = ("hundred", "thousand", "million")
_CARDINALS = {
    **dict(zip(ORDINALS[:-1], list(SMALL)[1:20], strict=True)),  # up to the nineteenth
    **{f"{ten[:-1]}ieth": ten for ten in TENS},
    **{f"{scale}th": scale for scale in _SCALES},
}
_DIGITS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})*)(?:st|nd|rd|th)\b")
_WORDS = re.compile(
    rf"((?:(?:{'|'.join((*TENS, *SMALL, *_SCALES))})(?: and |[ -]))*)"
    rf"({'|'.join(sorted(_CARDINALS, key=len, reverse=True))})\b"
)
_IDIOM = re.compile(r"\b(?:at|from the|for the|a|one|every|per|each|two|three|four|five|in the|split|of the) $")
_NOT_RANK_AFTER = re.compile(r" (?:of all|and foremost|hand|thing|instance|aid|lady|name|half)\b|[,:]|-hand|s\b")
# 'one hundredth' is a part and 'forty-second' as often a length, if no such word stands before
_KNOWN = re.compile(r"(?:\b(?:the|his|her|its|their|our|my|your|this|that)|['’]s?) $")

ORDINAL_WORDS = frozenset(_CARDINALS)


def read_ordinal(text: str, low: str, pos: int) -> Value | None:
    """Read a rank at `pos`, or None ('at first', 'a second' and 'first of all' are no ranks)."""
    match = _DIGITS.match(low, pos)
    rank = int(match[1].replace(",", "")) if match else 0
    if match is None:
        match = _WORDS.match(low, pos)
        rank = _rank(low, match) if match else 0
    if match is None or not rank or in_name(text, pos, match.end()):
        return None
    noun = read_noun(low, match.end(), one=True)
    head, end = noun.head if noun else "", match.end()
    return Value("ordinal", rank, rank, "", head, False, "exact", 1.0, pos, end, text[pos:end])


def _rank(low: str, match: re.Match[str]) -> int:
    """Return the rank of words, 0 where they are none."""
    lead, last = match[1], _CARDINALS[match[2]]
    if not lead and _idiom(low, match.start(), match.end()):
        return 0
    unsure = lead.strip(" -") == "one" or (lead.strip(" -") in TENS and last == "two")
    if unsure and not _KNOWN.search(low, max(0, match.start() - 8), match.start()):
        return 0
    words = f"{lead}{last}" if lead or last not in SCALES else f"one {last}"
    number = read_spelled(words, 0, join_and=True)
    return int(number.low) if number and number.end == len(words) else 0


def _idiom(low: str, pos: int, end: int) -> bool:
    before = low[max(0, pos - 9) : pos]
    return bool(_NOT_RANK_AFTER.match(low, end) or (_IDIOM.search(before) and not before.endswith("the ")))
