"""Questions that seem to ask for a figure by what is gauged: "What was the pH?", "How acidic is it?", "oil exports".

A guess, given up where no figure fits: "What is the level of the debate?" is answered in words.
"""

import re

from rag.questions.answer_kinds import Asked
from rag.values.types import Kind as ValueKind
from rag.values.units import SECOND, read_unit

# 'What are its main exports?' asks which
_NOT_WHICH = r"(?<!main )(?<!chief )(?<!key )(?<!principal )(?<!biggest )(?<!largest )(?<!top )(?<!important )"
# What is gauged, as a noun; the first row that fits wins.
_GAUGES: tuple[tuple[str, tuple[ValueKind, ...]], ...] = (
    (
        r"(?:half-?li(?:fe|ves)|lifespans?|life expectancy|(?:response|waiting|travel|journey|lead) times?|delays?)",
        ("duration", "count"),
    ),
    (
        r"(?:concentrations?|densit(?:y|ies)|ph(?: values?| levels?)?|acidity|alkalinity|salinity|turbidity|humidity"
        r"|moisture|radioactivity|contamination|(?:dose|leak|flow|growth|decay|infection) rates?|doses?|dosages?"
        r"|exposures?|intensity|pressures?(?! (?:on|from|by|for)\b)|voltage|readings?|(?:[\w.-]+ )?levels?"
        r"|(?!the )\w+ content|brightness|loudness|thrust|payload|tonnage|displacement)",
        ("measure", "percent", "count"),
    ),
    (r"activity", ("measure",)),
    (
        rf"{_NOT_WHICH}(?:imports?|exports?|shipments?|deliveries|emissions?|outputs?|throughput|consumption|production"
        r"|harvests?|catch(?= of\b| in\b)|stockpiles?|discharges?|(?<!press )releases?|yields?"
        r"|(?:(?:annual|yearly|daily|monthly) )?(?:caps?|ceilings?)|thresholds?|quotas?|allowances?|limits?"
        r"|max(?:imum|ima)|minimum|inventor(?:y|ies))",
        ("measure", "count", "money", "percent"),
    ),
    (
        r"(?:strength|headcount|incidence|prevalence|caseload|enrol?ments?|intake|backlog|frequency|attendances?"
        r"|(?:crew|class|herd|staff|troop|population|sample) sizes?)",
        ("count", "percent", "measure", "money"),
    ),
    (
        r"(?:scores?|ratings?|categor(?:y|ies)|grades?|stage|tiers?|ratios?|factor|multiples?)",
        ("measure", "count", "percent"),
    ),
)
# 'How acidic was the lake?'
_GAUGED_BY = "radioactive|contaminated|polluted|acidic?|alkaline|salty|saline|noisy|humid|toxic|dense|viscous"
_QUICKLY = r"(?:quick|rapid|swift|slow|prompt)(?:ly)?|fast"
_PLACED = (
    r"(?:of|in|for|at|on|from|among|over|under|above|below|after|before|during|between|per|by|with|near|around|along"
    r"|inside|outside|across|since|until|when|as|to|than|within)"
)
_AUXILIARY = r"(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|may|might|must)"
_ENDS = rf"(?=\W*$|,| (?:{_PLACED}|now|then|today|yesterday|last|this|that|which|[a-z]{{2,}}ed)\b)"
_LED = rf"(?:(?!(?:{_PLACED}|{_AUXILIARY}|about|known|said)\b)[\w'’.-]+ )"
_BARE = rf"(?:(?!(?:{_PLACED}|{_AUXILIARY}|the|an?|its|their|his|her|this|that)\b)[\w'’.-]+ )"
# 'What exports were banned?' asks which
_NO_SORTS = r"(?!(?:imports?|exports?|shipments|deliveries|releases?|discharges|emissions|production)\b)"
_OPENING = rf"(?:(?:{_PLACED}|up to) )?"
_IN_UNITS = re.compile(r"\bin (?P<unit>[a-zµ][\w²³/ -]{2,40}?)\W*$")
_FORMS = (  # "What pH did it have?", "What was the pH?"
    rf"{_OPENING}(?:what|which) {_BARE}{{0,3}}{_NO_SORTS}%s(?=\W*$| (?:{_AUXILIARY}|{_PLACED}|[a-z]{{2,}}ed)\b)",
    rf"what (?:{_AUXILIARY})(?: be)? {_LED}{{0,5}}%s{_ENDS}",
)
_KEYWORDS = rf"(?!{_AUXILIARY}\b|what\b|which\b|wh\w+\b|how\b|why\b){_LED}{{0,4}}%s(?:{_ENDS}| [12][0-9]{{3}}\b)"
_MOST_KEYWORDS = 8
_ADJECTIVES = re.compile(rf"how (?:{_GAUGED_BY}) {_AUXILIARY}\b")
_SPEED = re.compile(rf"how (?:{_QUICKLY}) {_AUXILIARY}\b")
_FACTOR = re.compile(r"by (?:what|which) (?:factor|multiple)\b")


def _compiled(form: str) -> tuple[tuple[re.Pattern[str], tuple[ValueKind, ...]], ...]:
    return tuple((re.compile(form % gauge), kinds) for gauge, kinds in _GAUGES)


_QUESTIONS = tuple(row for form in _FORMS for row in _compiled(form))
_SEARCHES = _compiled(_KEYWORDS)


def kind_of_gauge(asking: str) -> Asked | None:
    """Return the kinds of figure that a question which asks for none in as many words may ask for; None for none."""
    low = asking.lower()
    if _FACTOR.match(low):
        return "value", ("count", "percent")
    if _SPEED.match(low):
        return "value", ("duration", "measure", "time", "rate", "date")
    if _ADJECTIVES.match(low):
        return "value", ("measure", "percent", "count")
    kinds = next((kinds for form, kinds in _QUESTIONS if form.match(low)), None) or _in_units(low)
    return ("value", kinds) if kinds else None


def kind_of_gauge_searched(query: str) -> Asked | None:
    """Return the same for keywords: "arsenic level in the Tarsk", "oil imports 2022"."""
    low = query.lower()
    if len(low.split()) > _MOST_KEYWORDS:
        return None
    kinds = next((kinds for form, kinds in _SEARCHES if form.match(low)), None)
    return ("value", kinds) if kinds else None


def _in_units(low: str) -> tuple[ValueKind, ...] | None:
    """Return that a measure is asked for where its unit ends a question: "What was the release in becquerels?"."""
    match = _IN_UNITS.search(low) if low.startswith(("what ", "which ")) else None
    unit = read_unit(low, match.start("unit") - 1) if match else None
    if not match or not unit or unit.singular or unit.end != match.end("unit"):
        return None
    return ("duration", "count") if unit.base == SECOND else ("measure", "count")
