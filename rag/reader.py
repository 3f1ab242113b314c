"""Reading: which sentences of the found passages answer the question, and how surely."""

from collections.abc import Callable, Sequence
from typing import Protocol

from index.types import Embedder, Hit
from index.word_vectors import WordVectors
from rag.aliases import find_aliases
from rag.evidence import Candidate, Evidence, dates_in, find_candidates
from rag.features import ABOUT, measure
from rag.question import Question
from rag.scoring import logistic

_OPENING = 3000  # code points
_HOPELESS = 0.15  # under this even several sources that say the same make no answer


class Reader(Protocol):
    """Reads passages for one question."""

    def read(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """Return what may answer the question, surest first; more likely than not from a score of 0.5."""


class SentenceReader:
    """Weighs every sentence by a logistic model over similarity, shared words, names, dates and figures."""

    def __init__(self, embedder: Embedder, vectors: WordVectors, opening_of: Callable[[str, int], str]) -> None:
        """`opening_of` returns so many first code points of the document with that id."""
        self._embedder = embedder
        self._vectors = vectors
        self._opening_of = opening_of

    def read(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """Return the candidates that are not hopeless, surest first."""
        candidates = find_candidates(question, hits)
        if not candidates:
            return ()
        model = logistic("value" if question.asks == "value" else "statement")
        aliases = find_aliases(self._openings(hits))
        found = measure(question, candidates, self._embedder, self._vectors, aliases)
        scores = model.probabilities(found.rows)
        read = [
            _evidence(c, float(s), float(row[ABOUT]), elsewhere)
            for c, s, row, elsewhere in zip(found.candidates, scores, found.rows, found.elsewhere, strict=True)
            if s >= _HOPELESS
        ]
        return tuple(sorted(read, key=lambda evidence: -evidence.score))

    def _openings(self, hits: Sequence[Hit]) -> list[str]:
        """Return where documents introduce their names: their first few paragraphs, and the passages themselves."""
        documents = dict.fromkeys(hit.document.id for hit in hits)
        return [self._opening_of(identifier, _OPENING) for identifier in documents] + [hit.text for hit in hits]


def _evidence(candidate: Candidate, score: float, about: float, elsewhere: bool) -> Evidence:
    hit, dates = candidate.hit, dates_in(candidate.text)
    return Evidence(
        hit.document, hit.passage_id, hit.page, candidate.start, candidate.end, candidate.text, score, about,
        candidate.value, dates, elsewhere,
    )  # fmt: skip
