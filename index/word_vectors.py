"""Which words mean something alike: the input embeddings of the default model, used as a thesaurus.

BERT's input embeddings put inflections and synonyms close together (killed and died, founded and established)
and cost a table look-up, where comparing words in context costs a pass through the model.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import safetensors

from index.openvino_embed import bundled_model, official_weights
from index.types import Vectors

_TABLE = "embeddings.word_embeddings.weight"
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "'s", "’s")


class WordVectors:
    """Unit vectors of the words in the model's vocabulary."""

    def __init__(self, vectors: Vectors, rows: dict[str, int]) -> None:
        """`vectors`: float32, shape (words, dimension), rows of length 1; `rows`: where each word's vector is."""
        self._vectors = vectors
        self._rows = rows

    def similarity(self, words: Sequence[str], others: Sequence[str]) -> Vectors:
        """Cosines, shape (len(words), len(others)); 0 where a word is not in the vocabulary."""
        return self._look_up(words) @ self._look_up(others).T

    def knows(self, word: str) -> bool:
        """Whether the vocabulary has this very word."""
        return word.lower() in self._rows

    def means(self, word: str) -> bool:
        """Whether it has this word, inflected or not."""
        return self._row(word.lower()) is not None

    def _look_up(self, words: Sequence[str]) -> Vectors:
        found: Vectors = np.zeros((len(words), self._vectors.shape[1]), dtype=np.float32)
        for number, word in enumerate(words):
            row = self._row(word.lower())
            if row is not None:
                found[number] = self._vectors[row]
        return found

    def _row(self, word: str) -> int | None:
        if word in self._rows:
            return self._rows[word]
        bases = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        known = (self._rows[form] for base in bases for form in (base, f"{base}e") if form in self._rows)
        return next(known, None)


@cache
def load_word_vectors() -> WordVectors:
    """Load the table from the default model's files. Raises BadWeights unless they are the official ones."""
    return _read(bundled_model())


def _read(folder: Path) -> WordVectors:
    spelled = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    words = {word: row for row, word in enumerate(spelled) if word.isalpha()}
    with safetensors.safe_open(official_weights(folder / "model.safetensors"), framework="np") as weights:
        table = weights.get_tensor(_TABLE)[list(words.values())].astype(np.float32)
    # Most of every vector is what all words share; without it the angles say more (Mu and Viswanath 2018, sec. 2).
    table -= table.mean(axis=0)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    return WordVectors(table, {word: row for row, word in enumerate(words)})
