"""The same event under another name: "the Crocus City attack" is what others call "the Moscow attack of March 2024".

Once the surest answer, or the sentence before it, has dated the event and placed it, sentences that date something to
the same month and name the same place, but not what the question calls it, are asked again by the name they use.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sentences import sentences
from index.word_vectors import WordVectors
from rag.evidence import Candidate
from rag.features import context_of
from rag.others import KIN
from rag.questions.question import Question, blanked
from rag.values.compare import share_a_month
from rag.values.dated import dates_in
from rag.values.types import Value
from rag.words import content_stems, content_words, names, without_article

_SPAN = re.compile(r"[A-Z][\w-]*(?: [A-Z][\w-]*)*")


@dataclass(frozen=True, slots=True)
class Retold:
    """The question by another name, and the numbers of the candidates that use it."""

    question: str
    candidates: tuple[int, ...]


def retold(question: Question, candidates: Sequence[Candidate], surest: int, vectors: WordVectors) -> list[Retold]:
    """Return the question under each other name that sentences of the surest one's event have for it."""
    event = _told(candidates[surest])
    dates = _dated(candidates[surest])
    called = [span for span in _named_in(question.text) if content_stems(span) & names(event)]
    others = [span for span in _named_in(event) if not content_stems(span) & question.names]
    if not dates or not called or not others:
        return []
    found: dict[str, list[int]] = {}
    for number, candidate in enumerate(candidates):
        told = _told(candidate)
        if not share_a_month(_dated(candidate), dates):
            continue
        unnamed = [span for span in called if not content_stems(span) & names(context_of(candidate))]
        theirs = next((span for span in _named_in(told) if _is_kin(span, others, vectors)), None)
        if len(unnamed) == 1 and theirs:
            found.setdefault(question.text.replace(unnamed[0], theirs), []).append(number)
    return [Retold(text, tuple(numbers)) for text, numbers in found.items()]


def _told(candidate: Candidate) -> str:
    """Return a sentence, and before it that of its paragraph which it follows: where and when is often said there."""
    before = candidate.hit.text[: max(0, candidate.start - candidate.hit.start)].rsplit("\n\n", 1)[-1]
    spans = sentences(before)
    return f"{before[spans[-1].start :]}{candidate.text}" if spans else candidate.text


def _dated(candidate: Candidate) -> tuple[Value, ...]:
    """Return the dates of a sentence, or those of the one that it follows: what that tells may be of another time."""
    return dates_in(candidate.text) or dates_in(_told(candidate))


def _named_in(text: str) -> list[str]:
    """Return the names in a text as written, in their order; months are none."""
    known = names(text)
    spans = [match[0] for match in _SPAN.finditer(blanked(text, dates_in(text)))]
    return [span for span in map(without_article, spans) if content_stems(span) and content_stems(span) <= known]


def _is_kin(name: str, others: Sequence[str], vectors: WordVectors) -> bool:
    """Whether a name is one of the others, or nearly: the country of a town."""
    if any(content_stems(name) & content_stems(other) for other in others):
        return True
    ours, theirs = content_words(name), content_words(" ".join(others))
    return bool(ours and theirs and vectors.similarity(ours, theirs).max() >= KIN)
