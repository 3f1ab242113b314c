"""What became of the people whom a question counts: they died, were hurt, are missing, survived."""

import re

from rag.values.types import Role
from rag.words import content_stems

_WORDS: tuple[tuple[Role, str], ...] = (
    (
        "dead",
        r"kill(?:ed|s|ing)?|die[ds]?|dying|dead|deaths?|death tolls?|toll|fatalit(?:y|ies)|perish(?:ed)?"
        r"|los[te] their lives|lives (?:were )?lost|lives\b.*\b(?:claim(?:ed|s)?|cost)|drown(?:ed)?"
        r"|murdered|massacred|executed|slain|starved?",
    ),
    ("hurt", r"wounded|injur(?:ed|ies)|hurt|hospitali[sz]ed"),
    ("missing", r"missing|unaccounted for|disappeared|not (?:yet |been )*found"),
    ("survived", r"surviv(?:ed|e|ors?)|rescued|saved|alive"),
)
_NOT = r"(?:not|never|n['’]t|failed to)(?: (?:yet|been|be|to|actually))*"
_FATES = {role: re.compile(rf"\b(?:{words})\b", re.I) for role, words in _WORDS}
_DENIED = {role: re.compile(rf"\b(?:\w+(?=n['’]t))?{_NOT} (?:{words})\b", re.I) for role, words in _WORDS}
_OTHERWISE: dict[Role, Role] = {"dead": "survived", "survived": "dead"}


def fate_asked(asking: str) -> Role:
    """Return what became of those counted; of those who "did not survive" that they died."""
    told = [role for role, words in _FATES.items() if words.search(asking)]
    asked = {_OTHERWISE.get(role, "") if _DENIED[role].search(asking) else role for role in told}
    return next((role for role in _FATES if role in asked), "")


def words_of_fate(role: Role, subject: str) -> frozenset[str]:
    """Return the stems of the words that say so, among them those of the other fate where this one is denied."""
    other = _OTHERWISE.get(role, role)
    said = _FATES[role].findall(subject) + (_FATES[other].findall(subject) if _DENIED[other].search(subject) else [])
    return content_stems(" ".join(said))
