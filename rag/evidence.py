"""What may answer a question: sentences of found passages, with the figure each gives where one is asked for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.sentences import sentences
from corpus.types import Span
from index.types import Hit, StoredDocument
from rag.asked import counts_asked, figures_asked
from rag.brackets import closes_unopened, end_of_brackets
from rag.denials.taken_back import hangs_on
from rag.exchanges import answer_in, answers, as_answer, is_of_another
from rag.questions.question import Question
from rag.report_year import year_of_report, year_written
from rag.tables import heading_over, headings_of, in_columns, is_heading, is_row, of_column_asked
from rag.time_of_writing import told_by_now
from rag.values.dated import dates_in, dates_of, days_of, figures, others_dates
from rag.values.plain import one_line, plain
from rag.values.stretches import are_apart, stretch_of
from rag.values.types import Value

_SHORTEST_CLAUSE = 5  # words
# "**Launch site.** Smoke trails place it near the river."; an article or a pronoun begins a sentence
_RUN_IN = re.compile(r"(\*\*|__)(?!(?:the|an?|it|he|she|they|we|no) )[\w'’-]+(?: [\w'’-]+){,3}[.:]?\1[.:]?", re.I)
_LONGEST = 700  # code points; a longer "sentence" is a table or a list gone wrong and cites nothing exact


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might answer, and for a figure the clause it stands in."""

    hit: Hit
    start: int  # of the sentence, in the document's text
    end: int
    text: str
    value: Value | None = None  # its span is within `text`
    clause: str = ""
    heading: str = ""  # of the column that the figure stands in, where the sentence is the row of a table

    @property
    def said(self) -> str:
        """What is said of the figure: the sentence, and the heading of its column."""
        return f"{self.text} {self.heading}" if self.heading else self.text

    @property
    def written(self) -> int | None:
        """The year in which its document was published, None where that is not known."""
        return year_written(self.hit.document.metadata.published)


Side = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Stance:
    """The side a sentence is likelier to take on a yes/no question, and how probably it takes it."""

    side: Side
    probability: float  # of this side rather than the other or neither


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with the probability that it answers the question."""

    document: StoredDocument
    passage_id: str
    page: int | None
    start: int
    end: int
    quote: str
    score: float  # calibrated probability, 0 to 1
    about: float  # share of the question that the sentence and its surroundings are about, 0 to 1
    value: Value | None = None  # the figure given in answer; its span is within `quote`
    dates: tuple[Value, ...] = ()  # when the sentence says this was so, if it says
    elsewhere: bool = False  # the sentence names others than the question does: another ferry, another town
    words: str = ""  # those in it that answer, as the reader marked them; empty where it marked none
    stance: Stance | None = None  # for a yes/no question, once it has been judged
    asked: str = ""  # the question with the names its surroundings have for what it names


def find_candidates(question: Question, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
    """Return the sentences of the hits that are not page furniture; for a figure, one entry a fitting figure."""
    found: list[Candidate] = []
    seen: set[tuple[str, int]] = set()
    for hit in hits:
        for span in _evidence_spans(hit):
            if (hit.document.id, span.start) in seen:
                continue
            seen.add((hit.document.id, span.start))
            text = hit.text[span.start - hit.start : span.end - hit.start]
            found.extend(_candidates(question, Candidate(hit, span.start, span.end, text)))
    return tuple(found)


def _with_what_takes_it_back(text: str) -> list[Span]:
    """Return the sentences of a text, each with a following one that only takes it back or answers it in short."""
    found: list[Span] = []
    for span in sentences(text):
        if found and (_hangs_on(text, found[-1], span) or answers(text, found[-1], span)):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _hangs_on(text: str, before: Span, span: Span) -> bool:
    return hangs_on(one_line(text[before.start : before.end]), one_line(text[span.start : span.end]))


def _evidence_spans(hit: Hit) -> Iterator[Span]:
    for span in _with_what_takes_it_back(hit.text):
        moved = Span(span.start + hit.start, span.end + hit.start)
        if span.end - span.start > _LONGEST or _is_heading(hit, span) or _overlaps(moved, hit.document.furniture):
            continue
        yield moved


def _is_heading(hit: Hit, span: Span) -> bool:
    """Whether the sentence is the document's title, a marked heading or the head of a table: it claims nothing."""
    line = hit.text[: span.start].rpartition("\n")[2]
    sentence = hit.text[span.start : span.end]
    if is_row(sentence) and is_heading(hit.text, span.start):
        return True
    title = hit.document.metadata.title
    follows = hit.text[span.end :].partition("\n")[0].strip()
    if follows and not line.strip() and _RUN_IN.fullmatch(sentence):
        return True
    if start := answer_in(sentence):
        return bool(title) and sentence[:start].strip() == title
    return sentence == title or line.lstrip().startswith("#")


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _candidates(question: Question, sentence: Candidate) -> Iterator[Candidate]:
    if sentence.text.rstrip("*_”\"’') ").endswith("?"):  # a question claims nothing
        return
    if question.asks != "value":
        if not is_of_another(question, sentence.text):
            yield sentence
        return
    if is_row(sentence.text):
        yield from _of_row(question, sentence)
        return
    bare = plain(sentence.text)
    text = bare.text if bare else sentence.text
    told = (as_answer(text, value) for value in figures(text))
    for found in _fitting(question, text, tuple(value for value in told if value)):
        value = bare.back(found, sentence.text) if bare else found
        if not _of_another_time(question, sentence, value):
            yield replace(sentence, value=value, clause=clause_of(sentence.text, value))


def _of_row(question: Question, row: Candidate) -> Iterator[Candidate]:
    """Yield the figures of a table's row that stand in the column asked for."""
    headings = headings_of(row.hit.text, row.start - row.hit.start)
    stated = in_columns(row.text, headings, figures(row.text))
    fitting = _fitting(question, row.text, stated)
    for value in of_column_asked(question, row.text, headings, fitting) if headings else fitting:
        found = replace(row, value=value, clause=row.text, heading=heading_over(row.text, headings, value))
        if not _of_another_time(question, found, value):
            yield found


def _fitting(question: Question, text: str, stated: tuple[Value, ...]) -> list[Value]:
    asked = figures_asked(question, text, stated)
    return [value for value in asked if value.kind in question.kinds and _same_fate(question, value)]


def dates_told(sentence: Candidate, value: Value | None) -> tuple[Value, ...]:
    """Return when a figure of a sentence is said to have been so: by the sentence, or by the title of a report."""
    return dates_said(sentence, value) or year_of_report(sentence.hit.document.metadata, sentence.text)


def dates_said(sentence: Candidate, value: Value | None) -> tuple[Value, ...]:
    """Return the dates that a sentence gives a figure, and those in the heading of its column."""
    return dates_of(sentence.text, value, sentence.written) + dates_in(sentence.heading)


def _of_another_time(question: Question, sentence: Candidate, value: Value) -> bool:
    """Whether the question names a time and the figure is of others: another year's, another event's, a first month's.

    A date is a time itself. Beside a figure that is said to be of the time asked for, one that is not said to be of
    any is of another.
    """
    if question.asks_when or value.kind == "date":
        return False
    stretch = stretch_of(question.text, question.text)
    if not (stretch or question.dates or question.days):
        return False
    clause = clause_of(sentence.text, value)
    if are_apart(stretch, stretch_of(clause, sentence.text)):
        return True
    if not (question.dates or question.days):
        return False
    if question.is_of(others_dates(sentence.text, value, sentence.written)) and not dates_said(sentence, value):
        return True
    dates = dates_told(sentence, value) + (days_of(sentence.text, value) if question.days else ())
    dates = dates or told_by_now(question, clause, sentence.written)
    return bool(dates) and not question.is_of(dates)


def _same_fate(question: Question, value: Value) -> bool:
    """Whether the figure can count those asked for: the dead are not the hurt.

    Where the words around it do not say what happened to them ("We mourn five colleagues"), the weights decide.
    """
    if value.kind != "count" or value.role == question.role:
        return True
    if question.role:
        return not value.role
    return counts_asked(question, value.label)


_BREAK = re.compile(r"[,;:)]\s|\s\(|—|\s–\s|\s(?:and|but|while|whereas|although|though|which|who|than)\s")


def clause_of(sentence: str, value: Value) -> str:
    """Return the stretch around a figure up to the nearest commas or conjunctions, at least five words long.

    It is not cut within brackets. An answer goes with its question: "How many were hurt? Twelve."
    """
    if answer_in(sentence):
        return sentence
    breaks = list(_BREAK.finditer(sentence))
    starts = [0, *(match.end() for match in breaks if match.end() <= value.start)]
    end = next((match.start() for match in breaks if match.start() >= value.end), len(sentence))
    while len(starts) > 1 and _is_cut(sentence[starts[-1] : end]):
        starts.pop()
    return sentence[starts[-1] : end_of_brackets(sentence, starts[-1], end)].strip()


def _is_cut(clause: str) -> bool:
    return len(clause.split()) < _SHORTEST_CLAUSE or closes_unopened(clause)
