"""Names that mean the same: the short and long forms a text introduces, as in "Islamic State Khorasan (ISIS-K)"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rag.words import content_stems, stem

_LONG = r"(?:[A-Z][\w’'.-]*)(?:(?: |-)(?:of |the |for |and |in |on |de |la )*[A-Z][\w’'.-]*){1,6}"
_SHORT = r"[A-Z](?:[A-Za-z]*[A-Z][A-Za-z]*)?(?:-[A-Z][A-Za-z]*)*"
_LONG_FIRST = re.compile(rf"\b({_LONG}) ?\(\s*[“\"']?({_SHORT})[”\"']?\s*\)")
_SHORT_FIRST = re.compile(rf"\b({_SHORT}) ?\(\s*[“\"']?({_LONG})[”\"']?\s*\)")
_MOST = 200  # introductions compared, each with each; a text that has more is no report
_ALIKE = 0.6  # share of words two long forms have in common from which they name one thing


@dataclass(frozen=True, slots=True)
class Aliases:
    """Which forms of a name are used for one thing.

    `stems`: of a short form, those of all short forms of its thing; `things`: the forms of each as written, the short
    ones first.
    """

    stems: Mapping[str, frozenset[str]] = field(default_factory=dict)
    things: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Introduced:
    """A short form with the long one it stands for."""

    short: str
    long: str

    def is_one_with(self, other: "_Introduced") -> bool:
        """Whether both name the same thing."""
        return self.short.lower() == other.short.lower() or _alike(content_stems(self.long), content_stems(other.long))


def find_aliases(texts: Iterable[str]) -> Aliases:
    """Return which forms name the same thing, over all the texts together."""
    every = dict.fromkeys(introduced for text in texts for introduced in _introductions(text))
    found = list(every)[:_MOST]
    same = {one: [other for other in found if one.is_one_with(other)] for one in found}
    stems: dict[str, frozenset[str]] = {}
    for one, others in same.items():
        known = stems.get(stem(one.short), frozenset())
        stems[stem(one.short)] = known | {stem(other.short) for other in others}
    things = [[*(other.short for other in others), *(other.long for other in others)] for others in same.values()]
    return Aliases(stems, tuple(dict.fromkeys(tuple(dict.fromkeys(forms)) for forms in things)))


def expand(stems: frozenset[str], aliases: Aliases) -> frozenset[str]:
    """Return the stems with every alias of a name among them."""
    named = aliases.stems.keys() & stems
    return stems.union(*(aliases.stems[name] for name in named)) if named else stems


def reworded(question: str, text: str, aliases: Aliases) -> str:
    """Return the question with each name in it as the text has it, where the text has another form of it only."""
    for forms in aliases.things:
        asked = _form_in(question, forms)
        theirs = _form_in(text, forms) if asked and not _pattern(asked).search(text) else None
        if asked and theirs:
            question = _pattern(asked).sub(theirs, question)
    return question


def wordings(question: str, aliases: Aliases) -> tuple[str, ...]:
    """Return the question under each other name of one thing it names, as the texts call it."""
    asked = ((_form_in(question, forms), forms) for forms in aliases.things)
    others = [(form, other) for form, forms in asked if form for other in forms if other != form]
    made = (_pattern(form).sub(other, question) for form, other in others)
    return tuple(dict.fromkeys(wording for wording in made if wording != question))


def _form_in(text: str, forms: Iterable[str]) -> str | None:
    """Return the longest of the forms that stands in the text."""
    return max((form for form in forms if _pattern(form).search(text)), key=len, default=None)


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str]:
    """Return what matches a form where it stands by itself: IS is none of IS-K's."""
    return re.compile(rf"(?<![\w-]){'[ -]'.join(map(re.escape, re.split('[ -]', form)))}(?![\w-])")


@lru_cache(maxsize=1024)
def _introductions(text: str) -> tuple[_Introduced, ...]:
    """Return what a text introduces; remembered, as a passage is looked through whenever it is found."""
    pairs = [(match.group(2), match.group(1)) for match in _LONG_FIRST.finditer(text)]
    pairs += [(match.group(1), match.group(2)) for match in _SHORT_FIRST.finditer(text)]
    told = ((short, _abbreviated(short, long)) for short, long in pairs)
    return tuple(_Introduced(short, words) for short, words in told if words)


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
