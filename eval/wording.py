"""Exact match and token F1 of an answer's words, as SQuAD defines them (Rajpurkar et al. 2016)."""

import re
import string
from collections import Counter
from collections.abc import Iterable

_MARKER = re.compile(r"\s*\[\d+\]")
_ARTICLE = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def without_markers(answer: str) -> str:
    """An answer's text without its [1][2]."""
    return _MARKER.sub("", answer)


def normalised(text: str) -> str:
    """Lower case, without punctuation, articles and superfluous white space: SQuAD's normalize_answer."""
    return " ".join(_ARTICLE.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact(said: str, answers: Iterable[str]) -> bool:
    """Whether the text is one of the answers once both are normalised."""
    return any(normalised(said) == normalised(answer) for answer in answers)


def token_f1(said: str, answers: Iterable[str]) -> float:
    """The best F1 over tokens against any of the answers."""
    return max((_f1(normalised(said).split(), normalised(answer).split()) for answer in answers), default=0.0)


def _f1(said: list[str], gold: list[str]) -> float:
    if not said or not gold:
        return float(said == gold)
    shared = (Counter(said) & Counter(gold)).total()
    return 2 * shared / (len(said) + len(gold))
