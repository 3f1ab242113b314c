"""What a document states: its sentences that claim something, each with what a reader has before their eyes there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.sentences import sentences
from corpus.types import Metadata, Span
from rag.evidence import clause_of
from rag.report_year import year_written
from rag.survey.apart import apart, is_part_of_name
from rag.values.compare import compatible
from rag.values.dated import figures
from rag.values.relative_dates import dates_from_now
from rag.values.types import Value
from rag.words import content_stems, names

LEAD = 300  # code points
LONGEST = 700  # code points; a longer "sentence" is a table or a list gone wrong
_SHORTEST = 4  # words
_MOST = 2_000  # statements of one document, its first; a book does not crowd out everything else
_BEFORE = 2  # sentences before that are context
_CONTEXT = 600  # code points
_FLAT = re.compile(r"\s+")
_CLAIMS = re.compile(r"[.!”\"’'*)\]]$")
_HEADING_WORDS = 12
_CAPTION = 7  # words
_DECADE = (2 * 366, 3653)  # days: a date as long as that is a time in which something else was so
_FEW = 2
_MOST_FIGURES = 8  # of one sentence, its first; one with more is a table gone wrong
_CALENDAR = content_stems(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September"
    " October November December"
)  # a day that two texts name makes them of no one event
_WHOLE = re.compile(r"\b(?:of (?:the|its|their|his|her|all(?: the)?)|out of|among (?:the|its|their)) $", re.I)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a document: `document.text[start:end] == text`."""

    start: int
    end: int
    text: str
    context: str  # the heading it stands under and the sentences before it in its section
    title: str  # of its document
    published: str | None
    source: str
    lead: str  # the first words of its document, which mostly name the event


def find_statements(text: str, about: Metadata, furniture: tuple[Span, ...]) -> tuple[Statement, ...]:
    """Return the sentences that claim something, in order; headings, questions and page furniture do not."""
    found: list[Statement] = []
    heading, before = "", list[str]()
    told = (about.title or "", about.published, about.source or "", text[:LEAD])
    for span in _not_furniture(sentences(text), furniture):
        said = text[span.start : span.end]
        if _is_heading(text, span, said, about.title):
            heading, before = ("" if said == about.title else said[:_CONTEXT]), []
            continue
        if _claims(said) and len(found) < _MOST:
            context = _FLAT.sub(" ", " ".join([f"{heading}:" if heading else "", *before]))[-_CONTEXT:]
            found.append(Statement(span.start, span.end, said, context, *told))
        before = [*before, said[:LONGEST]][-_BEFORE:]
    return tuple(found)


def _not_furniture(spans: tuple[Span, ...], furniture: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the spans that meet none of the furniture; both are in order, so that one pass will do."""
    shut = iter(sorted(furniture, key=lambda span: span.start))
    block = next(shut, None)
    for span in spans:
        while block is not None and block.end <= span.start:
            block = next(shut, None)
        if block is None or block.start >= span.end:
            yield span


def _is_heading(text: str, span: Span, said: str, title: str | None) -> bool:
    line_start = text.rfind("\n", max(0, span.start - LONGEST), span.start) + 1
    if said == title or text[line_start : span.start].lstrip().startswith("#"):
        return True
    line_end = text.find("\n", span.end, span.end + 2)
    alone = line_start >= span.start - 2 and (line_end >= 0 or span.end == len(text))
    return alone and not _CLAIMS.search(said) and len(said.split()) <= _HEADING_WORDS


def _claims(said: str) -> bool:
    """Whether a sentence can claim something; one of a few words must also end as sentences do, or it is a caption."""
    words = len(said.split())
    ended = _CLAIMS.search(said) is not None or words >= _CAPTION
    return len(said) <= LONGEST and words >= _SHORTEST and ended and not said.endswith("?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as stated, with all that tells which quantity of which event it is."""

    statement: Statement
    value: Value
    clause: str

    @property
    def who(self) -> frozenset[str]:
        """The names it is of: those in its clause, else in its sentence, else around it."""
        return names(self.clause) - _CALENDAR or who(self.statement)

    @property
    def when(self) -> tuple[Value, ...]:
        """The dates it is of: those in its clause, else in its sentence, else in the heading and the sentences before.

        Empty for a date, which is of no other date.
        """
        if self.value.kind == "date":
            return ()
        told = dates_from_now(self.clause, figures(self.clause), year_written(self.statement.published))
        return dates_of(self.clause) or told or when(self.statement)


@lru_cache(maxsize=8192)
def figures_of(statement: Statement) -> tuple[Figure, ...]:
    """Return the figures of a statement that may be of some quantity, in reading order."""
    found = figures(statement.text)[:_MOST_FIGURES]
    made = (Figure(statement, value, clause_of(statement.text, value)) for value in found)
    return tuple(figure for figure in made if _is_quantity(figure, found))


def _is_quantity(figure: Figure, others: tuple[Value, ...]) -> bool:
    """Leave out what no two sources can be held to: ranks, numbers in names, a bare "one" or "two", the earlier
    figure of a change, a whole of which another is a part, and a date that only says when another figure was so."""
    value = figure.value
    if is_part_of_name(figure.statement.text, value.start):
        return False
    if value.kind == "ordinal" or value.change == "from" or _WHOLE.search(figure.statement.text, 0, value.start):
        return False
    if value.approximate and value.bound == "range":  # "hundreds", "dozens": of a part as often as of the whole
        return False
    if value.kind == "date":
        if _DECADE[0] < value.high - value.low < _DECADE[1] or value.bound == "range":
            return False
        return bool(_beside_names(figure)) and not any(
            other.kind not in ("date", "time", "ordinal") and other.text in figure.clause for other in others
        )
    return not (value.kind == "count" and not value.noun and not value.role and value.high <= _FEW)


def _beside_names(figure: Figure) -> frozenset[str]:
    """Return the stems of what happened on a date: a name alone has no date."""
    clause = figure.clause.replace(figure.value.text, " ")
    return content_stems(clause) - names(f"- {clause}")


@lru_cache(maxsize=8192)
def dates_of(text: str) -> tuple[Value, ...]:
    """Return the dates in a text, those without a year too."""
    return tuple(value for value in figures(text) if value.kind == "date")


@lru_cache(maxsize=8192)
def when(statement: Statement) -> tuple[Value, ...]:
    """Return the dates a statement is of: its own, else those of its heading and the sentences before, or the title."""
    return dates_of(statement.text) or dates_of(statement.context) or dates_of(statement.title)


def of_one_time(ours: Sequence[Value], theirs: Sequence[Value]) -> bool:
    """Whether no date tells two statements apart."""
    return not ours or not theirs or any(compatible(x, y) for x in ours for y in theirs)


def of_one_thing(ours: Statement, theirs: Statement, *clauses: str) -> bool:
    """Whether no number of a name tells two statements apart, or the clauses of them that are given."""
    first, second = clauses or (ours.text, theirs.text)
    return not apart(
        (first, ours.text, ours.title, surroundings(ours)), (second, theirs.text, theirs.title, surroundings(theirs))
    )


@lru_cache(maxsize=8192)
def who(statement: Statement) -> frozenset[str]:
    """Return the names a statement is of: its own, else those of the sentences before, else of the title."""
    places = statement.text, f"On {statement.context}", f"On {statement.title}, {statement.source}"
    return next((found for place in places if (found := names(place) - _CALENDAR)), frozenset())


@lru_cache(maxsize=8192)
def surroundings(statement: Statement) -> str:
    """Return the words around a statement, itself included."""
    return f"On {statement.title}. {statement.lead}. {statement.context} {statement.text}"


@lru_cache(maxsize=8192)
def stems_of(statement: Statement) -> frozenset[str]:
    """Return the stems of what a statement says."""
    return content_stems(statement.text)
