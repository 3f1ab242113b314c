"""Jobs as they are kept: a row each, which outlives the process that works on it.

A process that works on jobs holds a lock file for as long as it lives. The lock of one that died is free, and so
whoever starts next knows which jobs nobody works on any more.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from filelock import FileLock, Timeout

from index.database import Database
from index.paging import from_cursor, to_cursor
from index.types import BadCursor

State = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
_UNDER_WAY = "state IN ('queued', 'running')"
_COLUMNS = "number, id, collection, state, done, total, error, created, ended"


@dataclass(frozen=True, slots=True)
class Job:
    """How far a job is, of how many steps; `error` says why it failed."""

    number: int
    id: str
    collection: str
    state: State
    done: int
    total: int
    error: str | None
    created: str  # ISO 8601, UTC
    ended: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a job that is done leaves: plain data, and a page of HTML for people."""

    data: Mapping[str, Any]
    page: str


class UnknownJob(Exception):
    """No job has that id, or none of a collection that may be seen."""

    def __init__(self, identifier: str) -> None:
        super().__init__(f"There is no evaluation with the id {identifier!r}. GET /v1/evaluations lists what there is.")


class Jobs:
    """The jobs of one data folder. `collections` in a call are those that may be seen, None for all."""

    def __init__(self, records: Database, home: Path) -> None:
        self._records = records
        self._home = home
        self._owner = secrets.token_hex(8)
        # not per thread: whichever thread opens and closes, it is this process that holds it
        self._lock = FileLock(self._lock_file(self._owner), thread_local=False)

    def open(self) -> None:
        """Take over from processes that died: their queued jobs are ours now, their running ones interrupted."""
        self._lock.acquire()
        with self._records.read() as connection:
            rows = connection.execute(f"SELECT DISTINCT owner FROM jobs WHERE {_UNDER_WAY}").fetchall()
        for (owner,) in rows:
            if owner == self._owner:
                continue
            try:
                with FileLock(self._lock_file(owner), blocking=False):
                    self._inherit(owner)
                self._lock_file(owner).unlink(missing_ok=True)
            except Timeout:  # it lives
                continue

    def close(self) -> None:
        """Leave what is queued to whoever starts next."""
        self._lock.release()
        self._lock_file(self._owner).unlink(missing_ok=True)

    def add(self, collection: str, request: Sequence[Any], total: int) -> Job:
        """Queue a job of `total` steps; `request` is what its work needs, as plain data."""
        identifier = f"eval_{secrets.token_hex(8)}"
        with self._records.write() as connection:
            connection.execute(
                "INSERT INTO jobs (id, collection, state, owner, total, request, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (identifier, collection, "queued", self._owner, total, json.dumps(request), _now()),
            )
        return self.get(identifier, None)

    def get(self, identifier: str, collections: frozenset[str] | None) -> Job:
        """Raises UnknownJob."""
        with self._records.read() as connection:
            row = connection.execute(f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", (_text(identifier),)).fetchone()
        if row is None or (collections is not None and row[2] not in collections):
            raise UnknownJob(identifier)
        return _job(row)

    def list(self, limit: int, cursor: str | None, collections: frozenset[str] | None) -> tuple[list[Job], str | None]:
        """Jobs, newest first, and a cursor to go on with, None at the end. Raises BadCursor."""
        before = _number(from_cursor(cursor))
        seen = None if collections is None else json.dumps(sorted(collections))
        with self._records.read() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM jobs WHERE (:before IS NULL OR number < :before)"
                " AND (:seen IS NULL OR collection IN (SELECT value FROM json_each(:seen)))"
                " ORDER BY number DESC LIMIT :limit",
                {"before": before, "seen": seen, "limit": limit + 1},
            ).fetchall()
        found = [_job(row) for row in rows[:limit]]
        return found, to_cursor(str(found[-1].number)) if len(rows) > limit else None

    def next(self) -> tuple[Job, Any] | None:
        """The oldest job that is queued here, now running, and its request; None when there is none."""
        with self._records.write() as connection:
            row = connection.execute(
                "SELECT id, request FROM jobs WHERE state = 'queued' AND owner = ? ORDER BY number LIMIT 1",
                (self._owner,),
            ).fetchone()
            if row is None:
                return None
            connection.execute("UPDATE jobs SET state = 'running' WHERE id = ?", (row[0],))
        return self.get(row[0], None), json.loads(row[1])

    def advance(self, identifier: str, done: int) -> bool:
        """Note how far it is; False when it is not running any more because someone cancelled it."""
        with self._records.write() as connection:
            sql = "UPDATE jobs SET done = ? WHERE id = ? AND state = 'running'"
            return bool(connection.execute(sql, (done, identifier)).rowcount)

    def finish(self, identifier: str, result: Result) -> None:
        """It is done, unless it was cancelled meanwhile."""
        with self._records.write() as connection:
            connection.execute(
                "UPDATE jobs SET state = 'done', result = ?, page = ?, ended = ? WHERE id = ? AND state = 'running'",
                (json.dumps(result.data), _text(result.page), _now(), identifier),
            )

    def end(self, identifier: str, state: State, error: str | None = None) -> bool:
        """End it without a result; False when it had ended before."""
        with self._records.write() as connection:
            sql = f"UPDATE jobs SET state = ?, error = ?, ended = ? WHERE id = ? AND {_UNDER_WAY}"
            return bool(connection.execute(sql, (state, error and _text(error), _now(), identifier)).rowcount)

    def remove(self, identifier: str) -> None:
        """Forget a job and its result."""
        with self._records.write() as connection:
            connection.execute("DELETE FROM jobs WHERE id = ?", (identifier,))

    def forget(self, collection: str) -> None:
        """Forget the jobs of a collection that is gone; their results quote it."""
        with self._records.write() as connection:
            connection.execute("DELETE FROM jobs WHERE collection = ?", (_text(collection),))

    def data(self, identifier: str) -> Any:
        """The plain data of its result, None while there is none."""
        found = self._column("result", identifier)
        return None if found is None else json.loads(found)

    def page(self, identifier: str) -> str | None:
        """The HTML page of its result, None while there is none."""
        return self._column("page", identifier)

    def _column(self, name: str, identifier: str) -> str | None:
        with self._records.read() as connection:
            row = connection.execute(f"SELECT {name} FROM jobs WHERE id = ?", (identifier,)).fetchone()
        return None if row is None or row[0] is None else str(row[0])

    def _inherit(self, owner: str) -> None:
        with self._records.write() as connection:
            sql = "UPDATE jobs SET state = 'interrupted', ended = ? WHERE owner = ? AND state = 'running'"
            connection.execute(sql, (_now(), owner))
            connection.execute("UPDATE jobs SET owner = ? WHERE owner = ? AND state = 'queued'", (self._owner, owner))

    def _lock_file(self, owner: str) -> Path:
        return self._home / f"service-{owner}.lock"


def _job(row: Sequence[Any]) -> Job:
    number, identifier, collection, state, done, total, error, created, ended = row
    known = next(name for name in get_args(State) if name == state)
    return Job(number, identifier, collection, known, done, total, error, created, ended)


def _number(after: str | None) -> int | None:
    if after is not None and not (after.isdecimal() and len(after) < 19):
        raise BadCursor
    return None if after is None else int(after)


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
