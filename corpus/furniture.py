"""Page furniture: text on a page that is not what the page says."""

from corpus.types import Span


def find_furniture(text: str) -> tuple[Span, ...]:
    """Spans of page furniture in order, none overlapping."""
    return ()
