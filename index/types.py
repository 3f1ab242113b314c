"""What the index gives back: stored documents, passages found, and what became of an addition."""

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from corpus.types import Metadata, Span

Vectors = npt.NDArray[np.float32]
Status = Literal["added", "updated", "unchanged"]


class Embedder(Protocol):
    """Turns texts into unit-length vectors whose dot product is their cosine similarity."""

    @property
    def name(self) -> str:
        """Names the model for good: a collection refuses vectors of another name."""

    def embed_passages(self, texts: list[str]) -> Vectors:
        """float32, shape (len(texts), dimension), rows of length 1."""

    def embed_query(self, text: str) -> Vectors:
        """float32, shape (dimension,), length 1."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the index keeps it, without its text."""

    id: str
    name: str
    collection: str
    metadata: Metadata
    passages: int
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one document did."""

    document: StoredDocument
    status: Status


@dataclass(frozen=True, slots=True)
class Collection:
    """A named set of documents, embedded by one model."""

    name: str
    embedder: str
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may be searched. A document of unknown date passes no date filter."""

    source: str | None = None
    document: str | None = None  # a document's id or name
    published_after: str | None = None  # ISO 8601, inclusive
    published_before: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query, with why it ranked where it did."""

    passage_id: str  # "<document id>#<start>-<end>": the same after a rebuild
    document: StoredDocument
    start: int
    end: int
    text: str
    page: int | None
    score: float  # fused rank score, comparable within one search only
    dense: float | None  # cosine similarity to the query; None where only the words matched
    lexical: float | None  # BM25; None where only the vector matched
