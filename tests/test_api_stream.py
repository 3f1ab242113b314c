"""Answers as they come about: the order of the events, what comes before them, and who leaves early."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Receive

from api.answering import tokens
from api.client import Client, Meta, Refused, Sources, Token
from api.events import DONE, HEARTBEAT_S, EventStream, Tell
from api.state import ASKED_AT_ONCE
from rag.followups.followup import Turn
from rag.types import Answer, Citation, Disagreement
from tests.additions import until
from tests.live_service import QUESTION, SIDES, UNKNOWN, GatedReader, add_reports, answer_once, gated, listening
from tests.problems import assert_problem
from tests.service import ADDRESS


@pytest.fixture
def reader() -> GatedReader:
    return GatedReader()


@pytest.fixture
def url(tmp_path: Path, reader: GatedReader) -> Iterator[str]:
    with listening(tmp_path, reader) as address:
        add_reports(address)
        yield address


def events(text: str) -> list[tuple[str, Any]]:
    """The name and the data of every event."""
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        found.append(
            (fields.get("event", ""), fields["data"] if fields["data"] == DONE else json.loads(fields["data"]))
        )
    return found


def test_the_events_come_in_their_order_and_the_last_is_the_answer(url: str) -> None:
    sent = httpx2.post(f"{url}/v1/ask", json={"question": QUESTION, "stream": True}, trust_env=False)
    assert sent.headers["content-type"].startswith("text/event-stream")
    told = events(sent.text)
    names = [name for name, _ in told]
    assert list(dict.fromkeys(names)) == ["meta", "sources", "token", "citation", "disagreement", "final", ""]
    assert names == sorted(names, key=list(dict.fromkeys(names)).index)
    assert told[-1] == ("", DONE)
    final = told[-2][1]
    whole = httpx2.post(f"{url}/v1/ask", json={"question": QUESTION}, trust_env=False).json()
    assert {**final, "id": "", "timings_ms": {}} == {**whole, "id": "", "timings_ms": {}}
    by_name = {name: [data for other, data in told if other == name] for name in names}
    assert by_name["meta"] == [{"id": final["id"], "question": QUESTION, "collection": "default"}]
    assert "".join(data["text"] for data in by_name["token"]) == final["answer"]
    assert by_name["citation"] == final["citations"]
    assert by_name["disagreement"] == final["disagreements"]
    assert {c["document_id"] for c in final["citations"]} <= {
        s["document_id"] for s in by_name["sources"][0]["sources"]
    }


SEVERAL = f"{QUESTION[:-1]} and how many people were killed in the sinking of the ferry Solvik?"


def test_several_questions_at_once_are_one_answer_in_the_same_order(url: str, reader: GatedReader) -> None:
    told = events(httpx2.post(f"{url}/v1/ask", json={"question": SEVERAL, "stream": True}, trust_env=False).text)
    names = [name for name, _ in told]
    order = ["meta", "sources", "token", "citation", "disagreement", "final", ""]
    assert list(dict.fromkeys(names)) == order
    assert names == sorted(names, key=order.index)
    assert Counter(names)["sources"] == Counter(names)["disagreement"] == Counter(names)["final"] == 1
    (read,) = [data["sources"] for name, data in told if name == "sources"]
    assert {one["document"] for one in read} == {"coast.txt", "press.txt", "solvik.txt"}
    final = told[-2][1]
    assert {one.partition(" and ")[0] for one in reader.asked} == {QUESTION, f"How{SEVERAL.partition(' and how')[2]}"}
    assert final["question"] == SEVERAL
    assert [one["about"] for one in final["disagreements"]] == [QUESTION[:-1]]
    assert [one["number"] for one in final["citations"]] == [1, 2, 3]
    assert final["statements"][-2]["text"] == "7 people."
    assert all(final["answer"][one["start"] : one["end"]] == one["text"] for one in final["statements"])
    assert "".join(data["text"] for name, data in told if name == "token") == final["answer"]


def test_what_is_not_found_has_no_words(url: str) -> None:
    with Client(url) as client:
        told = list(client.ask_stream(UNKNOWN))
    assert [type(event) for event in told] == [Meta, Sources, Answer]


def test_the_first_events_come_before_there_is_an_answer(url: str, reader: GatedReader) -> None:
    reader.gate.clear()
    with Client(url) as client:
        stream = client.ask_stream(QUESTION)
        assert isinstance(next(stream), Meta)  # would wait for ever if it came with the answer
        assert isinstance(sources := next(stream), Sources)
        assert {source.document for source in sources.sources} == {"coast.txt", "press.txt", "solvik.txt"}
        reader.gate.set()
        assert {type(event) for event in stream} == {Token, Citation, Disagreement, Answer}


def test_a_follow_up_begins_while_all_turns_are_taken(url: str, reader: GatedReader) -> None:
    reader.gate.clear()
    with Client(url) as client, ThreadPoolExecutor() as pool:
        taken = [pool.submit(httpx2.post, f"{url}/v1/ask", json={"question": QUESTION}) for _ in range(ASKED_AT_ONCE)]
        until(lambda: len(reader.asked) == ASKED_AT_ONCE)
        stream = client.ask_stream("And the ferry Solvik?", earlier=[Turn(QUESTION, "The sources differ.")])
        begun = next(stream)
        still_taken = not any(one.done() for one in taken)
        reader.gate.set()
        *_, answer = stream
        assert [one.result().status_code for one in taken] == [200] * ASKED_AT_ONCE
    assert still_taken
    assert isinstance(begun, Meta)
    assert begun.question == "How many people were killed in the sinking of the ferry Solvik?"
    assert isinstance(answer, Answer)
    assert [citation.document for citation in answer.citations] == ["solvik.txt"]


EARLIER = [{"question": QUESTION}]
CONVERSATION = [{"role": "user", "content": text} for text in (QUESTION, "And the ferry Solvik?")]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/ask", {"question": QUESTION}),
        ("/v1/ask", {"question": "And the ferry Solvik?", "earlier": EARLIER}),
        ("/v1/chat/completions", {"model": "default", "messages": CONVERSATION}),
    ],
    ids=["question", "follow-up", "conversation"],
)
def test_a_stream_begins_while_every_turn_and_every_thread_is_taken(
    client: TestClient, path: str, body: dict[str, Any]
) -> None:
    """However much the service has to do, the first event waits for nothing of it."""
    client.post("/v1/documents", json={"name": "a.txt", "text": "The ferry Ranvik sank."})
    assert client.portal
    begun = client.portal.call(_begin, client.app, path, body | {"stream": True})
    assert b"event: meta" in begun or b"chat.completion.chunk" in begun


async def _begin(app: Any, path: str, body: dict[str, Any]) -> bytes:
    """The first event of a stream, whose client leaves then."""
    left, sent = anyio.Event(), list[bytes]()
    taken = [anyio.to_thread.current_default_thread_limiter(), app.state.counterpoint.asking.check()]
    holders = [(limiter, object()) for limiter in taken for _ in range(int(limiter.available_tokens))]

    async def send(message: Message) -> None:
        if message.get("body"):
            sent.append(message["body"])
            left.set()

    for limiter, holder in holders:
        limiter.acquire_on_behalf_of_nowait(holder)
    try:
        with anyio.fail_after(30):
            await app(_scope(path), _receiving(body, left), send)
    finally:
        for limiter, holder in holders:
            limiter.release_on_behalf_of(holder)
    return sent[0]


def test_an_error_after_the_start_is_an_event(url: str, reader: GatedReader) -> None:
    reader.fails = True
    told: list[object] = []
    with Client(url) as client, pytest.raises(Refused) as refused:
        told.extend(client.ask_stream(QUESTION))
    assert {type(event) for event in told} <= {Meta, Sources}
    assert (refused.value.status, refused.value.code) == (500, "internal")
    assert refused.value.problem.keys() >= {"type", "title", "status", "detail", "code"}
    assert "42" not in str(refused.value.problem)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"question": ""}, 422, "invalid_field"),
        ({"question": "a", "collection": "missing"}, 404, "unknown_collection"),
        ({"question": "a", "filters": {"colour": "red"}}, 422, "unknown_field"),
        ({}, 422, "missing_field"),
    ],
)
def test_what_can_be_refused_at_once_is_an_ordinary_problem(
    client: TestClient, body: dict[str, Any], status: int, code: str
) -> None:
    assert_problem(client.post("/v1/ask", json=body | {"stream": True}), status, code)
    with Client("", http=client) as ours, pytest.raises(Refused, match=r"."):  # the client sees the same
        list(ours.ask_stream(body.get("question", ""), body.get("collection", "missing")))


def test_too_many_waiting_is_a_problem_before_the_stream(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post("/v1/documents", json={"name": "a.txt", "text": "The sea is wide."})
    monkeypatch.setattr("api.state.WAITING", 0)
    problem = client.post("/v1/ask", json={"question": "How wide is the sea?", "stream": True})
    assert_problem(problem, 429, "too_many")
    assert problem.headers["retry-after"]


CHAT = {"model": "default", "messages": [{"role": "user", "content": SIDES}]}
MCP = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": SIDES}}}


@pytest.mark.parametrize(
    ("path", "body", "begun", "status"),
    [
        ("/v1/ask", {"question": SIDES, "stream": True}, [b"event: meta", b"event: sources"], 200),
        ("/v1/ask", {"question": SIDES}, [], 499),
        ("/v1/chat/completions", CHAT | {"stream": True}, [b"chat.completion.chunk"], 200),
        ("/v1/chat/completions", CHAT, [], 499),
        ("/mcp", MCP, [], 200),
    ],
)
def test_who_leaves_is_not_answered(
    tmp_path: Path, path: str, body: dict[str, Any], begun: list[bytes], status: int
) -> None:
    """The stage that runs is finished, no further one begins, not a word is sent, and it is no fault of the request."""
    reader = GatedReader()
    sent: list[bytes] = []
    with gated(tmp_path, reader) as app, TestClient(app, base_url=ADDRESS) as client:
        answer_once(client, reader)
        assert client.portal
        before = counted(client)
        client.portal.call(_ask_and_leave, app, reader, sent, path, body)
        assert counted(client) - before == Counter({str(status): 1})
    told = b"".join(sent)
    assert all(event in told for event in begun)
    assert b"event: token" not in told
    assert b"[1]" not in told
    assert not reader.judge.answered


def counted(client: TestClient) -> Counter[str]:
    """How many requests the metrics have of each status, but for those that ask for the metrics."""
    rows = re.findall(r'^http_requests_total{.*route="(.*)",status="(.*)"} ([0-9]+)', client.get("/metrics").text, re.M)
    return sum((Counter({status: int(times)}) for route, status, times in rows if route != "/metrics"), Counter())


async def _ask_and_leave(app: Any, reader: GatedReader, sent: list[bytes], path: str, body: dict[str, Any]) -> None:
    left = anyio.Event()

    async def send(message: Message) -> None:
        sent.append(message.get("body", b""))

    async with anyio.create_task_group() as group:
        group.start_soon(app, _scope(path), _receiving(body, left), send)
        await anyio.to_thread.run_sync(reader.reading.wait, 30)
        left.set()
        await anyio.wait_all_tasks_blocked()  # the leaving is noticed before the reading goes on
        reader.gate.set()


def _receiving(body: dict[str, Any], left: anyio.Event) -> Receive:
    """What is received of a client that sends a body and stays until it has `left`."""
    pending: list[Message] = [{"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}]

    async def receive() -> Message:
        if pending:
            return pending.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    return receive


def _scope(path: str) -> dict[str, Any]:
    headers = [(b"host", b"127.0.0.1:8000"), (b"content-type", b"application/json"), (b"accept", b"*/*")]
    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "http_version": "1.1",
        "headers": headers,
    }
    scope |= {"path": path, "raw_path": path.encode(), "root_path": "", "query_string": b""}
    return scope | {"client": ("127.0.0.1", 5000), "state": {}}


def test_a_long_wait_is_filled_with_comments() -> None:
    sent: list[bytes] = []
    beaten = asyncio.Event()

    async def send(message: Message) -> None:
        sent.append(message.get("body", b""))
        if sent[-1].startswith(b":"):
            beaten.set()

    async def receive() -> Message:
        return await asyncio.Event().wait()  # type: ignore[return-value]

    async def work(tell: Tell) -> None:
        await tell("meta", {})
        await beaten.wait()
        await tell("final", {})

    async def run() -> None:
        await EventStream(work, heartbeat_s=0.001)({"type": "http", "path": "/v1/ask"}, receive, send)

    asyncio.run(run())
    parts = [part for part in sent if part]
    assert parts[0] == b"event: meta\ndata: {}\n\n"
    assert parts[1].startswith(b": ")
    assert HEARTBEAT_S <= 10, "seconds; what clients may rely on"
    assert parts[-1] == b"event: final\ndata: {}\n\n"


@pytest.mark.parametrize("text", ["", "a", "two words", "  led [1][2]\nnext line ", "\n", "“x y”  z"])
def test_the_words_of_a_stream_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text
