"""Differences, which are figures only where one is asked for: '24 per cent lower than', '40 minutes less than'."""

import re

from rag.values.find import find_values
from rag.values.types import Value

_THAN = re.compile(r"( (?:more|fewer|less|higher|lower|longer|shorter|greater)) than\b", re.I)


def find_differences(text: str) -> tuple[Value, ...]:
    """Return the figures of a text that say by how much one thing exceeds another, in reading order."""
    if not _THAN.search(text):
        return ()
    # what follows 'than' is cut off from the figure, which then stands for itself
    apart = _THAN.sub(lambda match: f"{match[1]},    ", text)
    return tuple(value for value in find_values(apart) if _THAN.match(text, value.end))
