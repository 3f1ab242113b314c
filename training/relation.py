"""Fit how answers in words stand to each other from what the judge says and from the words they share.

    python -m training.relation

Writes rag/relation_weights.json. Run it after every new judge. It is fitted on the written events that the judge was
not trained on and on the project's own sets for development; events are told in few words, so a pair of a set weighs
more. A pair of an answer and words that only seem to answer is neither the same nor excluded.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from eval.cases import Case
from index.pairs.openvino_judge import open_shipped_judge
from rag.multinomial import Matrix, store_multinomial
from rag.questions.question import Question, understand
from rag.relation import FEATURES, WEIGHTS, Told, measure_relations
from training.cases import sentence_of
from training.natural import OWN, documents_in, own_cases, sentences_around
from training.written import written_cases

_SAME, _EXCLUDE, _BESIDE = range(3)
_UNMARKED = 0.25  # share of answers in which the reader marks no words
_OF_SETS, _OF_DECOYS = 3.0, 0.3  # weight of a pair against one of answers in an event
_LOOSE = 0.3  # inverse strength of the penalty on weights


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers to one question, how they stand to each other, and how much that weighs."""

    event: str
    asked: tuple[Question, Told, Told]
    relation: int
    weight: float


def main() -> None:
    """Fit on half of the events and sets, report on the other, write the weights fitted on all of them."""
    pairs = _without_words(list(_pairs()))
    rows = measure_relations([pair.asked for pair in pairs], open_shipped_judge())
    events = sorted({pair.event for pair in pairs})
    _report(pairs, rows, set(events[::2]))
    model = _fit(pairs, rows)
    store_multinomial(WEIGHTS, FEATURES, model.intercept_, model.coef_)


def _pairs() -> Iterator[Pair]:
    for event in written_cases(kept_out=True):
        for asked in event["questions"]:
            told = [
                (int(one["group"]), Told(sentence_of(document["passage"], one["words"]), one["words"]))
                for document, one in zip(event["documents"], asked["told"], strict=True)
                if one["words"] and one["group"] not in "+-"
            ]
            yield from _compared(event["event"], asked["q"], told, 1.0)
    for questions, folder in OWN:
        texts = {document.name: document.text for document in documents_in(folder)}
        for case in own_cases(questions):
            yield from _compared(str(questions), case.question, list(_told(case, texts)), _OF_SETS)


def _told(case: Case, texts: dict[str, str]) -> Iterator[tuple[int, Told]]:
    """Yield the answers of a case, numbered by their positions; where nothing disagrees, all are one."""
    for number, position in enumerate(case.positions, 1):
        for item in position.evidence:
            words = next((answer for answer in position.answers if answer in item.quote), "")
            for sentence in sentences_around(item.quote, texts[item.document]):
                yield 1 if case.disagreement == "none" else number, Told(sentence, words)


def _compared(event: str, asked: str, told: Sequence[tuple[int, Told]], weight: float) -> Iterator[Pair]:
    question = understand(asked)
    if question.asks in ("value", "yes_no"):
        return
    for (group, one), (other_group, other) in combinations(told, 2):
        if group and other_group:
            yield Pair(event, (question, one, other), _SAME if group == other_group else _EXCLUDE, weight)
        elif group or other_group:
            yield Pair(event, (question, one, other), _BESIDE, weight * _OF_DECOYS)


def _without_words(pairs: Sequence[Pair]) -> list[Pair]:
    """Leave out the words of some, as the reader does not always mark any."""
    rng = random.Random(0)

    def told(one: Told) -> Told:
        return Told(one.sentence, "" if rng.random() < _UNMARKED else one.words)

    return [
        Pair(pair.event, (pair.asked[0], told(pair.asked[1]), told(pair.asked[2])), pair.relation, pair.weight)
        for pair in pairs
    ]


def _fit(pairs: Sequence[Pair], rows: Matrix) -> LogisticRegression:
    weights = [pair.weight for pair in pairs]
    return LogisticRegression(max_iter=5000, C=_LOOSE).fit(rows, [pair.relation for pair in pairs], weights)


def _report(pairs: Sequence[Pair], rows: Matrix, fitted: set[str]) -> None:
    inside = np.array([pair.event in fitted for pair in pairs])
    model = _fit([pair for pair in pairs if pair.event in fitted], rows[inside])
    for what, of_sets in (("events", False), ("sets", True)):
        part = ~inside & np.array([pair.event.endswith(".jsonl") == of_sets for pair in pairs])
        true = np.array([pair.relation for pair in pairs])[part]
        said = model.predict_proba(rows[part])
        exclude = roc_auc_score(true == _EXCLUDE, said[:, _EXCLUDE])
        sure = said[:, _EXCLUDE] >= 0.5
        right, found = (true[sure] == _EXCLUDE).mean(), sure[true == _EXCLUDE].mean()
        print(f"{what}: {len(true)} pairs kept out, right {(said.argmax(1) == true).mean():.3f};")
        print(f"  exclude each other: AUROC {exclude:.3f}, from 0.5 on precision {right:.3f}, recall {found:.3f}")


if __name__ == "__main__":
    main()
