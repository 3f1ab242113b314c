"""Whom a question asks: "According to the inquiry, how many died?" asks the inquiry how many died."""

import re
from dataclasses import dataclass

from rag.questions.choices import VERB
from rag.questions.direct import as_direct
from rag.questions.source_frames import CLAUSE, WORD

_SOURCE = r"(?P<source>[^,;:?]+?)"
_ACCORDING = (
    r"(?:according to|as per|as (?:reported|stated|told|claimed|estimated|counted|recorded|given) by"
    r"|in the (?:view|opinion|words|judge?ment|estimation) of|by the (?:account|count|reckoning|estimates?) of"
    r"|from the (?:point of view|perspective|standpoint) of)"
)
_PER = r"per (?=the |(?-i:[A-Z]))"  # not 'per day'
_BODY = (
    rf"(?P<source>(?:(?!(?:in|by|from|on|at|with|of)\b){WORD} ){{0,5}}?(?!(?:in|by|from)\b)[\w-]+?)(?:['’]s|(?<=s)['’])"
)
_DATED = r"(?: (?:on|in|as of|by|at|since|until|before|after|from) [^,;:?]*\b\d{1,4}\b[^,;:?]*)?"
_OWN = r"(?:(?:own|latest|official|first|final|best) )*"
_HELD_BY = (  # 'in the union's view'
    rf"in {_BODY} {_OWN}(?:view|opinion|judge?ment|estimation|assessment)",
    rf"by {_BODY} {_OWN}(?:account|count|reckoning|estimates?|figures|tally)",
    rf"from {_BODY} {_OWN}(?:point of view|perspective|standpoint)",
)
# 'in the union's account' may be where money is, unless a comma sets it apart
_TOLD_BY = rf"in {_BODY} {_OWN}(?:words|account|version|telling|report|statement)"
_AROUND = tuple(
    re.compile(frame, re.I)
    for frame in (
        rf"^{_ACCORDING} {_SOURCE},? (?={CLAUSE})",
        rf"^{_ACCORDING} {_SOURCE}, (?={VERB}\b)",
        rf"^{_PER}{_SOURCE}, (?={CLAUSE}|{VERB}\b)",
        *(rf"^{held},? (?={CLAUSE}|{VERB}\b)" for held in (*_HELD_BY, _TOLD_BY)),
        rf", {_ACCORDING} {_SOURCE}, ",
        *(rf", {held}(?:, |(?=\W*$))" for held in (*_HELD_BY, _TOLD_BY)),
        rf",? {_ACCORDING} {_SOURCE}(?={_DATED}\W*$)",
        rf", {_PER}{_SOURCE}(?=\W*$)",
        *(rf" {held}(?=\W*$)" for held in _HELD_BY),
    )
)

_SAYING = r"(?:do|does|did|has|have)"
_SOMEBODY = (
    r"(?!(?:you|we|i|they|he|she|it|one|people)\b)"
    r"(?P<source>(?:(?!\b(?:say|said|what|who|which|when|where|how)\b)[^,;:?])+?)"
)
_THINK = (
    r"(?:claim|think|believe|insist|reckon|argue|allege|maintain|state|estimate|conclude|suggest|assert)(?:e?d)?"
    r"|thought"
)
_STARTS_NO_CLAUSE = (
    rf"(?!(?:say|said|{_THINK}|about|on|of|to|in|at|for|from|with|by|so|and|or|but|when|while|after|before)\b"
    r"|(?:that|this|it)\W*$)"
)
# 'did the rebels say died', 'did the widow claim was owed', not 'did the widow claim from the insurer'
_SAID = rf"(?:(?:say|said) |(?:{_THINK}) (?=(?:that )?(?:[^?,]*\b{VERB}\b(?!-)|died\b|killed\b|dead\b)))"
_FIGURE = (
    rf"(?:{WORD} ){{0,2}}?(?:figure|number|toll|estimate|count|date|cost|price|age|reason|cause"
    rf"|explanation|motive)s?(?: of (?:{WORD} ){{0,2}}?{WORD})?"
)
_WITHIN = tuple(
    (re.compile(frame, re.I), asking)
    for frame, asking in (
        (
            rf"^(?P<asked>(?:how (?:many|much|\w+)|who|what|which)\b(?: (?!{_SAYING}\b){WORD}){{0,5}}?) {_SAYING} "
            rf"{_SOMEBODY} {_SAID}(?:that )?{_STARTS_NO_CLAUSE}(?P<rest>.+)",
            "{asked} {rest}",
        ),
        (  # 'that' would ask when it was said
            rf"^(?P<asked>when|where|how) {_SAYING} {_SOMEBODY} {_SAID}{_STARTS_NO_CLAUSE}"
            r"(?!that\b)(?P<rest>.+)",
            "{asked} {rest}",
        ),
        (
            rf"^(?P<asked>how (?:many|much) [^,;:?]+?) {_SAYING} {_SOMEBODY} "
            r"(?:report|estimate|cite|quote)(?:e?d)?"
            r"(?P<rest>(?: (?:in|on|at|for|from|by|among|between|since|during|after|before) .*)?\W*)$",
            "{asked} were there{rest}",
        ),
        (
            rf"^(?:what|which) (?P<asked>{_FIGURE}) {_SAYING} {_SOMEBODY} (?:give|report|cite|quote|offer|name"
            r"|publish|mention)(?:e?d)?(?P<rest>(?: (?:for|in|on|at|from|after|before) .*)?\W*)$",
            "What is the {asked}{rest}",
        ),
        (
            rf"^(?P<asked>what(?: is| was| are| were|['’]s)) {_BODY} "
            rf"(?P<rest>{_OWN}(?:figures?|estimates?) (?:for|of|on) .+)",
            "{asked} the {rest}",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Attributed:
    """What a question asks apart from whom it asks."""

    asking: str
    source: str = ""


def attributed(question: str) -> Attributed:
    """Take a question apart into what it asks and whose answer it wants, which is mostly nobody's in particular."""
    if around := next((found for frame in _AROUND if (found := frame.search(question))), None):
        asking = f"{question[: around.start()]} {question[around.end() :]}"
        return Attributed(" ".join(asking.split()), around["source"])
    for frame, asking in _WITHIN:
        if within := frame.search(question):
            return Attributed(as_direct(asking.format(**within.groupdict())), within["source"])
    return Attributed(question)
