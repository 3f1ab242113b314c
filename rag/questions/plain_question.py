"""The plain question that a negative one, a tag, or one in a wrapping asks: "They paid, didn't they?".

"Wasn't it closed?" asks what "Was it closed?" does: in English the answer to either is yes where it was. "Was it not
closed?" and "Was nothing closed?" may ask for the negative, and stay; see asks_for_the_negative. A statement
held out for approval becomes "Is it true that ...?", which reader and judge take as well as they do a fronted verb.
"""

import re

from corpus.sentences import sentences
from rag.questions.answer_kinds import kind_of_answer
from rag.values.find import find_values
from rag.words import is_function_word

_VERB = r"(?:is|are|was|were|do|does|did|ca|could|wo|would|has|have|had|sha|should|might|must|ought|need|ai)"
_NOT = r"n['’]?t"
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_TRULY = r"(?:(?:really|actually|indeed|in fact|still) )?"
_TRUE = r"(?:true|right|correct|accurate|so|the case|a fact)"
_OPENS = r"(?:(?:and|but|so|then|well|ok(?:ay)?|wait|hm+),? )?"

_OR_NOT = re.compile(rf",? or (?:not|(?:is|are|was|were|do|does|did|has|have|had|will){_NOT} \w+)(?=[?. ]*$)", re.I)
_NEGATIVE = re.compile(rf"(?P<opens>(?:^|(?<=[.,;:!?] )){_OPENS})(?P<verb>{_VERB}){_NOT}(?= )", re.I)
_PRONOUN = r"(?:it|they|he|she|we|you|there|that|this|these|those|i|one)"
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|shall|should|might|must|ai|ca|wo|sha|need)"
)
_POINTS = r"(?<![,.;:!?–—-])[,.;:!?–—-]"
_HANGS_ON = re.compile(  # "..., didn't they?", "..., right?", "... Is that true?", and several of them
    rf"(?:,? {_AUXILIARY}{_NOT} {_PRONOUN}|, {_AUXILIARY} {_PRONOUN}(?: not)?"
    rf"|\s?{_POINTS}+ (?:right|correct|true|yes|no|eh|huh|innit|ok(?:ay)?|true or false|am i right|not so|or not)"
    rf"|(?:{_POINTS}+)? (?:is|was) (?:that|this|it) {_TRULY}{_TRUE}"
    rf"|(?:{_POINTS}+)? is(?:{_NOT}| that not| it not) ?(?:(?:that|this|it) {_TRUE})?"
    rf")+(?: or not)?[?.! ]*$",
    re.I,
)
_SOMEBODY = r"(?:(?:some|many|most|few|other) )?(?:they|people|some|many|others|someone|somebody|everyone|everybody)"
_PASSED_ON = re.compile(  # "I read somewhere that", "They say", "I think that"
    rf"^{_OPENS}(?:(?:(?:i|we)(?:['’]ve|['’]m| have| had| was| were| am)? )(?:(?:just|once|also|always|only) )*"
    r"(?:read|heard?|saw|seen|see|think|thought|believed?|understand|understood|gather(?:ed)?|told|assumed?|supposed?"
    r"|remember|recall|guess|learn(?:ed|t)?|take it)"
    rf"|{_SOMEBODY}(?: (?:have|has|now|here|often))? (?:say|says|said|claim|claims|claimed|tell|told|think|believe)"
    r"(?: (?:me|us))?"
    r"|it(?:['’]s| is| was| has been) (?:often |widely )?(?:said|claimed|reported|rumou?red|alleged)|it says)"
    r"(?: (?:somewhere|recently|yesterday|today|here|(?:in|on|from) (?:the |a |an |some )?\w+(?: \w+)?))?"
    r"(?:,? that)?,? ",
    re.I,
)
_WRAPPED = re.compile(  # what stands before a statement whose truth is asked about
    rf"^{_OPENS}(?:"
    rf"(?:is|was|would) it (?:not )?(?:be )?{_TRULY}(?:{_TRUE}|fair)(?: to (?:say|think)| what they say)?,? that"
    rf"|(?:is|was) it {_TRULY}true,?(?= (?!(?:that|to|or|of|for|what|as|in)\b)\w)"
    r"|am i (?:right|correct)(?: (?:in (?:thinking|saying|believing)|to (?:think|say|believe)))?(?: that)?"
    r"|true or false[:,?–—-]*(?: is it true)?(?: that)?"
    r"|(?:please |kindly )?(?:(?:can|could|would|will) (?:you|anyone|anybody|someone|somebody) )?(?:please |kindly )?"
    r"(?:confirm|verify|tell me|tell us|say|check|find out)(?: for me)? (?:that|whether|if)(?: or not)?"
    r"|do(?:es)? (?:you|we|anyone|anybody|someone|somebody) (?:happen to )?know (?:whether|if)(?: or not)?"
    r"|(?:i|we)(?:['’]d| would)? (?:wonder|like to know|want to know|need to know|am wondering)(?:ed)? "
    r"(?:whether|if)(?: or not)?"
    r") (?P<said>.+)$",
    re.I,
)
_CLAIM_TRUE = re.compile(
    rf"^{_OPENS}(?:is|are|was|were) (?:the |this |that |any )?"
    r"(?:claim|report|rumou?r|story|stories|allegation|statement|suggestion|news|assertion)s?,? that (?P<said>.+?)"
    rf"(?:,)? {_TRULY}(?:true|correct|right|accurate)[?. ]*$",
    re.I,
)
_IS_TRUE = re.compile(r"^is it true that\b", re.I)
_IS_FALSE = re.compile(
    r"^(?:is|was) it (?:really |actually |in fact )?(?:false|untrue|incorrect|a (?:lie|myth|false claim)) that\b", re.I
)
_DENIES = re.compile(
    r"\b(?:not|never|none|nobody|no one|nothing|nowhere|neither)\b|n['’]t\b"
    r"|\bno\b(?![-.’'])(?! (?:more|less|fewer|later|sooner)\b)",
    re.I,
)
# What makes a question one for the negative and has a positive counterpart; a "not" apart may deny a part alone.
_WITHOUT = re.compile(
    r"\bthere (?P<some>no)\b(?! (?:more|less|fewer|longer|doubt|other))"
    rf"|^(?:can|will|{_VERB}) (?P<any>no)\b(?! (?:more|less|fewer|longer|other|one))"
    r"|\b(?:(?P<anybody>nobody|no[ -]one)|(?P<ever>never)|(?P<anything>(?<!for )nothing)(?! (?:but|like|less))"
    r"|(?P<each>none))\b",
    re.I,
)
_EITHER_WAY = re.compile(r"\bor not\b", re.I)  # "Was she guilty or not guilty?" asks for neither
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whom|whose|because|if|whether|when|while|after|before|although)\b", re.I
)


def plain(text: str) -> str:
    """Return the plain question, the text as it is where it asks plainly or asks for no yes or no."""
    asked = _OR_NOT.sub("", text)
    affirmed = _NEGATIVE.sub(_affirmative, asked, count=1)
    return _tagged(asked) or _wrapped(affirmed) or (affirmed if _is_yes_no(affirmed) else text)


def whether(statement: str) -> str:
    """Return the question whether a statement is true."""
    first = statement.split(" ", 1)[0]
    lowered = first != "I" and (is_function_word(first) or (first.isalpha() and bool(find_values(first))))
    return f"Is it true that {statement[:1].lower() if lowered else statement[:1]}{statement[1:]}?"


def without_asking(question: str) -> str:
    """Return the statement whose truth is asked about, a question that is fronted as it is."""
    return _IS_TRUE.sub("", question).strip()


def asks_for_the_negative(question: str) -> bool:
    """Whether a yes affirms that something is not so: "Was nobody hurt?", "Is it false that they paid?"."""
    if _IS_FALSE.match(question):
        return True
    main = _SUBORDINATE.split(without_asking(question), maxsplit=1)[0]
    return bool(_DENIES.search(_EITHER_WAY.sub("or", main)))


def affirmative(question: str) -> str | None:
    """Return the positive question to one for the negative, "Was anybody hurt?" to "Was nobody hurt?"; or None."""
    if _IS_FALSE.match(question):
        return _IS_FALSE.sub("Is it true that", question)
    found = _WITHOUT.search(question) if asks_for_the_negative(question) else None
    group = found.lastgroup if found else None
    if not found or not group:
        return None
    instead = {"some": "any", "each": "any"}.get(group, group)
    return question[: found.start(group)] + instead + question[found.end(group) :]


def _is_yes_no(text: str) -> bool:
    asked = kind_of_answer(text)
    return asked is not None and asked[0] == "yes_no"


def _affirmative(found: re.Match[str]) -> str:
    verb = _WHOLE.get(found["verb"].lower(), found["verb"])
    return f"{found['opens']}{verb.capitalize() if found['verb'][0].isupper() else verb}"


def _tagged(text: str) -> str | None:
    """Return what a statement with a tag asks, None without a tag; a question needs none: "Did they pay? Is it so?"."""
    tag = _HANGS_ON.search(text)
    said = _last_sentence(text[: tag.start()]) if tag else ""
    if not said:
        return None
    if _is_yes_no(said):
        return plain(f"{said}?")
    return whether(_PASSED_ON.sub("", said)) if kind_of_answer(said) is None else None


def _last_sentence(text: str) -> str:
    spans = sentences(text)
    return text[spans[-1].start : spans[-1].end].rstrip(" .,;:!?–—-") if spans else ""


def _wrapped(text: str) -> str | None:
    found = _WRAPPED.match(text) or _CLAIM_TRUE.match(text)
    if not found or kind_of_answer(found["said"]) is not None:
        return None
    return whether(found["said"].rstrip(" ?.!"))
