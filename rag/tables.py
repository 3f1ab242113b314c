"""Rows of tables: the headings above them, what these say of a figure, and which column a question asks for."""

import re
from collections.abc import Sequence
from itertools import takewhile

from rag.questions.question import Question
from rag.values.find import find_values
from rag.values.labels import in_column
from rag.values.types import Value
from rag.words import content_stems

Headings = tuple[str, ...]  # a heading a column, "" where it has none

_ROW = re.compile(r"[ \t]*\|")
_RULE = re.compile(r"[ \t|:]*-[ \t|:-]*$")
_MARKS = " \t*_`"
_FIGURE_CELL = re.compile(r"[^\w(]*[0-9]")
_YEAR_CELL = re.compile(r"(?:1[5-9]|20)[0-9]{2}(?:[/–-][0-9]{2,4})?")
_TOTAL = re.compile(r"(?:grand )?total|overall|altogether|all\b|sum\b|both\b", re.I)
_SIZES = {"deep": "depth", "tall": "height", "high": "height", "long": "length", "wide": "width", "heavy": "weight",
          "fast": "speed", "old": "age", "far": "distance", "large": "area", "hot": "temperature"}  # fmt: skip
_FEWEST = 2  # rows with figures under a heading that no rule marks as one


def is_row(text: str) -> bool:
    """Whether a sentence is the row of a table."""
    return bool(_ROW.match(text))


def headings_of(text: str, start: int) -> Headings:
    """Return the headings over the row that begins at `start` in `text`; () where it has none."""
    above = _rows_above(text, start)
    ruled = [number for number, row in enumerate(above) if _RULE.match(row)]
    if ruled:
        return _cells(above[ruled[0] - 1]) if ruled[0] else ()
    heads = list(takewhile(_is_head, above))
    return _cells(heads[-1]) if _are_heads(heads) else ()


def is_heading(text: str, start: int) -> bool:
    """Whether the row that begins at `start` in `text` only heads the others: it claims nothing."""
    above, row, below = _rows_above(text, start), _row_at(text, start), _rows_below(text, start)
    if below and _RULE.match(below[0]):
        return True
    heads = [*above, row, *takewhile(_is_head, below)]
    data = below[len(heads) - len(above) - 1 :]
    return all(map(_is_head, heads)) and _are_heads(heads) and len(data) >= _FEWEST and all(map(_is_data, data))


def in_columns(row: str, headings: Headings, values: Sequence[Value]) -> tuple[Value, ...]:
    """Return the figures of a row with the unit or the noun that the heading or the corner of the table gives."""
    corner = headings[0] if headings else ""
    return tuple(in_column(value, heading_over(row, headings, value), corner) for value in values)


def heading_over(row: str, headings: Headings, value: Value) -> str:
    """Return the heading of the column that a figure stands in."""
    column = _column(row, value)
    return headings[column] if column < len(headings) else ""


def of_column_asked(question: Question, row: str, headings: Headings, values: Sequence[Value]) -> list[Value]:
    """Return the figures in the column that the question names; else in that of the total, the newest or the first."""
    wanted = _column_named(question, row, headings)
    if wanted:
        return _of_kind_preferred(question, [value for value in values if _column(row, value) in wanted])
    values = _of_kind_preferred(question, values)
    columns = sorted({_column(row, value) for value in values} - {0}) or [0]
    totals = [column for column in columns if column < len(headings) and _TOTAL.match(headings[column])]
    newest = max(columns, key=lambda column: _year(headings[column : column + 1]))
    chosen = totals[0] if totals else newest
    return [value for value in values if _column(row, value) == chosen]


def _of_kind_preferred(question: Question, values: Sequence[Value]) -> list[Value]:
    return [value for value in values if value.kind == question.kinds[0]] or list(values)


def _column_named(question: Question, row: str, headings: Headings) -> set[int]:
    """Return the columns whose headings share most with the question, beyond what the row's own label shares."""
    own = content_stems(_cells(row)[0])
    shared = {number: _shared(question, own, heading) for number, heading in enumerate(headings) if number}
    most = max(shared.values(), default=0)
    return {number for number, size in shared.items() if size == most} if most else set()


def _shared(question: Question, own: frozenset[str], heading: str) -> int:
    stems = content_stems(heading)
    if not stems:  # "Before", "After"
        return int(bool(heading) and f" {heading.lower()} " in question.text.lower())
    dates = [value for value in find_values(heading) if value.kind == "date"]
    words = question.text.lower().split()
    asked = content_stems(" ".join([*words, *(_SIZES[word] for word in words if word in _SIZES)])) - own
    return len(asked & stems) + (bool(question.dates) and question.is_of(dates))


def _year(heading: Sequence[str]) -> float:
    dates = [value.high for text in heading for value in find_values(text) if value.kind == "date" and not value.unit]
    return max(dates, default=0.0)


def _column(row: str, value: Value) -> int:
    return max(row.count("|", 0, value.start) - 1, 0)


def _cells(row: str) -> Headings:
    return tuple(cell.strip(_MARKS) for cell in row.strip().removeprefix("|").removesuffix("|").split("|"))


def _rows_above(text: str, start: int) -> list[str]:
    lines = text[: text.rfind("\n", 0, start) + 1].splitlines()
    return [*takewhile(_ROW.match, reversed(lines))][::-1]


def _rows_below(text: str, start: int) -> list[str]:
    end = text.find("\n", start)
    return list(takewhile(_ROW.match, text[end + 1 :].splitlines())) if end >= 0 else []


def _row_at(text: str, start: int) -> str:
    return text[start:].partition("\n")[0]


def _is_data(row: str) -> bool:
    return any(_FIGURE_CELL.match(cell) and not _YEAR_CELL.fullmatch(cell) for cell in _cells(row)[1:])


def _is_head(row: str) -> bool:
    return not _is_data(row)


def _are_heads(rows: Sequence[str]) -> bool:
    """Whether rows without figures can be the headings of a table: one, or one under its caption."""
    return len(rows) == 1 or (len(rows) == 2 and sum(map(bool, _cells(rows[0]))) == 1)
