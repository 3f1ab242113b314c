"""Which positions cannot all hold: arithmetic decides about figures, the judge about words."""

from collections.abc import Sequence

from index.pairs.types import Claims, Judge
from rag.evidence import Evidence
from rag.positions import ALSO, Group, figures_agree, sideness
from rag.question import Question
from rag.values.compare import compatible
from rag.words import content_stems

_OPPOSED = 0.7  # probability of contradiction from which answers in words exclude each other


def conflicting(question: Question, groups: Sequence[Group], judge: Judge) -> tuple[Group, ...]:
    """Return those of the positions found that cannot all hold, the best supported first; empty where all can."""
    if len(groups) < 2:
        return ()
    if question.asks == "value":
        rivals = [other for other in groups[1:] if "date" in question.kinds or _same_time(groups[0], other)]
        return (groups[0], *rivals) if rivals else ()
    if question.asks == "yes_no":
        return _opposite(groups)
    return _excluding(question, groups, judge)


def _opposite(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the surest position on either side; a sentence that is less sure of the same side is left out.

    A side that many sources only seem to take is none: one of them must be likely to answer by itself.
    """
    sided = [group for group in groups if group.side and any(item.score >= ALSO for item in group.evidence)]
    surest = {group.side: group for group in sorted(sided, key=_sureness)}
    return tuple(group for group in groups if group in surest.values()) if len(surest) == 2 else ()


def _sureness(group: Group) -> float:
    return max(sideness(item) for item in group.evidence)


def _same_time(a: Group, b: Group) -> bool:
    return any(_dates_meet(x, y) for x in a.evidence for y in b.evidence)


def _dates_meet(a: Evidence, b: Evidence) -> bool:
    if not a.dates or not b.dates:
        return True
    return any(compatible(x, y) for x in a.dates for y in b.dates)


def _excluding(question: Question, groups: Sequence[Group], judge: Judge) -> tuple[Group, ...]:
    """Return the first position and those that the judge finds to exclude it."""
    first = groups[0].evidence[0]
    by_figures = [group for group in groups[1:] if figures_agree(first, group.evidence[0]) is False]
    others = [group for group in groups[1:] if group not in by_figures and _answer_otherwise(first, group.evidence[0])]
    claims = [claim for group in others for claim in _claims(question, first, group.evidence[0])]
    found = [judgement.contradict for judgement in judge.judge(claims)]
    width = len(claims) // len(others) if others else 1
    means = [sum(found[at : at + width]) / width for at in range(0, len(found), width)]
    rivals = [*by_figures, *(group for group, mean in zip(others, means, strict=True) if mean >= _OPPOSED)]
    return tuple(group for group in groups if group is groups[0] or group in rivals) if rivals else ()


def _answer_otherwise(a: Evidence, b: Evidence) -> bool:
    """Whether both mark words as their answer and neither's words are among the other's."""
    one, other = content_stems(a.words), content_stems(b.words)
    return bool(one and other) and not (one <= other or other <= one)


def _claims(question: Question, a: Evidence, b: Evidence) -> tuple[Claims, ...]:
    """Return the ways to ask whether two sentences contradict each other in what is asked."""
    return (
        Claims(a.quote, b.quote, question.text),
        Claims(b.quote, a.quote, question.text),
        Claims(a.quote, b.words, question.text),
        Claims(b.quote, a.words, question.text),
    )
