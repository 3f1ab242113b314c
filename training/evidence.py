"""Fit the two logistic models of rag/scoring.py on SQuAD 1.1 train and write rag/weights.json.

    python -m training.evidence DATA [--questions 2400] [--seed 0]

DATA is the folder that holds squad/v1.1_train.jsonl.gz (Rajpurkar et al. 2016, CC BY-SA 4.0; not in the project).
Half of the questions are made unanswerable: of one quarter the paragraph and every other that holds the answer is
withheld, in the other quarter a name is swapped for one from another article, as where another event is asked for.
Two thirds of the articles fit the weights; the last third calibrates them and gives the figures printed.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from corpus.types import Metadata
from index.embed import load_embedder
from index.remembering_embedder import RememberingEmbedder
from index.types import Embedder, Hit, StoredDocument, Vectors
from index.word_vectors import load_word_vectors
from rag.aliases import find_aliases
from rag.evidence import Candidate, find_candidates
from rag.features import STATEMENT, VALUE, Matrix, measure
from rag.question import Question, understand

Labels = npt.NDArray[np.int64]
_HITS = 12
_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]*(?: (?:of |the |de )?[A-Z][\w’'-]*)*")
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


def main() -> None:
    """Fit, print the figures on articles kept out, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--questions", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    embedder = RememberingEmbedder(load_embedder(None, Path(".data/cache")), 200_000)
    examples = list(_examples(args.data, args.questions, args.seed, embedder))
    fitted = {}
    for name, features, value in (("statement", STATEMENT, False), ("value", VALUE, True)):
        fitted[name] = _fit(name, features, [example for example in examples if example.asks_value == value])
    _WEIGHTS.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


def _examples(data: Path, count: int, seed: int, embedder: Embedder) -> Iterator[Example]:
    rng = random.Random(seed)
    articles = _articles(data / "squad" / "v1.1_train.jsonl.gz")
    titles = rng.sample(sorted(articles), 80)
    raw = [(title, context, qas) for title in titles for context, qas in articles[title][:20]]
    vectors = embedder.embed_passages([f"{title}\n{context}" for title, context, _ in raw])
    paragraphs = [Paragraph(i, title, context, vectors[i]) for i, (title, context, _) in enumerate(raw)]
    asked = [Asked(i, qa["question"], qa["answers"][0]) for i, (_, _, qas) in enumerate(raw) for qa in qas]
    rng.shuffle(asked)
    values = [item for item in asked if understand(item.question).asks == "value"][: count // 2]
    others = [item for item in asked if understand(item.question).asks != "value"][: count // 2]
    named = [found.group() for item in asked for found in _NAME.finditer(item.question)]
    for turn, item in enumerate(values + others):
        example = _example(paragraphs, _disturbed(item, turn % 4, named, rng), embedder)
        if example:
            yield example


def _disturbed(item: Asked, turn: int, named: Sequence[str], rng: random.Random) -> Asked:
    """Make the question unanswerable on one turn in four by withholding, on one in four by another name."""
    found = list(_NAME.finditer(item.question))
    if turn == 2:
        return replace(item, answerable=False, withheld=True)
    if turn == 3 and found:
        name = rng.choice(found)
        question = item.question[: name.start()] + rng.choice(named) + item.question[name.end() :]
        return replace(item, question=question, answerable=False)
    return item


def _articles(path: Path) -> dict[str, list[tuple[str, list[dict[str, Any]]]]]:
    articles: dict[str, list[tuple[str, list[dict[str, Any]]]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            articles.setdefault(row["title"].replace("_", " "), []).append((row["context"], row["qas"]))
    return articles


def _example(paragraphs: Sequence[Paragraph], asked: Asked, embedder: Embedder) -> Example | None:
    question = understand(asked.question)
    hits = _search(paragraphs, question, embedder, asked if asked.withheld else None)
    candidates = find_candidates(question, hits)
    if not candidates:
        return None
    aliases = find_aliases(hit.text for hit in hits)
    shortlist = measure(question, candidates, embedder, load_word_vectors(), aliases)
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
    if candidate.hit.passage_id != str(asked.gold) or asked.answer not in candidate.text:
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
    model = LogisticRegression(max_iter=5000, C=1.0)
    model.fit(np.vstack([e.rows for e in train]), np.concatenate([e.labels for e in train]))
    logits = [model.decision_function(e.rows) for e in test]
    answerable = np.array([e.answerable for e in test])
    peaks = np.array([scores.max() for scores in logits])
    right = [e.labels[scores.argmax()] for e, scores in zip(test, logits, strict=True) if e.answerable]
    # Platt 1999: the probability that a question is answered at all, given how sure the best candidate is.
    platt = LogisticRegression(class_weight="balanced").fit(peaks[:, None], answerable)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    said = platt.predict(peaks[:, None]).astype(bool)
    lost = np.mean([not e.labels.any() for e in examples if e.answerable])
    print(f"{name}: {len(train)} questions fit, {len(test)} kept out; best candidate right {np.mean(right):.3f};")
    print(f"  answers in passages but not on the shortlist: {lost:.3f}")
    print(f"  answerable or not: AUROC {roc_auc_score(answerable, peaks):.3f}, right {_balanced(said, answerable):.3f}")
    weights = {f: round(slope * float(w), 4) for f, w in zip(features, model.coef_[0], strict=True)}
    return {"bias": round(slope * float(model.intercept_[0]) + shift, 4), "weights": weights}


def _balanced(said: npt.NDArray[np.bool_], true: npt.NDArray[np.bool_]) -> float:
    return float((said[true].mean() + (~said[~true]).mean()) / 2)


if __name__ == "__main__":
    main()
