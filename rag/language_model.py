"""A language model behind any OpenAI-compatible server, local or hosted. Nothing is sent unless one is configured."""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

import httpx2

TIMEOUT_S = 30.0  # for the whole reply
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
            with (
                httpx2.Client(headers=self._headers, timeout=self._timeout_s, follow_redirects=False) as http,
                http.stream("POST", self._address, json=body) as response,
            ):
                if response.status_code != 200:
                    raise NoReply(f"it replied with status {response.status_code}")
                return _words(self._read(response))
        except httpx2.TimeoutException:
            raise NoReply("it took too long") from None
        except (httpx2.HTTPError, httpx2.InvalidURL):
            raise NoReply("it cannot be reached") from None

    def _read(self, response: httpx2.Response) -> bytes:
        """Read a reply that comes in time: each part of it may be slow, but not all of them."""
        read, until = b"", time.monotonic() + self._timeout_s
        for part in response.iter_bytes():
            read += part
            if len(read) > _LONGEST:
                raise NoReply("its reply is too long")
            if time.monotonic() > until:
                raise NoReply("it took too long")
        return read


def _words(body: bytes) -> str:
    try:
        content: Any = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NoReply("its reply cannot be read") from None
    if not isinstance(content, str) or not content.strip():
        raise NoReply("its reply is empty")
    return content
