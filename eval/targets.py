"""What a set is asked of: a folder indexed for the occasion, a collection, or a service elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus.folder import find_files
from corpus.read import read
from corpus.types import Document, Unreadable
from eval.cases import Case, check_evidence, same_document
from eval.http import RANKED, Remote
from eval.published import ALL, Published
from eval.run import Asked, TextOf
from eval.types import Found
from index.types import StoredDocument
from rag.settings import Settings
from rag.wire import Service, open_service, open_temporary

Warn = Callable[[str], None]
Within = Callable[[Case], Asked]


class TargetUnusable(Exception):
    """There is nothing to ask: a folder without documents, or a collection that does not exist."""


@dataclass(frozen=True, slots=True)
class Target:
    """At most one of folder and collection; a collection with a url is one of that service."""

    corpus: Path | None = None
    collection: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """What a set is asked of, and what it is called in a report."""

    asked: Asked
    name: str


@contextmanager
def open_published(published: Published, settings: Settings) -> Iterator[Within]:
    """Index a published set's documents for the occasion; what is yielded says what a case is asked of."""
    with open_temporary(settings) as service:
        for collection, documents in published.documents.items():
            service.index.add(collection, documents)
        asked = {name: _asked(service, name, name).asked for name in published.documents}
        yield lambda case: asked[published.collections.get(case.id, ALL)]


@contextmanager
def open_target(target: Target, cases: Iterable[Case], settings: Settings, warn: Warn) -> Iterator[Opened]:
    """Open what the set is asked of, once every evidence quote has been found in its documents.

    Raises MalformedSet where a quote is not there, TargetUnusable, ServiceError, and what opening a service
    raises. A folder is indexed by the same engine into a temporary home that is gone afterwards; `warn` hears
    of each file in it that was refused.
    """
    if target.url is not None:
        yield _remote(Remote(target.url, target.collection or "default"), cases)
    elif target.collection is not None:
        with open_service(settings) as service:
            yield _stored(service, target.collection, cases)
    elif target.corpus is not None:
        documents = _read_folder(target.corpus, warn)
        check_evidence(cases, {document.name: document.text for document in documents})
        with open_temporary(settings) as service:
            service.index.add("default", documents)
            yield _asked(service, "default", str(target.corpus))
    else:
        raise TargetUnusable("say what to ask: --corpus DIR, --collection NAME or --url URL")


def _remote(remote: Remote, cases: Iterable[Case]) -> Opened:
    names = remote.documents()
    _check_stored(cases, names, remote.text)
    return Opened(Asked(remote.ask, remote.text, remote.search), f"{remote.url} {remote.collection}")


def _stored(service: Service, collection: str, cases: Iterable[Case]) -> Opened:
    names = {document.name: document.id for document in _documents(service, collection)}
    _check_stored(cases, names, service.index.text)
    return _asked(service, collection, collection)


def _documents(service: Service, collection: str) -> Iterator[StoredDocument]:
    page, cursor = service.index.documents(collection)
    yield from page
    while cursor:
        page, cursor = service.index.documents(collection, cursor=cursor)
        yield from page


def _check_stored(cases: Iterable[Case], names: dict[str, str], text_of: TextOf) -> None:
    """Check the evidence, fetching only the documents that it names."""
    wanted = {item.document for case in cases for item in case.evidence} | {n for case in cases for n in case.documents}
    found = {name for name in names for want in wanted if same_document(name, want)}
    check_evidence(cases, {name: text_of(names[name]) for name in found})


def _asked(service: Service, collection: str, name: str) -> Opened:
    ask = partial(service.answerer.ask, collection=collection)
    return Opened(Asked(ask, service.index.text, partial(_found, service, collection)), name)


def _found(service: Service, collection: str, question: str) -> list[Found]:
    hits = service.index.search(question, collection, RANKED)
    return [Found(hit.document.name, hit.passage_id, hit.text) for hit in hits]


def _read_folder(folder: Path, warn: Warn) -> list[Document]:
    if not folder.is_dir():
        raise TargetUnusable(f"{folder} is not a folder of documents")
    documents: list[Document] = []
    for name, path in find_files([folder]):
        try:
            documents += read(name, path.read_bytes())
        except Unreadable as error:
            warn(f"{name} was left out: {error.detail}")
        except OSError as error:
            warn(f"{name} was left out: it cannot be opened ({error.strerror})")
    if not documents:
        raise TargetUnusable(f"{folder} holds no document that can be read")
    return documents
