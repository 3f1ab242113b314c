"""A collection's two derived indexes in this process, and the ranking they give together."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np

from index.changes import Position, current_position, removals_since, vectors_since
from index.dense import DenseIndex, Ids
from index.filters import allowed_documents
from index.fuse import fuse, portion, share
from index.lexical_files import LexicalFiles
from index.records import CollectionRow
from index.types import Filters, Vectors

_LEAST_DEPTH = 100  # passages each ranking gives to be fused
_DEPTH_PER_PLACE = 5
_MOST_ROUNDS = 4  # of looking past documents that fill the rankings

Scores = dict[int, float]  # passage key to score, best first


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: the question's words and its vector, how many passages, in which documents."""

    text: str
    vector: Vectors
    limit: int
    filters: Filters


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's key, its fused score and the scores behind it."""

    key: int
    score: float
    dense: float | None
    lexical: float | None


@dataclass(frozen=True, slots=True)
class _Scope:
    """Keys of the only documents to look in, None for all, and of those to look past."""

    only: list[int] | None
    never: list[int]


class Ahead(Exception):
    """The index has already taken in more than this transaction sees: look again with a new one."""


class LoadedCollection:
    """One collection's indexes. Safe to use from many threads."""

    def __init__(self, collection: CollectionRow, folder: Path) -> None:
        """`folder` is where the collection's derived files are kept; it need not exist."""
        self._dense = DenseIndex(collection.dimension)
        self._position = Position()
        self._lexical = LexicalFiles(folder)
        self._lock = Lock()

    def write_files(self, connection: sqlite3.Connection, collection: CollectionRow, afresh: bool) -> None:
        """Bring the files on disk to this transaction's view; `afresh`, with no trace of what was removed."""
        with self._lock:
            if afresh:
                self._lexical.discard()
            self._lexical.up_to_date(connection, collection)

    def nearest(
        self,
        connection: sqlite3.Connection,
        collection: CollectionRow,
        vector: Vectors,
        limit: int,
        never: Sequence[int],
    ) -> list[tuple[int, float]]:
        """The passages nearest to a vector with their cosines, but for those of the keys in `never`.

        Raises Ahead when the transaction is too old.
        """
        with self._lock:
            self._load_vectors(connection, collection)
            return self._dense.search(vector.astype(np.float32), limit, never=np.array(never, np.int64))

    def rank(self, connection: sqlite3.Connection, collection: CollectionRow, search: Search) -> list[Ranked]:
        """The best passages, best first. Raises BadFilter, and Ahead when the transaction is too old."""
        only = allowed_documents(connection, collection.key, search.filters)
        dense: Scores = {}
        lexical: Scores = {}
        document_of: dict[int, int] = {}
        crowding: list[int] = []
        for _ in range(_MOST_ROUNDS):
            found = self._look(connection, collection, search, _Scope(only, crowding))
            dense, lexical = dense | found[0], lexical | found[1]
            document_of = _documents_of(connection, [*dense, *lexical])
            now_crowding = _crowding(document_of.values(), search.limit)
            if now_crowding == crowding:
                break
            crowding = now_crowding
        fused = {key: score for key, score in fuse(dense, lexical) if key in document_of}
        chosen = share(list(fused), document_of, search.limit)
        return [Ranked(key, fused[key], dense.get(key), lexical.get(key)) for key in chosen]

    def _look(
        self, connection: sqlite3.Connection, collection: CollectionRow, search: Search, scope: _Scope
    ) -> tuple[Scores, Scores]:
        depth = max(_LEAST_DEPTH, _DEPTH_PER_PLACE * search.limit)
        only = None if scope.only is None else _passages_of(connection, scope.only)
        never = _passages_of(connection, scope.never) if scope.never else None
        with self._lock:
            words = self._lexical.up_to_date(connection, collection)
            self._load_vectors(connection, collection)
            lexical = dict(words.search(search.text, depth, scope.only, scope.never))
            dense = dict(self._dense.search(search.vector, depth, only, never))
            # the cosines of what only the words brought up
            others = np.fromiter(lexical.keys() - dense.keys(), np.int64)
            dense |= self._dense.search(search.vector, len(others), only=others)
        return dense, lexical

    def _load_vectors(self, connection: sqlite3.Connection, collection: CollectionRow) -> None:
        if self._position.generation > collection.generation:
            raise Ahead
        if self._position.generation < collection.generation:
            removals = removals_since(connection, collection, self._position)
            self._dense.remove([(removal.first, removal.last) for removal in removals])
            self._dense.add(*vectors_since(connection, collection, self._position))
            self._position = current_position(connection, collection)


def _crowding(documents: Iterable[int], limit: int) -> list[int]:
    """Documents that already have all the places they may take, while there are places left for others."""
    passages = Counter(documents)
    most = portion(limit)
    if sum(min(count, most) for count in passages.values()) >= limit:
        return []
    return sorted(document for document, count in passages.items() if count >= most)


def _documents_of(connection: sqlite3.Connection, passages: Sequence[int]) -> dict[int, int]:
    """Passage key to document key, of the passages that are there."""
    return dict(
        connection.execute(
            "SELECT key, document FROM passages WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(passages),),
        ).fetchall()
    )


def _passages_of(connection: sqlite3.Connection, documents: Sequence[int]) -> Ids:
    rows = connection.execute(
        "SELECT key FROM passages WHERE document IN (SELECT value FROM json_each(?))",
        (json.dumps(documents),),
    ).fetchall()
    return np.fromiter((key for (key,) in rows), np.int64, len(rows))
