"""`counterpoint keys`: create, list and revoke what programs use the service with."""

import json
import re
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any

from api.access.keys import Grant, Key, Keys, NameTaken, Scope, UnknownKey
from api.access.origin import check_origin
from api.commands.usage import UsageError
from api.records import open_records
from api.terminal import harmless
from rag.settings import Settings

RATE, VISITOR_RATE = 600, 30  # requests a minute: of a key, of one visitor of a widget key
_IN = re.compile(r"([0-9]{1,5})([dh])")
_NAME = re.compile(r"[^\W_][\w.@ -]{0,63}")
_COLLECTION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def keys(args: Namespace, settings: Settings, out: Callable[[str], None]) -> int:
    """Create, list or revoke. A running service knows at once."""
    action = {"create": _create, "list": _list, "revoke": _revoke}[args.action]
    records = open_records(settings.home)
    try:
        return action(args, Keys(records), out)
    finally:
        records.close()


def _create(args: Namespace, stored: Keys, out: Callable[[str], None]) -> int:
    grant = _grant(args, datetime.now(UTC))
    try:
        key, secret = stored.create(grant)
    except NameTaken:
        raise UsageError(f"there is a key named {harmless(grant.name)}; revoke it first, or choose a name") from None
    if args.json:
        out(json.dumps({**_as_json(key), "key": secret}, indent=2))
        return 0
    out(secret)
    print(f"{_described(key)}. It is shown only now: keep it safe.", file=sys.stderr)  # noqa: T201 - so that $() has the key alone
    return 0


def _grant(args: Namespace, now: datetime) -> Grant:
    scope: Scope = "widget" if args.widget else args.scope or "read"
    if bool(args.origin) != args.widget:
        raise UsageError("a widget key needs --widget and --origin https://your.site, both or neither")
    if args.widget and args.scope not in (None, "read"):
        raise UsageError("a widget key is in everyone's hands and may only read; leave --scope out")
    name = f"{scope}-{token_hex(3)}" if args.name is None else args.name
    if not _NAME.fullmatch(name):
        raise UsageError(f"{harmless(name)!r} cannot name a key; use 1 to 64 letters, digits, spaces and . _ - @")
    for collection in args.collection:
        if not _COLLECTION.fullmatch(collection):
            raise UsageError(
                f"{harmless(collection)!r} cannot be a collection; `counterpoint list` shows those there are"
            )
    return Grant(
        name=name,
        scope=scope,
        collections=frozenset(args.collection) or None,
        origins=tuple(check_origin(origin) for origin in args.origin),
        rate=args.rate or (VISITOR_RATE if args.widget else RATE),
        expires=_expiry(args.expires, now),
    )


def _expiry(when: str | None, now: datetime) -> datetime | None:
    if when is None:
        return None
    span = _IN.fullmatch(when)
    try:
        if span:
            count = int(span[1])
            moment = now + (timedelta(days=count) if span[2] == "d" else timedelta(hours=count))
        else:
            moment = datetime.fromisoformat(when)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"--expires {harmless(when)} is no time; write it as 2027-01-31, 90d or 12h") from None
    if moment <= now:
        raise UsageError(f"--expires {harmless(when)} is in the past; choose a later time")
    return moment.replace(microsecond=0)


def _list(args: Namespace, stored: Keys, out: Callable[[str], None]) -> int:
    found = stored.all()
    if args.json:
        out(json.dumps({"keys": [_as_json(key) for key in found]}, indent=2))
    elif not found:
        out("There are no keys; `counterpoint keys create NAME` makes one.")
    else:
        for key in found:
            out(_described(key))
    return 0


def _revoke(args: Namespace, stored: Keys, out: Callable[[str], None]) -> int:
    if args.all == (args.key is not None):
        raise UsageError("name the key to revoke, or give --all")
    if args.all:
        out(f"revoked    all {stored.forget()} keys; the service asks for none any more, and serves this machine only")
        return 0
    try:
        revoked = stored.revoke(args.key)
    except UnknownKey:
        shown = harmless(args.key)
        raise UsageError(f"there is no key {shown} to revoke; `counterpoint keys list` shows those there are") from None
    for key in revoked:
        out(f"revoked    {key.id}  {harmless(key.grant.name)}")
    if not any(key.state(datetime.now(UTC)) == "active" for key in stored.all()):
        out("No key is left, so nobody can use the service over HTTP until you make another.")
    return 0


def _described(key: Key) -> str:
    grant, state = key.grant, key.state(datetime.now(UTC))
    collections = "all collections" if grant.collections is None else ", ".join(sorted(grant.collections))
    origins = f", on {', '.join(grant.origins)}" if grant.origins else ""
    until = f", until {grant.expires.isoformat()}" if grant.expires else ""
    ended = "" if state == "active" else f", {state}"
    return (
        f"{key.id}  {harmless(grant.name)}: {grant.scope}, {collections}{origins}, {grant.rate} a minute{until}{ended}"
    )


def _as_json(key: Key) -> dict[str, Any]:
    grant = key.grant
    return {
        "id": key.id,
        "name": grant.name,
        "scope": grant.scope,
        "collections": None if grant.collections is None else sorted(grant.collections),
        "origins": list(grant.origins),
        "rate": grant.rate,
        "created": key.created.isoformat(),
        "expires": grant.expires.isoformat() if grant.expires else None,
        "state": key.state(datetime.now(UTC)),
    }
