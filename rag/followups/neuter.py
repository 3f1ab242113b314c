"""What "it" stands for, by what is asked of it: no event is long, no dose is open again, and mushrooms are no "it"."""

import re

from rag.questions.phrases import PLACED, find_phrases, is_event, is_name
from rag.values.nouns import looks_plural
from rag.words import content_stems, stem

_OF_THINGS = content_stems(
    "build built builder design designed owned owner own owns made makes sold bought sink sank sunk missing overloaded"
    " tall big large heavy old deep wide height size weight age carry carried carrying sail sailed named called crashed"
)
_MEASURES = content_stems(
    "dose level concentration amount quantity rate share percentage number count toll price cost temperature reading"
    " activity volume figure"
)
_OF_PLACES = content_stems(
    "safe unsafe dangerous contaminated polluted clean cleaned habitable inhabited open opened closed reopened running"
    " evacuated abandoned rebuilt restored demolished"
)
_GAVE = re.compile(
    r"\b(?:award|grant|pay|paid|give|gave|offer|lend|lent|loan|owe|refund|compensate|reimburse)(?:s|ed|d)?"
    r" ((?:the )?(?-i:[A-Z])[\w&.-]*(?: (?-i:[A-Z])[\w&.-]*)*|the [a-z]+)",
    re.I,
)
_SOUGHT = re.compile(r"\bit\b.* (?:ask|claim|demand|request|seek|sought|sue|suing|want|appl)", re.I)
_HEAD_ENDS = re.compile(rf" (?:of|{'|'.join(sorted(PLACED))}) ")
_ONE = re.compile(
    r"(?:news|ics|us|es[ie]s|tes|measles|mumps|series|species|headquarters|works|canvas|gas|atlas|bias|lens)$", re.I
)  # written as several are


def it_meant(meant: str, question: str, before: str) -> str:
    """Return what "it" stands for where `meant` is what the earlier question is about; "" where that cannot be it."""
    meant = _receiver(question, before) or _measured_at(meant, question, before)
    return "" if _is_plural(meant) else thing_in(meant, question)


def thing_in(meant: str, question: str) -> str:
    """Return the ferry of "the sinking of the ferry" where what is asked is true of no event: it sank, it is long."""
    event, _, thing = meant.partition(" of ")
    own = _OF_THINGS | {stem(word) for word in event.lower().split()}
    return thing if thing and is_event(event) and content_stems(question) & own else meant


def _receiver(question: str, before: str) -> str:
    """Return Corvane for "How much had it asked for?" after "How much did the court award Corvane?"; else ""."""
    given = _GAVE.search(before) if _SOUGHT.search(question) else None
    return given[1] if given else ""


def _measured_at(meant: str, question: str, before: str) -> str:
    """Return the lake for "Is it safe now?" after the highest dose at the lake; "" where no place is told."""
    if stem(_head(meant)) not in _MEASURES or not content_stems(question) & _OF_PLACES:
        return meant
    places = (one for one in find_phrases(before) if one.preposition in PLACED and not one.dated)
    place = next(places, None)
    return before[place.start : place.end] if place else ""


def _is_plural(phrase: str) -> bool:
    """Whether a noun phrase is of several; a name may only look so, and the floods may be called "it"."""
    head = _head(phrase)
    return bool(head) and looks_plural(head.lower()) and not (is_name(head) or is_event(phrase) or _ONE.search(head))


def _head(phrase: str) -> str:
    return (_HEAD_ENDS.split(phrase)[0].split() or [""])[-1]
