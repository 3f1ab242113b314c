"""Whether two answers can say the same: of one sort, of one figure, or in the same words."""

from rag.evidence import Evidence
from rag.told_figures import figure_told, figures_told, is_figure
from rag.values.compare import comparable, comparable_but_for_roles, compatible
from rag.values.types import PARTIAL, Value
from rag.words import content_stems

_LIKELY = 0.5  # probability from which an answer is taken to be of what the question counts


def is_vague(value: Value | None) -> bool:
    """Whether a figure is rough, a bound or a date that recurs, so that it can be of several exact ones."""
    return value is not None and (value.approximate or value.bound != "exact" or value.unit in PARTIAL)


def days(value: Value | None) -> float:
    """Return how many days a date covers beyond the first; 0 for other figures."""
    return value.high - value.low if value is not None and value.kind == "date" else 0.0


def same_words(a: Evidence, b: Evidence) -> bool:
    """Whether the words that answer are the same but for articles, order and inflection."""
    return bool(content_stems(a.words)) and content_stems(a.words) == content_stems(b.words)


def figures_agree(a: Evidence, b: Evidence) -> bool | None:
    """Whether the figures of two answers in words agree; None where either's words are not about one figure."""
    one, other = figure_told(a), figure_told(b)
    if one is None or other is None or not comparable(one, other):
        return None
    return compatible(one, other)


def are_other_sorts(a: Evidence, b: Evidence) -> bool:
    """Whether both answers are figures, and none of the one can be of what one of the other is of: 51%, 27 votes."""
    if not (is_figure(a) and is_figure(b)):
        return False
    return not any(comparable_but_for_roles(one, other) for one in figures_told(a) for other in figures_told(b))


def measure_alike(a: Evidence, b: Evidence) -> bool:
    """Whether both give the same sort of figure: an answer in tonnes is not joined by one in dollars.

    Where both are likely to answer, the question says what they count, whatever each calls it.
    """
    if a.value is None or b.value is None:
        return False
    sure = min(a.score, b.score) >= _LIKELY
    return comparable_but_for_roles(a.value, b.value) if sure else comparable(a.value, b.value)
