"""Sentences that leave open what is asked: "could not be verified", "will be lifted by June"."""

import re

from rag.denials.irregular import with_forms
from rag.questions.question import Question
from rag.words import content_stems, stem

_NOT = r"(?: not|n[’']t)"
_CHECKED = r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|ascertain(?:ed)?|substantiated?|authenticated?)"
_WHETHER = r"(?:whether|if)\b"
_UNABLE = (
    rf"(?:(?:can|could|would){_NOT}|cannot|unable to|not able to|impossible to|not (?:been )?possible to"
    r"|declin(?:es?|ed) to|refus(?:es?|ed) to|no way (?:to|of))"
)
_UNKNOWN = (
    r"(?:not (?:yet |at all )?(?:known|clear|certain|established|determined|settled|decided)|unknown|unclear|uncertain"
    r"|undecided|unresolved|disputed|an open question|anyone[’']s guess|to be seen)"
)
_OPEN = re.compile(
    rf"\b(?:{_UNABLE} (?:\w+ly )?(?:be )?(?:\w+ly )?{_CHECKED}|{_UNABLE} be (?:established|determined|settled)"
    rf"|{_UNABLE} (?:establish|determine|say|tell|judge|decide|know) {_WHETHER}"
    rf"|(?:has|have|had|was|were|is|are){_NOT} (?:yet )?(?:been )?(?:\w+ly )?{_CHECKED}"
    rf"|(?:do|does|did){_NOT} (?:yet )?(?:know|say) {_WHETHER}"
    rf"|(?:nobody|no one) (?:knows|knew|(?:can|could) (?:say|tell)) {_WHETHER}"
    rf"|{_UNKNOWN} {_WHETHER}"
    rf"|whether\b[^;:,]* (?P<left>(?:is|was|are|were|remains?|remained) (?:\w+ly )?(?:still )?{_UNKNOWN})"
    r"|neither confirm(?:s|ed)? nor den(?:y|ies|ied))",
    re.I,
)
_BEFORE = re.compile(r"[;:,—–]|\b(?:and|but|although|though|while|whereas|yet|as|because)\b", re.I)
_AFTER = re.compile(r"[;:—–]|,? \b(?:but|although|though|however|whereas|yet)\b", re.I)

_HAPPENED = re.compile(r"(?:is it true that|has|have|had|did|was|were)\b", re.I)
_AHEAD = re.compile(
    r"\b(?:(?:will|shall)(?: (?:not|never|only|also|soon|then|now|later|\w+ly))*(?: have)?(?: been)?"
    r"|(?:is|are|was|were|be|been) (?:\w+ly )?(?:due|set|expected|scheduled|planned|supposed|meant|intended|slated"
    r"|about|going|likely|hoped) to"
    r"|(?:plan(?:s|ned|ning)?|hop(?:es?|ed|ing)|intend(?:s|ed|ing)?|expect(?:s|ed|ing)?|promis(?:es?|ed|ing)"
    r"|pledg(?:es?|ed|ing)|vow(?:s|ed|ing)?|aim(?:s|ed|ing)?|propos(?:es?|ed|ing)|undert(?:akes?|ook|aking)"
    r"|want(?:s|ed)?|threaten(?:s|ed|ing)?) to"
    r"|(?P<says>sa(?:y|ys|id)|told|promis\w+|pledg\w+|vow\w+|announc\w+|expect\w+|hop(?:es?|ed)|predict\w+|assur\w+|insist\w+"
    r"|plan\w*|forecast|agree[sd]?)\b[^,;:]{0,60}? would(?: (?:not|never|soon|then|later|\w+ly))*"
    r") (?:(?:be|get) )?(?P<verb>[a-z]+)",
    re.I,
)
_AND_DID = re.compile(r"\b(?:again|once more)\b|\b(?:it|they|he|she|this) (?:did|was|were|has|have|had|duly)\b", re.I)


def leaves_open(question: Question, sentence: str) -> bool:
    """Whether a sentence says of what is asked that nobody can tell, unless that is what is asked."""
    found = _OPEN.search(sentence)
    if not found or with_forms(content_stems(found["left"] or found[0])) & question.terms:
        return False
    start = max((match.end() for match in _BEFORE.finditer(sentence, 0, found.start())), default=0)
    further = _AFTER.search(sentence, found.end())
    end = further.start() if further else len(sentence)
    rest = f"{sentence[:start]} {sentence[end:]}"
    return not rest.strip(" .") or _shared(question, sentence[start:end]) > _shared(question, rest)


def only_promises(question: Question, sentence: str) -> bool:
    """Whether a sentence says that what is asked to have happened will, or was to; that it did it does not say."""
    found = _AHEAD.search(sentence)
    if not found or not _HAPPENED.match(question.text) or _AND_DID.search(sentence, found.end()):
        return False
    verb = with_forms([stem(found["verb"])])
    told = content_stems(found["says"] or sentence[found.start() : found.start("verb")])
    if not verb & question.terms or told & question.terms or _asks_of_plans(question, verb):
        return False
    return not verb & content_stems(sentence[: found.start()] + sentence[found.end() :])


def _asks_of_plans(question: Question, verb: frozenset[str]) -> bool:
    """Whether what is asked is itself ahead: "Did the council decide to close the pool?"."""
    ahead = re.finditer(
        r"\b(?:to|will|would|shall|must|should|can|could|may)\b(?: (?:be|have))? ([a-z]+)", question.text, re.I
    )
    return any(stem(match[1]) in verb for match in ahead)


def _shared(question: Question, text: str) -> int:
    return len(content_stems(text) & question.terms)
