"""Bare numbers as sums of money, where one is asked for: 'It cost 6.5 million', not '41,200 ether' or 'borehole 4'."""

import re
from dataclasses import replace

from rag.values.lower import lowered
from rag.values.nouns import read_noun
from rag.values.types import Value
from rag.words import is_function_word

# What stands behind a sum and is no noun that the number counts, though it looks like one.
_SAYS_NO_MORE = re.compile(
    r"[ \u00a0](?:cash|net|gross|extra|more|less|today|yesterday|tonight|tomorrow|overnight|altogether|apiece|upfront"
    r"|instead|again|back|abroad|too|alike|went|ran|stayed|lay|thanks)\b"
)
_SMALL = 100  # under this a whole number behind a noun numbers it more often than it is a sum
_WORD_BEFORE = re.compile(r"([a-z][a-z'’-]*)[ \u00a0]$")
# Verbs of paying and getting, and what softens a figure: 'He asked 40 for it', 'another 50'.
_DEALT = re.compile(
    r"(?:cost|charg|earn|ow|fetch|rais|receiv|bid|offer|award|fin|sav|collect|donat|invest|lend|add|total|drop|ask|win"
    r"|pay|tak|mak|giv|los|get|borrow|gain|spend|sell|buy|swindl|stol|return|refund|contribut)(?:e|ed|es|s|ing|ting|ping"
    r"|en)?|paid|spent|lent|sold|bought|took|made|gave|lost|got|won|fell|rose|stole|worth|only|nearly|almost|roughly"
    r"|exactly|another|further|additional|extra"
)


def as_sum(value: Value, text: str) -> Value:
    """Return a bare number of `text` as a sum of money, or as it is where the words around it say that it is none."""
    low = lowered(text)
    return value if _counts(value, low) or _is_number_of(value, low) else replace(value, kind="money")


def _counts(value: Value, low: str) -> bool:
    """Whether what it counts follows, be it in no plural: '41,200 ether'."""
    return read_noun(low, value.end, one=True) is not None and not _SAYS_NO_MORE.match(low, value.end)


def _is_number_of(value: Value, low: str) -> bool:
    """Whether it tells one of several apart: 'borehole 4', 'store 7'."""
    before = _WORD_BEFORE.search(low, 0, value.start)
    if before is None or not value.text.isdecimal() or value.high >= _SMALL:
        return False
    return not is_function_word(before[1]) and _DEALT.fullmatch(before[1]) is None
