"""Plain text, with or without front matter."""

from corpus.decode import decode
from corpus.front_matter import without_front_matter
from corpus.letterhead import letterhead
from corpus.metadata import metadata_from, overlaid
from corpus.types import Document, Metadata


def read(name: str, data: bytes) -> tuple[Document, ...]:
    """One document; what its front matter leaves out, the lines above the text may say. Raises Unreadable."""
    text, metadata = without_front_matter(decode(data))
    return (Document(name, text, overlaid(headed(text), metadata)),)


def headed(text: str) -> Metadata:
    """Return what the lines above a text say of it."""
    found = letterhead(text)
    return metadata_from({"title": found.title, **found.fields}) if found else Metadata()
