"""Which collection the background goes on with: a few documents do not wait for thousands."""

from collections.abc import Callable
from threading import Lock


class Turns:
    """The collections asked for, of which the one with the least left comes first. Safe to use from many threads."""

    def __init__(self, left: Callable[[str], int]) -> None:
        self._left = left
        self._asked: set[str] = set()
        self._lock = Lock()

    def ask(self, collection: str) -> None:
        """Have a collection wait for its turn."""
        with self._lock:
            self._asked.add(collection)

    def take(self) -> str | None:
        """Return the collection whose turn it is, which waits no more; None where none does."""
        soonest = min(self._waiting(), key=self._left, default=None)
        if soonest is not None:
            with self._lock:
                self._asked.discard(soonest)
        return soonest

    def is_another_first(self, left: int) -> bool:
        """Whether one that waits has less left than that."""
        return any(self._left(other) < left for other in self._waiting())

    def _waiting(self) -> list[str]:
        with self._lock:
            return sorted(self._asked)
