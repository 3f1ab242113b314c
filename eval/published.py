"""Evaluation sets as they were published: BEIR folders, SQuAD, WikiContradict and RAMDocs, with their documents.

Each becomes cases of our own form and the documents they are asked of, so that everything after this is one path.
"""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from csv import DictReader
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.types import Document, Metadata
from eval.cases import Case, Evidence, ExpectedPosition, MalformedSet

ALL = "default"  # the collection of sets whose questions share their documents
KINDS: tuple[Any, ...] = ("value", "stance", "update")  # any will do where a set does not say which

# nDCG@10 as published, of what is mostly compared with: Thakur et al. 2021 (BM25), the models' own cards.
KNOWN = {"scifact": "BM25 0.679, all-MiniLM-L6-v2 0.645, gte-small 0.727"}

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Published:
    """Cases, the documents of each collection, and the collection that a case is asked of."""

    cases: tuple[Case, ...]
    documents: Mapping[str, Sequence[Document]]
    collections: Mapping[str, str]  # case id -> collection; ALL where it is not in here
    beside: str = ""  # figures to read ours beside


def read_published(path: Path) -> Published | None:
    """Return a set in one of the published forms, None where it is not in any. Raises MalformedSet, OSError."""
    if path.is_dir():
        return _beir(path)
    first = next(iter(_lines(path)), "").lstrip()
    if path.suffix == ".csv":
        return _contradict(_csv(path), path) if "context1" in first else None
    if first.startswith('{"data"') or path.suffix == ".json":
        return _squad(path)
    return next((read(path) for mark, read in _FORMS.items() if f'"{mark}"' in first), None)


def _beir(folder: Path) -> Published:
    corpus, queries, qrels = folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels" / "test.tsv"
    for file in (corpus, queries, qrels):
        if not file.is_file():
            raise MalformedSet(f"{folder} is no BEIR folder: it has no {file.relative_to(folder)}")
    documents = [
        Document(
            row["_id"], f"{row.get('title', '')}\n\n{row['text']}".strip(), Metadata(title=row.get("title") or None)
        )
        for row in _rows(corpus, "_id", "text")
    ]
    grades: dict[str, dict[str, int]] = {}
    for number, row in enumerate(_table(qrels), start=2):
        if not row.get("score", "").lstrip("-").isdecimal():
            raise MalformedSet(f"{qrels}:{number}: score: is no number")
        if int(row["score"]) > 0:
            grades.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    cases = tuple(
        Case(row["_id"], row["text"], True, "none", documents=grades[row["_id"]])
        for row in _rows(queries, "_id", "text")
        if row["_id"] in grades
    )
    return Published(cases, {ALL: documents}, {}, KNOWN.get(folder.name.lower(), ""))


def _squad(path: Path) -> Published:
    paragraphs: Iterable[tuple[str, Row]]
    if path.suffix == ".json":
        paragraphs = [(article["title"], one) for article in _whole(path, "data") for one in article["paragraphs"]]
    else:
        paragraphs = ((row["title"], row) for row in _rows(path, "title", "context", "qas"))
    cases, documents = [], []
    for number, (title, paragraph) in enumerate(paragraphs):
        name, text = f"{number}.txt", " ".join(paragraph["context"].split())
        documents.append(Document(name, text, Metadata(title=title.replace("_", " "))))
        for at, asked in enumerate(paragraph["qas"]):
            answers = dict.fromkeys(" ".join(_answer(one).split()) for one in asked["answers"])
            cases.append(_answered(asked.get("id") or f"{number}.{at}", asked["question"], tuple(answers), name))
    return Published(_unique(cases, path), {ALL: documents}, {})


def _answer(answer: Any) -> str:
    return str(answer["text"] if isinstance(answer, dict) else answer)


def _answered(identifier: str, question: str, answers: tuple[str, ...], document: str) -> Case:
    if not answers:
        return Case(identifier, question.strip(), False, "none")
    position = ExpectedPosition(answers, (Evidence(document, answers[0]),))
    return Case(identifier, question.strip(), True, "none", (position,))


def _contradict(rows: Iterable[Row], path: Path) -> Published:
    """WikiContradict (Hou et al. 2024): two passages a question that contradict each other."""
    cases, documents = [], []
    for number, row in enumerate(rows):
        positions = []
        for which in ("1", "2"):
            name, passage = f"{number}.{which}.txt", str(row[f"context{which}"])
            around = str(row.get(f"context{which}_info") or passage)
            documents.append(Document(name, around if passage in around else passage))
            positions.append(ExpectedPosition((str(row[f"answer{which}"]).rstrip("."),), (Evidence(name, passage),)))
        cases.append(Case(f"{number}", str(row["question"]).strip(), True, "value", tuple(positions), KINDS))
    return Published(_unique(cases, path), {ALL: documents}, {})


def _ramdocs(path: Path) -> Published:
    """RAMDocs (Wang et al. 2025): documents a question that are right, wrong, of a namesake, or noise."""
    cases, documents = [], {}
    for number, row in enumerate(_rows(path, "question", "documents")):
        name = f"q{number}"
        documents[name] = [
            Document(f"{n}.txt", one["text"]) for n, one in enumerate(row["documents"]) if one["text"].strip()
        ]
        told: dict[str, list[Evidence]] = {}
        for n, one in enumerate(row["documents"]):
            if one["type"] != "noise" and one["text"].strip():
                told.setdefault(one["answer"], []).append(Evidence(f"{n}.txt", one["text"]))
        positions = tuple(ExpectedPosition((answer,), tuple(evidence)) for answer, evidence in told.items())
        kind: Any = "value" if len(positions) > 1 else "none"
        cases.append(Case(name, row["question"].strip(), bool(positions), kind, positions, KINDS))
    return Published(_unique(cases, path), documents, {case.id: case.id for case in cases})


def _unique(cases: Sequence[Case], path: Path) -> tuple[Case, ...]:
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise MalformedSet(f"{path}: the id {case.id} is there twice")
        seen.add(case.id)
    return tuple(cases)


def _rows(path: Path, *wanted: str) -> Iterator[Row]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise MalformedSet(f"{path}:{number}: no JSON ({error})") from None
        missing = [name for name in wanted if not isinstance(row, dict) or name not in row]
        if missing:
            raise MalformedSet(f"{path}:{number}: {missing[0]}: is missing")
        yield row


def _lines(path: Path) -> Iterator[str]:
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8-sig") as lines
        ):
            yield from lines
    except UnicodeDecodeError as error:
        raise MalformedSet(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from None


def _whole(path: Path, wanted: str) -> Any:
    try:
        return json.loads("".join(_lines(path)))[wanted]
    except (ValueError, KeyError, TypeError) as error:
        raise MalformedSet(f"{path}: is no SQuAD file ({error})") from None


def _table(path: Path) -> Iterator[dict[str, str]]:
    yield from DictReader(_lines(path), delimiter="\t")


def _csv(path: Path) -> Iterator[Row]:
    yield from DictReader(_lines(path))


_FORMS: Mapping[str, Callable[[Path], Published]] = {
    "qas": _squad,
    "context1": lambda path: _contradict(_rows(path, "question", "context1", "context2", "answer1", "answer2"), path),
    "gold_answers": _ramdocs,
    "wrong_answers": _ramdocs,
}
