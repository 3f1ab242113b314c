"""Questions for what somebody says: of whom they are asked, and what that is about."""

import re

from rag.questions.attributed import attributed
from rag.questions.phrases import Phrase, find_phrases, with_attached

_SAY = r"(?:say|said|says|claim|claimed|report|reported|write|written|think|believe|tell us)"
_SPOKE = re.compile(rf"(?P<asked>what (?:do|does|did|has|have)) (?P<source>.+?) (?P<said>{_SAY}\b.*)", re.I)
_ABOUT = re.compile(rf"what (?:do|does|did|has|have) .+? {_SAY} (?:about|of|on|regarding) (?=\w)", re.I)


def asked_of(source: str, question: str) -> str:
    """Return the question asked of a source: "According to the union, how many died?"."""
    if spoke := _SPOKE.fullmatch(question.rstrip(" ?")):
        return f"{spoke['asked']} {source} {spoke['said']}?"
    asking = attributed(question).asking
    return f"According to {source}, {asking[:1].lower()}{asking[1:].rstrip(' ?')}?"


def asks_somebody(question: str) -> bool:
    """Whether it asks what somebody says: "What does the union say?"."""
    return bool(_SPOKE.fullmatch(question.rstrip(" ?")))


def matter_of(question: str) -> Phrase | None:
    """Return what it is about that somebody is asked for: the dam of "What did the ministry say about the dam?"."""
    if not (about := _ABOUT.match(question)):
        return None
    phrases = find_phrases(question)
    index = next((n for n, one in enumerate(phrases) if one.start >= about.end() and not one.dated), None)
    return with_attached(phrases, index, question) if index is not None else None
