"""What a sentence's wording tells of its side on a yes/no question: negation, rejection, opposites, figures."""

import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from corpus.types import Span
from rag.denials.claims import bears_claim_out, introductions, rejections
from rag.questions.plain_question import without_asking
from rag.questions.question import Question
from rag.values.compare import bears_out, comparable, comparable_but_for_nouns, compatible
from rag.values.find import find_values
from rag.values.synonyms import PEOPLE, same_things
from rag.values.types import Value
from rag.words import content_stems, content_words, names, stem

WORDING = (
    "negated", "denied", "negates_asked", "affirmed", "affirmed_nearby", "opposite", "figure_met", "figure_clash",
    "figure_absent", "figure_asked", "met_affirmed", "clash_affirmed", "name_missing", "other_name", "covered",
    "hedged", "hearsay",
)  # fmt: skip

_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|scarcely|seldom|rarely)\b|n['’]t\b",
    re.I,
)
# What has a word that denies and turns nothing round: "not only", "contrary to early doubts", "80 km far from Berlin".
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just)\b|\b(?:contrary to|despite|in spite of|notwithstanding|regardless of)\b[^,;:.]*"
    r"|\b(?:how|km|miles?|kilomet(?:re|er)s?|met(?:re|er)s?|yards|hours?|minutes) (?:far|away) from\b",
    re.I,
)
_REJECTION = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject\w*|dismiss\w*|refut\w+|rebut\w*|disput\w+|rul(?:e|ed|es|ing) out"
    r"|contradict\w*|disprov\w+|debunk\w*|disagree\w*|doubt\w*|fals(?:e|ely)|untrue|wrong(?:ly)?|incorrect\w*|baseless|unfounded|myth"
    r"|misconception|fail(?:s|ed|ing|ure)?|unable|inability|refus\w+|lack\w*|prevent\w*|far (?:away )?from|no longer"
    r"|used to|former(?:ly)?|ceased?|unlikely|impossible|inadequate\w*|insufficient\w*|instead of|rather than|except"
    r"|stopped|propaganda|fabricat\w+|rumou?rs?|nonsense|against|oppos\w+)\b",
    re.I,
)
_HEDGE = re.compile(r"\b(?:whether|if|unclear|unknown|uncertain|unconfirmed|undecided|not known|open question)\b", re.I)
_HEARSAY = re.compile(
    r"\b(?:rumou?r(?:s|ed)?|claim(?:s|ed|ing)|alleg\w+|hearsay|legends?|posts?|stor(?:y|ies)|tales?|fables?|anecdotes?"
    r"|gossip|supposed(?:ly)?|report(?:s|edly)|said to (?:be|have)|believed to|people (?:say|said)|it (?:is|was) said"
    r"|accus\w+|suggestions?)\b",
    re.I,
)
_BREAK = re.compile(r"[;:—–]|,? \b(?:but|however|although|though|while|whereas|yet|despite)\b ")
_OPPOSITES = (
    "open/closed", "opened/closed", "open/shut", "alive/dead", "safe/dangerous", "safe/unsafe", "rise/fall",
    "rose/fell", "increase/decrease", "increased/decreased", "grow/shrink", "growing/shrinking", "more/less",
    "more/fewer", "before/after", "first/last", "win/lose", "won/lost", "accept/reject", "accepted/rejected",
    "allow/forbid", "allowed/forbidden", "allowed/banned", "legal/illegal", "support/oppose", "supported/opposed",
    "above/below", "inside/outside", "major/minor", "public/private", "strong/weak", "success/failure",
    "succeed/fail", "succeeded/failed", "always/never", "with/without", "include/exclude", "guilty/innocent",
    "guilty/acquitted", "convicted/acquitted", "true/false", "high/low", "higher/lower", "large/small", "big/small",
    "many/few", "early/late", "old/new", "present/absent", "present/lacking", "begin/end", "began/ended",
    "start/stop", "started/stopped", "continue/stop", "continued/stopped", "join/leave", "joined/left",
    "remain/leave", "remained/left", "married/unmarried", "married/single", "north/south", "east/west",
    "enough/inadequate", "enough/insufficient", "adequate/inadequate", "sufficient/insufficient", "good/bad",
    "better/worse", "improve/worsen", "improved/worsened", "full/empty", "clean/dirty", "clean/contaminated",
    "confirmed/denied", "admitted/denied", "approved/rejected", "passed/rejected", "passed/failed", "hot/cold",
    "victory/defeat", "effective/ineffective", "contain/spread", "expand/contract", "temporary/permanent",
    "natural/artificial", "male/female", "positive/negative", "voluntary/forced", "war/peace", "survive/die",
    "survived/died", "found/missing", "stay/close", "keep/close", "kept/closed", "warm/cold", "wet/dry",
    "delayed/punctual", "known/unknown", "visible/invisible", "possible/impossible", "likely/unlikely",
    "exclusively/also", "only/also", "town/village", "cheap/expensive", "dry/rainy", "calm/rough", "calm/stormy",
)  # fmt: skip
# Those of which whatever is not the one is the other: "not safe" says of a water supply that it is dangerous.
_EITHER_OR = (
    "open/closed", "open/shut", "alive/dead", "safe/dangerous", "legal/illegal", "allowed/forbidden", "allowed/banned",
    "guilty/innocent", "true/false", "present/absent", "married/single", "permanent/temporary",
)  # fmt: skip
_NOT_SO = re.compile(
    r"\b(?:not|never|no longer|far from|hardly|(?P<verb>is|was|are|were)n['’]t)"
    r"(?: (?:yet|been|be|being|become|now|currently|considered|at all|really))* (?P<word>[a-z]+)\b",
    re.I,
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TOKEN = re.compile(r"[\w’'-]+")
_NEARBY = 5  # words
_BEYOND = re.compile(r"(?:\w+er|more|less|over|above|under|below|before|after|beyond)\b", re.I)
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
_PREFIX = re.compile(rf"^(?:{'|'.join(_PREFIXES)})(?=\w{{4,}})")


def wording(question: Question, sentence: str) -> list[float]:
    """Return what the wording tells, a number a name in WORDING."""
    part = _relevant(question, sentence)
    negated, denied = _negations(part) % 2, (_denials(part) + _denials(question.text)) % 2
    nearby = (_nearby_denials(question, sentence) + _denials(question.text)) % 2
    opposite = _opposite(question, sentence)
    sign = (1 - 2 * nearby) * (1 - 2 * opposite)
    own = content_stems(sentence)
    covered = _share(question.terms, own)
    missing = 1 - _share(question.names, own) if question.names else 0.0
    others = names(sentence) - question.names
    met, clash, absent, asked = _figures(question, sentence)
    return [
        float(negated),
        float(denied),
        float(nearby),
        covered * (1 - 2 * denied),
        covered * sign,
        float(opposite),
        met,
        clash,
        absent,
        asked,
        met * sign,
        clash * (1 - 2 * nearby),
        missing,
        float(bool(others) and missing > 0),
        covered,
        float(bool(_HEDGE.search(part))),
        float(bool(_HEARSAY.search(sentence)) and not bears_claim_out(sentence, question.terms)),
    ]


def counts_otherwise(question: Question, sentence: str) -> bool:
    """Whether another exact number of the same dead, hurt or saved is given than is asked about, and nothing denied."""
    if (_nearby_denials(question, sentence) + _denials(question.text)) % 2:
        return False
    given = [value for value in _own_figures(sentence) if value.bound == "exact"]
    fates = [value for value in _own_figures(question.text) if value.role and value.bound == "exact"]
    return any(_figure(asked, [one for one in given if one.role == asked.role]) == "clash" for asked in fates)


def denies_asked(question: Question, sentence: str) -> bool:
    """Whether a sentence says no by a word that denies or the one thing it can be instead, and by no other figure."""
    asked, own = (_WORD.findall(text.lower()) for text in (without_asking(question.text), sentence))
    contrary = any(_either_or(one, other) for one in asked for other in own)
    denials = _denials(_HEARSAY.sub("", sentence))  # a rumour is doubted, and denies nothing
    return (contrary or denials > 0) and not _figures(question, sentence)[1]


def in_words_asked(question: Question, sentence: str) -> str:
    """Return "the water is not safe" as "the water is unsafe" where that is asked."""
    asked = _WORD.findall(without_asking(question.text).lower())

    def told(match: re.Match[str]) -> str:
        meant = next((word for word in asked if _either_or(word, match["word"].lower())), "")
        return " ".join(filter(None, (match["verb"], meant))) if meant else match[0]

    return _NOT_SO.sub(told, sentence)


def _either_or(one: str, other: str) -> bool:
    pairs = (f"{one}/{other}", f"{other}/{one}")
    return any(pair in _EITHER_OR for pair in pairs) or (one != other and one in _contraries(other))


def _contraries(word: str) -> tuple[str, ...]:
    return (_PREFIX.sub("", word), *(f"{prefix}{word}" for prefix in _PREFIXES))


def _negations(text: str) -> int:
    return len(_NEGATION.findall(_denying(text)))


def _denials(text: str) -> int:
    """Count what turns a sentence round: negations, verbs and adjectives that reject, and claims found to be false."""
    spans, rejected = _denying_spans(text), list(rejections(text))
    twice = {one.noun for one in rejected}  # a rumour that is false is one denial
    starts = {span.start for span in spans}
    return sum(span.start not in twice for span in spans) + sum(one.found.start not in starts for one in rejected)


def _denying_spans(text: str) -> list[Span]:
    told = _denying(text)
    return [Span(*match.span()) for pattern in (_NEGATION, _REJECTION) for match in pattern.finditer(told)]


def _denying(text: str) -> str:
    """Blank out what turns nothing round; every other word keeps its place."""
    return _NO_DENIAL.sub(lambda match: " " * len(match[0]), text)


def _nearby_denials(question: Question, sentence: str) -> int:
    """Count the denials that turn round what is asked: up to five words before a word of it or of a claim, or after it.

    "No truth in the report that it sank" denies before a claim, "reports that it sank proved false" after one.
    """
    told = [match.start() for match in _TOKEN.finditer(sentence) if content_stems(match.group()) & question.terms]
    told += introductions(sentence, question.terms)
    rejected = [one for one in rejections(sentence) if content_stems(one.said) & question.terms]
    before = {span.start for span in _denying_spans(sentence) if _stands_before(sentence, span.end, told)}
    return len(before.difference(one.noun for one in rejected) | {one.found.start for one in rejected})


def _stands_before(text: str, end: int, told: Sequence[int]) -> bool:
    return any(at >= end and _words_between(text, end, at) < _NEARBY for at in told)


def _words_between(text: str, start: int, end: int) -> int:
    return len(_TOKEN.findall(text, start, end))


def _share(wanted: frozenset[str], present: frozenset[str]) -> float:
    return len(wanted & present) / len(wanted) if wanted else 0.0


def _relevant(question: Question, sentence: str) -> str:
    """Return the part of the sentence that shares most with the question; the first of several."""
    parts = _BREAK.split(sentence)
    return max(parts, key=lambda part: len(content_stems(part) & question.terms))


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _OPPOSITES:
        one, other = (stem(word) for word in pair.split("/"))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def _opposite(question: Question, sentence: str) -> bool:
    """Whether the sentence has the opposite of a word of the question instead of the word."""
    own = _roots(sentence)
    missing = [word for word in _WORD.findall(without_asking(question.text).lower()) if stem(word) not in own]
    if any(_opposites().get(stem(word), frozenset()) & own for word in missing):
        return True
    bare = {word: _PREFIX.sub("", word) for word in missing}
    others = set(content_words(sentence))
    turned = {_PREFIX.sub("", word) for word in others} - others
    return any(word in turned or (bare[word] != word and bare[word] in others) for word in missing)


@lru_cache(maxsize=4096)
def _roots(text: str) -> frozenset[str]:
    return frozenset(map(stem, _WORD.findall(text.lower())))


def _figures(question: Question, sentence: str) -> tuple[float, float, float, float]:
    """Return (a figure asked about is given, another is given in its place, none is, one is asked about)."""
    asked = _own_figures(question.text)
    if not asked:
        return 0.0, 0.0, 0.0, 0.0
    given = _own_figures(sentence)
    states = [_figure(value, given) for value in asked]
    return float(all(s == "met" for s in states)), float("clash" in states), float("absent" in states), 1.0


def _own_figures(text: str) -> list[Value]:
    """Return the figures of a text but for those that only say others in other units: "2 metres (6 ft 7 in)"."""
    return [value for value in find_values(text) if not _converts(text, value)]


def _converts(text: str, value: Value) -> bool:
    return value.kind != "date" and text[: value.start].endswith("(") and text.startswith(")", value.end)


def _figure(asked: Value, given: Sequence[Value]) -> str:
    like = [value for value in given if _same_sort(asked, value) and not _leaves_open(asked, value)]
    if any(compatible(asked, value) and not _only_reaches(asked, value) for value in like):
        return "met"
    return "clash" if any(not _may_be_part(value, asked) for value in like) else "absent"


def _same_sort(asked: Value, given: Value) -> bool:
    return comparable(asked, given) or _alike(asked, given) or _of_one_fate(asked, given)


def _of_one_fate(asked: Value, given: Value) -> bool:
    """Whether both count the dead, the hurt or the like, one of them as people: 23 miners and "27 people died"."""
    people = asked.noun in PEOPLE or given.noun in PEOPLE
    return people and bool(asked.role) and asked.role == given.role and comparable_but_for_nouns(asked, given)


def _may_be_part(given: Value, asked: Value) -> bool:
    """Whether fewer miners are given where people are asked about: others may have died too."""
    return asked.noun in PEOPLE and not same_things(given.noun, asked.noun) and given.low < asked.low


def _leaves_open(asked: Value, given: Value) -> bool:
    """Whether the figure given may be the one asked about and may be another: 23 and "at least 19"."""
    counts = asked.kind == "count" and bool(given.noun or given.role)  # "under twelve" is a range of ages
    bounded = counts and given.bound in ("at_least", "at_most")
    return bounded and compatible(asked, given) and not bears_out(given, asked)


def _only_reaches(asked: Value, given: Value) -> bool:
    """Whether "more than 40" is asked and 40 is given."""
    limits = [limit for limit in (asked.low, asked.high) if math.isfinite(limit)]
    if asked.bound not in ("at_least", "at_most") or given.bound != "exact" or not _BEYOND.match(asked.text):
        return False
    return any(math.isclose(given.low, limit) or math.isclose(given.high, limit) for limit in limits)


def _alike(asked: Value, given: Value) -> bool:
    """Whether a count of unnamed things can be the one asked about."""
    return asked.kind == given.kind == "count" and not (asked.noun and given.noun)
