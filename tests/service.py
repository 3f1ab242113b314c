"""The real service for tests: real index, real answerer, words for models."""

import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import Access, create_app
from index.types import Embedder
from rag.wire import Service, assemble
from tests.fakes import HashEmbedder, WordJudge, WordReader

ADDRESS = "http://127.0.0.1:8000"


def open_with_hashes(home: Path, embedder: Embedder | None = None) -> Service:
    """A service that needs no model."""
    return assemble(home, embedder or HashEmbedder(), WordReader(), WordJudge())


def start(home: Path, embedder: Embedder | None = None, /, **arguments: object) -> TestClient:
    """A client of a started and ready application; leave it (`__exit__`) to stop the application."""
    app = create_app(lambda: open_with_hashes(home, embedder), home, Access(**arguments))  # type: ignore[arg-type]
    client = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False).__enter__()
    for _ in range(1_000):
        if client.get("/ready").status_code == 200:
            return client
        time.sleep(0.01)
    pytest.fail("the service did not become ready")
