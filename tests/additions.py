"""Adding in the background, for tests: a service that stops in the middle, and what is seen of its additions."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from index.types import Vectors
from tests.fakes import HashEmbedder
from tests.service import start

BACKGROUND = {"Prefer": "respond-async"}
FAST = ("fast.txt", b"The sea is wide.")
SLOW = ("slow.txt", b"The sea is deep and slow to cross.")
SLOWER = ("slower.txt", b"The sea is deep and takes an age.")
LATE = ("late.txt", b"The sea is blue.")
# A copy of a file that is not indexed yet ends a batch: the first holds FAST, the second SLOW, the third LATE.
THREE_BATCHES = [FAST, FAST, SLOW, SLOW, LATE]

ALL_THREE = {"added": 3, "updated": 0, "unchanged": 2, "rejected": 0}  # what becomes of them, however often it stops


class GatedEmbedder(HashEmbedder):
    """Embeds what is slow only once the gate is open, what takes an age once the second is."""

    def __init__(self) -> None:
        super().__init__()
        self.gate, self.second_gate = threading.Event(), threading.Event()

    def embed_passages(self, texts: list[str]) -> Vectors:
        """As HashEmbedder."""
        for word, gate in (("slow", self.gate), ("age", self.second_gate)):
            if any(word in text for text in texts):
                assert gate.wait(60)
        return super().embed_passages(texts)


@dataclass(frozen=True)
class Gated:
    """A service that stops at SLOW until its gate is opened."""

    client: TestClient
    gate: threading.Event
    second_gate: threading.Event
    incoming: Path


@contextmanager
def serving_gated(home: Path) -> Iterator[Gated]:
    """Such a service over a data folder, its gate closed."""
    embedder = GatedEmbedder()
    client = start(home, embedder)
    yield Gated(client, embedder.gate, embedder.second_gate, home / "incoming")
    embedder.gate.set()
    embedder.second_gate.set()
    client.__exit__(None, None, None)


def until(holds: Callable[[], bool]) -> None:
    """Wait for what must come true."""
    for _ in range(3_000):
        if holds():
            return
        time.sleep(0.01)
    pytest.fail("it did not come true")


def begin(client: TestClient | httpx2.Client, sent: list[tuple[str, bytes]], collection: str = "default") -> str:
    """Starts adding files; the address that tells of it."""
    form = [("file", one) for one in sent]
    response = client.post("/v1/documents", params={"collection": collection}, files=form, headers=BACKGROUND)
    assert response.status_code == 202, response.text
    address: str = response.headers["location"]
    return address


def finished(client: TestClient, address: str) -> dict[str, Any]:
    """The addition at `address` once it has ended."""
    until(lambda: client.get(address).json()["state"] not in ("queued", "running"))
    seen: dict[str, Any] = client.get(address).json()
    return seen


def names(client: TestClient, collection: str = "default") -> list[str]:
    """Of the documents there."""
    page = client.get("/v1/documents", params={"collection": collection}).json()
    return [document["name"] for document in page["documents"]]


def left(incoming: Path) -> list[str]:
    """Whose files are still there."""
    return sorted(path.name for path in incoming.iterdir()) if incoming.exists() else []


def counts(added: int = 0, updated: int = 0, unchanged: int = 0, rejected: int = 0) -> dict[str, int]:
    return {"added": added, "updated": updated, "unchanged": unchanged, "rejected": rejected}
