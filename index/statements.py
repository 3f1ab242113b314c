"""What documents state and how their statements compare, kept beside the passages so that it is worked out once.

Everything hangs on its document and goes with it. The tables are made where they are missing: a data folder of before
has none, and is surveyed anew.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from index.database import Database
from index.records import DOCUMENT_COLUMNS, collection_row, to_document
from index.types import StoredDocument

_SCHEMA = """
CREATE TABLE IF NOT EXISTS surveyed (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    version INTEGER NOT NULL  -- of the way it was compared
) STRICT;
CREATE TABLE IF NOT EXISTS statements (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS statements_by_document ON statements (document, start);
CREATE TABLE IF NOT EXISTS contrasts (
    first INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    second INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    first_figure INTEGER NOT NULL,  -- where in the statement's text the figure starts, -1 for the words
    second_figure INTEGER NOT NULL,
    probability REAL NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS contrasts_by_first ON contrasts (first);
CREATE INDEX IF NOT EXISTS contrasts_by_second ON contrasts (second);
CREATE TABLE IF NOT EXISTS survey_begun (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    times INTEGER NOT NULL  -- that it was, by processes that died before it ended
) STRICT;
CREATE TABLE IF NOT EXISTS survey_cancelled (
    collection INTEGER PRIMARY KEY REFERENCES collections ON DELETE CASCADE
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A sentence of a document, with what stands before it."""

    key: int
    document: StoredDocument
    start: int
    end: int
    text: str
    context: str
    lead: str  # the first code points of the document


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a passage is in its document."""

    start: int
    end: int
    page: int | None


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A sentence that is not stored yet."""

    start: int
    end: int
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two statements of one quantity, or of which one denies the other.

    In what is about to be stored, `first` counts the new statements from 0; in what is stored it is a key.
    """

    first: int
    second: int
    first_figure: int
    second_figure: int
    probability: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a collection's documents have been surveyed."""

    done: int
    total: int


class StatementStore:
    """Statements and contrasts of all collections. Safe to use from many threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._made = False

    def waiting(self, collection: str, version: int) -> list[str]:
        """Ids of the documents that have not been surveyed in this version, in the order added.

        Raises UnknownCollection.
        """
        return list(self.unsurveyed(collection, version))

    def unsurveyed(self, collection: str, version: int) -> dict[str, str]:
        """The same, each with the hash of its content."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT d.id, d.content_hash FROM documents d "
                "LEFT JOIN surveyed s ON s.document = d.key AND s.version = ? "
                "WHERE d.collection = ? AND s.document IS NULL ORDER BY d.key",
                (version, collection_row(connection, collection).key),
            )
            return {str(row[0]): str(row[1]) for row in rows}

    def is_surveyed(self, document: str, version: int) -> bool:
        """Whether a document has been surveyed in this version."""
        with self._reading() as connection:
            found = connection.execute(
                "SELECT 1 FROM surveyed s JOIN documents d ON d.key = s.document WHERE d.id = ? AND s.version = ?",
                (document, version),
            )
            return found.fetchone() is not None

    def progress(self, collection: str, version: int) -> Progress:
        """Raises UnknownCollection."""
        waiting = len(self.waiting(collection, version))
        with self._reading() as connection:
            key = collection_row(connection, collection).key
            total = connection.execute("SELECT count(*) FROM documents WHERE collection = ?", (key,)).fetchone()[0]
        return Progress(max(0, total - waiting), total)

    def cancelled(self, collection: str) -> bool:
        """Whether someone wants no more of its documents surveyed. Raises UnknownCollection."""
        with self._reading() as connection:
            key = collection_row(connection, collection).key
            found = connection.execute("SELECT 1 FROM survey_cancelled WHERE collection = ?", (key,))
            return found.fetchone() is not None

    def set_cancelled(self, collection: str, cancelled: bool) -> None:
        """Note that someone wants no more of them surveyed, or does again. Raises UnknownCollection."""
        if self.cancelled(collection) == cancelled:
            return
        with self._database.write() as connection:
            key = collection_row(connection, collection).key
            command = "INSERT OR IGNORE INTO survey_cancelled VALUES (?)"
            connection.execute(command if cancelled else "DELETE FROM survey_cancelled WHERE collection = ?", (key,))

    def generation(self, collection: str, version: int) -> tuple[int, int, int]:
        """Changes whenever the collection's documents do or another has been surveyed. Raises UnknownCollection."""
        with self._reading() as connection:
            row = collection_row(connection, collection)
            done = connection.execute(
                "SELECT count(*) FROM surveyed s JOIN documents d ON d.key = s.document "
                "WHERE d.collection = ? AND s.version = ?",
                (row.key, version),
            ).fetchone()[0]
        return row.key, row.generation, int(done)

    def texts(self, collection: str, after: int) -> Iterator[tuple[int, str]]:
        """Key and text of the statements with a key above `after`, in order. Raises UnknownCollection."""
        with self._reading() as connection:
            yield from connection.execute(
                "SELECT s.key, s.text FROM statements s JOIN documents d ON d.key = s.document "
                "WHERE d.collection = ? AND s.key > ? ORDER BY s.key",
                (collection_row(connection, collection).key, after),
            )

    def rows(self, keys: Iterable[int], lead: int) -> list[StatementRow]:
        """The statements of these keys that are still there, in no particular order; `lead`: how much of it to give."""
        with self._reading() as connection:
            found = connection.execute(
                f"SELECT s.key, s.start, s.end, s.text, s.context, substr(t.text, 1, ?), {DOCUMENT_COLUMNS} "
                "JOIN statements s ON s.document = d.key JOIN texts t ON t.document = d.key "
                "WHERE s.key IN (SELECT value FROM json_each(?))",
                (lead, json.dumps(list(keys))),
            )
            return [StatementRow(row[0], to_document(row[6:]), *row[1:6]) for row in found]

    def passages(self, keys: Iterable[int]) -> dict[int, PassagePlace]:
        """The passage that each of these statements begins in, by the statement's key."""
        with self._reading() as connection:
            found = connection.execute(
                "SELECT s.key, p.start, p.end, p.page FROM statements s JOIN passages p ON p.document = s.document "
                "AND p.start <= s.start AND s.start < p.end WHERE s.key IN (SELECT value FROM json_each(?)) "
                "ORDER BY p.end",  # of two that overlap the later, which holds more of it
                (json.dumps(list(keys)),),
            )
            return {row[0]: PassagePlace(*row[1:]) for row in found}

    def within(self, document: str, start: int, end: int) -> list[int]:
        """Keys of the statements of a document that lie in this stretch of its text."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT s.key FROM statements s JOIN documents d ON d.key = s.document "
                "WHERE d.id = ? AND s.start >= ? AND s.end <= ?",
                (document, start, end),
            )
            return [int(row[0]) for row in rows]

    def contrasts(self, collection: str) -> list[Contrast]:
        """All contrasts of a collection, by key. Raises UnknownCollection."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT c.first, c.second, c.first_figure, c.second_figure, c.probability FROM contrasts c "
                "JOIN statements s ON s.key = c.first JOIN documents d ON d.key = s.document WHERE d.collection = ?",
                (collection_row(connection, collection).key,),
            )
            return [Contrast(*row) for row in rows]

    def begin(self, document: str) -> int:
        """Note that a document is about to be surveyed; how often it was before by a process that died of it."""
        with self._database.write() as connection:
            rows = connection.execute(
                "INSERT INTO survey_begun SELECT key, 1 FROM documents WHERE id = ? "
                "ON CONFLICT (document) DO UPDATE SET times = times + 1 RETURNING times",
                (document,),
            ).fetchall()
        return int(rows[0][0]) - 1 if rows else 0

    def leave(self, document: str) -> None:
        """Note that it has ended, whichever way."""
        with self._database.write() as connection:
            sql = "DELETE FROM survey_begun WHERE document = (SELECT key FROM documents WHERE id = ?)"
            connection.execute(sql, (document,))

    def store(
        self,
        document: str,
        text: str,
        version: int,
        statements: Sequence[NewStatement],
        contrasts: Sequence[Contrast],
    ) -> None:
        """Keep what a document of this text states and how that compares.

        Nothing is kept where it has been removed, says something else by now or is surveyed already. Contrasts with
        statements that have been removed since are left out.
        """
        self._make()
        with self._database.write() as connection:
            row = connection.execute(
                "SELECT d.key, t.text = ?, s.version FROM documents d JOIN texts t ON t.document = d.key "
                "LEFT JOIN surveyed s ON s.document = d.key WHERE d.id = ?",
                (text, document),
            ).fetchone()
            if row is None or not row[1] or row[2] == version:
                return
            connection.execute("DELETE FROM statements WHERE document = ?", (row[0],))  # of another version
            connection.execute("INSERT OR REPLACE INTO surveyed VALUES (?, ?)", (row[0], version))
            _insert(connection, row[0], statements, contrasts)

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        self._make()
        return self._database.read()

    def _make(self) -> None:
        if not self._made:
            with self._database.write() as connection:
                for command in _SCHEMA.split(";\n"):
                    connection.execute(command)
            self._made = True


def _insert(
    connection: sqlite3.Connection, document: int, statements: Sequence[NewStatement], contrasts: Sequence[Contrast]
) -> None:
    keys = [
        connection.execute(
            "INSERT INTO statements (document, start, end, text, context) VALUES (?, ?, ?, ?, ?)",
            (document, one.start, one.end, one.text, one.context),
        ).lastrowid
        for one in statements
    ]
    connection.executemany(
        "INSERT INTO contrasts SELECT ?, key, ?, ?, ? FROM statements WHERE key = ?",
        [(keys[c.first], c.first_figure, c.second_figure, c.probability, c.second) for c in contrasts],
    )
