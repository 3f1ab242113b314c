"""Where `counterpoint serve` may listen, and whom it believes about who asks."""

import shlex
import socket
import subprocess
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from uvicorn.config import Config

from api.__main__ import main
from api.access.keys import Grant, Keys
from api.app import Access, create_app
from api.arguments import parse
from api.commands.serve import access_of, address_of, configured
from api.records import open_records
from rag.settings import Settings
from tests.served import ROOT
from tests.service import ADDRESS, open_with_hashes


def test_another_address_is_refused_while_there_is_no_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(tmp_path), "serve", "--host", "0.0.0.0", "--port", "0"]) == 2
    out, error = capsys.readouterr()
    assert (out, error.count("\n")) == ("", 1)
    for words in ("0.0.0.0", "counterpoint keys create", "--insecure"):
        assert words in error


@pytest.mark.parametrize(
    ("arguments", "keyed", "always_ask", "rate"),
    [
        ((), False, False, None),
        (("--host", "0.0.0.0", "--insecure"), False, False, 300),
        (("--host", "0.0.0.0", "--insecure", "--rate-limit", "7"), False, False, 7),
        (("--host", "0.0.0.0"), True, True, 300),
        (("--host", "::1", "--rate-limit", "9"), True, False, 9),
    ],
)
def test_who_may_reach_it(
    tmp_path: Path, arguments: tuple[str, ...], keyed: bool, always_ask: bool, rate: int | None
) -> None:
    if keyed:
        Keys(open_records(tmp_path)).create(Grant("any"))
    access = access_of(parse(["serve", *arguments]), Settings(tmp_path))
    assert (access.always_ask, access.rate) == (always_ask, rate)


@pytest.mark.parametrize(("proxies", "counted_apart"), [([], False), (["192.0.2.9"], False), (["192.0.2.1"], True)])
def test_a_forwarded_address_counts_from_a_trusted_proxy_only(
    tmp_path: Path, proxies: list[str], counted_apart: bool
) -> None:
    app = create_app(lambda: open_with_hashes(tmp_path), tmp_path, Access(rate=1))
    config: Config = configured(
        app, parse(["serve", *(part for proxy in proxies for part in ("--trusted-proxy", proxy))])
    )
    config.load()
    with TestClient(config.loaded_app, base_url=ADDRESS, client=("192.0.2.1", 5000)) as client:
        statuses = [
            client.get("/v1/nothing", headers={"x-forwarded-for": sender}).status_code
            for sender in ("198.51.100.1", "198.51.100.2")
        ]
    assert statuses == ([404, 404] if counted_apart else [404, 429])


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "http://127.0.0.1"), ("::", "http://[::1]"), ("127.0.0.1", "http://127.0.0.1")],
)
def test_the_address_it_tells_can_be_opened(host: str, address: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        listening.bind((host, 0))
        assert address_of(listening) == f"{address}:{listening.getsockname()[1]}"


def test_what_a_newcomer_types_first_adds_the_samples_and_serves_them() -> None:
    """`make run`, and the address that the first screen of the README names."""
    told = subprocess.run(["make", "-n", "run"], check=True, capture_output=True, cwd=ROOT, text=True).stdout
    ours = [shlex.split(line) for line in told.splitlines() if line.startswith(".venv/bin/counterpoint ")]
    add, serve = (parse(words[1:]) for words in ours)
    assert (add.command, add.collection, serve.command) == ("add", "default", "serve")
    assert [(ROOT / path).is_dir() for path in add.paths] == [True]
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:20]
    assert any(f"http://{serve.host}:{serve.port}" in line and "drop your own PDFs" in line for line in first_screen)
