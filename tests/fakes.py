"""Stand-ins that keep the promises of the real thing, without its weight."""

import hashlib
import re

import numpy as np

from index.types import Vectors


class HashEmbedder:
    """A bag of words: each word adds ±1 at a place its hash gives. Texts that share words are alike."""

    def __init__(self, name: str = "hash-64", dimension: int = 64) -> None:
        self._name = name
        self._dimension = dimension

    @property
    def name(self) -> str:
        """As given."""
        return self._name

    def embed_passages(self, texts: list[str]) -> Vectors:
        """float32, shape (len(texts), dimension), rows of length 1."""
        vectors: Vectors = np.array([self.embed_query(text) for text in texts], dtype=np.float32)
        return vectors.reshape(len(texts), self._dimension)

    def embed_query(self, text: str) -> Vectors:
        """float32, shape (dimension,), length 1."""
        vector: Vectors = np.zeros(self._dimension, dtype=np.float32)
        vector[0] = 0.01  # a text without words still has a direction
        for word in re.findall(r"\w+", text.lower()):
            digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
            place = int.from_bytes(digest[:4], "big") % self._dimension
            vector[place] += 1.0 if digest[4] & 1 else -1.0
        norm = float(np.linalg.norm(vector))
        if norm == 0.0:
            vector[0], norm = 1.0, 1.0
        return vector / np.float32(norm)
