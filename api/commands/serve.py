"""`counterpoint serve`: the HTTP service."""

import socket
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from api.access.keys import Keys
from api.access.origin import check_origin
from api.commands.usage import UsageError
from api.logs import log_as_json
from api.records import open_records
from api.terminal import harmless
from index.types import StoredDocument
from rag.settings import Settings
from rag.wire import Service, open_service

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Config

    from api.app import Access

GRACE = 10  # seconds that requests may take to finish once the service is told to stop
STRANGERS = 300  # requests a minute of one address on another machine, while there are no keys
NO_DOCUMENTS = "Nothing is stored yet; add something with `counterpoint add PATH`."


def serve(
    args: Namespace,
    settings: Settings,
    out: Callable[[str], None],
    opening: Callable[[Settings], Service] = open_service,
) -> int:
    """Serve what `opening` opens until told to stop. Raises UsageError for a host or port that cannot be had."""
    import uvicorn

    from api.app import create_app

    access = access_of(args, settings)
    listening = bind(args.host, args.port)
    failures: list[Exception] = []

    def opener() -> Service:
        service = opening(settings)
        out(f"Counterpoint is at {address_of(listening)}")
        out(f"Try: {harmless(args.example)}" if args.example else _suggestion(service))
        return service

    def stop(error: Exception) -> None:
        failures.append(error)
        server.should_exit = True

    app = create_app(opener, settings.home, access, stop, args.telemetry)
    server = uvicorn.Server(configured(app, args))
    server.run(sockets=[listening])
    if failures:
        raise failures[0]
    return 0


def configured(app: "FastAPI", args: Namespace) -> "Config":
    """How it is served. Who sent a request is what its connection says, unless a trusted proxy knows better."""
    import uvicorn

    proxies = args.trusted_proxy
    logs: dict[str, Any] = {}
    if args.log == "json":
        log_as_json()
        logs = {"log_config": None}
    return uvicorn.Config(
        app,
        log_level="warning",
        **logs,
        timeout_graceful_shutdown=GRACE,
        lifespan="on",
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
    )


def access_of(args: Namespace, settings: Settings) -> "Access":
    """Who may reach it. Raises UsageError for a host that needs keys where there are none, or a bad origin."""
    from api.app import Access
    from api.guard import is_loopback

    for origin in args.allow_origin:
        check_origin(origin)
    here = is_loopback(args.host)
    if not (here or args.insecure or _has_keys(settings)):
        raise UsageError(
            f"{harmless(args.host)} can be reached from other machines, and there is no key to ask them for; make one "
            "with `counterpoint keys create`, leave --host out, or add --insecure if everyone who can reach it may "
            "read and change everything"
        )
    rate = args.rate_limit or (None if here else STRANGERS)
    return Access(args.host, args.allow_origin, always_ask=not (here or args.insecure), rate=rate)


def _has_keys(settings: Settings) -> bool:
    records = open_records(settings.home)
    try:
        return Keys(records).exist()
    finally:
        records.close()


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


def address_of(listening: socket.socket) -> str:
    """Where a browser on this machine finds it; "all addresses" is none that can be opened."""
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
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
