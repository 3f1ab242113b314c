"""The questions within one sentence: "When and where was it built?", "Who owned the mill and why did it close?".

Taken apart is only what shows where one question ends. "Who founded and led the union?" asks one thing, and so does
"Did the minister say who died and who lived?".
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.followups.followup import Turn, standalone
from rag.followups.reask import ask_beside, subject_of
from rag.followups.spoken import asks_somebody, matter_of
from rag.questions.attributed import attributed
from rag.questions.direct import VERB, as_direct
from rag.questions.phrases import find_phrases
from rag.words import content_stems

_IN_WHICH = r"(?:in|on|at|from|since|until|by|to) (?:what|which|whose) \w+"
_WORD = (  # what asks by itself, whatever follows
    r"(?:when|where|why|how(?! many| much)(?: (?:long|often|far|tall|high|deep|old|big|fast|heavy|wide|exactly))?"
    r"|by whom|since when"
    rf"|{_IN_WHICH})"
)
_COUNTING = rf"how (?:many|much)(?: (?!{VERB}\b)[\w'’-]+){{0,4}}?"
_BEFELL = r"(?:injured|wounded|hurt|killed|missing|rescued|displaced|arrested)"
_DID = r"(?:died|drowned|survived|took|lost|fled|fell|left|went|came|[a-z]{3,}ed)"
_OPENS_SUBJECT = (
    r"(?:the|an?|its?|their|his|her|this|that|these|those|they|he|she|there|all|any\w*|some\w*|(?-i:[A-Z])[\w.-]*)\b"
)
_BESIDE = rf"(?:{_WORD}|how (?:many|much) (?!(?:{VERB}|{_DID}|{_BEFELL})\b)[\w'’-]+)"
_SIDE_BY_SIDE = re.compile(rf"(?P<first>{_BESIDE}(?:, {_BESIDE})*),? and (?P<last>{_BESIDE}) (?P<rest>.+)", re.I)
_BOUNDARY = re.compile(
    rf"(?:,? and (?:also )?|[,;] (?:and )?)(?=(?:{_WORD}|who|whom|whose|what|which|how (?:many|much))\b"
    rf"|{VERB} {_OPENS_SUBJECT})",
    re.I,
)
_TURNED = re.compile(  # its verb before its subject, which no question within another has
    rf"(?:{_WORD}|who|whom|(?:what|which|whose)(?: [\w'’-]+){{0,4}}?|{_COUNTING})"
    rf" (?:(?:do|does|did)\b|{VERB} {_OPENS_SUBJECT}).*|{VERB} {_OPENS_SUBJECT} .+",
    re.I,
)
_DIRECT = re.compile(
    rf"{_WORD} {VERB}\b .+|(?:who|what) (?!of\b)[\w'’-]+.*|(?:which|whose) [\w'’-]+ [\w'’-]+.*"
    rf"|how (?:many|much) (?:(?:[\w'’-]+ )*?(?:{VERB}|{_DID})\b.*|(?:\w+s|people|men|women|children) \w.*)"
    rf"|{VERB} {_OPENS_SUBJECT} .+",
    re.I,
)
_BARE = re.compile(rf"{_WORD}|who", re.I)
_IT_HAPPENED = re.compile(r"^(when|where|why|how) (it|this|that) (?:happened|occurred|took place)$", re.I)
_LEFT_OUT = re.compile(  # "how many in Bergen", "how many injured", after a question that counts
    r"how (?:many|much) (?:(?P<put>(?:in|on|at|from|by|for|during|after|before|according to) .+)"
    rf"|(?P<befell>{_BEFELL}\b.*))",
    re.I,
)
_TELLING = re.compile(  # what can have a question for its object: "What did it say about the fire and who was hurt?"
    r"\b(?:say|says|said|tells?|told|explains?|explained|knows?|knew|shows?|establish|describes?|reveals?|mention|claim"
    r"|find|determine|decide|understand|asks?|asked|depends?|clear|sure|(?<!the )(?<!a )report)\b",
    re.I,
)
_OF_A_QUESTION = re.compile(
    r" (?:between|about|of|on|to|as to|from|by) (?:who|whom|whose|what|which|when|where|why|how|whether)\b", re.I
)
_QUESTION_WITHIN = re.compile(r" (?:who|whom|whose|what|which|when|where|why|how|whether|if)\b", re.I)
_TIME_FIRST = re.compile(
    rf"(?P<time>(?:in|on|during|after|before|since|when(?! {VERB}\b)) [^,?]+), (?P<asked>(?!and\b).+)", re.I
)
_THING = re.compile(rf"(?P<subject>(?<=\b){VERB} )?\b(?:it|its|they|them|their)\b", re.I)
_SUBJECT_ASKED = re.compile(rf"(?:which|what) (?!{VERB}\b)[\w'’-]+ (?!{VERB}\b|of\b)[\w'’-]+ .+", re.I)
_POINTS_BACK = re.compile(r"\b(?:this|that)(?=\W*$)", re.I)
_VERB = re.compile(rf"\b{VERB}\b", re.I)
_PRONOUN = re.compile(r"\b(?:it(?! (?:when|happen|that)\b)|its|they|them|their|he|him|his|she|her)\b", re.I)


def clauses(sentence: str) -> tuple[str, ...]:
    """Return the questions a sentence asks, each so that it stands alone; the sentence where it asks one."""
    asked = attributed(sentence.rstrip(" ?!."))
    if _BOUNDARY.search(asked.source):  # "... according to the union and why?": only the first asks the union
        asked = attributed("")
    core = asked.asking or sentence.rstrip(" ?!.")
    time_first = _TIME_FIRST.fullmatch(core)
    core, behind = (time_first["asked"], f" {_small(time_first['time'])}") if time_first else (core, "")
    found = standing_alone(_side_by_side(core) or _behind_each_other(core))
    lead = f"According to {asked.source}, " if asked.source else ""
    return tuple(_put(f"{one.rstrip(' ?')}{behind}", lead) for one in found) or (sentence,)


def standing_alone(questions: Sequence[str]) -> tuple[str, ...]:
    """Return questions in a row, each with what it takes from the others; none where that is not sure."""
    about = next((n for n, one in enumerate(questions) if _has_subject(one)), None)
    whole: list[str] = []
    for n, one in enumerate(questions):
        before = questions[about] if about and n < about else whole[-1] if n and n != about else ""
        alone = about is None and not _hangs(one)  # of what is not said, as in a chat
        made = _completed(one) if alone or not before else standalone(_completed(one), [Turn(_put(before))])
        if n and not alone and not _is_asked(made):
            return ()
        if n and about is not None and (_points_out(made) or _is_open(one, whole[-1])):
            return ()
        whole.append(ask_beside(made, before) if before else made)
    distinct = tuple(dict.fromkeys(whole))
    return distinct if len(distinct) > 1 else ()


def asks(question: str) -> bool:
    """Whether a text is a question with its verb, or a question word that can do without."""
    bare = question.rstrip(" ?!.")
    return _hangs(question) or (bool(_DIRECT.fullmatch(bare)) and bool(content_stems(bare)))


def _hangs(question: str) -> bool:
    """Whether a question is nothing without the one before: "when", "how many in Bergen"."""
    bare = question.rstrip(" ?!.")
    return bool(_BARE.fullmatch(bare) or _LEFT_OUT.fullmatch(bare))


def _side_by_side(core: str) -> tuple[str, ...]:
    """Return the questions of question words put side by side, which share the rest; none where there are none such."""
    found = _SIDE_BY_SIDE.fullmatch(core)
    if not found:
        return ()
    words = (*re.findall(_BESIDE, found["first"], re.I), found["last"])
    asked = tuple(as_direct(f"{word} {found['rest']}") for word in words)
    return asked if all(map(_DIRECT.fullmatch, asked)) else ()


def _behind_each_other(core: str) -> tuple[str, ...]:
    """Return the whole questions that follow each other, none where one of them may be part of another."""
    boundaries = [found[0] for found in _BOUNDARY.finditer(core)]
    cut = tuple(as_direct(_IT_HAPPENED.sub(r"\1 did \2 happen", piece)) for piece in _BOUNDARY.split(core))
    sure = bool(boundaries) and " and " in boundaries[-1] and _DIRECT.fullmatch(cut[0]) and all(map(asks, cut))
    return cut if sure and not any(_holds(*pair) for pair in pairwise(cut)) else ()


def _holds(question: str, following: str) -> bool:
    """Whether the following question may be an object of the first: "Did it say who died and who lived?"."""
    if _OF_A_QUESTION.search(question):
        return True
    if not (telling := _TELLING.search(question)):
        return False
    return bool(_QUESTION_WITHIN.search(question, telling.end()) or not _TURNED.fullmatch(following))


def _completed(question: str) -> str:
    """Return a question with the verb it shares with the one before, as a follow-up of that where it shares all."""
    left_out = _LEFT_OUT.fullmatch(question.rstrip(" ?!."))
    if not left_out:
        return _put(question)
    return f"And {left_out['put']}?" if left_out["put"] else _put(f"how many were {left_out['befell']}")


def _has_subject(question: str) -> bool:
    return subject_of(question) is not None and not (asks_somebody(question) and not matter_of(question))


def _points_out(question: str) -> bool:
    """Whether a pronoun comes before all that it could stand for."""
    pronoun, phrases = _PRONOUN.search(question), find_phrases(question)
    return pronoun is not None and not any(one.start < pronoun.start() and not one.asked for one in phrases)


def _is_asked(question: str) -> bool:
    """Whether a question has come out whole, with a verb."""
    asking = attributed(question).asking.rstrip(" ?")
    return ": " not in asking and bool(_DIRECT.fullmatch(asking) or _VERB.search(asking))


def _is_open(question: str, before: str) -> bool:
    """Whether what a pronoun stands for is open: "Did the council pass the plan and did the mayor sign it?"."""
    pronoun = _THING.search(question)
    if not pronoun or _POINTS_BACK.search(question):
        return bool(_POINTS_BACK.search(question))
    phrases = find_phrases(before)
    things = [one for one in phrases if not one.dated and not one.asked and not one.preposition and one.definite]
    return bool(_SUBJECT_ASKED.fullmatch(before)) or (len(things) > 1 and not pronoun["subject"])


def _put(question: str, lead: str = "") -> str:
    opened = f"{lead}{_small(question)}" if lead else f"{question[:1].upper()}{question[1:]}"
    return f"{opened.rstrip(' ?')}?"


def _small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
