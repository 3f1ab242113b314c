"""A service that is told to stop while it is busy: what is under way is finished, what was accepted is not lost."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.additions import LATE, begin, counts, finished, left, names, until
from tests.service import open_with_hashes, start

# `counterpoint serve` with small models: they say when they are at work, and wait until a file is there.
SERVES = """
import sys, time
from pathlib import Path
from api.arguments import parse
from api.commands.serve import serve
from rag.settings import Settings
from rag.wire import assemble
from tests.fakes import HashEmbedder, WordJudge, WordReader

def out(line):
    print(line, flush=True)

def wait(what):
    out(what)
    while not Path(sys.argv[2]).exists():
        time.sleep(0.01)

class Embedder(HashEmbedder):
    def embed_passages(self, texts):
        if any("slow" in text for text in texts):
            wait("indexing")
        return super().embed_passages(texts)

class Reader(WordReader):
    def read(self, question, passages):
        if "deep" in question:
            wait("reading")
        return super().read(question, passages)

def opening(settings):
    return assemble(settings.home, Embedder(), Reader(), WordJudge())

sys.exit(serve(parse(["serve", "--port", "0"]), Settings(Path(sys.argv[1])), out, opening))
"""


@dataclass(frozen=True)
class Serving:
    """A process that serves, which is busy until `go` is there."""

    process: subprocess.Popen[str]
    port: int
    go: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def says(self) -> str:
        """The next line of its output."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def stops(self, sent: signal.Signals) -> None:
        """Told to stop it takes no new connections any more."""
        self.process.send_signal(sent)
        until(self._refuses)

    def _refuses(self) -> bool:
        with socket.socket() as connection:
            return connection.connect_ex(("127.0.0.1", self.port)) != 0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a document."""
    home = tmp_path / "home"
    with open_with_hashes(home) as service:
        from corpus.types import Document

        service.index.add("default", [Document("sea.txt", "The Skagerrak is 700 metres deep.")])
    return home


@contextmanager
def serving(home: Path) -> Iterator[Serving]:
    """Such a process, ready; killed if it is still there at the end of the block."""
    go = home.parent / "go"
    command = [sys.executable, "-c", SERVES, str(home), str(go)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            found = re.search(r":(\d+)$", process.stdout.readline())
            assert found, process.communicate()
            assert process.stdout.readline().startswith("Try: ")
            running = Serving(process, int(found[1]), go)
            until(lambda: httpx2.get(f"{running.url}/ready").status_code == 200)
            yield running
        finally:
            process.kill()


def test_an_answer_and_an_upload_that_are_under_way_are_finished(home: Path) -> None:
    with serving(home) as running, ThreadPoolExecutor() as pool:
        file = {"file": ("tide.txt", b"The tide is slow.")}
        adding = pool.submit(httpx2.post, f"{running.url}/v1/documents", files=file, timeout=60)
        assert running.says() == "indexing"
        question = {"question": "How deep is the Skagerrak?"}
        asking = pool.submit(httpx2.post, f"{running.url}/v1/ask", json=question, timeout=60)
        assert running.says() == "reading"
        running.stops(signal.SIGTERM)
        running.go.touch()
        assert [one["status"] for one in adding.result().json()["documents"]] == ["added"]
        answer = asking.result().json()
        assert (answer["status"], answer["citations"][0]["quote"]) == ("answered", "The Skagerrak is 700 metres deep.")
        assert running.process.wait(60) == -signal.SIGTERM, "as uvicorn ends"
        assert running.process.communicate() == ("", "")
    client = start(home)
    assert names(client) == ["sea.txt", "tide.txt"]
    client.__exit__(None, None, None)


SENT = [LATE, LATE, ("slow.txt", b"The tide is slow."), LATE, ("last.txt", b"The end.")]  # two batches and a third


def begun(running: Serving) -> str:
    """Where an addition in the background is seen, which is at its second batch."""
    address = begin(httpx2.Client(base_url=running.url), SENT)
    assert running.says() == "indexing"
    return address


def gone_on(home: Path, address: str) -> dict[str, Any]:
    """The addition once the next start has done what was left."""
    client = start(home)
    seen = finished(client, address)
    assert (seen["state"], seen["progress"]) == ("done", {"done": 5, "total": 5})
    assert names(client) == ["last.txt", "late.txt", "sea.txt", "slow.txt"]
    assert left(home / "incoming") == []
    client.__exit__(None, None, None)
    return seen


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_what_was_accepted_is_added_after_the_next_start(home: Path, sent: signal.Signals) -> None:
    with serving(home) as running:
        address = begun(running)
        running.stops(sent)
        time.sleep(1)  # the application hears of it a moment later; before that it would go on with the third batch
        running.go.touch()
        assert running.process.wait(60) == -sent
    assert gone_on(home, address)["documents"] == counts(added=3, unchanged=2), "as if nothing had happened"


def test_even_after_one_that_waited_for_nothing(home: Path) -> None:
    """Told a second time from a terminal, the service leaves answers that are under way, and the event loop with it."""
    with serving(home) as running, ThreadPoolExecutor() as pool:
        address = begun(running)
        question = {"question": "How deep is the Skagerrak?"}
        asking = pool.submit(httpx2.post, f"{running.url}/v1/ask", json=question, timeout=60)
        assert running.says() == "reading"
        running.stops(signal.SIGINT)
        running.stops(signal.SIGINT)
        assert asking.result().status_code == 500
        running.go.touch()
        assert running.process.wait(60) == -signal.SIGINT
    gone_on(home, address)
