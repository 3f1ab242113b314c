"""What other web pages may not do to a service on this machine, and what every response says about it."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.guard import is_loopback
from tests.problems import assert_problem

TEXT = {"text": "The sea is wide.", "name": "sea.txt"}


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "10.0.0.1",
        "",
        "[",
        "::1",
    ],
)
def test_a_host_that_is_not_this_machine_is_refused(client: TestClient, host: str) -> None:
    for path in ("/health", "/", "/v1/documents"):
        assert_problem(client.get(path, headers={"host": host}), 421, "foreign_host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.8.8.8:1", "[::1]:8000"])
def test_loopback_names_are_this_machine(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("bound_to", "host", "status"),
    [
        ("192.0.2.7", "192.0.2.7:8000", 200),
        ("192.0.2.7", "192.0.2.8:8000", 421),
        ("files.intranet", "files.intranet:8000", 200),
        ("files.intranet", "evil.example", 421),
        ("0.0.0.0", "192.0.2.7:8000", 200),
        ("0.0.0.0", "evil.example", 421),
        ("::", "[2001:db8::1]:8000", 200),
        ("::", "evil.example", 421),
    ],
)
def test_the_host_it_is_bound_to_is_its_own(
    connect: Callable[..., TestClient], bound_to: str, host: str, status: int
) -> None:
    assert connect(bound_to=bound_to).get("/health", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://localhost:3000",
        "http://127.0.0.1",
        "http://127.0.0.1:8000.evil.example",
    ],
)
def test_a_foreign_page_changes_and_asks_nothing(client: TestClient, origin: str) -> None:
    document = client.post("/v1/documents", json=TEXT).json()["documents"][0]["id"]
    headers = {"origin": origin}
    for response in (
        client.post("/v1/documents", json=TEXT | {"name": "other.txt"}, headers=headers),
        client.post("/v1/documents", files={"file": ("a.txt", b"The sea is deep.")}, headers=headers),
        client.post("/v1/ask", json={"question": "Is the sea wide?"}, headers=headers),
        client.delete(f"/v1/documents/{document}", headers=headers),
        client.delete("/v1/collections/default", headers=headers),
    ):
        assert_problem(response, 403, "foreign_origin")
    assert [one["id"] for one in client.get("/v1/documents").json()["documents"]] == [document]


def test_a_foreign_page_cannot_read(client: TestClient) -> None:
    response = client.get("/v1/documents", headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in response.headers
    preflight = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    assert_problem(client.options("/v1/ask", headers=preflight), 405, "method_not_allowed")


def test_our_own_pages_may(client: TestClient) -> None:
    assert client.post("/v1/documents", json=TEXT, headers={"origin": "http://127.0.0.1:8000"}).status_code == 201
    local = {"origin": "http://localhost:8000", "host": "localhost:8000"}
    assert client.post("/v1/search", json={"query": "sea"}, headers=local).status_code == 200


def test_an_origin_that_was_allowed_may_ask_and_read(connect: Callable[..., TestClient]) -> None:
    allowed = "https://intranet.example"
    client = connect(allowed_origins=[allowed])
    client.post("/v1/documents", json=TEXT)
    preflight = {
        "origin": allowed,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    assert client.options("/v1/ask", headers=preflight).headers["access-control-allow-origin"] == allowed
    cancelling = client.options("/v1/disagreements", headers=preflight | {"access-control-request-method": "DELETE"})
    assert cancelling.status_code == 200
    assert "DELETE" in cancelling.headers["access-control-allow-methods"]
    response = client.post("/v1/search", json={"query": "sea"}, headers={"origin": allowed})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == allowed
    assert response.headers["cross-origin-resource-policy"] == "same-origin"
    other = client.post("/v1/search", json={"query": "sea"}, headers={"origin": "https://evil.example"})
    assert_problem(other, 403, "foreign_origin")
    assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize("path", ["/", "/docs", "/health", "/v1/collections", "/nothing", "/static/demo.css"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["style-src"] == ("'self' 'unsafe-inline'" if path == "/docs" else "'self'")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("127.255.0.3", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_only_this_machine_is_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
