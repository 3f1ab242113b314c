"""A language model behind any OpenAI-compatible server, local or hosted. Nothing is sent unless one is configured."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import httpx2
from anyio import fail_after
from anyio.from_thread import start_blocking_portal

TIMEOUT_S = 30.0  # from the connection to the reply's last byte; half of what the service gives a question
_LONGEST = 200_000  # bytes of a reply; an answer of a few sentences has a few thousand
_TOKENS = 700

Message = Mapping[str, str]


class NoReply(Exception):
    """The server gave no usable reply; the message says why, without anything the server wrote."""


class LanguageModel:
    """Completes conversations, each over a connection of its own. Safe to use from many threads."""

    def __init__(self, url: str, model: str, key: str | None = None, timeout_s: float = TIMEOUT_S) -> None:
        """`url` is the base address of the API, which mostly ends in /v1."""
        self.model = model
        self._address = f"{url.rstrip('/')}/chat/completions"
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._timeout_s = timeout_s

    def complete(self, messages: Sequence[Message]) -> str:
        """Return the assistant's words. Raises NoReply."""
        body = {"model": self.model, "messages": list(messages), "temperature": 0, "max_tokens": _TOKENS}
        try:
            # An event loop of its own, since only there can a connection be given up in the middle of anything.
            with start_blocking_portal() as portal:
                return _words(portal.call(self._in_time, body))
        except (httpx2.TimeoutException, TimeoutError):
            raise NoReply("it took too long") from None
        except (httpx2.HTTPError, httpx2.InvalidURL):
            raise NoReply("it cannot be reached") from None

    async def _in_time(self, body: Mapping[str, Any]) -> bytes:
        with fail_after(self._timeout_s):
            async with (
                httpx2.AsyncClient(headers=self._headers, timeout=self._timeout_s, follow_redirects=False) as http,
                http.stream("POST", self._address, json=body) as response,
            ):
                if response.status_code != 200:
                    raise NoReply(f"it replied with status {response.status_code}")
                return await _read(response)


async def _read(response: httpx2.Response) -> bytes:
    read = b""
    async for part in response.aiter_bytes():
        read += part
        if len(read) > _LONGEST:
            raise NoReply("its reply is too long")
    return read


def _words(body: bytes) -> str:
    try:
        content: Any = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NoReply("its reply cannot be read") from None
    if not isinstance(content, str) or not content.strip():
        raise NoReply("its reply is empty")
    return content
