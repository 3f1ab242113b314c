"""What a measure is of: slag in '480 tonnes of slag', where dust is measured beside it."""

import re
from collections.abc import Sequence

from rag.evidence import Evidence
from rag.questions.phrases import ends_phrase
from rag.questions.question import Question
from rag.words import content_stems

_OF = re.compile(r" of (?P<words>(?:(?![0-9])[\w'’-]+ ?){1,6})")


def of_the_stuff_asked(question: Question, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Leave out figures of what a source that measures the stuff asked for measures beside it.

    Asked for tonnes of slag, "90 tonnes of dust" is none where a source gives slag and dust apart; what a source
    alone calls by another word, residue or waste, may be the same.
    """
    of = {id(item): _stuff(item) for item in evidence}
    telling = {item.document.id for item in evidence if of[id(item)] & question.terms}
    apart = frozenset[str]().union(
        *(of[id(item)] for item in evidence if item.document.id in telling and not of[id(item)] & question.terms)
    )
    return [item for item in evidence if of[id(item)] & question.terms or not of[id(item)] & apart]


def _stuff(item: Evidence) -> frozenset[str]:
    """Return the stems of what a measure in evidence is said to be of, empty where that is not said."""
    if item.value is None or item.value.kind != "measure":
        return frozenset()
    within = item.value.text.find(" of ")  # '40 micrograms of lead per litre'
    match = _OF.match(item.quote, item.value.end if within < 0 else item.value.start + within)
    words: list[str] = []
    for word in match["words"].split() if match else ():
        if words and word not in ("and", "or") and ends_phrase(word):
            break
        words.append(word)
    return content_stems(" ".join(words))
