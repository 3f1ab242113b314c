"""Names that mean the same: the short and long forms a text introduces, as in "Islamic State Khorasan (ISIS-K)"."""

import re
from collections.abc import Iterable, Iterator

from rag.words import content_stems, stem

_LONG = r"(?:[A-Z][\w’'.-]*)(?:(?: |-)(?:of |the |for |and |in |on |de |la )*[A-Z][\w’'.-]*){1,6}"
_SHORT = r"[A-Z](?:[A-Za-z]*[A-Z][A-Za-z]*)?(?:-[A-Z][A-Za-z]*)*"
_LONG_FIRST = re.compile(rf"\b({_LONG}) ?\(\s*[“\"']?({_SHORT})[”\"']?\s*\)")
_SHORT_FIRST = re.compile(rf"\b({_SHORT}) ?\(\s*[“\"']?({_LONG})[”\"']?\s*\)")
_ALIKE = 0.6  # share of words two long forms have in common from which they name one thing

Aliases = dict[str, frozenset[str]]  # stem of a short form -> stems of all short forms of the same name


def find_aliases(texts: Iterable[str]) -> Aliases:
    """Return which short forms name the same thing, over all the texts together."""
    forms = {(short, words) for text in texts for short, words in _introduced(text)}
    found: Aliases = {}
    for short, words in forms:
        same = {other for other, theirs in forms if other == short or _alike(words, theirs)}
        found[short] = found.get(short, frozenset()) | frozenset(same)
    return found


def expand(stems: frozenset[str], aliases: Aliases) -> frozenset[str]:
    """Return the stems with every alias of a name among them."""
    if not aliases.keys() & stems:
        return stems
    return stems.union(*(aliases[name] for name in aliases.keys() & stems))


def _introduced(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    pairs = [(match.group(2), match.group(1)) for match in _LONG_FIRST.finditer(text)]
    pairs += [(match.group(1), match.group(2)) for match in _SHORT_FIRST.finditer(text)]
    for short, long in pairs:
        words = _abbreviated(short, long)
        if words:
            yield stem(short), content_stems(words)


def _abbreviated(short: str, long: str) -> str:
    """Return the words of the long form that the short one abbreviates, which may begin after a few others."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    words = long.replace("-", " ").split()
    for first in range(len(words)):
        tail = words[first:]
        if len(letters) >= 2 and len(tail) >= 2 and _in_order(letters, tail):
            return " ".join(tail)
    return ""


def _in_order(letters: list[str], words: list[str]) -> bool:
    remaining = iter("".join(words).lower())
    return words[0][0].lower() == letters[0] and all(letter in remaining for letter in letters)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= _ALIKE * len(a | b) if a and b else False
