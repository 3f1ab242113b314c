"""What a sentence rejects: "He denied that 60 died", "The claim that it was arson was false"."""

import re

from rag.denials.taken_back import DOES, FALSE, TOLD, is_passed_on

_DENIED = r"(?:den(?:y|ies|ied|ying|ials?)|refut\w+|rebut\w*|debunk\w*|disprov\w+|discredit\w*|reject\w*|dismiss\w*)"
_DENIES = rf"(?:{_DENIED}|rul(?:e|ed|es|ing) out|retract\w*|withdr[ae]w\w*)"
_SAID = (
    r"(?:say|says|said|claim\w*|report\w*|stat(?:e|es|ed)|attribut\w*|credit\w*|ascrib\w*|believ\w*|assum\w*|thought"
    r"|think|identif\w*|list(?:s|ed)?|describ\w*|put|giv\w*|quot\w*|wr[io]t\w*|call\w*|suggest\w*|told|blam\w*)"
)
# What comes before words that the sentence rejects.
_BEFORE = re.compile(
    rf"\b{_DENIES}(?: \w+)? that\b"
    r"|\bden(?:y|ies|ied)(?: (?!that\b)[\w’'-]+){1,5}? (?:was|were|is|are|had|has|have|would|did)\b"
    rf"|\b{_DENIES}(?: [\w’'-]+){{0,4}} {TOLD} (?:that|of|about|as|by)\b"
    rf"|\b{FALSE}(?: to {_SAID})?(?: \w+)? that\b"
    rf"|\b(?:{FALSE}|debunked|discredited|erroneous|misleading) {TOLD} (?:that|of|about)\b"
    rf"|\b(?:wrongly|falsely|mistakenly|erroneously|incorrectly)(?: \w+)? {_SAID}\b"
    rf"|\b{_SAID} (?:wrongly|falsely|mistakenly)\b"
    r"|\bno (?:\w+ )?(?:evidence|proof|truth|basis)\b(?: \w+)? (?:that|of|for|in|to)\b|\bno (?:sign|indication) that\b"
    r"|\b(?:not|never|nobody|no one|cannot|\w+n[’']t)(?: \w+)?"
    r" (?:(?:believe|think)s?\b|(?:accept|agree|convinced)s? that\b)",
    re.I,
)
# What comes right before a cause that is ruled out: "Investigators have ruled out the possibility of sabotage".
_RULES_OUT = re.compile(
    rf"\b(?:{_DENIES}|exclud\w+|discount(?:s|ed)?)"
    r"(?: (?:the|any|an?|all|possible|possibility|idea|theory|of|it was|by))*[\s“\"‘']*$",
    re.I,
)
_RULED_OUT = re.compile(
    rf" (?:is|are|was|were|has|have|had|can)(?: been| being| be)?(?: now| \w+ly)? (?:{_DENIES}|excluded|discounted)\b",
    re.I,
)
_AFFIRMED = re.compile(r"\b(?:not|never|nobody|no one|none|few|cannot|without|hardly|\w+n[’']t)(?: \w+){0,2}\s*$", re.I)
_BREAK = re.compile(r"[;:,()]\s|\s\(|\s–\s|—|\b(?:but|although|though|while|whereas|and)\b", re.I)
_REPORTED = re.compile(
    rf"\b(?!numbers?|totals?|tolls?){TOLD} (?:that|of|about)\b(?![^;:—]*\b(?:but|although|though)\b)[^;:—]*$", re.I
)
_IS = r"(?:is|are|was|were|be|been|prove[sdn]?|turn(?:s|ed)? out|remains?)"
_PLAINLY = r"(?:(?!not\b|never\b)[\w’'-]+ ){0,3}?"
_THEN_FALSE = re.compile(rf"[^;:—]*?\b{_IS} {_PLAINLY}(?:{FALSE}|{_DENIES})\b(?! that\b)", re.I)
# "60 soldiers, a figure which the army called absurd", "60 soldiers, which the army denies"
_CALLED_FALSE = re.compile(
    rf"[^;:—.,]*(?:,|—|\s–) (?:(?:an?|the) (?:[\w-]+ )?{TOLD}\b[^;:—.]*?(?<!not )(?<!never )\b(?:{FALSE}|{_DENIED})\b"
    rf"|an? {FALSE} {TOLD}\b|which (?:(?!not\b|never\b)[\w’'-]+ ){{1,4}}{_DENIED}(?=[.,;]|$))",
    re.I,
)
_THIS = rf"(?:this|that|it|these|they|which|both|(?:the|this|that|these|those) {TOLD})"
# "60 people died; this is untrue", "60 are said to have died, which is wrong"
_THIS_IS_FALSE = re.compile(
    rf"[^;:—.,]*(?:[;:—,]|\s–|\b(?:but|and)\b)\s*(?:(?:but|and|yet) )?{_THIS} {_IS} {_PLAINLY}{FALSE}\b(?! that\b)",
    re.I,
)
_WHO = r"(?:it|they|he|she|we|I|there)"
_PLAN = r"(?:due|supposed|meant|scheduled|expected|planned|intended|set|hoped)"
_WAS_TO = re.compile(rf"\b(?:was|were|had been) (?:\w+ly )?(?:{_PLAN} )?to \w+\b[^;:.—]*$", re.I)
# "It was to open in May, but was delayed", "It was to end in June and is still in force"
_CAME_OTHERWISE = re.compile(
    r"[^;:—.]*?(?:[,;:—]|\s–|\b(?:but|and|yet)\b)\s*(?:(?:which|but|and|yet|it|they) ){0,2}"
    rf"(?:{DOES}(?: not|n[’']t)\b|(?:(?:is|are|was|were|has|have|had|been|be|remains?|only|\w+ly) ){{0,3}}"
    r"(?:still(?= (?:not|open|in (?:force|place|use|operation|office)|under way|standing))|yet to|in the end"
    r"|eventually|instead|postponed|delayed|cancelled|called off|abandoned|put off|put back)\b)",
    re.I,
)
_ASKS_OF_PLANS = re.compile(rf"\b(?:{_PLAN}|originally|planned?|to (?:be|have))\b", re.I)
# What rejects nothing by itself: a lack of evidence, "the rumour that".
_LACKS = re.compile(r"no (?:\w+ )?(?:evidence|proof|basis|sign|indication)\b|rumou?rs?\b", re.I)
_THAT = re.compile(rf"\s*(?:(?:the|an?|any|all|these|those|such) (?:\w+ )?{TOLD} )?that\b", re.I)
_IS_FALSE = rf"{_IS} {_PLAINLY}{FALSE}\b(?! that\b)"
_CLAIMS = r"(?:claim|assertion|contention|allegation|statement|suggestion)s?"
# A claim with what says of all of it that it is false; "which is wrong" may judge it where nobody is said to make it.
_PASSED_ON = re.compile(
    rf"(?P<but>.+?),? (?:(?:but|yet)(?: in fact| in truth)?|when in fact) {_WHO} {DOES}[.!]*$"
    rf"|(?P<which>.+?)(?:[;:,—]|\s–)\s*(?:(?:but|and|yet) )?(?:which|this|that|it) {_IS_FALSE}",
    re.I,
)
_CLAIM = re.compile(
    rf"That (?P<that>.+) {_IS} {_PLAINLY}(?!wrong\b){FALSE}[.!]*$"
    rf"|(?P<to>[^;:—]*\b{_CLAIMS} (?:(?:not|never) to|to (?:have|be)) [^;:,—]+) {_IS_FALSE}"
    rf"|.*?\bl(?:ied|ies|ying) when {_WHO} (?:\w+ ){{1,3}}?that (?P<lied>.+)",
)
_ASKED = re.compile(rf"\b(?:{_DENIES}|{FALSE}|claim\w*|excluded)\b", re.I)


def is_rejected(question: str, text: str, start: int, end: int, asks_cause: bool) -> bool:
    """Whether a sentence rejects what it says from `start` to `end`, unless that is what the question is about."""
    if _ASKED.search(question):
        return False
    before = text[:start]
    return (
        _comes_after_rejection(before)
        or (asks_cause and (_excludes(_RULES_OUT.search(before), before) or bool(_RULED_OUT.match(text, end))))
        or bool(_REPORTED.search(before) and _THEN_FALSE.match(text, end))
        or bool(_CALLED_FALSE.match(text, end) or _THIS_IS_FALSE.match(text, end))
        or _was_only_planned(question, text, start, end)
    )


def _was_only_planned(question: str, text: str, start: int, end: int) -> bool:
    """Whether the sentence tells of a plan that came to nothing: "was to open in May, but was delayed"."""
    planned = _WAS_TO.search(text[:start])
    if planned is None or _ASKS_OF_PLANS.search(question) or _BREAK.search(text[:start], planned.start()):
        return False
    return bool(_CAME_OTHERWISE.match(text, end))


def rejects_all(question: str, text: str) -> bool:
    """Whether all that a sentence tells is what it rejects: "The firm does not accept that the frost caused it"."""
    return not _ASKED.search(question) and _comes_after_rejection(text.rstrip(".!"))


def claim_rejected(text: str) -> str:
    """Return what a sentence rejects as untrue, "They deny that it leaked"; empty where it only lacks evidence."""
    whole = _CLAIM.match(text) or (_PASSED_ON.match(text) if is_passed_on(text) else None)
    if whole and whole.lastgroup:
        return whole[whole.lastgroup]
    found = _BEFORE.search(text)
    if not found or _LACKS.match(found[0]) or not _excludes(found, text):
        return ""
    opens = _THAT.match(text, found.end() - len("that") if found[0].endswith("that") else found.end())
    return text[opens.end() :] if opens else ""


def _comes_after_rejection(before: str) -> bool:
    last = max(_BEFORE.finditer(before), key=lambda match: match.end(), default=None)
    return _excludes(last, before) and last is not None and not _BREAK.search(before, last.end())


def _excludes(rejection: re.Match[str] | None, before: str) -> bool:
    """Whether what rejects is there and is not itself denied: "nobody disputes that 60 died"."""
    return rejection is not None and not _AFFIRMED.search(before[: rejection.start()])
