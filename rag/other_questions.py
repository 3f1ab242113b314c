"""Answers to other questions than the one asked: of a part of it, of the opposite event, of another time."""

from collections.abc import Sequence

from rag.evidence import Evidence
from rag.opposed_events import is_of_opposed_event
from rag.portions import is_portion
from rag.questions.question import Question
from rag.told_figures import is_figure, times_told


def answering(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence but for figures that answer another question; the sides of yes or no are weighed otherwise.

    Figures of other times that are marked as such were not read; those in words are left out here.
    """
    if question.asks == "yes_no":
        return list(evidence)
    return [item for item in evidence if not _answers_another(question, item)]


def _answers_another(question: Question, item: Evidence) -> bool:
    if item.value is not None:
        value = item.value
        return is_of_opposed_event(question, item.quote, value) or is_portion(question, item.quote, value)
    times = times_told(item) if question.dates and is_figure(item) else ()
    return bool(times) and not question.is_of(times)
