"""Ranges: '4 to 6 million', 'between 5 and 10', '5–10 men'."""

import re
from dataclasses import replace

from rag.values.change import in_change
from rag.values.figures import Figure, read_figure
from rag.values.numbers import read_number
from rag.values.scales import to_power

_SEPARATOR = re.compile(r"(\s?[–—-]\s?|-? to |-? and |-? or )(?:us|a|c)?([$€£¥₹]?)(?=[0-9a-z½¼¾])")
_BETWEEN = re.compile(r"\bbetween (?:(?:the )?ages? (?:of )?)?$")
PLUS_MINUS = re.compile(r"(?:,? (?:plus or minus|give or take) |\s?(?:±|\+/[-−–])\s?)(?=[0-9a-z])")


def read_range(text: str, low: str, edge: int, figure: Figure) -> tuple[Figure, Figure] | None:
    """Return both ends of the range that `figure`, with its qualifying words starting at `edge`, begins.

    None where two figures stand apart: a change from one to the other, a list, or a run that does not ascend.
    """
    spread = _read_spread(text, low, figure)
    if spread:
        return spread
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


def _read_spread(text: str, low: str, figure: Figure) -> tuple[Figure, Figure] | None:
    """Return both ends of '3.1 ± 0.2 million' and '8 km, give or take 500 m'."""
    match = PLUS_MINUS.match(low, figure.end)
    number = read_number(low, match.end()) if match else None
    if number and low.startswith(")", number.end) and "(" in low[max(0, figure.number.end - 12) : figure.number.end]:
        number = to_power(low, replace(number, end=number.end + 1))  # '(1.1 ± 0.2) × 10^6 t'
    upper = read_figure(text, low, number.end, number, "") if number else None
    if upper is None or not _fits(figure, upper):
        return None
    middle = replace(_same_scale(figure, upper), end=upper.end)
    away = _away(middle, upper)
    least, most = (
        replace(middle.number, low=end, high=end) for end in (middle.number.low - away, middle.number.low + away)
    )
    return replace(middle, number=least), replace(middle, number=most, label=middle.label or upper.label)


def _fits(figure: Figure, upper: Figure) -> bool:
    if "count" in (figure.kind, upper.kind) or upper.kind == "percent":
        return True
    return figure.kind == upper.kind and figure.unit == upper.unit


def _away(middle: Figure, upper: Figure) -> float:
    """Return how far either end is from the middle, in its unit; of all but shares a percentage is a part."""
    if upper.kind == "percent" != middle.kind:
        return abs(middle.number.low) * upper.number.low / 100
    return upper.number.low * (upper.factor / middle.factor if upper.kind == middle.kind else 1.0)


def range_start(low: str, edge: int, end: int) -> int:
    """Return where the range that `low[edge:end]` holds starts, its 'between', 'from' or bracket included."""
    if low[edge - 1 : edge] == "(" and ")" in low[edge:end]:
        return edge - 1
    for word in ("between ", "from "):
        if low.endswith(word, 0, edge):
            return edge - len(word)
    return edge


def _base(figure: Figure) -> float:
    return figure.base(figure.number.low)


def _joins(low: str, edge: int, separator: str) -> bool:
    if separator == "and":
        return _BETWEEN.search(low, max(0, edge - 24), edge) is not None
    if separator == "to":
        return not (low.endswith("from ", 0, edge) and in_change(low, edge))
    return True


def _read_upper(text: str, low: str, pos: int, figure: Figure) -> Figure | None:
    number = read_number(low, pos)
    currency = figure.unit if figure.kind == "money" else ""
    upper = read_figure(text, low, pos, number, currency) if number else None
    if upper is None or figure.number.vague:
        return None
    if upper.kind == "count" and figure.kind == "duration" and figure.end == figure.number.end:
        upper = replace(figure, number=upper.number, end=upper.end)  # 'aged 40 to 50'
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
