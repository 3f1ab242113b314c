"""Events that end what others begin: when the baths were closed does not say when they were opened."""

import re
from collections.abc import Iterator

from rag.questions.question import Question
from rag.values.types import Value
from rag.words import content_stems

# Verbs and nouns in all their forms, those of the opposite event behind the bar.
_PAIRS = (
    "{open}|inaugurat[a-z]+ | {close}|shut(?:s|ting)?",
    "launch(?:ed|es|ing)?|introduc[a-z]+ | {close}|shut(?:s|ting)?|discontinued?|withdrawn|scrapped|{end}|abolished",
    "beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|commenc[a-z]+|br(?:oke|eaks?|oken) out"
    " | {end}|finish(?:es|ed|ing)?|conclud[a-z]+|completed?|put out|extinguished",
    "founded|founding|established?|set up|formed | dissol[a-z]+|disband[a-z]*|abolish[a-z]*|wound up|{close}|shut",
    "arriv(?:es?|ed|ing|als?) | {leave}|depart(?:s|ed|ing|ures?)?",
    "join(?:s|ed|ing)?|enter(?:s|ed|ing)?|enlist[a-z]* | {leave}|quit|withdr[ae]w[a-z]*|resign[a-z]*|expelled",
    "appointed|elected|t[ao]ken? office|hired|inaugurat[a-z]+|sworn in|promoted"
    " | {leave}|resign[a-z]*|retired?|dismissed|sacked|step(?:ped)? down|fired|ousted",
    "born|birth | died?|dies|death|killed|perished?|drown(?:ed)?|buried|murdered|executed",
    "buil[dt]|building of|erected|constructed | demoli[a-z]+|torn down|pulled down|destroyed|razed|collapsed?",
    "arrest(?:ed|s)?|detained|imprisoned|jailed|kidnapped|abducted|captured"
    " | released|freed|acquitted|escaped?|rescued",
    "impos(?:ed?|es|ing)|banned|declar[a-z]+|c[ao]me into force"
    " | lift(?:ed|s|ing)?|repeal[a-z]*|revoked|expired?s?|rescinded",
    "married|marr(?:y|iage)|wed|wedding | divorc[a-z]+|separated?",
    "lost|loses?|stolen|disappear[a-z]*|vanish(?:ed)?|went missing"
    " | found(?! (?:to|that|missing)\\b)|recovered|reappear[a-z]*",
    "s[aiu]nk|sinking | salvaged|refloated",
)
_FORMS = {
    "open": r"open(?:s|ed|ing)?",
    "close": r"clos(?:ed|es|ing|ure)|close(?! (?:to|by|friends?|relatives?)\b)",  # no 'close to the harbour'
    "end": r"end(?:ed|s|ing)|(?<!the )end(?! of\b)",  # no 'at the end of May'
    # no 'left bank', no 'she was left a widow'
    "leave": r"leav(?:es?|ing)|(?<!the )(?<!on )(?<!to )(?<!is )(?<!was )(?<!were )left(?! (?:bank|side|hand|wing)\b)",
}
_OPPOSED = tuple(
    tuple(re.compile(rf"\b(?:{side})\b", re.I) for side in pair.format(**_FORMS).split(" | ")) for pair in _PAIRS
)
_BREAK = re.compile(
    r"[,;:()]\s|\s\(|—|\s–\s"
    r"|\b(?:and|but|while|whereas|although|though|which|who|than|after|before|when|until|till|since|where|so)\b",
    re.I,
)
_ENDS = re.compile(r"\b(?:until|till|through|to|since|from|by|before|after|between)\W*(?:\w+ ){0,2}$", re.I)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")


def is_of_opposed_event(question: Question, text: str, value: Value) -> bool:
    """Whether a date in `text` is that of the opposite of what is asked, which its own part of the sentence tells.

    "It opened in 1906 and closed in 1998" has both dates. The end of a span is not that of what began it: "it opens on
    3 May and runs until 5 June".
    """
    if question.kinds[:1] not in (("date",), ("time",)) or not _is_moment(text, value):
        return False
    part = _part_of(text, value)
    return any(_tells_other(question.text, part, *pair) for pair in _pairs())


def are_of_opposed_events(one: str, date: Value, other: str, other_date: Value) -> bool:
    """Whether a date in one sentence is that of the opposite of what another date in another sentence is of."""
    if not _is_moment(one, date) or not _is_moment(other, other_date):
        return False
    first, second = _part_of(one, date), _part_of(other, other_date)
    return any(
        begins.search(first) and ends.search(second) and not begins.search(second) and not ends.search(first)
        for begins, ends in _pairs()
    )


def _is_moment(text: str, value: Value) -> bool:
    """Whether a date or an hour is when something happened, and not the end of a span."""
    return value.kind in ("date", "time") and value.bound == "exact" and not _ENDS.search(text, 0, value.start)


def _pairs() -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Yield what may be asked for and what is the opposite of it."""
    for one, other in _OPPOSED:
        yield one, other
        yield other, one


def _tells_other(question: str, part: str, asked: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether a question asks for one event and not for its opposite, which alone is told of, and of no stranger.

    "Krone resigned in May" may tell when Ferrand was appointed.
    """
    if other.search(question) or not asked.search(question) or asked.search(part):
        return False
    told = other.search(part)
    return told is not None and not _strangers(question, part[: told.start()])


def _strangers(question: str, subject: str) -> frozenset[str]:
    """Return the stems of the names before a verb, where none of them is of the question."""
    named = content_stems(" ".join(_CAPITAL.findall(subject)))
    return frozenset() if named & content_stems(question) else named


def _part_of(text: str, value: Value) -> str:
    """Return the stretch of a sentence around a date up to what parts it from the rest, without the date.

    A date that leads, as in "On 4 May, the bridge fell", is of the stretch behind it.
    """
    start = max((match.end() for match in _BREAK.finditer(text, 0, value.start)), default=0)
    before, breaks = text[start : value.start], [match.start() for match in _BREAK.finditer(text, value.end)]
    leads = start == 0 and not content_stems(before) and text.startswith(", ", value.end)
    return f"{before} {text[value.end : (*breaks[leads:], len(text))[0]]}"
