"""Passages of other documents that mean much the same as those of one document."""

import sqlite3

import numpy as np

from index.loaded import LoadedCollection
from index.records import CollectionRow
from index.types import Near

_MOST = 200  # passages of one document, its first: a book does not hold up the rest


def near(
    connection: sqlite3.Connection, loaded: LoadedCollection, collection: CollectionRow, document: str, limit: int
) -> list[Near]:
    """The `limit` nearest passages for each passage of a document. Raises Ahead when the transaction is too old."""
    own = connection.execute(
        "SELECT p.key, p.start, p.end, v.vector FROM passages p JOIN vectors v ON v.passage = p.key "
        "JOIN documents d ON d.key = p.document WHERE d.id = ? ORDER BY p.key LIMIT ?",
        (document, _MOST),
    ).fetchall()
    never = [
        key
        for (key,) in connection.execute(
            "SELECT p.key FROM passages p JOIN documents d ON d.key = p.document WHERE d.id = ?", (document,)
        )
    ]
    found: list[Near] = []
    for _, start, end, vector in own:
        ranked = loaded.nearest(connection, collection, np.frombuffer(vector, "<f4"), limit, never)
        for key, cosine in ranked:
            place = connection.execute(
                "SELECT d.id, p.start, p.end FROM passages p JOIN documents d ON d.key = p.document WHERE p.key = ?",
                (key,),
            ).fetchone()
            if place is not None:
                other, other_start, other_end = place
                found.append(Near(start, end, other, other_start, other_end, cosine))
    return found
