"""Words before a figure that bound it, soften it, or show that it is no figure at all."""

import re
from dataclasses import dataclass

from rag.values.negated_bounds import denied
from rag.values.types import Bound

_AT_LEAST = (
    "more than, over, at least, no fewer than, no less than, not less than, not fewer than, upwards of, "
    "exceeding, exceeded, exceeds, exceed, above, a minimum of, minimum of, in excess of, well over, "
    "well above, greater than, surpass, surpasses, surpassed, surpassing, beyond, better than, older than, "
    "longer than, taller than, higher than, heavier than, larger than, bigger than, faster than"
)
_AT_MOST = (
    "up to, as many as, as much as, less than, fewer than, no more than, not more than, at most, under, "
    "below, a maximum of, maximum of, not exceeding, as few as, well under, well below, no greater than, "
    "as high as, younger than, shorter than, lower than, smaller than, lighter than, slower than"
)
_ABOUT = (
    "about, around, some, nearly, almost, roughly, approximately, an estimated, estimated, circa, ca, "
    "ca., c., close to, in the region of, somewhere around, approaching, or so, perhaps, probably, ~, "
    "≈, ∼, approx, approx., an average of about, on the order of, near, an approximate, maybe"
)
_PLAIN = (
    "only, just, exactly, precisely, a total of, a record, a further, another, an additional, as early as, as late as"
)
_JUST = ("just", "only just", "slightly", "only slightly", "a little", "a bit", "a shade", "a fraction", "marginally")
_JUST_OVER, _JUST_UNDER = (
    ", ".join(f"{just} {word}" for just in _JUST for word in words)
    for words in (
        ("over", "above", "more than", "upwards of", "in excess of", "longer than", "older than", "higher than"),
        ("under", "below", "less than", "fewer than", "short of", "shorter than", "younger than", "lower than"),
    )
)
_NAMES: dict[str, str] = {}
_AT_LEAST, _AT_MOST = f"{_AT_LEAST}, {_JUST_OVER}", f"{_AT_MOST}, {_JUST_UNDER}"
for _names, _kind in ((_AT_LEAST, "at_least"), (_AT_MOST, "at_most"), (_ABOUT, "about"), (_PLAIN, "plain")):
    _NAMES |= dict.fromkeys(_names.split(", "), _kind)
_LONGEST = max(name.count(" ") for name in _NAMES) + 1
# Bounds close to the figure: "just over 40", "a little under two hours"; and figures that were not quite reached.
CLOSE = re.compile(rf"(?:{'|'.join(_JUST)}) ", re.I)
SHORT_OF = re.compile(r"(?:very )?(?:nearly|almost|approaching)\b", re.I)
_SIGNS = {
    "~": "about", "≈": "about", "∼": "about", "<": "at_most", "≤": "at_most", "⩽": "at_most", "<=": "at_most",
    ">": "at_least", "≥": "at_least", "⩾": "at_least", ">=": "at_least",
}  # fmt: skip
# By itself: no arrow, no end of a tag, and no mark of a quoted line, which has a space behind it and nothing before.
_SIGN = re.compile(r"(?<![^\s(\[,;:/])(?:([~≈∼≤≥⩽⩾<>]=?)|(?<=[^\n])([~≈∼≤≥⩽⩾<>]=?) )$")
_REACH = 48  # characters looked back over for a phrase
_LAST = re.compile(r"([^\s(\[“”\"]+)\s*$")
_OR_MORE = re.compile(r"(?: or (?:more|over|above|greater|higher)\b|\+(?![0-9])| plus\b| and (?:over|above)\b)")
_OR_LESS = re.compile(r" or (?:less|fewer|under|below|lower)\b")
_NO_NUMBER = r"\b(?! (?:[0-9]|an? |one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b))"
_AT_MOST_AFTER = re.compile(rf"(?: at (?:the )?(?:very )?most|, at (?:the |the very )most){_NO_NUMBER}")
_AT_LEAST_AFTER = re.compile(rf"(?: at (?:the )?(?:very )?least|, at (?:the |the very )least){_NO_NUMBER}")
_OR_SO = re.compile(r"(?: or so\b|[ -]odd\b|[ -]?ish\b)")


@dataclass(frozen=True, slots=True)
class Qualifier:
    """How the words around a figure change it, and where figure and words together start or end."""

    bound: Bound
    approximate: bool
    edge: int


def qualifier_before(low: str, pos: int) -> Qualifier:
    """Read the bounding and softening words that end where the figure at `pos` begins."""
    bound: Bound = "exact"
    about, start = False, pos
    found = _phrase(low, start)
    while found:
        kind, begin = found
        if kind in ("at_least", "at_most"):
            if bound != "exact":
                break  # 'averaged over less than 51': the nearer word counts
            bound = "at_least" if kind == "at_least" else "at_most"
        about = about or kind == "about"
        start = begin if kind != "plain" else start
        found = _phrase(low, begin)
    return Qualifier(denied(low, start, bound) if bound != "exact" else bound, about, start)


def _phrase(low: str, pos: int) -> tuple[str, int] | None:
    sign = _SIGN.search(low, max(0, pos - 4), pos)
    if sign:
        return _SIGNS.get(sign[1] or sign[2], "plain"), sign.start()
    floor, begin = max(0, pos - _REACH), pos
    best: tuple[str, int] | None = None
    for _ in range(_LONGEST):
        match = _LAST.search(low, floor, begin)
        if match is None or (begin == pos and match.end() == match.end(1)):
            break
        begin = match.start(1)
        kind = _NAMES.get(" ".join(low[begin:pos].split()))
        best = (kind, begin) if kind else best
    return best


def qualifier_after(low: str, pos: int) -> Qualifier:
    """Read '60 or more', '60+', '60 or so' after a figure that ends at `pos`."""
    for pattern, bound, about in (
        (_OR_MORE, "at_least", False),
        (_OR_LESS, "at_most", False),
        (_AT_LEAST_AFTER, "at_least", False),
        (_AT_MOST_AFTER, "at_most", False),
        (_OR_SO, "exact", True),
    ):
        match = pattern.match(low, pos)
        if match:
            return Qualifier(bound, about, match.end())  # type: ignore[arg-type]
    return Qualifier("exact", False, pos)
