"""What clients get back, apart from answers, which rag.types has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from api.jobs.store import State as JobState
from index.types import Added, Collection, Hit, Status, StoredDocument
from rag.types import Citation, Kind, Position

SurveyState = Literal["current", "updating", "failed", "cancelled"]  # as the survey's own, which brings the index along


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


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """A disagreement that nobody asked about; the numbers in its positions are those of its own citations."""

    id: str
    about: str
    kind: Kind
    summary: str
    confidence: float
    positions: Sequence[Position]
    citations: Sequence[Citation]
    sources: int


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """A page of disagreements; `done` of `total` documents have been examined, all that can be when `current`.

    `skipped` counts those that could not be: the log names them, and each is tried again when it has changed.
    Once `failed`, for the reason in `error`, or `cancelled`, it goes on when it is started or documents are added.
    `sources` are those that take part in any of the collection's, on whatever page.
    """

    disagreements: Sequence[DisagreementView]
    next: str | None
    state: SurveyState
    done: int
    total: int
    skipped: int = 0
    error: str | None = None
    sources: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SurveyStarted:
    """The documents of a collection are examined, in the background, for what they disagree about."""

    collection: str
    state: SurveyState


@dataclass(frozen=True, slots=True)
class Progress:
    """How many steps are done, of how many: questions asked of an evaluation, files through of an addition."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class AdditionStarted:
    """Files that were accepted, to be added in the background."""

    id: str
    state: JobState


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """How many documents were added, replaced or there already, and how many files were rejected."""

    added: int
    updated: int
    unchanged: int
    rejected: int


@dataclass(frozen=True, slots=True)
class JobView:
    """How far a job is; `error` says why it failed. A cancelled one has `ended` when its last step has."""

    id: str
    collection: str
    state: JobState
    progress: Progress
    created: str
    ended: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class AdditionProgress(JobView):
    """An addition in the background; what became of its files is told once any of them is through.

    `error` says why it failed. Where it ended before all files were through, those that were stay added.
    """

    documents: DocumentCounts | None
    rejected: Sequence[Rejected] | None


@dataclass(frozen=True, slots=True)
class AdditionPage:
    """A page of additions; `next` is the cursor of the following one."""

    additions: Sequence[AdditionProgress]
    next: str | None


@dataclass(frozen=True, slots=True)
class EvaluationStarted:
    """An evaluation that was accepted."""

    id: str
    state: JobState


@dataclass(frozen=True, slots=True)
class EvaluationView(JobView):
    """An evaluation; `result` has its figures once it is done, `error` says why it failed."""

    result: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """A page of evaluations; `next` is the cursor of the following one."""

    evaluations: Sequence[EvaluationView]
    next: str | None


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
