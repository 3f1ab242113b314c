"""Origins as browsers write them."""

from urllib.parse import urlsplit

from api.commands.usage import UsageError
from api.terminal import harmless


def check_origin(origin: str) -> str:
    """`origin`, if it is one. Raises UsageError."""
    try:
        parts = urlsplit(origin)
        fits = parts.scheme in ("http", "https") and origin == f"{parts.scheme}://{parts.netloc}".lower()
        fits = fits and bool(parts.hostname) and "@" not in parts.netloc and parts.port != -1
    except ValueError:
        fits = False
    if not fits:
        raise UsageError(f"{harmless(origin)} is not an origin; write it as https://intranet.example")
    return origin
