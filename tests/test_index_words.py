"""Words that mean something alike, and texts that are remembered."""

import numpy as np
import pytest

from index.remembering_embedder import RememberingEmbedder
from index.types import Vectors
from index.word_vectors import load_word_vectors
from tests.fakes import HashEmbedder


class CountingEmbedder(HashEmbedder):
    """Notes which texts it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[str] = []

    def embed_passages(self, texts: list[str]) -> Vectors:
        """As its parent."""
        self.given += texts
        return super().embed_passages(texts)


def test_related_words_are_close_and_others_far() -> None:
    """The table knows synonyms and inflections; unknown words are far from everything."""
    near, far = load_word_vectors().similarity(["founded", "qxzqxz"], ["established", "Founders", "cargo"])

    assert near[0] > 0.5
    assert near[1] > 0.4
    assert near[2] < 0.2
    assert far.tolist() == [0, 0, 0]


def test_a_word_is_like_itself() -> None:
    """Rows have length 1, also those of words only known without their ending."""
    same = load_word_vectors().similarity(["ferry", "drowns"], ["ferry", "drown"])

    assert same.diagonal() == pytest.approx([1, 1], abs=1e-5)


def test_remembered_vectors_are_the_same() -> None:
    """What is remembered is not embedded again and comes back unchanged, repeated texts included."""
    inner = CountingEmbedder()
    remembering = RememberingEmbedder(inner)
    remembering.embed_passages(["one", "two"])

    found = remembering.embed_passages(["two", "three", "two"])

    assert inner.given == ["one", "two", "three"]
    np.testing.assert_array_equal(found, HashEmbedder().embed_passages(["two", "three", "two"]))
    assert remembering.name == inner.name


def test_the_oldest_is_forgotten_first() -> None:
    """Memory is bounded."""
    inner = CountingEmbedder()
    remembering = RememberingEmbedder(inner, size=2)
    for text in ("one", "two", "three", "one", "three"):
        remembering.embed_passages([text])

    assert inner.given == ["one", "two", "three", "one"]
