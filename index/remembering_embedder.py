"""An embedder that remembers: the sentences of a collection come up again from question to question."""

from collections import OrderedDict
from threading import Lock

import numpy as np

from index.types import Embedder, Vectors


class RememberingEmbedder:
    """Keeps the vectors of the texts it embedded last. Safe to use from many threads."""

    def __init__(self, embedder: Embedder, size: int = 20_000) -> None:
        """`size`: how many texts are remembered; 20,000 of 384 numbers take 30 MB."""
        self._embedder = embedder
        self._size = size
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The name of the embedder behind it: the vectors are the same."""
        return self._embedder.name

    def embed_passages(self, texts: list[str]) -> Vectors:
        """As the embedder behind it, which sees only what is new."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            found.update(zip(new, self._embedder.embed_passages(new), strict=True))
        self._remember(found)
        return np.array([found[text] for text in texts], dtype=np.float32)

    def embed_query(self, text: str) -> Vectors:
        """As the embedder behind it."""
        return self._embedder.embed_query(text)

    def _remember(self, found: dict[str, Vectors]) -> None:
        with self._lock:
            for text, vector in found.items():
                self._known[text] = vector
                self._known.move_to_end(text)
            while len(self._known) > self._size:
                self._known.popitem(last=False)
