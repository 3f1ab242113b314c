"""Positions: what each source says, read alone, and which sources say the same."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from rag.alike import days, figures_agree, is_vague, measure_alike, same_words
from rag.copies import one_voice
from rag.denials.denied import stated
from rag.evidence import Evidence, Side, Stance
from rag.grain import in_grain
from rag.latest import latest, timely
from rag.meant import meant
from rag.other_questions import answering
from rag.questions.question import Question
from rag.stuff import of_the_stuff_asked
from rag.values.compare import (
    compatible,
    counted_in,
    is_near,
    say_nothing_of_each_other,
    share_a_month,
    steps_apart,
)
from rag.values.nouns import singular
from rag.values.synonyms import other_sort
from rag.values.types import Value

T = TypeVar("T")

ENOUGH = 0.5  # probability from which something is said at all
ALSO = 0.1  # and from which something is said beside it: where one source answers, others are likelier to as well
_QUOTED = 0.4  # and from which a sentence that gives no figure and takes no side is quoted beside it
# And from which it is cited for a side that others take: at 0.1 one cited sentence in twenty more was beside the point.
_JOINS = 0.2
# A figure whose surroundings meet this much less of the question than those of the surest one belongs to another
# event, but for one that surely answers and names no others: what it is about has been weighed. Other ferries' tolls
# met 0.55 of it in the development sets, differing reports of one attack 0.72 and more.
_SAME_EVENT = 0.6
_NEARLY_ALL = 0.74  # and one that is not likely by itself must meet this much
_SURELY = 0.5  # probability from which it does; it need not say either that it is of the time asked for
_BELIEVED = 0.65  # probability from which a sentence may name others than the question does: "He died in St Brigid's"
_BESIDES = 0.15  # probability from which a source is heard on the side that its surest sentence does not take
_STATEMENTS = 4  # sources quoted side by side when no figure is asked for
_SIDED = 0.35  # probability from which a sentence speaks for a side; that it answers at all is known otherwise


@dataclass(frozen=True, slots=True)
class Group:
    """Sources that say the same; the one that says it most exactly speaks for them, then the surest."""

    evidence: tuple[Evidence, ...]
    origins: int  # independent ones among them
    probability: float  # that the group answers the question: sources that agree make one another surer
    excludes: float = 1.0  # that it cannot hold beside the first position, where it is said to
    denies: str = ""  # the words of the first position, where its sources only deny these

    @property
    def value(self) -> Value | None:
        """The figure as the most exact source gives it; None for statements."""
        return self.evidence[0].value

    @property
    def side(self) -> Side | None:
        """The side its sources take on a yes/no question; None where they take none."""
        return side_of(self.evidence[0])


Origins = Callable[[Sequence[Evidence]], Mapping[str, str]]  # document id -> id of the document it copies, or its own


def find_positions(question: Question, evidence: Sequence[Evidence], origins_of: Origins) -> tuple[Group, ...]:
    """Return what the sources say, each read alone, best supported first; empty where nothing is likely enough."""
    answers = answering(question, stated(question, evidence))
    said = [replace(item, value=in_grain(question, item.value)) for item in answers]
    evidence = of_the_stuff_asked(question, _of_the_sort_asked(question, said))
    likely = _likely(_grouped(question, evidence, origins_of))
    if question.asks != "value":
        quoted = [made for made in likely if made.side or made.probability >= _QUOTED]
        sided = sorted(quoted, key=lambda made: made.side is None)[:_STATEMENTS]
        return tuple(_led_by_its_own(made, sided, origins_of) for made in sided)
    return _figures(question, evidence, likely[0], origins_of) if likely else ()


def _of_the_sort_asked(question: Question, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Leave out the four sons of "four sons and two daughters" where a source may say how many daughters there are."""
    asked = frozenset(map(singular, question.counted))
    likely = any(item.value and item.score >= ALSO and asked & counted_in(item.value) for item in evidence)
    if not likely or not asked:
        return evidence
    return [item for item in evidence if not (item.value and other_sort(asked, counted_in(item.value), item.quote))]


def _figures(question: Question, evidence: Sequence[Evidence], first: Group, origins_of: Origins) -> tuple[Group, ...]:
    """Return the figures that each source gives of the sort that the best supported answer is of."""
    alike = [item for item in evidence if measure_alike(item, first.evidence[0])]
    likely = _likely(_grouped(question, alike, origins_of))
    timely = [made for made in likely if _at_the_time_asked(question, made)]
    return tuple(timely or likely)


def _led_by_its_own(made: Group, groups: Sequence[Group], origins_of: Origins) -> Group:
    """Have a source that takes the other side more surely speak last of its side, and count for none beside others."""
    elsewhere = {item.document.id: item.score for other in groups if other != made for item in other.evidence}
    own = [item for item in made.evidence if elsewhere.get(item.document.id, 0.0) <= item.score]
    others = [item for item in made.evidence if item not in own]
    if not own or not others:
        return made
    origins = origins_of(own)
    independent = {origins.get(item.document.id, item.document.id) for item in own}
    return replace(made, evidence=(*own, *others), origins=len(independent))


def _grouped(question: Question, evidence: Sequence[Evidence], origins_of: Origins) -> tuple[Group, ...]:
    answers = read_sources(question, evidence)
    origins = origins_of(answers)
    return group(one_voice(answers, evidence, origins), lambda _: origins)


def _likely(groups: Sequence[Group]) -> list[Group]:
    if not any(made.probability >= ENOUGH for made in groups):
        return []
    return [made for made in groups if made.probability >= ALSO]


def side_of(item: Evidence) -> Side | None:
    """Return the side a sentence takes, None where that is not sure enough."""
    return item.stance.side if item.stance and is_sure(item.stance) else None


def is_sure(stance: Stance) -> bool:
    """Whether a side is sure enough to be taken."""
    return stance.probability >= _SIDED


def _at_the_time_asked(question: Question, made: Group) -> bool:
    """Whether a source says that its figure is of the time the question names, or surely answers and names none."""
    if not question.dates or question.asks_when or (made.value and made.value.kind == "date"):
        return True
    return any(question.is_of(item.dates) or (not item.dates and item.score >= _SURELY) for item in made.evidence)


def read_sources(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return each source's own answer: its surest evidence, or the later figure of a change it tells of.

    One that takes both sides of a yes/no question, as where it reports two views, has an answer on either.
    """
    about_it = [item for item in evidence if question.asks != "value" or _of_one_event(item, evidence[0])]
    best: dict[str, Evidence] = {}
    besides: dict[str, Evidence] = {}
    for item in sorted(about_it, key=partial(_answers_first, question)):
        if _takes_the_other_side(item, best.setdefault(item.document.id, item)):
            besides.setdefault(item.document.id, item)
    chosen = (*(latest(question, item, about_it) for item in best.values()), *besides.values())
    return tuple(meant(question, item, evidence) for item in chosen)


def _takes_the_other_side(item: Evidence, first: Evidence) -> bool:
    sides = {side_of(item), side_of(first)}
    return len(sides - {None}) == 2 and item.score >= _BESIDES


def _answers_first(question: Question, item: Evidence) -> float:
    """Order a document's sentences: one that takes a side answers a yes/no question, others only bear on it.

    And one that says how it stood before answers less than one that says how it stands.
    """
    sided = item.stance.probability if item.stance and side_of(item) else 0.5 if item.stance else 1.0
    return -item.score * sided * timely(question, item)


def _of_one_event(item: Evidence, surest: Evidence) -> bool:
    """Whether a figure can be about what the surest one is about, or is the same."""
    if item.value and surest.value and compatible(item.value, surest.value) and measure_alike(item, surest):
        return True  # whatever it is about, it is no rival
    elsewhere = item.elsewhere and not surest.elsewhere
    if elsewhere and item.score < _BELIEVED:
        return False
    likely = item.score >= ENOUGH or share_a_month(item.dates, surest.dates)
    needed = 0.0 if item.score >= _SURELY and not elsewhere else _SAME_EVENT if likely else _NEARLY_ALL
    return item.about >= needed * surest.about


def group(answers: Sequence[Evidence], origins_of: Origins) -> tuple[Group, ...]:
    """Put answers that can all hold together; best supported group first. Statements are not compared."""
    groups = gather(sorted(answers, key=_founds_first), _agree, _apart)
    return best_first([made_of(members, origins_of) for members in groups])


def gather(
    items: Iterable[T], fit: Callable[[T, T], bool], apart: Callable[[T, T], float] = lambda *_: 0.0
) -> list[list[T]]:
    """Put each item to others all of which it fits, those whose first is least apart from it, or else by itself."""
    groups: list[list[T]] = []
    for item in items:
        homes = [members for members in groups if all(fit(item, member) for member in members)]
        if homes:
            min(homes, key=lambda members: apart(item, members[0])).append(item)
        else:
            groups.append([item])
    return groups


def _apart(item: Evidence, first: Evidence) -> float:
    """Return how far a figure is from that of a group, which draws none where it hardly answers itself."""
    if first.value is None or item.value is None:
        return 0.0
    return steps_apart(item.value, first.value) if first.score >= _JOINS else math.inf


def best_first(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Order positions by how many independent sources they have, then by how surely they answer; unlikely ones last."""
    return tuple(sorted(groups, key=lambda group: (group.probability < ENOUGH, -group.origins, -group.probability)))


def _without_faint(members: Sequence[Evidence]) -> Sequence[Evidence]:
    """Leave out the sentences that hardly answer, where others do: they are mostly about other things."""
    sure = [item for item in members if item.score >= _JOINS]
    return _of_one_sort(sure or members)


def _of_one_sort(members: Sequence[Evidence]) -> Sequence[Evidence]:
    """Leave out the dates that say nothing of the surest one's: '5 May' is no source for 1971."""
    surest = max(members, key=lambda item: item.score).value
    if surest is None:
        return members
    return [item for item in members if item.value and not say_nothing_of_each_other(item.value, surest)]


def made_of(members: Sequence[Evidence], origins_of: Origins) -> Group:
    """Return the group of sources that say the same, without those that hardly answer.

    That a figure which hardly answers is the same all the same makes the others surer; that a side is, does not, nor
    do sentences that hardly answer add up to a side.
    """
    told = sorted(_without_faint(members), key=_speaks_first)
    heard = told if members[0].stance else members
    origins = origins_of(heard) if len(heard) > 1 else {}
    surest: dict[str, float] = {}
    for item in heard:
        origin = origins.get(item.document.id, item.document.id)
        surest[origin] = max(item.score, surest.get(origin, 0.0))
    independent = {origins.get(item.document.id, item.document.id) for item in told}
    faint = members[0].stance is not None and max(surest.values()) < _JOINS
    probability = max(surest.values()) if faint else 1 - math.prod(1 - score for score in surest.values())
    return Group(tuple(told), len(independent), probability)


def _speaks_first(answer: Evidence) -> tuple[bool, bool, float, float, str]:
    """Order by: likely at all, exact, narrow, sure; of about equally sure ones the one published first."""
    published = answer.document.metadata.published or "unknown"  # sorts after every date
    return answer.score < ENOUGH, is_vague(answer.value), days(answer.value), -round(answer.score, 1), published


def _founds_first(answer: Evidence) -> tuple[bool, float, float]:
    """Order in which groups are made: exact figures found them, bounds and rough figures join what they allow."""
    return is_vague(answer.value), days(answer.value), -(sideness(answer) or answer.score)


def sideness(item: Evidence) -> float:
    """Return how probably a sentence takes its side, 0 where it was not judged."""
    return item.stance.probability if item.stance else 0.0


def _agree(a: Evidence, b: Evidence) -> bool:
    if a.value is not None and b.value is not None:
        return measure_alike(a, b) and compatible(a.value, b.value) and is_near(a.value, b.value)
    if a.stance and b.stance:
        return a.stance.side == b.stance.side and min(sideness(a), sideness(b)) >= _SIDED
    by_figures = figures_agree(a, b)
    return same_words(a, b) if by_figures is None else by_figures
