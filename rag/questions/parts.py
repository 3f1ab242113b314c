"""The parts of a question that asks several things: "How many died? And what caused it?" is two questions.

Conservative: where it is not sure that several things are asked, a question stays as it is.
"""

import re

from corpus.sentences import sentences
from rag.followups.again import asks_who_says_so
from rag.questions.clauses import asks, clauses, standing_alone
from rag.questions.frames import unframed

MOST = 3  # questions answered at once; each takes as long as one alone
_LONGEST = 1000  # code points: what is longer is a text with a question in it
_LED = re.compile(r"(?:(?:and|but|also|then)\b,? )+(?P<asked>.+)", re.I)


def parts(question: str) -> tuple[str, ...]:
    """Return the questions a text asks, each so that it stands alone; the text as it is where it asks one.

    Of more than MOST the first are kept. What is told beside the questions goes with each.
    """
    text = unframed(" ".join(question.split())) if len(question) <= _LONGEST else ""
    told = [text[span.start : span.end] for span in sentences(text)]
    asking = [one for one in told if one.endswith("?")] or (told if len(told) == 1 else [])
    found = clauses(asking[0]) if len(asking) == 1 else _of_sentences(asking)
    if not found or found == (text,):
        return (question,)
    beside = [one for one in told if one not in asking]
    return tuple(" ".join([*beside, one]) for one in found[:MOST])


def _of_sentences(asking: list[str]) -> tuple[str, ...]:
    """Return what sentences ask that follow each other, none where one of them is no question by itself."""
    if not all(asks(one) or (n and _LED.match(one)) for n, one in enumerate(asking)):
        return ()
    single = [piece for one in asking for piece in clauses(_without_lead(one))]
    own = [one for n, one in enumerate(single) if not n or not asks_who_says_so(one.rstrip(" ?!."), single[n - 1])]
    return standing_alone(own) if len(own) > 1 else tuple(own)


def _without_lead(asking: str) -> str:
    led = _LED.match(asking)
    return led["asked"] if led and asks(led["asked"]) else asking
