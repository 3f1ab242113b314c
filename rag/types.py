"""An answer and its parts: the shapes of CONTRACT, checked where they are made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["value", "stance", "update"]
AnswerStatus = Literal["answered", "not_found"]


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact passage behind a statement: `quote` is the document's text from `start` to `end`."""

    number: int  # 1-based, as in the answer's [1]
    document_id: str
    document: str  # the document's name as added
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    page: int | None
    passage_id: str
    start: int
    end: int
    quote: str
    score: float  # 0 to 1: how surely the quote answers the question


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the answer: `answer[start:end] == text`, with the citations it rests on."""

    text: str
    start: int
    end: int
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """One of the things the sources say, and which citations say it."""

    text: str
    value: str  # what is claimed, normalised for display: "149 people", "2015", "3.5 km"
    citations: tuple[int, ...]
    sources: int  # independent origins: copies of one text count once


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more positions that cannot all hold."""

    about: str
    kind: Kind
    summary: str
    confidence: float  # 0 to 1
    positions: tuple[Position, ...]


class BrokenAnswer(ValueError):
    """An answer breaks a promise. The message goes to logs: it says where, and quotes no document."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets back. Broken promises raise BrokenAnswer here, so that no client need check again."""

    id: str
    question: str
    collection: str
    status: AnswerStatus
    answer: str = ""
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # what a reader should know about how the text came about

    def __post_init__(self) -> None:
        numbers = {citation.number for citation in self.citations}
        if self.status == "not_found" and (self.answer or self.statements or self.disagreements):
            raise BrokenAnswer("an answer that was not found says nothing")
        for statement in self.statements:
            if self.answer[statement.start : statement.end] != statement.text:
                raise BrokenAnswer(f"statement is not where it says it is: {_where(statement, self.citations)}")
            _check_cited(statement.citations, numbers)
        for disagreement in self.disagreements:
            _check_positions(disagreement, numbers)


def _where(statement: Statement, citations: tuple[Citation, ...]) -> str:
    cited = [one for one in citations if one.number in statement.citations]
    quotes = ", ".join(f"{one.document_id}#{one.start}-{one.end}" for one in cited)
    return f"{statement.start} to {statement.end} of the answer, which cites {quotes or 'nothing'}"


def _check_cited(cited: tuple[int, ...], numbers: set[int]) -> None:
    if not cited or not set(cited) <= numbers:
        raise BrokenAnswer(f"cites {cited}, but the citations are {sorted(numbers)}")


def _check_positions(disagreement: Disagreement, numbers: set[int]) -> None:
    if len(disagreement.positions) < 2:
        raise BrokenAnswer("a disagreement has two or more positions")
    cited = [number for position in disagreement.positions for number in position.citations]
    if len(cited) != len(set(cited)):
        raise BrokenAnswer("a citation belongs to at most one position of a disagreement")
    for position in disagreement.positions:
        _check_cited(position.citations, numbers)
