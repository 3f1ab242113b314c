"""Ranked keys to the passages themselves."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from index.loaded import Ranked
from index.records import DOCUMENT_COLUMNS, to_document
from index.types import Hit


def to_hits(connection: sqlite3.Connection, ranked: Sequence[Ranked]) -> list[Hit]:
    """One hit for each, in the same order, from the transaction they were ranked in."""
    rows = connection.execute(
        f"SELECT p.key, p.start, p.end, p.page, p.text, {DOCUMENT_COLUMNS} "
        "JOIN passages p ON p.document = d.key WHERE p.key IN (SELECT value FROM json_each(?))",
        (json.dumps([item.key for item in ranked]),),
    ).fetchall()
    by_key = {row[0]: row[1:] for row in rows}
    return [_hit(item, by_key[item.key]) for item in ranked]


def _hit(ranked: Ranked, row: Sequence[Any]) -> Hit:
    start, end, page, text, *document = row
    stored = to_document(document)
    return Hit(
        passage_id=f"{stored.id}#{start}-{end}",
        document=stored,
        start=start,
        end=end,
        text=text,
        page=page,
        score=ranked.score,
        dense=ranked.dense,
        lexical=ranked.lexical,
    )
