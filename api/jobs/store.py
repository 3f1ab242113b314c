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
from typing import Any, ClassVar, Literal, get_args

from filelock import FileLock, Timeout

from api.jobs.incoming import Incoming
from index.database import Database
from index.paging import from_cursor, to_cursor
from index.types import BadCursor

Kind = Literal["evaluation", "addition"]
State = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
_UNDER_WAY = "state IN ('queued', 'running')"
_END_CANCELLED = "UPDATE jobs SET ended = ? WHERE state = 'cancelled' AND ended IS NULL"
_COLUMNS = "number, id, kind, collection, state, done, total, error, created, ended"
_RESUMED: frozenset[Kind] = frozenset({"addition"})  # can go on where they were; a step taken twice does no harm
_STARTS = 3  # of one that can go on, before what its processes die of is taken to be itself
_GIVEN_UP = (
    f"The service stopped unexpectedly {_STARTS} times at the same point of this, so it is given up; what was done "
    "before that point stays. Leave out what comes next in it, or send less at a time."
)
_PREFIXES: Mapping[Kind, str] = {"evaluation": "eval", "addition": "add"}


@dataclass(frozen=True, slots=True)
class Job:
    """How far a job is, of how many steps; `error` says why it failed."""

    number: int
    id: str
    kind: Kind
    collection: str
    state: State
    done: int
    total: int
    error: str | None
    created: str  # ISO 8601, UTC
    ended: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a job that is done leaves: plain data, and a page of HTML for people where there is one."""

    data: Mapping[str, Any]
    page: str | None = None


class UnknownJob(Exception):
    """No job of the kind has that id, or none of a collection that may be seen."""

    kind: ClassVar[Kind]

    def __init__(self, identifier: str) -> None:
        listed = f"GET /v1/{self.kind}s lists what there is."
        super().__init__(f"There is no {self.kind} with the id {identifier!r}. {listed}")


class UnknownEvaluation(UnknownJob):
    """As UnknownJob."""

    kind = "evaluation"


class UnknownAddition(UnknownJob):
    """As UnknownJob."""

    kind = "addition"


_UNKNOWN: Mapping[Kind, type[UnknownJob]] = {"evaluation": UnknownEvaluation, "addition": UnknownAddition}


class Jobs:
    """The jobs of one data folder. `collections` in a call are those that may be seen, None for all."""

    def __init__(self, records: Database, home: Path) -> None:
        self.incoming = Incoming(home)
        self._records = records
        self._home = home
        self._owner = secrets.token_hex(8)
        # not per thread: whichever thread opens and closes, it is this process that holds it
        self._lock = FileLock(self._lock_file(self._owner), thread_local=False)

    def open(self) -> None:
        """Take over from processes that died: what they had queued, and what can go on of what they were at.

        What cannot is interrupted: an evaluation, and an addition whose files are gone. One whose processes died
        again and again without getting any further has failed.
        """
        self._lock.acquire()
        with self._records.read() as connection:
            rows = connection.execute("SELECT DISTINCT owner FROM jobs WHERE ended IS NULL").fetchall()
        for (owner,) in rows:
            if owner == self._owner:
                continue
            try:
                with FileLock(self._lock_file(owner), blocking=False):
                    self._inherit(owner)
                self._lock_file(owner).unlink(missing_ok=True)
            except Timeout:  # it lives
                continue
        self.incoming.sweep(self._not_ended)

    def close(self) -> None:
        """Leave what is queued to whoever starts next."""
        self._lock.release()
        self._lock_file(self._owner).unlink(missing_ok=True)

    def add(self, kind: Kind, collection: str, request: Any, total: int, files: Sequence[bytes] = ()) -> Job:
        """Queue a job of `total` steps; its work gets `request`, plain data, and finds `files` in `incoming`.

        Raises StorageFailed.
        """
        identifier = f"{_PREFIXES[kind]}_{secrets.token_hex(8)}"
        values = (identifier, kind, collection, "queued", self._owner, total, json.dumps(request), _now())
        with self.incoming.kept(identifier, files), self._records.write() as connection:
            (row,) = connection.execute(
                "INSERT INTO jobs (id, kind, collection, state, owner, total, request, created)"
                f" VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING {_COLUMNS}",
                values,
            ).fetchall()
        return _job(row)

    def get(self, kind: Kind, identifier: str, collections: frozenset[str] | None) -> Job:
        """Raises UnknownJob."""
        sql = f"SELECT {_COLUMNS} FROM jobs WHERE kind = ? AND id = ?"
        with self._records.read() as connection:
            row = connection.execute(sql, (kind, _text(identifier))).fetchone()
        if row is None or (collections is not None and _job(row).collection not in collections):
            raise _UNKNOWN[kind](identifier)
        return _job(row)

    def queued(self, kind: Kind) -> int:
        """How many of a kind wait, here or in another process."""
        with self._records.read() as connection:
            sql = "SELECT count(*) FROM jobs WHERE kind = ? AND state = 'queued'"
            return int(connection.execute(sql, (kind,)).fetchone()[0])

    def list(
        self, kind: Kind, limit: int, cursor: str | None, collections: frozenset[str] | None
    ) -> tuple[list[Job], str | None]:
        """The jobs of a kind, newest first, and a cursor to go on with, None at the end. Raises BadCursor."""
        before = _number(from_cursor(cursor))
        seen = None if collections is None else json.dumps(sorted(collections))
        with self._records.read() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM jobs WHERE kind = :kind AND (:before IS NULL OR number < :before)"
                " AND (:seen IS NULL OR collection IN (SELECT value FROM json_each(:seen)))"
                " ORDER BY number DESC LIMIT :limit",
                {"kind": kind, "before": before, "seen": seen, "limit": limit + 1},
            ).fetchall()
        found = [_job(row) for row in rows[:limit]]
        return found, to_cursor(str(found[-1].number)) if len(rows) > limit else None

    def next(self, kind: Kind) -> tuple[Job, Any] | None:
        """The oldest job of a kind that is queued here, now running, and its request; None when there is none."""
        with self._records.write() as connection:
            rows = connection.execute(
                "UPDATE jobs SET state = 'running' WHERE number ="
                " (SELECT min(number) FROM jobs WHERE state = 'queued' AND owner = ? AND kind = ?)"
                f" RETURNING {_COLUMNS}, request",
                (self._owner, kind),
            ).fetchall()
        return (_job(rows[0][:-1]), json.loads(rows[0][-1])) if rows else None

    def advance(self, identifier: str, done: int, data: Mapping[str, Any] | None = None) -> bool:
        """Note how far it is and what it left so far; False when it is to end, for someone cancelled or forgot it.

        Of one that was cancelled it is noted too: the step that was under way has been taken.
        """
        sql = (
            "UPDATE jobs SET deaths = CASE WHEN done = :done THEN deaths ELSE 0 END, done = :done,"
            " result = coalesce(:data, result) WHERE id = :id AND state IN ('running', 'cancelled') RETURNING state"
        )
        with self._records.write() as connection:
            values = {"done": done, "data": data and json.dumps(data), "id": identifier}
            rows = connection.execute(sql, values).fetchall()
        return rows == [("running",)]

    def put_back(self, job: Job) -> bool:
        """Queue a running job again, as far as it is; False where it cannot go on or was cancelled or forgotten."""
        if job.kind not in _RESUMED:
            return False
        with self._records.write() as connection:
            sql = "UPDATE jobs SET state = 'queued' WHERE id = ? AND state = 'running' RETURNING id"
            return bool(connection.execute(sql, (job.id,)).fetchall())

    def finish(self, identifier: str, result: Result) -> None:
        """It is done, unless it was cancelled meanwhile."""
        with self._records.write() as connection:
            connection.execute(
                "UPDATE jobs SET state = 'done', result = ?, page = ?, ended = ? WHERE id = ? AND state = 'running'",
                (json.dumps(result.data), result.page and _text(result.page), _now(), identifier),
            )

    def end(self, identifier: str, state: State, error: str | None = None) -> bool:
        """End it with what it left so far, a running one that is cancelled at `settle`; False when it was to before."""
        with self._records.write() as connection:
            sql = f"SELECT state FROM jobs WHERE id = ? AND {_UNDER_WAY}"
            before = connection.execute(sql, (identifier,)).fetchone()
            if before is None:
                return False
            ended = None if (before, state) == (("running",), "cancelled") else _now()
            sql = "UPDATE jobs SET state = ?, error = ?, ended = ? WHERE id = ?"
            connection.execute(sql, (state, error and _text(error), ended, identifier))
        if before == ("queued",):  # nobody reads its files; of a running one the runner removes them
            self.incoming.drop(identifier)
        return True

    def settle(self, identifier: str) -> None:
        """Nobody is at it any more: where it was cancelled it has ended now."""
        with self._records.write() as connection:
            connection.execute(f"{_END_CANCELLED} AND id = ?", (_now(), identifier))

    def dismiss(self, kind: Kind, identifier: str, collections: frozenset[str] | None) -> None:
        """Cancel a job that is queued or running; forget one that has ended, with its result. Raises UnknownJob."""
        job = self.get(kind, identifier, collections)
        if not self.end(job.id, "cancelled"):
            with self._records.write() as connection:
                connection.execute("DELETE FROM jobs WHERE id = ?", (job.id,))

    def forget(self, collection: str) -> None:
        """Forget the jobs of a collection that goes; their results quote it. Those that run end after their step."""
        with self._records.write() as connection:
            sql = "DELETE FROM jobs WHERE collection = ? RETURNING id, state"
            rows = connection.execute(sql, (_text(collection),)).fetchall()
        for identifier, state in rows:
            if state == "queued":
                self.incoming.drop(identifier)

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

    def _not_ended(self) -> frozenset[str]:
        with self._records.read() as connection:
            rows = connection.execute("SELECT id FROM jobs WHERE ended IS NULL").fetchall()
        return frozenset(identifier for (identifier,) in rows)

    def _inherit(self, owner: str) -> None:
        with self._records.write() as connection:
            sql = f"SELECT {_COLUMNS} FROM jobs WHERE owner = ? AND state = 'running'"
            running = [_job(row) for row in connection.execute(sql, (owner,)).fetchall()]
            connection.execute(f"{_END_CANCELLED} AND owner = ?", (_now(), owner))
            lost = [(_now(), job.id) for job in running if not self._can_go_on(job)]
            connection.executemany("UPDATE jobs SET state = 'interrupted', ended = ? WHERE id = ?", lost)
            connection.execute("UPDATE jobs SET deaths = deaths + 1 WHERE owner = ? AND state = 'running'", (owner,))
            sql = "UPDATE jobs SET state = 'failed', error = ?, ended = ? WHERE owner = ? AND state = 'running'"
            connection.execute(f"{sql} AND deaths >= ?", (_GIVEN_UP, _now(), owner, _STARTS))
            sql = f"UPDATE jobs SET owner = ?, state = 'queued' WHERE owner = ? AND {_UNDER_WAY}"
            connection.execute(sql, (self._owner, owner))

    def _can_go_on(self, job: Job) -> bool:
        return job.kind in _RESUMED and self.incoming.holds(job.id, range(job.done, job.total))

    def _lock_file(self, owner: str) -> Path:
        return self._home / f"service-{owner}.lock"


def _job(row: Sequence[Any]) -> Job:
    number, identifier, kind, collection, state, *rest = row
    known_kind = next(name for name in get_args(Kind) if name == kind)
    known_state = next(name for name in get_args(State) if name == state)
    return Job(number, identifier, known_kind, collection, known_state, *rest)


def _number(after: str | None) -> int | None:
    if after is not None and not (after.isdecimal() and len(after) < 19):
        raise BadCursor
    return None if after is None else int(after)


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
