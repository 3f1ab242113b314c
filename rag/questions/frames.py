"""The frame around a question: "Can you tell me how many died?" and "Do the reports agree on how many died?" ask that.

A frame is left off only where it holds a question or a figure's name, so that "Can you tell a moth from a butterfly?"
and "Do the parties agree on a truce?" stay as they are.
"""

import re

from corpus.sentences import sentences
from rag.questions.direct import VERB, as_direct
from rag.questions.source_frames import CLAUSE, FIGURE, FIGURE_FRAMES, HELD, ME, SOURCE_FRAMES, SOURCES, WORD
from rag.words import content_stems

_EXACTLY = r"(?:exactly |precisely |roughly |please )?"
_TELL = (
    rf"(?:(?:tell|say|let) (?=(?:me|us)\b|{_EXACTLY}{CLAUSE})"
    r"|(?:explain|describe|clarify|confirm|verify|check|find out|remind|work out|look up|establish|show|give|list"
    rf"|compare|summari[sz]e|outline|provide|state|name|help) (?=(?:me|us|the|an?|all|that)\b|{_EXACTLY}{CLAUSE}))"
)
_TELLING = r"(?:telling|explaining|saying|showing|letting (?:me|us) know)"
_I = r"(?:i|we)"
_WANT = (
    rf"{_I}(?:(?: would|['’]d)(?: \w+)? (?:like|love|want)| (?:want|need|wish|have|hope)(?:ed)?"
    r"|(?: am| are|['’]m|['’]re) (?:trying|looking|hoping|keen|interested)) (?:to|in) "
)
_KNOW = r"(?:know|knowing|find out|learn|understand|ask|hear|see|establish|check|determine|be told)"
_SOMEONE = r"(?:anyone|anybody|someone|somebody)"

_POLITE = (
    r"(?:hello|hi|hey|good (?:morning|afternoon|evening))(?: there)?(?:[,!.] | (?=can|could|please|do you))",
    r"(?:please|kindly),? ",
    rf"(?:can|could|would|will) you (?:please |kindly |possibly |just )*(?={_TELL})",
    rf"(?:can|could|would|will) {_SOMEONE} (?=(?:tell|explain|say)\b)",
    rf"{_I}(?: would|['’]d) be (?:very )?(?:grateful|glad|happy) if you (?:could|would|can) (?={_TELL})",
    rf"{_I}(?: am| was|['’]m) hoping (?:that )?you (?:could|would|can) (?={_TELL})",
    rf"would (?:you|{_SOMEONE}) mind (?={_TELLING}\b)",
    rf"(?:are you able|(?:would|is) it (?:be )?possible) to (?={_TELL})",
    rf"(?:can|could|may|might) {_I} (?:please )?ask (?:you )?(?={CLAUSE})",
)
_INDIRECT = (
    rf"(?:{_TELL}|{_TELLING} ){ME}(?:know |find out |understand |see )?{_EXACTLY}(?={CLAUSE})",
    rf"(?:{_TELL}|{_TELLING} )(?:me |us )?(?:more )?(?:about|of) {HELD}",
    rf"(?:(?:tell|telling) (?:me|us)|do you know) (?=(?:the|any) {FIGURE})",
    rf"what (?:do you know|can you (?:tell|say)(?: (?:me|us))?) about {HELD}",
    r"(?:confirm|verify) (?:for (?:me|us) )?that ",
    rf"(?:(?:do|would|might|does) )?(?:you|{_SOMEONE}) (?:happen to |even |by any chance )?know {_EXACTLY}(?={CLAUSE})",
    r"(?:(?:do you have|have you(?: got)?|is there) )?any (?:idea|clue|information|word|news)"
    rf"(?: (?:on|about|of|as to))? {_EXACTLY}(?={CLAUSE})",
    rf"{_WANT}{_KNOW} (?:about )?{_EXACTLY}{HELD}",
    rf"{_I}(?: am| are| was| were|['’]m|['’]re)? (?:just )?(?:wonder(?:ed|ing)?|curious(?: about| to know)?) {_EXACTLY}"
    rf"(?={CLAUSE})",
    rf"(?:what|all) {_WANT}{_KNOW} (?:is|was)[:,]? {_EXACTLY}{HELD}",
    rf"(?:my|our|the) question (?:is|was)[:,]? {_EXACTLY}(?={CLAUSE})",
    rf"(?:{_I} have )?(?:(?:an?|one|another) )?(?:quick |simple )?question: (?=\w)",
)
_BACKGROUND = (  # what the one who asks is doing; the subject of that is what the question is about
    rf"{_I}(?: am| are|['’]m|['’]re) (?:currently |now )?"
    r"(?:(?:writing|working on|preparing|researching|doing|drafting) "
    rf"(?:an?|my|our|some) (?:{WORD} ){{1,4}}?(?:about|on)|researching|(?:writing|reading) about|looking into) (?=\w)"
)
_FRAMES = tuple(
    re.compile(frame, re.I) for frame in (*_POLITE, *_INDIRECT, *SOURCE_FRAMES, *FIGURE_FRAMES, _BACKGROUND)
)
# 'What did the ministry say about the number of dead?'; what they say about anything else is told in words
_SAID = re.compile(
    r"what (?:did|does|do|has|have) (?P<source>[^,;:?]+?) (?:say|said|report(?:ed)?|claim|state|announced?|tell us) "
    rf"(?:about|on|of) (?P<held>(?:{CLAUSE}|(?:the )?(?:\w+ )?(?:numbers? of|casualties|tolls?(?! \w+\W*$))\b).+"
    rf"|(?:the )?(?:{WORD} ){{0,2}}?(?:dates?|causes?|costs?|prices?|reasons?)(?: (?:of|for|behind) .+|\W*))",
    re.I,
)
_TELLS = re.compile(_BACKGROUND, re.I)
_ASKS = re.compile(rf"(?:{CLAUSE}|{VERB}\b)", re.I)
_DETERMINED = re.compile(r"^(?:(?:all|any|the) )+(?=\w)", re.I)
_IF = re.compile(r"^if (?=\w)", re.I)
_BEHIND = re.compile(
    rf",? (?:(?<!they )(?<!you )please|thanks|thank you|do you know|if you know|i wonder|can you tell me"
    rf"|according to {SOURCES})(?=\W*$)",
    re.I,
)
_GREETING = re.compile(
    r"(?:hello|hi|hey|good (?:morning|afternoon|evening)|thanks|thank you|please)(?: there)?\W*", re.I
)
_READERS = re.compile(  # behind the subject of what is being written
    r" for (?:an?|my|our|the) (?:\w+ ){0,2}(?:magazine|newspaper|paper|journal|blog|class|school|course|podcast"
    r"|website)(?: in (?:my|our) \w+)?(?=\W*$)",
    re.I,
)


def unframed(text: str) -> str:
    """Return a question without the frames around its sentences, as it is where there are none."""
    parts = [text[span.start : span.end] for span in sentences(text)]
    cores = [_core(part) for part in parts if len(parts) == 1 or not _GREETING.fullmatch(part)]
    return " ".join(cores) if cores != parts else text


def _core(sentence: str) -> str:
    """Return what a sentence asks as a question of its own."""
    core = _BEHIND.sub("", sentence) if _BEHIND.search(sentence) else sentence
    while (held := _held(core)) != core:
        core = held
    direct = as_direct(core)
    if direct == sentence:
        return sentence
    return _READERS.sub("", direct) if _TELLS.match(sentence) else _put(direct.rstrip(" ?!."))


def _held(sentence: str) -> str:
    """Return what is within the outermost frame of a sentence; the sentence where there is none or it holds nothing."""
    match = next((found for frame in _FRAMES if (found := frame.match(sentence))), None)
    if not match:
        said = _SAID.fullmatch(sentence)
        return f"{said['held'].rstrip(' ?!.')} according to {said['source']}" if said else sentence
    held = sentence[match.end() :]
    if not content_stems(held):
        return sentence
    return f"whether {held}" if match[0].lower().endswith(" that ") else _IF.sub("whether ", held)


def _put(core: str) -> str:
    """Return a core as a question, or as keywords are typed where it is but a noun with what belongs to it."""
    if _ASKS.match(core):
        return f"{core[0].upper()}{core[1:]}?"
    return _DETERMINED.sub("", core)
