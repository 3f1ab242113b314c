"""Pairs of statements for the judge, read from the public sets in DATA."""

import csv
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from training.texts import is_kept_out, json_lines, plain

Verdict = Literal["agree", "contradict", "neither", "not agree"]  # the last: one of the two before, unknown which
_VERDICTS: dict[str, Verdict] = {
    "entailment": "agree", "contradiction": "contradict", "neutral": "neither", "not_entailment": "not agree",
    "SUPPORTS": "agree", "REFUTES": "contradict", "NOT ENOUGH INFO": "neither",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, the question both are to answer if there is one, and how the second stands to the first."""

    first: str
    second: str
    verdict: Verdict
    question: str = ""


def training_pairs(data: Path, seed: int) -> dict[str, list[Pair]]:
    """Return all pairs to train on by where they come from; nothing in them is measured on."""
    rng = random.Random(seed)
    measured = _measured_texts(data)
    pages = _measured_pages(data)
    read: dict[str, Iterable[Pair]] = {
        "snli": snli_rewrites(data), "mnli": [*mnli(data, "mnli_train.tsv"), *mnli_rewrites(data)],
        "protocols": protocols(data, "train.tsv"), "cad": cad(data), "conj": conj(data),
        "vitaminc": (pair for page, pair in vitaminc(data) if not is_kept_out(page) and page not in pages),
        "fever": fever(data), "foolme": fool_me_twice(data),
    }  # fmt: skip
    kept = {}
    for name, pairs in read.items():
        fresh = [p for p in dict.fromkeys(pairs) if measured.isdisjoint((_key(p.first), _key(p.second)))]
        kept[name] = rng.sample(fresh, len(fresh))
    return kept


def snli_rewrites(data: Path) -> Iterator[Pair]:
    """SNLI pairs in Super-NaturalInstructions' rewriting tasks: both labels are in the file's name."""
    for path in sorted((data / "snli_mnli_superni").glob("task18[4-9]_snli_*_to_*_text_modification.json")):
        _, _, before, _, after, *_ = path.stem.split("_")
        for row in json.loads(path.read_text(encoding="utf-8"))["Instances"]:
            found = re.fullmatch(r"Sentence 1: (.*?) Sentence 2: (.*)", row["input"], re.S)
            if found:
                yield Pair(found[1].strip(), found[2].strip(), _VERDICTS[before])
                yield Pair(found[1].strip(), row["output"][0].strip(), _VERDICTS[after])


def mnli_rewrites(data: Path) -> Iterator[Pair]:
    """MNLI pairs in Super-NaturalInstructions' task 203."""
    path = data / "snli_mnli_superni" / "task203_mnli_sentence_generation.json"
    for row in json.loads(path.read_text(encoding="utf-8"))["Instances"]:
        found = re.match(r"Statement: (.*)\nLabel: (\w+)\.", row["input"], re.S)
        if found:
            yield Pair(found[1].strip(), row["output"][0].strip(), _VERDICTS[found[2]])


def mnli(data: Path, name: str) -> Iterator[Pair]:
    """MNLI pairs of the 20,000, or `mnli_val.tsv`."""
    for row in _table(data / "mnli_20k" / name):
        yield Pair(plain(row["sentence1"]), plain(row["sentence2"]), _VERDICTS[row["label"]])


def protocols(data: Path, name: str) -> Iterator[Pair]:
    """Bowman et al. 2020: four ways of writing NLI pairs."""
    for path in sorted((data / "nli_new_protocols").glob(f"*/{name}")):
        for row in _table(path, csv.QUOTE_MINIMAL):
            if row.get("gold_label") in _VERDICTS and row["sentence1"] and row["sentence2"]:
                yield Pair(row["sentence1"].strip(), row["sentence2"].strip(), _VERDICTS[row["gold_label"]])


def cad(data: Path) -> Iterator[Pair]:
    """Kaushik et al. 2020: SNLI with one side rewritten to another label."""
    for row in _table(data / "cad_nli" / "all_combined" / "train.tsv"):
        yield Pair(row["sentence1"], row["sentence2"], _VERDICTS[row["gold_label"]])


def conj(data: Path) -> Iterator[Pair]:
    """Saha et al. 2020: a conjunct left out or exchanged. Labelled by rule; `neutral` there is often debatable."""
    for row in _table(data / "conjnli" / "adversarial_train_15k.tsv"):
        yield Pair(row["Premise"], row["Hypothesis"], _VERDICTS[row["Label"]])


def vitaminc(data: Path) -> Iterator[tuple[str, Pair]]:
    """Schuster et al. 2021: (Wikipedia page, evidence with claim)."""
    for name in ("real_two_thirds", "synthetic"):
        for row in json_lines(data / "vitaminc" / f"{name}.jsonl.gz"):
            yield plain(row["page"]), Pair(plain(row["evidence"]), plain(row["claim"]), _VERDICTS[row["label"]])


def fever(data: Path) -> Iterator[Pair]:
    """FEVER's development claims with evidence."""
    folder = data / "fever_dev_pairs"
    columns = ((folder / f"dev.{part}").read_text(encoding="utf-8").split("\n") for part in _FEVER)
    for evidence, claim, label in zip(*columns, strict=True):
        if claim:
            yield Pair(plain(evidence), plain(claim), _VERDICTS[label.strip()])


_FEVER = ("raw.input0", "raw.input1", "label")


def fool_me_twice(data: Path) -> Iterator[Pair]:
    """Eisenschlos et al. 2021: claims written to mislead, with their evidence."""
    for name in ("dev", "test"):
        for row in json_lines(data / "fool_me_twice" / f"{name}.jsonl"):
            evidence = " ".join(part["text"] for part in row["gold_evidence"])
            yield Pair(evidence, row["text"], _VERDICTS[row["label"]])


def fever_symmetric(data: Path) -> Iterator[Pair]:
    """FEVER-Symmetric's test pairs (Schuster et al. 2019), to measure on."""
    for row in json_lines(data / "fever_symmetric" / "fever_symmetric_test.jsonl"):
        evidence = row.get("evidence") or row["evidence_sentence"]
        yield Pair(plain(evidence), plain(row["claim"]), _VERDICTS[row.get("gold_label") or row["label"]])


def snli(data: Path, part: str) -> Iterator[Pair]:
    """SNLI's own dev or test pairs, to measure on."""
    folder = data / "snli_devtest"
    columns = ((folder / f"{name}.{part}").read_text(encoding="utf-8").split("\n") for name in ("s1", "s2", "labels"))
    for first, second, label in zip(*columns, strict=True):
        if label in _VERDICTS:
            yield Pair(first.strip(), second.strip(), _VERDICTS[label])


def _measured_texts(data: Path) -> set[str]:
    symmetric = [text for pair in fever_symmetric(data) for text in (pair.first, pair.second)]
    premises = [pair.first for part in ("dev", "test") for pair in snli(data, part)]
    validation = [pair.first for pair in mnli(data, "mnli_val.tsv")]
    return {_key(text) for text in (*symmetric, *premises, *validation)}


def _measured_pages(data: Path) -> set[str]:
    """Wikipedia pages that FEVER-Symmetric's test claims or evidence speak of, by their title."""
    text = "\n".join(f"{pair.first} {pair.second}" for pair in fever_symmetric(data))
    titles = {page for page, _ in vitaminc(data)}
    return {title for title in titles if re.sub(r" \(.*", "", title) in text}


def _key(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _table(path: Path, quoting: Literal[0, 3] = csv.QUOTE_NONE) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=quoting)
