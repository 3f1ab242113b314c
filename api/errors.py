"""Every error over HTTP has one shape: RFC 9457 `application/problem+json`.

{"type": "about:blank", "title": "Not Found", "status": 404, "detail": "what is wrong and what to do",
 "code": "unknown_document"}

At the addresses that OpenAI's clients use it has one member more, `error`, which is what those read.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from rag.untold import untold

log = logging.getLogger(__name__)

CODES = {
    400: "malformed_body",
    401: "missing_key",
    404: "not_found",
    405: "method_not_allowed",
    408: "timeout",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many",
}
RETRY = {"Retry-After": "1"}  # for a service that is busy or starting
CLIENT_LEFT = 499  # nginx's number for it: HTTP has none, since nobody reads the response, but logs and metrics do
OPENAI = ("/v1/chat/", "/v1/models")  # addresses that OpenAI's clients use
PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "error": {"type": "object", "description": "the same as OpenAI's clients read it, at their addresses only"},
    },
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI is told of responses that are problems."""
    content = {"application/problem+json": {"schema": PROBLEM_SCHEMA}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


EVERYWHERE = problems(401, 403, 408, 413, 421, 422, 429, 500, 503, 504)  # may be answered at every address
HALF_A_CHARACTER = "it has half a character, as \\ud800 is; send whole ones"
_WORDS = {  # for what pydantic does not say plainly
    "extra_forbidden": "there is no such field; leave it out",
    "missing": "it is missing; send it",
    "string_unicode": HALF_A_CHARACTER,
}


class Problem(HTTPException):
    """An error to be sent as it is. `members` are added to the problem object (RFC 9457, section 3.2)."""

    def __init__(self, status: int, code: str, detail: str, **members: Any) -> None:
        super().__init__(status, detail, RETRY if status in (429, 503) else None)
        self.code = code
        self.members = members


@dataclass(frozen=True, slots=True)
class Explained:
    """What is said of an error: its status, its code, and a sentence that says what to do."""

    status: int
    code: str
    detail: str
    headers: Mapping[str, str] | None = None
    members: Mapping[str, Any] = field(default_factory=dict)  # further members of the problem object

    def content(self, path: str = "") -> dict[str, Any]:
        """The problem object, as it is sent for a request to `path`."""
        title = "Client Closed Request" if self.status == CLIENT_LEFT else HTTPStatus(self.status).phrase
        content: dict[str, Any] = {"type": "about:blank", "title": title, "status": self.status, "detail": self.detail}
        openai = self._openai() if path.startswith(OPENAI) else {}
        return {**content, "code": self.code, **self.members, **openai}

    def _openai(self) -> dict[str, Any]:
        kind = "invalid_request_error" if self.status < 500 else "server_error"
        return {"error": {"message": self.detail, "type": kind, "param": self.members.get("field"), "code": self.code}}


def problem(status: int, code: str, detail: str, headers: Mapping[str, str] | None = None, **members: Any) -> Response:
    """The response for an error."""
    return _response(Explained(status, code, detail, headers, members), "")


def _response(explained: Explained, path: str) -> Response:
    kept = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"} | dict(explained.headers or {})
    return JSONResponse(explained.content(path), explained.status, kept, media_type="application/problem+json")


def send_problems(app: FastAPI, known: Mapping[type[Exception], tuple[int, str]]) -> None:
    """Send every error as a problem; `known` has the status and code of those whose message users may see."""

    async def send(request: Request, error: Exception) -> Response:
        return _response(explain(error, known, request.url.path), request.url.path)

    for kind in (HTTPException, RequestValidationError, ClientDisconnect, Exception, *known):
        app.add_exception_handler(kind, send)


class Discretion:
    """Lets errors out without what they quote: the server logs them too, whoever has answered the request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        try:
            await self.app(scope, receive, send)
        except Exception as error:
            told = untold(error)
            raise told from told.__cause__


def explain(error: Exception, known: Mapping[type[Exception], tuple[int, str]], path: str) -> Explained:
    """What is said of an error that arose at `path`; what is unexpected goes to the log, and no further."""
    if isinstance(error, Problem):
        return Explained(error.status_code, error.code, error.detail, error.headers, error.members)
    if isinstance(error, HTTPException):
        code = CODES.get(error.status_code, "error")
        return Explained(error.status_code, code, _explain(error), error.headers)
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, ClientDisconnect):
        return Explained(CLIENT_LEFT, "client_left", "The client left before it was answered.")
    for kind in type(error).__mro__:
        if kind in known:
            return Explained(*known[kind], str(error))
    log.error("unexpected error at %s", path, exc_info=untold(error))
    return Explained(500, "internal", "Something went wrong on our side; the log of the service has the details.")


def _explain(error: HTTPException) -> str:
    if error.status_code == 404:
        return "There is nothing at this address; /docs lists what there is."
    if error.status_code == 405:
        return "This address does not take that method; /docs lists what it takes."
    if error.status_code == 400:
        return "The body could not be read; send valid JSON in UTF-8."
    return error.detail


def _invalid(error: RequestValidationError) -> Explained:
    first = error.errors()[0]
    where, kind = [str(part) for part in first["loc"]], first["type"]
    if kind == "json_invalid" or (where == ["body"] and kind == "missing"):
        return Explained(400, "malformed_body", "The body is not valid JSON; send a JSON object in UTF-8.")
    if where == ["body"] and kind in ("model_attributes_type", "model_type"):
        return Explained(400, "malformed_body", "The body is not a JSON object; send one, as application/json.")
    name = ".".join(where[1:]) or where[0]
    codes = {"extra_forbidden": "unknown_field", "missing": "missing_field"}
    code = codes.get(kind, "invalid_field")
    return Explained(422, code, f"{name}: {in_words(first)}.", members={"field": name})


def in_words(error: Mapping[str, Any]) -> str:
    """What is wrong with a field and what to do, from one of pydantic's errors."""
    return _WORDS.get(error["type"]) or str(error["msg"]).removeprefix("Value error, ")
