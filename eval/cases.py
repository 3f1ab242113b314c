"""Evaluation sets: one question a line with what the sources say about it, checked before anything runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

Expected = Literal["none", "value", "stance", "update", "scope"]


class MalformedSet(Exception):
    """A set that cannot be used: the message names the line or the case and says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a position stands: `quote` is verbatim in the text of `document`, a name as added."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class ExpectedPosition:
    """One of the things the sources say; any one of `answers` marks it."""

    answers: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what a right answer to it holds."""

    id: str
    question: str
    answerable: bool
    disagreement: Expected
    positions: tuple[ExpectedPosition, ...] = ()  # none when unanswerable, two or more when they disagree
    also: tuple[Expected, ...] = ()  # other kinds of disagreement that count as right
    kind: str = ""  # what the question tries: for grouping, never scored
    trap: str = ""
    note: str = ""
    documents: Mapping[str, int] = field(default_factory=dict)  # relevant ones and their grade, 1 or more

    @property
    def asks(self) -> bool:
        """Whether an answer is expected; otherwise the case is about finding its documents."""
        return bool(self.positions) or not self.answerable

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of every position, in order."""
        return tuple(item for position in self.positions for item in position.evidence)

    @property
    def relevant(self) -> Mapping[str, int]:
        """Grade by name of the documents that a search should find: `documents`, or else those of the evidence."""
        return self.documents or dict.fromkeys((item.document for item in self.evidence), 1)


_CASE = TypeAdapter(Case)


def load_cases(path: Path) -> tuple[Case, ...]:
    """Every case of a JSONL set, in its order. Raises MalformedSet, or OSError where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise MalformedSet(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from None
    cases: dict[str, Case] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = parse_case(line)
        except ValueError as error:
            raise MalformedSet(f"{path}, line {number}: {error}") from None
        if case.id in cases:
            raise MalformedSet(f"{path}, line {number}: the id {case.id!r} is taken by an earlier line")
        cases[case.id] = case
    if not cases:
        raise MalformedSet(f"{path}: holds no questions")
    return tuple(cases.values())


def parse_case(line: str) -> Case:
    """One line of a set. Fields it does not know are ignored; ValueError says in words what is wrong."""
    try:
        case = _CASE.validate_json(line, strict=True)
    except ValidationError as error:
        raise ValueError(_in_words(error)) from None
    for wrong, what in _contradictions(case):
        if wrong:
            raise ValueError(what)
    return case


def _in_words(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]


def _contradictions(case: Case) -> Iterable[tuple[bool, str]]:
    positions = case.positions
    blank = [text for position in positions for text in position.answers if not text.strip()]
    unquoted = [item for position in positions for item in position.evidence if not item.quote.strip()]
    return (
        (not case.id.strip(), "id: is empty"),
        (not case.question.strip(), "question: is empty"),
        (not case.answerable and bool(positions), "positions: an unanswerable question has none"),
        (not case.answerable and case.disagreement != "none", "disagreement: nothing answers it, so 'none'"),
        (
            case.answerable and not positions and not case.documents,
            "positions: an answerable question has at least one",
        ),
        (case.disagreement == "none" and len(positions) > 1, "positions: more than one is a disagreement"),
        (case.disagreement != "none" and len(positions) < 2, "positions: a disagreement has two or more"),
        (not all(position.answers for position in positions) or bool(blank), "answers: one is empty"),
        (not all(position.evidence for position in positions), "evidence: a position has none"),
        (bool(unquoted), "evidence: a quote is empty"),
        (any(grade < 1 for grade in case.documents.values()), "documents: a grade is 1 or more"),
        (not case.answerable and bool(case.documents), "documents: an unanswerable question has none"),
    )


def check_evidence(cases: Iterable[Case], texts: Mapping[str, str]) -> None:
    """Raise MalformedSet unless every quote is verbatim in its document; `texts` is text by document name.

    Readers turn every line ending into a line feed, so a quote's are read the same way.
    """
    wrong = [f"{case.id}: {fault}" for case in cases for fault in _evidence_faults(case, texts)]
    if wrong:
        more = f" (and {len(wrong) - 3} more)" if len(wrong) > 3 else ""
        raise MalformedSet("; ".join(wrong[:3]) + more)


def _evidence_faults(case: Case, texts: Mapping[str, str]) -> Iterable[str]:
    for document in case.documents:
        if not any(same_document(name, document) for name in texts):
            yield f"there is no document {document!r}"
    for position in case.positions:
        for item in position.evidence:
            named = [text for name, text in texts.items() if same_document(name, item.document)]
            quote = item.quote.replace("\r\n", "\n")
            if not named:
                yield f"there is no document {item.document!r}"
            elif not any(quote in text for text in named):
                yield f"{item.document!r} does not say {item.quote!r}"


def same_document(name: str, wanted: str) -> bool:
    """Whether a stored name is the one a set means: equal, or the same below a folder that was added."""
    return name == wanted or name.endswith("/" + wanted)
