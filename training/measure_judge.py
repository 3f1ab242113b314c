"""The judge's figures, as it ships and runs: accuracy on public sets, and contradictions found at few false alarms.

    python -m training.measure_judge DATA [--model FOLDER] [--most N]

Nothing measured here was trained on, see training/pairs.py.
"""

import argparse
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score

from index.pairs.load import load_judge
from index.pairs.types import Claims, Judge
from training.judge import VERDICTS, kept_out_pairs
from training.pairs import Pair, fever_symmetric, snli
from training.texts import json_lines, sentences_of

Probabilities = npt.NDArray[np.float64]  # (pairs, 3), columns as in VERDICTS
_FALSE_ALARMS = 0.05


def main() -> None:
    """Print one figure a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", help="another judge, by folder")
    parser.add_argument("--most", type=int, default=20_000, help="pairs of a set")
    args = parser.parse_args()
    judge = load_judge(args.model, Path(".data/cache"))
    _accuracies(judge, args.data, args.most)
    _contradictions_of_facts(judge, args.data)
    _contradicting_passages(judge, args.data)


def judged(judge: Judge, pairs: Sequence[Pair], both_ways: bool = False) -> Probabilities:
    """Return the probabilities of each pair, with both ways their mean."""
    found = judge.judge([Claims(pair.first, pair.second, pair.question) for pair in pairs])
    one = np.array([(j.agree, j.contradict, j.neither) for j in found])
    if not both_ways:
        return one
    return (one + judged(judge, [Pair(p.second, p.first, p.verdict, p.question) for p in pairs])) / 2


def _accuracies(judge: Judge, data: Path, most: int) -> None:
    for name, pairs in {"snli test": list(snli(data, "test")), **kept_out_pairs(data)}.items():
        rows = random.Random(0).sample(pairs, min(most, len(pairs)))
        labels = [VERDICTS.index(pair.verdict) for pair in rows]
        probabilities = judged(judge, rows)
        surest = probabilities.max(axis=1)
        right = probabilities.argmax(axis=1) == labels
        print(f"{name}: accuracy {accuracy_score(labels, probabilities.argmax(axis=1)):.3f} of {len(rows)},", end=" ")
        print(f"mean probability {surest.mean():.3f}, expected calibration error {_ece(surest, right):.3f}")


def _ece(surest: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal bins (Guo et al. 2017, section 2)."""
    bins = np.minimum((surest * 10).astype(int), 9)
    return float(sum(abs(surest[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(right))


def _contradictions_of_facts(judge: Judge, data: Path) -> None:
    edits = kept_out_pairs(data)["edits"]
    said = judged(judge, edits).argmax(axis=1) == 1
    print(f"edits: contradiction F1 {f1_score([pair.verdict == 'contradict' for pair in edits], said):.3f}")
    symmetric = list(fever_symmetric(data))
    found = judged(judge, symmetric)
    true = [pair.verdict == "contradict" for pair in symmetric]
    print(f"FEVER-symmetric test: contradiction F1 {f1_score(true, found[:, 1] > found[:, 0]):.3f} (of two labels)")
    print(f"FEVER-symmetric test: contradiction F1 {f1_score(true, found.argmax(axis=1) == 1):.3f} (of three)")


def _contradicting_passages(judge: Judge, data: Path) -> None:
    rows = list(json_lines(data / "wikicontradict" / "even_rows.jsonl.gz"))
    against = [Pair(row["context1"], row["context2"], "contradict", row["question"]) for row in rows]
    agreeing = _agreeing(data)
    for asked in (True, False):
        yes, no = (
            judged(judge, [pair if asked else Pair(pair.first, pair.second, pair.verdict) for pair in pairs], True)[
                :, 1
            ]
            for pairs in (against, agreeing)
        )
        bar = float(np.quantile(no, 1 - _FALSE_ALARMS))
        auroc = roc_auc_score([True] * len(yes) + [False] * len(no), [*yes, *no])
        print(f"WikiContradict even rows, {'given' if asked else 'without'} the question:", end=" ")
        print(f"{np.mean(yes > bar):.3f} of {len(yes)} found at {_FALSE_ALARMS:.0%} false alarms", end=" ")
        print(f"on {len(no)} agreeing pairs (bar {bar:.2f}), AUROC {auroc:.3f}")


def _agreeing(data: Path) -> list[Pair]:
    """Return sentences of RAMDocs documents (even rows) that give the same answer to one question."""
    rng = random.Random(0)
    pairs = []
    for row in json_lines(data / "ramdocs" / "even_rows.jsonl.gz"):
        told = [
            (document["answer"].lower(), sentence)
            for document in row["documents"]
            if document["type"] != "noise" and (sentence := _sentence_with(document["answer"], document["text"]))
        ]
        same = [(a[1], b[1]) for a, b in combinations(told, 2) if a[0] == b[0] and a[1] != b[1]]
        pairs += [Pair(*found, "agree", row["question"]) for found in rng.sample(same, min(2, len(same)))]
    return pairs


def _sentence_with(answer: str, text: str) -> str | None:
    spans = [text[start:end] for start, end in sentences_of(text) if answer.lower() in text[start:end].lower()]
    return next((sentence for sentence in spans if len(sentence) < 500), None)


if __name__ == "__main__":
    main()
