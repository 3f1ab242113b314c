"""Reading: which sentences of the found passages answer the question, and how surely."""

from collections.abc import Sequence
from typing import Protocol

from index.types import Embedder, Hit
from rag.evidence import Candidate, Evidence, find_candidates
from rag.features import dates_in, measure
from rag.question import Question
from rag.scoring import logistic


class Reader(Protocol):
    """Reads passages for one question."""

    def read(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """Return what answers the question, surest first; empty when nothing does."""


class SentenceReader:
    """Weighs every sentence by a logistic model over similarity, shared words, names, dates and figures."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def read(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """Return the candidates above the model's threshold, surest first."""
        candidates = find_candidates(question, hits)
        if not candidates:
            return ()
        model = logistic("value" if question.asks == "value" else "statement")
        scores = model.probabilities(measure(question, candidates, self._embedder))
        read = [_evidence(c, float(s)) for c, s in zip(candidates, scores, strict=True) if s >= model.threshold]
        return tuple(sorted(read, key=lambda evidence: -evidence.score))


def _evidence(candidate: Candidate, score: float) -> Evidence:
    hit = candidate.hit
    dates = dates_in(candidate.text)
    return Evidence(
        hit.document, hit.passage_id, hit.page, candidate.start, candidate.end, candidate.text, score, candidate.value, dates
    )
