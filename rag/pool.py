"""The words of everything found for one question: how telling each is, and which question words a text covers."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from index.types import Vectors
from index.word_vectors import WordVectors
from rag.aliases import Aliases, expand
from rag.questions.question import Question
from rag.words import content_stems, content_words, names, stem

# Cosine of two words' vectors from which one partly stands for the other: killed/died 0.58, founded/established
# 0.55, price/cost 0.54, founded/formed 0.34; unrelated words mostly stay under 0.3.
_RELATED = 0.3


class Pool:
    """Compares texts with one question's words, weighing each word by how few of the contexts hold it."""

    def __init__(
        self,
        question: Question,
        contexts: Mapping[str, str],
        texts: Sequence[str],
        vectors: WordVectors,
        aliases: Aliases,
    ) -> None:
        """`contexts`: what surrounds each passage, by passage id; `texts`: every text that will be compared."""
        self._aliases = aliases
        self._words = question.words
        self._context_stems = {key: self.stems(text) for key, text in contexts.items()}
        self._frequency = Counter(word for stems in self._context_stems.values() for word in stems)
        self._column = {
            word: n for n, word in enumerate(dict.fromkeys(w for text in texts for w in content_words(text)))
        }
        self._vectors = vectors
        self._similarity = vectors.similarity(self._words, list(self._column))
        self._weights = [self._weight(stem(word)) for word in self._words]

    def stems(self, text: str) -> frozenset[str]:
        """Return a text's stems, with the other names of what it names."""
        return expand(content_stems(text), self._aliases)

    def names(self, text: str) -> frozenset[str]:
        """Return a text's names, with their other forms."""
        return expand(names(text), self._aliases)

    def context(self, passage_id: str) -> frozenset[str]:
        """Return the stems of what surrounds a passage."""
        return self._context_stems[passage_id]

    def coverage(self, wanted: frozenset[str], present: frozenset[str]) -> float:
        """Return the weighted share of the wanted stems that are present, 0 to 1."""
        total = sum(map(self._weight, wanted))
        return sum(map(self._weight, wanted & present)) / total if total else 0.0

    def soft_coverage(self, text: str, present: frozenset[str]) -> float:
        """Return the same share of the question's words, where a related word counts for its cosine."""
        met = [
            1.0 if stem(word) in present else float(near) if near >= _RELATED else 0.0
            for word, near in zip(self._words, self.nearest(text), strict=True)
        ]
        return float(np.dot(self._weights, met)) / sum(self._weights) if self._weights else 0.0

    def nearest(self, text: str) -> Vectors:
        """Return, for each of the question's words in order, its cosine with the nearest word of the text."""
        columns = [self._column[word] for word in content_words(text)]
        if not columns:
            return np.zeros(len(self._words), dtype=np.float32)
        nearest: Vectors = self._similarity[:, columns].max(axis=1)
        return nearest

    def related(self, word: str, other: str) -> float:
        """Return how far one word stands for another, 0 to 1."""
        cosine = float(self._vectors.similarity([word], [other])[0, 0])
        return cosine if cosine >= _RELATED else 0.0

    def _weight(self, word: str) -> float:
        # Inverse document frequency as in BM25: Robertson and Zaragoza 2009, eq. 3.9, plus 1 to stay positive.
        count = self._frequency[word]
        return math.log(1 + (len(self._context_stems) - count + 0.5) / (count + 0.5))
