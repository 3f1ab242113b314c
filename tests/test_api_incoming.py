"""The files of additions on disk: there until their job ends, over a restart too, and gone afterwards."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.jobs.addition import MAX_QUEUED
from api.jobs.incoming import Incoming
from api.state import State
from tests.additions import (
    ALL_THREE,
    BACKGROUND,
    FAST,
    LATE,
    SLOW,
    THREE_BATCHES,
    Gated,
    begin,
    counts,
    finished,
    left,
    names,
    serving_gated,
    until,
)
from tests.fakes import HashEmbedder
from tests.problems import assert_problem
from tests.service import start

DIES = """
import os, sys, time
from pathlib import Path
from tests.additions import LATE, THREE_BATCHES, GatedEmbedder, begin, until
from tests.service import start
client = start(Path(sys.argv[1]), GatedEmbedder())
running, queued = begin(client, THREE_BATCHES), begin(client, [LATE, ("two.txt", b"Two.")])
until(lambda: client.get(running).json()["progress"]["done"] == 1)
print(running, queued, flush=True)
os._exit(1)
"""


def test_a_client_s_name_is_never_a_path(gated: Gated) -> None:
    address = begin(gated.client, [SLOW, ("../../../etc/passwd.txt", b"root"), ("/a/b.txt", b"The tide.")])
    folder = gated.incoming / address.rsplit("/", 1)[1]
    kept = {path.relative_to(gated.incoming).as_posix(): path for path in gated.incoming.rglob("*") if path.is_file()}
    assert {name: path.read_bytes() for name, path in kept.items()} == {
        f"{folder.name}/0": SLOW[1],
        f"{folder.name}/1": b"root",
        f"{folder.name}/2": b"The tide.",
    }
    gated.gate.set()
    finished(gated.client, address)
    assert names(gated.client) == ["b.txt", "passwd.txt", "slow.txt"]
    assert left(gated.incoming) == []


@pytest.fixture
def died(tmp_path: Path) -> tuple[str, str]:
    """Two additions of a process that was killed: one it was at, one that waited."""
    home = str(tmp_path / "home")
    done = subprocess.run([sys.executable, "-c", DIES, home], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    running, queued = done.stdout.split()
    assert left(tmp_path / "home/incoming") == sorted(one.rsplit("/", 1)[1] for one in (running, queued))
    return running, queued


def test_the_next_start_goes_on_with_what_was_under_way_and_adds_what_waited(
    tmp_path: Path, died: tuple[str, str]
) -> None:
    running, queued = died
    (tmp_path / "home/incoming/add_0123456789abcdef").mkdir()
    (tmp_path / "home/incoming/add_0123456789abcdef/0").write_bytes(b"of a job that is unknown")
    client = start(tmp_path / "home")
    seen = finished(client, running)
    assert (seen["state"], seen["progress"], seen["documents"]) == ("done", {"done": 5, "total": 5}, ALL_THREE)
    seen = finished(client, queued)
    assert (seen["state"], seen["documents"]) == ("done", counts(added=1, unchanged=1))
    assert names(client) == ["fast.txt", "late.txt", "slow.txt", "two.txt"]
    assert left(tmp_path / "home/incoming") == []
    client.__exit__(None, None, None)


def test_stopping_in_the_middle_loses_nothing_and_the_next_start_goes_on(tmp_path: Path) -> None:
    """What is through is counted once, and a second file of the name of one that is through is still refused."""
    sent = [*THREE_BATCHES[:3], ("image.png", b"\x89PNG"), *THREE_BATCHES[3:], ("fast.txt", b"The sea is narrow.")]
    with serving_gated(tmp_path / "home") as gated:
        address, waiting = begin(gated.client, sent), begin(gated.client, [LATE])
        until(lambda: gated.client.get(address).json()["progress"]["done"] == 1)
        state: State = gated.client.app.state.counterpoint  # type: ignore[attr-defined]
        for runner in state.runners:
            runner.close()  # as the application does, while SLOW is under way
        gated.gate.set()
        until(lambda: gated.client.get(address).json()["state"] == "queued")
        seen = gated.client.get(address).json()
        assert (seen["progress"], seen["ended"]) == ({"done": 4, "total": 7}, None)
        assert seen["documents"] == counts(added=2, unchanged=1, rejected=1)
        assert len(left(gated.incoming)) == 2
    assert len(left(tmp_path / "home/incoming")) == 2, "they are what the next start goes on with"

    client = start(tmp_path / "home")
    seen = finished(client, address)
    assert (seen["state"], seen["progress"]) == ("done", {"done": 7, "total": 7})
    assert seen["documents"] == ALL_THREE | {"rejected": 2}
    assert [(one["name"], one["code"]) for one in seen["rejected"]] == [
        ("image.png", "unknown_type"),
        ("fast.txt", "duplicate_name"),
    ]
    assert finished(client, waiting)["documents"] == counts(unchanged=1)
    assert names(client) == ["fast.txt", "late.txt", "slow.txt"]
    assert left(tmp_path / "home/incoming") == []
    client.__exit__(None, None, None)


def test_one_whose_files_went_while_nobody_was_at_it_was_interrupted(tmp_path: Path, died: tuple[str, str]) -> None:
    running, queued = died
    (tmp_path / "home/incoming" / running.rsplit("/", 1)[1] / "4").unlink()
    client = start(tmp_path / "home")
    seen = client.get(running).json()
    assert (seen["state"], seen["progress"], seen["documents"]) == (
        "interrupted",
        {"done": 1, "total": 5},
        counts(added=1),
    )
    assert seen["ended"]
    assert finished(client, queued)["state"] == "done"
    assert left(tmp_path / "home/incoming") == []
    client.__exit__(None, None, None)


def test_one_that_waited_for_another_model_fails_and_says_so(tmp_path: Path, died: tuple[str, str]) -> None:
    client = start(tmp_path / "home", HashEmbedder("another"))
    seen = finished(client, died[1])
    assert (seen["state"], seen["documents"]) == ("failed", None)
    assert "'another'" in seen["error"]
    assert left(tmp_path / "home/incoming") == []
    client.__exit__(None, None, None)


def test_one_whose_files_are_lost_fails_and_says_so(gated: Gated) -> None:
    first, second = begin(gated.client, [SLOW]), begin(gated.client, [LATE])
    shutil.rmtree(gated.incoming / second.rsplit("/", 1)[1])
    gated.gate.set()
    finished(gated.client, first)
    seen = finished(gated.client, second)
    assert seen["state"] == "failed"
    assert "no longer in the data folder" in seen["error"]


def test_files_that_cannot_be_kept_are_refused(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "home/incoming").write_bytes(b"in the way")
    response = client.post("/v1/documents", files={"file": FAST}, headers=BACKGROUND)
    assert_problem(response, 507, "storage_failed")
    assert client.get("/v1/additions").json()["additions"] == []


def test_no_more_wait_than_there_is_room_for(gated: Gated) -> None:
    first = begin(gated.client, [SLOW])
    until(lambda: gated.client.get(first).json()["state"] == "running")
    waiting = [begin(gated.client, [LATE]) for _ in range(MAX_QUEUED)]
    response = gated.client.post("/v1/documents", files={"file": LATE}, headers=BACKGROUND)
    assert_problem(response, 429, "too_many")
    assert response.headers["retry-after"]
    gated.client.delete(waiting[0])
    begin(gated.client, [LATE])
    for address in waiting:
        gated.client.delete(address)


def test_what_is_being_kept_is_not_swept_away_before_its_job_is_noted(tmp_path: Path) -> None:
    """Another process may start at that very moment; it waits until it can know."""
    noted: set[str] = set()
    sweeping = threading.Thread(target=Incoming(tmp_path).sweep, args=(lambda: noted,))
    incoming = Incoming(tmp_path)
    with incoming.kept("add_1", [b"The sea."]):
        sweeping.start()
        sweeping.join(0.2)
        noted.add("add_1")
    sweeping.join(30)
    assert incoming.load("add_1", 0) == b"The sea."
    incoming.sweep(frozenset)
    assert left(tmp_path / "incoming") == []


def test_what_is_not_noted_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="not noted"), Incoming(tmp_path).kept("add_1", [b"The sea."]):
        raise RuntimeError("not noted")
    assert left(tmp_path / "incoming") == []
