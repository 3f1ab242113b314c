"""Independent origins: a syndicated text is one voice however many publishers carry it."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from corpus.dateline import date_written
from corpus.letterhead import letterhead

_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d[\d.,]*")
_PLACE = re.compile(
    r"^[^\w\n]*[A-Z][A-Z .'’-]+,[^\n–—-]{0,40}?(?:\([^)\n]{0,40}\) ?)?[–—-]+ ", re.M
)  # "SARN, 3 May - "
_CREDIT = re.compile(r"\n[^\w\n]*(?:©|copyright\b|\(?reporting by\b|\([^\n]*\)$)[^\n]{0,120}$", re.I)
_COUNTED = re.compile(r"(?<![\d.,])\d{1,3}(?!\d|[.,]\d)(?! [A-Z])")  # "puts the dead at 14"; not "3 May 2023"
_LAST = 200  # code points in which a credit line stands
_SHINGLE = 5  # words; Broder 1997, "On the resemblance and containment of documents", uses w-shingles of this order
_SAME = 0.8  # share of the shorter text from which it is one with the longer; reports written apart stay far below
_SHORTEST = 20  # shingles from which a text within another is a copy of a part; fewer may be a quotation


def origins(texts: Mapping[str, str]) -> dict[str, str]:
    """Map every key to the key of the first text it is a copy of, itself where it is no copy.

    A copy may lack a paragraph or have another letterhead or dateline; one in which a figure was changed is no copy.
    """
    first: dict[str, str] = {}
    seen: list[tuple[str, frozenset[int], Counter[str]]] = []
    for key, text in texts.items():
        shingles, figures = _marks(text)
        copied = (
            other
            for other, known, stated in seen
            if (stated <= figures or figures <= stated) and _contained(known, shingles) >= _SAME
        )
        first[key] = next(copied, key)
        if first[key] == key:
            seen.append((key, shingles, figures))
    return first


@lru_cache(maxsize=64)  # the documents of an answer, which are compared more than once while it is made
def _marks(text: str) -> tuple[frozenset[int], Counter[str]]:
    """Return a text's shingles and how often it gives which figure."""
    return _shingles(text), Counter(f.rstrip(".,") for f in _FIGURE.findall(_body(text)))


def _body(text: str) -> str:
    """Return a text without what its publisher puts above, before and behind it, which may give figures of its own."""
    lines, written = letterhead(text), date_written(text)
    body = text[lines.span.end :] if lines else text
    body = body.replace(written, "", 1) if written else body
    body = _PLACE.sub("", body, count=1).rstrip()
    credit = _CREDIT.search(body, max(0, len(body) - _LAST))
    return body[: credit.start()] if credit and not _COUNTED.search(credit[0]) else body


def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(text.lower())
    return frozenset(hash(tuple(words[i : i + _SHINGLE])) for i in range(max(1, len(words) - _SHINGLE + 1)))


def _contained(a: frozenset[int], b: frozenset[int]) -> float:
    """Return how much of the text with fewer words the other has, 0 to 1; a sentence or two can be a quotation."""
    fewer = min(len(a), len(b))
    return len(a & b) / (fewer if fewer >= _SHORTEST else len(a | b))
