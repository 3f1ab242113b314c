"""What statements are about: all that are of one quantity, or deny and affirm one thing, become one subject."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.statements import Contrast, StatementRow
from rag.survey.compare import may_be_same
from rag.survey.examine import WORDS, statement_of
from rag.survey.statements import Figure, figures_of
from rag.values.compare import comparable, compatible

FOUND = 0.33  # probability from which two figures that differ found a disagreement
JOINED = 0.28  # and from which others join it: where two sources speak of something, others are likelier to as well
_LARGEST = 40  # members of one subject

Node = tuple[int, int]  # a statement's key and where in it the figure starts, WORDS for the statement itself


@dataclass(frozen=True, slots=True)
class Member:
    """A statement that belongs to a subject, with its figure if it is about one."""

    row: StatementRow
    figure: Figure | None
    probability: float  # that it belongs there


@dataclass(frozen=True, slots=True)
class Subject:
    """Statements of one matter that cannot all hold."""

    members: tuple[Member, ...]
    against: frozenset[tuple[int, int]]  # pairs of places in `members`, the lower first, that contradict each other
    probability: float  # of its surest contradiction


@dataclass(frozen=True, slots=True)
class _Edge:
    a: Node
    b: Node
    probability: float


def find_subjects(contrasts: Sequence[Contrast], rows: Mapping[int, StatementRow]) -> list[Subject]:
    """Return the subjects on which statements differ, of figures and of words, in no particular order."""
    edges = [_Edge((c.first, c.first_figure), (c.second, c.second_figure), c.probability) for c in contrasts]
    edges = [edge for edge in edges if edge.a[0] in rows and edge.b[0] in rows]
    return [
        *_of_figures([edge for edge in edges if edge.a[1] != WORDS], rows),
        *_of_words([edge for edge in edges if edge.a[1] == WORDS], rows),
    ]


def _of_figures(edges: Sequence[_Edge], rows: Mapping[int, StatementRow]) -> list[Subject]:
    figures = _figures({node for edge in edges for node in (edge.a, edge.b)}, rows)
    edges = [edge for edge in edges if edge.a in figures and edge.b in figures and edge.probability >= JOINED]
    kept = _mutual([edge for edge in edges if may_be_same(figures[edge.a], figures[edge.b])], rows)
    groups = _Groups(figures, rows)
    for edge in sorted(kept, key=lambda edge: -edge.probability):
        groups.join(edge.a, edge.b)
    return [made for nodes in groups.made() if (made := _differing(nodes, kept, figures, rows))]


def _figures(nodes: Iterable[Node], rows: Mapping[int, StatementRow]) -> dict[Node, Figure]:
    found: dict[Node, Figure] = {}
    for key, start in nodes:
        for figure in figures_of(statement_of(rows[key])):
            if figure.value.start == start:
                found[key, start] = figure
    return found


def _mutual(edges: Sequence[_Edge], rows: Mapping[int, StatementRow]) -> list[_Edge]:
    """Return the edges whose ends are each other's likeliest in the other's document: a source speaks once."""
    best: dict[tuple[Node, str], float] = defaultdict(float)
    for edge in edges:
        for node, other in ((edge.a, edge.b), (edge.b, edge.a)):
            place = node, rows[other[0]].document.id
            best[place] = max(best[place], edge.probability)
    return [
        edge
        for edge in edges
        if edge.probability >= best[edge.a, rows[edge.b[0]].document.id]
        and edge.probability >= best[edge.b, rows[edge.a[0]].document.id]
    ]


class _Groups:
    """Figures that belong together; two groups join where nothing in one excludes anything in the other."""

    def __init__(self, figures: Mapping[Node, Figure], rows: Mapping[int, StatementRow]) -> None:
        self._figures = figures
        self._rows = rows
        self._home: dict[Node, list[Node]] = {}

    def join(self, a: Node, b: Node) -> None:
        ours, theirs = self._home.setdefault(a, [a]), self._home.setdefault(b, [b])
        if ours is theirs or len(ours) + len(theirs) > _LARGEST:
            return
        if all(self._fit(x, y) for x in ours for y in theirs):
            ours.extend(theirs)
            for node in theirs:
                self._home[node] = ours

    def _fit(self, a: Node, b: Node) -> bool:
        first, second = self._figures[a], self._figures[b]
        if self._rows[a[0]].document.id == self._rows[b[0]].document.id:
            return comparable(first.value, second.value) and compatible(first.value, second.value)
        return may_be_same(first, second)

    def made(self) -> list[list[Node]]:
        """Return each group once."""
        return list({id(nodes): nodes for nodes in self._home.values()}.values())


def _differing(
    nodes: Sequence[Node], edges: Sequence[_Edge], figures: Mapping[Node, Figure], rows: Mapping[int, StatementRow]
) -> Subject | None:
    place = {node: number for number, node in enumerate(nodes)}
    within = [edge for edge in edges if edge.a in place and edge.b in place]
    opposed = [edge for edge in within if not compatible(figures[edge.a].value, figures[edge.b].value)]
    surest = max((edge.probability for edge in opposed), default=0.0)
    if surest < FOUND:
        return None
    sure = _surest(within)
    members = tuple(Member(rows[node[0]], figures[node], sure.get(node, 0.0)) for node in nodes)
    return Subject(members, _places(opposed, place), surest)


def _of_words(edges: Sequence[_Edge], rows: Mapping[int, StatementRow]) -> list[Subject]:
    """Return a subject for each statement that denies with those it denies, the surest first; none is in two."""
    taken: set[Node] = set()
    found: list[Subject] = []
    for edge in sorted(edges, key=lambda edge: -edge.probability):
        if edge.a in taken or edge.b in taken:
            continue
        others = [e for e in edges if {e.a, e.b} & {edge.a, edge.b} and not {e.a, e.b} & taken]
        nodes, opposed = _two_sides(edge, others)
        taken.update(nodes)
        place = {node: number for number, node in enumerate(nodes)}
        sure = _surest(opposed)
        members = tuple(Member(rows[node[0]], None, sure[node]) for node in nodes)
        found.append(Subject(members, _places(opposed, place), edge.probability))
    return found


def _two_sides(first: _Edge, others: Sequence[_Edge]) -> tuple[list[Node], list[_Edge]]:
    """Return the statements around a contradiction that can be told into two sides, and their contradictions."""
    side = {first.a: 0, first.b: 1}
    kept: list[_Edge] = []
    for edge in sorted(others, key=lambda edge: -edge.probability):
        if edge.a in side and edge.b in side:
            kept += [edge] if side[edge.a] != side[edge.b] else []
            continue
        known, new = (edge.a, edge.b) if edge.a in side else (edge.b, edge.a)
        side[new] = 1 - side[known]
        kept.append(edge)
    return list(side), kept


def _surest(edges: Sequence[_Edge]) -> dict[Node, float]:
    found: dict[Node, float] = defaultdict(float)
    for edge in edges:
        for node in (edge.a, edge.b):
            found[node] = max(found[node], edge.probability)
    return found


def _places(edges: Sequence[_Edge], place: Mapping[Node, int]) -> frozenset[tuple[int, int]]:
    return frozenset((min(place[e.a], place[e.b]), max(place[e.a], place[e.b])) for e in edges)
