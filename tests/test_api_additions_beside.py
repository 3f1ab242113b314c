"""Additions beside all else: lists, keys, other kinds of jobs, collections that go, the survey."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access.keys import Grant, Keys
from api.jobs.evaluation import MAX_CASES
from api.records import open_records
from index.store import Index
from rag.survey.survey import VERSION
from tests.additions import (
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
    until,
)
from tests.fakes import HashEmbedder
from tests.problems import assert_problem


def test_lists_are_paged_newest_first(client: TestClient) -> None:
    made = [begin(client, [FAST]).rsplit("/", 1)[1] for _ in range(3)]
    page = client.get("/v1/additions?limit=2").json()
    assert [one["id"] for one in page["additions"]] == made[:0:-1]
    rest = client.get(f"/v1/additions?limit=2&cursor={page['next']}").json()
    assert ([one["id"] for one in rest["additions"]], rest["next"]) == (made[:1], None)
    assert_problem(client.get("/v1/additions?cursor=x"), 422, "bad_cursor")


def test_each_kind_of_job_is_at_its_own_address(client: TestClient) -> None:
    addition = begin(client, [FAST])
    finished(client, addition)
    case = {"id": "silent", "question": "Who built it?", "answerable": False, "disagreement": "none"}
    evaluation = client.post("/v1/evaluations", json={"cases": [case]}).headers["location"]
    assert [f"/v1/additions/{one['id']}" for one in client.get("/v1/additions").json()["additions"]] == [addition]
    listed = client.get("/v1/evaluations").json()["evaluations"]
    assert [f"/v1/evaluations/{one['id']}" for one in listed] == [evaluation]
    for address, kind in (
        (evaluation.replace("evaluations", "additions"), "addition"),
        (addition.replace("additions", "evaluations"), "evaluation"),
    ):
        for response in (client.get(address), client.delete(address)):
            problem = assert_problem(response, 404, f"unknown_{kind}")
            assert f"There is no {kind} with the id" in problem["detail"]
            assert f"GET /v1/{kind}s lists" in problem["detail"]
    assert_problem(client.get(addition.replace("additions", "evaluations") + "/report"), 404, "unknown_evaluation")
    assert client.get(addition).status_code == client.get(evaluation).status_code == 200


def test_a_key_sees_and_starts_the_additions_of_its_collections(client: TestClient, tmp_path: Path) -> None:
    address = begin(client, [FAST], "ours")
    finished(client, address)
    keys = Keys(open_records(tmp_path / "home"))

    def header(name: str, **grant: Any) -> dict[str, str]:
        return {"authorization": f"Bearer {keys.create(Grant(name, **grant))[1]}"}

    theirs = header("theirs", scope="write", collections=frozenset({"theirs"}))
    assert client.get("/v1/additions", headers=theirs).json() == {"additions": [], "next": None}
    for response in (client.get(address, headers=theirs), client.delete(address, headers=theirs)):
        assert_problem(response, 404, "unknown_addition")
    params = {"collection": "ours"}
    response = client.post("/v1/documents", params=params, files={"file": LATE}, headers=theirs | BACKGROUND)
    assert_problem(response, 403, "forbidden_collection")
    params = {"collection": "theirs"}
    response = client.post("/v1/documents", params=params, files={"file": LATE}, headers=theirs | BACKGROUND)
    assert response.status_code == 202
    (seen,) = client.get("/v1/additions", headers=theirs).json()["additions"]
    assert seen["id"] == response.json()["id"]

    reads = header("reads", collections=frozenset({"ours"}))
    assert client.get(address, headers=reads).json()["documents"] == counts(added=1)
    for response in (
        client.post("/v1/documents", files={"file": LATE}, headers=reads | BACKGROUND),
        client.delete(address, headers=reads),
    ):
        assert_problem(response, 403, "insufficient_scope")
    page = {"origin": "https://blog.example"}
    widget = header("blog", scope="widget", origins=("https://blog.example",)) | page
    for path in ("/v1/additions", address):
        assert_problem(client.get(path, headers=widget), 403, "insufficient_scope")
    writes = header("writes", scope="write", collections=frozenset({"ours"}))
    assert client.delete(address, headers=writes).status_code == 204


def test_a_page_of_another_origin_may_read_where_it_went(connect: Callable[..., TestClient]) -> None:
    client = connect(allowed_origins=("https://blog.example",))
    headers = BACKGROUND | {"origin": "https://blog.example"}
    response = client.post("/v1/documents", files={"file": FAST}, headers=headers)
    exposed = response.headers["access-control-expose-headers"].split(", ")
    assert {"Location", "Preference-Applied"} <= set(exposed)


def test_an_addition_does_not_wait_for_an_evaluation(gated: Gated) -> None:
    finished(gated.client, begin(gated.client, [FAST]))
    case = {"question": "Who built it?", "answerable": False, "disagreement": "none"}
    cases = [case | {"id": str(number)} for number in range(MAX_CASES)]
    evaluation = gated.client.post("/v1/evaluations", json={"cases": cases}).headers["location"]
    until(lambda: gated.client.get(evaluation).json()["progress"]["done"] > 0)
    assert finished(gated.client, begin(gated.client, [LATE]))["state"] == "done"
    assert gated.client.get(evaluation).json()["state"] == "running"


@pytest.mark.parametrize("before", ["running", "cancelled", "forgotten"])
def test_a_collection_that_is_removed_takes_its_additions_along_and_stays_away(gated: Gated, before: str) -> None:
    """Even where a batch of an addition is under way that was cancelled or forgotten meanwhile."""
    ended = begin(gated.client, [("a.txt", b"The tide is high.")])
    finished(gated.client, ended)
    running, queued = begin(gated.client, THREE_BATCHES), begin(gated.client, [LATE])
    elsewhere = begin(gated.client, [LATE], "elsewhere")
    until(lambda: gated.client.get(running).json()["progress"]["done"] == 1)
    for _ in range(["running", "cancelled", "forgotten"].index(before)):
        assert gated.client.delete(running).status_code == 204
    statuses: list[int] = []
    removing = threading.Thread(
        target=lambda: statuses.append(gated.client.delete("/v1/collections/default").status_code)
    )
    removing.start()
    turns = gated.client.app.state.counterpoint.adding  # type: ignore[attr-defined]
    until(lambda: turns.check().statistics().tasks_waiting == 1)
    assert gated.client.get(running).status_code == 404
    assert queued.rsplit("/", 1)[1] not in left(gated.incoming)
    gated.gate.set()
    removing.join(30)
    assert statuses == [204]
    assert finished(gated.client, elsewhere)["state"] == "done", "what was running has come to its end by now"
    for address in (ended, running, queued):
        assert_problem(gated.client.get(address), 404, "unknown_addition")
    assert [one["name"] for one in gated.client.get("/v1/collections").json()["collections"]] == ["elsewhere"]
    assert left(gated.incoming) == []


def test_removing_a_collection_that_is_not_there_forgets_nothing(gated: Gated) -> None:
    address = begin(gated.client, [SLOW], "planned")
    assert_problem(gated.client.delete("/v1/collections/planned"), 404, "unknown_collection")
    gated.gate.set()
    assert finished(gated.client, address)["state"] == "done"


def test_what_was_added_is_surveyed_without_anyone_asking(client: TestClient, tmp_path: Path) -> None:
    finished(client, begin(client, [FAST, LATE]))
    with Index.open(tmp_path / "home", HashEmbedder()) as index:
        until(lambda: list(index.statements.waiting("default", VERSION)) == [])
        assert index.statements.progress("default", VERSION).done == 2
