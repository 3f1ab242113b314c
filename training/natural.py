"""Questions on documents as people write them, with the sentences that answer: to fit the weights of evidence on.

Those of the project's own sets that are for development, also in other words, and the written passages and events that
the reader was not trained on; an event's sources are a collection of their own, as its questions do not name it.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.folder import find_files
from corpus.read import read
from corpus.sentences import sentences
from corpus.types import Document, Metadata
from eval.cases import Case, Evidence, load_cases
from index.types import Filters, Hit
from rag.evidence import Candidate
from rag.finding import find_passages, introducing
from rag.questions.question import Question, understand
from rag.settings import Settings
from rag.wire import open_temporary
from training.pairs import Pair, Verdict
from training.written import written_cases, written_passages

_SETS = Path("eval/sets")
_DEVELOPMENT = (
    "dam", "water", "spill", "velorin", "election", "vaccine", "militia", "mine", "merger", "quake",
    "mills", "insulin", "front", "airline", "cartel", "telescope", "strike", "embassy", "carbon",
)  # fmt: skip
_SIDES: dict[str, Verdict] = {"yes": "agree", "no": "contradict"}
OWN = (
    (_SETS / "samples.jsonl", Path("corpus/samples")),
    *((_SETS / name / "questions.jsonl", _SETS / name / "corpus") for name in _DEVELOPMENT),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a question is answered: the document's name, a verbatim quote, and the words of it that answer."""

    document: str
    quote: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Natural:
    """A question with the passages found for it and the openings of their documents."""

    name: str
    question: Question
    hits: Sequence[Hit]
    openings: Sequence[str]
    answers: tuple[Answer, ...]  # none where nothing answers
    texts: dict[str, str]  # of the documents, by their ids
    crowded: bool  # asked of a set's many documents, not of one passage or of an event's few

    def is_answer(self, candidate: Candidate) -> bool:
        """Whether a sentence answers, and a figure in it is the one that does."""
        return any(self._answers(candidate, answer) for answer in self.answers)

    def _answers(self, candidate: Candidate, answer: Answer) -> bool:
        document = candidate.hit.document
        start = self.texts[document.id].find(answer.quote) if document.name == answer.document else -1
        if start < 0 or candidate.end <= start or start + len(answer.quote) <= candidate.start:
            return False
        return candidate.value is None or any(_covers(candidate, words) for words in answer.words)


@dataclass(frozen=True, slots=True)
class Asked:
    """Documents, and the questions put to all of them, each with its answers."""

    name: str
    documents: Sequence[Document]
    questions: Sequence[tuple[str, tuple[Answer, ...]]]


def natural_questions() -> Iterator[Natural]:
    """Yield every question with what a search finds for it."""
    with tempfile.TemporaryDirectory() as folder, open_temporary(Settings(Path(folder))) as service:
        sets = list(own_sets())
        for number, asked in enumerate([*sets, _passages(), *written_events()]):
            service.index.add(str(number), asked.documents)
            for text, answers in asked.questions:
                question = understand(text)
                hits = find_passages(service.index, question.text, str(number), Filters())
                texts = {hit.document.id: service.index.text(hit.document.id) for hit in hits}
                openings = introducing(hits, service.index.opening)
                yield Natural(f"{asked.name} {text}", question, hits, openings, answers, texts, number < len(sets))


def own_sets() -> Iterator[Asked]:
    """Yield the project's sets for development."""
    for questions, folder in OWN:
        yield Asked(str(questions), documents_in(folder), [_asked(case) for case in own_cases(questions)])


def own_cases(questions: Path) -> list[Case]:
    """Return the questions of a set, and those beside them that ask the same in other words."""
    reworded = questions.with_name("reworded.jsonl")
    return [*load_cases(questions), *(load_cases(reworded) if reworded.exists() else ())]


def own_sides() -> Iterator[Pair]:
    """Yield the sentences of those sets that answer a question of yes or no, each with "Yes."."""
    for questions, folder in OWN:
        texts = {document.name: document.text for document in documents_in(folder)}
        for case in own_cases(questions):
            for verdict, item in _sided(case):
                for sentence in sentences_around(item.quote, texts[item.document]):
                    yield Pair(sentence, "Yes.", verdict, case.question)


def written_events() -> Iterator[Asked]:
    """Yield the written events that no model was trained on, each question in one of its wordings.

    No two have documents of one name.
    """
    for case in written_cases(kept_out=True, turn=0):
        documents = [_document(f"{case['event']} {n}.txt", row) for n, row in enumerate(case["documents"])]
        asked = [(q["q"], _told(q["told"], documents)) for q in case["questions"]]
        yield Asked(case["event"], documents, asked)


def documents_in(folder: Path) -> list[Document]:
    """Return the documents of a folder."""
    return [made for name, path in find_files([folder]) for made in read(name, path.read_bytes())]


def _sided(case: Case) -> Iterator[tuple[Verdict, Evidence]]:
    for position in case.positions:
        if position.answers[0] in _SIDES:
            yield from ((_SIDES[position.answers[0]], item) for item in position.evidence)


def sentences_around(quote: str, text: str) -> Iterator[str]:
    """Yield the sentence that a quote stands in, where it stands in one."""
    at = text.find(quote)
    if at >= 0:
        yield from (text[s.start : s.end] for s in sentences(text) if s.start <= at and at + len(quote) <= s.end)


def _passages() -> Asked:
    rows = list(written_passages(kept_out=True))
    documents = [_document(f"{n}.txt", row) for n, row in enumerate(rows)]
    asked = [
        (q["q"], tuple(Answer(document.name, words, (words,)) for words in q["answers"][:1]))
        for document, row in zip(documents, rows, strict=True)
        for q in row["questions"]
    ]
    return Asked("passages", documents, asked)


def _asked(case: Case) -> tuple[str, tuple[Answer, ...]]:
    told = ((e, position.answers) for position in case.positions for e in position.evidence)
    return case.question, tuple(Answer(e.document, e.quote, words) for e, words in told)


def _told(told: Sequence[Mapping[str, str]], documents: Sequence[Document]) -> tuple[Answer, ...]:
    pairs = zip(told, documents, strict=True)
    return tuple(Answer(d.name, one["words"], (one["words"],)) for one, d in pairs if one["group"] != "0")


def _document(name: str, row: Mapping[str, Any]) -> Document:
    return Document(name, row["passage"], Metadata(title=row["title"]))


def _covers(candidate: Candidate, words: str) -> bool:
    assert candidate.value is not None
    at = candidate.text.lower().find(words.lower())
    return at >= 0 and at < candidate.value.end and candidate.value.start < at + len(words)
