"""Every way to be wrong over HTTP, and the one shape of what comes back."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from api.app import FORM_OVERHEAD, create_app
from api.bodies import MAX_QUESTION
from corpus.read import MAX_BYTES
from rag.wire import Service
from tests.problems import assert_problem
from tests.service import ADDRESS

LIMIT = MAX_BYTES + FORM_OVERHEAD


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nothing"),
        ("GET", "/v1"),
        ("GET", "/static/../app.py"),
        ("GET", "/static/nothing.js"),
        ("GET", "/redoc"),
    ],
)
def test_an_address_without_a_route_is_404(client: TestClient, method: str, path: str) -> None:
    assert_problem(client.request(method, path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/ask"), ("PUT", "/v1/documents"), ("POST", "/health"), ("DELETE", "/")]
)
def test_a_method_the_route_does_not_take_is_405(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path)
    assert_problem(response, 405, "method_not_allowed")
    assert response.headers["allow"]


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/search", "/v1/documents"])
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"question": "a"', b'"a"', b"[]", b"null", b"\xff\xfe", b"[" * 100_000],
    ids=["nothing", "brace", "cut off", "string", "list", "null", "not UTF-8", "very deep"],
)
def test_a_body_that_is_no_json_object_is_400(client: TestClient, path: str, body: bytes) -> None:
    response = client.post(path, content=body, headers={"content-type": "application/json"})
    assert_problem(response, 400, "malformed_body")


def test_json_announced_as_something_else_is_not_read(client: TestClient) -> None:
    # A page of another origin may send text/plain without asking first.
    sent = client.post("/v1/ask", content=b'{"question": "a"}', headers={"content-type": "text/plain"})
    assert_problem(sent, 400, "malformed_body")
    sent = client.post("/v1/documents", content=b'{"text": "a", "name": "b"}', headers={"content-type": "text/plain"})
    assert_problem(sent, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, "missing_field", "question"),
        ({"question": ""}, "invalid_field", "question"),
        ({"question": " \n\t"}, "invalid_field", "question"),
        ({"question": 5}, "invalid_field", "question"),
        ({"question": None}, "invalid_field", "question"),
        ({"question": "a" * (MAX_QUESTION + 1)}, "invalid_field", "question"),
        ({"question": "a", "filters": {"colour": "red"}}, "unknown_field", "filters.colour"),
        ({"question": "a", "filters": []}, "invalid_field", "filters"),
        ({"question": "a", "filters": {"source": 3}}, "invalid_field", "filters.source"),
        (
            {"question": "a", "filters": {"published_after": "soon"}},
            "invalid_field",
            "filters.published_after",
        ),
        (
            {"question": "a", "filters": {"published_after": "2024-02-30"}},
            "invalid_field",
            "filters.published_after",
        ),
        (
            {"question": "a", "filters": {"published_before": "2024-13"}},
            "invalid_field",
            "filters.published_before",
        ),
        (
            {"question": "a", "filters": {"published_before": "0000"}},
            "invalid_field",
            "filters.published_before",
        ),
        (
            {"question": "a", "filters": {"published_before": "٢٠٢٤"}},
            "invalid_field",
            "filters.published_before",
        ),
        ({"question": "a", "stream": "perhaps"}, "invalid_field", "stream"),
    ],
)
def test_a_question_that_cannot_be_asked_is_422(
    client: TestClient, body: dict[str, Any], code: str, field: str
) -> None:
    problem = assert_problem(client.post("/v1/ask", json=body), 422, code)
    assert problem["field"] == field
    assert problem["detail"].startswith(f"{field}: ")


@pytest.mark.parametrize(("limit", "code"), [(0, 422), (101, 422), ("ten", 422), (1.5, 422), (10**30, 422)])
def test_a_search_limit_out_of_range_is_422(client: TestClient, limit: object, code: int) -> None:
    problem = assert_problem(client.post("/v1/search", json={"query": "a", "limit": limit}), code, "invalid_field")
    assert problem["field"] == "limit"


def test_half_a_character_is_422(client: TestClient) -> None:
    sent = client.post("/v1/ask", content=b'{"question": "\\ud800"}', headers={"content-type": "application/json"})
    assert_problem(sent, 422, "invalid_field")


HALF = "x\ud800"
USER = {"role": "user", "content": "Why?"}
CONTENT = "messages.0.content"


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/v1/ask", {"question": HALF}, "question"),
        ("/v1/ask", {"question": "Why?", "collection": HALF}, "collection"),
        ("/v1/ask", {"question": "Why?", "filters": {"source": HALF}}, "filters.source"),
        ("/v1/ask", {"question": "Why?", "earlier": [{"question": HALF}]}, "earlier.0.question"),
        ("/v1/ask", {"question": "Why?", "earlier": [{"question": "How?", "answer": HALF}]}, "earlier.0.answer"),
        ("/v1/search", {"query": HALF}, "query"),
        ("/v1/search", {"query": "Why?", "filters": {"document": HALF}}, "filters.document"),
        ("/v1/chat/completions", {"model": HALF, "messages": [USER]}, "model"),
        ("/v1/chat/completions", {"model": "a", "messages": [USER | {"content": HALF}]}, CONTENT),
        ("/v1/chat/completions", {"model": "a", "messages": [USER | {"role": "tool", "content": HALF}, USER]}, CONTENT),
        (
            "/v1/chat/completions",
            {"model": "a", "messages": [USER, USER | {"content": [{"type": "text", "text": HALF}]}]},
            "messages.1.content",
        ),
        ("/v1/evaluations", {"collection": HALF, "cases": []}, "collection"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stream", [False, True])
def test_half_a_character_anywhere_is_refused_in_words(
    client: TestClient, path: str, body: dict[str, Any], field: str, stream: bool
) -> None:
    content = json.dumps(body | {"stream": stream})
    sent = client.post(path, content=content, headers={"content-type": "application/json"})
    problem = assert_problem(sent, 422, "invalid_field")
    assert (problem["field"], problem["detail"]) == (
        field,
        f"{field}: it has half a character, as \\ud800 is; send whole ones.",
    )


@pytest.mark.parametrize("field", ["text", "name", "title", "source", "published", "url"])
def test_a_text_with_half_a_character_is_no_json_of_ours(client: TestClient, field: str) -> None:
    content = json.dumps({"text": "The sea is wide.", "name": "sea.txt"} | {field: HALF})
    sent = client.post("/v1/documents", content=content, headers={"content-type": "application/json"})
    assert_problem(sent, 400, "malformed_body")


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({}, "question: it is missing; send it."),
        ({"question": " "}, "question: it is empty; ask something."),
        ({"question": "Why?", "filters": {"colour": "red"}}, "filters.colour: there is no such field; leave it out."),
        (
            {"question": "Why?", "filters": {"published_after": "soon"}},
            "filters.published_after: 'soon' is not a date; write it as 2024, 2024-03 or 2024-03-22.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(client: TestClient, body: dict[str, Any], detail: str) -> None:
    assert client.post("/v1/ask", json=body).json()["detail"] == detail


@pytest.mark.parametrize("collection", ["missing", "default"])
def test_an_unknown_collection_is_404(client: TestClient, collection: str) -> None:
    for response in (
        client.post("/v1/ask", json={"question": "why?", "collection": collection}),
        client.post("/v1/search", json={"query": "why?", "collection": collection}),
        client.get("/v1/documents", params={"collection": collection}),
        client.delete(f"/v1/collections/{collection}"),
    ):
        assert_problem(response, 404, "unknown_collection")


@pytest.mark.parametrize("document", ["missing", "0" * 64, "%00", "a%2Fb", "%F0%9F%90%9F", "' OR 1=1 --"])
def test_an_unknown_document_is_404(client: TestClient, document: str) -> None:
    for method, path in (("GET", ""), ("DELETE", ""), ("GET", "/text")):
        response = client.request(method, f"/v1/documents/{document}{path}")
        assert_problem(response, 404, "not_found" if "%2F" in document else "unknown_document")


@pytest.mark.parametrize("name", ["../up", "", "a/b", "a" * 65, "a\x00b", "-a"])
def test_a_name_no_collection_can_have_is_422(client: TestClient, name: str) -> None:
    sent = client.post("/v1/documents", params={"collection": name}, json={"text": "The sea is wide.", "name": "a"})
    assert_problem(sent, 422, "bad_collection_name")


@pytest.mark.parametrize("path", ["/v1/documents", "/v1/collections"])
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=0", "invalid_field"),
        ("limit=1001", "invalid_field"),
        ("limit=ten", "invalid_field"),
        ("cursor=nonsense", "bad_cursor"),
        ("cursor=%00", "bad_cursor"),
    ],
)
def test_a_page_that_cannot_be_is_422(client: TestClient, path: str, query: str, code: str) -> None:
    client.post("/v1/documents", json={"text": "The sea is wide.", "name": "sea.txt"})
    assert_problem(client.get(f"{path}?{query}"), 422, code)


def test_a_body_announced_as_too_large_is_413_unread(client: TestClient) -> None:
    sent = client.post("/v1/documents", content=b"a", headers={"content-length": str(LIMIT + 1)})
    assert_problem(sent, 413, "too_large")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
def test_a_body_that_turns_out_too_large_is_413_before_its_end(client: TestClient, kind: str) -> None:
    taken = 0

    async def endless() -> Any:
        nonlocal taken
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        while taken < 10 * LIMIT:
            taken += 10_000_000
            yield b"a" * 10_000_000

    async def send() -> httpx2.Response:
        transport = httpx2.ASGITransport(app=client.app)  # unlike the test client, it does not collect the body first
        async with httpx2.AsyncClient(transport=transport, base_url=ADDRESS) as streaming:
            return await streaming.post("/v1/documents", content=endless(), headers={"content-type": kind})

    assert_problem(asyncio.run(send()), 413, "too_large")
    assert taken <= LIMIT + 10_000_000


def test_an_unexpected_error_is_500_and_keeps_its_details_to_the_log(
    connect: Callable[..., TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    client = connect()

    @client.app.get("/broken")  # type: ignore[attr-defined,untyped-decorator]
    def broken() -> None:
        raise RuntimeError("the secret is 42")

    response = client.get("/broken")
    assert_problem(response, 500, "internal")
    assert "42" not in response.text
    assert "the secret is 42" in caplog.text


def test_before_it_is_ready_it_says_so(tmp_path: Path) -> None:
    def opener() -> Service:
        raise RuntimeError("no such model")

    with TestClient(create_app(opener, tmp_path), base_url=ADDRESS) as client:
        assert client.get("/health").json()["status"] == "ok"
        for response in (client.get("/ready"), client.get("/v1/documents"), client.get("/v1/collections")):
            problem = assert_problem(response, 503, "not_ready")
            assert response.headers["retry-after"] == "1"
            assert "no such model" not in json.dumps(problem)


def test_the_description_promises_problems(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            answers = operation["responses"]
            problems = {status for status in answers if not status.startswith("2")}
            assert {"422", "429", "500", "503"} <= problems
            assert all(status.isdecimal() for status in answers), "a wildcard promises nothing"
            for status in problems:
                assert list(answers[status]["content"]) == ["application/problem+json"], f"{status} {method} {path}"
            assert "HTTPValidationError" not in json.dumps(operation)
