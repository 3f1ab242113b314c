"""What is turned away before it is looked at: foreign pages, foreign host names, bodies that are too large.

The service has no passwords while it listens on this machine only, so a web page the user happens to visit
must neither read nor change what is stored. A page of another origin cannot read our answers (no CORS),
cannot change anything (`Origin` is checked), and cannot pass for ours by its own name server (`Host` is).
"""

import ipaddress
import socket
from collections.abc import Callable, Container
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Problem, problem

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def policy(inline_style: bool = False) -> str:
    """The Content-Security-Policy of a page: everything from this service, no inline script, in no frame."""
    style = "'self' 'unsafe-inline'" if inline_style else "'self'"
    own = "script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'"
    return f"default-src 'none'; style-src {style}; {own}; base-uri 'none'; frame-ancestors 'none'"


HEADERS = {
    b"content-security-policy": policy().encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
}


def is_loopback(host: str) -> bool:
    """Whether `host`, a name or an address, can only mean this machine."""
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


class Guard:
    """Turns away what other web pages send: 421 for a foreign Host, 403 for a foreign Origin that writes."""

    def __init__(self, app: ASGIApp, bound_to: str, origins: Container[str], keyed: Callable[[], bool]) -> None:
        """`origins`: whose pages may write. While `keyed`, no page gets anywhere without a key, whatever its Host."""
        self.app = app
        self.bound_to = bound_to.lower()
        self.origins = origins
        self.keyed = keyed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it."""
        refused = self._refused(scope["method"], Headers(scope=scope)) if scope["type"] == "http" else None
        handle = problem(*refused) if refused else self.app
        await handle(scope, receive, send)

    def _refused(self, method: str, headers: Headers) -> tuple[int, str, str] | None:
        host = headers.get("host", "")
        if not (self._is_ours(host) or self.keyed()):
            return (
                421,
                "foreign_host",
                f"This service does not answer to {host!r}; use the address it printed.",
            )
        origin = headers.get("origin")
        if method in SAFE_METHODS or origin is None or origin in self.origins:
            return None
        if urlsplit(origin).netloc.lower() == host.lower():
            return None
        return (
            403,
            "foreign_origin",
            f"Pages of {origin} may not use this service; see `counterpoint serve --help`.",
        )

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        if is_loopback(name) or name == self.bound_to:
            return True
        address = _address(self.bound_to)
        everywhere = address is not None and address.is_unspecified
        # A rebinding page needs a DNS name of its own; an address or this machine's name is not one.
        return everywhere and (_address(name) is not None or name == socket.gethostname().lower())


class BodyLimit:
    """Answers 413 as soon as a body is known to exceed `limit` bytes, however its length was announced."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit
        self.detail = f"The request is larger than {limit // 1_000_000} MB; send fewer or smaller files at a time."

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body counted, or answer it."""
        announced = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        if announced.isdecimal() and int(announced) > self.limit:
            await problem(413, "too_large", self.detail)(scope, receive, send)
        else:
            await self.app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        taken = 0

        async def receive_counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.limit:
                raise Problem(413, "too_large", self.detail)
            return message

        return receive_counted


class SecurityHeaders:
    """Adds HEADERS to every response that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the response's headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                missing = [(name, value) for name, value in HEADERS.items() if name not in present]
                message = {**message, "headers": [*message["headers"], *missing]}
            await send(message)

        await self.app(scope, receive, send_with_headers)
