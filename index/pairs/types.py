"""What the reader and the judge take and give."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """Words of a passage that may answer: `passage[start:end]`."""

    start: int
    end: int
    probability: float  # over all spans of this passage and that none answers


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one passage."""

    answerable: float  # probability that the passage answers the question, where half of all passages do
    spans: tuple[AnswerSpan, ...]  # likeliest first; empty from a model that only ranks


@dataclass(frozen=True, slots=True)
class Claims:
    """Two statements to be held against each other, given the question both are to answer, if there is one."""

    first: str
    second: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How the second statement stands to the first; the three add up to 1."""

    agree: float  # the first says what the second says: it supports it
    contradict: float
    neither: float


class PassageReader(Protocol):
    """Reads passages for a question. Safe to use from many threads."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Return one reading a passage, in their order; offsets are code points of the passage as given."""


class Judge(Protocol):
    """Holds statements against each other. Safe to use from many threads."""

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """Return one judgement a pair, in their order. Not symmetric: ask both ways where that matters."""
