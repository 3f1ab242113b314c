"""A running service as something to ask: the same questions over HTTP, read back into the same types."""

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from eval.types import Found
from rag.types import Answer

Shape = TypeVar("Shape")
TIMEOUT_S = 120.0
RANKED = 100  # passages of a search that retrieval is judged by
_ANSWER = TypeAdapter(Answer)
# Straight to the service: a proxy set up for the web knows nothing of 127.0.0.1.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ServiceError(Exception):
    """The service could not be reached, refused the request or answered something that is no answer."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list of documents, and the cursor of the next."""

    documents: tuple[Listed, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """What a search brought up, best first."""

    results: tuple[Found, ...]


_PAGE = TypeAdapter(Page)
_RESULTS = TypeAdapter(Results)


@dataclass(frozen=True, slots=True)
class Remote:
    """A collection of a service at a base address such as http://127.0.0.1:8000."""

    url: str
    collection: str = "default"

    def ask(self, question: str) -> Answer:
        """Ask one question. Raises ServiceError."""
        body = json.dumps({"question": question, "collection": self.collection}).encode()
        return parse_answer(_fetch(f"{self._base}/v1/ask", body))

    def search(self, question: str) -> tuple[Found, ...]:
        """The passages found for a question, best first. Raises ServiceError."""
        body = json.dumps({"query": question, "collection": self.collection, "limit": RANKED}).encode()
        return _parse(_RESULTS, _fetch(f"{self._base}/v1/search", body)).results

    def text(self, document_id: str) -> str:
        """The text of a document. Raises ServiceError."""
        return _fetch(f"{self._base}/v1/documents/{urllib.parse.quote(document_id, safe='')}/text").decode("utf-8")

    def documents(self) -> dict[str, str]:
        """Document name -> id, over every page of the collection. Raises ServiceError."""
        found: dict[str, str] = {}
        cursor: str | None = None
        while True:
            query = {"collection": self.collection, "limit": "100"} | ({"cursor": cursor} if cursor else {})
            page = _parse(_PAGE, _fetch(f"{self._base}/v1/documents?{urllib.parse.urlencode(query)}"))
            found |= {item.name: item.id for item in page.documents}
            cursor = page.next
            if not cursor:
                return found

    @property
    def _base(self) -> str:
        if urllib.parse.urlsplit(self.url).scheme not in ("http", "https"):
            raise ServiceError(f"{self.url!r} is no http address; try http://127.0.0.1:8000")
        return self.url.rstrip("/")


def parse_answer(body: bytes) -> Answer:
    """Read an answer's JSON; unknown fields are left out. Raises ServiceError where a promise is broken."""
    return _parse(_ANSWER, body)


def _parse(shape: TypeAdapter[Shape], body: bytes) -> Shape:
    try:
        return shape.validate_json(body, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ServiceError(f"the service's reply cannot be read: {where}: {first['msg']}") from None


def _fetch(url: str, body: bytes | None = None) -> bytes:
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"} if body else {})
    try:
        with _OPENER.open(request, timeout=TIMEOUT_S) as response:
            return bytes(response.read())
    except urllib.error.HTTPError as error:
        raise ServiceError(f"{url}: {error.code} {_detail(error)}") from None
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", None) or str(error) or type(error).__name__
        raise ServiceError(f"{url} cannot be reached ({reason}); is `counterpoint serve` running?") from None


def _detail(error: urllib.error.HTTPError) -> str:
    """What a problem+json body says, or the bare reason."""
    try:
        problem = json.loads(error.read())
    except (ValueError, OSError):
        return str(error.reason)
    return str(problem.get("detail", error.reason)) if isinstance(problem, dict) else str(error.reason)
