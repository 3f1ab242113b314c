"""Fit how probably two figures of two documents are of the same quantity of the same event.

    python -m training.quantity

Writes rag/survey/weights.json. Run it after every new judge or stance. It is fitted on the project's sets for
development and on the written events that the judge was not trained on: two figures are of one quantity where both
answer one question, and of two where one answers a question that the other does not.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from corpus.types import Document
from index.embed import load_embedder
from index.pairs.openvino_judge import open_shipped_judge
from index.pairs.types import Judge
from index.types import Embedder
from index.word_vectors import load_word_vectors
from rag.aliases import find_aliases
from rag.finding import OPENING
from rag.survey.candidates import telling
from rag.survey.compare import QUANTITY, Lexicon, quantity_row
from rag.survey.examine import may_differ, measure_unseen
from rag.survey.judging import judge_pairs, likeness
from rag.survey.scoring import _WEIGHTS, same_quantity
from rag.survey.statements import Figure, figures_of, find_statements
from rag.words import content_stems
from training.natural import Answer, Asked, own_sets, written_events

_PROMISING = 0.02  # by the weights so far: what is less likely never comes before the model
_LOOSE = 0.3  # inverse strength of the penalty on weights


@dataclass(frozen=True, slots=True)
class Labelled:
    """Pairs of figures of one collection, measured, and whether each is of one quantity."""

    name: str
    rows: npt.NDArray[np.float64]  # shape (pairs, QUANTITY)
    same: npt.NDArray[np.int64]


def main() -> None:
    """Report how well each collection is told by the others, then fit on all and write the weights."""
    judge, embedder = open_shipped_judge(), load_embedder(None, Path(".data/cache"))
    parts = [made for asked in _collections() if (made := _labelled(asked, judge, embedder))]
    for part in parts:
        _report(part, [other for other in parts if other is not part])
    model = _fit(parts)
    weights = dict(zip(QUANTITY, model.coef_[0].round(3).tolist(), strict=True))
    _WEIGHTS.write_text(json.dumps({"bias": float(model.intercept_[0]), "weights": weights}) + "\n")


def _collections() -> Iterator[Asked]:
    """Yield the sets, and all written events as one collection, as they would be in a folder of many subjects."""
    yield from own_sets()
    events = list(written_events())
    documents = [document for event in events for document in event.documents]
    yield Asked("written events", documents, [asked for event in events for asked in event.questions])


def _labelled(asked: Asked, judge: Judge, embedder: Embedder) -> Labelled | None:
    told = [(document, figure) for document in asked.documents for figure in figures_in(document)]
    answers = [answered(document, figure, asked) for document, figure in told]
    words = _lexicon(asked.documents)
    pairs, labels = [], []
    for (n, (one, ours)), (m, (other, theirs)) in combinations(enumerate(told), 2):
        if one.name == other.name or not (answers[n] or answers[m]) or not _is_candidate(ours, theirs, words):
            continue
        pairs.append((ours, theirs))
        labels.append(int(bool(answers[n] & answers[m])))
    if not pairs:
        return None
    said = [(ours.statement.text, theirs.statement.text) for ours, theirs in pairs]
    judged = judge_pairs(likeness(said, embedder), judge)
    rows = [quantity_row(*pair, words, judged[key]) for pair, key in zip(pairs, said, strict=True)]
    return Labelled(asked.name, np.array(rows), np.array(labels))


def figures_in(document: Document) -> Iterator[Figure]:
    """Yield the figures of a document that are of some quantity."""
    for statement in find_statements(document.text, document.metadata, document.furniture):
        yield from figures_of(statement)


def answered(document: Document, figure: Figure, asked: Asked) -> frozenset[int]:
    """Return the questions that a figure answers, by their numbers."""
    return frozenset(
        number
        for number, (_, answers) in enumerate(asked.questions)
        if any(_is_it(figure, answer, document) for answer in answers if answer.document == document.name)
    )


def _is_it(figure: Figure, answer: Answer, document: Document) -> bool:
    at = document.text.find(answer.quote)
    start = figure.statement.start + figure.value.start
    inside = at >= 0 and start < at + len(answer.quote) and at < start + len(figure.value.text)
    return inside and any(
        words.lower() in figure.value.text.lower() or figure.value.text.lower() in words.lower()
        for words in answer.words
    )


def _is_candidate(ours: Figure, theirs: Figure, words: Lexicon) -> bool:
    return may_differ(ours, theirs) and measure_unseen(ours, theirs, words, _PROMISING) is not None


def _lexicon(documents: Sequence[Document]) -> Lexicon:
    texts = [statement.text for d in documents for statement in find_statements(d.text, d.metadata, d.furniture)]
    frequency = Counter(term for text in texts for term in content_stems(text))

    def weigh(term: str) -> float:
        return telling(frequency[term], len(texts))

    return Lexicon(weigh, load_word_vectors(), find_aliases(document.text[:OPENING] for document in documents))


def _fit(parts: Sequence[Labelled]) -> LogisticRegression:
    model = LogisticRegression(C=_LOOSE, max_iter=5_000)
    return model.fit(np.vstack([part.rows for part in parts]), np.concatenate([part.same for part in parts]))


def _report(part: Labelled, others: Sequence[Labelled]) -> None:
    if part.same.min() == part.same.max():
        return
    before = np.array([same_quantity(row) for row in part.rows])
    now = _fit(others).predict_proba(part.rows)[:, 1]
    print(f"{part.name}: {len(part.same)} pairs, {part.same.sum()} of one quantity; fitted on the others:")
    for name, scores in (("before", before), ("now", now)):
        ranked, precise = roc_auc_score(part.same, scores), average_precision_score(part.same, scores)
        print(f"  {name}: AUROC {ranked:.3f}, average precision {precise:.3f}")


if __name__ == "__main__":
    main()
