"""What a request needs of its key, by method and path. What is not listed as open is not open."""

from api.access.keys import Scope

_PAGES = frozenset({"/", "/widget.js", "/docs", "/openapi.json", "/health", "/ready"})
_FILES = ("/static/", "/docs/")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_READING = frozenset({"/v1/ask", "/v1/search", "/v1/chat/completions", "/mcp"})  # by POST too
_NOT_FOR_VISITORS = ("/v1/additions", "/v1/evaluations", "/mcp")


def needed(method: str, path: str) -> Scope | None:
    """The scope a key must have; None where none is asked for.

    /metrics tells of the whole service, whichever collections a key is for, so only `admin` reads it.
    """
    if path in _PAGES or path.startswith(_FILES):
        return None
    if path == "/metrics" or (method == "DELETE" and path.startswith("/v1/collections/")):
        return "admin"
    if method in _SAFE or path in _READING:
        return "read" if path.startswith(_NOT_FOR_VISITORS) else "widget"
    return "write"
