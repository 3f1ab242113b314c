"""Adding in the background: accepted at once, told while it goes on, cancelled."""

import threading
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.store import Index
from tests.additions import (
    BACKGROUND,
    FAST,
    LATE,
    SLOW,
    SLOWER,
    THREE_BATCHES,
    Gated,
    begin,
    counts,
    finished,
    left,
    names,
    until,
)
from tests.fakes import HashEmbedder
from tests.problems import assert_problem
from tests.service import start
from tests.uploads import SENTENCE, files


def test_files_are_accepted_at_once_and_added_in_the_background(client: TestClient, tmp_path: Path) -> None:
    sent = [("file", part) for part in files().items()]
    sent += [("file", ("image.png", b"\x89PNG")), ("file", ("empty.txt", b""))]
    response = client.post("/v1/documents?collection=reports", files=sent, headers=BACKGROUND)
    assert response.status_code == 202
    assert response.json().keys() == {"id", "state"}
    assert response.json()["state"] in ("queued", "running")
    assert response.headers["preference-applied"] == "respond-async"
    assert response.headers["location"] == f"/v1/additions/{response.json()['id']}"
    assert response.json()["id"].startswith("add_")

    seen = finished(client, response.headers["location"])
    assert (seen["id"], seen["collection"], seen["state"]) == (response.json()["id"], "reports", "done")
    assert seen["progress"] == {"done": len(sent), "total": len(sent)}
    assert seen["documents"] == counts(added=len(files()), rejected=2)
    assert [(one["name"], one["code"]) for one in seen["rejected"]] == [
        ("image.png", "unknown_type"),
        ("empty.txt", "empty"),
    ]
    assert all(one["detail"] for one in seen["rejected"])
    assert seen["error"] is None
    assert seen["ended"] >= seen["created"]
    assert len(names(client, "reports")) == len(files())
    found = client.post("/v1/search", json={"query": "How many passengers?", "collection": "reports"}).json()
    assert SENTENCE in found["results"][0]["text"]
    assert left(tmp_path / "home/incoming") == []


def test_what_the_sender_knows_comes_along(client: TestClient) -> None:
    """The document is the one that adding at once makes of the same file or text."""
    given = {"title": "Ferry disaster", "published": "2024-03", "url": "https://lomvik.example/1"}
    form = {"file": ("report.md", files()["report.md"])}
    text = {"text": f"<b>{SENTENCE}</b>", "name": "page.html", "source": "Harbour"} | given
    for collection, headers in (("now", {}), ("later", BACKGROUND)):
        address = f"/v1/documents?collection={collection}"
        for response in (
            client.post(address, files=form, data=given, headers=headers),
            client.post(address, json=text, headers=headers),
        ):
            assert response.is_success
            if headers:
                finished(client, response.headers["location"])

    def shown(collection: str) -> list[Any]:
        found = client.get("/v1/documents", params={"collection": collection}).json()["documents"]
        texts = [client.get(f"/v1/documents/{document['id']}/text").text for document in found]
        return [
            document | {"id": "", "collection": "", "text": text} for document, text in zip(found, texts, strict=True)
        ]

    assert shown("later") == shown("now")
    assert [document["source"] for document in shown("later")] == ["Harbour", "Harbour Office"]


@pytest.mark.parametrize("prefer", [None, "wait=10", "respond-asynchronously", "respond-async=1", 'a="respond-async"'])
def test_without_the_preference_nothing_changes(client: TestClient, prefer: str | None) -> None:
    headers = {"Prefer": prefer} if prefer else {}
    response = client.post("/v1/documents", files={"file": FAST}, headers=headers)
    assert response.status_code == 201
    assert "preference-applied" not in response.headers
    assert [one["status"] for one in response.json()["documents"]] == ["added"]
    assert client.get("/v1/additions").json() == {"additions": [], "next": None}


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        ({"content": b"a", "headers": {"content-type": "text/plain"}}, 415, "unsupported_media_type"),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "malformed_body"),
        ({"content": b"a", "headers": {"content-type": "multipart/form-data"}}, 400, "malformed_body"),
        ({"files": {"files": FAST}}, 422, "no_file"),
        ({"files": [("file", FAST), ("file", LATE)], "data": {"title": "The sea"}}, 422, "metadata_for_many"),
        ({"json": {"text": "a"}}, 422, "missing_field"),
        ({"files": {"file": FAST}, "data": {"published": "soon"}}, 422, "invalid_field"),
        ({"files": {"file": FAST}, "params": {"collection": "no such/name"}}, 422, "bad_collection_name"),
        ({"files": {"file": FAST}, "params": {"collection": "other"}}, 409, "embedder_mismatch"),
    ],
)
def test_a_request_that_is_wrong_is_refused_at_once(
    tmp_path: Path, request_: dict[str, Any], status: int, code: str
) -> None:
    with Index.open(tmp_path / "home", HashEmbedder("another")) as index:
        from corpus.types import Document

        index.add("other", [Document("a.txt", "The sea is wide.")])
    client = start(tmp_path / "home")
    headers = BACKGROUND | request_.get("headers", {})
    assert_problem(client.post("/v1/documents", **request_ | {"headers": headers}), status, code)
    assert client.get("/v1/additions").json()["additions"] == []
    assert left(tmp_path / "home/incoming") == []
    client.__exit__(None, None, None)


def test_progress_is_told_while_it_goes_on(gated: Gated) -> None:
    address = begin(gated.client, [("image.png", b"\x89PNG"), *THREE_BATCHES])
    waiting = begin(gated.client, [LATE])
    until(lambda: gated.client.get(address).json()["progress"]["done"] == 2)
    seen = gated.client.get(address).json()
    assert (seen["state"], seen["ended"], seen["progress"]) == ("running", None, {"done": 2, "total": 6})
    assert seen["documents"] == counts(added=1, rejected=1)
    assert [one["name"] for one in seen["rejected"]] == ["image.png"]
    assert names(gated.client) == ["fast.txt"]
    seen = gated.client.get(waiting).json()
    assert (seen["state"], seen["progress"]) == ("queued", {"done": 0, "total": 1})
    assert (seen["documents"], seen["rejected"]) == (None, None)
    gated.gate.set()
    seen = finished(gated.client, address)
    assert (seen["state"], seen["progress"]) == ("done", {"done": 6, "total": 6})
    assert seen["documents"] == counts(added=3, unchanged=2, rejected=1)
    assert finished(gated.client, waiting)["documents"] == counts(unchanged=1)


def test_a_changed_file_counts_as_updated(client: TestClient) -> None:
    finished(client, begin(client, [FAST, LATE]))
    seen = finished(client, begin(client, [("fast.txt", b"The sea is narrow."), LATE]))
    assert seen["documents"] == counts(updated=1, unchanged=1)


def test_where_every_file_is_rejected_the_reasons_are_there(client: TestClient) -> None:
    seen = finished(client, begin(client, [("image.png", b"\x89PNG"), ("empty.txt", b"")]))
    assert (seen["state"], seen["documents"]) == ("done", counts(rejected=2))
    assert [one["code"] for one in seen["rejected"]] == ["unknown_type", "empty"]
    assert client.get("/v1/collections").json()["collections"] == []


def test_others_add_between_the_batches(gated: Gated) -> None:
    """A long addition keeps nobody waiting longer than a batch takes."""
    address = begin(gated.client, [*THREE_BATCHES, LATE, SLOWER])
    until(lambda: gated.client.get(address).json()["progress"]["done"] == 1)
    statuses: list[int] = []
    text = {"text": "The tide is high.", "name": "tide.txt"}
    other = threading.Thread(target=lambda: statuses.append(gated.client.post("/v1/documents", json=text).status_code))
    other.start()
    turns = gated.client.app.state.counterpoint.adding  # type: ignore[attr-defined]
    until(lambda: turns.check().statistics().tasks_waiting == 1)
    gated.gate.set()
    other.join(30)
    assert statuses == [201]
    assert gated.client.get(address).json()["state"] == "running"
    gated.second_gate.set()
    assert finished(gated.client, address)["state"] == "done"
    assert names(gated.client) == ["fast.txt", "late.txt", "slow.txt", "slower.txt", "tide.txt"]


def test_cancelling_in_the_middle_keeps_what_was_added(gated: Gated) -> None:
    address = begin(gated.client, THREE_BATCHES)
    identifier = address.rsplit("/", 1)[1]
    until(lambda: gated.client.get(address).json()["progress"]["done"] == 1)
    assert gated.client.delete(address).status_code == 204
    seen = gated.client.get(address).json()
    assert (seen["state"], seen["documents"]) == ("cancelled", counts(added=1))
    assert seen["ended"] is None, "a batch is under way"
    assert left(gated.incoming) == [identifier], "they are being read"
    gated.gate.set()
    until(lambda: gated.client.get(address).json()["ended"] is not None)
    assert left(gated.incoming) == []
    seen = gated.client.get(address).json()
    assert seen["ended"] >= seen["created"]
    assert (seen["state"], seen["progress"]) == ("cancelled", {"done": 3, "total": 5})
    assert seen["documents"] == counts(added=2, unchanged=1), "the batch that was under way is counted"
    assert names(gated.client) == ["fast.txt", "slow.txt"]
    assert gated.client.delete(address).status_code == 204
    assert_problem(gated.client.get(address), 404, "unknown_addition")
    assert_problem(gated.client.delete(address), 404, "unknown_addition")
    assert names(gated.client) == ["fast.txt", "slow.txt"]


def test_many_small_files_show_progress_and_can_be_cancelled(gated: Gated) -> None:
    """They go in twenties: the second, which has a slow one, is the last."""
    small = [(f"{number:02}.txt", f"Buoy {number} is green.".encode()) for number in range(60)]
    small[30] = ("30.txt", SLOW[1])
    address = begin(gated.client, small)
    until(lambda: gated.client.get(address).json()["progress"]["done"] == 20)
    assert gated.client.get(address).json()["documents"] == counts(added=20)
    assert gated.client.delete(address).status_code == 204
    gated.gate.set()
    until(lambda: gated.client.get(address).json()["ended"] is not None)
    seen = gated.client.get(address).json()
    assert (seen["state"], seen["progress"]) == ("cancelled", {"done": 40, "total": 60})
    assert names(gated.client) == [name for name, _ in small[:40]]


def test_cancelling_one_that_waits_adds_nothing(gated: Gated) -> None:
    first, second = begin(gated.client, [SLOW]), begin(gated.client, [LATE])
    assert len(left(gated.incoming)) == 2
    assert gated.client.delete(second).status_code == 204
    assert left(gated.incoming) == [first.rsplit("/", 1)[1]]
    assert gated.client.get(second).json()["state"] == "cancelled"
    gated.gate.set()
    finished(gated.client, first)
    assert names(gated.client) == ["slow.txt"]
