"""The service as a key sees it that is for some collections only: the others are not there.

Routes are handed this in place of the whole service, so that no route has to remember to ask.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from corpus.types import Document
from index.paging import from_cursor, to_cursor
from index.types import Added, Collection, Filters, Hit, Near, StoredDocument, UnknownCollection, UnknownDocument
from rag.wire import Service

if TYPE_CHECKING:
    from index.store import Index

_EVERYTHING = Filters()


class OutOfBounds(Exception):
    """Something was to be added to a collection that the key is not for, whether or not there is one."""

    def __init__(self, collection: str) -> None:
        super().__init__(f"This key is not for the collection {collection!r}; use another key.")


class BoundedIndex:
    """The methods of Index, for some collections: naming any other is as if it did not exist."""

    def __init__(self, index: "Index", collections: frozenset[str]) -> None:
        self._index = index
        self._collections = collections

    def add(self, collection: str, documents: Sequence[Document]) -> list[Added]:
        """As Index.add; also raises OutOfBounds."""
        if collection not in self._collections:
            raise OutOfBounds(collection)
        return self._index.add(collection, documents)

    def document(self, identifier: str) -> StoredDocument:
        """As Index.document."""
        document = self._index.document(identifier)
        if document.collection not in self._collections:
            raise UnknownDocument(identifier)
        return document

    def text(self, identifier: str) -> str:
        """As Index.text."""
        self.document(identifier)
        return self._index.text(identifier)

    def opening(self, identifier: str, length: int) -> str:
        """As Index.opening."""
        try:
            self.document(identifier)
        except UnknownDocument:
            return ""
        return self._index.opening(identifier, length)

    def documents(
        self, collection: str, limit: int = 100, cursor: str | None = None
    ) -> tuple[list[StoredDocument], str | None]:
        """As Index.documents."""
        self._check(collection)
        return self._index.documents(collection, limit, cursor)

    def remove(self, identifier: str) -> None:
        """As Index.remove."""
        self.document(identifier)
        self._index.remove(identifier)

    def collections(self, limit: int = 100, cursor: str | None = None) -> tuple[list[Collection], str | None]:
        """As Index.collections."""
        after, limit = from_cursor(cursor), max(1, limit)
        found: list[Collection] = []
        for name in sorted(name for name in self._collections if after is None or name > after):
            if len(found) == limit + 1:
                break
            try:
                found.append(self._index.collection(name))
            except UnknownCollection:
                continue
        return found[:limit], to_cursor(found[limit - 1].name) if len(found) > limit else None

    def check(self, collection: str) -> None:
        """As Index.check."""
        self._check(collection)
        self._index.check(collection)

    def collection(self, name: str) -> Collection:
        """As Index.collection."""
        self._check(name)
        return self._index.collection(name)

    def remove_collection(self, name: str) -> None:
        """As Index.remove_collection."""
        self._check(name)
        self._index.remove_collection(name)

    def search(self, query: str, collection: str, limit: int = 10, filters: Filters = _EVERYTHING) -> list[Hit]:
        """As Index.search."""
        self._check(collection)
        return self._index.search(query, collection, limit, filters)

    def near(self, identifier: str, limit: int) -> list[Near]:
        """As Index.near."""
        self.document(identifier)
        return self._index.near(identifier, limit)

    def _check(self, collection: str) -> None:
        if collection not in self._collections:
            raise UnknownCollection(collection)


def bounded(service: Service, collections: frozenset[str]) -> Service:
    """The same service, of some collections only."""
    index = cast("Index", BoundedIndex(service.index, collections))  # a test holds it to the methods of Index
    return Service(index, service.answerer.over(index), service.survey)
