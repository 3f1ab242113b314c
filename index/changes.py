"""What happened to a collection since a derived index last looked: passages new, documents gone."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.dense import Ids
from index.records import CollectionRow
from index.types import Vectors


@dataclass(frozen=True, slots=True)
class Position:
    """How much of a collection a derived index has taken in. The default is nothing."""

    generation: int = -1
    passage: int = 0  # key of the last passage seen
    removal: int = 0  # key of the last removal seen


@dataclass(frozen=True, slots=True)
class Removal:
    """A document that went, and its passages first..last."""

    document: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage and the title of its document, which it is found by as well."""

    key: int
    document: int
    title: str | None
    text: str


def current_position(connection: sqlite3.Connection, collection: CollectionRow) -> Position:
    """Where an index stands that has seen everything in this transaction's view."""
    passage = connection.execute("SELECT max(passage) FROM vectors WHERE collection = ?", (collection.key,)).fetchone()[
        0
    ]
    removal = connection.execute("SELECT max(key) FROM removals WHERE collection = ?", (collection.key,)).fetchone()[0]
    return Position(collection.generation, passage or 0, removal or 0)


def count_passages(connection: sqlite3.Connection, collection: CollectionRow) -> int:
    """How many an index holds that has seen everything in this transaction's view."""
    return int(connection.execute("SELECT count(*) FROM vectors WHERE collection = ?", (collection.key,)).fetchone()[0])


def removals_since(connection: sqlite3.Connection, collection: CollectionRow, since: Position) -> list[Removal]:
    """Documents removed, or replaced by a newer content, oldest first."""
    rows = connection.execute(
        "SELECT document, first_passage, last_passage FROM removals WHERE collection = ? AND key > ? ORDER BY key",
        (collection.key, since.removal),
    )
    return [Removal(*row) for row in rows]


def vectors_since(connection: sqlite3.Connection, collection: CollectionRow, since: Position) -> tuple[Ids, Vectors]:
    """Keys int64 (n,) and vectors float32 (n, dimension) of the passages that are new and still there."""
    rows = connection.execute(
        "SELECT passage, vector FROM vectors WHERE collection = ? AND passage > ? ORDER BY passage",
        (collection.key, since.passage),
    ).fetchall()
    keys = np.fromiter((key for key, _ in rows), np.int64, len(rows))
    vectors = np.frombuffer(b"".join(vector for _, vector in rows), "<f4").reshape(-1, collection.dimension)
    return keys, vectors.astype(np.float32, copy=False)


def texts_since(connection: sqlite3.Connection, collection: CollectionRow, since: Position) -> Iterator[PassageText]:
    """The passages that are new and still there, in the order they were added."""
    rows = connection.execute(
        "SELECT p.key, p.document, d.title, p.text FROM passages p JOIN documents d ON d.key = p.document "
        "WHERE d.collection = ? AND p.key > ? ORDER BY p.key",
        (collection.key, since.passage),
    )
    return (PassageText(*row) for row in rows)


def with_title(title: str | None, text: str) -> str:
    """What of a passage is embedded and indexed: its document's title goes before it, as in BEIR
    (Thakur et al. 2021), since a passage from the middle seldom names its subject."""
    return text if not title or text.startswith(title) else f"{title}\n{text}"
