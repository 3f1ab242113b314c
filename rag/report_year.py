"""The year of which a yearly report tells where a sentence names none: 2024 in 'Annual Report 2024'."""

import re
from functools import lru_cache

from corpus.types import Metadata
from rag.values.calendar_days import years
from rag.values.types import Value

_YEARLY = re.compile(
    r"\b(?:annual|yearly|year[- ]?book|report and accounts|accounts|financial statements|full[- ]year results)\b", re.I
)
_YEAR = re.compile(r"(?<![0-9./-])(?:1[89]|20)[0-9]{2}(?![0-9]|[/–-][0-9])")
_OTHER_YEAR = re.compile(
    r"\b(?:years? (?:earlier|before|ago|later)|(?:previous|prior|preceding|last|next|following|coming) (?:\w+ )?year"
    r"|since|until|in \w+ years|currently|now|today)\b",
    re.I,
)


def year_written(published: str | None) -> int | None:
    """Return the year of a document's date of publication, None where that is not known."""
    return int(published[:4]) if published else None


def year_of_report(metadata: Metadata, sentence: str) -> tuple[Value, ...]:
    """Return the year in the title of a yearly report that came out in it or the year after, as a date; () for others.

    It is not that of a sentence which speaks of another year without naming it.
    """
    if not metadata.title or not metadata.published or _OTHER_YEAR.search(sentence):
        return ()
    return _year_in(metadata.title, int(metadata.published[:4]))


@lru_cache(maxsize=1024)
def _year_in(title: str, published: int) -> tuple[Value, ...]:
    named = _YEAR.findall(title)
    if len(named) != 1 or not _YEARLY.search(title) or published - int(named[0]) not in (0, 1):
        return ()
    days = years(int(named[0]), int(named[0]))
    return (Value("date", days.low, days.high, "", "", False, "exact", days.high - days.low + 1, 0, 0, ""),)
