"""Denials that are rejected themselves: "The claim that nobody was warned is false" says that somebody was."""

import re

from corpus.sentences import sentences
from rag.denials.claims import rejections
from rag.denials.rejected import claim_after_rejection
from rag.denials.taken_back import is_taken_back
from rag.polarity import denies_asked
from rag.questions.question import Question

_TURNS = re.compile(r"\b(?:but|although|though|however|whereas)\b|[;:—]|\s–\s", re.I)


def without_rejections(question: Question, text: str) -> tuple[str, bool]:
    """Return the denial of what is asked that a text only rejects, and whether that turns it round; else the text.

    A rejected claim that denies nothing stays: that 27 did not die does not say that 23 did.
    """
    claim = _rejected_claim(text)
    if claim is None or "?" in claim or not denies_asked(question, claim):
        return text, False
    said, turned = without_rejections(question, claim)
    return said, not turned


def _rejected_claim(text: str) -> str | None:
    parts = [text[span.start : span.end] for span in sentences(text)]
    if len(parts) > 1:
        return " ".join(parts[:-1]) if is_taken_back(parts[0], parts[-1]) else None
    found = next(rejections(text), None)
    if found:
        return None if _TURNS.search(text, found.found.end) else _as_sentence(found.said)
    claim = claim_after_rejection(text)
    return _as_sentence(_TURNS.split(claim, maxsplit=1)[0]) if claim else None


def _as_sentence(claim: str) -> str:
    said = claim.strip(" .,!”\"’'")
    return f"{said[:1].upper()}{said[1:]}."
