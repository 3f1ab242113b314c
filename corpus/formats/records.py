"""JSON lines and CSV: one document a record."""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO

from corpus.decode import decode, normalise
from corpus.metadata import metadata_from
from corpus.types import Document, Unreadable

_IDS = ("id", "_id")
_TEXTS = ("text", "content", "contents", "body")
_LONGEST_ID = 200  # characters
_DELIMITERS = (",", ";", "\t")
csv.field_size_limit(100_000_000)  # Python's own limit is 128 KB, shorter than a long report


def read(name: str, data: bytes) -> tuple[Document, ...]:
    """A document for each record, named `name#id`, or `name#line` where a record has no id.

    Raises Unreadable with the line number when a record is malformed, has no text or repeats an id.
    """
    rows = _csv_rows if name.lower().endswith(".csv") else _json_rows
    documents: dict[str, Document] = {}
    for line, fields in rows(decode(data)):
        document = _document(name, line, fields)
        if document.name in documents:
            raise _malformed(line, f"the name {document.name} is taken by an earlier record")
        documents[document.name] = document
    if not documents:
        raise Unreadable("empty", f"{name} holds no records.")
    return tuple(documents.values())


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _malformed(number, f"not JSON: {error}") from error
        if not isinstance(fields, dict):
            raise _malformed(number, "a record is a JSON object, between { and }")
        yield number, fields


def _csv_rows(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    header = text.lstrip("\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 1
    try:
        for fields in rows:
            if None in fields or None in fields.values():
                raise _malformed(before + 1, f"it has not the {len(rows.fieldnames or ())} columns of the header")
            yield before + 1, dict(fields)
            before = rows.line_num
    except csv.Error as error:
        raise _malformed(before + 1, f"not CSV: {error}") from error


def _document(name: str, line: int, fields: Mapping[str, object]) -> Document:
    by_name = {str(key).strip().lower(): value for key, value in fields.items()}
    text = next((by_name[key] for key in _TEXTS if by_name.get(key)), None)
    if not isinstance(text, str) or not text.strip():
        raise _malformed(line, f"no text: a record needs a field named {_TEXTS[0]!r}; it has {sorted(by_name)}")
    found = next((by_name[key] for key in _IDS if by_name.get(key) not in (None, "")), line)
    identifier = normalise(" ".join(str(found).split()))[:_LONGEST_ID]
    metadata = metadata_from(
        {key: normalise(value) if isinstance(value, str) else value for key, value in by_name.items()}
    )
    return Document(f"{name}#{identifier}", normalise(text), metadata)


def _malformed(line: int, problem: str) -> Unreadable:
    return Unreadable("broken", f"Line {line}: {problem}.")
