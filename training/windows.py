"""Written questions with what the reader is given when it serves: a window of a passage, a statement among others.

Without this, how a written question is put gives its answer away: those that nothing answers share more words with
their passage than those that are answered. So each question also meets windows that its answer was taken out of, and
windows of other texts.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.words import content_stems
from training.questions import Example
from training.texts import sentences_of

Row = Mapping[str, Any]

_ROOM = 450  # code points, as rag/windows.py cuts them
_TITLED = 0.5  # share of windows that come with their document's title
_STRANGE = 0.5  # share of answered questions that also meet a window of another passage


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, and the words of it that answer, none where it does not."""

    text: str
    answer: str


def passage_windows(rows: Sequence[Row], rng: random.Random) -> Iterator[Example]:
    """Yield each question with a window that answers it or only seems to, one without the answer, and a strange one."""
    for row in rows:
        passage = str(row["passage"])
        for asked in row["questions"]:
            question, answer = asked["q"], next(iter(asked["answers"]), "")
            title = row["title"] if rng.random() < _TITLED else ""
            at = passage.find(answer) if answer else _nearest(question, passage)
            start, end = _cut(passage, at, at + max(1, len(answer)), rng)
            span = (at - start, at - start + len(answer)) if answer else None
            yield Example(question, title, passage[start:end], span)
            rest = _without(answer, passage, rng) if answer else ""
            if rest:
                yield Example(question, title, rest, None)
            if answer and rng.random() < _STRANGE:
                yield Example(question, title, _anywhere(rng.choice(rows)["passage"], rng), None)


def statement_windows(rows: Sequence[Row], rng: random.Random) -> Iterator[Example]:
    """Yield each question with each statement among up to three others, of which none answers it."""
    told = [_told(row) for row in rows]
    for number, row in enumerate(rows):
        strange = [one.text for _ in range(2) for one in rng.choice(told[:number] + told[number + 1 :])]
        silent = [one.text for one in told[number] if not one.answer]
        for one in told[number]:
            beside = rng.sample(silent, min(len(silent), rng.randrange(2))) + rng.sample(strange, rng.randrange(3))
            yield _among(row["question"], one, [text for text in beside if text != one.text], rng)
        yield _among(row["question"], Told(strange[0], ""), strange[1:3], rng)


def _told(row: Row) -> list[Told]:
    return [
        Told(one["text"], one["answer"] if "answer" in one else one["text"] if one["side"] != "neither" else "")
        for one in row["statements"]
    ]


def _among(question: str, told: Told, others: list[str], rng: random.Random) -> Example:
    parts = [told.text, *others]
    rng.shuffle(parts)
    passage = " ".join(parts)
    at = passage.index(told.text) + told.text.find(told.answer)
    return Example(question, "", passage, (at, at + len(told.answer)) if told.answer else None)


def _nearest(question: str, passage: str) -> int:
    """Return where the sentence begins that shares most words with the question."""
    stems = content_stems(question)
    return max(sentences_of(passage), key=lambda span: len(stems & content_stems(passage[slice(*span)])))[0]


def _cut(passage: str, start: int, end: int, rng: random.Random) -> tuple[int, int]:
    """Grow from a stretch by whole sentences on either side while they fit."""
    spans = sentences_of(passage)
    inside = [n for n, span in enumerate(spans) if span[0] < end and span[1] > start]
    first, last = inside[0], inside[-1]
    while True:
        grown = [(first - 1, last), (first, last + 1)]
        fit = [g for g in grown if g[0] >= 0 and g[1] < len(spans) and spans[g[1]][1] - spans[g[0]][0] <= _ROOM]
        if not fit:
            return spans[first][0], spans[last][1]
        first, last = rng.choice(fit)


def _without(answer: str, passage: str, rng: random.Random) -> str:
    """Return a window of the passage less the sentences that hold the answer, empty where nothing else is left."""
    texts = (passage[start:end] for start, end in sentences_of(passage))
    rest = " ".join(text for text in texts if answer.lower() not in text.lower())
    return "" if answer.lower() in rest.lower() or not rest or answer not in passage else _anywhere(rest, rng)


def _anywhere(passage: str, rng: random.Random) -> str:
    start, end = _cut(passage, *rng.choice(sentences_of(passage)), rng)
    return passage[start:end]
