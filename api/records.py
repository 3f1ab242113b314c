"""What the service keeps about itself, in a SQLite file beside that of the documents: keys and jobs.

A file of its own, so that a copy of the documents carries no keys, and so that keys can be made without opening
the index.
"""

from pathlib import Path

from index.database import Database, Schema

FILE = "service.sqlite3"
RECORDS = Schema(
    3,
    """
CREATE TABLE keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    hash BLOB NOT NULL,  -- SHA-256 of the whole key
    scope TEXT NOT NULL,
    collections TEXT,  -- JSON [name, ...], NULL for all
    origins TEXT NOT NULL,  -- JSON [origin, ...], of a widget key
    rate INTEGER NOT NULL,  -- requests a minute
    created TEXT NOT NULL,  -- ISO 8601, UTC, as all times here
    expires TEXT,
    revoked TEXT
) STRICT;
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL DEFAULT 'evaluation',  -- or 'addition'
    collection TEXT NOT NULL,
    state TEXT NOT NULL,
    owner TEXT NOT NULL,  -- of the process that runs it
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL,
    request TEXT NOT NULL,
    result TEXT,  -- JSON; of an addition under way what became of its files so far
    page TEXT,  -- the report as HTML
    error TEXT,
    created TEXT NOT NULL,
    ended TEXT,
    deaths INTEGER NOT NULL DEFAULT 0  -- of processes, since it last got a step further
) STRICT;
""",
    {
        1: "ALTER TABLE jobs ADD COLUMN kind TEXT NOT NULL DEFAULT 'evaluation';",
        2: "ALTER TABLE jobs ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;",
    },
)


def open_records(home: Path) -> Database:
    """Open the file in the data folder `home`, both made if need be. Raises DamagedStore and OSError."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Database(home / FILE, RECORDS)
