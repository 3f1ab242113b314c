"""The page to read first: a question comes in, and an answer is made, one call a stage.

A question that asks several things is answered part by part, and the parts make one answer.
"""

import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from index.pairs.types import Judge
from index.types import Filters, Hit
from rag.conflict import conflicting, to_tell
from rag.denials.disputed import denials_of
from rag.disagree import describe, number_citations
from rag.evidence import Evidence
from rag.finding import Searchable, find_passages
from rag.joining import joined
from rag.origins import origins
from rag.positions import find_positions
from rag.questions.parts import parts
from rag.questions.question import Question, as_told, understand
from rag.reader import Reader
from rag.relation import relate
from rag.rewrite import AsQuoted, Writer
from rag.several import Part, each_once, not_told, write_all
from rag.source_asked import narrowed, said_by
from rag.stance import take_sides
from rag.types import Answer
from rag.write import Written, cite

_COMPARED = 20_000  # code points in which a copy shows; more would only cost time

Watch = Callable[[Sequence[Hit]], None]  # told between the stages what was found; whatever it raises ends the work


class EmptyQuestion(Exception):
    """Nothing was asked."""


class Answerer:
    """Answers questions from an index with a reader and a judge. Safe to use from many threads."""

    def __init__(self, index: Searchable, reader: Reader, judge: Judge, writer: Writer = AsQuoted()) -> None:  # noqa: B008
        self._index = index
        self._reader = reader
        self._judge = judge
        self._writer = writer

    def over(self, index: Searchable) -> "Answerer":
        """Return the same over another index, such as a part of this one."""
        return Answerer(index, self._reader, self._judge, self._writer)

    def ask(
        self,
        question: str,
        collection: str = "default",
        filters: Filters = Filters(),  # noqa: B008
        watch: Watch = lambda _: None,
    ) -> Answer:
        """Answer from the collection's documents alone; `not_found` where they do not say. Raises as `draft` does."""
        return self.word(self.draft(question, collection, filters, watch))

    def draft(
        self,
        question: str,
        collection: str = "default",
        filters: Filters = Filters(),  # noqa: B008
        watch: Watch = lambda _: None,
    ) -> Answer:
        """Return the answer in the sources' own words.

        Raises EmptyQuestion, what the index raises for an unknown collection, and what `watch` raises.
        """
        if not question.strip():
            raise EmptyQuestion("the question is empty; ask something")
        timings: dict[str, float] = {}
        with _timed(timings, "search"):
            found = [self._find(understand(part), collection, filters) for part in parts(question)]
            hits = _each_once(found)
        watch(hits)
        with _timed(timings, "read"):
            read = [self._read(asked, theirs) for asked, theirs in found]
        watch(hits)
        with _timed(timings, "judge"):
            sided = [(asked, take_sides(asked, evidence, self._judge)) for asked, evidence in read]
        watch(hits)
        with _timed(timings, "compare"):
            compared = [self._compare(asked, evidence) for asked, evidence in sided]
            cited = [item for part in compared for members in part.groups for item in members.evidence]
            numbers = number_citations(cited)
            described = [describe(part.question, part.rivals, numbers) for part in compared]
        watch(hits)
        with _timed(timings, "write"):
            written, citations = write_all(compared, described, numbers), cite(cited, numbers)
        timings["total"] = round(sum(timings.values()), 2)
        return Answer(
            id=new_id(),
            question=question,
            collection=collection,
            status="answered" if cited else "not_found",
            answer=written.text,
            statements=written.statements,
            citations=citations,
            disagreements=each_once(described),
            timings_ms=timings,
            notes=not_told(compared),
        )

    def word(self, draft: Answer) -> Answer:
        """Return the draft put into other words, where a writer was chosen; it may be waited for long."""
        if draft.status == "not_found":
            return draft
        spent: dict[str, float] = {}
        with _timed(spent, "write"):
            written = Written(draft.answer, draft.statements)
            made = self._writer.rewrite(understand(draft.question), written, draft.citations, draft.disagreements)
        timings = dict(draft.timings_ms)
        for stage in ("write", "total"):
            timings[stage] = round(timings[stage] + spent["write"], 2)
        text, statements = made.written.text, made.written.statements
        return replace(draft, answer=text, statements=statements, timings_ms=timings, notes=(*draft.notes, *made.notes))

    def _find(self, asked: Question, collection: str, filters: Filters) -> tuple[Question, Sequence[Hit]]:
        """Find what may answer, of the source's own documents where the question names whom it asks."""
        hits = find_passages(self._index, asked.text, collection, filters)
        return narrowed(self._index, asked, collection, filters, hits)

    def _read(self, asked: Question, hits: Sequence[Hit]) -> tuple[Question, tuple[Evidence, ...]]:
        """Read what was found; that keywords ask for a figure is given up where no figure answers."""
        evidence = said_by(asked, self._reader.read(asked, hits))
        if asked.guessed and not find_positions(asked, evidence, self._origins):
            asked = as_told(asked)
            evidence = said_by(asked, self._reader.read(asked, hits))
        return asked, evidence

    def _compare(self, asked: Question, evidence: Sequence[Evidence]) -> Part:
        """Group what says the same; keep what is to be told, and which of that cannot all hold."""
        groups = find_positions(asked, evidence, self._origins)
        relations = relate(asked, [made.evidence[0] for made in groups], self._judge)
        groups = joined(groups, relations, self._origins)
        rivals = conflicting(asked, groups, relations)
        told = to_tell(groups, rivals)
        denials = denials_of(asked, rivals or told[:1], evidence, self._origins)
        return Part(asked, (*told, *denials), (*(rivals or told[:1]), *denials) if denials else rivals)

    def _origins(self, evidence: Sequence[Evidence]) -> Mapping[str, str]:
        documents = dict.fromkeys(item.document.id for item in evidence)
        return origins({document: self._index.opening(document, _COMPARED) for document in documents})


def _each_once(found: Sequence[tuple[Question, Sequence[Hit]]]) -> list[Hit]:
    """Return the hits of all parts of a question, one that several have once."""
    return list({hit.passage_id: hit for _, hits in reversed(found) for hit in reversed(hits)}.values())[::-1]


def new_id() -> str:
    """Return an identifier that no other answer has."""
    return f"ans_{uuid.uuid4().hex[:16]}"


@contextmanager
def _timed(timings: dict[str, float], stage: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    timings[stage] = round((time.perf_counter() - started) * 1000, 2)
