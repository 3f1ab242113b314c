"""Figures in a text, in reading order."""

from rag.values.types import Value


def find_values(text: str) -> tuple[Value, ...]:
    """Return the values `text` states, in reading order, none overlapping another."""
    return ()
