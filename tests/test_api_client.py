"""The typed client against the real service, blocking and asynchronous: every route of the contract."""

import asyncio
import inspect
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import api.calls as calls
from api.access.keys import Grant, Keys
from api.client import AsyncClient, Client, Meta, Refused
from api.records import open_records
from api.views import DocumentCounts, Progress
from index.types import Filters
from rag.followups.followup import Turn
from rag.types import Answer
from tests.live_service import QUESTION, UNKNOWN, GatedReader, add_reports, listening

CASE = {"id": "silent", "question": UNKNOWN, "answerable": False, "disagreement": "none"}


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with listening(tmp_path, GatedReader()) as address:
        add_reports(address)
        yield address


def test_documents_are_added_read_and_removed(url: str, tmp_path: Path) -> None:
    (tmp_path / "tide.txt").write_text("The tide was high.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with Client(url) as client:
        added = client.add_files([tmp_path / "tide.txt", tmp_path / "empty.txt"], "sea")
        assert [(view.name, view.status) for view in added.documents] == [("tide.txt", "added")]
        assert [rejected.name for rejected in added.rejected] == ["empty.txt"]
        (document,) = client.documents("sea").documents
        assert client.text(document.id) == "The tide was high."
        assert client.document(document.id) == document
        assert [collection.name for collection in client.collections().collections] == ["default", "sea"]
        client.remove(document.id)
        assert client.documents("sea").documents == []
        client.remove_collection("sea")
        with pytest.raises(Refused) as refused:
            client.documents("sea")
        assert (refused.value.status, refused.value.code) == (404, "unknown_collection")
        assert "'sea'" in str(refused.value)


def test_questions_are_answered(url: str) -> None:
    with Client(url) as client:
        answer = client.ask(QUESTION)
        assert {position.value for position in answer.disagreements[0].positions} == {"14 people", "19 people"}
        for citation in answer.citations:
            assert client.text(citation.document_id)[citation.start : citation.end] == citation.quote
        press = Filters(document="press.txt")
        assert {citation.document for citation in client.ask(QUESTION, filters=press).citations} == {"press.txt"}
        assert [found.document for found in client.search(QUESTION, limit=5, filters=press).results] == ["press.txt"]
        *_, last = client.ask_stream(QUESTION)
        assert isinstance(last, Answer)
        assert (last.answer, last.citations) == (answer.answer, answer.citations)


def test_the_rest_of_the_service(url: str) -> None:
    with Client(url) as client:
        assert client.health()["status"] == "ok"
        assert client.ready()["status"] == "ready"
        assert "http_requests_total" in client.metrics()
        assert client.disagreements().total == 3
        assert [model["id"] for model in client.models()["data"]] == ["default"]
        assert client.model("default")["object"] == "model"
        completion = client.complete([{"role": "user", "content": QUESTION}])
        assert completion["choices"][0]["message"]["content"] == completion["counterpoint"]["answer"]


def test_an_evaluation_is_run_and_read(url: str) -> None:
    with Client(url) as client:
        started = client.evaluate([CASE])
        for _ in range(2_000):
            if (seen := client.evaluation(started.id)).state not in ("queued", "running"):
                break
            time.sleep(0.01)
        assert (seen.state, seen.progress.done) == ("done", 1)
        assert [evaluation.id for evaluation in client.evaluations().evaluations] == [started.id]
        assert client.report(started.id).startswith("<!doctype html>")
        assert [case["id"] for case in client.report_data(started.id)["cases"]] == ["silent"]
        client.end_evaluation(started.id)
        assert client.evaluations().evaluations == []


def test_files_are_added_in_the_background(url: str, tmp_path: Path) -> None:
    (tmp_path / "tide.txt").write_text("The tide was high.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with Client(url) as client:
        started = client.start_adding([tmp_path / "tide.txt", tmp_path / "empty.txt"], "sea")
        for _ in range(2_000):
            if (seen := client.addition(started.id)).state not in ("queued", "running"):
                break
            time.sleep(0.01)
        assert (seen.state, seen.collection, seen.progress) == ("done", "sea", Progress(2, 2))
        assert seen.documents == DocumentCounts(added=1, updated=0, unchanged=0, rejected=1)
        assert [rejected.name for rejected in seen.rejected or ()] == ["empty.txt"]
        assert [document.name for document in client.documents("sea").documents] == ["tide.txt"]
        assert [addition.id for addition in client.additions().additions] == [started.id]
        client.end_addition(started.id)
        assert client.additions().additions == []
        with pytest.raises(Refused) as refused:
            client.addition(started.id)
        assert (refused.value.status, refused.value.code) == (404, "unknown_addition")


def test_a_key_opens_its_collections_and_no_other(url: str, tmp_path: Path) -> None:
    with Client(url) as owner:
        owner.add_text("The tide was high.", "tide.txt", "other")
    _, secret = Keys(open_records(tmp_path)).create(Grant("reports", collections=frozenset({"default"})))
    with Client(url) as stranger, pytest.raises(Refused) as refused:
        stranger.ask(QUESTION)
    assert refused.value.status == 401
    with Client(url, key=secret) as known:
        assert known.ask(QUESTION).status == "answered"
        assert [model["id"] for model in known.models()["data"]] == ["default"]
        for ask in (lambda: list(known.ask_stream("How high was the tide?", "other")), lambda: known.model("other")):
            with pytest.raises(Refused) as refused:
                ask()
            assert (refused.value.status, refused.value.code) == (404, "unknown_collection")


def test_the_asynchronous_client_does_the_same(url: str) -> None:
    async def both() -> tuple[Answer, object, object]:
        async with AsyncClient(url) as client:
            events = [event async for event in client.ask_stream(QUESTION)]
            with pytest.raises(Refused, match="no collection named"):
                await client.ask(QUESTION, "missing")
            with pytest.raises(Refused, match="no collection named"):
                async for _ in client.ask_stream(QUESTION, "missing"):
                    pass
            return await client.ask(QUESTION), events[0], events[-1]

    whole, first, last = asyncio.run(both())
    assert isinstance(first, Meta)
    assert isinstance(last, Answer)
    assert (last.answer, last.citations) == (whole.answer, whole.citations)


def test_a_follow_up_is_asked_with_the_turns_before_it(url: str) -> None:
    """Whole and as it comes about, by both clients."""
    question, earlier = "And the ferry Solvik?", [Turn(QUESTION, "The sources differ.")]

    async def awaited() -> list[Answer]:
        async with AsyncClient(url) as client:
            streamed = [event async for event in client.ask_stream(question, earlier=earlier)][-1]
            assert isinstance(streamed, Answer)
            return [await client.ask(question, earlier=earlier), streamed]

    with Client(url) as client:
        *_, last = client.ask_stream(question, earlier=earlier)
        assert isinstance(last, Answer)
        answers = [client.ask(question, earlier=earlier), last, *asyncio.run(awaited())]
    whole = "How many people were killed in the sinking of the ferry Solvik?"
    assert [(answer.question, [one.document for one in answer.citations]) for answer in answers] == [
        (whole, ["solvik.txt"])
    ] * 4


def test_both_clients_have_every_call() -> None:
    made = {
        name
        for name, function in vars(calls).items()
        if inspect.isfunction(function) and function.__module__ == calls.__name__ and name[0] != "_"
    } - {"question_body"}
    for kind in (Client, AsyncClient):
        assert made <= vars(kind).keys()
        assert list(inspect.signature(kind.ask_stream).parameters)[1:] == list(inspect.signature(calls.ask).parameters)
        for name in made:
            described, call = inspect.signature(getattr(kind("http://a.example"), name)), getattr(calls, name)
            assert list(described.parameters) == list(inspect.signature(call).parameters)
            assert getattr(kind, name).__doc__ == call.__doc__


def test_every_route_has_a_call(client: TestClient) -> None:
    """A route added to the service and not to the client shows here."""
    described = client.get("/openapi.json").json()["paths"]
    routes = {f"{method.upper()} {path}" for path, methods in described.items() for method in methods}
    asked = {
        f"{call.method} {call.path}"
        for call in (
            calls.health(), calls.ready(), calls.metrics(), calls.ask("a"), calls.search("a"), calls.add_text("a", "b"),
            calls.start_adding([]), calls.additions(), calls.addition("{addition_id}"),
            calls.end_addition("{addition_id}"), calls.documents(), calls.document("{document_id}"),
            calls.text("{document_id}"), calls.remove("{document_id}"), calls.collections(),
            calls.remove_collection("{name}"), calls.disagreements(), calls.start_survey(), calls.end_survey(),
            calls.evaluate([]), calls.evaluations(),
            calls.evaluation("{evaluation_id}"), calls.report("{evaluation_id}"), calls.report_data("{evaluation_id}"),
            calls.end_evaluation("{evaluation_id}"), calls.models(), calls.model("{model}"), calls.complete([]),
        )
    }  # fmt: skip
    assert routes == {route.replace("%7B", "{").replace("%7D", "}") for route in asked}
