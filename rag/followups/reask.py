"""Asking something else about what was asked before: when, why, who, and of whom or what."""

import re
from dataclasses import dataclass, replace

from rag.followups.spoken import matter_of
from rag.questions.phrases import PREPOSITIONS, Phrase, find_dates, find_phrases, is_event, with_attached
from rag.words import content_stems

_OPEN = re.compile(r"(is|are|was|were|have|has|had|can|could|will|would|do|does|did)\s+(.+)", re.I)
_LEAVES_OUT_WHO = re.compile(r"(how many|how much)(?=\s+(?:is|are|was|were|have|had|has|died|survived|\w+ed)\b)", re.I)
_DURING = frozenset(["in", "at", "on", "during", "after", "before", "since"])
_WHEN = re.compile(r"when\b", re.I)
_NOUN = re.compile(r"\bthe (?:\w+)$", re.I)
_CIRCUMSTANCE = re.compile(r".\b((?:when|after|while) (?:the|an?|its?|(?-i:[A-Z])\w*) .+)", re.I)
_CAUSED = re.compile(
    r".*\b(?:caused|cause|led to|the cause of|the reason for|(?:to blame|responsible|blamed) for|behind)"
    r" (?:it|this|that)",
    re.I,
)
_BEFELL = re.compile(
    r"\b(?:injured|hurt|wounded|killed|died|drowned|missing|rescued|saved|survived|displaced|arrested|to blame)$", re.I
)
_PROPERTY_OF = re.compile(
    r"(?:the )?(?:\w+ )?(?:names?|costs?|price|length|height|width|depth|weight|size|area|population|speed|capacity"
    r"|value|duration|age|death toll|toll|causes?|reasons?|effects?|results?|purpose|origins?|numbers?) of (?=\w)",
    re.I,
)
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


def ask_about_clause(question: str, before: str) -> str:
    """Return who denied that the door was closed for "Who denied it?" after "Was the door closed?"; else ""."""
    denied, clause = _DENIED.fullmatch(question.rstrip(" ?!.")), clause_of(before)
    return f"{denied.group(1)} that {clause.subject} {clause.auxiliary} {clause.rest}?" if denied and clause else ""


def ask_what_caused(question: str, before: str) -> str:
    """Return "What caused it when the ferry sank?" after a question of who died when it sank; else ""."""
    asked, circumstance = question.rstrip(" ?!."), _CIRCUMSTANCE.search(before)
    return f"{asked} {circumstance[1].rstrip(' ?')}?" if circumstance and _CAUSED.fullmatch(asked) else ""


def clause_of(before: str) -> Clause | None:
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
    circumstance = _CIRCUMSTANCE.search(before)
    if circumstance and _BEFELL.search(asked):
        return f"{asked} {circumstance[1].rstrip(' ?')}?"
    subject = matter_of(before) or subject_of(before)
    named = before[subject.start : subject.end] if subject else ""
    if subject is None or content_stems(named) <= content_stems(asked):
        return f"{asked}?"
    hung = " ".join(filter(None, [asked, _hung_on(asked, subject, named), named]))
    return f"{hung}{_when_it_was(asked, before, subject)}?"


def _when_it_was(asked: str, before: str, subject: Phrase) -> str:
    """Return the date that the question before names beside its subject, for a question of the same event."""
    same = _BEFELL.search(asked) or is_event(before[subject.start : subject.end])
    return _date_beside(before, subject) if same and not find_dates(asked) and not _WHEN.match(asked) else ""


def _date_beside(question: str, subject: Phrase) -> str:
    """Return the last date of a question outside its subject, with its preposition; "" without such."""
    beside = [one for one in find_dates(question) if not subject.start <= one.start < subject.end]
    opening = re.search(r"\b(?:in|on|during|since|by|until) $", question[: beside[-1].start]) if beside else None
    return f" {opening[0]}{beside[-1].text}" if opening else ""


def _hung_on(asked: str, subject: Phrase, named: str) -> str:
    """Return the preposition between a question and the subject it leaves out."""
    if asked.lower().endswith((" on board", " aboard")):
        return ""
    if _SPOKE.fullmatch(asked):
        return "about"
    if asked.lower().endswith(" responsibility"):
        return "for"
    if is_event(named) and not _NOUN.search(asked):
        return subject.preposition if subject.preposition in _DURING else "in"
    if subject.preposition not in ("", "by", "to", "about", "from"):
        return subject.preposition
    return "of" if _NOUN.search(asked) else "at" if _BEFELL.search(asked) else "for"


def leaves_out_subject(question: str) -> bool:
    """Whether somebody is asked for what they say, and not of what: "What did the ministry say?"."""
    return bool(_SPOKE.fullmatch(question.rstrip(" ?!.")))


def ask_beside(question: str, before: str) -> str:
    """Return a question without a subject with the place, or event, and time of one asked in the same breath."""
    subject = matter_of(before) or subject_of(before)
    if subject is None or subject_of(question):
        return question
    named = before[subject.start : subject.end]
    if subject.preposition not in _DURING and not is_event(named):
        return question
    beside = "" if find_dates(question) else _date_beside(before, subject)
    return f"{question.rstrip(' ?')} {_hung_on(question, subject, named)} {named}{beside}?"


def subject_of(question: str) -> Phrase | None:
    """Return what a question is about: what `told_of`, or what that is a property of."""
    told = told_of(question)
    return _whose(told, question) if told else None


def told_of(question: str) -> Phrase | None:
    """Return the first definite phrase of a question with what hangs on it, or its first at all."""
    phrases = find_phrases(question)
    usable = [n for n, phrase in enumerate(phrases) if not phrase.dated and not phrase.asked]
    definite = [n for n in usable if phrases[n].definite or phrases[n].named]
    return with_attached(phrases, (definite or usable)[0], question) if usable else None


def _whose(phrase: Phrase, question: str) -> Phrase:
    """Return the ship of "the name of the ship", of which the next is asked, and not of its name."""
    of = _PROPERTY_OF.match(question, phrase.start, phrase.end)
    return replace(phrase, start=of.end()) if of else phrase
