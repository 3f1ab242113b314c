"""Denials that are rejected themselves: "The claim that nobody was warned is false" says that somebody was."""

import re

from corpus.sentences import sentences
from rag.denials.claims import rejections
from rag.denials.rejected import claim_rejected
from rag.denials.taken_back import is_passed_on, is_taken_back, says_not
from rag.polarity import denies_asked
from rag.questions.question import Question
from rag.words import content_stems

# What others say that is not so: "Contrary to reports that nobody was warned, sirens sounded".
_CONTRARY = re.compile(r"^Contrary to [^,;:]*, (?=\w)|, contrary to [^,;:.]*(?:,|(?=[;:.]|$))")
_FALSELY_DENIED = re.compile(
    r"\b(?:falsely|wrongly|untruthfully|dishonestly) den(?:y|ies|ied|ying) that (?P<denied>[^,;:—]+)"
    r"|\bdenials? that (?P<said>[^;:—]+?) (?:is|was|are|were|proved|turned out to be) (?:\w+ly )?"
    r"(?:false|untrue|a lie|lies)\b"
)
# "first denied that ..., but later admitted it", "no longer denies that ...", "was wrong to deny that ..."
_NO_LONGER_DENIED = re.compile(
    r"\b(?:no longer|stop(?:s|ped)|ceased?|wrong to|absurd to|for|at first|first|initially|once|long)"
    r" den(?:y|ies|ied|ying)\b"
    r"|\bden(?:y|ies|ied|ying) that\b.*\b(?:but|before|until|and)\b.*\badmit",
    re.I,
)
_TURNS = re.compile(r"\b(?:but|although|though|however|whereas)\b|[;:—]|\s–\s", re.I)


def without_rejections(question: Question, text: str) -> tuple[str, bool]:
    """Return the denial of what is asked that a text only rejects, and whether that turns it round; else the text.

    A rejected claim that denies nothing stays: that 27 did not die does not say that 23 did.
    """
    text = _opened(_CONTRARY.sub("", text)) if _CONTRARY.search(text) else text
    denied = _FALSELY_DENIED.search(text)
    if denied and _is_about(question, text, claim := _as_sentence(denied[denied.lastgroup or 0])):
        return claim, False
    rejected = _rejected_claim(text)
    if not rejected or not _is_about(question, text, rejected) or not denies_asked(question, rejected):
        return text, False
    said, turned = without_rejections(question, rejected)
    return said, not turned


def _is_about(question: Question, text: str, claim: str) -> bool:
    """Whether a claim has as much of what is asked as the rest of its text: "He resigned when reports proved false"."""
    own = content_stems(claim) & question.terms
    return "?" not in claim and len((content_stems(text) & question.terms) - own) <= len(own)


def _rejected_claim(text: str) -> str | None:
    parts = [text[span.start : span.end] for span in sentences(text)]
    if len(parts) > 1:
        taken_back = is_passed_on(parts[0]) and is_taken_back(parts[0], parts[-1]) and not says_not(parts[-1])
        return " ".join(parts[:-1]) if taken_back else None
    found = next(rejections(text), None)
    if found:
        return None if _TURNS.search(text, found.found.end) else _as_sentence(found.said)
    claim = None if _NO_LONGER_DENIED.search(text) else claim_rejected(text)
    return _as_sentence(_TURNS.split(claim, maxsplit=1)[0]) if claim else None


def _as_sentence(claim: str) -> str:
    said = claim.strip(" .,!”\"’'")
    return f"{_opened(said)}."


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]
