"""Cursors for lists in the order of a name. Clients hand them back and read nothing into them."""

import base64
import binascii

from index.surrogates import without_surrogates
from index.types import BadCursor

_MARK = "after:"


def to_cursor(name: str) -> str:
    """A cursor that continues after `name`."""
    return base64.urlsafe_b64encode(f"{_MARK}{name}".encode()).decode().rstrip("=")


def from_cursor(cursor: str | None) -> str | None:
    """The name to continue after, None for the first page. Raises BadCursor."""
    if cursor is None:
        return None
    try:
        padded = without_surrogates(cursor).encode("ascii") + b"=" * (-len(cursor) % 4)
        decoded = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (UnicodeError, binascii.Error) as error:
        raise BadCursor from error
    if not decoded.startswith(_MARK):
        raise BadCursor
    return decoded.removeprefix(_MARK)
