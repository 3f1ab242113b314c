"""Whom a question asks: "According to the inquiry, how many died?" asks the inquiry how many died."""

import re
from dataclasses import dataclass

from rag.questions.choices import VERB
from rag.questions.source_frames import CLAUSE

_SOURCE = r"(?P<source>[^,;:?]+?)"
_ACCORDING = r"(?:according to|as (?:reported|stated|told|claimed) by)"
_FRAMES = tuple(
    re.compile(frame, re.I)
    for frame in (
        rf"^{_ACCORDING} {_SOURCE},? (?={CLAUSE})",
        rf"^{_ACCORDING} {_SOURCE}, (?={VERB}\b)",
        rf", {_ACCORDING} {_SOURCE}, ",
        rf",? {_ACCORDING} {_SOURCE}(?=\W*$)",
    )
)


@dataclass(frozen=True, slots=True)
class Attributed:
    """What a question asks apart from whom it asks."""

    asking: str
    source: str = ""


def attributed(question: str) -> Attributed:
    """Take a question apart into what it asks and whose answer it wants, which is mostly nobody's in particular."""
    match = next((found for frame in _FRAMES if (found := frame.search(question))), None)
    if not match:
        return Attributed(question)
    asking = f"{question[: match.start()]} {question[match.end() :]}"
    return Attributed(" ".join(asking.split()), match["source"])
