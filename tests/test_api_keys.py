"""Keys as they are kept, and the command that makes, lists and revokes them."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.__main__ import main
from api.access.keys import SCOPES, Grant, Key, Keys, NameTaken, UnknownKey
from api.records import FILE, open_records

Run = Callable[..., tuple[int, str, str]]
LATER = datetime(2099, 1, 31, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Keys]:
    """The keys of an empty data folder."""
    records = open_records(tmp_path)
    yield Keys(records)
    records.close()


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `counterpoint keys ...` over a data folder: exit status, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(["keys", *arguments, "--home", str(tmp_path)])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        out, error = capsys.readouterr()
        return status, out, error

    return run


def test_a_key_is_found_by_its_secret_as_it_was_made(keys: Keys) -> None:
    grant = Grant("press", "write", frozenset({"b", "a"}), ("https://x.example",), 7, LATER)
    key, secret = keys.create(grant)
    assert keys.find(secret) == key
    assert key.grant == grant
    assert secret.startswith(f"cp_{key.id}_")
    assert keys.all() == [key]


def test_the_file_does_not_hold_the_secret(keys: Keys, tmp_path: Path) -> None:
    _, secret = keys.create(Grant("press"))
    stored = b"".join(path.read_bytes() for path in tmp_path.glob(f"{FILE}*"))
    assert hashlib.sha256(secret.encode()).digest() in stored
    assert secret.encode() not in stored
    assert secret.split("_", 2)[2].encode() not in stored


def test_secrets_are_long_and_differ(keys: Keys) -> None:
    secrets = {keys.create(Grant(str(number)))[1] for number in range(20)}
    assert len({secret.split("_", 2)[2] for secret in secrets}) == 20
    assert {len(secret.split("_", 2)[2]) for secret in secrets} == {43}  # 256 bits in base64


def test_another_secret_for_a_known_id_is_no_key(keys: Keys) -> None:
    key, secret = keys.create(Grant("press"))
    other = keys.create(Grant("other"))[1]
    forged = f"cp_{key.id}_{other.split('_', 2)[2]}"
    for text in (forged, secret[:-1], secret + "A", secret.upper(), "", "cp_", "cp_00000000_" + "A" * 43, "é" * 55):
        assert keys.find(text) is None


def test_a_name_is_taken_until_its_key_is_revoked(keys: Keys) -> None:
    first, _ = keys.create(Grant("press"))
    with pytest.raises(NameTaken):
        keys.create(Grant("press"))
    assert keys.revoke("press") == [first]
    second, secret = keys.create(Grant("press"))
    found = keys.find(secret)
    assert found
    assert found.id == second.id != first.id
    with pytest.raises(UnknownKey):
        keys.revoke(first.id)


def test_states_and_what_each_scope_may() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    key = Key("00000000", Grant("x", expires=now + timedelta(seconds=1)), now)
    assert key.state(now) == "active"
    assert key.state(now + timedelta(seconds=1)) == "expired"
    assert Key("0", Grant("x"), now, revoked=now).state(now) == "revoked"
    may = {held: [wanted for wanted in SCOPES if Grant("x", held).may(wanted)] for held in SCOPES}
    assert may == {
        "widget": ["widget"],
        "read": ["widget", "read"],
        "write": ["widget", "read", "write"],
        "admin": ["widget", "read", "write", "admin"],
    }


def test_revoked_keys_still_count_until_all_are_forgotten(keys: Keys) -> None:
    assert not keys.exist()
    keys.create(Grant("press"))
    keys.revoke("press")
    assert keys.exist()
    assert keys.forget() == 1
    assert not keys.exist()


def test_origins_are_those_of_active_widget_keys(keys: Keys) -> None:
    keys.create(Grant("a", "widget", None, ("https://a.example", "https://b.example")))
    keys.create(Grant("b", "widget", None, ("https://c.example",), expires=datetime(2020, 1, 1, tzinfo=UTC)))
    keys.create(Grant("c", "widget", None, ("https://d.example",)))
    keys.revoke("c")
    assert keys.origins() == {"https://a.example", "https://b.example"}


def test_the_command_prints_the_key_alone_and_only_once(run: Run, tmp_path: Path) -> None:
    status, out, error = run("create", "ci", "--scope", "write", "--collection", "ferry", "--expires", "90d")
    assert status == 0
    records = open_records(tmp_path)
    key = Keys(records).find(out.strip())
    records.close()
    assert key
    assert key.grant == Grant("ci", "write", frozenset({"ferry"}), expires=key.grant.expires)
    assert key.grant.expires
    assert timedelta(days=89) < key.grant.expires - datetime.now(UTC) <= timedelta(days=90)
    assert "shown only now" in error
    assert out.strip() not in error

    _, listed, _ = run("list")
    assert listed.startswith(f"{key.id}  ci: write, ferry, 600 a minute, until ")
    assert out.strip() not in listed
    assert run("revoke", "ci")[0] == 0
    state = json.loads(run("list", "--json")[1])["keys"][0]["state"]
    assert state == "revoked"


def test_a_widget_key_is_for_its_pages_and_slower(run: Run) -> None:
    made = json.loads(run("create", "blog", "--widget", "--origin", "https://blog.example", "--json")[1])
    assert made["key"].startswith(f"cp_{made['id']}_")
    assert (made["scope"], made["origins"], made["rate"]) == ("widget", ["https://blog.example"], 30)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("create", "x", "--widget"), "--origin"),
        (("create", "x", "--origin", "https://blog.example"), "--widget"),
        (("create", "x", "--widget", "--origin", "https://blog.example", "--scope", "admin"), "only read"),
        (("create", "x", "--widget", "--origin", "https://blog.example/page"), "not an origin"),
        (("create", "x", "--widget", "--origin", "*"), "not an origin"),
        (("create", "x", "--widget", "--origin", "https://me@blog.example"), "not an origin"),
        (("create", "x", "--expires", "2020-01-01"), "in the past"),
        (("create", "x", "--expires", "soon"), "2027-01-31"),
        (("create", "x", "--expires", "0d"), "in the past"),
        (("create", "x", "--scope", "root"), "choose"),
        (("create", "x", "--rate", "0"), "1 to 1000000"),
        (("create", "x", "--collection", "a/b"), "cannot be a collection"),
        (("create", "\x1b[31m"), "cannot name a key"),
        (("revoke", "nobody"), "keys list"),
        (("revoke",), "--all"),
        (("revoke", "x", "--all"), "--all"),
        ((), "--help"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_2(run: Run, arguments: tuple[str, ...], words: str) -> None:
    status, out, error = run(*arguments)
    assert (status, out) == (2, "")
    assert error.count("\n") == 1
    assert words in error
    assert "\x1b" not in error


def test_ending_the_last_key_says_what_that_means(run: Run) -> None:
    run("create", "ci")
    assert "nobody can use" in run("revoke", "ci")[1]
    assert "asks for none" in run("revoke", "--all")[1]
    assert run("list")[1] == "There are no keys; `counterpoint keys create NAME` makes one.\n"
