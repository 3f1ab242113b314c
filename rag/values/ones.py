"""Counts of one that no figure states: 'a single calf', 'her only novel', 'only one was made'; and of not even one."""

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.values.lower import lowered
from rag.values.nouns import read_noun, singular
from rag.values.roles import role_of
from rag.values.types import Value

_SINGLE = re.compile(
    r"(?<!not )(?<!without )\b(?:an? (?:single|lone|solitary)|(?:the|its|his|her|their|our|my|[a-z]+'s) (?:only|sole"
    r"|one and only)) (?=[a-z])(?!(?:one|thing|way|reason|other)\b)"
)
_ONLY_ONE = re.compile(
    r"\b(?:only|just) one\b(?=[.,;:)!]|$| (?:is|was|has|had|came|got|remains?|remained|survive[sd]?|dies|died|made)\b)"
)
# 'did not lose a single man', 'without the loss of a single man'
_NOT = re.compile(r"(?:\b(?:not|never|without|nor|neither|cannot)|n't)\b[^.,;:]*$")


def find_ones(text: str) -> tuple[Value, ...]:
    """Return the counts of one in a text, in reading order: whoever asks knows what they have to count."""
    low = lowered(text).replace("’", "'")
    return tuple(sorted((*_singles(text, low), *_alone(text, low)), key=lambda value: value.start))


def _singles(text: str, low: str) -> Iterator[Value]:
    for match in _SINGLE.finditer(low):
        noun = read_noun(low, match.end() - 1, one=True)
        if noun and noun.head and _NOT.search(low, 0, match.start()):
            none = _one(text, low, (match.start(), noun.end), singular(noun.head), "")
            yield replace(none, low=0, high=0)
        elif noun and noun.head:
            yield _one(text, low, (match.start(), noun.end), singular(noun.head), noun.label)


def _alone(text: str, low: str) -> Iterator[Value]:
    for match in _ONLY_ONE.finditer(low):
        yield _one(text, low, match.span(), "", "")


def _one(text: str, low: str, span: tuple[int, int], noun: str, label: str) -> Value:
    start, end = span
    role = role_of(low, start, end, noun)
    return Value("count", 1, 1, "", noun, False, "exact", 1.0, start, end, text[start:end], role=role, label=label)
