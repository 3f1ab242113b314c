"""`counterpoint serve --telemetry`: what a collector of OpenTelemetry traces receives, and what it does not."""

import json
import os
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.served import served

SECRET = "lighthouse"


class Collector(ThreadingHTTPServer):
    """Keeps what is posted to it: path and body."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Keep)
        self.received: list[tuple[str, bytes]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Keep(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        """Keep the body."""
        assert isinstance(self.server, Collector)
        self.server.received.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    """A collector on loopback."""
    with Collector() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask_once(home: Path, collector: Collector, *options: str) -> None:
    """Serve with those options, ask something, and stop."""
    settings = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_BSP_SCHEDULE_DELAY": "50"}
    with served(home, *options, variables={**os.environ, **settings}) as address:
        _post(f"{address}/v1/documents", {"name": "a.txt", "text": f"The {SECRET} was built in 1871."})
        assert "1871" in _post(f"{address}/v1/ask", {"question": f"When was the {SECRET} built?"})


def _post(url: str, body: dict[str, str]) -> str:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return str(response.read().decode())


@pytest.mark.slow
def test_requests_are_traced_without_what_was_asked_or_answered(tmp_path: Path, collector: Collector) -> None:
    """A span for each request, named by its route; neither question nor document is in them, and no logs are sent."""
    ask_once(tmp_path, collector, "--telemetry")

    assert {path for path, _ in collector.received} == {"/v1/traces", "/v1/metrics"}
    assert not any(SECRET.encode() in body for _, body in collector.received)
    traces = [body for path, body in collector.received if path == "/v1/traces"]
    requests = [ExportTraceServiceRequest.FromString(body) for body in traces]
    spans = [s for sent in requests for r in sent.resource_spans for scope in r.scope_spans for s in scope.spans]
    assert {"POST /v1/documents", "POST /v1/ask"} <= {span.name for span in spans}


@pytest.mark.slow
def test_nothing_is_sent_unless_told(tmp_path: Path, collector: Collector) -> None:
    """The variable alone switches nothing on."""
    ask_once(tmp_path, collector)

    assert collector.received == []
