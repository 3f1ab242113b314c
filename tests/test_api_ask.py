"""Searching and asking over HTTP: shapes, filters, exact quotes."""

import json
import threading
from typing import Any

import anyio
import pytest
from anyio import create_task_group, wait_all_tasks_blocked
from fastapi.testclient import TestClient

from api.errors import Problem
from api.state import WAITING, Turns

REPORTS = {
    "coast.txt": (
        "Coast Guard",
        "2024-03-01",
        "The ferry Ranvik sank. The sinking of the Ranvik killed 14 people.",
    ),
    "press.txt": (
        "Lomvik Press",
        "2024-03-02",
        "The sinking of the ferry Ranvik killed 19 people, police said.",
    ),
    "later.txt": (
        "Lomvik Press",
        "2024-06",
        "An inquiry found that the sinking of the ferry Ranvik killed 14 people.",
    ),
    "undated.txt": (None, None, "The sinking of the ferry Ranvik killed 14 people, relatives say."),
}
QUESTION = "How many people were killed in the sinking of the ferry Ranvik?"
RESULT = {
    "passage_id",
    "document_id",
    "document",
    "title",
    "source",
    "published",
    "url",
    "page",
    "start",
    "end",
}
CITATION = RESULT | {"number", "quote", "score"}
ANSWER = {
    "id",
    "question",
    "collection",
    "status",
    "answer",
    "statements",
    "citations",
    "disagreements",
    "timings_ms",
}


@pytest.fixture
def reports(client: TestClient) -> TestClient:
    """A client of a service that holds REPORTS."""
    for name, (source, published, text) in REPORTS.items():
        body = {"name": name, "text": text, "source": source, "published": published}
        assert client.post("/v1/documents", json=body).status_code == 201
    return client


def search(client: TestClient, **body: Any) -> list[dict[str, Any]]:
    """The results of a search for QUESTION."""
    response = client.post("/v1/search", json={"query": QUESTION} | body)
    assert response.status_code == 200, response.text
    results: list[dict[str, Any]] = response.json()["results"]
    return results


def test_a_search_gives_passages_best_first(reports: TestClient) -> None:
    response = reports.post("/v1/search", json={"query": QUESTION}).json()
    assert (response["query"], response["collection"]) == (QUESTION, "default")
    results = response["results"]
    assert {found["document"] for found in results} == set(REPORTS)
    scores = [found["score"] for found in results]
    assert scores == sorted(scores, reverse=True)
    for found in results:
        assert found.keys() == RESULT | {"text", "score"}
        source, published, text = REPORTS[found["document"]]
        assert (found["source"], found["published"]) == (source, published)
        assert text[found["start"] : found["end"]] == found["text"]


def test_a_search_gives_no_more_than_its_limit(reports: TestClient) -> None:
    assert len(search(reports, limit=2)) == 2


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (None, set(REPORTS)),
        ({}, set(REPORTS)),
        ({"source": None}, set(REPORTS)),
        ({"source": "Lomvik Press"}, {"press.txt", "later.txt"}),
        ({"document": "coast.txt"}, {"coast.txt"}),
        ({"published_after": "2024-03-02"}, {"press.txt", "later.txt"}),
        ({"published_before": "2024-03"}, {"coast.txt", "press.txt"}),
        ({"source": "Lomvik Press", "published_after": "2024-04"}, {"later.txt"}),
        ({"source": "Nobody"}, set()),
    ],
)
def test_filters_choose_the_documents(reports: TestClient, filters: dict[str, str] | None, names: set[str]) -> None:
    assert {found["document"] for found in search(reports, filters=filters)} == names


def test_a_document_is_filtered_by_its_id_too(reports: TestClient) -> None:
    document = reports.get("/v1/documents").json()["documents"][0]
    assert {found["document"] for found in search(reports, filters={"document": document["id"]})} == {document["name"]}


def test_an_answer_keeps_what_the_interface_promises(reports: TestClient) -> None:
    response = reports.post("/v1/ask", json={"question": QUESTION, "ignored": True})
    assert response.status_code == 200, response.text
    answer = response.json()
    assert answer.keys() >= ANSWER
    assert (answer["question"], answer["collection"], answer["status"]) == (QUESTION, "default", "answered")
    numbers = {citation["number"] for citation in answer["citations"]}
    assert numbers == set(range(1, len(answer["citations"]) + 1))
    for citation in answer["citations"]:
        assert citation.keys() >= CITATION
        text = reports.get(f"/v1/documents/{citation['document_id']}/text").text
        assert citation["quote"] == text[citation["start"] : citation["end"]]
    assert answer["statements"]
    for statement in answer["statements"]:
        assert answer["answer"][statement["start"] : statement["end"]] == statement["text"]
        assert statement["citations"]
        assert set(statement["citations"]) <= numbers
    assert all(spent >= 0 for spent in answer["timings_ms"].values())
    assert answer["timings_ms"]


def test_sources_that_disagree_are_shown_as_positions(reports: TestClient) -> None:
    answer = reports.post("/v1/ask", json={"question": QUESTION}).json()
    (disagreement,) = answer["disagreements"]
    assert disagreement.keys() >= {"about", "kind", "summary", "confidence", "positions"}
    names = {citation["number"]: citation["document"] for citation in answer["citations"]}
    held = {
        position["value"].split()[0]: {names[number] for number in position["citations"]}
        for position in disagreement["positions"]
    }
    assert held.keys() == {"14", "19"}
    assert held["19"] == {"press.txt"}
    assert "press.txt" not in held["14"]


def test_what_the_documents_do_not_say_is_not_found(reports: TestClient) -> None:
    answer = reports.post("/v1/ask", json={"question": "What is the capital of Mongolia?"}).json()
    assert (answer["status"], answer["answer"]) == ("not_found", "")
    assert answer["statements"] == answer["disagreements"] == []


@pytest.mark.parametrize(
    "question", ["?", "...", "the", "\x00", "a OR (b", '"', "*", "🚢?", "ferry\x1b[31m", "a " * 999]
)
def test_any_question_gets_an_answer(reports: TestClient, question: str) -> None:
    response = reports.post("/v1/ask", json={"question": question})
    assert response.status_code in (200, 422), response.text
    assert reports.post("/v1/search", json={"query": question}).status_code in (200, 422)


def test_no_more_than_a_few_calls_run_at_once() -> None:
    running, most, lock, full = 0, 0, threading.Lock(), threading.Event()

    def call() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
            if running == 3:
                full.set()
        assert full.wait(10)
        with lock:
            running -= 1

    async def many() -> None:
        turns = Turns(3)
        async with create_task_group() as group:
            for _ in range(12):
                group.start_soon(turns.run, call)

    anyio.run(many)
    assert most == 3


def test_when_too_many_wait_the_next_is_told_to_come_back() -> None:
    free = threading.Event()

    async def one_too_many() -> None:
        turns = Turns(1)
        async with create_task_group() as group:
            for _ in range(1 + WAITING):
                group.start_soon(turns.run, free.wait, 10)
            await wait_all_tasks_blocked()
            try:
                with pytest.raises(Problem) as refused:
                    await turns.run(free.wait)
            finally:
                free.set()
        assert (refused.value.status_code, refused.value.code) == (429, "too_many")

    anyio.run(one_too_many)


@pytest.mark.parametrize("stream", [False, True])
def test_a_follow_up_is_made_whole_by_the_turns_before_it(reports: TestClient, stream: bool) -> None:
    body = {"question": "And the ferry Solvik?", "earlier": [{"question": QUESTION, "answer": "14."}], "stream": stream}
    response = reports.post("/v1/ask", json=body)
    if stream:
        told = [line for line in response.text.splitlines() if line.startswith("data: {")]
        answer = json.loads(told[-1].removeprefix("data: "))
    else:
        answer = response.json()
    whole = QUESTION.replace("Ranvik", "Solvik")
    assert answer["question"] == whole
    assert answer["notes"] == [f"Understood as: {whole}"]


def test_a_question_that_stands_alone_is_asked_as_typed(reports: TestClient) -> None:
    earlier = [{"question": "How many people live in Lomvik?"}]
    answer = reports.post("/v1/ask", json={"question": QUESTION, "earlier": earlier}).json()
    assert (answer["question"], answer["notes"]) == (QUESTION, [])
