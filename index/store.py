"""The index: documents in, passages found. SQLite holds everything; the rest is built from it."""

import re
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import TracebackType

from corpus.types import Document
from index.adding import prepare
from index.database import Database
from index.hits import to_hits
from index.lexical_files import reached
from index.loaded import Ahead, LoadedCollection, Search
from index.near import near
from index.paging import from_cursor, to_cursor
from index.records import (
    DOCUMENT_COLUMNS,
    CollectionRow,
    Prepared,
    collection_row,
    content_hash,
    count_collection,
    delete,
    document_id,
    ensure_collection,
    insert,
    storable,
    stored_document,
    stored_hash,
    stored_text,
    to_document,
)
from index.statements import StatementStore
from index.surrogates import without_surrogates
from index.types import (
    Added,
    BadName,
    Collection,
    Embedder,
    EmbedderMismatch,
    Filters,
    Hit,
    Near,
    StoredDocument,
    UnknownCollection,
    UnknownDocument,
)

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_EVERYTHING = Filters()


class Index:
    """The documents in one data folder. Many threads and processes may use it at once; close it when done."""

    def __init__(self, database: Database, folder: Path, embedder: Embedder) -> None:
        """Use Index.open."""
        self._database = database
        self._folder = folder
        self._embedder = embedder
        self._dimension: int | None = None
        self._loaded: dict[int, LoadedCollection] = {}
        self._changed: set[str] = set()
        self._erased: set[str] = set()
        self._lock = Lock()
        self.statements = StatementStore(database)
        self.searched = 0.0  # time.monotonic() of the last search: what can wait lets questions go first

    @classmethod
    def open(cls, home: Path, embedder: Embedder) -> "Index":
        """Open the data folder `home`, made if need be. Raises DamagedStore."""
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        index = cls(Database(home / "counterpoint.sqlite3"), home / "indexes", embedder)
        index._sweep()
        return index

    def __enter__(self) -> "Index":
        """Itself, closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Bring the derived files up to date, so that the next process need not, and let go.

        Where documents were removed they are written anew: until then tantivy's hold words of those.
        """
        for name in sorted(self._changed):
            with self._database.read() as connection, suppress(UnknownCollection):
                row = collection_row(connection, name)
                self._load(row).write_files(connection, row, afresh=name in self._erased)
        self._changed.clear()
        self._erased.clear()
        self._loaded.clear()
        self._database.close()

    def add(self, collection: str, documents: Sequence[Document]) -> list[Added]:
        """Store documents, each whole or not at all, in order; on return they are on disk and can be found.

        A document of the same name is replaced, unless it says the same. Raises BadName and EmbedderMismatch.
        """
        if not _NAME.fullmatch(collection):
            raise BadName(collection)
        self._refuse_other_model(collection)

        def is_stored(document: Document) -> bool:
            with self._database.read() as connection:
                return stored_hash(connection, document_id(collection, document.name)) == content_hash(document)

        prepared = prepare([storable(document) for document in documents], self._embedder, is_stored)
        return [self._write(collection, document, ready) for document, ready in prepared]

    def document(self, identifier: str) -> StoredDocument:
        """Raises UnknownDocument."""
        with self._database.read() as connection:
            return stored_document(connection, identifier)

    def text(self, identifier: str) -> str:
        """What every offset of the document points into. Raises UnknownDocument."""
        with self._database.read() as connection:
            return stored_text(connection, identifier)

    def opening(self, identifier: str, length: int) -> str:
        """The first `length` code points of a document's text; empty where it has meanwhile been removed."""
        with self._database.read() as connection, suppress(UnknownDocument):
            return stored_text(connection, identifier, length)
        return ""

    def documents(
        self, collection: str, limit: int = 100, cursor: str | None = None
    ) -> tuple[list[StoredDocument], str | None]:
        """Documents by name, and a cursor to go on with, None at the end.

        Raises UnknownCollection and BadCursor.
        """
        after, limit = from_cursor(cursor), max(1, limit)
        with self._database.read() as connection:
            row = collection_row(connection, collection)
            rows = connection.execute(
                f"SELECT {DOCUMENT_COLUMNS} WHERE c.key = ? AND (? IS NULL OR d.name > ?) ORDER BY d.name LIMIT ?",
                (row.key, after, after, limit + 1),
            ).fetchall()
        found = [to_document(row) for row in rows[:limit]]
        return found, to_cursor(found[-1].name) if len(rows) > limit else None

    def remove(self, identifier: str) -> None:
        """Remove a document: at once from SQLite and all answers, on closing from all files.

        Raises UnknownDocument.
        """
        with self._database.write() as connection:
            collection = stored_document(connection, identifier).collection
            delete(connection, identifier)
        self._changed.add(collection)
        self._erased.add(collection)

    def collections(self, limit: int = 100, cursor: str | None = None) -> tuple[list[Collection], str | None]:
        """Collections by name, and a cursor to go on with, None at the end. Raises BadCursor."""
        after, limit = from_cursor(cursor), max(1, limit)
        with self._database.read() as connection:
            names = connection.execute(
                "SELECT name FROM collections WHERE (? IS NULL OR name > ?) ORDER BY name LIMIT ?",
                (after, after, limit + 1),
            ).fetchall()
            found = [count_collection(connection, collection_row(connection, name)) for (name,) in names[:limit]]
        return found, to_cursor(found[-1].name) if len(names) > limit else None

    def collection(self, name: str) -> Collection:
        """Raises UnknownCollection."""
        with self._database.read() as connection:
            return count_collection(connection, collection_row(connection, name))

    def check(self, collection: str) -> None:
        """Whether it can be searched, at next to no cost. Raises UnknownCollection and EmbedderMismatch."""
        with self._database.read() as connection:
            self._own(collection_row(connection, collection))

    def remove_collection(self, name: str) -> None:
        """Remove a collection with all its documents. Raises UnknownCollection."""
        with self._database.write() as connection:
            row = collection_row(connection, name)
            connection.execute("DELETE FROM collections WHERE key = ?", (row.key,))
        with self._lock:
            self._loaded.pop(row.key, None)
        shutil.rmtree(self._folder / str(row.key), ignore_errors=True)

    def search(self, query: str, collection: str, limit: int = 10, filters: Filters = _EVERYTHING) -> list[Hit]:
        """The passages that answer `query` best, by meaning and by words, best first; none for a blank query.

        No document takes more than a third of the places while others have passages to offer.
        Raises UnknownCollection, EmbedderMismatch and BadFilter.
        """
        self.searched = time.monotonic()
        words = without_surrogates(query)
        self.check(collection)
        if limit < 1 or not words.strip():
            return []
        search = Search(words, self._embedder.embed_query(words), limit, filters)
        while True:
            with self._database.read() as connection:
                row = self._own(collection_row(connection, collection))
                try:
                    return to_hits(connection, self._load(row).rank(connection, row, search))
                except Ahead:
                    continue

    def near(self, identifier: str, limit: int) -> list[Near]:
        """For each passage of a document the `limit` nearest of other documents of its collection, none of its own.

        Raises UnknownDocument, UnknownCollection.
        """
        while True:
            with self._database.read() as connection:
                row = collection_row(connection, stored_document(connection, identifier).collection)
                try:
                    return near(connection, self._load(row), row, identifier, limit)
                except Ahead:
                    continue

    def _write(self, collection: str, document: Document, prepared: Prepared | None) -> Added:
        digest, identifier = content_hash(document), document_id(collection, document.name)
        with self._database.write() as connection:
            before = stored_hash(connection, identifier)
            if before == digest:
                return Added(stored_document(connection, identifier), "unchanged")
            if prepared is not None:
                row = ensure_collection(connection, collection, self._embedder.name, self._width())
                if before is not None:
                    delete(connection, identifier)
                insert(connection, row, prepared, digest)
                self._changed.add(collection)
                return Added(stored_document(connection, identifier), "updated" if before else "added")
        # it was stored as it is a moment ago, and has been changed or removed since
        return self._write(collection, *next(prepare([document], self._embedder, lambda _: False)))

    def _width(self) -> int:
        if self._dimension is None:
            self._dimension = len(self._embedder.embed_query("width"))
        return self._dimension

    def _refuse_other_model(self, collection: str) -> None:
        with self._database.read() as connection, suppress(UnknownCollection):
            self._own(collection_row(connection, collection))

    def _own(self, row: CollectionRow) -> CollectionRow:
        if row.embedder != self._embedder.name:
            raise EmbedderMismatch(row.name, row.embedder, self._embedder.name)
        return row

    def _load(self, row: CollectionRow) -> LoadedCollection:
        with self._lock:
            if row.key not in self._loaded:
                self._loaded[row.key] = LoadedCollection(row, self._folder / str(row.key))
            return self._loaded[row.key]

    def _sweep(self) -> None:
        """Discard derived files of collections that are gone, or that reach further than theirs does."""
        found = list(self._folder.iterdir()) if self._folder.is_dir() else []
        reach = {path.name: reached(path) for path in found}  # before the collections: files are written after them
        with self._database.read() as connection:
            rows = connection.execute("SELECT key, generation FROM collections").fetchall()
        generations = {str(key): generation for key, generation in rows}
        for name, generation in reach.items():
            if generation > generations.get(name, -1):
                shutil.rmtree(self._folder / name, ignore_errors=True)
