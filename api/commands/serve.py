"""`counterpoint serve`: the HTTP service."""

import socket
from argparse import Namespace
from collections.abc import Callable
from urllib.parse import urlsplit

from api.commands.usage import UsageError
from api.terminal import harmless
from index.types import StoredDocument
from rag.settings import Settings
from rag.wire import Service, open_service

GRACE = 10  # seconds that requests may take to finish once the service is told to stop
NO_DOCUMENTS = "Nothing is stored yet; add something with `counterpoint add PATH`."


def serve(args: Namespace, settings: Settings, out: Callable[[str], None]) -> int:
    """Serve until told to stop. Raises UsageError for a host or port that cannot be had."""
    import uvicorn

    from api.app import create_app

    _check(args)
    listening = bind(args.host, args.port)
    failures: list[Exception] = []

    def opener() -> Service:
        service = open_service(settings)
        out(f"Counterpoint is at {_address(listening)}")
        out(f"Try: {harmless(args.example)}" if args.example else _suggestion(service))
        return service

    def stop(error: Exception) -> None:
        failures.append(error)
        server.should_exit = True

    app = create_app(opener, args.host, args.allow_origin, stop)
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE, lifespan="on")
    server = uvicorn.Server(config)
    server.run(sockets=[listening])
    if failures:
        raise failures[0]
    return 0


def _check(args: Namespace) -> None:
    from api.guard import is_loopback

    if not (args.insecure or is_loopback(args.host)):
        raise UsageError(
            f"{harmless(args.host)} can be reached from other machines, and nothing asks for a password; "
            "leave --host out, or add --insecure if everyone who can reach it may read and change everything"
        )
    for origin in args.allow_origin:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
            raise UsageError(f"{harmless(origin)} is not an origin; write it as https://intranet.example")


def bind(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and `port`; raises UsageError where that cannot be."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot listen on {harmless(host)} port {port} ({reason}); choose another --port") from error
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _suggestion(service: Service) -> str:
    found = _first_document(service)
    if found is None:
        return NO_DOCUMENTS
    return f"Try: What do the sources say about “{harmless(found.metadata.title or found.name)}”?"


def _first_document(service: Service) -> StoredDocument | None:
    for collection in service.index.collections(1, None)[0]:
        for document in service.index.documents(collection.name, 1, None)[0]:
            return document
    return None
