"""Sentences that only take back the one before them: "That figure is incorrect.", "The opposite is true."."""

import re

FALSE = (
    r"(?:false|untrue|wrong|nonsense|a lie|lies(?=[.,;!]|$)|incorrect|invented|baseless|unfounded|groundless|propaganda"
    r"|rubbish|a myth|rumou?rs?|mistaken|inaccurate|absurd|bogus|fictitious|fabricated|made up|exaggerated|inflated"
    r"|without (?:any )?foundation|unsupported"
    r"|not (?:true|so|the case|correct|accurate|right|(?:supported|borne out|backed)(?: up)? by))"
)
# What is told, and may be told wrongly.
TOLD = (
    r"(?:figure|number|total|toll|claim|account|assertion|allegation|accusation|rumou?r|report|statement|story"
    r"|suggestion|estimate|theory|idea|notion|belief|view|explanation|version|legend|speculation)s?"
)
_IS = r"(?:is|was|are|were|has been|have been|had been|proved|proved to be|turned out(?: to be)?)"
_SAME = rf"(?:(?:That|This|These|Those|Such|The)(?: \w+)? {TOLD}|That|This|It|They|These|Both|All of (?:it|this|that))"
_OWN = re.compile(
    r"(?:It|They|He|She|We|I|There) (?:is|was|are|were|has|have|had|did|does|do|can|could|will|would)"
    r"(?: not|n[’']t)[.!]$"
    rf"|{_SAME} {_IS}(?: \w+){{0,5}}? {FALSE}\b(?! that\b).{{0,40}}$"
    r"|(?:Not so|Not true|Wrong|False|Nonsense|Untrue|Rubbish)[.!,].{0,30}$"
    r"|(?:I|We)(?: \w+)? (?:disagree|(?:dispute|reject|deny) (?:this|that|it))[.!]$"
    r"|The (?:opposite|reverse|contrary) (?:is|was) (?:true|the case)[.!]$"
)
_DENIES = r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es?|ed)|dismiss(?:es|ed)?|contradict(?:s|ed)?)"
_OTHERS = re.compile(
    rf"[A-Z][\w’'-]*(?: [\w’'-]+){{0,5}} {_DENIES} (?:this|that|it|(?:the|these|those|this|that) {TOLD})"
    r"(?: \w+){0,3}[.!]$"
)


def takes_back(sentence: str) -> bool:
    """Whether the sentence alone claims nothing, and without it the one before misleads."""
    return bool(_OWN.match(sentence)) or someone_denies(sentence)


def someone_denies(sentence: str) -> bool:
    """Whether it says that somebody denies the one before; whoever says so need not agree: "The owner denies this."."""
    return bool(_OTHERS.match(sentence)) and not _OWN.match(sentence)
