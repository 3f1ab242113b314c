"""How things stand by a source that tells of several times: what holds now and the later year, not a day's events."""

import re
from collections.abc import Sequence

from rag.evidence import Evidence, clause_of
from rag.questions.question import Question
from rag.time_of_writing import BY_NOW
from rag.values.compare import comparable
from rag.values.dated import days_in
from rag.values.types import Value

NO_LONGER = re.compile(
    r"\b(?:former(?:ly)?|at (?:the|that) time|of the time|the then|outgoing|predecessor|used to be|no longer"
    r"|resigned|stepped down|was (?:replaced|succeeded))\b",
    re.I,
)
# Beside BY_NOW, "three years later it is put at 6,000": after what the same source says of the time before.
_SINCE = re.compile(
    r"\b(?:years?|months?|weeks?|days?) (?:later|on)\b|\b(?:since then|today|now)\b",
    re.I,
)
_LATER, _EARLIER = 1.25, 0.5  # how many times likelier such a sentence is meant
# "At 31 December it employed 84 people": a state that a day is named for, and no event
_STATE = re.compile(
    r"\b(?:as (?:of|at)|ha[ds]|have|st(?:ands?|ood)|number(?:s|ed)|total(?:s|led)|counts?|counted|employ(?:s|ed)"
    r"|compris(?:es|ed)|liv(?:es?|ed)|serv(?:es?|ed)|work(?:s|ed)|consist(?:s|ed)"
    r"|there (?:is|are|was|were)|(?:is|are|was|were) (?=[\w ]{,12}[0-9]))\b",
    re.I,
)
_TO_COME = re.compile(r"\b(?:will|shall|would|plan\w*|expect\w*|target\w*|aim\w*|forecast\w*|project(?:ed|s))\b", re.I)
# "What is its highest yield?" has no answer that later ones replace
_EXTREME = re.compile(
    r"\b(?:most|least|fewest|largest|biggest|greatest|smallest|highest|lowest|longest|shortest|oldest|youngest|deepest"
    r"|fastest|strongest|best|worst|first|record|peak|maximum|minimum|original\w*)\b",
    re.I,
)
_AS_SURELY = 0.5  # share of the surest one's probability from which a later figure is the source's own answer


def timely(question: Question, item: Evidence) -> float:
    """Return how many times likelier than another a sentence tells how things stand, where just that is asked for."""
    if question.asks_how_it_stands and NO_LONGER.search(item.quote):
        return _EARLIER
    if question.asks_how_it_stands and (_SINCE.search(item.quote) or BY_NOW.search(item.quote)):
        return _LATER
    return _EARLIER if question.asks_for_a_state and _is_event(item) else 1.0


def latest(question: Question, chosen: Evidence, evidence: Sequence[Evidence]) -> Evidence:
    """Return the figure that the source of the chosen one gives for the latest time, where both name their times."""
    timeless = chosen.value is None or chosen.value.kind == "date" or not chosen.dates
    if timeless or not question.asks_for_a_state or _EXTREME.search(question.text):
        return chosen
    later = [item for item in evidence if _is_later(item, chosen) and not _is_event(item)]
    return max(later, key=lambda item: (_last(item.dates), item.score), default=chosen)


def _is_later(item: Evidence, chosen: Evidence) -> bool:
    if item.document.id != chosen.document.id or item.score < _AS_SURELY * chosen.score or not item.dates:
        return False
    if not _count_alike(item.value, chosen.value) or item.elsewhere > chosen.elsewhere or _TO_COME.search(item.quote):
        return False
    return min(date.low for date in item.dates) > _last(chosen.dates)


def _count_alike(a: Value | None, b: Value | None) -> bool:
    """Whether two figures count the same by name: sums of one currency need not be of one thing."""
    return a is not None and b is not None and a.kind == "count" and "" not in (a.noun, b.noun) and comparable(a, b)


def _last(dates: Sequence[Value]) -> float:
    return max(date.high for date in dates)


def _is_event(item: Evidence) -> bool:
    """Whether a figure is of what happened on a day: "On 21 October 400 fighters overran the camp"."""
    if item.value is None or item.value.kind == "date":
        return False
    dates = (*item.dates, *days_in(item.quote))
    on_a_day = bool(dates) and all(date.low == date.high for date in dates)
    return on_a_day and not _STATE.search(clause_of(item.quote, item.value))
