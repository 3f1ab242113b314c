"""Which documents a filter lets through."""

import sqlite3

from index.dates import first_and_last_day
from index.surrogates import without_surrogates
from index.types import BadFilter, Filters


def allowed_documents(connection: sqlite3.Connection, collection: int, filters: Filters) -> list[int] | None:
    """Keys of the documents that pass, None when every document does. Raises BadFilter.

    `source` matches whole, `document` an id or a whole name; both whatever the case of ASCII letters.
    A document passes a date filter when every day on which it may have been published does: one of "2024" is
    not known to be after "2024-03", but is after "2024"; one of unknown date is not known to be after
    anything.
    """
    conditions, values = _conditions(filters)
    if not conditions:
        return None
    rows = connection.execute(
        f"SELECT key FROM documents WHERE collection = ? AND {' AND '.join(conditions)}",
        (collection, *values),
    )
    return [key for (key,) in rows]


def _conditions(filters: Filters) -> tuple[list[str], list[str]]:
    conditions, values = [], []
    if filters.source is not None:
        conditions.append("source = ? COLLATE NOCASE")
        values.append(without_surrogates(filters.source))
    if filters.document is not None:
        conditions.append("? COLLATE NOCASE IN (id, name)")
        values.append(without_surrogates(filters.document))
    if filters.published_after is not None:
        conditions.append("earliest >= ?")
        values.append(_days("published_after", filters.published_after)[0])
    if filters.published_before is not None:
        conditions.append("latest <= ?")
        values.append(_days("published_before", filters.published_before)[1])
    return conditions, values


def _days(field: str, date: str) -> tuple[str, str]:
    days = first_and_last_day(date)
    if days is None:
        raise BadFilter(field, date)
    return days
