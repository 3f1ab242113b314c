"""What clients get back, apart from answers, which rag.types has."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.types import Added, Collection, Hit, Status, StoredDocument


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A stored document."""

    id: str
    name: str
    collection: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    passages: int


@dataclass(frozen=True, slots=True)
class AddedView(DocumentView):
    """A stored document and what adding it did."""

    status: Status


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was refused, and why."""

    name: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class AdditionView:
    """What became of the files of one request."""

    documents: Sequence[AddedView]
    rejected: Sequence[Rejected]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A page of documents; `next` is the cursor of the following one."""

    documents: Sequence[DocumentView]
    next: str | None


@dataclass(frozen=True, slots=True)
class CollectionPage:
    """A page of collections; `next` is the cursor of the following one."""

    collections: Sequence[Collection]
    next: str | None


@dataclass(frozen=True, slots=True)
class ResultView:
    """A passage found; `text` is the document's text from `start` to `end`."""

    passage_id: str
    document_id: str
    document: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    page: int | None
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document that is read for an answer, and how many of its passages are."""

    document_id: str
    document: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    passages: int


@dataclass(frozen=True, slots=True)
class SearchView:
    """Passages, best first."""

    query: str
    collection: str
    results: Sequence[ResultView]


def view(document: StoredDocument) -> DocumentView:
    """A stored document as clients see it."""
    about = document.metadata
    return DocumentView(
        document.id,
        document.name,
        document.collection,
        about.title,
        about.source,
        about.published,
        about.url,
        document.passages,
    )


def added_view(added: Added) -> AddedView:
    """An addition as clients see it."""
    shown = view(added.document)
    return AddedView(**{name: getattr(shown, name) for name in DocumentView.__slots__}, status=added.status)


def source_view(document: StoredDocument, passages: int) -> SourceView:
    """A document as one of an answer's sources."""
    about = document.metadata
    return SourceView(
        document.id, document.name, about.title, about.source, about.published, about.url, passages
    )  # fmt: skip


def result_view(hit: Hit) -> ResultView:
    """A hit as clients see it."""
    found, about = hit.document, hit.document.metadata
    return ResultView(
        hit.passage_id,
        found.id,
        found.name,
        about.title,
        about.source,
        about.published,
        about.url,
        hit.page,
        hit.start,
        hit.end,
        hit.text,
        hit.score,
    )
