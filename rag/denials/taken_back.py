"""Sentences that only take back the one before them: "That figure is incorrect.", "The opposite is true."."""

import re

FALSE = (
    r"(?:false|untrue|wrong|nonsense|a lie|lies(?=[.,;!]|$)|incorrect|invented|baseless|unfounded|groundless|propaganda"
    r"|rubbish|a (?:\w+ )?(?:myth|hoax|fabrication)|a legend|rumou?rs?|mistaken|inaccurate|absurd|bogus|fictitious"
    r"|fabricated|made up|exaggerated|inflated|without (?:any )?foundation|unsupported|far from (?:true|the truth)"
    r"|not (?:at all )?(?:true|so|the case|correct|accurate|right|(?:supported|borne out|backed)(?: up)? by))"
)
# What is told, and may be told wrongly.
TOLD = (
    r"(?:(?:stor|theor)(?:y|ies)|hypothes[ie]s|(?:figure|number|total|toll|claim|account|assertion|contention"
    r"|allegation|accusation|charge|rumou?r|report|statement|suggestion|estimate|idea|notion|belief|view|impression"
    r"|explanation|interpretation|description|version|legend|tale|myth|fable|anecdote|speculation)s?)"
)
_NOT = r"(?: not|n[’']t)"
_BEEN = r"(?:has|have|had)(?: (?:since|now|long|later|also|already|often|always|repeatedly))? been"
_IS = rf"(?:is|was|are|were|{_BEEN}|prove[sd](?: to be)?|turn(?:s|ed) out(?: to be)?)"
_ACCOUNT = rf"(?:That|This|These|Those|Such|The)(?: \w+)? {TOLD}"
_HOWEVER = r"(?:,? (?:however|though|of course|in fact),?)?"
_THIS = rf"(?:{_ACCOUNT}|That|This|These|Those|Both|All of (?:it|this|that)){_HOWEVER}"
# "It is only partly wrong" leaves a part standing, "It is not wrong" the whole.
_FULLY = (
    r"(?: (?!(?:the|not|never|hardly|part|partly|partially|half|somewhat|largely|mostly|perhaps|possibly|probably|if)"
    r"\b)\w+){0,5}?"
)
_PARTED = r"(?:$|[.!;:,]|\s?[—–])"  # the sentence ends, or goes on with what is so instead
_OF_IT = rf"(?:it|this|that|them|these|(?:the|this|that|these|those|such|any such) {TOLD})"
_DISPUTES = (
    rf"(?:d(?:oes|o|id){_NOT} (?:share|accept|believe|endorse|support|agree with)"
    r"|den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es?|ed)|contest(?:s|ed)?|dismiss(?:es|ed)?|contradict(?:s|ed)?"
    r"|refut(?:es?|ed)|rebut(?:s|ted)?|takes? issue with|took issue with)"
)
_DISAGREES = rf"(?:disagree[sd]?|d(?:oes|o|id){_NOT} agree|begs? to differ|thinks? otherwise|says? otherwise)"
_PRONOUN = r"(?:It|They|He|She|We|I|There)"
DOES = r"(?:is|was|are|were|has|have|had|did|does|do|can|could|will|would)"
_ECHO = re.compile(rf"{_PRONOUN} {DOES}[.!]$")
_NOT_SO = re.compile(
    rf"{_PRONOUN} (?:{DOES}{_NOT}|never {DOES})(?:[.!]$|[;:]|\s?[—–]|, (?:say|says|said|according to)\b)"
)
_OWN = re.compile(
    rf"{_NOT_SO.pattern}"
    rf"|(?:{_THIS}|It|They) {_IS}{_FULLY} {FALSE}\b(?! (?:that|of|for|about)\b)"
    r"(?!(?:, [^,;:]*,)? to (?!(?:say|claim|suggest|think)\b))[^;:,—–]{0,40}(?:$|[;:,—–]|\b(?:and|but|because|as)\b)"
    rf"|{_THIS} {_IS}{_FULLY} (?:disprov(?:ed|en)|refuted|rebutted|debunked|discredited)\b"
    rf"|(?!\w+ (?:\w+ )?charges?\b){_ACCOUNT} {_IS}{_FULLY} (?:withdrawn|retracted)\b"
    r"|(?:Not so|Not true|Wrong|False|Nonsense|Untrue|Rubbish)(?:[.!,].{0,30}$|[;:]\s|\s?[—–])"
    rf"|(?:I|We|The (?:authors?|writer)(?: of this \w+)?)(?: \w+)? (?:{_DISAGREES}|{_DISPUTES} {_OF_IT}){_PARTED}"
    rf"|The (?:opposite|reverse|contrary) (?:is|was) (?:true|the case){_PARTED}"
    rf"|There (?:is|was|{_BEEN})(?: \w+ly)? (?:no|not a (?:word|shred|grain) of) (?:truth|basis|evidence|proof"
    rf"|foundation|substance)(?: whatsoever| whatever| at all)?(?: (?:in|for|to|of|behind))? {_OF_IT}{_PARTED}"
    rf"|There (?:is|was) nothing (?:in|to) (?:the|this|that|these|those|such|any such) {TOLD}{_PARTED}"
    rf"|(?:None of (?:it|this|that|these|them)|Neither|Not a word of (?:it|this|that)) {_IS}"
    rf" (?:true|so|correct|accurate|the case){_PARTED}"
    r"|(?:None of (?:it|this|that)|Nothing of the (?:sort|kind)|No such thing)"
    rf" (?:happened|took place|occurred){_PARTED}"
)
_SOMEONE = (
    r"(?!(?:No|Nobody|None|Nothing|Neither|Few|Hardly)\b)[A-Z][\w’'-]*"
    r"(?: (?!(?:not|never|cannot|hardly)\b)(?![\w]+n[’']t\b)[\w’'-]+){0,5}"
)
_OTHERS = re.compile(
    rf"(?:{_SOMEONE} (?:{_DISPUTES} {_OF_IT}|{_DISAGREES})(?: \w+){{0,3}}"
    rf"|{_ACCOUNT} {_IS}{_FULLY} (?:denied|rejected|dismissed|disputed|contested|contradicted)(?: by\b[^,;:]{{0,40}})?)"
    r"[.!]$"
)
# "Satellite images show that the true figure is a million": whatever else was said before is wrong.
_TRUE = re.compile(
    rf"[^;:]{{0,60}}\b(?:the|its|their|his|her) (?:true|real|actual|correct) (?:\w+ )?"
    rf"(?:{TOLD}|causes?|reason|answer|extent)"
    r" (?:is|was|are|were|has been|had been|stands?|stood|lies|lay|must be)\b"
    r"(?! (?:\w+ )?(?:known|unknown|clear|unclear|uncertain|disputed|secret|hard|difficult)\b)",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot)\b|n[’']t\b", re.I)
_SAYING = re.compile(
    r"\b(?:say|says|said|claim(?:s|ed)?|report(?:s|ed)?|alleg\w+|stated?|states|believ\w+|thinks?|thought|according to"
    r"|rumours?|insist(?:s|ed)?|maintain(?:s|ed)?|assert(?:s|ed)?|argue[sd]?|suggest(?:s|ed)?|assure[sd]?|declare[sd]?"
    r"|boast(?:s|ed)?|suppose(?:d|dly)|den(?:y|ies|ied)|told\b[^.;:,]{0,30} that"
    r"|legend|stor(?:y|ies))\b",
    re.I,
)
_CONNECTIVE = re.compile(r"(?:But|Yet|However|In fact|In truth|In reality|Actually),? (?=\w)")


def hangs_on(before: str, sentence: str) -> bool:
    """Whether a sentence is to be read with the one before, as it takes it back or only echoes it."""
    return takes_back(sentence) or _echoes(sentence) or is_taken_back(before, sentence)


def takes_back(sentence: str) -> bool:
    """Whether the sentence says little but that the one before is wrong, and that one misleads without it."""
    return bool(_OWN.match(_opened(sentence))) or someone_denies(sentence)


def says_not(sentence: str) -> bool:
    """Whether it only says that the one before is not so: "It was not."; after a denial that agrees with it."""
    return bool(_NOT_SO.match(_opened(sentence)))


def is_passed_on(said: str) -> bool:
    """Whether a sentence says that somebody says what it tells."""
    return bool(_SAYING.search(said))


def someone_denies(sentence: str) -> bool:
    """Whether it says that somebody denies the one before; whoever says so need not agree: "The owner denies this."."""
    opened = _opened(sentence)
    return bool(_OTHERS.match(opened)) and not _OWN.match(opened)


def is_taken_back(said: str, last: str) -> bool:
    """Whether the last sentence takes back what was said.

    That somebody denies it or that the truth is another does so only where somebody else said it, "It was." only where
    somebody denied it.
    """
    if _OWN.match(_opened(last)):
        return True
    denied = someone_denies(last) or _TRUE.match(_opened(last)) or (_echoes(last) and _NEGATED.search(said))
    return bool(denied) and is_passed_on(said)


def _echoes(sentence: str) -> bool:
    return bool(_ECHO.match(_opened(sentence)))


def _opened(sentence: str) -> str:
    """Return the sentence without what ties it to the one before: "But it did not."."""
    rest = _CONNECTIVE.sub("", " ".join(sentence.split()), count=1)
    return rest[:1].upper() + rest[1:]
