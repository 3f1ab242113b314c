"""Which positions cannot all hold: arithmetic decides about figures, what was weighed of words and sides the rest."""

from collections.abc import Sequence
from dataclasses import replace

from rag.alike import figures_agree, is_vague
from rag.confidence import compared_by
from rag.evidence import Evidence, clause_of
from rag.lasting import asks_age
from rag.places import asks_one_place, same_place
from rag.positions import ALSO, ENOUGH, Group, sideness
from rag.questions.question import Question
from rag.relation import Relations, relation_of
from rag.values.compare import compatible, times_apart
from rag.values.nouns import singular
from rag.values.spans import is_long_span
from rag.values.stretches import Stretch, are_apart, stretch_of
from rag.words import content_stems

_EXCLUDED = 0.7  # probability from which answers in words exclude each other
# Probability from which a position takes part in a disagreement, by what is compared. Answers in words take most: of
# those flagged between 0.1 and 0.5 in the development sets hardly more than half were right.
_SURE = {"figures": 0.25, "sides": 0.1, "words": 0.5}
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


def sureness(rival: Group) -> float:
    """Return how probably the position is one: that it answers, excludes the first, and has a source of its side."""
    sided = max((item.stance.probability for item in rival.evidence if item.stance), default=1.0)
    return rival.probability * rival.excludes * sided


def _rivals(question: Question, groups: Sequence[Group], relations: Relations) -> tuple[Group, ...]:
    if question.asks == "value":
        first, *others = _without_allowed(groups)
        timeless = question.asks_how_it_stands or _is_timeless(question)
        alike = [other for other in others if _same_stretch(first, other) and (timeless or same_time(first, other))]
        rivals = [_weighed(first, other) for other in alike]
        return (first, *rivals) if rivals else ()
    if question.asks == "yes_no":
        return _opposite(groups)
    return _excluding(groups, relations, question.asks == "place" and asks_one_place(question.text))


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


def _weighed(first: Group, rival: Group) -> Group:
    """Return the rival with the odds that it is of the first one's quantity, as many times less as they are apart.

    Of the evaluation sets' figures that answered with a probability from 0.6 to 0.8, seven in ten less than five
    times apart from the surest one were rivals, and one in four of the others.
    """
    sure = rival.probability
    apart = times_apart(first.value, rival.value) if first.value and rival.value else 1.0
    return replace(rival, excludes=1 / (sure + (1 - sure) * apart))


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
    if not a.dates or not b.dates:
        return True
    return any(compatible(x, y) for x in a.dates for y in b.dates)


def _excluding(groups: Sequence[Group], relations: Relations, one_place_asked: bool) -> tuple[Group, ...]:
    """Return the first position and those that exclude it, each as sure as that it does."""
    first = groups[0].evidence[0]
    told = [item.quote for group in groups for item in group.evidence] if one_place_asked else []
    excluded = [(group, _exclude(first, group.evidence[0], relations, told)) for group in groups[1:]]
    rivals = [replace(group, excludes=sure) for group, sure in excluded if sure >= _EXCLUDED]
    return (groups[0], *rivals) if rivals else ()


def _exclude(a: Evidence, b: Evidence, relations: Relations, told: Sequence[str]) -> float:
    """Return how probably two answers in words cannot both hold; `told`: all quotes, where one place is asked for."""
    by_figures = figures_agree(a, b)
    if by_figures is not None:
        return float(not by_figures)
    if _within(a.words, b.words) or _within(b.words, a.words):
        return 0.0
    same = same_place(a, b, told) if told else None
    return relation_of(relations, a, b).exclude if same is None else float(not same)


def _within(a: str, b: str) -> bool:
    """Whether an answer says no more than another: a surname, another form or another order."""
    one, other = (frozenset(map(singular, content_stems(words))) for words in (a, b))
    return bool(one) and one <= other
