"""The one shape every error over HTTP has."""

from http import HTTPStatus
from typing import Any

from httpx2 import Response


def assert_problem(response: Response, status: int, code: str) -> dict[str, Any]:
    """`response` is an RFC 9457 problem of this status and code, without internals; its members."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"
    problem: dict[str, Any] = response.json()
    assert problem["type"] == "about:blank"
    assert problem["title"] == HTTPStatus(status).phrase
    assert problem["status"] == status
    assert problem["code"] == code
    assert isinstance(problem["detail"], str)
    assert problem["detail"]
    assert "Traceback" not in response.text
    return problem
