"""Stand-ins that keep the promises of the real thing, without its weight."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from corpus.sentences import sentences
from index.pairs.types import AnswerSpan, Claims, Judgement, Reading
from index.surrogates import without_surrogates
from index.types import Vectors
from rag.words import content_stems


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


class WordReader:
    """Finds an answer where a passage shares content words with the question; its spans are whole sentences."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One reading a passage, in their order."""
        wanted = content_stems(question)
        return [self._read(wanted, passage) for passage in passages]

    def _read(self, wanted: frozenset[str], passage: str) -> Reading:
        shared = [
            (span, len(wanted & content_stems(passage[span.start : span.end])))
            for span in sentences(without_surrogates(passage))
        ]
        total = 1 + sum(count for _, count in shared)
        likeliest = sorted(shared, key=lambda pair: -pair[1])
        spans = tuple(AnswerSpan(span.start, span.end, count / total) for span, count in likeliest if count)
        return Reading((total - 1) / total, spans)


class WordJudge:
    """Statements with the same words agree; with a "not" in one of them, or with opposite words, they contradict."""

    def __init__(self, *opposites: tuple[str, str]) -> None:
        """`opposites`: further pairs of words that exclude each other, as "yes" and "no" do."""
        self._opposites = (("yes", "no"), *opposites)

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """One judgement a pair, in their order."""
        return [self._judge(_words(pair.first), _words(pair.second)) for pair in claims]

    def _judge(self, first: frozenset[str], second: frozenset[str]) -> Judgement:
        if any((a in first and b in second) or (b in first and a in second) for a, b in self._opposites):
            return Judgement(0.0, 1.0, 0.0)
        alike = len((first & second) - {"not"}) / max(1, len((first | second) - {"not"}))
        opposed = ("not" in first) != ("not" in second)
        return Judgement(0.0, alike, 1 - alike) if opposed else Judgement(alike, 0.0, 1 - alike)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


class Stumbling(WordJudge):
    """Fails at whatever names Orsa, until it is told not to."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error: Exception | None = error

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """As WordJudge, or the error."""
        if self.error and any("Orsa" in f"{one.first} {one.second}" for one in claims):
            raise self.error
        return super().judge(claims)
