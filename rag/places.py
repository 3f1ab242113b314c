"""Places under several names: a hall, its district and its town do not exclude each other."""

import re
from collections.abc import Sequence
from itertools import product

from rag.evidence import Evidence
from rag.gazetteer import can_be_one
from rag.words import without_article

_NAMES = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
# What stands between two names of two places, not of one that lies within the other.
_APART = re.compile(r"[;:.]|\b(?:or|and|but|not|nor|while|whereas|than|others?|to)\b")
# What is asked for can be in many places: two sources that name one each list what they know of.
_MANY = re.compile(
    r"\bwhere (?:are|have)\b|\bwhere were\b(?!.*\b(?:held|signed|born|made|built|found|buried|hidden|kept)\b)"
    r"|\b(?:active|operat\w+|present|spread\w*|common|widespread|available|spoken|fight\w*|else)\b"
    r"|\b(?:which|what) (?:\w+ )?(?:cities|countries|towns|places|states|provinces|regions|villages|locations"
    r"|districts)\b"
    r"|\bwhere is\b.*\b(?:found|used|grown|sold|seen|practi[cs]ed)\b",
    re.I,
)
_LISTS = re.compile(r"\band\b")
_FAR = 40  # code points between two names that are told together


def asks_one_place(question: str) -> bool:
    """Whether a question for a place has one answer."""
    return not _MANY.search(question)


def same_place(one: Evidence, other: Evidence, told: Sequence[str]) -> bool | None:
    """Whether two answers can name one place: by what they are called, where those lie, and what the texts `told` say.

    "Krasnogorsk, a suburb of Moscow" says so, and without it the gazetteer does. None where nothing is known; so it is
    of lists, and of answers of which no words are marked.
    """
    first, second = _named(one), _named(other)
    pairs = list(product(first, second))
    known = {can_be_one(*pair) for pair in pairs}
    if True in known or _words(first) & _words(second) or any(_together(*pair, told) for pair in pairs):
        return True
    plain = all(answer.words and not _LISTS.search(answer.words) for answer in (one, other))
    return False if plain and False in known else None


def _named(answer: Evidence) -> list[str]:
    """Return the names in the words that answer, or in the whole sentence where none of them are marked."""
    spans = [without_article(found) for found in _NAMES.findall(answer.words or answer.quote)]
    return [span.removesuffix("'s").removesuffix("’s") for span in spans if span]


def _words(names: Sequence[str]) -> set[str]:
    return {word for name in names for word in name.split()}


def _together(a: str, b: str, told: Sequence[str]) -> bool:
    return any(_stand_together(x, y, text) for text in told for x, y in ((a, b), (b, a)))


def _stand_together(first: str, second: str, text: str) -> bool:
    ends = (match.end() for match in re.finditer(re.escape(first), text))
    found = ((end, text.find(second, end)) for end in ends)
    return any(0 <= start - end <= _FAR and not _APART.search(text, end, start) for end, start in found)
