"""SQLite files: the tables of the documents, the one source of truth, and connections that many threads can share."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock

from filelock import FileLock

from index.types import DamagedStore, StorageFailed

FAILURES = (DamagedStore, StorageFailed, sqlite3.Error)  # of the file, whatever is read or written
SCHEMA_VERSION = 1
_WAIT_MS = 60_000  # for another process's write; each takes milliseconds

# Keys are AUTOINCREMENT and so never used twice: what a derived index has not seen is what lies above its
# last key. A document's passages are written together, so they are the unbroken range
# first_passage..last_passage.
_SCHEMA = """
CREATE TABLE collections (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    embedder TEXT NOT NULL,
    dimension INTEGER NOT NULL,
    generation INTEGER NOT NULL DEFAULT 0  -- goes up with every change to the collection's documents
) STRICT;
CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    collection INTEGER NOT NULL REFERENCES collections ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    title TEXT,
    source TEXT,
    published TEXT,
    url TEXT,
    earliest TEXT,  -- first and last day it may have been published, NULL when unknown
    latest TEXT,
    furniture TEXT NOT NULL,  -- JSON [[start, end], ...]
    pages TEXT NOT NULL,  -- JSON [offset, ...]
    content_hash TEXT NOT NULL,
    passages INTEGER NOT NULL,
    UNIQUE (collection, name)
) STRICT;
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX passages_by_document ON passages (document);
CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
    collection INTEGER NOT NULL,
    vector BLOB NOT NULL  -- float32, little-endian
) STRICT;
CREATE INDEX vectors_by_collection ON vectors (collection, passage);
CREATE TABLE removals (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    collection INTEGER NOT NULL REFERENCES collections ON DELETE CASCADE,
    document INTEGER NOT NULL,
    first_passage INTEGER NOT NULL,
    last_passage INTEGER NOT NULL
) STRICT;
CREATE INDEX removals_by_collection ON removals (collection, key);
"""


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of a file, the number by which a later version knows them, and how older ones become them."""

    version: int
    tables: str
    upgrades: Mapping[int, str] = field(default_factory=dict)  # by the version they lead from, to the one after it


DOCUMENTS = Schema(SCHEMA_VERSION, _SCHEMA)


class Database:
    """Connections to one SQLite file. A connection serves one thread at a time and is reused."""

    def __init__(self, path: Path, schema: Schema = DOCUMENTS) -> None:
        """Opens or creates the file, which many processes may use. Raises DamagedStore when it is newer or not ours."""
        self._path = path
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._write_lock = Lock()
        # two processes that turn the same new file to WAL at once would be told it is locked, without waiting
        with FileLock(path.with_suffix(".lock")):
            self._idle.put(_open(path, schema))

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """One unchanging view of the data for as long as the block lasts; writers are not held up."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                _roll_back(connection)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: on disk when the block ends, gone without trace if it raises or the process dies.

        Raises StorageFailed when the disk does not take it.
        """
        with self._write_lock, self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                _roll_back(connection)
                raise StorageFailed(
                    f"{self._path} did not take the change ({error}). Make room on the disk and try again; "
                    "what was stored before is unharmed."
                ) from error
            except BaseException:
                _roll_back(connection)
                raise

    def close(self) -> None:
        """Close the connections that are not in use."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = _connect(self._path)
        try:
            yield connection
        finally:
            self._idle.put(connection)


def _open(path: Path, schema: Schema) -> sqlite3.Connection:
    try:
        connection = _connect(path)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        _bring_up(connection, schema, version)
    except sqlite3.DatabaseError as error:
        raise DamagedStore(
            f"{path} cannot be opened ({error}). Restore it from a backup, or choose another data folder."
        ) from error
    if version > schema.version:
        connection.close()
        raise DamagedStore(
            f"{path} was written by a newer version of Counterpoint (its format is {version}, this version "
            f"reads {schema.version}). Update Counterpoint, or choose another data folder."
        )
    return connection


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:  # SQLite itself ends a transaction on some errors, a full disk among them
        connection.execute("ROLLBACK")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    connection.execute("PRAGMA page_size = 8192")  # of a new file: five vectors of 384 numbers fill a page
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # each commit reaches the disk before it returns
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is removed is overwritten, not only unlinked
    return connection


def _bring_up(connection: sqlite3.Connection, schema: Schema, version: int) -> None:
    """Make the tables of a new file, or change those of an older one, a version at a time."""
    if version == 0:
        _change(connection, schema.tables, schema.version)
    else:
        for older in range(version, schema.version):
            _change(connection, schema.upgrades[older], older + 1)


def _change(connection: sqlite3.Connection, statements: str, version: int) -> None:
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {statements} PRAGMA user_version = {version}; COMMIT;")
    except sqlite3.Error:
        _roll_back(connection)
        raise
