"""Two rankings into one, and a fair share of it for every document."""

from collections import Counter
from collections.abc import Mapping, Sequence

_RANK_CONSTANT = (
    60  # Cormack, Clarke and Büttcher 2009, "Reciprocal Rank Fusion outperforms Condorcet", section 2
)


def fuse(rankings: Sequence[Sequence[int]]) -> list[tuple[int, float]]:
    """Reciprocal rank fusion: ids best first, each with the sum of 1 / (60 + its rank), ranks from 1.

    Equal scores keep the order in which the rankings name them, so the result is always the same.
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (_RANK_CONSTANT + rank)
    return sorted(scores.items(), key=lambda scored: -scored[1])


def share(ranked: Sequence[int], document_of: Mapping[int, int], limit: int) -> list[int]:
    """The first `limit` of `ranked`, in order, of which no document has more than its portion.

    Only when the other documents have nothing more to give is a document given more than that.
    """
    most = portion(limit)
    taken: Counter[int] = Counter()
    chosen: list[int] = []
    deferred: list[int] = []
    for item in ranked:
        document = document_of[item]
        (chosen if taken[document] < most else deferred).append(item)
        taken[document] += 1
    kept = set((chosen + deferred)[:limit])
    return [item for item in ranked if item in kept]


def portion(limit: int) -> int:
    """How many of `limit` places a document may take while others wait: a third, and at least two."""
    return max(2, -(-limit // 3))
