"""A value as a few words for display."""

from rag.values.types import Value


def render(value: Value) -> str:
    """Return `value` in a short normal form: '149 people', 'March 2024', '05:30', '4 km', 'more than 60'."""
    return value.text
