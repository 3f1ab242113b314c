"""Asking something else about what was asked before: when, why, who, and of whom or what."""

import re

from rag.phrases import Phrase, find_phrases, with_attached

_COUNTED = re.compile(
    r"(?:how many|how much|which|what)\s+((?!is\b|was\b|are\b|were\b|did\b|does\b|do\b)\w[\w\s’'-]*?)\s+"
    r"(is|are|was|were|have|has|had|can|could|will|would|do|does|did)\s+(.+)",
    re.I,
)
_ASKED = re.compile(
    r"(?:when|where|why|how(?: \w+)?|who|what|whom)\s+"
    r"(is|are|was|were|have|has|had|can|could|will|would|do|does|did)\s+(.+)",
    re.I,
)
_OPEN = re.compile(r"(is|are|was|were|have|has|had|can|could|will|would|do|does|did)\s+(.+)", re.I)
_ACTED = re.compile(
    r"(?:who|what|which \w+)\s+(\w+ed|built|made|won|led|wrote|found|took|sold|bought|held)\s+(.+)", re.I
)
_PARTICIPLES = {"wrote": "written", "took": "taken"}
_LEAVES_OUT_WHO = re.compile(r"(how many|how much)(?=\s+(?:is|are|was|were|have|had|has|died|survived|\w+ed)\b)", re.I)
_NOUN = re.compile(r"\bthe (?:\w+)$", re.I)


def ask_back(asked: str, before: str) -> str:
    """Return the earlier question with another question word: "When" and "Who founded Acme?" give when it was."""
    word = "Why" if asked.lower() == "how come" else asked[:1].upper() + asked[1:].lower()
    statement = before.rstrip(" ?")
    if match := _COUNTED.fullmatch(statement):
        noun, auxiliary, rest = match.groups()
        kept = f"{noun} " if auxiliary.lower() not in ("do", "does", "did") and word != "Who" else ""
        return f"{word} {auxiliary} {kept}{rest}?"
    if match := _ACTED.fullmatch(statement):
        verb, object_ = match.group(1).lower(), match.group(2)
        return f"{word} was {object_} {_PARTICIPLES.get(verb, verb)}?"
    if match := _ASKED.fullmatch(statement) or _OPEN.fullmatch(statement):
        word = "By whom" if word == "Who" and match.group(1).lower() in ("is", "are", "was", "were") else word
        return f"{word} {match.group(1).lower()} {match.group(2)}?"
    return f"{statement}: {word.lower()}?"


def ask_with(question: str, before: str) -> str:
    """Return a question with the subject it leaves out, taken from the one before."""
    asked = question.rstrip(" ?!.")
    phrases = find_phrases(before)
    counted = next((before[p.start : p.end] for p in phrases if p.asked), "")
    if counted and before.lower().startswith("how many"):
        asked = _LEAVES_OUT_WHO.sub(rf"\1 {counted}", asked, count=1)
    subject = subject_of(before)
    if subject is None:
        return f"{asked}?"
    preposition = subject.preposition if subject.preposition not in ("", "by", "to", "about", "from") else ""
    preposition = preposition or ("of" if _NOUN.search(asked) else "for")
    return f"{asked} {preposition} {before[subject.start : subject.end]}?"


def subject_of(question: str) -> Phrase | None:
    """Return what a question is about: its first definite phrase with what hangs on it, or its first at all."""
    phrases = find_phrases(question)
    usable = [n for n, phrase in enumerate(phrases) if not phrase.dated and not phrase.asked]
    definite = [n for n in usable if phrases[n].definite or phrases[n].named]
    return with_attached(phrases, (definite or usable)[0], question) if usable else None
