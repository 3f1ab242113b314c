"""The pages, the watchers' addresses, and that nothing is loaded from anywhere else."""

import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from api.access.keys import Grant, Keys
from api.records import open_records
from api.routes.evaluations import REPORT_POLICY
from api.routes.pages import REFERENCE, STATIC
from tests.problems import assert_problem
from tests.service import open_with_hashes


def test_health_names_the_version(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok", "version": version("counterpoint")}


def test_ready_once_the_service_is_open(client: TestClient) -> None:
    assert client.get("/ready").json() == {"status": "ready"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/widget.js", "text/javascript; charset=utf-8"),
        ("/static/widget.js", "text/javascript; charset=utf-8"),
        ("/static/report.html", "text/html; charset=utf-8"),
        ("/docs", "text/html; charset=utf-8"),
        ("/docs/start.js", "text/javascript; charset=utf-8"),
        ("/docs/swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
        ("/docs/swagger-ui.css", "text/css; charset=utf-8"),
        ("/openapi.json", "application/json"),
    ],
)
def test_files_have_their_type(client: TestClient, path: str, kind: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (200, kind)
    assert len(response.content) > 100


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/widget.js", "/static/report.html", "/static/demo.js", "/openapi.json", "/health", "/ready"]
)
def test_pages_and_health_answer_head_as_get(client: TestClient, path: str) -> None:
    got, headed = client.get(path), client.head(path)
    assert (headed.status_code, got.status_code) == (200, 200)
    for name in ("content-type", "content-length", "content-security-policy"):
        assert headed.headers[name] == got.headers[name]


@pytest.mark.parametrize("page", [STATIC / "index.html", REFERENCE / "index.html"], ids=["demo", "reference"])
def test_pages_load_only_what_this_service_has(client: TestClient, page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    loaded = re.findall(r"<(?:script|link|img|iframe)[^>]*?(?:src|href)=\"([^\"]+)\"", html)
    assert loaded
    for address in loaded:
        assert client.get(address).status_code == 200, address
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\son\w+=", html), "the policy allows nothing inline"


def test_any_page_may_load_the_widget(client: TestClient) -> None:
    response = client.get("/widget.js", headers={"origin": "https://blog.example"})
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"


def test_reports_are_framed_by_the_demo_page_alone_and_shut_off_from_it(client: TestClient) -> None:
    """The frame has the sandbox of a report's own address; of all pages only the demo page may hold one."""
    frame = client.get("/static/report.html").headers
    assert frame["content-security-policy"] == f"{REPORT_POLICY}; frame-ancestors 'self'"
    assert frame["x-frame-options"] == "SAMEORIGIN"
    assert "sandbox allow-scripts;" in REPORT_POLICY
    assert client.get("/").headers["content-security-policy"].endswith("; frame-src 'self'")
    assert "frame-src" not in client.get("/docs").headers["content-security-policy"]


def test_requests_are_counted_by_route_and_status(client: TestClient) -> None:
    for path in ("/v1/documents/one", "/v1/documents/two", "/wp-admin", "/.env"):
        client.get(path)
    client.post("/v1/ask", json={"question": ""})
    client.post("/mcp", json={})
    client.get("/health", headers={"host": "evil.example"})
    counted = requests_counted(client.get("/metrics").text)
    assert counted["GET", "/v1/documents/{document_id}", "404"] == 2
    assert counted["POST", "/v1/ask", "422"] == 1
    assert counted["POST", "/mcp", "400"] == 1
    assert counted["ANY", "unmatched", "404"] == 2
    assert counted["ANY", "unmatched", "421"] == 1
    assert {route for _, route, _ in counted} == {
        "/v1/documents/{document_id}",
        "/v1/ask",
        "/mcp",
        "/ready",
        "unmatched",
    }


def test_what_is_turned_away_for_its_key_or_its_rate_is_counted_by_route(
    connect: Callable[..., TestClient], tmp_path: Path
) -> None:
    client = connect(rate=1)
    assert [client.get("/v1/documents/one").status_code for _ in range(2)] == [404, 429]
    admin = Keys(open_records(tmp_path / "home")).create(Grant("admin", "admin"))[1]
    assert client.post("/v1/ask", json={"question": "Why?"}).status_code == 401
    assert client.get("/v1/wp-admin").status_code == 401
    counted = requests_counted(client.get("/metrics", headers={"authorization": f"Bearer {admin}"}).text)
    assert counted["GET", "/v1/documents/{document_id}", "429"] == 1
    assert counted["POST", "/v1/ask", "401"] == 1
    assert counted["ANY", "unmatched", "401"] == 1


def requests_counted(metrics: str) -> dict[tuple[str, str, str], float]:
    """By method, route and status."""
    return {
        (sample.labels["method"], sample.labels["route"], sample.labels["status"]): sample.value
        for family in text_string_to_metric_families(metrics)
        for sample in family.samples
        if sample.name == "http_requests_total"
    }


def test_answers_are_counted_by_stage(client: TestClient) -> None:
    client.post("/v1/documents", json={"name": "sea.txt", "text": "The Skagerrak is 700 metres deep."})
    asked = [client.post("/v1/ask", json={"question": "How deep is the Skagerrak?"}).json() for _ in range(2)]
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(client.get("/metrics").text)
        for sample in family.samples
    }
    assert samples["answers_total", "answered"] == 2
    stages = {name[1] for name in samples if name[0] == "answer_stage_duration_seconds_count"}
    assert stages == set(asked[0]["timings_ms"]) >= {"search", "read", "total"}
    total = sum(one["timings_ms"]["total"] for one in asked) / 1000
    assert samples["answer_stage_duration_seconds_sum", "total"] == pytest.approx(total)
    assert samples["answer_stage_duration_seconds_count", "read"] == 2


def test_stopping_closes_the_index_and_keeps_what_was_added(connect: Callable[..., TestClient], tmp_path: Path) -> None:
    client = connect()
    client.post("/v1/documents", json={"name": "sea.txt", "text": "The sea is wide."})
    state = client.app.state.counterpoint  # type: ignore[attr-defined]
    assert state.service is not None
    client.__exit__(None, None, None)
    assert state.service is None
    with open_with_hashes(tmp_path / "home") as service:
        assert [document.name for document in service.index.documents("default", 10, None)[0]] == ["sea.txt"]
    client.__enter__()  # started again, for the fixture to stop
    assert_problem(client.get("/nothing"), 404, "not_found")
