"""Reading: which sentences of the found passages answer the question, and how surely."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from index.types import Hit
from index.word_vectors import WordVectors
from rag.aliases import find_aliases
from rag.evidence import Candidate, Evidence, dates_in, find_candidates
from rag.features import ABOUT, Models, Shortlist, measure, rows_of_time
from rag.finding import introducing
from rag.multinomial import Matrix
from rag.question import Question
from rag.scoring import Logistic, logistic
from rag.windows import Read

_HOPELESS = 0.06  # under this even several sources that say the same make no answer

_SURE = 0.5  # from which the surest answer tells when it was


class Reader(Protocol):
    """Reads passages for one question."""

    def read(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """Return what may answer the question, surest first; more likely than not from a score of 0.5."""


class SentenceReader:
    """Weighs every sentence by a logistic model over what the models, shared words, names and dates say."""

    def __init__(self, models: Models, vectors: WordVectors, opening_of: Callable[[str, int], str]) -> None:
        """`opening_of` returns so many first code points of the document with that id."""
        self._models = models
        self._vectors = vectors
        self._opening_of = opening_of

    def read(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """Return the candidates that are not hopeless, surest first."""
        candidates = find_candidates(question, hits)
        if not candidates:
            return ()
        weights = logistic("value" if question.asks == "value" else "statement")
        aliases = find_aliases(introducing(hits, self._opening_of))
        found = measure(question, candidates, self._models, self._vectors, aliases)
        scores = _of_one_time(question, found, weights)
        read = [
            replace(_evidence(c, float(score), read), about=float(row[ABOUT]), elsewhere=elsewhere, asked=asked)
            for c, score, row, elsewhere, asked, read in zip(
                found.candidates, scores, found.rows, found.elsewhere, found.asked, found.read, strict=True
            )
            if score >= _HOPELESS
        ]
        return tuple(sorted(read, key=lambda evidence: -evidence.score))


def _of_one_time(question: Question, found: Shortlist, weights: Logistic) -> Matrix:
    """Return how probably each answers, where the question names no time once it is asked of the surest one's.

    "On 22 March 2024 armed men stormed the hall" is likelier the attack asked about once a source has dated that.
    """
    scores = weights.probabilities(found.rows)
    surest = int(np.argmax(scores))
    dates = dates_in(found.candidates[surest].text)
    if question.dates or "date" in question.kinds or not dates or scores[surest] < _SURE:
        return scores
    return np.maximum(scores, weights.probabilities(rows_of_time(found, dates)))


def _evidence(candidate: Candidate, score: float, read: Read) -> Evidence:
    hit, words = candidate.hit, None if candidate.value else read.words(candidate.start, candidate.end)
    return Evidence(
        document=hit.document,
        passage_id=hit.passage_id,
        page=hit.page,
        start=candidate.start,
        end=candidate.end,
        quote=candidate.text,
        score=score,
        about=0.0,
        value=candidate.value,
        dates=dates_in(candidate.text),
        words=candidate.text[words.start - candidate.start : words.end - candidate.start] if words else "",
    )
