"""What a question asks for: the kind of answer, what it counts, and the words an answer must be about."""

import re
from dataclasses import dataclass
from typing import Literal

from rag.values.find import find_values
from rag.values.types import Kind as ValueKind
from rag.values.types import Role, Value
from rag.words import content_stems, names, stem

Asks = Literal["value", "person", "place", "yes_no", "statement"]

_LENGTH_UNITS = r"(?:nautical )?(?:miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|feet|foot|inches|acres?|hectares?|square \w+)"
_MASS_UNITS = r"(?:kilos?|kilograms?|kg|grams?|pounds?|tons?|tonnes?|lit(?:er|re)s?|gallons?|barrels?|(?:mega|giga|kilo)?watts?|degrees?|knots)"
_DURATIONS = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)"
_CURRENCY = r"(?:dollars?|euros?|pounds sterling|crowns?|rupees?|yen|yuan|rub(?:le|el)s?|francs?|money)"
_MONEY = r"(?:cost|price|budget|fine|fee|salary|wage|revenue|turnover|profit|loss(?:es)? in|fund(?:s|ing)|compensation|debt|donat\w+|pa(?:y|id)|spen[dt]|earn\w*|worth|valued?|raise[ds]?|invest\w*|expensive|income|damages?)"

# What a question's opening asks for, the first rule that matches wins. A rule that names no kind accepts every figure.
_RULES: tuple[tuple[str, Asks, tuple[ValueKind, ...]], ...] = tuple(
    (pattern, asks, kinds)
    for pattern, asks, kinds in (
        (r"(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|shall|may|might|must|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|can't|hasn't|haven't)\b", "yes_no", ()),
        (rf"how (?:many|much) {_CURRENCY}\b", "value", ("money",)),
        (r"how many (?:per ?cent|percent|percentage points)\b", "value", ("percent",)),
        (rf"how many {_LENGTH_UNITS}\b|how many {_MASS_UNITS}\b", "value", ("measure",)),
        (rf"how many {_DURATIONS}\b(?! (?:people|were killed))", "value", ("duration", "count")),
        (r"how many times\b", "value", ("count",)),
        (r"how many\b|what (?:is|was|were|are) the (?:total )?(?:number|count|(?:death |casualty )?toll|population|headcount)\b", "value", ("count",)),
        (r"(?:what|which) (?:number|quantity) of\b|.*\b(?:death|casualty) toll\b", "value", ("count",)),
        (r"(?:what|which) (?:percentage|per ?cent|percent|share|proportion|fraction)\b|how many in (?:a hundred|ten)\b", "value", ("percent", "count")),
        (r".*\b(?:unemployment|inflation|interest|literacy|mortality|growth|turnout|infection|vaccination|success|failure) rate\b|.*\bturnout\b", "value", ("percent", "count")),
        (rf"how much\b.*\b{_MONEY}\b|what (?:did|does|do|will|would|was|is|were)\b.*\b(?:cost|price|budget|fine|fee|salary|compensation)\b|.*\bin {_CURRENCY}\b", "value", ("money",)),
        (r"how much\b", "value", ("money", "measure", "percent", "count")),
        (r"how (?:far|deep|tall|high|wide|heavy|fast|big|large|hot|cold|warm|strong|thick|broad)\b", "value", ("measure", "count", "percent", "money")),
        (r"what (?:is|was|were|are) the (?:\w+ ){0,2}(?:temperature|distance|height|depth|weight|speed|length|width|area|magnitude|altitude|capacity|size|volume|range|wavelength|elevation)\b|(?:what|which) (?:temperature|distance|height|depth|speed|magnitude|altitude)\b", "value", ("measure", "count")),
        (r"how (?:long ago|old)\b|what age\b", "value", ("duration", "count", "date")),
        (r"how long\b", "value", ("duration", "measure", "date")),
        (r"how (?:often|frequently)\b", "value", ("count", "duration")),
        (r"(?:at |by |around |from )?(?:what|which) (?:time|hour)\b(?! (?:period|frame|of year))|what o'clock", "value", ("time",)),
        (r"when\b|since when\b|(?:in |on |by |during |since |until |from )?(?:what|which) (?:\w+ )?(?:year|date|day|month|decade|century)s?\b|what (?:is|was) the (?:exact )?(?:date|year|day)\b", "value", ("date",)),
        (r"who\b|whom\b|whose\b|by whom\b|(?:what|which) (?:person|man|woman|author|scientist|president|minister|leader|general|king|queen|company|organi[sz]ation|group|agency)\b", "person", ()),
        (r"where\b|(?:in |at |to |from |on )?(?:what|which) (?:\w+ )?(?:city|cities|country|countries|town|place|state|province|region|river|island|port|village|continent|location)\b", "place", ()),
    )
)  # fmt: skip

_ROLE_WORDS: tuple[tuple[Role, str], ...] = (
    ("dead", r"kill(?:ed|s|ing)?|die[ds]?|dying|dead|deaths?|death toll|toll|fatalit(?:y|ies)|los[te] their lives|lives (?:were )?lost|perish(?:ed)?|drown(?:ed)?|murdered|massacred"),
    ("hurt", r"wounded|injur(?:ed|ies)|hurt|hospitali[sz]ed"),
    ("missing", r"missing|unaccounted for|disappeared"),
    ("survived", r"surviv(?:ed|e|ors?)|rescued|saved"),
)  # fmt: skip
# Words that only say what kind of answer is wanted; evidence need not repeat them.
_SLOT = re.compile(
    r"\b(?:how|what|which|who|when|where|why|many|much|far|long|number|total|percentage|percent|share|year|date|day|month|time|hour|people|persons?|"
    r"exactly|approximately|name|kind|type|sort|happen(?:ed)?|take place|took place|did|say|said|according)\b",
    re.I,
)
_COUNTED = re.compile(r"\bhow many (?:of the |different |other |more |new |total |the )*((?:[\w'’-]+ ){0,3}?[\w'’-]+?)(?= (?:are|is|was|were|do|does|did|have|has|had|can|could|will|would|took|take|die|died|lost|live|lived|in|on|at|of|aboard|that|who|from|there|than|per|to|by|for|with|were|survived?|work|play|make|made|got|went|came|per|remain\w*|escaped?|voted?|attend\w*|participat\w*|support\w*|kill\w*|injur\w*|wound\w*)\b|\?|$)", re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read: what an answer must be and what it must be about."""

    text: str
    asks: Asks
    kinds: tuple[ValueKind, ...]  # acceptable kinds of figure, preferred first; empty unless `asks` is "value"
    role: Role  # whom the question counts: the dead, the hurt, the missing, the survivors
    counted: frozenset[str]  # stems of the counted noun phrase in "how many X"
    terms: frozenset[str]  # stems an answer's sentence or its surroundings should share
    names: frozenset[str]  # those of the terms that are proper names
    dates: tuple[Value, ...]  # dates the question restricts itself to


def understand(text: str) -> Question:
    """Read a question as typed. Never fails: what is not understood asks for a statement."""
    clean = " ".join(text.split())
    asks, kinds = _kind_of_answer(clean.lower())
    role = _role(clean.lower()) if "count" in kinds else ""
    counted = _counted(clean) if "count" in kinds else frozenset()
    dates = tuple(value for value in find_values(clean) if value.kind == "date" and value.unit == "")
    subject = _without_role_words(_blank(clean, dates), role)
    terms = content_stems(_SLOT.sub(" ", subject))
    return Question(clean, asks, kinds, role, counted, terms, names(clean) & terms, dates)


def _kind_of_answer(low: str) -> tuple[Asks, tuple[ValueKind, ...]]:
    for pattern, asks, kinds in _RULES:
        if re.match(rf"(?:.*[,;:] )?(?:(?:and|but|so|then|please|tell me) )?(?:{pattern})", low):
            return asks, kinds
    return "statement", ()


def _role(low: str) -> Role:
    return next((role for role, words in _ROLE_WORDS if re.search(rf"\b(?:{words})\b", low)), "")


def _counted(text: str) -> frozenset[str]:
    match = _COUNTED.search(text)
    return frozenset(stem(word) for word in match.group(1).split()) if match else frozenset()


def _blank(text: str, values: tuple[Value, ...]) -> str:
    for value in values:
        text = text[: value.start] + " " * (value.end - value.start) + text[value.end :]
    return text


def _without_role_words(text: str, role: Role) -> str:
    words = dict(_ROLE_WORDS).get(role)
    return re.sub(rf"\b(?:{words})\b", " ", text, flags=re.I) if words else text
