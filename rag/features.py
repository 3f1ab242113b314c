"""What is measured about a candidate before a logistic model weighs it."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.pairs.types import PassageReader
from index.types import Embedder
from index.word_vectors import WordVectors
from rag.aliases import Aliases, reworded
from rag.evidence import Candidate, dates_said
from rag.multinomial import Matrix
from rag.others import names_others
from rag.pool import Pool
from rag.questions.question import Question
from rag.values.compare import counted_in, share_a_month, within_a_month
from rag.values.nouns import singular
from rag.values.synonyms import PEOPLE, are_apart, same_things
from rag.values.types import Value
from rag.windows import Read, Window, read_windows, windows_of
from rag.words import content_stems

STATEMENT = (
    "answerable", "told_here", "sentence_cosine", "passage_cosine", "own_coverage", "context_coverage",
    "own_names", "context_names", "own_soft", "context_soft", "no_names_asked", "other_names",
    "date_match", "date_conflict", "dated_unasked", "new_name", "short", "modal",
)  # fmt: skip
VALUE = (
    *STATEMENT, "told_by_it", "clause_coverage", "clause_soft", "noun_match", "noun_clash", "noun_absent",
    "fate_unsaid", "preferred_kind", "rivals", "nearness", "precise_date",
)  # fmt: skip

ABOUT = STATEMENT.index("context_soft")  # how much of the question the sentence's surroundings are about
_READ, _COSINE = STATEMENT.index("answerable"), STATEMENT.index("sentence_cosine")
_DATE_MATCH = STATEMENT.index("date_match")  # then `date_conflict`, `dated_unasked`
_TOLD_BY_IT, _RIVALS = VALUE.index("told_by_it"), VALUE.index("rivals")
_PROMISE = ("own_soft", "own_names", "context_soft", "passage_cosine")
_READ_MOST, _EMBED_MOST = 32, 64  # windows, sentences
_SUREST = 6.0  # logit; a surer reader is not to outweigh everything else

_MODAL = re.compile(
    r"\b(?:could|may|might|would|should|can|if|unless|capacity|up to|plan(?:s|ned)? to|expected to|aims? to)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Models:
    """What reads windows, and what embeds sentences."""

    reader: PassageReader
    embedder: Embedder


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The candidates worth weighing, with what was measured about each."""

    candidates: list[Candidate]
    rows: Matrix  # shape (candidates, features); columns as in STATEMENT, or VALUE for a figure
    elsewhere: list[bool]  # the sentence names others than the question does
    asked: list[str]  # the question with the names that the window each stands in has for what it names
    read: list[Read]  # what the reader made of that window


def context_of(candidate: Candidate) -> str:
    """Return what a reader of the sentence has before their eyes: the document's title and the passage."""
    return f"{candidate.hit.document.metadata.title or candidate.hit.document.name}.\n{candidate.hit.text}"


def measure(
    question: Question, candidates: Sequence[Candidate], models: Models, vectors: WordVectors, aliases: Aliases
) -> Shortlist:
    """Measure the promising candidates; only they are embedded and read, which is what takes the time."""
    contexts = {candidate.hit.passage_id: context_of(candidate) for candidate in candidates}
    texts = [text for candidate in candidates for text in (candidate.said, candidate.clause)]
    pool = Pool(question, contexts, [*texts, *contexts.values()], vectors, aliases)
    rows = np.array([_row(question, candidate, pool) for candidate in candidates], dtype=np.float64)
    windows = windows_of(candidates)
    kept = _promising(candidates, windows, rows)
    candidates, windows, rows = [candidates[row] for row in kept], [windows[row] for row in kept], rows[kept]
    asked = [reworded(question.text, window.text, aliases) for window in windows]
    read = read_windows(asked, windows, models.reader)
    rows[:, _COSINE] = _cosines(models.embedder, asked, [candidate.text for candidate in candidates])
    rows[:, _READ : _READ + 2] = [_told(one, candidate) for one, candidate in zip(read, candidates, strict=True)]
    if question.asks == "value":
        rows[:, _TOLD_BY_IT] = [_told_by(one, candidate) for one, candidate in zip(read, candidates, strict=True)]
        rivals = Counter((candidate.hit.document.id, candidate.start) for candidate in candidates)
        rows[:, _RIVALS] = [math.log(rivals[c.hit.document.id, c.start]) for c in candidates]
    elsewhere = [_is_elsewhere(question, candidate, pool) for candidate in candidates]
    return Shortlist(candidates, rows, elsewhere, asked, read)


def _told(read: Read, candidate: Candidate) -> tuple[float, float]:
    """Return (the logit of the window's answering, how probably the answer lies in the sentence)."""
    probability = min(max(read.reading.answerable, 1e-6), 1 - 1e-6)
    logit = math.log(probability / (1 - probability))
    return min(max(logit, -_SUREST), _SUREST), read.mass(candidate.start, candidate.end)


def _told_by(read: Read, candidate: Candidate) -> float:
    """Return how probably the figure is the answer."""
    assert candidate.value is not None
    return read.mass(candidate.start + candidate.value.start, candidate.start + candidate.value.end)


def _is_elsewhere(question: Question, candidate: Candidate, pool: Pool) -> bool:
    """Whether the sentence names others instead of whom the question names, and not the time it names either."""
    return not _dates(question, candidate)[0] and names_others(question, candidate, pool)


def _cosines(embedder: Embedder, asked: list[str], texts: list[str]) -> npt.NDArray[np.float32]:
    queries = {question: embedder.embed_query(question) for question in dict.fromkeys(asked)}
    passages = embedder.embed_passages(texts)
    cosines: npt.NDArray[np.float32] = (passages * np.array([queries[question] for question in asked])).sum(axis=1)
    return cosines


def _promising(candidates: Sequence[Candidate], windows: Sequence[Window], rows: Matrix) -> list[int]:
    """Return the rows of the sentences worth embedding, which stand in the windows worth reading, in their order."""
    promise = rows[:, [STATEMENT.index(name) for name in _PROMISE]].sum(axis=1)
    chosen: set[Window] = set()
    texts: set[str] = set()
    for row in np.argsort(-promise, kind="stable"):
        window, text = windows[row], candidates[row].text
        if (len(texts) < _EMBED_MOST or text in texts) and (len(chosen) < _READ_MOST or window in chosen):
            chosen.add(window)
            texts.add(text)
    kept = zip(candidates, windows, strict=True)
    return [row for row, (candidate, window) in enumerate(kept) if candidate.text in texts and window in chosen]


def _row(question: Question, candidate: Candidate, pool: Pool) -> list[float]:
    row = _statement_row(question, candidate, pool)
    return row + _value_row(question, candidate, pool) if question.asks == "value" else row


def _statement_row(question: Question, candidate: Candidate, pool: Pool) -> list[float]:
    fate = _fate(question, candidate.value)
    own, own_names = pool.stems(candidate.said) | fate, pool.names(candidate.said)
    context = pool.context(candidate.hit.passage_id) | fate
    asked = question.names
    match, conflict, dated = _dates(question, candidate)
    return [
        0.0,
        0.0,
        0.0,
        candidate.hit.dense or 0.0,
        pool.coverage(question.terms, own),
        pool.coverage(question.terms, context),
        pool.coverage(asked, own),
        pool.coverage(asked, context),
        pool.soft_coverage(candidate.said, own),
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


def _fate(question: Question, value: Value | None) -> frozenset[str]:
    """Return the question's words for what happened to those counted, where the figure's own words say the same."""
    return question.fate if value is not None and value.role == question.role else frozenset()


def _dates(question: Question, candidate: Candidate) -> tuple[float, float, float]:
    """Return (a date asked for is met, is contradicted, a date is given where none was asked for)."""
    given = dates_said(candidate, candidate.value)
    if question.asks_when or not given:
        return 0.0, 0.0, 0.0
    if not question.dates:
        return 0.0, 0.0, 1.0
    met = question.is_of(given)
    return float(met), float(not met), 0.0


def rows_of_time(found: Shortlist, dates: Sequence[Value]) -> Matrix:
    """Return the rows as they are if these dates are asked for, by the candidates that give one to within a month."""
    rows = found.rows.copy()
    of_it = [share_a_month(dates_said(candidate, candidate.value), dates) for candidate in found.candidates]
    rows[of_it, _DATE_MATCH : _DATE_MATCH + 3] = 1.0, 0.0, 0.0
    return rows


def _value_row(question: Question, candidate: Candidate, pool: Pool) -> list[float]:
    value = candidate.value
    assert value is not None
    match, clash, absent = _noun(question, candidate, value, pool)
    clause = pool.stems(candidate.clause) | _fate(question, value)
    return [
        0.0,
        pool.coverage(question.terms, clause),
        pool.soft_coverage(candidate.clause, clause),
        match,
        clash,
        absent,
        float(value.kind == "count" and bool(question.role) and not value.role),
        float(value.kind == question.kinds[0]),
        0.0,
        _nearness(question, candidate.text, value),
        float(value.kind == "date" and within_a_month(value)),
    ]


def _noun(question: Question, candidate: Candidate, value: Value, pool: Pool) -> tuple[float, float, float]:
    """Return (how well what the figure counts is what is asked for, it clashes, it does not say)."""
    if value.kind != "count" or not (question.counted or question.role):
        return 0.0, 0.0, 0.0
    fated = bool(question.role) and value.role == question.role
    asked = frozenset(map(singular, question.counted))
    if fated and are_apart(asked, counted_in(value)):  # civilian dead are no soldiers
        return 0.0, 1.0, 0.0
    if fated and asked <= PEOPLE:
        return 1.0, 0.0, 0.0
    anyone = fated and value.noun in PEOPLE  # all the dead, who are not the children among them
    if _counts_others(question, candidate, pool):
        return 0.0, 1.0, 0.0
    if value.noun and question.counted and not anyone:
        match = _same_noun(question.counted, value, pool)
        return match, float(not match), 0.0
    named = bool(content_stems(" ".join(question.counted)) & content_stems(candidate.said))
    return 0.5 * (fated + named), 0.0, float(not named)


def _counts_others(question: Question, candidate: Candidate, pool: Pool) -> bool:
    """Whether a sentence names another of the question's names than that of whom it counts.

    Asked how many IS-K men went over to the Taliban, "The Taliban moved 10,000 men" counts others.
    """
    own, whose = pool.names(candidate.said), question.names & content_stems(" ".join(question.counted))
    return bool(whose and own & question.names) and not whose & own


def _same_noun(counted: tuple[str, ...], value: Value, pool: Pool) -> float:
    head = singular(counted[-1])
    shared = content_stems(f"{value.label} {value.noun}") & content_stems(" ".join(counted))
    if shared or same_things(head, value.noun) or (head == "person" and value.noun in PEOPLE):
        return 1.0
    return pool.related(head, value.noun)


def _nearness(question: Question, text: str, value: Value) -> float:
    """Return 1 / (1 + words between the figure and the nearest word of the question)."""
    wanted = question.terms | content_stems(" ".join(question.counted))
    best = 99
    for match in re.finditer(r"[^\W_]+(?:[-'’][^\W_]+)*", text):
        if content_stems(match.group()) & wanted:
            between = text[min(match.end(), value.end) : max(match.start(), value.start)]
            best = min(best, 0 if value.start <= match.start() < value.end else len(between.split()))
    return 1 / (1 + best)
