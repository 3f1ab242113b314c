"""Documents to rows and back. Every function here works inside a transaction that the caller holds."""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.types import Document, Metadata, Passage, Span
from index.dates import first_and_last_day
from index.surrogates import without_surrogates
from index.types import (
    Collection,
    EmbedderMismatch,
    StoredDocument,
    UnknownCollection,
    UnknownDocument,
    Vectors,
)

DOCUMENT_COLUMNS = (
    "d.id, d.name, c.name, d.title, d.source, d.published, d.url, d.passages, d.furniture FROM documents d "
    "JOIN collections c ON c.key = d.collection"
)


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A collection as stored; `generation` tells one state of its documents from the next."""

    key: int
    name: str
    embedder: str
    dimension: int
    generation: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be written: `vectors` has one row for each of `passages`."""

    document: Document
    passages: Sequence[Passage]
    vectors: Vectors


def storable(document: Document) -> Document:
    """The document as SQLite can hold it: lone surrogates replaced, offsets unmoved."""
    metadata = document.metadata
    title, source, published, url = (
        value if value is None else without_surrogates(value)
        for value in (metadata.title, metadata.source, metadata.published, metadata.url)
    )
    return Document(
        name=without_surrogates(document.name),
        text=without_surrogates(document.text),
        metadata=Metadata(title, source, published, url),
        pages=document.pages,
        furniture=document.furniture,
    )


def document_id(collection: str, name: str) -> str:
    """The same for ever for a name in a collection, whatever the document says: 16 hex digits of SHA-256."""
    return hashlib.sha256(f"{collection}\0{name}".encode()).hexdigest()[:16]


def content_hash(document: Document) -> str:
    """Changes with anything that reading the document gave: text, metadata, pages, furniture."""
    metadata = document.metadata
    parts = [document.text, metadata.title, metadata.source, metadata.published, metadata.url]
    content = json.dumps([*parts, document.pages, _pairs(document.furniture)], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def collection_row(connection: sqlite3.Connection, name: str) -> CollectionRow:
    """Raises UnknownCollection."""
    row = connection.execute(
        "SELECT key, name, embedder, dimension, generation FROM collections WHERE name = ?",
        (without_surrogates(name),),
    ).fetchone()
    if row is None:
        raise UnknownCollection(name)
    return CollectionRow(*row)


def ensure_collection(connection: sqlite3.Connection, name: str, embedder: str, dimension: int) -> CollectionRow:
    """The collection, made if need be. Raises EmbedderMismatch."""
    connection.execute(
        "INSERT INTO collections (name, embedder, dimension) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
        (name, embedder, dimension),
    )
    row = collection_row(connection, name)
    if (row.embedder, row.dimension) != (embedder, dimension):
        raise EmbedderMismatch(name, row.embedder, embedder)
    return row


def count_collection(connection: sqlite3.Connection, row: CollectionRow) -> Collection:
    """With the number of its documents and passages."""
    documents, passages = connection.execute(
        "SELECT count(*), coalesce(sum(passages), 0) FROM documents WHERE collection = ?", (row.key,)
    ).fetchone()
    return Collection(row.name, row.embedder, documents, passages)


def stored_hash(connection: sqlite3.Connection, identifier: str) -> str | None:
    """The content hash of a document, None when there is no such document."""
    row = connection.execute("SELECT content_hash FROM documents WHERE id = ?", (identifier,)).fetchone()
    return None if row is None else str(row[0])


def stored_document(connection: sqlite3.Connection, identifier: str) -> StoredDocument:
    """Raises UnknownDocument."""
    row = connection.execute(f"SELECT {DOCUMENT_COLUMNS} WHERE d.id = ?", (without_surrogates(identifier),)).fetchone()
    if row is None:
        raise UnknownDocument(identifier)
    return to_document(row)


def stored_text(connection: sqlite3.Connection, identifier: str, length: int | None = None) -> str:
    """The text, or its first `length` code points. Raises UnknownDocument."""
    part = "t.text" if length is None else "substr(t.text, 1, :length)"
    row = connection.execute(
        f"SELECT {part} FROM texts t JOIN documents d ON d.key = t.document WHERE d.id = :id",
        {"id": without_surrogates(identifier), "length": length},
    ).fetchone()
    if row is None:
        raise UnknownDocument(identifier)
    return str(row[0])


def to_document(row: Sequence[str | int | None]) -> StoredDocument:
    """From a row of DOCUMENT_COLUMNS."""
    identifier, name, collection, title, source, published, url, passages, furniture = row
    return StoredDocument(
        id=str(identifier),
        name=str(name),
        collection=str(collection),
        metadata=Metadata(_text(title), _text(source), _text(published), _text(url)),
        passages=int(passages or 0),
        furniture=tuple(Span(start, end) for start, end in json.loads(str(furniture))),
    )


def insert(connection: sqlite3.Connection, collection: CollectionRow, prepared: Prepared, digest: str) -> None:
    """Write a document that is not there yet, with its passages and vectors."""
    document, metadata = prepared.document, prepared.document.metadata
    first, last = first_and_last_day(metadata.published) or (None, None)
    values = {
        "collection": collection.key,
        "id": document_id(collection.name, document.name),
        "name": document.name,
        "title": metadata.title,
        "source": metadata.source,
        "published": metadata.published,
        "url": metadata.url,
        "earliest": first,
        "latest": last,
        "furniture": json.dumps(_pairs(document.furniture)),
        "pages": json.dumps(document.pages),
        "content_hash": digest,
        "passages": len(prepared.passages),
    }
    columns = ", ".join(values)
    marks = ", ".join("?" * len(values))
    key = connection.execute(f"INSERT INTO documents ({columns}) VALUES ({marks})", tuple(values.values())).lastrowid
    connection.execute("INSERT INTO texts VALUES (?, ?)", (key, document.text))
    _insert_passages(connection, collection, int(key or 0), prepared)
    _next_generation(connection, collection.key)


def delete(connection: sqlite3.Connection, identifier: str) -> None:
    """Remove a document and all that hangs on it, and note its passages for the derived indexes to forget.

    Raises UnknownDocument.
    """
    row = connection.execute(
        "SELECT key, collection FROM documents WHERE id = ?", (without_surrogates(identifier),)
    ).fetchone()
    if row is None:
        raise UnknownDocument(identifier)
    key, collection = row
    first, last = connection.execute("SELECT min(key), max(key) FROM passages WHERE document = ?", (key,)).fetchone()
    if first is not None:
        connection.execute(
            "INSERT INTO removals (collection, document, first_passage, last_passage) VALUES (?, ?, ?, ?)",
            (collection, key, first, last),
        )
    connection.execute("DELETE FROM documents WHERE key = ?", (key,))
    _next_generation(connection, collection)


def _insert_passages(
    connection: sqlite3.Connection, collection: CollectionRow, document: int, prepared: Prepared
) -> None:
    for passage, vector in zip(prepared.passages, prepared.vectors, strict=True):
        key = connection.execute(
            "INSERT INTO passages (document, start, end, page, text) VALUES (?, ?, ?, ?, ?)",
            (document, passage.start, passage.end, passage.page, passage.text),
        ).lastrowid
        connection.execute(
            "INSERT INTO vectors VALUES (?, ?, ?)", (key, collection.key, vector.astype("<f4").tobytes())
        )


def _next_generation(connection: sqlite3.Connection, collection: int) -> None:
    connection.execute("UPDATE collections SET generation = generation + 1 WHERE key = ?", (collection,))


def _pairs(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
