"""Whether a question that opens like one of yes or no lets choose between two things: "Did it rise or fall?"."""

import re

VERB = r"(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should)"
_IT = r"(?:it|this|that|they|he|she|these|those)"
_AIM = r"(?:cause|motive|reason|aim|purpose|goal|culprit|winner)"
_BEFORE_BOTH = (
    r"(?:by|for|from|in|of|on|to|under|with|at|against|about|into|as|after|before|because|through|near|an?|the|its"
    r"|their|my|our)"
)
# 'ten or more', 'in 1969 or before', 'a short circuit or the like'
_NO_SECOND = (
    r"(?:not|no|more|less|fewer|so|any|others?|before|earlier|after|later|over|above|below|even|the like"
    r"|at (?:least|most))\b"
)
_RISES = r"(?:rises?|rose|risen|rising|gr[eo]w\w*|increas\w+)"
_FALLS = r"(?:fall\w*|fell|declin\w+|decreas\w+|shr[aiu]nk\w*|drop\w*)"
_OPPOSITES = (
    (_RISES, _FALLS),
    ("up", "down"),
    ("male", "female"),
    ("men", "women"),
    ("open", r"(?:closed|shut)"),
    ("alive", "dead"),
    (r"(?:win\w*|won)", r"los[te]\w*"),
    ("guilty", "innocent"),
    ("safe", r"(?:unsafe|dangerous)"),
    ("good", "bad"),
    ("better", "worse"),
    ("for", "against"),
    ("true", "false"),
    ("early", "late"),
    ("first", r"(?:second|last)"),
    ("ahead", r"(?:behind|later)"),
    (r"\w{3,}er", r"\w{3,}er"),
    ("more", r"(?:less|fewer)"),
)
_OPPOSED = "|".join(rf"{one} or {other}|{other} or {one}" for one, other in _OPPOSITES)
_WORDS = r"(?:[\w'’-]+ )"
_CHOICE = re.compile(
    rf"\b(?P<same>{_BEFORE_BOTH}) {_WORDS}{{1,6}}or (?!{_NO_SECOND})(?P=same)\b(?! any)"  # by mules or by lorries
    r"|\bor (?:later|afterwards|earlier|only) (?:of|from|by|because)\b"  # in the raid or later of her wounds
    rf"|\b{VERB} it [^?]*\bor [^?]*\bthat\b"  # is it gold or faith that moves them
    rf"|\bor {VERB}\b"  # or did they fall
    rf"|\b(?:{_OPPOSED})\b"
    rf"|^{VERB} {_IT} {_WORDS}{{1,3}}or (?!{_NO_SECOND})(?:an? |the )?{_WORDS}?[\w'’-]+\W*$"
    rf"|^{VERB} (?:the|its|their|his|her) {_WORDS}{{,2}}{_AIM}\b.* or ",
    re.I,
)


def offers_choice(question: str) -> bool:
    """Whether one of two things is asked for, and not whether either is so: "Is a ship or a crew being held?".

    Of 53 wordings of written questions that are answered with one of two things 43 are told, of 123 that are answered
    with yes or no one wrongly.
    """
    return _CHOICE.search(question) is not None
