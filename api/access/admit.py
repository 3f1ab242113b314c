"""Lets requests in: by key once there are keys, and no more often than agreed."""

from collections.abc import Container
from datetime import UTC, datetime

from fastapi.routing import iter_route_contexts
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.keys import Key, Keys
from api.access.rates import Rates, TooMany
from api.access.rights import needed
from api.errors import problem

KEY = "counterpoint.key"  # where a request's scope holds the key it came with
HOW = "Send a key as `Authorization: Bearer cp_...`; `counterpoint keys create` makes one."


class Origins(Container[str]):
    """The origins whose pages may use the service: those the operator named and those that keys are for."""

    def __init__(self, named: Container[str], keys: Keys) -> None:
        self._named = named
        self._keys = keys

    def __contains__(self, origin: object) -> bool:
        return origin in self._named or origin in self._keys.origins()


class Sharing(CORSMiddleware):
    """Lets pages of `origins` read the answers. Requests of others pass untouched, for the guard to refuse."""

    def __init__(self, app: ASGIApp, origins: Container[str]) -> None:
        super().__init__(
            app,
            allow_methods=("GET", "POST", "DELETE"),
            allow_headers=("*",),
            expose_headers=("Location", "Preference-Applied", "Retry-After", "WWW-Authenticate"),
        )
        self.origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it if it is a preflight."""
        origin = Headers(scope=scope).get("origin") if scope["type"] == "http" else None
        shared = origin is not None and self.is_allowed_origin(origin)
        await (super().__call__ if shared else self.app)(scope, receive, send)

    def is_allowed_origin(self, origin: str) -> bool:
        """Whether it is one of `origins` now."""
        return origin in self.origins


class Admit:
    """Turns away requests without a key that may do what they ask (401, 403), or that come too often (429)."""

    def __init__(self, app: ASGIApp, keys: Keys, rates: Rates, always: bool = False) -> None:
        """`always`: ask for a key even while there is none, so that nobody is let in."""
        self.app = app
        self.keys = keys
        self.rates = rates
        self.always = always

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its key noted in the scope, or answer it."""
        refused = self._refused(scope) if scope["type"] == "http" else None
        if refused:
            scope["route"] = _route(scope)
        await (refused or self.app)(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        wanted = needed(scope["method"], scope["path"])
        address = (scope.get("client") or ("", 0))[0]
        if wanted is None:
            return None
        if not (self.always or self.keys.exist()):
            return _wait(self.rates.without_key(address))
        headers = Headers(scope=scope)
        key = self._key(headers)
        if not isinstance(key, Key):
            return _wait(self.rates.refused(address)) or key
        scope[KEY] = key
        if key.grant.scope == "widget" and headers.get("origin") not in key.grant.origins:
            return problem(403, "foreign_origin", "This key works on the pages it was made for only.")
        if not key.grant.may(wanted):
            return _too_weak(key, wanted)
        return _wait(self.rates.of_key(key, address))

    def _key(self, headers: Headers) -> Key | Response:
        scheme, _, secret = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return _unauthorized("missing_key", f"This service asks for a key. {HOW}", "")
        key = self.keys.find(secret.strip())
        state = key.state(datetime.now(UTC)) if key else "unknown"
        if key is None or state != "active":
            detail = f"This key is {state}. {HOW}" if key else f"There is no such key. {HOW}"
            return _unauthorized("invalid_key", detail, ', error="invalid_token"')
        return key


def _route(scope: Scope) -> BaseRoute | None:
    """What the router would note of a request that never gets there: it is counted by its route all the same."""
    routes = iter_route_contexts(scope["app"].routes)
    return next((one.original_route for one in routes if one.matches(scope)[0] is Match.FULL), None)


def _unauthorized(code: str, detail: str, error: str) -> Response:
    return problem(401, code, detail, {"WWW-Authenticate": f'Bearer realm="counterpoint"{error}'})


def _too_weak(key: Key, wanted: str) -> Response:
    challenge = f'Bearer realm="counterpoint", error="insufficient_scope", scope="{wanted}"'
    detail = f"This key's scope is {key.grant.scope}, and this takes {wanted}; use another key."
    return problem(403, "insufficient_scope", detail, {"WWW-Authenticate": challenge})


def _wait(too_many: TooMany | None) -> Response | None:
    if too_many is None:
        return None
    detail = f"No more than {too_many.rate} requests a minute are taken; try again in {too_many.wait} seconds."
    return problem(429, "too_many", detail, {"Retry-After": str(too_many.wait)})
