"""Independent origins: a syndicated text is one voice however many publishers carry it."""

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d[\d.,]*")
_SHINGLE = 5  # words; Broder 1997, "On the resemblance and containment of documents", uses w-shingles of this order
_SAME = 0.8  # resemblance from which two texts are one; two reports of one event written apart stay far below


def origins(texts: Mapping[str, str]) -> dict[str, str]:
    """Map every key to the key of the first text it is a copy of, itself where it is no copy."""
    first: dict[str, str] = {}
    seen: list[tuple[str, frozenset[int], frozenset[str]]] = []
    for key, text in texts.items():
        shingles, figures = _shingles(text), frozenset(f.rstrip(".,") for f in _FIGURE.findall(text))
        copied = (
            other for other, known, stated in seen if stated == figures and _resemblance(known, shingles) >= _SAME
        )
        first[key] = next(copied, key)
        if first[key] == key:
            seen.append((key, shingles, figures))
    return first


def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(text.lower())
    return frozenset(hash(tuple(words[i : i + _SHINGLE])) for i in range(max(1, len(words) - _SHINGLE + 1)))


def _resemblance(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b)
