"""Whether two values can both hold."""

from rag.values.types import Value


def comparable(a: Value, b: Value) -> bool:
    """Whether `a` and `b` could measure the same quantity."""
    return a.kind == b.kind and a.unit == b.unit


def compatible(a: Value, b: Value) -> bool:
    """Whether both can hold of one quantity; values that cannot be compared never conflict."""
    return not comparable(a, b) or (a.low <= b.high and b.low <= a.high)
