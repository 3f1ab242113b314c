"""Files on their way in: named, read, and indexed, with a reason for each that is refused."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from api.views import Rejected
from corpus.types import Document, Metadata, Unreadable
from index.types import Added

if TYPE_CHECKING:
    from index.store import Index

_UNKNOWN = Metadata()
MAX_NAME = 255  # code points; the longest file name common systems allow
BATCH = 400_000  # code points indexed in one go: seconds of embedding, so that progress shows
BATCH_FILES = 20  # and no more files than these, however short


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was handed in."""

    name: str
    load: Callable[[], bytes]  # may raise Unreadable
    given: Metadata = _UNKNOWN  # what the sender knows about it; goes before what it says itself
    plain: bool = False  # plain text, whatever the name ends in


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that was read, or why it cannot be."""

    name: str
    documents: tuple[Document, ...] = ()
    rejected: Rejected | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, which holds one document or many."""

    name: str
    added: tuple[Added, ...] = ()
    rejected: Rejected | None = None


def clean_name(raw: str) -> str:
    """A file's name, or its path within a dropped folder, without control and formatting characters. May be empty.

    It names a document and is never opened. Of a path that is absolute or climbs, only the last part is kept.
    """
    parts = [_visible(part) for part in raw.replace("\\", "/").split("/")]
    inside = "\\" not in raw and all(part not in ("", ".", "..") and not part.endswith(":") for part in parts)
    name = "/".join(parts) if inside else parts[-1]
    return "" if name in (".", "..") else name


def _visible(part: str) -> str:
    kept = "".join(char for char in part if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    return unicodedata.normalize("NFC", kept).strip()


def take_in(index: "Index", collection: str, files: Iterable[File]) -> Iterator[Outcome]:
    """As `batches`, an outcome at a time."""
    for batch in batches(index, collection, files):
        yield from batch


def batches(
    index: "Index", collection: str, files: Iterable[File], before: Iterable[File] = ()
) -> Iterator[Sequence[Outcome]]:
    """Read `files` and index what can be read; the outcomes of a batch are yielded once all of it is durable.

    They come in the order of the files, so that whoever knows how many are through knows which. Of two files of one
    name the second is refused, unless both say the same; those `before` are through already and count as well.
    Raises what `Index.add` raises.
    """
    seen = _digests(before)
    waiting: list[_Waiting] = []
    for file in files:
        try:
            data = file.load()
            again = _is_copy(file.name, data, seen)
            documents = _read(file, data)
        except Unreadable as error:
            rejected = Rejected(file.name, error.code, error.detail)
            if waiting:
                waiting.append(_Waiting(file.name, rejected=rejected))
            else:
                yield [Outcome(file.name, rejected=rejected)]
            continue
        if waiting and (again or _is_full(waiting)):
            yield _index(index, collection, waiting)
            waiting = []
        waiting.append(_Waiting(file.name, documents))
    if waiting:
        yield _index(index, collection, waiting)


def _digests(files: Iterable[File]) -> dict[str, bytes]:
    seen: dict[str, bytes] = {}
    for file in files:
        with suppress(Unreadable):
            _is_copy(file.name, file.load(), seen)
    return seen


def _is_full(waiting: Sequence[_Waiting]) -> bool:
    size = sum(len(document.text) for one in waiting for document in one.documents)
    return size >= BATCH or len(waiting) >= BATCH_FILES


def _is_copy(name: str, data: bytes, seen: dict[str, bytes]) -> bool:
    digest = sha256(data).digest()
    if seen.get(name, digest) != digest:
        detail = "another file of this name, with other content, came with it; rename one, or add their folder"
        raise Unreadable("duplicate_name", detail)
    again = name in seen
    seen[name] = digest
    return again


def _read(file: File, data: bytes) -> tuple[Document, ...]:
    from corpus.read import read  # brings the parsers of every format along

    if not file.name or len(file.name) > MAX_NAME:
        raise Unreadable("bad_name", f"a file needs a name of 1 to {MAX_NAME} characters; rename it")
    if not file.plain:
        return read(file.name, data, file.given)
    return tuple(replace(document, name=file.name) for document in read("text.txt", data, file.given))


def _index(index: "Index", collection: str, batch: Sequence[_Waiting]) -> list[Outcome]:
    results = iter(index.add(collection, [document for one in batch for document in one.documents]))
    return [Outcome(one.name, tuple(next(results) for _ in one.documents), one.rejected) for one in batch]
