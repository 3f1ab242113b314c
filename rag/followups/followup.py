"""Follow-ups made whole: "and the year before?" becomes the question it stands for, by rule.

No language model is asked, so the documents cannot talk into it, and the same conversation always gives the
same question. What no rule is sure of stays as it was typed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.sentences import sentences
from rag.followups.again import asks_who_says_so
from rag.followups.antecedents import resolve_pronouns
from rag.followups.asked_back import ask_back, ask_why_so
from rag.followups.fragments import put_in_place
from rag.followups.named import named_in
from rag.followups.reask import ask_about_clause, ask_what_caused, ask_with, leaves_out_subject
from rag.followups.spoken import asked_of, asks_somebody
from rag.questions.attributed import attributed
from rag.questions.frames import unframed
from rag.questions.phrases import AUXILIARIES, PREPOSITIONS, QUESTION_WORDS, find_dates, find_phrases, is_name
from rag.words import content_stems

_REMEMBERED = 20  # turns: what was said before them is no longer spoken of
MAX_ANSWER = 20_000  # code points of an earlier answer: the words a follow-up can point back to
_LONGEST_FRAGMENT = 10  # words
_CONNECTIVE = re.compile(
    r"(?:and|but|so|or|ok(?:ay)?|well|then|also|now|right|great|thanks|thank you|hm+|i see|yes|no|sure|please)\b"
    r"[\s,.!;:]*",
    re.I,
)
_ABOUT = re.compile(r"(?:(?:and|but|so)\s+)?(?:what|how) about\s+(.+)|(?:the )?same (?:question )?for\s+(.+)", re.I)
_WORD = (
    r"(?:why|how come|when|where|how|who|by whom|how many|how much|since when|for how long|how long|how often"
    r"|(?:in|on|at|by|from|since|until|to) (?:which|what) \w+)"
)
_BARE = re.compile(rf"({_WORD}(?:,? and {_WORD})?)(?: (?:so|exactly))?", re.I)
_WHY_SO = re.compile(r"why (?:so )?(not|(?<=so )\w+)", re.I)
_HAPPENED = re.compile(
    rf"({'|'.join(sorted(QUESTION_WORDS))}) (?:did|does|has|was|is) (?:it|that|this)(?: all)?"
    r" (?:happen|happened|occur|occurred|take place|come about)|(why) (?:is|was|did) (?:it|that|this)(?: so)?"
    r"|(when|where) (?:is|was) (?:that|this)",
    re.I,
)

_BESIDE_SOMEBODY = re.compile(r"(before|after|besides|apart from|instead of|under|with|without) (?:him|her|them)", re.I)
_AGREE = re.compile(r"agree|differ|disput|contest|consensus", re.I)
_SAYS_LITTLE = re.compile(
    r"\b(?:responsibility|many|much|long|people|persons?|anyone|anybody|someone|somebody|else|happen(?:ed)?|year|date|day|time)\b"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked, and what was answered, as far as it is known."""

    question: str
    answer: str = ""


def standalone(question: str, earlier: Sequence[Turn]) -> str:
    """Return the question as it can be understood without the earlier turns; as typed where it can already.

    Only so many turns, and so much of an answer, are looked at.
    """
    previous: Turn | None = None
    for turn in earlier[-_REMEMBERED:]:
        whole = _each_whole(turn.question, previous)[0]
        if content_stems(whole) and _asks(whole):
            core = unframed(whole)
            previous = Turn(core if _is_clause(core) else whole, turn.answer[:MAX_ANSWER])
    return " ".join(_each_whole(question, previous) if previous else question.split())


def _each_whole(text: str, previous: Turn | None) -> list[str]:
    """Return the questions of a text, "How many died? And why?", each whole; what else it holds is not taken apart."""
    asked = [text[span.start : span.end] for span in sentences(text)]
    if len(asked) < 2 or not all(one.endswith("?") and one[0].isalpha() for one in asked):
        return [_whole(text, previous)]
    whole: list[str] = []
    for one in asked:
        whole.append(_whole(one, previous))
        previous = Turn(whole[-1])
    return list(dict.fromkeys(whole))


def _whole(question: str, previous: Turn | None) -> str:
    clean = " ".join(question.split())
    said = _without_connectives(clean)
    bare = said.rstrip(" ?!.")
    if previous is None or not bare:
        return clean
    if asks_who_says_so(bare, _asked_of_all(previous.question)):
        return _asked_of_all(previous.question) if _AGREE.search(bare) else previous.question
    source = attributed(previous.question).source
    return _of_source(source, clean, said, previous) if source else _of_previous(clean, said, previous)


def _of_source(source: str, clean: str, said: str, previous: Turn) -> str:
    """Return a follow-up asked of whom the question before was asked of, where it says nothing else."""
    core = _asked_of_all(previous.question)
    if _fragment(clean, said) and not _BARE.fullmatch(said.rstrip(" ?!.")):
        return _of_previous(clean, said, replace(previous, question=asked_of(source, core)))
    whole = _of_previous(clean, said, replace(previous, question=core))
    asked_anew = whole == clean or attributed(whole).source or asks_somebody(whole)
    return whole if asked_anew else asked_of(source, whole)


def _asked_of_all(question: str) -> str:
    """Return a question without the source it is asked of."""
    asking = attributed(question).asking
    return f"{asking[:1].upper()}{asking[1:]}" if asking != question else question


def _of_previous(clean: str, said: str, previous: Turn) -> str:
    return _asked_back(said.rstrip(" ?!."), previous) or _with_its_subject(clean, said, previous)


def _asked_back(bare: str, previous: Turn) -> str:
    """Return the earlier question asked another way: when, why, who; "" where that is not what is asked."""
    if _own(bare):
        return ""
    if why := _WHY_SO.fullmatch(bare):
        return ask_why_so(why.group(1), previous.question)
    asked = _BARE.fullmatch(bare) or _HAPPENED.fullmatch(bare)
    return ask_back(next(filter(None, asked.groups())), previous.question, previous.answer) if asked else ""


def _with_its_subject(clean: str, said: str, previous: Turn) -> str:
    if fragment := _fragment(clean, said):
        whole = _beside_somebody(fragment, previous) or put_in_place(fragment, previous.question)
        return whole or clean
    resolved = ask_about_clause(said, previous.question) or ask_what_caused(said, previous.question)
    resolved = resolved or resolve_pronouns(said, previous.question, previous.answer)
    if resolved != said:
        return resolved[0].upper() + resolved[1:] if clean[0].isupper() else resolved
    return ask_with(said, previous.question) if _leans(clean, said) else clean


def _beside_somebody(fragment: str, previous: Turn) -> str:
    """Return who led the union before Anna Berg for "and before her?", where she was the answer; else ""."""
    beside, name = _BESIDE_SOMEBODY.fullmatch(fragment), named_in(previous.answer)
    return f"{previous.question.rstrip(' ?')} {beside[1].lower()} {name}?" if beside and name else ""


def _asks(text: str) -> bool:
    """Whether it asks or orders something: thanks and greetings are no subject to come back to."""
    first = text.split()[0].lower()
    return text.endswith("?") or first in QUESTION_WORDS | AUXILIARIES | PREPOSITIONS or len(content_stems(text)) > 1


def _without_connectives(text: str) -> str:
    while match := _CONNECTIVE.match(text):
        if match.end() == len(text):
            break
        text = text[match.end() :]
    return text


def _own(text: str) -> bool:
    """Whether the text names something itself."""
    return bool(find_dates(text)) or any(phrase.named for phrase in find_phrases(text))


def _fragment(clean: str, said: str) -> str:
    """Return the words that stand for a whole question: "Denmark" of "And Denmark?"; "" if it is a clause."""
    if about := _ABOUT.fullmatch(said.rstrip(" ?!.")) or _ABOUT.fullmatch(clean.rstrip(" ?!.")):
        fragment = about.group(1) or about.group(2)
        return "" if _is_clause(fragment) else fragment
    words = said.rstrip(" ?!.").split()
    if _is_clause(said) or len(words) > _LONGEST_FRAGMENT:
        return ""
    led = clean != said and bool(re.match(r"(?:and|but|or|so|then)\b", clean, re.I))
    short = len(words) <= 3 and clean.endswith("?")
    prepositional = words[0].lower() in (*PREPOSITIONS, "according") and len(words) <= 5
    return said.rstrip(" ?!.") if led or short or prepositional else ""


def _is_clause(text: str) -> bool:
    lows = ["" if word == "May" else word.lower() for word in (word.strip("?,.!") for word in text.split())]
    question_word = lows[0] in QUESTION_WORDS or (lows[0] in PREPOSITIONS and lows[1:2] and lows[1] in QUESTION_WORDS)
    return bool(question_word) or any(low in AUXILIARIES for low in lows)


def _leans(clean: str, said: str) -> bool:
    """Whether a whole question leaves its subject out: "How many were injured?", "Who was responsible?"."""
    low = said.lower().rstrip(" ?!.")
    if re.search(r"\b(?:he|she|him|her|his)\b", low):  # nobody who could be meant was found
        return False
    if _own(said) or is_name(said.split()[0]) or re.search(r"\d", said) or not _is_clause(said):
        return False
    if re.search(r"^(?:what (?:is|are|was|were)|who (?:is|are)) (?!the\b)|\b(?:is|are) there\b", low):
        return False
    if leaves_out_subject(said):
        return True
    bearing = content_stems(_SAYS_LITTLE.sub(" ", low))
    return len(bearing) <= (2 if clean != said else 1)
