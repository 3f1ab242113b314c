"""What is measured about a candidate before a logistic model weighs it."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.types import Embedder
from index.word_vectors import WordVectors
from rag.aliases import Aliases
from rag.evidence import Candidate
from rag.pool import Pool
from rag.question import Question
from rag.values.compare import compatible
from rag.values.find import find_values
from rag.values.nouns import singular
from rag.values.synonyms import PEOPLE, same_things
from rag.values.types import Value
from rag.words import content_stems

Matrix = npt.NDArray[np.float64]

STATEMENT = (
    "sentence_cosine", "passage_cosine", "own_coverage", "context_coverage", "own_names", "context_names",
    "own_soft", "context_soft", "no_names_asked", "other_names", "date_match", "date_conflict", "dated_unasked", "new_name", "short", "modal",
)  # fmt: skip
VALUE = (
    *STATEMENT, "clause_cosine", "clause_coverage", "clause_soft", "noun_match", "noun_clash", "noun_absent", "role_match",
    "role_clash", "preferred_kind", "rivals", "nearness", "precise_date",
)  # fmt: skip

_MODAL = re.compile(
    r"\b(?:could|may|might|would|should|can|if|unless|capacity|up to|plan(?:s|ned)? to|expected to|aims? to)\b",
    re.I,
)


def context_of(candidate: Candidate) -> str:
    """Return what a reader of the sentence has before their eyes: the document's title and the passage."""
    return f"{candidate.hit.document.metadata.title or candidate.hit.document.name}.\n{candidate.hit.text}"


def measure(
    question: Question,
    candidates: Sequence[Candidate],
    embedder: Embedder,
    vectors: WordVectors,
    aliases: Aliases,
) -> Matrix:
    """Return one row a candidate; columns as in STATEMENT, or VALUE for a question about a figure."""
    contexts = {candidate.hit.passage_id: context_of(candidate) for candidate in candidates}
    texts = [text for candidate in candidates for text in (candidate.text, candidate.clause)]
    pool = Pool(question, contexts, [*texts, *contexts.values()], vectors, aliases)
    query = embedder.embed_query(question.text)
    rows = np.array([_statement_row(question, candidate, pool) for candidate in candidates], dtype=np.float64)
    rows[:, 0] = _cosines(embedder, query, [candidate.text for candidate in candidates])
    if question.asks != "value":
        return rows
    rivals = Counter(candidate.text for candidate in candidates)
    extra = np.array([_value_row(question, c, pool, rivals[c.text]) for c in candidates], dtype=np.float64)
    extra[:, 0] = _cosines(embedder, query, [candidate.clause for candidate in candidates])
    return np.hstack([rows, extra])


def _cosines(embedder: Embedder, query: npt.NDArray[np.float32], texts: list[str]) -> npt.NDArray[np.float32]:
    distinct = list(dict.fromkeys(texts))
    scores = dict(zip(distinct, embedder.embed_passages(distinct) @ query, strict=True))
    return np.array([scores[text] for text in texts], dtype=np.float32)


def _statement_row(question: Question, candidate: Candidate, pool: Pool) -> list[float]:
    own, own_names = pool.stems(candidate.text), pool.names(candidate.text)
    context = pool.context(candidate.hit.passage_id)
    asked = question.names
    match, conflict, dated = _dates(question, candidate)
    return [
        0.0,
        candidate.hit.dense or 0.0,
        pool.coverage(question.terms, own),
        pool.coverage(question.terms, context),
        pool.coverage(asked, own),
        pool.coverage(asked, context),
        pool.soft_coverage(candidate.text, own),
        pool.soft_coverage(context_of(candidate), context),
        float(not asked),
        float(bool(asked and own_names and not asked & own)),
        match,
        conflict,
        dated,
        float(question.asks in ("person", "place") and bool(own_names - asked)),
        float(len(candidate.text) < 40),
        float(bool(_MODAL.search(candidate.text)) and not _MODAL.search(question.text)),
    ]


def _dates(question: Question, candidate: Candidate) -> tuple[float, float, float]:
    """Return (a date asked for is met, is contradicted, a date is given where none was asked for)."""
    given = dates_in(candidate.text)
    if "date" in question.kinds or not given:
        return 0.0, 0.0, 0.0
    if not question.dates:
        return 0.0, 0.0, 1.0
    met = any(compatible(asked, date) for asked in question.dates for date in given)
    return float(met), float(not met), 0.0


@lru_cache(maxsize=16384)
def dates_in(text: str) -> tuple[Value, ...]:
    """Return the dates a text gives with at least a year."""
    return tuple(value for value in find_values(text) if value.kind == "date" and value.unit == "")


def _value_row(question: Question, candidate: Candidate, pool: Pool, rivals: int) -> list[float]:
    value = candidate.value
    assert value is not None
    match, clash, absent = _noun(question, value)
    clause = pool.stems(candidate.clause)
    return [
        0.0,
        pool.coverage(question.terms, clause),
        pool.soft_coverage(candidate.clause, clause),
        match,
        clash,
        absent,
        float(bool(question.role) and value.role == question.role),
        float(value.role != question.role and bool(value.role)),
        float(value.kind == question.kinds[0]),
        math.log(rivals),
        _nearness(question, candidate.text, value),
        float(value.kind == "date" and value.high - value.low < 32),
    ]


def _noun(question: Question, value: Value) -> tuple[float, float, float]:
    """Return (the figure counts what is asked for, counts something else, does not say what it counts)."""
    if value.kind != "count" or not question.counted:
        return 0.0, 0.0, 0.0
    if not value.noun:
        return 0.0, 0.0, 1.0
    head = singular(question.counted[-1])
    shared = content_stems(f"{value.label} {value.noun}") & content_stems(" ".join(question.counted))
    met = bool(shared) or same_things(head, value.noun) or (head == "person" and value.noun in PEOPLE)
    return float(met), float(not met), 0.0


def _nearness(question: Question, text: str, value: Value) -> float:
    """Return 1 / (1 + words between the figure and the nearest word of the question)."""
    wanted = question.terms | content_stems(" ".join(question.counted))
    best = 99
    for match in re.finditer(r"[^\W_]+(?:[-'’][^\W_]+)*", text):
        if content_stems(match.group()) & wanted:
            between = text[min(match.end(), value.end) : max(match.start(), value.start)]
            best = min(best, 0 if value.start <= match.start() < value.end else len(between.split()))
    return 1 / (1 + best)
