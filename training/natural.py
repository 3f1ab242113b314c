"""Questions on documents as people write them, with the sentences that answer: to fit the weights of evidence on.

Those of the project's own sets that are for development, and the written passages and events that the reader was not
trained on; an event's sources are a collection of their own, as its questions do not name it.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.folder import find_files
from corpus.read import read
from corpus.types import Document, Metadata
from eval.cases import Case, load_cases
from index.types import Hit
from rag.evidence import Candidate
from rag.question import Question, understand
from rag.settings import Settings
from rag.wire import open_temporary
from training.written import written_cases, written_passages

_SETS = Path("eval/sets")
_DEVELOPMENT = ("dam", "water", "spill", "velorin", "election")
_OWN = (
    (_SETS / "samples.jsonl", Path("corpus/samples")),
    *((_SETS / name / "questions.jsonl", _SETS / name / "corpus") for name in _DEVELOPMENT),
)
_HITS, _OPENING = 24, 3000  # passages, code points: as when it is asked, see rag/ask.py and rag/reader.py


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

    documents: Sequence[Document]
    questions: Sequence[tuple[str, tuple[Answer, ...]]]


def natural_questions() -> Iterator[Natural]:
    """Yield every question with what a search finds for it."""
    for questions, folder in _OWN:
        documents = [made for name, path in find_files([folder]) for made in read(name, path.read_bytes())]
        yield from _found(str(questions), [Asked(documents, [_asked(case) for case in load_cases(questions)])])
    passages = list(written_passages(kept_out=True))
    asked = [
        (q["q"], tuple(Answer(f"{n}.txt", words, (words,)) for words in q["answers"][:1]))
        for n, p in enumerate(passages)
        for q in p["questions"]
    ]
    yield from _found("passages", [Asked(_documents(passages), asked)])
    yield from _found("cases", [_of_case(case) for case in written_cases(kept_out=True)])


def _asked(case: Case) -> tuple[str, tuple[Answer, ...]]:
    told = ((e, position.answers) for position in case.positions for e in position.evidence)
    return case.question, tuple(Answer(e.document, e.quote, words) for e, words in told)


def _of_case(case: Mapping[str, Any]) -> Asked:
    asked = [
        (
            q["q"],
            tuple(
                Answer(f"{n}.txt", one["words"], (one["words"],))
                for n, one in enumerate(q["told"])
                if one["group"] != "0"
            ),
        )
        for q in case["questions"]
    ]
    return Asked(_documents(case["documents"]), asked)


def _documents(rows: Iterable[Mapping[str, Any]]) -> list[Document]:
    return [Document(f"{n}.txt", row["passage"], Metadata(title=row["title"])) for n, row in enumerate(rows)]


def _found(name: str, collections: Iterable[Asked]) -> Iterator[Natural]:
    with tempfile.TemporaryDirectory() as folder, open_temporary(Settings(Path(folder))) as service:
        for number, collection in enumerate(collections):
            service.index.add(str(number), collection.documents)
            for text, answers in collection.questions:
                question = understand(text)
                hits = service.index.search(question.text, str(number), _HITS)
                texts = {hit.document.id: service.index.text(hit.document.id) for hit in hits}
                openings = [text[:_OPENING] for text in texts.values()] + [hit.text for hit in hits]
                yield Natural(f"{name} {number} {text}", question, hits, openings, answers, texts)


def _covers(candidate: Candidate, words: str) -> bool:
    assert candidate.value is not None
    at = candidate.text.lower().find(words.lower())
    return at >= 0 and at < candidate.value.end and candidate.value.start < at + len(words)
