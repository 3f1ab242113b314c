"""Reading: which sentences of the found passages answer the question, and how surely."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from index.types import Hit
from index.word_vectors import WordVectors
from rag.aliases import Aliases, find_aliases
from rag.evidence import Candidate, Evidence, dates_said, dates_told, find_candidates
from rag.features import ABOUT, Models, Shortlist, measure, rows_of_time
from rag.finding import introducing
from rag.multinomial import Matrix
from rag.questions.question import Question, understand
from rag.retold import retold
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
        aliases = find_aliases(introducing(hits, self._opening_of))
        found = self._measure(question, candidates, aliases)
        scores = _of_one_time(question, found)
        read = _evidence_of(found, scores)
        surest = int(np.argmax(scores))
        if scores[surest] >= _SURE:
            for other in retold(question, found.candidates, surest, self._vectors):
                told = [found.candidates[number] for number in other.candidates]
                again = self._measure(understand(other.question), told, aliases)
                read += _evidence_of(again, _at_the_time_of(found.candidates[surest], question, again))
        return _surest_first(read)

    def _measure(self, question: Question, candidates: Sequence[Candidate], aliases: Aliases) -> Shortlist:
        return measure(question, candidates, self._models, self._vectors, aliases)


def _of_one_time(question: Question, found: Shortlist) -> Matrix:
    """Return how probably each answers, where the question names no time once it is asked of the surest one's.

    "On 22 March 2024 armed men stormed the hall" is likelier the attack asked about once a source has dated that.
    """
    scores = _weights(question).probabilities(found.rows)
    surest = int(np.argmax(scores))
    return _at_the_time_of(found.candidates[surest], question, found) if scores[surest] >= _SURE else scores


def _at_the_time_of(surest: Candidate, question: Question, found: Shortlist) -> Matrix:
    """Return how probably each answers, or would if the surest one's time were asked for where no time is."""
    weights = _weights(question)
    scores, dates = weights.probabilities(found.rows), dates_said(surest, surest.value)
    if question.dates or question.asks_when or not dates:
        return scores
    return np.maximum(scores, weights.probabilities(rows_of_time(found, dates)))


def _weights(question: Question) -> Logistic:
    return logistic("value" if question.asks == "value" else "statement")


def _evidence_of(found: Shortlist, scores: Matrix) -> list[Evidence]:
    kept = zip(found.candidates, scores, found.rows, found.elsewhere, found.asked, found.read, strict=True)
    return [
        replace(_evidence(candidate, float(score), read), about=float(row[ABOUT]), elsewhere=elsewhere, asked=asked)
        for candidate, score, row, elsewhere, asked, read in kept
        if score >= _HOPELESS
    ]


def _surest_first(read: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return each sentence and figure once, as it answers most surely."""
    best: dict[tuple[str, int, int], Evidence] = {}
    for item in sorted(read, key=lambda evidence: -evidence.score):
        best.setdefault((item.document.id, item.start, item.value.start if item.value else -1), item)
    return tuple(best.values())


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
        dates=dates_told(candidate, candidate.value),
        words=candidate.text[words.start - candidate.start : words.end - candidate.start] if words else "",
    )
