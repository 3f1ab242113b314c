"""An OpenAI-compatible server that replies by script, in place of a language model."""

import json
import threading
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[BaseHTTPRequestHandler], None]


def says(content: Any) -> Reply:
    """A reply with that message."""
    return sends(json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode())


def sends(body: bytes, status: int = 200, **headers: str) -> Reply:
    """A reply as it goes over the wire."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


class Scripted:
    """An OpenAI-compatible server on loopback that replies as it is told."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def close(self) -> None:
        """Stop listening, and let go of what waits for `released`."""
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, scripted: Scripted, *connection: Any) -> None:
        self.scripted = scripted
        super().__init__(*connection)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has in the library
        """Say nothing."""

    def do_POST(self) -> None:
        """Note what was asked, and reply."""
        assert self.path == "/v1/chat/completions"
        self.scripted.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.scripted.keys.append(self.headers.get("Authorization"))
        self.scripted.reply(self)
