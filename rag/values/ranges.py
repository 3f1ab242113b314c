"""Ranges: '4 to 6 million', 'between 5 and 10', '5–10 men'."""

import re
from dataclasses import replace

from rag.values.change import in_change
from rag.values.figures import Figure, read_figure
from rag.values.numbers import read_number

_SEPARATOR = re.compile(r"(\s?[–—-]\s?|-? to |-? and |-? or )(?:us|a|c)?([$€£¥₹]?)(?=[0-9a-z½¼¾])")


def read_range(text: str, low: str, edge: int, figure: Figure) -> tuple[Figure, Figure] | None:
    """Return both ends of the range that `figure`, with its qualifying words starting at `edge`, begins.

    None where two figures stand apart: a change from one to the other, a list, or a run that does not ascend.
    """
    match = _SEPARATOR.match(low, figure.end)
    if match is None or not _joins(low, edge, match[1].strip(" -")):
        return None
    upper = _read_upper(text, low, match.end(), figure)
    if upper is None:
        return None
    first, last = _same_scale(figure, upper), replace(upper, label=upper.label or figure.label)
    if match[1] == " or " and upper.number.low > 2 * first.number.low:
        return None
    if _base(first) > _base(last) and match[1].strip() == "and":
        first, last = replace(last, end=first.end), replace(first, end=last.end)
    return (first, last) if _base(first) < _base(last) else None


def range_start(low: str, edge: int) -> int:
    """Return where the range whose lower end begins at `edge` starts, its 'between' or 'from' included."""
    for word in ("between ", "from "):
        if low.endswith(word, 0, edge):
            return edge - len(word)
    return edge


def _base(figure: Figure) -> float:
    return figure.base(figure.number.low)


def _joins(low: str, edge: int, separator: str) -> bool:
    if separator == "and":
        return low.endswith("between ", 0, edge)
    if separator == "to":
        return not (low.endswith("from ", 0, edge) and in_change(low, edge))
    return True


def _read_upper(text: str, low: str, pos: int, figure: Figure) -> Figure | None:
    number = read_number(low, pos)
    currency = figure.unit if figure.kind == "money" else ""
    upper = read_figure(text, low, pos, number, currency) if number else None
    if upper is None or figure.number.vague:
        return None
    alike = figure.kind == "count" or (figure.kind == upper.kind and figure.unit == upper.unit)
    return upper if alike else None


def _same_scale(first: Figure, last: Figure) -> Figure:
    """Give the lower end what is written once for both: '4 to 6 million crowns'."""
    number = first.number
    if number.scale == 1 < last.number.scale and number.low < 1000:
        number = number.times(last.number.scale, number.end)
    if first.kind != "count":
        return replace(first, number=number)
    return replace(last, number=number, more=0.0)
