"""Examples written for this project: natural sentences as reports have them, which no public set holds.

`training/written/` has six shapes, all but the cases and the restatements a JSON object a line. Sides: a yes/no
question with statements that say yes, no, or neither. Answers: an open question with statements in groups; two groups
exclude each other, group 0 answers nothing. Passages: a passage with questions, of which those without answers only
seem to be answered. Cases: an event as several sources tell it, see training/cases.py, read as the three before.
Unanswerable: questions on a paragraph of SQuAD's, known by its CRC-32, which it only seems to answer; beside most of
them their nearest counterparts that it does answer, and questions of yes or no with their side, both with the place of
the words that answer or seem to; those in the files `unseen` are kept out. Restatements: four sentences between bars:
one, the same in other words, one that cannot hold beside these two, one that could.
"""

import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from rag.words import is_function_word
from training.cases import answers_of, passages_of, read_cases, sides_of
from training.pairs import Pair, Verdict
from training.questions import Example
from training.squad import Paragraph
from training.texts import is_kept_out, json_lines
from training.windows import passage_windows, statement_windows

_FOLDER = Path(__file__).with_name("written")
_VERDICTS: dict[str, dict[str, Verdict]] = {
    "yes": {"Yes.": "agree", "No.": "contradict"},
    "no": {"Yes.": "contradict", "No.": "agree"},
    "neither": {"Yes.": "neither", "No.": "neither"},
}
_WORDINGS = 3  # of most questions of the cases
_JOINTS = (", and ", "; ", ", while ", ", but ", " - ", ", as ", ": ")
_OF_CASES = {"sides": sides_of, "answers": answers_of, "passages": passages_of}


def written_sides(kept_out: bool = False, lengthened: float = 0.0, turn: int | None = None) -> Iterator[Pair]:
    """Yield each statement on a yes/no question with "Yes." and with "No.", and two on other questions beside them.

    `lengthened`: the share of them put in one sentence with the one beside it, others at every turn; so are the
    questions' wordings, without one the first.
    """
    rows, rng = list(_rows("sides", kept_out, turn)), random.Random(turn or 0)
    for row in rows:
        strange = [rng.choice(other["statements"]) for other in rng.sample(rows, 2) if other is not row]
        for told in [*row["statements"], *({**one, "side": "neither"} for one in strange)]:
            beside = told.get("beside", "") if lengthened and rng.random() < lengthened else ""
            text = in_one_sentence(told["text"], beside, rng) if beside else told["text"]
            for said, verdict in _VERDICTS[told["side"]].items():
                yield Pair(text, said, verdict, row["question"])


def in_one_sentence(one: str, other: str, rng: random.Random) -> str:
    """Return two sentences as one, in either order."""
    first, second = (one, other) if rng.random() < 0.5 else (other, one)
    opening, space, rest = second.partition(" ")
    if is_function_word(opening) and opening != "I":
        second = f"{opening.lower()}{space}{rest}"
    return f"{first.rstrip('.!?')}{rng.choice(_JOINTS)}{second}"


def stances() -> Iterator[Pair]:
    """Yield sentences of the project's own evaluation sets with "Yes.": for the weights of stances, not the judge."""
    yield from _affirmed(json_lines(_FOLDER / "stances.jsonl"))


def unjudged_sides() -> Iterator[Pair]:
    """Yield, with "Yes.", what the sources of every event say that the judge was not trained on, in each wording."""
    for turn in range(_WORDINGS):
        yield from _affirmed(sides_of(_stored("cases", True, turn)))


def _affirmed(rows: Iterable[Mapping[str, Any]]) -> Iterator[Pair]:
    for row in rows:
        for told in row["statements"]:
            yield Pair(told["text"], "Yes.", _VERDICTS[told["side"]]["Yes."], row["question"])


def written_statements(kept_out: bool = False, turn: int | None = None) -> Iterator[Pair]:
    """Yield what two sources say on one question, and what one says with the words in which the other answers."""
    for row in _rows("sides", kept_out, turn):
        told = [(one["text"], one["side"].replace("neither", "")) for one in row["statements"]]
        for (one, side), (other, its) in combinations(told, 2):
            if side or its:
                yield Pair(one, other, _verdict(side, its), row["question"])
    for row in _rows("answers", kept_out, turn):
        for one, other in combinations(row["statements"], 2):
            if one["group"] or other["group"]:
                verdict = _verdict(one["group"], other["group"])
                yield Pair(one["text"], other["text"], verdict, row["question"])
                if other["answer"]:
                    yield Pair(one["text"], other["answer"], verdict, row["question"])


def restated(kept_out: bool = False) -> Iterator[Pair]:
    """Yield the pairs of sentences of every restatement, both ways."""
    for path in sorted(_FOLDER.glob("restated*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            said, same, against, beside = line.split(" | ")
            if is_kept_out(said) == kept_out:
                told: dict[Verdict, list[tuple[str, str]]] = {
                    "agree": [(said, same)],
                    "contradict": [(said, against), (same, against)],
                    "neither": [(said, beside), (same, beside)],
                }
                for verdict, pairs in told.items():
                    for one, other in pairs:
                        yield from (Pair(one, other, verdict), Pair(other, one, verdict))


def _verdict(one: object, other: object) -> Verdict:
    """Return how two sources stand to each other that say this; one that says nothing is neither for nor against."""
    if not one or not other:
        return "neither"
    return "agree" if one == other else "contradict"


def written_examples(kept_out: bool = False, turn: int | None = None) -> Iterator[Example]:
    """Yield questions with windows as they are served, see training/windows.py; others at every turn."""
    rng = random.Random(turn or 0)
    yield from passage_windows(list(_rows("passages", kept_out, turn)), rng)
    for shape in ("sides", "answers"):
        yield from statement_windows(list(_rows(shape, kept_out, turn)), rng)


def written_passages(kept_out: bool = False) -> Iterator[dict[str, Any]]:
    """Yield the passages as written, those of cases aside: a title, the passage, its questions."""
    return _stored("passages", kept_out)


def written_cases(kept_out: bool = False, turn: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield the cases as written, each question in its first wording, or in others at every turn."""
    return _stored("cases", kept_out, turn)


def sides_on_squad(paragraphs: Iterable[Paragraph], kept_out: bool = False) -> Iterator[Pair]:
    """Yield the words of SQuAD's paragraphs that decide a question of yes or no, or seem to, with "Yes." and "No."."""
    for paragraph, row in _written_on(paragraphs, _on_squad(kept_out)):
        for question, side, start, end in row.get("sides", ()):
            for said, verdict in _VERDICTS[side].items():
                yield Pair(paragraph.text[start:end], said, verdict, question)


def written_on_squad(paragraphs: Iterable[Paragraph], seed: int, kept_out: bool = False) -> Iterator[Example]:
    """Yield what was written on SQuAD's paragraphs, each question with the whole of its paragraph and with windows."""
    passages = list(asked_on(paragraphs, _on_squad(kept_out)))
    yield from whole_passages(passages)
    yield from passage_windows(passages, random.Random(seed))


def asked_on(paragraphs: Iterable[Paragraph], rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each paragraph that was written on as a passage: the questions written, and those that came with it."""
    for paragraph, row in _written_on(paragraphs, rows):
        decided = [(q, start, end) for q, side, start, end in row.get("sides", ()) if side != "neither"]
        undecided = [q for q, side, *_ in row.get("sides", ()) if side == "neither"]
        told = [*row.get("answered", ()), *decided]
        asked = [
            *({"q": question, "answers": []} for question in [*row["unanswerable"], *undecided]),
            *({"q": question, "answers": [paragraph.text[start:end]]} for question, start, end in told),
            *({"q": a.question, "answers": list(a.answers)} for a in paragraph.asked if a.answers),
        ]
        yield {"title": paragraph.title, "passage": paragraph.text, "questions": asked}


def _written_on(
    paragraphs: Iterable[Paragraph], rows: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[Paragraph, Mapping[str, Any]]]:
    """Yield each paragraph that was written on, with what was: rows know it by its CRC-32."""
    written = defaultdict[int, list[Mapping[str, Any]]](list)
    for row in rows:
        written[row["paragraph"]].append(row)
    for paragraph in paragraphs:
        yield from ((paragraph, row) for row in written[zlib.crc32(paragraph.text.encode())])


def _on_squad(kept_out: bool) -> Iterator[dict[str, Any]]:
    return _stored("unseen" if kept_out else "unanswerable", kept_out=False)


def whole_passages(passages: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """Yield each question with the passage uncut."""
    for row in passages:
        for asked in row["questions"]:
            answer = next(iter(asked["answers"]), "")
            at = row["passage"].find(answer)
            yield Example(asked["q"], row["title"], row["passage"], (at, at + len(answer)) if answer else None)


def _rows(shape: str, kept_out: bool, turn: int | None = None) -> Iterator[dict[str, Any]]:
    yield from _stored(shape, kept_out)
    if shape in _OF_CASES:
        yield from _OF_CASES[shape](_stored("cases", kept_out, turn))


def _stored(shape: str, kept_out: bool, turn: int | None = None) -> Iterator[dict[str, Any]]:
    for path in sorted(_FOLDER.glob(f"{shape}*")):
        for row in read_cases(path, turn) if shape == "cases" else json_lines(path):
            if is_kept_out(row.get("event") or row.get("question") or row["title"]) == kept_out:
                yield row
