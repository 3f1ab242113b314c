"""Plain text, with or without front matter."""

from dataclasses import replace

from corpus.decode import decode
from corpus.front_matter import without_front_matter
from corpus.types import Document

_LONGEST_TITLE = 120  # characters
_SENTENCE_ENDS = (".", ":", ";", ",", "…")


def read(name: str, data: bytes) -> tuple[Document, ...]:
    """One document; its title is the first line when that looks like one. Raises Unreadable."""
    text, metadata = without_front_matter(decode(data))
    return (Document(name, text, replace(metadata, title=metadata.title or title_line(text))),)


def title_line(text: str) -> str | None:
    """The first line, when it is short, ends no sentence and a blank line follows; else None."""
    first, newline, rest = text.lstrip().partition("\n")
    title = first.strip()
    follows_blank = bool(newline) and not rest.partition("\n")[0].strip() and bool(rest.strip())
    if not follows_blank or len(title) > _LONGEST_TITLE or title.endswith(_SENTENCE_ENDS):
        return None
    return title if any(character.isalpha() for character in title) else None
