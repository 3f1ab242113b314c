"""How answers in words stand to each other: the judge and the words they share, weighed together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np

from index.pairs.types import Claims, Judge, Judgement
from rag.evidence import Evidence
from rag.multinomial import Matrix, Multinomial, load_multinomial, logit
from rag.places import asks_one_place
from rag.questions.question import Question
from rag.words import content_stems

FEATURES = (
    "sentences_contradict", "sentences_agree", "words_contradict", "words_agree", "shared", "unmarked",
    "person", "place", "cause",
)  # fmt: skip
WEIGHTS = Path(__file__).with_name("relation_weights.json")  # written by `python -m training.relation`
_SUREST = 1e-3
_ACCIDENT = (
    r"(?:fire|blaze|accident|crash|collision|derailment|leak|spill|explosion|blast|outbreak|epidemic|disaster|collapse"
    r"|flood|landslide|avalanche|war|riot|panic)s?"
)
_CAUSE = re.compile(
    r"\bwhy\b|\bcaus(?:e|es|ed|ing)\b|\breasons?\b|\b(?:blame|responsible|fault)\b|\bhow come\b"
    r"|\bwhat (?:else |exactly |really |first )*(?:(?:sparked|triggered|provoked|prompted|ignited|started|killed|sank"
    r"|destroyed|explains|went wrong|brought (?:about|down|on)|gave rise to|set off|set\b.*\b(?:on fire|alight|ablaze)"
    r"|made(?! (?:up|of|out)\b))\b|(?:led|leads) to\b|account(?:s|ed) for\b|(?:lies|lay|was|is) behind\b)"
    r"|\bwhat\b.*\b(?:(?:die|died|dying|perish(?:ed)?|result(?:ed)?|stem(?:med)?|arise|arose) (?:of|from)|due to)\W*$"
    r"|\b(?:of|from) what\b.*\b(?:die|died|perish)\b"
    rf"|\bhow (?:did|could|does) (?:[\w'’-]+ )*{_ACCIDENT}\b.*"
    r"\b(?:start|begin|break out|come about|happen|arise|occur)\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: the sentence, and the words in it that answer, empty where none are marked."""

    sentence: str
    words: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How probably two answers say the same, and how probably they cannot both hold."""

    same: float
    exclude: float  # what is left of 1: they are about different things


Key = tuple[str, int]  # a document's id and where its sentence starts
Relations = Mapping[frozenset[Key], Relation]


def asks_cause(question: Question) -> bool:
    """Whether it is asked why something came about, or what or who is to blame."""
    return bool(_CAUSE.search(question.text))


def relate(question: Question, answers: Sequence[Evidence], judge: Judge) -> Relations:
    """Compare answers in words, each with each.

    Nothing where a figure or a side is asked for, or for what can be in many places.
    """
    if question.asks in ("value", "yes_no") or len(answers) < 2:
        return {}
    if question.asks == "place" and not asks_one_place(question.text):
        return {}
    pairs = list(combinations(answers, 2))
    rows = measure_relations([(question, _told(one), _told(other)) for one, other in pairs], judge)
    found = _model().probabilities(rows)
    return {_between(*pair): Relation(float(p[0]), float(p[1])) for pair, p in zip(pairs, found, strict=True)}


def relation_of(relations: Relations, one: Evidence, other: Evidence) -> Relation:
    """Return how two of the answers compared stand to each other."""
    return relations.get(_between(one, other), Relation(0.0, 0.0))


def measure_relations(asked: Sequence[tuple[Question, Told, Told]], judge: Judge) -> Matrix:
    """Return what is known of each pair of answers to its question, shape (pairs, FEATURES)."""
    claims = [claim for question, one, other in asked for claim in _claims(question, one, other)]
    found = judge.judge(claims)
    return np.array([_row(*pair, found[at : at + 4]) for at, pair in zip(range(0, len(found), 4), asked, strict=True)])


def _row(question: Question, one: Told, other: Told, found: Sequence[Judgement]) -> list[float]:
    sentences, words = found[:2], found[2:]
    return [
        logit(sum(j.contradict for j in sentences) / 2, _SUREST),
        logit(sum(j.agree for j in sentences) / 2, _SUREST),
        logit(sum(j.contradict for j in words) / 2, _SUREST),
        logit(sum(j.agree for j in words) / 2, _SUREST),
        _shared(one.words or one.sentence, other.words or other.sentence),
        float(not one.words or not other.words),
        float(question.asks == "person"),
        float(question.asks == "place"),
        float(asks_cause(question)),
    ]


def _claims(question: Question, one: Told, other: Told) -> tuple[Claims, ...]:
    return (
        Claims(one.sentence, other.sentence, question.text),
        Claims(other.sentence, one.sentence, question.text),
        Claims(one.sentence, other.words or other.sentence, question.text),
        Claims(other.sentence, one.words or one.sentence, question.text),
    )


def _shared(one: str, other: str) -> float:
    """Return the overlap coefficient of the words that carry meaning, 0 to 1."""
    first, second = content_stems(one), content_stems(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _told(item: Evidence) -> Told:
    return Told(item.quote, item.words)


def _between(one: Evidence, other: Evidence) -> frozenset[Key]:
    return frozenset(((one.document.id, one.start), (other.document.id, other.start)))


@cache
def _model() -> Multinomial:
    return load_multinomial(WEIGHTS, FEATURES)
