"""The reader's figures, as it ships and runs: SQuAD 2.0 dev, SciFact and Cranfield reranked, speed.

    python -m training.measure_reader DATA [--model FOLDER] [--most N] [--only squad|scifact|speed]

Nothing measured here was trained on, see training/reader.py.
"""

import argparse
import csv
import math
import random
import re
import string
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from corpus.types import Document, Metadata
from index.embed import load_embedder
from index.pairs.load import load_reader
from index.pairs.types import PassageReader, Reading
from index.store import Index
from training.questions import scifact_abstracts
from training.squad import squad
from training.texts import json_lines, sentences_of

_WINDOW = 900  # characters of a paragraph read at once
_PIECE = 450  # characters of an abstract read at once
_DEPTH = 30  # abstracts reranked


@dataclass(frozen=True, slots=True)
class Told:
    """One question of SQuAD 2.0 with what was read."""

    answers: tuple[str, ...]
    text: str
    answerable: float


def main() -> None:
    """Print one figure a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", help="another reader, by folder")
    parser.add_argument("--most", type=int, default=20_000, help="questions of a set")
    parser.add_argument("--only", choices=("squad", "scifact", "speed"))
    args = parser.parse_args()
    reader = load_reader(args.model, Path(".data/cache"))
    if args.only in (None, "squad"):
        _squad(reader, args.data, args.most)
    if args.only in (None, "scifact"):
        _scifact(reader, args.data, args.most)
    if args.only in (None, "speed"):
        _speed(reader, args.data)


def _squad(reader: PassageReader, data: Path, most: int) -> None:
    asked = [(p.text, q) for p in squad(data, "v2.0_dev") for q in p.asked]
    told = []
    for text, question in tqdm(random.Random(0).sample(asked, min(most, len(asked)))):
        windows = list(_windows(text, _WINDOW))
        readings = reader.read(question.question, windows)
        window, reading = max(zip(windows, readings, strict=True), key=lambda pair: pair[1].answerable)
        best = reading.spans[0]
        told.append(Told(question.answers, window[best.start : best.end], reading.answerable))
    truth = [bool(one.answers) for one in told]
    scores = np.array([one.answerable for one in told])
    spans = np.array([_f1(one.text, one.answers) for one in told])
    silent = np.array([float(not one.answers) for one in told])
    bars = {
        bar: float(np.where(scores >= bar, spans, silent).mean()) for bar in np.quantile(scores, np.linspace(0, 1, 101))
    }
    print(
        f"SQuAD 2.0 dev, {len(told)} questions: F1 {float(np.where(scores >= 0.5, spans, silent).mean()):.3f} at 0.5,",
        end=" ",
    )
    print(f"{max(bars.values()):.3f} at the best bar; answerability AUROC {roc_auc_score(truth, scores):.3f};", end=" ")
    print(f"F1 of the answerable if always answered {spans[np.array(truth)].mean():.3f}")


def _windows(text: str, length: int) -> Iterator[str]:
    """Yield runs of whole sentences of up to that many characters, each overlapping the one before by a sentence."""
    spans = sentences_of(text)
    first = 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= length:
            last += 1
        yield text[spans[first][0] : spans[last][1]]
        if last + 1 == len(spans):
            return
        first = max(last, first + 1)


def _f1(text: str, answers: Sequence[str]) -> float:
    """Token F1 against the best of the answers, as SQuAD's own evaluation script defines it."""
    return max((_overlap(_tokens(text), _tokens(answer)) for answer in answers), default=0.0)


def _overlap(found: list[str], wanted: list[str]) -> float:
    same = sum((Counter(found) & Counter(wanted)).values())
    return 2 * same / (len(found) + len(wanted)) if same else 0.0


def _tokens(text: str) -> list[str]:
    plain = "".join(letter for letter in text.lower() if letter not in string.punctuation)
    return re.sub(r"\b(?:a|an|the)\b", " ", plain).split()


def _scifact(reader: PassageReader, data: Path, most: int) -> None:
    abstracts = scifact_abstracts(data)
    documents = [
        Document(identifier, f"{title}\n\n{' '.join(sentences)}", Metadata(title=title))
        for identifier, (title, sentences) in abstracts.items()
    ]
    with tempfile.TemporaryDirectory() as home, Index.open(Path(home), load_embedder(None, Path(home))) as index:
        index.add("default", documents)
        _report_ranking("SciFact", reader, index, _scifact_queries(data)[:most])


def _scifact_queries(data: Path) -> list[tuple[str, set[str]]]:
    texts = {row["_id"]: row["text"] for row in json_lines(data / "scifact" / "beir_queries.jsonl")}
    relevant: dict[str, set[str]] = {}
    with (data / "scifact" / "beir_qrels_test.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            relevant.setdefault(row["query-id"], set()).add(row["corpus-id"])
    return [(texts[query], wanted) for query, wanted in relevant.items()]


def _report_ranking(name: str, reader: PassageReader, index: Index, queries: Sequence[tuple[str, set[str]]]) -> None:
    found: dict[str, list[float]] = {"hybrid": [], "reader": [], "both": []}
    for query, wanted in tqdm(queries):
        hits = index.search(query, "default", 100)
        best = dict.fromkeys(hit.document.name for hit in hits)
        ranked = list(best)
        texts = {hit.document.name: index.text(hit.document.id) for hit in hits}
        logits = _reranked(reader, query, {document: texts[document] for document in ranked[:_DEPTH]})
        orders = {
            "hybrid": ranked,
            "reader": [*sorted(logits, key=lambda d: -logits[d]), *ranked[_DEPTH:]],
            "both": [
                *sorted(logits, key=lambda d: -logits[d] + 2 * math.log(60 + ranked.index(d)) * 5),
                *ranked[_DEPTH:],
            ],
        }
        for order, documents in orders.items():
            found[order].append(_ndcg(documents, wanted))
    for order, values in found.items():
        print(f"{name}, {len(values)} queries, {order}: nDCG@10 {float(np.mean(values)):.4f}")


def _reranked(reader: PassageReader, query: str, texts: Mapping[str, str]) -> dict[str, float]:
    pieces = [(document, piece) for document, text in texts.items() for piece in _windows(text, _PIECE)]
    readings: list[Reading] = reader.read(query, [piece for _, piece in pieces])
    logits: dict[str, float] = {}
    for (document, _), reading in zip(pieces, readings, strict=True):
        probability = min(max(reading.answerable, 1e-6), 1 - 1e-6)
        logits[document] = max(logits.get(document, -99.0), math.log(probability / (1 - probability)))
    return logits


def _ndcg(documents: Sequence[str], wanted: set[str]) -> float:
    """nDCG@10 with binary gains (Järvelin and Kekäläinen 2002)."""
    gain = sum(1 / math.log2(place + 2) for place, document in enumerate(documents[:10]) if document in wanted)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(10, len(wanted))))


def _speed(reader: PassageReader, data: Path) -> None:
    texts = [p.text for p in squad(data, "v1.1_dev") if 500 < len(p.text) < 600][:32]
    question = "How many people were killed in the attack on the concert hall?"
    taken = []
    for _ in range(12):
        started = time.perf_counter()
        reader.read(question, texts)
        taken.append((time.perf_counter() - started) * 1000)
    print(f"one question over {len(texts)} passages of {sum(map(len, texts)) // len(texts)} characters:", end=" ")
    print(f"median {sorted(taken[2:])[5]:.0f} ms")


if __name__ == "__main__":
    main()
