"""The figures that an answer in words gives, whole as its sentence has them, and the times they are said to be of."""

import re

from rag.evidence import Evidence
from rag.report_year import year_of_report
from rag.values.dated import dates_of, figures
from rag.values.types import Value
from rag.words import content_stems

_MOMENTS = ("date", "time", "ordinal")  # they say when or which, not how much
# What may follow the figure that an answer is: "91 per cent of those treated", "700 dollars a year", "27 votes to 14"
_FOLLOWS = re.compile(r"\W*(?:$|(?:of|per|an?|each|every|to|in|at|on|for|by|from|among|or|and|which)\b)", re.I)


def figures_told(item: Evidence) -> tuple[Value, ...]:
    """Return the figures in the words that answer; of "350 and 400" that of "between 350 and 400 fighters"."""
    told, at = figures(item.words), item.quote.find(item.words)
    if at < 0:
        return told
    stated = figures(item.quote)
    return tuple(dict.fromkeys(_whole(value, at, stated) for value in told))


def figure_told(item: Evidence) -> Value | None:
    """Return the figure that the words are about, None where they are about none or several: 17 of "17 in 2023"."""
    told = figures_told(item)
    if len(told) > 1 and is_figure(item):
        told = tuple(value for value in told if value.kind not in _MOMENTS)
    return told[0] if len(told) == 1 else None


def is_figure(item: Evidence) -> bool:
    """Whether the answer is how much or how many: "51 per cent of the votes", not "a load of 40 tonnes"."""
    first = next(iter(figures(item.words)), None)
    if first is None or first.kind in _MOMENTS:
        return False
    return not content_stems(item.words[: first.start]) and bool(_FOLLOWS.match(item.words, first.end))


def times_told(item: Evidence) -> tuple[Value, ...]:
    """Return when the figure that the words are about is said to have been so; a date answers, and has no time."""
    value = figure_told(item)
    if value is None or value.kind in _MOMENTS:
        return ()
    return dates_of(item.quote, value) or year_of_report(item.document.metadata, item.quote)


def _whole(value: Value, at: int, stated: tuple[Value, ...]) -> Value:
    """Return the figure of the sentence of which a figure in its words, which start at `at`, is all or a part."""
    start, end = at + value.start, at + value.end
    return next((one for one in stated if one.start < end and start < one.end), value)
