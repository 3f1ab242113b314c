"""Figures on which sources agree: what is undisputed, for those who want to check that nothing is made of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.statements import Contrast, StatementRow
from rag.survey.about import about_figure
from rag.survey.examine import WORDS, statement_of
from rag.survey.statements import Figure, figures_of
from rag.values.compare import compatible

_SURE = 0.6  # probability that the two figures are of one quantity


@dataclass(frozen=True, slots=True)
class Agreed:
    """A figure that two documents give alike, as each of them puts it."""

    about: str
    figures: tuple[Figure, Figure]
    rows: tuple[StatementRow, StatementRow]


def find_agreed(contrasts: Sequence[Contrast], rows: Mapping[int, StatementRow]) -> Iterator[Agreed]:
    """Yield the figures that agree, the surest first, each statement once."""
    used: set[int] = set()
    for one in sorted(contrasts, key=lambda contrast: -contrast.probability):
        if one.first_figure == WORDS or one.probability < _SURE or {one.first, one.second} & used:
            continue
        if one.first not in rows or one.second not in rows:
            continue
        ours, theirs = _figure(rows[one.first], one.first_figure), _figure(rows[one.second], one.second_figure)
        if ours and theirs and compatible(ours.value, theirs.value):
            used |= {one.first, one.second}
            yield Agreed(about_figure(ours), (ours, theirs), (rows[one.first], rows[one.second]))


def _figure(row: StatementRow, start: int) -> Figure | None:
    return next((figure for figure in figures_of(statement_of(row)) if figure.value.start == start), None)
