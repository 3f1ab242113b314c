"""Which figure of its sentence a source means: the later of a change, a part or its whole, those of the sort asked."""

from collections.abc import Sequence
from dataclasses import replace

from rag.asked import counts_asked
from rag.evidence import Evidence
from rag.limits import among, is_whole_asked, parts_of
from rag.questions.question import Question
from rag.values.dated import figures
from rag.values.types import Value

_AS_SURELY = 0.5  # share of a whole's probability from which its part is meant: "3,200 of the 8,612 fell ill"


def meant(question: Question, chosen: Evidence, evidence: Sequence[Evidence]) -> Evidence:
    """Prefer the later figure where a source says that something grew from one to another, and a part to its whole.

    Unless all that is asked is said of the whole.
    """
    if chosen.value is None:
        return chosen
    told = [item for item in evidence if (item.document.id, item.start) == (chosen.document.id, chosen.start)]
    if chosen.value.change == "from":
        return next((item for item in told if item.value and item.value.change == "to"), chosen)
    if is_whole_asked(question, chosen.quote, chosen.value):
        return chosen
    stated = figures(chosen.quote)
    parts = {part.start for part in parts_of(chosen.quote, chosen.value, stated)}
    likely = (item for item in told if item.value and item.value.start in parts)
    part = next((item for item in likely if item.score >= _AS_SURELY * chosen.score), chosen)
    return _of_the_sort(question, part, among(part.quote, part.value, stated) if part.value else (), told)


def _of_the_sort(question: Question, chosen: Evidence, included: Sequence[Value], told: Sequence[Evidence]) -> Evidence:
    """Return the four contractors of "17 dead, among them four contractors" where contractors are asked for.

    They answer as surely as the sentence does.
    """
    if chosen.value is None or counts_asked(question, chosen.value.label):
        return chosen
    starts = {value.start for value in included if counts_asked(question, value.label)}
    named = next((item for item in told if item.value and item.value.start in starts), None)
    return replace(named, score=max(named.score, chosen.score)) if named else chosen
