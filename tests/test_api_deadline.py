"""Slow senders and long queues."""

import asyncio
from typing import Any

import anyio
import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.deadline import Deadline


async def request(app: ASGIApp, pieces: list[Message], path: str = "/v1/ask") -> list[Message]:
    """What `app` sends to a client that sends `pieces` and then falls silent."""
    sent: list[Message] = []
    waiting = iter(pieces)

    async def receive() -> Message:
        for piece in waiting:
            return piece
        return await asyncio.Event().wait()  # type: ignore[return-value]

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1:8000"), (b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b"", "state": {}}
    await app(scope | {"raw_path": path.encode(), "root_path": "", "http_version": "1.1"}, receive, send)
    return sent


def body(text: bytes, more: bool) -> Message:
    """A piece of a request's body."""
    return {"type": "http.request", "body": text, "more_body": more}


async def never(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that does not answer."""
    await anyio.sleep_forever()


def deadline_of(client: TestClient) -> Deadline:
    """The one that the application has."""
    layer = client.app.middleware_stack  # type: ignore[attr-defined]
    while not isinstance(layer, Deadline):
        layer = layer.app
    return layer


def test_a_body_that_stops_arriving_is_408(client: TestClient) -> None:
    deadline_of(client).latest = 0.01
    sent = asyncio.run(request(client.app, [body(b'{"question": ', more=True)]))
    assert sent[0]["status"] == 408
    assert b'"code":"timeout"' in sent[1]["body"]


def test_a_request_that_gets_no_answer_is_504() -> None:
    sent = asyncio.run(request(Deadline(never, patience=0.01), [body(b"", more=False)]))
    assert sent[0]["status"] == 504
    assert (b"retry-after", b"30") in sent[0]["headers"]


def test_an_answer_that_has_begun_may_take_its_time() -> None:
    """The time runs out while the answer is under way: the rest is waited for."""

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await anyio.sleep(0.05)
        await send({"type": "http.response.body", "body": b"done"})

    sent = asyncio.run(request(Deadline(slow, patience=0.01), [body(b"", more=False)]))
    assert [message.get("body") for message in sent] == [None, b"done"]


@pytest.mark.parametrize(("path", "ended"), [("/v1/ask", True), ("/v1/documents", False)])
def test_adding_is_not_hurried(path: str, ended: bool) -> None:
    async def within(app: ASGIApp) -> bool:
        with anyio.move_on_after(0.2) as given_up:
            await request(app, [], path)
        return not given_up.cancelled_caught

    assert asyncio.run(within(Deadline(never, patience=0.01))) is ended


def test_a_client_may_be_silent_once_it_has_asked() -> None:
    """Waiting for a client to leave is not waiting for its body."""

    async def listening(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        with anyio.move_on_after(0.05):
            await receive()
        await send({"type": "http.response.start", "status": 204, "headers": []})

    sent: list[Any] = asyncio.run(request(Deadline(listening, latest=0.01), [body(b"{}", more=False)]))
    assert sent[0]["status"] == 204
