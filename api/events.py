"""Work that goes on for a client for as long as it is there; and server-sent events, which tell it of that meanwhile.

A client that leaves cancels the work, streamed or not. What runs in a thread cannot be cancelled from outside; it
learns of it when it calls `anyio.from_thread.check_cancelled`, and until it returns it keeps its turn (api/state.py).
"""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from anyio import CancelScope, Lock, create_task_group, sleep
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from pydantic_core import to_json
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.errors import explain
from api.known import KNOWN

T = TypeVar("T")

HEARTBEAT_S = 10.0
DONE = "[DONE]"  # the data of the last event, as OpenAI's clients expect it
HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}  # proxies are not to collect it first
EVENT: dict[str, Any] = {  # what OpenAPI is told of one
    "type": "object",
    "description": "one event; `data` is JSON, but for the last, which is [DONE]",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
    "required": ["data"],
}

Tell = Callable[[str | None, Any], Coroutine[Any, Any, None]]  # send an event of a name, or of none, with its data
Work = Callable[[Tell], Awaitable[None]]


class EventStream(Response):
    """What `work` tells, as server-sent events, with a comment now and then so that nobody hangs up.

    An error of `work` becomes an `error` event with the problem object, and the stream ends there.
    """

    media_type = "text/event-stream"

    def __init__(self, work: Work, heartbeat_s: float = HEARTBEAT_S) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["content-length"]  # nobody knows it yet
        self._work = work
        self._heartbeat_s = heartbeat_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events until the work is done or the client is gone."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        writer = _Writer(send)
        async with create_task_group() as group:
            group.start_soon(_cancel_when_gone, receive, group.cancel_scope)
            group.start_soon(self._beat, writer)
            await self._tell_all(writer, scope["path"])
            group.cancel_scope.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _tell_all(self, writer: "_Writer", path: str) -> None:
        try:
            await self._work(writer.tell)
        except Exception as error:  # the boundary: the status is sent already, so the error is told as an event
            await writer.tell("error", explain(error, KNOWN, path).content(path))

    async def _beat(self, writer: "_Writer") -> None:
        while True:
            await sleep(self._heartbeat_s)
            await writer.write(KEEPALIVE_COMMENT)


class _Writer:
    """Writes one event at a time."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._lock = Lock()

    async def tell(self, name: str | None, data: Any) -> None:
        text = data if data == DONE else to_json(data).decode()
        await self.write(format_sse_event(data_str=text, event=name))

    async def write(self, part: bytes) -> None:
        async with self._lock:
            await self._send({"type": "http.response.body", "body": part, "more_body": True})


async def while_there(receive: Receive, work: Callable[[], Awaitable[T]]) -> T:
    """What `work` comes to, whole; it is cancelled when the client leaves, and ClientDisconnect raised."""
    done: list[T] = []
    failure: Exception = ClientDisconnect("The client left before there was an answer.")
    async with create_task_group() as group:
        group.start_soon(_cancel_when_gone, receive, group.cancel_scope)
        try:
            done.append(await work())
        except Exception as error:  # raised below as it is: a task group would wrap it
            failure = error
        group.cancel_scope.cancel()
    if done:
        return done[0]
    raise failure


async def _cancel_when_gone(receive: Receive, scope: CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()
