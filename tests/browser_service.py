"""A service that answers by script, for the states of the pages that a real engine cannot be made to show."""

import contextlib
import json
import re
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.browser_scenes import ANSWERS, DOCUMENTS, NOT_FOUND, Json, Source

STATIC = Path(__file__).parent.parent / "api" / "static"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"


class ScriptedService:
    """Serves the pages and scripted answers on a free loopback port until it is closed."""

    def __init__(self, port: int = 0) -> None:
        self.documents: dict[str, Source] = dict(DOCUMENTS)
        self.pages: dict[str, str] = {}  # further pages, by path, served under `policy`
        self.policy = POLICY
        self.shared = False  # whether pages of other origins may read the answers
        self.held = threading.Event()  # the question "slow" waits for it
        self.half_read = threading.Event()  # set once the first half of a file's request was read
        self.reading = threading.Event()  # the other half waits for it
        self.reading.set()
        self.asked: list[Json] = []
        self.disagreements: list[Json] = []
        self.surveyed = threading.Event()  # until then documents are still compared
        self.surveyed.set()
        self.halted: Json = {}  # in place of its state, while they are not: cancelled, or failed and why
        self.evaluations: list[Json] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Stop listening; requests from then on are refused."""
        self.held.set()
        self.reading.set()
        self._server.shutdown()
        self._server.server_close()

    def stored(self, limit: int, offset: int) -> Json:
        """A page of the document list."""
        listed: list[Json] = [
            {
                "id": it.id,
                "name": it.name,
                "collection": "default",
                "title": it.title,
                "source": it.source,
                "published": it.published,
                "url": it.url,
                "passages": 1,
            }
            for it in self.documents.values()
        ]
        more = offset + limit < len(listed)
        return {"documents": listed[offset : offset + limit], "next": str(offset + limit) if more else None}


class Handler(BaseHTTPRequestHandler):
    """Answers one request as its service says."""

    def __init__(self, service: ScriptedService, *connection: Any) -> None:
        self.service = service
        super().__init__(*connection)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has in the library
        """Say nothing."""

    def do_OPTIONS(self) -> None:
        """Allow what the service shares."""
        self._send(204, b"", "text/plain")

    def do_GET(self) -> None:
        """A document's text, a list, or a page."""
        url = urlsplit(self.path)
        document = re.fullmatch(r"/v1/documents/(\w+)/text", url.path)
        if document:
            self._text(document[1])
        elif url.path == "/v1/documents":
            self._documents(parse_qs(url.query))
        elif url.path == "/v1/disagreements":
            self._disagreements(parse_qs(url.query))
        elif url.path.startswith("/v1/evaluations"):
            self._evaluations(url.path, parse_qs(url.query))
        elif url.path == "/ready":
            self._json(200, {"status": "ready"})
        elif url.path == "/v1/additions":
            self._json(200, {"additions": [], "next": None})
        elif url.path == "/v1/collections":
            held = {"name": "default", "documents": len(self.service.documents), "passages": 7}
            self._json(200, {"collections": [held], "next": None})
        else:
            self._page(url.path)

    def do_POST(self) -> None:
        """Take a file, start the survey, or answer a question."""
        size = int(self.headers["Content-Length"])
        if self.path == "/v1/disagreements?collection=default":
            self.rfile.read(size)
            self.service.halted = {}
            self._json(202, {"collection": "default", "state": "updating"})
            return
        if self.path.startswith("/v1/documents"):
            body = self.rfile.read(size // 2)
            self.service.half_read.set()
            self.service.reading.wait(10)
            body += self.rfile.read(size - size // 2)
            self._json(*_added(self.service, body.decode("utf-8", "replace")))
            return
        body = self.rfile.read(size)
        asked = json.loads(body)
        if self.path == "/v1/evaluations":
            self.service.evaluations.insert(0, _evaluation(asked))
            self._json(202, {"id": "e1", "state": "queued"})
            return
        self.service.asked.append(asked)
        if asked["question"].startswith("streamed"):
            self._stream(asked["question"])
            return
        if asked["question"] == "slow":
            self.service.held.wait(10)
        self._json(*ANSWERS.get(asked["question"], (200, NOT_FOUND)))

    def _evaluations(self, path: str, query: dict[str, list[str]]) -> None:
        """Those of the collection asked for, without their results; or one, with it."""
        made = [one for one in self.service.evaluations if path == f"/v1/evaluations/{one['id']}"]
        if made:
            self._json(200, made[0])
            return
        found = [one | {"result": None} for one in self.service.evaluations if one["collection"] in query["collection"]]
        self._json(200, {"evaluations": found, "next": None})

    def _disagreements(self, query: dict[str, list[str]]) -> None:
        """Those of the kind and source asked for, two a page; the second look finds the survey done."""
        kind, source = query.get("kind"), query.get("source")
        found = [
            one
            for one in self.service.disagreements
            if (not kind or one["kind"] in kind)
            and (not source or any(it["source"] in source for it in one["citations"]))
        ]
        start = int(query.get("cursor", ["0"])[0])
        more = str(start + 2) if len(found) > start + 2 else None
        done = 7 if self.service.surveyed.is_set() else 3
        state = "current" if done == 7 else "updating"
        page = found[start : start + 2] if done == 7 else []
        progress = {"state": state, "done": done, "total": 7} | (self.service.halted if done < 7 else {})
        sources = sorted(
            {it["source"] for one in self.service.disagreements for it in one["citations"] if it["source"]}
        )
        self._json(200, {"disagreements": page, "next": more, "sources": sources} | progress)

    def _stream(self, question: str) -> None:
        """The toll as events, its end held back until it may come; or an error in the middle."""
        answer = ANSWERS["toll"][1]
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Content-Security-Policy", self.service.policy)
        self.end_headers()
        self._event("meta", {"id": "a", "question": question, "collection": "default"})
        self._event("sources", {"sources": answer["citations"]})
        self._event("token", {"text": "The sources "})
        self.service.held.wait(10)
        if question.endswith("torn"):
            self._event("error", {"title": "It broke off", "detail": "The reader stopped.", "status": 500})
            return
        self.wfile.write(b": still there\n\n")
        self._event("token", {"text": "<b>differ</b>."})
        self._event("final", answer)
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, name: str, data: Json) -> None:
        self.wfile.write(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()

    def do_DELETE(self) -> None:
        """Forget a document, or cancel an evaluation or the survey."""
        if self.path.startswith("/v1/disagreements?"):
            self.service.halted = {"state": "cancelled"}
            self._send(204, b"", "text/plain")
            return
        if self.path == "/v1/evaluations/e1":
            self.service.evaluations[0]["state"] = "cancelled"
            self._send(204, b"", "text/plain")
            return
        gone = self.service.documents.pop(self.path.rsplit("/", 1)[1], None)
        self._send(204 if gone else 404, b"", "text/plain")

    def _documents(self, query: dict[str, list[str]]) -> None:
        if query["collection"] == ["default"]:
            self._json(200, self.service.stored(int(query["limit"][0]), int(query.get("cursor", ["0"])[0])))
        else:
            self._json(404, _missing("collection"))

    def _text(self, document: str) -> None:
        if document in self.service.documents:
            self._send(200, self.service.documents[document].text.encode(), "text/plain; charset=utf-8")
        else:
            self._json(404, _missing("document"))

    def _page(self, path: str) -> None:
        if path in self.service.pages:
            self._send(200, self.service.pages[path].encode(), "text/html; charset=utf-8")
            return
        file = STATIC / ("index.html" if path == "/" else path.removeprefix("/static/").lstrip("/"))
        if file.parent == STATIC and file.is_file():
            self._send(200, file.read_bytes(), f"{TYPES[file.suffix]}; charset=utf-8")
        else:
            self._json(404, _missing("page"))

    def _json(self, status: int, body: Json) -> None:
        kind = "application/json" if status < 400 else "application/problem+json"
        self._send(status, json.dumps(body).encode(), kind)

    def _send(self, status: int, body: bytes, kind: str) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the page gave the request up
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", self.service.policy)
            if self.service.shared:
                self.send_header("Access-Control-Allow-Origin", "*")
                self.send_header("Access-Control-Allow-Headers", "*")
            self.end_headers()
            self.wfile.write(body)


def _evaluation(asked: Json) -> Json:
    return {
        "id": "e1",
        "collection": asked["collection"],
        "state": "running",
        "progress": {"done": 1, "total": len(asked["cases"])},
        "created": "2026-03-01T10:00:00+00:00",
        "ended": None,
        "error": None,
        "result": None,
        "name": asked["name"],
    }


def _missing(what: str) -> Json:
    return {
        "title": f"No such {what}",
        "status": 404,
        "detail": f"There is no such {what}.",
        "code": "missing",
    }


def _added(service: ScriptedService, form: str) -> tuple[int, Json]:
    """Take a file unless its name says that it is to be refused."""
    found = re.search(r'filename="([^"]+)"', form)
    name = found[1] if found else ""
    if "bad" in name:
        refused = {"name": name, "code": "empty", "detail": "It holds no text. Add one that does."}
        return 422, {"documents": [], "rejected": [refused], "title": "Nothing was added", "status": 422}
    status = "unchanged" if any(it.name == name for it in service.documents.values()) else "added"
    service.documents[name.replace(".", "")] = Source(name.replace(".", ""), name, None, None, None, "text")
    added = {"id": name, "name": name, "collection": "default", "passages": 2, "status": status}
    return 201, {"documents": [added], "rejected": []}
