"""A set over HTTP: the same answers and figures as in process, and every broken reply refused in words."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.types import Document, Metadata
from eval.cases import Case, Evidence, ExpectedPosition
from eval.http import Remote, ServiceError, parse_answer
from eval.run import run
from eval.types import Found
from rag.wire import Service, assemble
from tests.fakes import HashEmbedder, WordJudge, WordReader
from tests.live_service import QUESTION, REPORTS, UNKNOWN, GatedReader, add_reports, listening
from tests.test_eval_run import BOTH, CASES, TEXTS, ask

PAGES = {
    None: {"documents": [{"id": "1", "name": "guard.md", "passages": 1}], "next": "more"},
    "more": {"documents": [{"id": "2", "name": "wire.md"}], "next": None},
}


class Scripted(BaseHTTPRequestHandler):
    """Answers as the contract says, with what `ask` answers."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        if url.path == "/v1/documents" and query["collection"] == ["ferries"]:
            self._reply(200, json.dumps(PAGES[query.get("cursor", [None])[0]]))
        elif url.path.endswith("/text"):
            self._reply(200, TEXTS[url.path.split("/")[3]])
        else:
            self._reply(404, json.dumps({"code": "unknown_collection", "detail": "There is no such collection."}))

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert asked["collection"] == "ferries"
        try:
            self._reply(200, json.dumps(asdict(ask(asked["question"])) | {"a_field_added_later": 1}))
        except RuntimeError:
            self._reply(500, "<html>broken</html>")

    def _reply(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has in the library
        pass


@pytest.fixture
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Scripted) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_an_answer_comes_back_as_it_was_sent(url: str) -> None:
    assert Remote(url, "ferries").ask("How many died?") == BOTH


def test_every_page_of_documents_is_read(url: str) -> None:
    assert Remote(url, "ferries").documents() == {"guard.md": "1", "wire.md": "2"}


def test_figures_over_http_are_those_in_process(url: str) -> None:
    remote = Remote(url, "ferries")

    over_http, in_process = run(CASES, remote.ask, remote.text), run(CASES, ask, TEXTS.__getitem__)

    assert [case.tallies for case in over_http.cases] == [case.tallies for case in in_process.cases]
    assert [case.verdict for case in over_http.cases] == [case.verdict for case in in_process.cases]


def test_a_refusal_is_told_in_the_service_s_words(url: str) -> None:
    with pytest.raises(ServiceError, match="404 There is no such collection"):
        Remote(url, "trains").documents()


def test_a_service_that_is_not_there() -> None:
    with pytest.raises(ServiceError, match="cannot be reached"):
        Remote("http://127.0.0.1:9").ask("Anybody?")


def test_only_http_is_spoken() -> None:
    with pytest.raises(ServiceError, match="is no http address"):
        Remote("file:///etc").documents()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": "maybe"}, "status"),
        ({"citations": []}, "cites"),
        ({"answer": "Something else."}, "statement is not where it says"),
        (
            {"statements": [{"text": "38 or 41.", "start": "0", "end": 9, "citations": [1]}]},
            "statements.0.start",
        ),
    ],
)
def test_an_answer_that_breaks_its_promises_is_refused(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(ServiceError, match=reason):
        parse_answer(json.dumps(asdict(BOTH) | changes).encode())


def test_a_reply_that_is_not_json_is_refused() -> None:
    with pytest.raises(ServiceError, match="cannot be read"):
        parse_answer(b"<html>")


def test_the_same_set_gives_the_same_figures_in_process_and_over_http(tmp_path: Path) -> None:
    toll = ExpectedPosition(("14",), (Evidence("coast.txt", "killed 14 people"),))
    rival = ExpectedPosition(("19",), (Evidence("press.txt", "killed 19 people"),))
    cases = [
        Case("toll", QUESTION, True, "value", (toll, rival)),
        Case("unknown", UNKNOWN, False, "none"),
    ]
    with listening(tmp_path / "served", GatedReader()) as url:
        add_reports(url)
        remote = Remote(url)
        served = run(cases, remote.ask, remote.text, search=remote.search)

    with assemble(tmp_path / "here", HashEmbedder(), WordReader(), WordJudge()) as service:
        documents = [
            Document(name, text, Metadata(source=source, published=published, url=address))
            for name, (source, published, address, text) in REPORTS.items()
        ]
        service.index.add("default", documents)
        here = run(cases, service.answerer.ask, service.index.text, search=partial(found_in, service))

    assert {one.name: one.value for one in served.figures if not one.name.startswith("latency")} == {
        one.name: one.value for one in here.figures if not one.name.startswith("latency")
    }
    assert served.figures[0].n > 0


def found_in(service: Service, question: str) -> list[Found]:
    return [
        Found(hit.document.name, hit.passage_id, hit.text) for hit in service.index.search(question, "default", 100)
    ]
