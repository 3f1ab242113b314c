"""The service listening on a loopback port, for clients that need a real connection."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx2
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.client import Client
from api.commands.serve import bind
from index.pairs.types import Claims, Judgement, Reading
from rag.wire import assemble
from tests.fakes import HashEmbedder, WordJudge, WordReader
from tests.served import wait_for

REPORTS = {
    "coast.txt": (
        "Coast Guard",
        "2024-03-01",
        "https://coast.example/ranvik",
        "The ferry Ranvik sank. The sinking of the ferry Ranvik killed 14 people.",
    ),
    "press.txt": (
        "Lomvik Press",
        "2024-03-02",
        None,
        "The sinking of the ferry Ranvik killed 19 people, police said.",
    ),
    "solvik.txt": (None, None, None, "The sinking of the ferry Solvik killed 7 people."),
}
QUESTION = "How many people were killed in the sinking of the ferry Ranvik?"
SIDES = "Did the sinking of the ferry Ranvik kill 14 people?"
UNKNOWN = "What is the capital of Mongolia?"


class NotingJudge(WordJudge):
    """Notes in which threads it judges: those that answer are AnyIO's, the survey has one of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[str] = []

    @property
    def answered(self) -> bool:
        """Whether it has judged for an answer since `threads` was cleared."""
        return any(name.startswith("AnyIO") for name in self.threads)

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """As WordJudge."""
        self.threads.append(threading.current_thread().name)
        return super().judge(claims)


class GatedReader(WordReader):
    """Reads as WordReader does, once the gate is open."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.reading = threading.Event()
        self.asked: list[str] = []  # every question that has come so far as to be read for
        self.fails = False
        self.judge = NotingJudge()

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """As WordReader, or RuntimeError where it is to fail."""
        self.asked.append(question)
        self.reading.set()
        assert self.gate.wait(30)
        if self.fails:
            raise RuntimeError("the secret is 42")
        return super().read(question, passages)


def add_reports(url: str, http: httpx2.Client | None = None) -> None:
    """Add REPORTS to the collection `default`, once the service is ready."""
    client = Client(url, http=http)
    wait_for(client)
    for name, (source, published, address, text) in REPORTS.items():
        known = {"source": source, "published": published, "url": address}
        client.add_text(text, name, about={key: value for key, value in known.items() if value})


def answer_once(client: TestClient, reader: GatedReader) -> None:
    """Add REPORTS and have SIDES answered, as it is for who stays; then no further reading goes on."""
    add_reports("", client)
    client.post("/v1/ask", json={"question": SIDES})
    assert reader.judge.answered
    reader.judge.threads.clear()
    reader.gate.clear()
    reader.reading.clear()


@contextmanager
def gated(home: Path, reader: GatedReader) -> Iterator[FastAPI]:
    """An application that reads only while the gate is open."""
    try:
        yield create_app(lambda: assemble(home, HashEmbedder(), reader, reader.judge), home)
    finally:
        reader.gate.set()


@contextmanager
def listening(home: Path, reader: GatedReader) -> Iterator[str]:
    """The address of a running service, ended at the end of the block."""
    with gated(home, reader) as app, listening_to(app, reader.gate) as address:
        yield address


@contextmanager
def listening_to(app: FastAPI, gate: threading.Event) -> Iterator[str]:
    """The address of a running application, ended at the end of the block, whose gate is opened for that."""
    socket = bind("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    gate.set()
    server.should_exit = True
    thread.join(30)
