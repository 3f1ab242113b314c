"""Files into documents: one module of `corpus.formats` a file type."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import PurePosixPath

from corpus.dateline import dateline
from corpus.furniture import find_furniture
from corpus.metadata import overlaid
from corpus.types import Document, Metadata, Unreadable

MAX_BYTES = 50_000_000
_FORMATS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": "records",
    ".csv": "records",
    ".eml": "mail",
}
SUFFIXES = frozenset(_FORMATS)
_REMADE = frozenset({".pdf", ".docx"})  # the date that they give is when the file was made, perhaps from an older text
_NO_METADATA = Metadata()


def read(name: str, data: bytes, given: Metadata = _NO_METADATA) -> tuple[Document, ...]:
    """The documents in a file: one, or one a record. What is `given` wins over what the file says of itself.

    Raises Unreadable: empty, binary, encrypted, broken, unknown_type, too_large, zip_bomb or undecodable.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", f"{len(data):,} bytes; the limit is {MAX_BYTES:,}. Split the file.")
    read_format = _reader(PurePosixPath(name).suffix.lower())
    if not data:
        raise Unreadable("empty", "The file is empty.")
    return tuple(_finished(document, given) for document in read_format(name, data))


def _reader(suffix: str) -> Callable[[str, bytes], tuple[Document, ...]]:
    if suffix not in _FORMATS:
        known = " ".join(sorted(SUFFIXES))
        raise Unreadable("unknown_type", f"Files of type {suffix or '(none)'} are not read. Known types: {known}")
    # A format's library is imported when the first file of that format is read, not before.
    module = import_module(f"corpus.formats.{_FORMATS[suffix]}")
    read_format: Callable[[str, bytes], tuple[Document, ...]] = module.read
    return read_format


def _finished(document: Document, given: Metadata) -> Document:
    if not document.text.strip():
        raise Unreadable("empty", f"{document.name} holds no text.")
    metadata = overlaid(document.metadata, given)
    remade = PurePosixPath(document.name).suffix.lower() in _REMADE and not given.published
    if remade or not metadata.published:
        metadata = replace(metadata, published=dateline(document.text) or metadata.published)
    return replace(document, metadata=metadata, furniture=find_furniture(document.text))
