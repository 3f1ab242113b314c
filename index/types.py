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
    score: float  # 0 to 1: dense and lexical weighed together, comparable within one search only
    dense: float | None  # cosine similarity to the query
    lexical: float | None  # BM25; None where the words did not match, or too weakly to be among the best


class UnknownCollection(Exception):
    """No collection of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no collection named {name!r}. `counterpoint list` shows those there are.")
        self.name = name


class UnknownDocument(Exception):
    """No document with that id."""

    def __init__(self, document_id: str) -> None:
        super().__init__(
            f"There is no document with the id {document_id!r}. `counterpoint list` shows those there are."
        )
        self.document_id = document_id


class EmbedderMismatch(Exception):
    """A collection made with one model was asked to work with another."""

    def __init__(self, collection: str, made_with: str, asked_with: str) -> None:
        super().__init__(
            f"The collection {collection!r} was made with the model {made_with!r}, not {asked_with!r}. "
            f"Start with {made_with!r}, or remove the collection and add its documents again."
        )


class BadCursor(ValueError):
    """A cursor that no page of this list has handed out."""

    def __init__(self) -> None:
        super().__init__("The cursor is not one this list gave out. Start again without a cursor.")


class BadName(ValueError):
    """A collection name that cannot be used."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} cannot name a collection. Use 1 to 64 letters, digits, dots, hyphens and underscores, "
            "starting with a letter or a digit."
        )


class BadFilter(ValueError):
    """A filter whose value means nothing."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field} is {value!r}. Give a date as 2024, 2024-03 or 2024-03-22.")


class DamagedStore(Exception):
    """The SQLite file cannot be read, or was written by a newer version."""


class StorageFailed(Exception):
    """The data folder did not take a change, for want of room above all; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage of the document asked about, and one of another document that is near it."""

    start: int
    end: int
    other: str  # id of the other document
    other_start: int
    other_end: int
    cosine: float
