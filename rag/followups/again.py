"""Follow-ups that ask who says so: the earlier question is asked again, as its answer names its sources."""

import re

from rag.followups.reask import clause_of, subject_of
from rag.questions.phrases import is_event
from rag.words import content_stems

_WHO = r"(?:who|which (?:source|document|report|paper|article|one)s?)(?: else| exactly)?"
_SAID = r"(?:said|says?|claim(?:s|ed)?|report(?:s|ed)?|wrote|writes?|told|tells?)"
_IT = r"(?:that|this|it)"
_FIGURE = (
    r"(?:that|this|the|those|these) (?:number|figure|toll|count|total|sum|amount|estimate|date|time|percentage|share"
    r"|price|answer)s?"
)
_GIVEN = r"(?:figure|number|source|answer|report|date|count|toll|estimate|version|total)"
_SOURCES = r"(?:sources|others|reports|documents|accounts|articles|papers|figures|numbers|answers|dates)"
_AGAIN = re.compile(
    rf"{_WHO} {_SAID}(?: (?:that|this|so|it|you|us)| otherwise| {_FIGURE})*"
    rf"|{_WHO} (?:{_SAID}|gives?|gave) (?:{_FIGURE}|[£$€]?\d[\d.,]*%?(?: (?:thousand|[mb]illion|per ?cent))?)"
    rf"|{_WHO} (?:(?:dis)?agrees?(?: (?:with|on|about) {_IT})?|(?:disputes|contradicts) (?:{_IT}|{_FIGURE}))"
    r"|says who|according to (?:whom|who|what|which \w+)|(?:what(?:'s| is|’s)? (?:the|your) )?sources?"
    rf"|where (?:does|did) (?:{_IT}|{_FIGURE}) come from|where did you (?:read|find|get|see) (?:{_IT}|{_FIGURE})"
    r"|how do you know(?: (?:that|this))?|how (?:sure|certain) (?:are you|is (?:it|that|this))"
    rf"|are you sure(?: (?:about|of) (?:{_IT}|{_FIGURE}))?|really"
    rf"|(?:is|was|has|have|are|were) (?:{_IT}|{_FIGURE})(?: (?:been|really|all|officially|now))* (?:true|right|correct"
    r"|confirmed|certain|official|verified|disputed|contested|accurate|reliable|known for (?:sure|certain))"
    rf"|how (?:accurate|reliable|certain) (?:is|are|was|were) (?:{_IT}|{_FIGURE})"
    rf"|(?:which|who|what)(?: (?:one|{_GIVEN}))?(?: of (?:them|these|those))?(?: is|['’]s) (?:the )?(?:right|correct"
    rf"|true|latest|newest|most recent|most reliable|best|official|current|up to date)(?: (?:one|{_GIVEN}))?"
    rf"|when was (?:that|this|{_FIGURE}) (?:said|reported|written|published|given)"
    r"|is (?:that|this|it) (?:really )?so"
    r"|why do(?: the| these| those)? (?:they|sources|figures|numbers|reports|answers) (?:differ|disagree)"
    rf"|do(?:n['’]t)? (?:they(?: all| both)?|everyone|everybody|(?:all |both |the |these |those |other )*{_SOURCES}"
    r"(?: all)?)(?: really| fully)? (?:(?:dis)?agree|differ|match)(?: (?:on|about|with) (?:that|this|it|each other))?"
    r"|does (?:everyone|everybody|every source|each source)(?: really)? agree(?: (?:on|about|with) (?:that|this|it))?"
    r"|is there (?:any |an |a )?(?:disagreement|dispute|agreement|consensus|doubt)"
    r"(?: (?:on|about|over) (?:that|this|it))?",
    re.I,
)
_CLAIM = r"(?:the |that |this |these |those )(?:claim|allegation|accusation|assertion|account|report|story|finding)s?"
_DISPUTES = re.compile(
    rf"{_WHO} (?:(?:has|have|had|is|are|was|were) )?(?:den(?:y|ies|ied|ying)|(?:disput|challeng)(?:es?|ed|ing)"
    r"|(?:contest|reject|doubt|confirm|question|contradict|support)(?:s|ed|ing)?|refut(?:es?|ed|ing)|back(?:s|ed|ing)?"
    rf"|(?:verif|corroborat)(?:y|ies|ied|ying|es?|ed|ing)) (?:{_IT}|{_FIGURE}|{_CLAIM})",
    re.I,
)
_OF_IT = re.compile(rf"{_WHO} (?:(claim(?:s|ed)?|report(?:s|ed)?)|wrote|writes?) it", re.I)
_OF_A_THING = re.compile(r"what(?: is| was| are| were|['’]s) (?:the|an?|its|their) ", re.I)
_TEXTS = content_stems("report study book article letter paper document novel play poem song law essay statement memo")


def asks_who_says_so(bare: str, before: str) -> bool:
    """Whether a follow-up asks for the sources of what was answered; `bare` has no question mark.

    "Who claimed it?" does not after a question about an attack, nor "Who wrote it?" after one about a book. "Who
    denies that?" does after any that asks for more than yes or no: what is denied is an answer to it.
    """
    if _DISPUTES.fullmatch(bare) and clause_of(before) is None:
        return not (bare.endswith(" it") and _OF_A_THING.match(before))  # "Who rejected it?" of a proposal
    if of_it := _OF_IT.fullmatch(bare):
        subject = subject_of(before)
        named = before[subject.start : subject.end] if subject else ""
        return not (is_event(named) if of_it.group(1) else content_stems(named) & _TEXTS)
    return bool(_AGAIN.fullmatch(bare))
