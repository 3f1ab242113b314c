"""Every error over HTTP has one shape: RFC 9457 `application/problem+json`.

{"type": "about:blank", "title": "Not Found", "status": 404, "detail": "what is wrong and what to do",
 "code": "unknown_document"}
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

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
PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
    },
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": "Problem", "content": {"application/problem+json": {"schema": PROBLEM_SCHEMA}}}
    for status in ("4XX", 422, "5XX")
}


class Problem(HTTPException):
    """An error to be sent as it is. `members` are added to the problem object (RFC 9457, section 3.2)."""

    def __init__(self, status: int, code: str, detail: str, **members: Any) -> None:
        super().__init__(status, detail, RETRY if status in (429, 503) else None)
        self.code = code
        self.members = members


def problem(status: int, code: str, detail: str, headers: Mapping[str, str] | None = None, **members: Any) -> Response:
    """The response for an error."""
    content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    content |= {"detail": detail, "code": code} | members
    kept = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"} | dict(headers or {})
    return JSONResponse(content, status, kept, media_type="application/problem+json")


def send_problems(app: FastAPI, known: Mapping[type[Exception], tuple[int, str]]) -> None:
    """Send every error as a problem; `known` has the status and code of those whose message users may see."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(ClientDisconnect, _known(400, "malformed_body"))  # nobody is there to read it
    app.add_exception_handler(Exception, _unexpected)
    for kind, (status, code) in known.items():
        app.add_exception_handler(kind, _known(status, code))


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error, Problem):
        return problem(error.status_code, error.code, error.detail, error.headers, **error.members)
    code = CODES.get(error.status_code, "error")
    return problem(error.status_code, code, _explain(error), error.headers)


def _explain(error: HTTPException) -> str:
    if error.status_code == 404:
        return "There is nothing at this address; /docs lists what there is."
    if error.status_code == 405:
        return "This address does not take that method; /docs lists what it takes."
    if error.status_code == 400:
        return "The body could not be read; send valid JSON in UTF-8."
    return error.detail


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where, kind = [str(part) for part in first["loc"]], first["type"]
    if kind == "json_invalid" or (where == ["body"] and kind == "missing"):
        return problem(400, "malformed_body", "The body is not valid JSON; send a JSON object in UTF-8.")
    if where == ["body"] and kind in ("model_attributes_type", "model_type"):
        return problem(400, "malformed_body", "The body is not a JSON object; send one, as application/json.")
    name = ".".join(where[1:]) or where[0]
    codes = {"extra_forbidden": "unknown_field", "missing": "missing_field"}
    return problem(422, codes.get(kind, "invalid_field"), f"{name}: {first['msg']}.", field=name)


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("unexpected error at %s", request.url.path, exc_info=error)
    return problem(500, "internal", "Something went wrong on our side; the log of the service has the details.")


def _known(status: int, code: str) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(_: Request, error: Exception) -> Response:
        return problem(status, code, str(error))

    return handle
