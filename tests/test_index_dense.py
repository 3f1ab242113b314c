import numpy as np
import pytest

from index.dense import DenseIndex, Ids
from index.types import Vectors


def unit_vectors(count: int, dimension: int = 48, seed: int = 5) -> Vectors:
    vectors = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    normed: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return normed


def brute_force(keys: Ids, vectors: Vectors, query: Vectors, limit: int) -> list[int]:
    scores = vectors.astype(np.float64) @ query.astype(np.float64)
    return [int(keys[row]) for row in np.argsort(-scores)[:limit]]


@pytest.fixture
def keys() -> Ids:
    return np.arange(500, dtype=np.int64) * 3 + 7


@pytest.fixture
def vectors() -> Vectors:
    return unit_vectors(500)


@pytest.fixture
def index(keys: Ids, vectors: Vectors) -> DenseIndex:
    index = DenseIndex(48)
    index.add(keys[:300], vectors[:300])
    index.add(keys[300:], vectors[300:])
    return index


def test_nearest_are_those_of_brute_force(index: DenseIndex, keys: Ids, vectors: Vectors) -> None:
    for query in unit_vectors(20, seed=6):
        found = index.search(query, 25)

        assert [key for key, _ in found] == brute_force(keys, vectors, query, 25)
        for key, score in found:
            assert score == pytest.approx(float(vectors[(key - 7) // 3] @ query), abs=1e-5)


def test_a_selection_is_searched_as_if_it_were_all(index: DenseIndex, keys: Ids, vectors: Vectors) -> None:
    query = unit_vectors(1, seed=8)[0]
    only, never = keys[100:140], keys[110:130]
    kept = np.r_[100:110, 130:140]

    assert [key for key, _ in index.search(query, 50, only=only)] == brute_force(only, vectors[100:140], query, 50)
    found = [key for key, _ in index.search(query, 50, only=only, never=never)]
    assert found == brute_force(keys[kept], vectors[kept], query, 50)
    rest = np.r_[:110, 130:500]
    found = [key for key, _ in index.search(query, 480, never=never)]
    assert found == brute_force(keys[rest], vectors[rest], query, 480)


def test_removed_ranges_are_gone(index: DenseIndex, keys: Ids, vectors: Vectors) -> None:
    index.remove([(7, 7 + 3 * 99), (1_000_000, 1_000_001)])
    query = unit_vectors(1, seed=9)[0]

    assert len(index) == 400
    assert [key for key, _ in index.search(query, 400)] == brute_force(keys[100:], vectors[100:], query, 400)


def test_an_empty_index_finds_nothing() -> None:
    assert DenseIndex(48).search(unit_vectors(1)[0], 10) == []
