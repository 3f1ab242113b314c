"""Portions: "Of the money stolen 31 million has been found" does not say how much was stolen."""

import re
from collections.abc import Iterator

from rag.denials.irregular import with_forms
from rag.questions.fates import fate_asked
from rag.questions.question import Question
from rag.values.types import Value
from rag.words import content_stems

_WHOLE = r"(?:the|its|their|our|his|her|these|those|all|what|everything|everyone)"
_WITHIN = r"(?:[^,;:.]|[.,](?=\d))"  # a clause, with the points and commas of its figures
_LEADS = re.compile(
    rf"(?:^|[,;:.] |\b(?:and|but|that) )(?:out )?of (?:all )?(?P<whole>{_WHOLE} {_WITHIN}+)(?:,(?P<told>[^;:]*))?$",
    re.I,
)
_FOLLOWS = re.compile(
    rf" (?:out )?of (?:all )?(?:(?P<noun>the|its|their|our|his|her)|those|what|everyone) (?P<behind>{_WITHIN}+)", re.I
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|must|should|may|might)\b", re.I
)
_MAIN_VERB = re.compile(rf"(?<!\bwho )(?<!\bthat )(?<!\bwhich ){_AUXILIARY.pattern}", re.I)
_ANOTHER_CLAUSE = re.compile(r"[;:]\s|\.\s|,\s|\b(?:and|but|while|after|before|when|because|as)\b", re.I)
_NOMINAL = re.compile(r"^[\w’'-]+|\b[\w-]+ing\b|\b(?:who|that|which) .*", re.I)
_PREPOSITION = re.compile(r"\b(?:in|on|at|from|by|with|for|during|of|to|after|before|near|aboard)\b", re.I)
_SUBJECT = re.compile(r"\b(?:the|an?|its|their|our|his|her|this|that|these|those|each|every) [\w’'-]+", re.I)
_LEFT = re.compile(r"\b(?:left|remain\w*|surviv\w*|still)\b", re.I)
_PARTS_ASKED = re.compile(r"\bhow (?:much|many) of\b|\b(?:share|proportion|percentage|part|fraction) of\b", re.I)


def is_portion(question: Question, text: str, value: Value) -> bool:
    """Whether a figure in `text` is of a part of what is asked, and something else is said of that part.

    "Of the passengers 12 died" does say how many passengers died.
    """
    if value.kind in ("date", "time", "percent") or _PARTS_ASKED.search(question.text):
        return False
    return any(
        _is_asked(question, whole) and not _tells(question, told) for whole, told in _splits(question, text, value)
    )


def _splits(question: Question, text: str, value: Value) -> Iterator[tuple[str, str]]:
    """Yield what the whole may be, of which a figure is said to be a part, and what is told of the part.

    Where a noun ends and its verb begins is not known: what is told begins at an auxiliary that does not follow "who",
    or behind "the dead" and "the stolen paintings".
    """
    rest = text[value.end :]
    if led := _LEADS.search(text, 0, value.start):
        yield led["whole"], f"{led['told'] or ''} {_ANOTHER_CLAUSE.split(rest, maxsplit=1)[0]}"
    if follows := _FOLLOWS.match(_ANOTHER_CLAUSE.split(rest, maxsplit=1)[0]):
        behind = follows["behind"]
        if follows["noun"]:
            first, _, further = behind.partition(" ")
            yield first, further.partition(" ")[2]
        if verb := _MAIN_VERB.search(behind):
            yield _as_noun(question, behind[: verb.start()]), behind[verb.end() :]


def _as_noun(question: Question, whole: str) -> str:
    """Return the words of a whole that can be part of a noun where it is asked who did something.

    "The passengers who died", not "the passengers died"; things stolen are "the things stolen".
    """
    return whole if _AUXILIARY.search(question.text) else " ".join(_NOMINAL.findall(whole))


def _is_asked(question: Question, whole: str) -> bool:
    """Whether a whole is what is asked for, by what it did or what became of it: "the assets stolen", "the dead"."""
    if question.role and fate_asked(whole) == question.role:
        return True
    return bool(_predicate(question) & content_stems(whole))


def _tells(question: Question, told: str) -> bool:
    """Whether of the part is told what is asked, or nothing at all; what is left of a fleet is how large it is."""
    if question.asks_how_it_stands and _LEFT.search(told):
        return True
    stems = content_stems(told)
    same = bool(question.role) and fate_asked(told) == question.role
    return not stems or same or bool(with_forms(question.terms) & stems)


def _predicate(question: Question) -> frozenset[str]:
    """Return the stems of what is asked to have been done: "stolen" of "How much was stolen from the bank?"."""
    verb = _AUXILIARY.search(question.text)
    said = _PREPOSITION.split(question.text[verb.end() if verb else 0 :])[0]
    stems = content_stems(_SUBJECT.sub(" ", said))
    return with_forms(stems & question.terms - content_stems(" ".join(question.counted)) - question.names)
