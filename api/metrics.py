"""Prometheus metrics: requests and how long they took, by route; answers, and how long by stage. And a log of both.

Neither holds anything that was asked or answered, nor the name of a document or a collection.
"""

import logging
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.admit import KEY
from api.access.keys import Key
from rag.types import Answer
from rag.wire import Service

if TYPE_CHECKING:
    from rag.ask import Answerer
    from rag.finding import Searchable

log = logging.getLogger(__name__)


class Metrics:
    """The figures of one service."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("http_requests", "Requests answered.", labels, registry=self.registry)
        self.seconds = Histogram(
            "http_request_duration_seconds",
            "From request to end of response.",
            ("method", "route"),
            registry=self.registry,
        )
        self.answers = Counter("answers", "Answers made.", ("status",), registry=self.registry)
        self.stages = Histogram(
            "answer_stage_duration_seconds",
            "What an answer's time went into: search, read, judge, compare, write; total is all of them.",
            ("stage",),
            registry=self.registry,
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
        )

    def text(self) -> bytes:
        """The metrics in the Prometheus text format."""
        return generate_latest(self.registry)

    def record(self, scope: Scope, status: int, seconds: float) -> None:
        """Count one request. Addresses without a route count as one, so that scanners cannot fill memory."""
        route = getattr(scope.get("route"), "path", "unmatched")
        method = scope["method"] if route != "unmatched" else "ANY"
        key: Key | None = scope.get(KEY)
        said = {"method": method, "route": route, "status": status, "milliseconds": round(seconds * 1000, 1)}
        log.info("request", extra=said | {"key": key.id if key else None})
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(seconds)

    def answered(self, answer: Answer) -> None:
        """Count an answer and what its time went into."""
        self.answers.labels(answer.status).inc()
        for stage, milliseconds in answer.timings_ms.items():
            self.stages.labels(stage).observe(milliseconds / 1000)


class MeasuredAnswerer:
    """An answerer whose answers are counted, whoever asked."""

    def __init__(self, answerer: "Answerer", metrics: Metrics) -> None:
        self._answerer = answerer
        self._metrics = metrics

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        """As Answerer.ask."""
        return self.word(self.draft(*args, **kwargs))

    def draft(self, *args: Any, **kwargs: Any) -> Answer:
        """As Answerer.draft."""
        return self._answerer.draft(*args, **kwargs)

    def word(self, draft: Answer) -> Answer:
        """As Answerer.word."""
        answer = self._answerer.word(draft)
        self._metrics.answered(answer)
        return answer

    def over(self, index: "Searchable") -> "Answerer":
        """As Answerer.over."""
        return cast("Answerer", MeasuredAnswerer(self._answerer.over(index), self._metrics))


def measured(service: Service, metrics: Metrics) -> Service:
    """The same service, its answers counted."""
    return Service(service.index, cast("Answerer", MeasuredAnswerer(service.answerer, metrics)), service.survey)


class Measure:
    """Records every request that passes."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and record how it ended; one that raised counts as 500."""
        started, status = perf_counter(), 500

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        finally:
            if scope["type"] == "http":
                self.metrics.record(scope, status, perf_counter() - started)
