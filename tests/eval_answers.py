"""Answers and cases written by hand: a document is called by its name and says what it is cited for."""

from eval.cases import Case, Evidence, Expected, ExpectedPosition
from eval.types import Failure, Outcome
from rag.types import Answer, Citation, Disagreement, Kind, Position, Statement


def expected(answers: str, document: str, quote: str = "q") -> ExpectedPosition:
    """A position marked by any of `answers`, split at "/"."""
    return ExpectedPosition(tuple(answers.split("/")), (Evidence(document, quote),))


def case(disagreement: Expected = "none", *positions: ExpectedPosition, also: tuple[Expected, ...] = ()) -> Case:
    """A case; without positions it is unanswerable."""
    return Case("c", "How many?", bool(positions), disagreement, positions, also)


def citation(number: int, document: str, quote: str, start: int = 0) -> Citation:
    """A citation whose document id is its name."""
    return Citation(
        number=number,
        document_id=document,
        document=document,
        title=None,
        source=None,
        published=None,
        url=None,
        page=None,
        passage_id=f"{document}#0-99",
        start=start,
        end=start + len(quote),
        quote=quote,
        score=1.0,
    )


def shown(value: str, *citations: int, text: str = "") -> Position:
    """A position as an answer shows it."""
    return Position(text or value, value, citations, len(citations))


def disagreement(*positions: Position, kind: Kind = "value") -> Disagreement:
    """A disagreement over these positions."""
    return Disagreement("how many", kind, "They differ.", 0.9, positions)


def answer(text: str, *citations: Citation, disagreements: tuple[Disagreement, ...] = ()) -> Answer:
    """An answer of one statement that cites everything."""
    numbers = tuple(item.number for item in citations)
    statements = (Statement(text, 0, len(text), numbers),) if citations else ()
    return Answer("a", "How many?", "default", "answered", text, statements, citations, disagreements)


NOT_FOUND = Answer("a", "How many?", "default", "not_found")
FAILURE = Failure("RuntimeError", "broke")


def outcome(asked: Case, got: Answer | Failure, milliseconds: float = 1.0) -> Outcome:
    """An outcome in which every cited document says exactly what it is cited for, at offset 0."""
    cited = () if isinstance(got, Failure) else got.citations
    return Outcome(asked, got, milliseconds, {item.document_id: item.quote for item in cited})
