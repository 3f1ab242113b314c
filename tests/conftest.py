"""Fixtures that more than one test module uses."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from api.jobs.store import Jobs
    from tests.additions import Gated


@pytest.fixture
def connect(tmp_path: Path) -> Iterator["Callable[..., TestClient]"]:
    """Starts an application with the given arguments of Access over an empty index."""
    from tests.service import start

    started: list[TestClient] = []

    def connect(**arguments: object) -> "TestClient":
        started.append(start(tmp_path / "home", **arguments))
        return started[-1]

    yield connect
    for client in started:
        client.__exit__(None, None, None)


@pytest.fixture
def client(connect: "Callable[..., TestClient]") -> "TestClient":
    """A client of a ready application over an empty index."""
    return connect()


@pytest.fixture
def jobs(tmp_path: Path) -> "Iterator[Jobs]":
    """The jobs of an empty data folder, open."""
    from api.jobs.store import Jobs
    from api.records import open_records

    records = open_records(tmp_path)
    jobs = Jobs(records, tmp_path)
    jobs.open()
    yield jobs
    jobs.close()
    records.close()


@pytest.fixture
def gated(tmp_path: Path) -> "Iterator[Gated]":
    """A service that stops at SLOW."""
    from tests.additions import serving_gated

    with serving_gated(tmp_path / "home") as gated:
        yield gated
