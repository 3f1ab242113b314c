"""What a client would like and can do without: the header Prefer (RFC 7240)."""

import re
from collections.abc import Iterator
from typing import Any

from starlette.datastructures import Headers

RESPOND_ASYNC = "respond-async"
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)("|\\?\Z)', re.DOTALL)


def prefers_background(headers: Headers) -> bool:
    """Whether the client asks for an answer at once and the work in the background (section 4.1).

    What is no such preference is ignored, and so is every repetition of one (section 2).
    """
    given = (value for name, value in _preferences(", ".join(headers.getlist("prefer"))) if name == RESPOND_ASYNC)
    return next(given, None) == ""


def openapi_parameter() -> dict[str, Any]:
    """The header, for the API's own documentation."""
    said = f"`{RESPOND_ASYNC}`: answer 202 once the files are accepted and add them in the background"
    return {"name": "Prefer", "in": "header", "description": said, "schema": {"type": "string"}}


def _preferences(header: str) -> Iterator[tuple[str, str]]:
    for preference in _QUOTED.sub(_without_separators, header).split(","):
        name, _, value = preference.partition(";")[0].partition("=")
        yield name.strip().lower(), value.strip()


def _without_separators(quoted: re.Match[str]) -> str:
    """A word in place of a quoted one, which may hold what separates preferences; an empty one is no value at all."""
    return "quoted" if quoted[1] or not quoted[2] else ""
