"""Log lines as JSON: what is in them, and what never is."""

import json
import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.logs import log_as_json


@pytest.fixture
def as_json() -> Iterator[None]:
    """JSON logs for one test."""
    root, ours = logging.getLogger(), logging.getLogger("api")
    before = (root.handlers[:], root.level, ours.level)
    yield
    root.handlers[:], root.level = before[0], before[1]
    ours.setLevel(before[2])


def test_a_request_is_a_line_without_its_contents(
    client: TestClient, as_json: None, capsys: pytest.CaptureFixture[str]
) -> None:
    log_as_json()
    client.post("/v1/documents?collection=harbour", json={"name": "skagerrak.txt", "text": "It is 700 metres deep."})
    client.post("/v1/ask", json={"question": "How deep is the Skagerrak?", "collection": "harbour"})
    client.delete("/v1/collections/harbour")
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("POST", "/v1/documents", 201),
        ("POST", "/v1/ask", 200),
        ("DELETE", "/v1/collections/{name}", 204),
    ]
    for line in lines:
        assert line.keys() == {"time", "level", "logger", "message", "method", "route", "status", "milliseconds", "key"}
        assert (line["level"], line["message"], line["key"]) == ("INFO", "request", None)
        assert line["milliseconds"] > 0
    for secret in ("harbour", "skagerrak", "Skagerrak", "700"):
        assert secret not in written


def test_an_error_is_one_line_with_its_traceback(as_json: None, capsys: pytest.CaptureFixture[str]) -> None:
    log_as_json()
    try:
        raise RuntimeError("first line\nsecond line")
    except RuntimeError as error:
        logging.getLogger("api.errors").error("unexpected error at %s", "/v1/ask", exc_info=error)
    logging.getLogger("somewhere.else").info("chatter")
    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert (said["level"], said["logger"], said["message"]) == ("ERROR", "api.errors", "unexpected error at /v1/ask")
    assert "second line" in said["traceback"]
