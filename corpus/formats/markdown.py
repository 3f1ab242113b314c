"""Markdown, with or without front matter. The text stays as written, marks and all."""

import re
from dataclasses import replace

from corpus.decode import decode
from corpus.formats.text import headed
from corpus.front_matter import without_front_matter
from corpus.metadata import overlaid
from corpus.types import Document

_FIRST_HEADING = re.compile(
    r"\A\s*(?:#\s+(?P<atx>[^\n]{1,300}?)[ \t#]*(?:\n|\Z)|(?P<setext>[^\n]{1,300})\n=+[ \t]*(?:\n|\Z))"
)


def read(name: str, data: bytes) -> tuple[Document, ...]:
    """One document; without a title in the front matter, a first heading is the title. Raises Unreadable."""
    text, metadata = without_front_matter(decode(data))
    said = headed(text)
    title = metadata.title or _heading(text) or said.title
    return (Document(name, text, replace(overlaid(said, metadata), title=title)),)


def _heading(text: str) -> str | None:
    match = _FIRST_HEADING.match(text)
    return (match["atx"] or match["setext"]).strip() if match else None
