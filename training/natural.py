"""Questions on documents as people write them, with the sentences that answer: to fit the weights of evidence on.

Those of the project's own sets that are for development, and the written passages that the reader was not trained on.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.folder import find_files
from corpus.read import read
from corpus.types import Document, Metadata
from eval.cases import Case, load_cases
from index.types import Hit
from rag.evidence import Candidate
from rag.question import Question, understand
from rag.settings import Settings
from rag.wire import open_temporary
from training.written import written_passages

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


def natural_questions() -> Iterator[Natural]:
    """Yield every question with what a search finds for it."""
    for questions, folder in _OWN:
        documents = [made for name, path in find_files([folder]) for made in read(name, path.read_bytes())]
        yield from _found(str(questions), documents, [_asked(case) for case in load_cases(questions)])
    passages = list(written_passages(kept_out=True))
    documents = [Document(f"{n}.txt", p["passage"], Metadata(title=p["title"])) for n, p in enumerate(passages)]
    asked = [
        (q["q"], tuple(Answer(f"{n}.txt", words, (words,)) for words in q["answers"][:1]))
        for n, p in enumerate(passages)
        for q in p["questions"]
    ]
    yield from _found("passages", documents, asked)


def _asked(case: Case) -> tuple[str, tuple[Answer, ...]]:
    told = ((e, position.answers) for position in case.positions for e in position.evidence)
    return case.question, tuple(Answer(e.document, e.quote, words) for e, words in told)


def _found(
    name: str, documents: Sequence[Document], asked: Sequence[tuple[str, tuple[Answer, ...]]]
) -> Iterator[Natural]:
    with tempfile.TemporaryDirectory() as folder, open_temporary(Settings(Path(folder))) as service:
        service.index.add("default", documents)
        for number, (text, answers) in enumerate(asked):
            question = understand(text)
            hits = service.index.search(question.text, "default", _HITS)
            texts = {hit.document.id: service.index.text(hit.document.id) for hit in hits}
            openings = [text[:_OPENING] for text in texts.values()] + [hit.text for hit in hits]
            yield Natural(f"{name} {number}", question, hits, openings, answers, texts)


def _covers(candidate: Candidate, words: str) -> bool:
    assert candidate.value is not None
    at = candidate.text.lower().find(words.lower())
    return at >= 0 and at < candidate.value.end and candidate.value.start < at + len(words)
