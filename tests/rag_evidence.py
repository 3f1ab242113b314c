"""Evidence made by hand for the tests of what happens after reading."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.types import Metadata
from index.pairs.types import Judge
from index.types import StoredDocument
from rag.evidence import Evidence, Side, Stance
from rag.positions import Group
from rag.questions.question import Question
from rag.relation import Relations, relate
from rag.values.dated import dates_of
from rag.values.find import find_values


def say(
    name: str, quote: str, figure: str = "", score: float = 0.8, published: str | None = None, about: float = 1.0
) -> Evidence:
    """The document `name` says `quote`, in which `figure` is the answer."""
    value = None
    if figure:
        value = next(v for v in find_values(quote) if figure in v.text)
    document = StoredDocument(name, f"{name}.md", "default", Metadata(source=name.title(), published=published), 1)
    return Evidence(
        document, f"{name}#0-{len(quote)}", None, 0, len(quote), quote, score, about, value, dates_of(quote, value)
    )


def side(name: str, quote: str, taken: Side, probability: float = 0.9, published: str | None = None) -> Evidence:
    """The document `name` takes that side of a yes/no question."""
    return replace(say(name, quote, published=published), stance=Stance(taken, probability))


def words(name: str, quote: str, answer: str, score: float = 0.8, published: str | None = None) -> Evidence:
    """The document `name` says `quote`, whose words `answer` the reader has marked."""
    return replace(say(name, quote, score=score, published=published), words=answer)


def independent(evidence: Sequence[Evidence]) -> dict[str, str]:
    """No document copies another."""
    return {item.document.id: item.document.id for item in evidence}


def related(question: Question, groups: Sequence[Group], judge: Judge) -> Relations:
    """How the positions stand to each other, as `Answerer` has it."""
    return relate(question, [group.evidence[0] for group in groups], judge)
