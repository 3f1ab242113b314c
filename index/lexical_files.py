"""Keeps a collection's words on disk, shared by every process that uses the data folder.

`lexical.json` is written last and names the folder with tantivy's files, how far they reach and a checksum of
each. Whatever does not match is thrown away and built again from SQLite; where nothing can be written, memory
serves.
"""

import json
import logging
import shutil
import sqlite3
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from index.changes import Position, count_passages, current_position, removals_since, texts_since
from index.lexical import LexicalIndex
from index.records import CollectionRow

_FORMAT = 1  # goes up when the analyzer or the fields change
_WAIT_SECONDS = 60
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the files on disk are: their folder, how far they reach, and [bytes, CRC-32] of each."""

    folder: str
    position: Position
    files: dict[str, list[int]]
    format: int = _FORMAT


class LexicalFiles:
    """The words of one collection. One thread at a time: the caller holds a lock."""

    def __init__(self, folder: Path) -> None:
        """`folder` is this index's own; it need not exist."""
        self._folder = folder
        self._manifest: Manifest | None = None
        self._index: LexicalIndex | None = None
        self._position = Position()
        self._on_disk = True

    def up_to_date(self, connection: sqlite3.Connection, collection: CollectionRow) -> LexicalIndex:
        """The index with everything in this transaction's view taken in, whatever became of its files."""
        if self._index is not None and self._position.generation >= collection.generation:
            return self._index
        if self._on_disk:
            try:
                return self._from_disk(connection, collection)
            except (OSError, ValueError, Timeout) as error:  # tantivy raises ValueError, whatever goes wrong
                _log.warning("Searching words from memory, %s cannot be used: %s", self._folder, error)
                self._on_disk, self._index, self._position = False, LexicalIndex(), Position()
        return self._catch_up(connection, collection, self._index or LexicalIndex())

    def discard(self) -> None:
        """Forget the files, so that they are built from nothing the next time."""
        with suppress(OSError):
            (self._folder / "lexical.json").unlink()
        self._index, self._position = None, Position()

    def _from_disk(self, connection: sqlite3.Connection, collection: CollectionRow) -> LexicalIndex:
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / "lexical.lock", timeout=_WAIT_SECONDS):
            index = self._open_or_none() or self._start_again()
            if self._position.generation < collection.generation:
                try:
                    self._catch_up(connection, collection, index)
                except ValueError as error:
                    _log.warning("Building %s again: %s", self._folder, error)
                    self._catch_up(connection, collection, self._start_again())
                self._record()
        assert self._index is not None
        return self._index

    def _open_or_none(self) -> LexicalIndex | None:
        """What is on disk, None unless every byte of it is as it was written."""
        manifest = _read_manifest(self._folder / "lexical.json")
        if manifest is None:
            return None
        try:
            if self._index is not None and self._manifest and manifest.folder == self._manifest.folder:
                self._index.reload()
            elif _checksums(self._folder / manifest.folder) == manifest.files:
                self._index = LexicalIndex(self._folder / manifest.folder)
            else:
                return None
        except (OSError, ValueError):
            return None
        self._manifest, self._position = manifest, manifest.position
        return self._index

    def _start_again(self) -> LexicalIndex:
        for path in self._folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
        folder = uuid4().hex
        (self._folder / folder).mkdir()
        self._manifest, self._position = Manifest(folder, Position(), {}), Position()
        self._index = LexicalIndex(self._folder / folder)
        return self._index

    def _catch_up(self, connection: sqlite3.Connection, collection: CollectionRow, index: LexicalIndex) -> LexicalIndex:
        forget = [removal.document for removal in removals_since(connection, collection, self._position)]
        index.change(forget, texts_since(connection, collection, self._position))
        self._index, self._position = index, current_position(connection, collection)
        if len(index) != count_passages(connection, collection):
            raise ValueError("it does not hold the collection's passages")
        return index

    def _record(self) -> None:
        assert self._manifest is not None
        folder = self._manifest.folder
        self._manifest = Manifest(folder, self._position, _checksums(self._folder / folder))
        temporary = self._folder / "lexical.json.new"
        temporary.write_text(json.dumps(asdict(self._manifest)))
        temporary.replace(self._folder / "lexical.json")


def reached(folder: Path) -> int:
    """The generation of the collection that the files reach, 0 where there are none."""
    manifest = _read_manifest(folder / "lexical.json")
    return 0 if manifest is None else manifest.position.generation


def _read_manifest(path: Path) -> Manifest | None:
    try:
        content = json.loads(path.read_bytes())
        manifest = Manifest(**{**content, "position": Position(**content["position"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return manifest if manifest.format == _FORMAT else None


def _checksums(folder: Path) -> dict[str, list[int]]:
    """[bytes, CRC-32] of every file but the locks."""
    sums = {}
    for path in sorted(folder.iterdir()):
        if path.suffix != ".lock":
            content = path.read_bytes()
            sums[path.name] = [len(content), zlib.crc32(content)]
    return sums
