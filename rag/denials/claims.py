"""Claims that a sentence passes on: where it says before or after one that it is false, or that it is true."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.types import Span
from rag.words import content_stems

_CLAIM = (
    r"\b(?P<noun>claims?|reports?|allegations?|accusations?|charges?|rumou?rs?|stor(?:y|ies)|suggestions?|assertions?"
    r"|statements?|suspicions?|beliefs?|ideas?|notion|theor(?:y|ies)|talk|fears?|news|posts?|legends?|insinuations?"
    r"|contentions?|hypothes[ie]s|tales?|myths?|fables?|anecdotes?)"
    r"(?: (?:by|from|in|made|on|put about)\b[^.;,]{0,40}?)?,? (?:that|of|about)\b"
)
_FOUND = (
    r"\b(?:is|are|was|were|been|being|proved?|proves|turned out|turns out)"
    r"(?: (?:to be|to have been|as|(?!part(?:ial)?ly)\w+ly|all|also|since|later|soon|now|long|found|shown|judged|held"
    r"|quite|an?|complete|pure|laid|put))*"
)
_FALSE = (
    r"(?:false|untrue|wrong|incorrect|unfounded|groundless|baseless|mistaken|erroneous|nonsense|myth|hoax|lies?|fiction"
    r"|invention|invented|made up|fabricated|fabrication|without (?:any )?foundation|withdrawn|retracted|dropped"
    r"|taken back|refuted|disproved|disproven|debunked|discredited|denied|rejected|dismissed|to rest|not true|not so"
    r"|not borne out)"
)
_TRUE = r"(?:true|right|correct|accurate|confirmed|justified|well[- ]founded|borne out|upheld|proven|proved)"
_INTRODUCED = re.compile(rf"{_CLAIM}(?P<said>[^.;:]*)", re.I)
_BASELESS = (
    r"ha(?:s|ve|d) no (?:foundation|basis|substance)|lacks? (?:any )?foundation|deserves? no (?:belief|credence)"
)
_REJECTED = re.compile(rf"{_CLAIM}(?P<said>[^.;]*?)(?:{_FOUND} (?P<found>{_FALSE})|\b(?P<lacks>{_BASELESS}))\b", re.I)
_BORNE_OUT = re.compile(rf"{_CLAIM}(?P<said>[^.;]*?){_FOUND} {_TRUE}\b", re.I)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim of which its sentence says afterwards that it is false."""

    noun: int  # where the word for it stands
    said: str  # what is claimed
    found: Span  # the words that reject it


def rejections(text: str) -> Iterator[Rejection]:
    """Yield the claims that a sentence rejects after passing them on: "Reports that it sank proved false"."""
    for match in _REJECTED.finditer(text):
        yield Rejection(match.start("noun"), match["said"], Span(*match.span(match.lastgroup or 0)))


def introductions(text: str, terms: frozenset[str]) -> list[int]:
    """Return where the words stand that introduce a claim in which one of the terms is: "no truth in reports that"."""
    return [match.start() for match in _INTRODUCED.finditer(text) if content_stems(match["said"]) & terms]


def bears_claim_out(text: str, terms: frozenset[str]) -> bool:
    """Whether a sentence says that a claim in which one of the terms is, is true."""
    return any(content_stems(match["said"]) & terms for match in _BORNE_OUT.finditer(text))
