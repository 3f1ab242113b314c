"""Which statements are worth holding against each other: those that share telling words, or stand in passages alike."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest

from index.statements import StatementStore
from index.types import Near
from index.word_vectors import WordVectors
from rag.aliases import Aliases
from rag.survey.compare import Lexicon
from rag.survey.statements import Statement
from rag.words import content_stems

_TERMS = 12  # of a statement, its most telling
_LONGEST_LIST = 300  # statements looked at for one term, the last added; a word that more have tells little
_BY_WORDS = 12  # candidates of one statement by shared words
_OTHERS = 100  # statements without the word that are counted in, so that two documents alone have telling words too
_NEAR = 24  # and by standing in passages alike, of which each brings its statements


class Postings:
    """Which statements of a collection have which word stems. One thread at a time."""

    def __init__(self, store: StatementStore, collection: str) -> None:
        self._store = store
        self._collection = collection
        self._lists: dict[str, list[int]] = defaultdict(list)
        self._last = 0
        self._count = 0

    def refresh(self) -> None:
        """Take in what has been stored since. What was removed stays until the next start and is never found again."""
        for key, text in self._store.texts(self._collection, self._last):
            for term in content_stems(text):
                self._lists[term].append(key)
            self._last = key
            self._count += 1

    def lexicon(self, own: Sequence[Statement], vectors: WordVectors, aliases: Aliases) -> Lexicon:
        """Return how telling each word is among all statements, those of `own` included."""
        count = self._count + len(own)
        frequency = Counter(term for statement in own for term in content_stems(statement.text))
        lists = self._lists

        def weigh(term: str) -> float:
            return telling(len(lists.get(term, ())) + frequency[term], count)

        return Lexicon(weigh, vectors, aliases)

    def alike(self, statement: Statement, words: Lexicon) -> list[int]:
        """Return the keys of the statements that share the most telling words with this one, best first."""
        terms = sorted(content_stems(statement.text), key=words.weigh, reverse=True)[:_TERMS]
        found: dict[int, float] = defaultdict(float)
        for term in terms:
            weight = words.weigh(term)
            for key in self._lists.get(term, ())[-_LONGEST_LIST:]:
                found[key] += weight
        return nlargest(_BY_WORDS, found, key=found.__getitem__)


def telling(frequency: int, count: int) -> float:
    """Return how telling a word is that so many of `count` statements have, above 0."""
    # Inverse document frequency as in BM25: Robertson and Zaragoza 2009, eq. 3.9, plus 1 to stay positive.
    return math.log(1 + (count + _OTHERS - frequency + 0.5) / (frequency + 0.5))


def beside(store: StatementStore, near: Iterable[Near]) -> Mapping[tuple[int, int], list[int]]:
    """Return, for each passage by its start and end, the keys of the statements in the passages near it."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one in sorted(near, key=lambda one: -one.cosine):
        keys = found[one.start, one.end]
        if len(keys) < _NEAR:
            keys.extend(store.within(one.other, one.other_start, one.other_end))
    return found
