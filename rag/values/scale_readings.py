"""Figures whose scale shows only in the words around them: how strong a quake was, a pH, how much warmer it grew."""

import re

from rag.values.nouns import read_noun
from rag.values.scales import Number

_SOFTENED = (
    r"(?:(?:about|around|roughly|approximately|nearly|almost|some|only|just|at least|at most|more than|less than|over"
    r"|under|up to|an estimated|between|as much as) )*(?:[0-9.]+(?: to | and | or |[-–]))?"
)
_MAGNITUDE_BEFORE = re.compile(rf"\bmagnitudes?(?:-| (?:of |was |is |at |reached |put at |estimated at )?){_SOFTENED}$")
_MAGNITUDE_AFTER = re.compile(r" on the (?:[a-z-]+ ){0,2}(?:richter|magnitude) scale\b|-magnitude\b")
QUAKE = re.compile(r"(?<![\w.])[mM][wWlLsSbB]?[ \u00a0]?(?=[3-9]\.[0-9](?![0-9.]))")  # 'M6.3', 'Mw 7.1'
# 'the pH of the river fell from 12.1 in 2021 to 9.3': either of the figures of one clause
_ACIDITY_BEFORE = re.compile(
    r"\bph\b:?[^.;:!?0-9]{0,60}(?:[0-9]{1,2}(?:\.[0-9]+)?[^.;:!?0-9]{1,24}(?:[12][0-9]{3}[^.;:!?0-9]{1,12})?)?$"
)
_MOST_ALKALINE = 14
_GREW = (
    r"(?:warm|cool|heat|chill|ris|rose|fell|fall|drop|increas|decreas|declin|lower|rais|climb|plung|differ|chang|jump"
    r"|exceed|higher|colder|reduc|swing|swung|var(?:y|i))"
)
_GROWTH = r"(?:rise|increase|drop|fall|warming|cooling|decline|jump|change|gain|swing|difference|warm-up|anomaly)s?"
_DIFFERENCE_BEFORE = re.compile(
    rf"(?:\b{_GREW}\w*(?: [\w-]+){{0,4}} by|\b{_GROWTH} of|(?:\b{_GREW}\w*|\bup|\bdown)) {_SOFTENED}$"
)
_DIFFERENCE_AFTER = re.compile(
    rf" (?:warmer|colder|cooler|hotter|higher|lower|milder|(?:of )?{_GROWTH}\b|too (?:hot|cold|warm|high|low)"
    r"|(?:above|below) (?:the )?(?:average|normal|usual|pre-?industrial|long-term|seasonal|its|those|what|today))"
)


def scale_of(text: str, low: str, pos: int, number: Number) -> str:
    """Return the unit of a bare number that begins at `pos` on such a scale, or ''."""
    if _is_magnitude(text, low, pos, number.end):
        return "magnitude"
    return "pH" if _is_acidity(low, pos, number) else ""


def _is_magnitude(text: str, low: str, pos: int, end: int) -> bool:
    """Whether the bare figure `text[pos:end]` is the magnitude of a quake."""
    quake = any(match.end() == pos and match[0][0] == "M" for match in QUAKE.finditer(text, max(0, pos - 3), pos + 3))
    before = _MAGNITUDE_BEFORE.search(low, max(0, pos - 48), pos)
    return quake or bool(before or _MAGNITUDE_AFTER.match(low, end))


def _is_acidity(low: str, pos: int, number: Number) -> bool:
    """Whether the bare number that begins at `pos` is a pH: '12 to 13.5', not the wells in which it was measured."""
    if not low[pos].isdigit() or number.high > _MOST_ALKALINE or read_noun(low, number.end):
        return False
    return _ACIDITY_BEFORE.search(low, max(0, pos - 112), pos) is not None


def is_difference(low: str, pos: int, end: int) -> bool:
    """Whether the degrees of `low[pos:end]` are of a difference and no temperature: 'warmed by 3.6 °F'."""
    return bool(_DIFFERENCE_BEFORE.search(low, max(0, pos - 72), pos) or _DIFFERENCE_AFTER.match(low, end))
