"""POST /v1/evaluations and what follows: checked at once, run in the background, read when done."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access.keys import Grant, Keys
from api.jobs.evaluation import MAX_CASES, evaluate
from api.jobs.store import Job
from api.records import open_records
from tests.problems import assert_problem
from tests.service import start

TEXT = "The sinking of the ferry Ranvik killed 14 people."
RIGHT = {
    "id": "killed",
    "question": "How many people were killed in the sinking of the ferry Ranvik?",
    "answerable": True,
    "disagreement": "none",
    "positions": [{"answers": ["14"], "evidence": [{"document": "coast.txt", "quote": "killed 14 people"}]}],
}
SILENT = {"id": "silent", "question": "Who built the Volkhov tunnel?", "answerable": False, "disagreement": "none"}


@pytest.fixture
def stored(client: TestClient) -> TestClient:
    """A service that knows of one ferry."""
    assert client.post("/v1/documents", json={"text": TEXT, "name": "coast.txt"}).status_code == 201
    return client


def finished(client: TestClient, address: str) -> dict[str, Any]:
    """The evaluation at `address` once it has ended."""
    for _ in range(2_000):
        seen: dict[str, Any] = client.get(address).json()
        if seen["state"] not in ("queued", "running"):
            return seen
        time.sleep(0.01)
    pytest.fail("the evaluation did not end")


def test_a_set_is_run_and_its_figures_are_there(stored: TestClient) -> None:
    response = stored.post("/v1/evaluations", json={"collection": "default", "cases": [RIGHT, SILENT]})
    assert response.status_code == 202
    started = response.json()
    assert started["state"] in ("queued", "running")
    assert response.headers["location"] == f"/v1/evaluations/{started['id']}"

    seen = finished(stored, response.headers["location"])
    assert (seen["id"], seen["collection"], seen["state"]) == (started["id"], "default", "done")
    assert seen["progress"] == {"done": 2, "total": 2}
    assert (seen["result"]["asked"], seen["result"]["finished"]) == (2, True)
    assert seen["result"]["figures"]["failures"]["value"] == 0
    assert "cases" not in seen["result"]
    assert seen["ended"] >= seen["created"]


def test_a_set_is_called_by_its_name_and_how_much_of_it_was_right_is_told(stored: TestClient) -> None:
    wrong = SILENT | {"id": "wrong", "question": RIGHT["question"]}
    body = {"cases": [RIGHT, SILENT, wrong], "name": "ferries.jsonl"}
    named = stored.post("/v1/evaluations", json=body).headers["location"]
    nameless = stored.post("/v1/evaluations", json={"cases": [SILENT], "name": None}).headers["location"]

    result = finished(stored, named)["result"]
    verdicts = [case["verdict"] for case in stored.get(f"{named}/report.json").json()["cases"]]
    assert (result["set"], result["right"], verdicts.count("right")) == ("ferries.jsonl", 2, 2)
    assert "ferries.jsonl" in stored.get(f"{named}/report").text
    assert finished(stored, nameless)["result"]["set"] == nameless.rsplit("/", 1)[1]


def test_a_set_that_an_earlier_version_queued_is_run(tmp_path: Path) -> None:
    """What was kept of it was its cases alone."""
    from tests.service import open_with_hashes

    job = Job(1, "eval_1", "evaluation", "default", "running", 0, 1, None, "2025-01-01T00:00:00+00:00", None)
    with open_with_hashes(tmp_path / "home") as service:
        result = evaluate(job, [SILENT], lambda *_: None, service.answerer.ask, service.index)
    assert (result.data["set"], result.data["asked"]) == ("eval_1", 1)


def test_the_report_is_a_page_and_data(stored: TestClient) -> None:
    address = stored.post("/v1/evaluations", json={"cases": [RIGHT]}).headers["location"]
    finished(stored, address)
    page = stored.get(f"{address}/report")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "sandbox allow-scripts" in page.headers["content-security-policy"]
    assert "quote_exactness" in page.text
    data = stored.get(f"{address}/report.json").json()
    assert [(case["id"], case["verdict"] in ("right", "wrong")) for case in data["cases"]] == [("killed", True)]


def test_the_same_set_gives_the_same_figures_as_the_command(stored: TestClient, tmp_path: Path) -> None:
    from eval.cases import parse_case
    from eval.report import as_json
    from eval.run import run
    from tests.service import open_with_hashes

    address = stored.post("/v1/evaluations", json={"cases": [RIGHT, SILENT]}).headers["location"]
    finished(stored, address)
    over_http = stored.get(f"{address}/report.json").json()
    with open_with_hashes(tmp_path / "home") as service:
        cases = [parse_case(json.dumps(case)) for case in (RIGHT, SILENT)]
        here = as_json(run(cases, service.answerer.ask, service.index.text), {})

    def figures(data: dict[str, Any]) -> dict[str, Any]:
        return {name: one["value"] for name, one in data["figures"].items() if not name.startswith("latency")}

    assert figures(over_http) == figures(here)
    assert [case["faults"] for case in over_http["cases"]] == [case["faults"] for case in here["cases"]]


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        ([RIGHT, SILENT | {"question": ""}], ("cases.1", "silent", "question")),
        ([RIGHT, RIGHT], ("cases.1", "killed", "taken")),
        ([{"question": "x"}], ("cases.0", "id")),
        ([RIGHT | {"disagreement": "perhaps"}], ("cases.0", "killed", "disagreement")),
        ([RIGHT | {"positions": []}], ("cases.0", "killed", "positions")),
        ([RIGHT | {"question": "a" * 2_001}], ("cases.0", "killed", "2000")),
        ([SILENT | {"id": "\ud800"}], ("cases.0",)),
        (
            [RIGHT | {"positions": [{"answers": ["9"], "evidence": [{"document": "coast.txt", "quote": "9 dead"}]}]}],
            ("killed", "coast.txt", "9 dead"),
        ),
        (
            [RIGHT | {"positions": [{"answers": ["9"], "evidence": [{"document": "no.txt", "quote": "9"}]}]}],
            ("killed", "no.txt"),
        ),
    ],
)
def test_a_malformed_case_is_named_and_nothing_runs(
    stored: TestClient, cases: list[Any], words: tuple[str, ...]
) -> None:
    body = json.dumps({"cases": cases})
    response = stored.post("/v1/evaluations", content=body, headers={"content-type": "application/json"})
    problem = assert_problem(response, 422, "malformed_case")
    for word in words:
        assert word in problem["detail"]
    assert stored.get("/v1/evaluations").json() == {"evaluations": [], "next": None}


@pytest.mark.parametrize(
    "body", [{}, {"cases": []}, {"cases": "x"}, {"cases": [5]}, {"cases": [SILENT] * (MAX_CASES + 1)}]
)
def test_a_set_that_cannot_be_run_is_422(stored: TestClient, body: dict[str, Any]) -> None:
    response = stored.post("/v1/evaluations", json=body)
    assert response.status_code == 422
    assert "cases" in response.json()["detail"]


def test_what_is_unknown_is_404(stored: TestClient) -> None:
    unknown = stored.post("/v1/evaluations", json={"collection": "none", "cases": [SILENT]})
    assert_problem(unknown, 404, "unknown_collection")
    for path in ("", "/report", "/report.json"):
        assert_problem(stored.get(f"/v1/evaluations/eval_0{path}"), 404, "unknown_evaluation")
    assert_problem(stored.delete("/v1/evaluations/eval_0"), 404, "unknown_evaluation")


def test_one_under_way_is_cancelled_and_one_that_ended_removed(stored: TestClient) -> None:
    cases = [SILENT | {"id": str(number)} for number in range(MAX_CASES)]
    address = stored.post("/v1/evaluations", json={"cases": cases}).headers["location"]
    assert_problem(stored.get(f"{address}/report"), 409, "no_report")
    assert stored.delete(address).status_code == 204
    seen = stored.get(address).json()
    assert (seen["state"], seen["result"]) == ("cancelled", None)
    assert seen["progress"]["done"] < MAX_CASES
    assert stored.post("/v1/ask", json={"question": SILENT["question"]}).status_code == 200
    assert stored.delete(address).status_code == 204
    assert_problem(stored.get(address), 404, "unknown_evaluation")


def test_stopping_the_service_interrupts_and_the_next_start_shows_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    client = start(home)
    client.post("/v1/documents", json={"text": TEXT, "name": "coast.txt"})
    cases = [SILENT | {"id": str(number)} for number in range(MAX_CASES)]
    first = client.post("/v1/evaluations", json={"cases": cases}).headers["location"]
    second = client.post("/v1/evaluations", json={"cases": [SILENT]}).headers["location"]
    while client.get(first).json()["progress"]["done"] == 0:
        time.sleep(0.01)
    client.__exit__(None, None, None)

    again = start(home)
    seen = again.get(first).json()
    assert seen["state"] == "interrupted"
    assert 0 < seen["progress"]["done"] < MAX_CASES
    assert finished(again, second)["state"] == "done", "what was queued is done after the restart"
    again.__exit__(None, None, None)


def test_lists_are_paged_newest_first(stored: TestClient) -> None:
    made = [stored.post("/v1/evaluations", json={"cases": [SILENT]}).json()["id"] for _ in range(3)]
    page = stored.get("/v1/evaluations?limit=2").json()
    assert [one["id"] for one in page["evaluations"]] == made[:0:-1]
    rest = stored.get(f"/v1/evaluations?limit=2&cursor={page['next']}").json()
    assert ([one["id"] for one in rest["evaluations"]], rest["next"]) == (made[:1], None)
    assert_problem(stored.get("/v1/evaluations?cursor=x"), 422, "bad_cursor")


def test_a_list_can_be_of_one_collection(stored: TestClient, tmp_path: Path) -> None:
    """However many others there are; a key sees none of those it is not for."""
    stored.post("/v1/documents?collection=other", json={"text": TEXT, "name": "coast.txt"})
    made = {
        name: stored.post("/v1/evaluations", json={"cases": [SILENT], "collection": name}).json()["id"]
        for name in ("default", "other")
    }

    def listed(collection: str, **headers: str) -> list[str]:
        page = stored.get("/v1/evaluations", params={"limit": 1, "collection": collection}, headers=headers).json()
        return [one["id"] for one in page["evaluations"]]

    assert listed("default") == [made["default"]]
    assert listed("other") == [made["other"]]
    assert listed("none") == []
    keys = Keys(open_records(tmp_path / "home"))
    ours = f"Bearer {keys.create(Grant('ours', collections=frozenset({'default'})))[1]}"
    assert listed("default", authorization=ours) == [made["default"]]
    assert listed("other", authorization=ours) == []


def test_removing_a_collection_removes_its_evaluations(stored: TestClient) -> None:
    address = stored.post("/v1/evaluations", json={"cases": [RIGHT]}).headers["location"]
    finished(stored, address)
    stored.delete("/v1/collections/default")
    assert_problem(stored.get(address), 404, "unknown_evaluation")


def test_a_key_sees_the_evaluations_of_its_collections(stored: TestClient, tmp_path: Path) -> None:
    address = stored.post("/v1/evaluations", json={"cases": [RIGHT]}).headers["location"]
    finished(stored, address)
    keys = Keys(open_records(tmp_path / "home"))

    def header(name: str, **grant: Any) -> dict[str, str]:
        return {"authorization": f"Bearer {keys.create(Grant(name, **grant))[1]}"}

    other = header("other", scope="write", collections=frozenset({"other"}))
    assert stored.get("/v1/evaluations", headers=other).json()["evaluations"] == []
    for response in (stored.get(address, headers=other), stored.delete(address, headers=other)):
        assert_problem(response, 404, "unknown_evaluation")
    refused = stored.post("/v1/evaluations", json={"cases": [RIGHT]}, headers=other)
    assert_problem(refused, 404, "unknown_collection")
    assert stored.get(address, headers=header("ours", collections=frozenset({"default"}))).status_code == 200
    page = {"origin": "https://blog.example"}
    widget = header("blog", scope="widget", origins=("https://blog.example",)) | page
    assert_problem(stored.get(address, headers=widget), 403, "insufficient_scope")
    reader = header("reader")
    assert_problem(stored.post("/v1/evaluations", json={"cases": [RIGHT]}, headers=reader), 403, "insufficient_scope")
