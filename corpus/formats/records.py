"""JSON lines and CSV: one document a record, and a CSV of figures as one table."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from corpus.decode import decode, normalise
from corpus.metadata import metadata_from
from corpus.types import Document, Unreadable

_IDS = ("id", "_id")
_TEXTS = ("text", "content", "contents", "body")
_LONGEST_ID = 200  # characters
_LONGEST_CELL = 200  # characters; what is longer is a text in a column of another name
_DELIMITERS = (",", ";", "\t")
csv.field_size_limit(100_000_000)  # Python's own limit is 128 KB, shorter than a long report


def read(name: str, data: bytes) -> tuple[Document, ...]:
    """A document for each record, named `name#id`, or `name#line` where a record has no id.

    A CSV of figures without a column of texts is one document, a table, a row a line.
    Raises Unreadable with the line number when a record is malformed, has no text or repeats an id.
    """
    is_csv = name.lower().endswith(".csv")
    if is_csv and (table := _table(decode(data))):
        return (Document(name, table),)
    rows = _csv_rows if is_csv else _json_rows
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


def _table(text: str) -> str:
    """Return the rows between bars, the header above them; empty where the file is no table of figures."""
    rows = [list(fields.items()) for _, fields in _csv_rows(text)]
    header = [name for name, _ in rows[0]] if rows else []
    if {name.strip().lower() for name in header} & set(_TEXTS) or not _gives_figures(rows):
        return ""
    lines = [header, ["---"] * len(header), *([str(value) for _, value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _gives_figures(rows: Sequence[Sequence[tuple[str, object]]]) -> bool:
    """Whether a column holds hardly anything but figures, and no cell a text."""
    columns = list(zip(*([str(value) for _, value in row] for row in rows), strict=True))
    short = all(len(cell) <= _LONGEST_CELL for column in columns for cell in column)
    return short and any(sum(map(_is_figure, column)) > len(column) / 2 for column in columns)


def _is_figure(cell: str) -> bool:
    return any(map(str.isdigit, cell)) and sum(map(str.isalpha, cell)) <= 3


def _cell(value: str) -> str:
    return " ".join(normalise(value).replace("|", "/").split())


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
