"""Written events, each as several sources tell it, with questions that are put to all of them.

`training/written/cases*.txt`, one thing a line:

    = the event
    # the title of a source, and below it the passage
    It burned on Monday, and two cows died.
    # another source
    No animal was lost.
    ? How many cows died? | 1 two cows | 2 No animal
    ? Did animals die? | + two cows died | - No animal was lost
    ? Who lit the fire? | 0 | 0

A question may have other wordings, set apart by " / ": "? How many cows died? / How many cattle were lost? | ...".
After it stands what each source tells, in their order: a group and the words that answer, verbatim. Groups are
"+" (yes) and "-" (no), or "1", "2" ... of which two exclude each other; "0" answers nothing, its words only seem to.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from training.texts import sentences_of

Row = Mapping[str, Any]
_SIDES = {"+": "yes", "-": "no", "0": "neither"}


def read_cases(path: Path, turn: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield events: `event`, `documents` (`title`, `passage`), `questions` (`q`, and `told`: `group`, `words`).

    Each question is in its first wording, or at every `turn` in another, so that over as many turns as it has wordings
    each of them comes once.
    """
    for event in path.read_text(encoding="utf-8").split("\n= "):
        lines = [line for line in event.removeprefix("= ").splitlines() if line]
        asked = [line.removeprefix("? ") for line in lines if line.startswith("? ")]
        told = lines[1 : len(lines) - len(asked)]
        documents = [
            {"title": title.removeprefix("# "), "passage": passage}
            for title, passage in zip(told[::2], told[1::2], strict=True)
        ]
        questions = [_question(line, 0 if turn is None else turn + number) for number, line in enumerate(asked)]
        yield {"event": lines[0], "documents": documents, "questions": questions}


def _question(line: str, wording: int) -> dict[str, Any]:
    question, *cells = line.split(" | ")
    wordings = question.split(" / ")
    told = [cell.partition(" ") for cell in cells]
    answers = [{"group": group, "words": words} for group, _, words in told]
    return {"q": wordings[wording % len(wordings)], "told": answers}


def passages_of(cases: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Yield each document as a passage with the questions, in the shape of `passages*.jsonl`."""
    for case in cases:
        for number, document in enumerate(case["documents"]):
            asked = [
                {"q": q["q"], "answers": _answers(document["passage"], q["told"][number])} for q in case["questions"]
            ]
            yield {**document, "questions": asked}


def sides_of(cases: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Yield the yes/no questions with the sentences of the sources, in the shape of `sides*.jsonl`.

    `beside` is the sentence after each, or before the last: a source that takes a side takes no other there, and one
    that takes none does not either.
    """
    for question, told in _told(cases):
        if _is_sided(told):
            statements = [{"text": text, "side": _SIDES[group], "beside": beside} for text, group, _, beside in told]
            yield {"question": question, "statements": statements}


def answers_of(cases: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Yield the open questions with the sentences of the sources, in the shape of `answers*.jsonl`."""
    for question, told in _told(cases):
        if not _is_sided(told):
            statements = [{"text": text, "group": int(group), "answer": words} for text, group, words, _ in told]
            yield {"question": question, "statements": statements}


def sentence_of(passage: str, words: str) -> str:
    """Return the sentence, or the sentences, of a passage in which words stand."""
    start, end = _around(passage, words)
    return passage[start:end]


def _around(passage: str, words: str) -> tuple[int, int]:
    at = passage.index(words)
    inside = [span for span in sentences_of(passage) if span[0] < at + len(words) and span[1] > at]
    return inside[0][0], inside[-1][1]


def _beside(passage: str, words: str) -> str:
    """Return the sentence after that in which the words stand, the one before it where there is none."""
    start, end = _around(passage, words)
    spans = sentences_of(passage)
    after = [span for span in spans if span[0] >= end]
    before = [span for span in spans if span[1] <= start]
    return next((passage[first:last] for first, last in [*after, *before[::-1]]), "")


def _is_sided(told: Iterable[tuple[str, str, str, str]]) -> bool:
    """Whether what is told takes sides, the question being one of yes or no."""
    return any(group in "+-" for _, group, *_ in told)


def _told(cases: Iterable[Row]) -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    """Yield each question with (sentence, group, words, sentence beside) of every source that says or seems to."""
    for case in cases:
        for asked in case["questions"]:
            pairs = zip(case["documents"], asked["told"], strict=True)
            told = [
                (
                    sentence_of(document["passage"], one["words"]),
                    one["group"],
                    one["words"] if one["group"] != "0" else "",
                    _beside(document["passage"], one["words"]),
                )
                for document, one in pairs
                if one["words"]
            ]
            if told:
                yield asked["q"], told


def _answers(passage: str, one: Mapping[str, str]) -> list[str]:
    if one["group"] == "0":
        return []
    return [sentence_of(passage, one["words"]) if one["group"] in "+-" else one["words"]]
