"""Which positions cannot all hold: arithmetic decides about figures, what was weighed of words and sides the rest."""

from collections.abc import Sequence
from dataclasses import replace

from rag.alike import are_other_sorts, figures_agree, is_vague
from rag.confidence import compared_by
from rag.evidence import Evidence, clause_of
from rag.lasting import asks_age
from rag.places import asks_one_place, same_place
from rag.positions import ALSO, ENOUGH, Group, sideness
from rag.questions.question import Question
from rag.relation import Relations, asks_cause, relation_of
from rag.told_figures import figure_told, times_told
from rag.values.compare import compatible, times_apart
from rag.values.nouns import singular
from rag.values.spans import is_long_span
from rag.values.stretches import Stretch, are_apart, stretch_of
from rag.values.types import Value
from rag.words import content_stems

_EXCLUDED = 0.7  # probability from which answers in words exclude each other
# Probability from which a position takes part in a disagreement, by what is compared. Answers in words take most: of
# those flagged between 0.1 and 0.5 in the development sets hardly more than half were right.
_SURE = {"figures": 0.25, "sides": 0.1, "words": 0.5}
_SAID_ALONE = 0.8  # probability from which a figure is told without those that lie far from it
_FAR = 0.5  # probability under which such a one is of its quantity
_FURTHER = 0.5  # share of it that a further position takes, once two of them disagree


def conflicting(question: Question, groups: Sequence[Group], relations: Relations) -> tuple[Group, ...]:
    """Return those of the positions found that cannot all hold, the best supported first; empty where all can.

    `relations`: how the answers in words stand to each other; of no use where figures or sides are asked for.
    """
    rivals = _rivals(question, groups, relations) if len(groups) > 1 else ()
    needed = _SURE[compared_by(question)]
    disagree = [rival for rival in rivals if sureness(rival) >= needed]
    if len(disagree) < 2 or disagree[0] is not rivals[0]:
        return ()
    return tuple(rival for rival in rivals if sureness(rival) >= needed * _FURTHER)


def to_tell(groups: Sequence[Group], rivals: Sequence[Group]) -> tuple[Group, ...]:
    """Return the positions to quote: of figures not those that lie too far from a sure one to be of its quantity.

    Of 60 such figures in the evaluation sets one was right where the sure one was wrong. Beside rivals only others that
    are likely to answer are quoted.
    """
    first = next(iter(groups), None)
    if first is None or not first.value:
        return tuple(groups)
    opposed, needed = {rival.evidence for rival in rivals}, ENOUGH if rivals else ALSO
    far = _FAR if rivals or first.probability >= _SAID_ALONE else 0.0

    def is_told(made: Group) -> bool:
        near = made.probability >= needed and weighed(first, made).excludes >= far
        return near or made.evidence in opposed

    return (first, *filter(is_told, groups[1:]))


def sureness(rival: Group) -> float:
    """Return how probably the position is one: that it answers, excludes the first, and has a source of its side."""
    sided = max((item.stance.probability for item in rival.evidence if item.stance), default=1.0)
    return rival.probability * rival.excludes * sided


def _rivals(question: Question, groups: Sequence[Group], relations: Relations) -> tuple[Group, ...]:
    if question.asks == "value":
        first, *others = _without_allowed(groups)
        timeless = question.asks_how_it_stands or _is_timeless(question)
        alike = [other for other in others if _same_stretch(first, other) and (timeless or same_time(first, other))]
        rivals = [weighed(first, other) for other in alike]
        return (first, *rivals) if rivals else ()
    if question.asks == "yes_no":
        return _opposite(groups)
    return _excluding(question, groups, relations)


def _without_allowed(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Leave out what the first allows, and bounds that allow a likelier one: "at least 19" beside 23 and 27."""
    first, *others = groups
    if any(_gives_way(first, other) for other in others):
        return _without_allowed(others)
    kept = [first]
    for other in others:
        if not _allow(first, other) and not any(_gives_way(other, likelier) for likelier in kept):
            kept.append(other)
    return tuple(kept)


def _gives_way(bound: Group, other: Group) -> bool:
    likely = other.probability >= min(bound.probability, ENOUGH)
    return likely and _is_bound(bound) and not _is_bound(other) and _allow(bound, other)


def _allow(one: Group, other: Group) -> bool:
    """Whether two figures can both hold though they stand apart: "at least 19" and 40, "40 to 50" of two years."""
    if not one.value or not other.value or not (is_vague(one.value) or is_vague(other.value)):
        return False
    return compatible(one.value, other.value)


def _is_bound(made: Group) -> bool:
    """Whether a figure only says between what another lies, as "(1835-1911)" does."""
    return made.value is not None and (made.value.bound in ("at_least", "at_most") or is_long_span(made.value))


def _is_timeless(question: Question) -> bool:
    """Whether the answer is itself a time or how long something lasted; somebody's age is of some time."""
    return "date" in question.kinds and not asks_age(question)


def weighed(first: Group, rival: Group) -> Group:
    """Return the rival with the odds that it is of the first one's quantity, as many times less as they are apart.

    Of the evaluation sets' figures that answered with a probability from 0.6 to 0.8, seven in ten less than five
    times apart from the surest one were rivals, and one in four of the others.
    """
    one, other = (made.value or figure_told(made.evidence[0]) for made in (first, rival))
    apart = times_apart(one, other) if one and other else 1.0
    return replace(rival, excludes=1 / (rival.probability + (1 - rival.probability) * apart))


def _opposite(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the surest position on either side; a sentence that is less sure of the same side is left out.

    A side that many sources only seem to take is none: one of them must be likely to answer by itself.
    """
    sided = [group for group in groups if group.side and any(item.score >= ALSO for item in group.evidence)]
    surest = {group.side: group for group in sorted(sided, key=_sidedness)}
    return tuple(group for group in groups if group in surest.values()) if len(surest) == 2 else ()


def _sidedness(group: Group) -> float:
    return max(sideness(item) for item in group.evidence)


def same_time(a: Group, b: Group) -> bool:
    """Whether a source of each may speak of one time: as far as their sentences name any."""
    return any(_dates_meet(x, y) for x in a.evidence for y in b.evidence)


def _same_stretch(a: Group, b: Group) -> bool:
    """Whether a source of each may count over one stretch of time, which the first month and the first year are not."""
    return any(not are_apart(_stretch(x), _stretch(y)) for x in a.evidence for y in b.evidence)


def _stretch(item: Evidence) -> Stretch | None:
    if item.value is None or item.value.kind in ("date", "time", "duration", "ordinal"):
        return None
    return stretch_of(clause_of(item.quote, item.value), item.quote)


def _dates_meet(a: Evidence, b: Evidence) -> bool:
    return _meet(a.dates, b.dates)


def _meet(some: Sequence[Value], others: Sequence[Value]) -> bool:
    """Whether two times can be one, as far as any are named."""
    if not some or not others:
        return True
    return any(compatible(x, y) for x in some for y in others)


def _excluding(question: Question, groups: Sequence[Group], relations: Relations) -> tuple[Group, ...]:
    """Return the best supported position that others exclude, and those, each as sure as that it does."""
    one_place_asked = question.asks == "place" and asks_one_place(question.text)
    told = [item.quote for group in groups for item in group.evidence] if one_place_asked else []
    for at, first in enumerate(groups, start=1):
        excluded = [(group, _exclude(question, first, group, relations, told)) for group in groups[at:]]
        rivals = [replace(group, excludes=sure) for group, sure in excluded if sure >= _EXCLUDED]
        if rivals:
            return (first, *rivals)
    return ()


def _exclude(question: Question, first: Group, other: Group, relations: Relations, told: Sequence[str]) -> float:
    """Return how probably two answers in words cannot both hold; `told`: all quotes, where one place is asked for."""
    a, b = first.evidence[0], other.evidence[0]
    by_figures = figures_agree(a, b)
    if by_figures is not None:
        may_both_hold = by_figures or not _of_one_time(question, a, b) or weighed(first, other).excludes < _EXCLUDED
        return float(not may_both_hold)
    if not asks_cause(question) and are_other_sorts(a, b):
        return 0.0
    if _within(a.words, b.words) or _within(b.words, a.words):
        return 0.0
    same = same_place(a, b, told) if told else None
    return relation_of(relations, a, b).exclude if same is None else float(not same)


def _of_one_time(question: Question, a: Evidence, b: Evidence) -> bool:
    return question.asks_how_it_stands or _meet(times_told(a), times_told(b))


def _within(a: str, b: str) -> bool:
    """Whether an answer says no more than another: a surname, another form or another order."""
    one, other = (frozenset(map(singular, content_stems(words))) for words in (a, b))
    return bool(one) and one <= other
