"""Ages, which English gives as bare numbers: 'He was 46', 'a man of 58', 'at fifteen'."""

import re
from dataclasses import replace

from rag.values.ordinals import read_ordinal
from rag.values.types import Value
from rag.values.units import SECOND, UNITS

_OLDEST = 120
_YEAR = UNITS["year"].factor  # seconds
_LEADS = re.compile(
    r"(?:\b(?:at|aged?|(?:raised|lowered|cut|set) (?:to|at)|age\b[^.;,]{0,24} (?:to|from)|is|was|am|be|been"
    r"|turn(?:ed|s)|(?<!one )(?<!out )of|being|only|just|barely|over|under|nearly|almost|now|then|about|around|put"
    r"|suggests?|gives?|given as|reached) "
    r"|(?:\(|\baged? )[0-9a-z-]+ (?:and|to) |\b(?:man|woman|boy|girl|child|children|boys|girls|those|people|anyone) "
    r"|['’][ms] |[a-z)], |\(|^)$"
)
_SOMEBODY_OF = re.compile(
    r"\b(?:man|woman|boy|girl|child|baby|lad|youth|person|pupil|student|widow|widower)(?: of| aged) $"
)
_TRAILS = re.compile(r"[.,;:)!?]|$| (?:when|at|and|on|in|by|now|then|last|this|next|who|died|dies|from|according)\b")


_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADE_OF_LIFE = re.compile(rf"\bin (?:his|her|their) (?:(early|mid|late)[ -])?({'|'.join(_TENS)})\b")
_PARTS = {None: (0, 9), "early": (0, 4), "mid": (3, 7), "late": (6, 9)}  # the first and the last year of the ten


_IN_HIS = re.compile(r"\bin (?:his|her|their|(the)) (?=[0-9a-z])", re.I)
_OF_LIFE = re.compile(
    r" year\b(?:(?P<life> of (?:his |her |their )?(?:age|life)\b)"
    r"|(?= ?[.,;)]| ?$| (?:he|she|they|and|when|died|[a-z]+ed)\b))"
)
_NO_TERM = 12  # 'in her third year' may be at school or in office


def find_times_of_life(text: str) -> tuple[Value, ...]:
    """Return 'in his late seventies' as the ages that it leaves open and 'in her 43rd year' as 42."""
    decades = tuple(_aged_between(match) for match in _DECADE_OF_LIFE.finditer(text))
    years = (_year_of_life(text, match) for match in _IN_HIS.finditer(text))
    return (*decades, *filter(None, years))


def _year_of_life(text: str, lead: re.Match[str]) -> Value | None:
    rank = read_ordinal(text, text.lower(), lead.end())
    match = _OF_LIFE.match(text, rank.end) if rank else None
    if rank is None or match is None or rank.low > _OLDEST:
        return None
    if not match["life"] and (lead[1] or rank.low <= _NO_TERM):
        return None
    age = (rank.low - 1) * _YEAR
    return replace(rank, kind="duration", low=age, high=age, unit=SECOND, noun="", precision=_YEAR, label="years")


def _aged_between(match: re.Match[str]) -> Value:
    ten = 10 * (_TENS.index(match[2]) + 2)
    low, high = ((ten + part) * _YEAR for part in _PARTS[match[1]])
    start, end = match.start() + len("in "), match.end()
    said = match.string[start:end]
    return Value("duration", low, high, SECOND, "", False, "range", _YEAR, start, end, said)


def as_age(value: Value, text: str) -> Value | None:
    """Return a bare count in `text` as the years that it is where an age is asked for, or None."""
    if value.unit or value.role or value.precision < 1 or not max(value.low, 1) <= min(value.high, _OLDEST):
        return None
    before = text[: value.start].lower()
    if not _SOMEBODY_OF.search(before) and not (_LEADS.search(before) and _TRAILS.match(text, value.end)):
        return None
    low, high, step = (end * _YEAR for end in (value.low, value.high, value.precision))
    return replace(value, kind="duration", unit=SECOND, low=low, high=high, precision=step, label="years")
