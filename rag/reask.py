"""Asking something else about what was asked before: when, why, who, and of whom or what."""

import re
from dataclasses import dataclass

from rag.phrases import PREPOSITIONS, Phrase, find_phrases, is_event, with_attached
from rag.words import content_stems

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
_HAPPENED = re.compile(
    r"how many\s+((?!of\b)\w[\w\s’'-]*?)\s+(died|drowned|survived|went|took|lost|fell|left)\b(.*)", re.I
)
_PARTICIPLES = {"wrote": "written", "took": "taken"}
_LEAVES_OUT_WHO = re.compile(r"(how many|how much)(?=\s+(?:is|are|was|were|have|had|has|died|survived|\w+ed)\b)", re.I)
_DURING = frozenset(["in", "at", "on", "during", "after", "before", "since"])
_NOUN = re.compile(r"\bthe (?:\w+)$", re.I)
_SPOKE = re.compile(r"what (?:do|does|did|has|have) .+ (?:say|said|claim|claimed|report|reported|write|written)", re.I)
_DENIED = re.compile(
    r"(.+ (?:den(?:y|ies|ied)|disput\w+|doubt\w*|confirm\w*|admit\w*|reject\w*|contest\w*|announc\w+))"
    r" (?:it|that|this)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A yes/no question taken apart: "Is the vaccine safe?" says of the vaccine that it is safe."""

    subject: str
    auxiliary: str
    rest: str


def ask_back(asked: str, before: str) -> str:
    """Return the earlier question with another question word: "When" and "Who founded Acme?" give when it was."""
    word = "Why" if asked.lower() == "how come" else asked[:1].upper() + asked[1:].lower()
    statement = before.rstrip(" ?")
    if match := _COUNTED.fullmatch(statement):
        noun, auxiliary, rest = match.groups()
        kept = f"{noun} " if auxiliary.lower() not in ("do", "does", "did") and word != "Who" else ""
        return f"{word} {auxiliary} {kept}{rest}?"
    if match := _HAPPENED.fullmatch(statement):
        noun, verb, rest = match.groups()
        return f"Who {verb}{rest}?" if word == "Who" else f"{word} was it that {noun} {verb}{rest}?"
    if match := _ACTED.fullmatch(statement):
        verb, object_ = match.group(1).lower(), match.group(2)
        return f"{word} was {object_} {_PARTICIPLES.get(verb, verb)}?"
    if match := _ASKED.fullmatch(statement) or _OPEN.fullmatch(statement):
        word = "By whom" if word == "Who" and match.group(1).lower() in ("is", "are", "was", "were") else word
        return f"{word} {match.group(1).lower()} {match.group(2)}?"
    return f"{statement}: {word.lower()}?"


def ask_why_so(how: str, before: str) -> str:
    """Return why it is as high, late or many as was answered, or, where how is "not", why it is not so."""
    if how.lower() == "not":
        clause = _clause(before)
        why_not = f"Why {clause.auxiliary} {clause.subject} not {clause.rest}?" if clause else ""
        return why_not or f"{before.rstrip(' ?')}: why not?"
    asked = ask_back("why", before)
    return asked if re.match(r"how (?:many|much)\b", before, re.I) else f"{asked.rstrip('?')} so {how}?"


def ask_about_clause(question: str, before: str) -> str:
    """Return who denied that the door was closed for "Who denied it?" after "Was the door closed?"; else ""."""
    denied, clause = _DENIED.fullmatch(question.rstrip(" ?!.")), _clause(before)
    return f"{denied.group(1)} that {clause.subject} {clause.auxiliary} {clause.rest}?" if denied and clause else ""


def _clause(before: str) -> Clause | None:
    """Take a yes/no question apart, where it shows where its subject ends."""
    opening = _OPEN.fullmatch(before.rstrip(" ?"))
    phrases = find_phrases(before)
    if opening is None or not phrases:
        return None
    auxiliary, subject = opening[1].lower(), before[phrases[0].start : phrases[0].end]
    rest = before[phrases[0].end :].strip(" ?")
    acts = auxiliary in ("do", "does", "did")  # then a verb follows, which a longer subject may have swallowed
    clear = phrases[0].named or len(subject.split()) <= 2
    if not rest or (acts and (not clear or rest.split()[0] in PREPOSITIONS)):
        return None
    return Clause(subject, auxiliary, rest)


def ask_with(question: str, before: str) -> str:
    """Return a question with the subject it leaves out, taken from the one before."""
    asked = question.rstrip(" ?!.")
    phrases = find_phrases(before)
    counted = next((before[p.start : p.end] for p in phrases if p.asked), "")
    if counted and before.lower().startswith("how many"):
        asked = _LEAVES_OUT_WHO.sub(rf"\1 {counted}", asked, count=1)
    subject = subject_of(before)
    named = before[subject.start : subject.end] if subject else ""
    if subject is None or content_stems(named) <= content_stems(asked):
        return f"{asked}?"
    return f"{asked} {_hung_on(asked, subject, named)} {named}?"


def _hung_on(asked: str, subject: Phrase, named: str) -> str:
    """Return the preposition between a question and the subject it leaves out."""
    if _SPOKE.fullmatch(asked):
        return "about"
    if asked.lower().endswith(" responsibility"):
        return "for"
    if is_event(named) and not _NOUN.search(asked):
        return subject.preposition if subject.preposition in _DURING else "in"
    if subject.preposition not in ("", "by", "to", "about", "from"):
        return subject.preposition
    return "of" if _NOUN.search(asked) else "for"


def leaves_out_subject(question: str) -> bool:
    """Whether somebody is asked for what they say, and not of what: "What did the ministry say?"."""
    return bool(_SPOKE.fullmatch(question.rstrip(" ?!.")))


def subject_of(question: str) -> Phrase | None:
    """Return what a question is about: its first definite phrase with what hangs on it, or its first at all."""
    phrases = find_phrases(question)
    usable = [n for n, phrase in enumerate(phrases) if not phrase.dated and not phrase.asked]
    definite = [n for n in usable if phrases[n].definite or phrases[n].named]
    return with_attached(phrases, (definite or usable)[0], question) if usable else None
