"""Fit the two logistic models of rag/scoring.py on SQuAD, VitaminC and natural documents; write rag/weights.json.

    python -m training.evidence DATA [--questions 2400] [--seed 0]

DATA is the folder that holds squad/v1.1_train.jsonl.gz (Rajpurkar et al. 2016, CC BY-SA 4.0) and vitaminc/ (Schuster
et al. 2021, CC BY-SA 3.0); neither is in the project. Only articles and pages that the reader was not trained on are
used. Half of the questions are made unanswerable: of one quarter the paragraph and every other that holds the answer
is withheld, in the other quarter a name, number or word is exchanged, as where another event is asked for. Two thirds
of the articles fit the weights; the last third calibrates them and gives the figures printed. The questions on natural
documents, see training/natural.py, are split the same way; those put to a whole set weigh more each: they are few, and
only among many documents is it seen that another event's figure is no answer.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from corpus.types import Metadata
from index.embed import load_embedder
from index.pairs.load import load_reader
from index.remembering_embedder import RememberingEmbedder
from index.types import Embedder, Hit, StoredDocument, Vectors
from index.word_vectors import load_word_vectors
from rag.aliases import find_aliases
from rag.evidence import Candidate, find_candidates
from rag.features import STATEMENT, VALUE, Models, measure
from rag.multinomial import Matrix
from rag.questions.question import Question, understand
from training.natural import natural_questions
from training.pairs import vitaminc
from training.squad import Asked as AskedOf
from training.squad import Paragraph as SquadParagraph
from training.squad import squad
from training.texts import is_kept_out
from training.unanswerable import Disturber, names_in, words_in
from training.yes_no import as_question

Labels = npt.NDArray[np.int64]
_HITS = 12
_CROWDED = 6.0  # weight of a question put to a set of many documents against any other
_SHARES = {"value": 0.45, "other": 0.35, "yes_no": 0.2}
_WEIGHTS = Path(__file__).parent.parent / "rag" / "weights.json"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article, with the vector it is found by."""

    number: int
    title: str
    text: str
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, where its answer is, and what was done to it."""

    gold: int  # number of the paragraph it was written for
    question: str
    answer: str
    answerable: bool = True
    withheld: bool = False  # its paragraph, and every other that holds the answer, is not found


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its candidates measured and labelled; no label is 1 where it was made unanswerable."""

    article: str
    asks_value: bool
    answerable: bool
    rows: Matrix
    labels: Labels
    natural: bool = False
    weight: float = 1.0


def main() -> None:
    """Fit, print the figures on articles kept out of the fit, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--questions", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    embedder = RememberingEmbedder(load_embedder(None, Path(".data/cache")), 200_000)
    models = Models(load_reader(None, Path(".data/cache")), embedder)
    examples = [*_natural_examples(models), *_examples(args.data, args.questions, args.seed, models)]
    fitted = {}
    for name, features, value in (("statement", STATEMENT, False), ("value", VALUE, True)):
        fitted[name] = _fit(name, features, [example for example in examples if example.asks_value == value])
    _WEIGHTS.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


def _examples(data: Path, count: int, seed: int, models: Models) -> Iterator[Example]:
    rng = random.Random(seed)
    raw = [*_kept_out_articles(data), *_kept_out_claims(data)]
    vectors = models.embedder.embed_passages([f"{paragraph.title}\n{paragraph.text}" for paragraph in raw])
    paragraphs = [Paragraph(i, p.title, p.text, vectors[i]) for i, p in enumerate(raw)]
    asked = [Asked(i, qa.question, qa.answers[0]) for i, p in enumerate(raw) for qa in p.asked if qa.answers]
    rng.shuffle(asked)
    by_kind: dict[str, list[Asked]] = {"value": [], "yes_no": [], "other": []}
    for item in asked:
        asks = understand(item.question).asks
        by_kind[asks if asks in by_kind else "other"].append(item)
    chosen = [item for kind, share in _SHARES.items() for item in by_kind[kind][: int(share * count)]]
    names = [name for item in asked for name in names_in(item.question)]
    words = [word for item in asked for word in words_in(item.question)]
    disturber = Disturber(load_word_vectors(), rng)
    for turn, item in enumerate(tqdm(chosen)):
        disturbed = _disturbed(item, turn % 4, paragraphs[item.gold].text, (names, words), disturber)
        example = _example(paragraphs, disturbed, models)
        if example:
            yield example


def _natural_examples(models: Models) -> Iterator[Example]:
    for asked in tqdm(natural_questions()):
        candidates = find_candidates(asked.question, asked.hits)
        if not candidates:
            continue
        aliases = find_aliases(asked.openings)
        shortlist = measure(asked.question, candidates, models, load_word_vectors(), aliases)
        labels = np.array([asked.is_answer(candidate) for candidate in shortlist.candidates], dtype=np.int64)
        if labels.any() or not asked.answers:
            asks_value = asked.question.asks == "value"
            weight = _CROWDED if asked.crowded else 1.0
            yield Example(asked.name, asks_value, bool(asked.answers), shortlist.rows, labels, True, weight)


def _kept_out_articles(data: Path) -> list[SquadParagraph]:
    articles: dict[str, list[SquadParagraph]] = {}
    for paragraph in squad(data, "v1.1_train"):
        if is_kept_out(paragraph.title):
            articles.setdefault(paragraph.title, []).append(paragraph)
    return [paragraph for title in sorted(articles) for paragraph in articles[title][:30]]


def _kept_out_claims(data: Path) -> list[SquadParagraph]:
    """Return VitaminC's evidence, one text a page, with the yes/no questions its claims were turned into."""
    pages: dict[str, tuple[str, list[str]]] = {}
    for page, pair in vitaminc(data):
        question = as_question(pair.second) if is_kept_out(page) and pair.verdict != "neither" else None
        if question and pages.setdefault(page, (pair.first, []))[0] == pair.first:
            pages[page][1].append(question)
    return [
        SquadParagraph(page, text, tuple(AskedOf(question, (text,)) for question in questions))
        for page, (text, questions) in pages.items()
    ]


def _disturbed(
    item: Asked, turn: int, passage: str, others: tuple[list[str], list[str]], disturber: Disturber
) -> Asked:
    """Make the question unanswerable on one turn in four by withholding, on one in four by changing it."""
    if turn == 2:
        return replace(item, answerable=False, withheld=True)
    if turn != 3 or understand(item.question).asks == "yes_no":  # another figure would just make the answer no
        return item
    changed = disturber.disturb(item.question, passage, *others)
    return replace(item, question=changed, answerable=False) if changed else item


def _example(paragraphs: Sequence[Paragraph], asked: Asked, models: Models) -> Example | None:
    question = understand(asked.question)
    hits = _search(paragraphs, question, models.embedder, asked if asked.withheld else None)
    candidates = find_candidates(question, hits)
    if not candidates:
        return None
    aliases = find_aliases(hit.text for hit in hits)
    shortlist = measure(question, candidates, models, load_word_vectors(), aliases)
    labels = np.array(
        [asked.answerable and _is_answer(candidate, asked) for candidate in shortlist.candidates], dtype=np.int64
    )
    shortened = asked.answerable and any(_is_answer(candidate, asked) for candidate in candidates)
    if asked.answerable and not labels.any() and not shortened:
        return None  # the paragraph was not found, or the figure not read: nothing for these weights to learn
    return Example(paragraphs[asked.gold].title, question.asks == "value", asked.answerable, shortlist.rows, labels)


def _search(
    paragraphs: Sequence[Paragraph], question: Question, embedder: Embedder, withheld: Asked | None
) -> list[Hit]:
    scores = np.array([p.vector for p in paragraphs]) @ embedder.embed_query(question.text)
    hits: list[Hit] = []
    for row in np.argsort(-scores):
        paragraph = paragraphs[int(row)]
        if withheld and (paragraph.number == withheld.gold or withheld.answer.lower() in paragraph.text.lower()):
            continue
        document = StoredDocument(str(row), paragraph.title, "squad", Metadata(title=paragraph.title), 1)
        text, score = paragraph.text, float(scores[row])
        hits.append(Hit(str(row), document, 0, len(text), text, None, 0.0, score, None))
        if len(hits) == _HITS:
            break
    return hits


def _is_answer(candidate: Candidate, asked: Asked) -> bool:
    if candidate.hit.passage_id != str(asked.gold):
        return False
    if asked.answer not in candidate.text and candidate.text not in asked.answer:
        return False
    if candidate.value is None:
        return True
    at = candidate.text.find(asked.answer)
    return at < candidate.value.end and candidate.value.start < at + len(asked.answer)


def _fit(name: str, features: tuple[str, ...], examples: list[Example]) -> dict[str, object]:
    articles = sorted({example.article for example in examples})
    fit_on, calibrate_on = set(articles[::3]) | set(articles[1::3]), set(articles[2::3])
    train = [example for example in examples if example.article in fit_on]
    test = [example for example in examples if example.article in calibrate_on]
    bias, weights = _calibrated(train, test)
    for what, part in (("all", test), ("natural documents", [e for e in test if e.natural])):
        _report(f"{name}, {what}", train, part, weights, bias)
    lost = np.mean([not e.labels.any() for e in examples if e.answerable])
    print(f"  answers in passages but not in the windows read: {lost:.3f}")
    return {"bias": round(bias, 4), "weights": {f: round(float(w), 4) for f, w in zip(features, weights, strict=True)}}


def _calibrated(train: Sequence[Example], test: Sequence[Example]) -> tuple[float, npt.NDArray[np.float64]]:
    """Return (bias, weights), calibrated on questions kept out of the fit."""
    model = LogisticRegression(max_iter=5000, C=1.0)
    weights = np.concatenate([np.full(len(e.labels), e.weight) for e in train])
    model.fit(np.vstack([e.rows for e in train]), np.concatenate([e.labels for e in train]), weights)
    peaks = np.array([model.decision_function(e.rows).max() for e in test])
    # Platt 1999: the probability that a question is answered at all, given how sure the best candidate is.
    platt = LogisticRegression(class_weight="balanced")
    platt.fit(peaks[:, None], [e.answerable for e in test], [e.weight for e in test])
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    return slope * float(model.intercept_[0]) + shift, slope * model.coef_[0]


def _report(
    name: str, train: Sequence[Example], test: Sequence[Example], weights: npt.NDArray[np.float64], bias: float
) -> None:
    logits = [e.rows @ weights + bias for e in test]
    answerable = np.array([e.answerable for e in test])
    peaks = np.array([scores.max() for scores in logits])
    right = [e.labels[scores.argmax()] for e, scores in zip(test, logits, strict=True) if e.answerable]
    print(f"{name}: {len(train)} questions fit, {len(test)} kept out; best candidate right {np.mean(right):.3f};")
    said = _balanced(peaks > 0, answerable)
    print(f"  answerable or not: AUROC {roc_auc_score(answerable, peaks):.3f}, right {said:.3f}")


def _balanced(said: npt.NDArray[np.bool_], true: npt.NDArray[np.bool_]) -> float:
    return float((said[true].mean() + (~said[~true]).mean()) / 2)


if __name__ == "__main__":
    main()
