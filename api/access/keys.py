"""Keys: what lets a program use the service, stored so that the file gives none of them away.

A key is `cp_<id>_<secret>`. The secret is 256 random bits, so one round of SHA-256 is as good as any slow hash.
"""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from index.database import Database

Scope = Literal["widget", "read", "write", "admin"]  # each may do what those before it may
SCOPES: tuple[Scope, ...] = get_args(Scope)
_KEY = re.compile(r"cp_([0-9a-f]{8})_[A-Za-z0-9_-]{43}")
_COLUMNS = "id, name, scope, collections, origins, rate, created, expires, revoked"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a key allows."""

    name: str
    scope: Scope = "read"
    collections: frozenset[str] | None = None  # None for all, those of the future too
    origins: tuple[str, ...] = ()  # a widget key works on pages of these alone
    rate: int = 600  # requests a minute
    expires: datetime | None = None

    def may(self, scope: Scope) -> bool:
        """Whether it reaches as far as `scope`."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)


@dataclass(frozen=True, slots=True)
class Key:
    """A key as stored, without its secret."""

    id: str
    grant: Grant
    created: datetime
    revoked: datetime | None = None

    def state(self, now: datetime) -> Literal["active", "expired", "revoked"]:
        """Whether it opens anything at the time `now`."""
        if self.revoked:
            return "revoked"
        return "expired" if self.grant.expires and self.grant.expires <= now else "active"


class NameTaken(ValueError):
    """A key that was not revoked has that name."""


class UnknownKey(Exception):
    """No key has that id or name."""


class Keys:
    """The keys of one data folder. Every call sees what other processes have just changed."""

    def __init__(self, records: Database) -> None:
        self._records = records

    def create(self, grant: Grant) -> tuple[Key, str]:
        """A new key and its secret, which is not kept. Raises NameTaken."""
        key = Key(secrets.token_hex(4), grant, datetime.now(UTC).replace(microsecond=0))
        secret = f"cp_{key.id}_{secrets.token_urlsafe(32)}"
        with self._records.write() as connection:
            taken = "SELECT 1 FROM keys WHERE name = ? AND revoked IS NULL"
            if connection.execute(taken, (grant.name,)).fetchone():
                raise NameTaken(grant.name)
            connection.execute(
                f"INSERT INTO keys ({_COLUMNS}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
                (*_row(key), _hash(secret)),
            )
        return key, secret

    def all(self) -> list[Key]:
        """Every key that was made, the revoked ones too, oldest first."""
        with self._records.read() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM keys ORDER BY created, rowid").fetchall()
        return [_key(row) for row in rows]

    def exist(self) -> bool:
        """Whether a key was ever made. The last one's end must not open the service, so revoked ones count."""
        with self._records.read() as connection:
            return connection.execute("SELECT 1 FROM keys LIMIT 1").fetchone() is not None

    def find(self, secret: str) -> Key | None:
        """The key whose secret this is, in whatever state; None for any other text."""
        form = _KEY.fullmatch(secret)
        if not form:
            return None
        with self._records.read() as connection:
            row = connection.execute(f"SELECT {_COLUMNS}, hash FROM keys WHERE id = ?", (form[1],)).fetchone()
        if row is None or not hmac.compare_digest(row[-1], _hash(secret)):
            return None
        return _key(row[:-1])

    def origins(self) -> frozenset[str]:
        """The origins whose pages an active key is for."""
        now = datetime.now(UTC)
        return frozenset(origin for key in self.all() if key.state(now) == "active" for origin in key.grant.origins)

    def revoke(self, which: str) -> list[Key]:
        """End the keys that have this id or name, at once and for good. Raises UnknownKey when none is unrevoked."""
        found = [key for key in self.all() if which in (key.id, key.grant.name) and not key.revoked]
        if not found:
            raise UnknownKey(which)
        with self._records.write() as connection:
            for key in found:
                connection.execute("UPDATE keys SET revoked = ? WHERE id = ?", (_time(datetime.now(UTC)), key.id))
        return found

    def forget(self) -> int:
        """End every key and forget that there were any; how many there were."""
        with self._records.write() as connection:
            return int(connection.execute("DELETE FROM keys").rowcount)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _row(key: Key) -> tuple[str | int | None, ...]:
    grant = key.grant
    collections = None if grant.collections is None else json.dumps(sorted(grant.collections))
    expires = _time(grant.expires) if grant.expires else None
    origins, created = json.dumps(grant.origins), _time(key.created)
    return (key.id, grant.name, grant.scope, collections, origins, grant.rate, created, expires)


def _key(row: Sequence[str | int | None]) -> Key:
    identifier, name, scope, collections, origins, rate, created, expires, revoked = row
    grant = Grant(
        name=str(name),
        scope=next(known for known in SCOPES if known == scope),
        collections=None if collections is None else frozenset(json.loads(str(collections))),
        origins=tuple(json.loads(str(origins))),
        rate=int(rate or 0),
        expires=datetime.fromisoformat(str(expires)) if expires else None,
    )
    ended = datetime.fromisoformat(str(revoked)) if revoked else None
    return Key(str(identifier), grant, datetime.fromisoformat(str(created)), ended)


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
