"""Places under several names: a hall, its district and its town do not exclude each other."""

import re
from collections.abc import Sequence
from itertools import product

_NAME = re.compile(r"[A-Z][\w'’-]+")
_APART = re.compile(
    r"[;:.]|\b(?:or|and|but|not|nor|while|whereas|than|others?|to)\b"
)  # of two, not of one within the other
_FAR = 40  # code points between two names that are told together


def one_place(one: str, other: str, told: Sequence[str]) -> bool:
    """Whether two names can be of one place, by what the texts `told` say: "Krasnogorsk, a suburb of Moscow"."""
    first, second = set(_NAME.findall(one)), set(_NAME.findall(other))
    if first & second:
        return bool(told)
    return any(_together(a, b, text) for text in told for a, b in product(first, second))


def _together(a: str, b: str, text: str) -> bool:
    ends = [(match.end(), text.find(y, match.end())) for x, y in ((a, b), (b, a)) for match in re.finditer(x, text)]
    between = [text[end:start] for end, start in ends if 0 <= start - end <= _FAR]
    return any(not _APART.search(words) for words in between)
