"""Which kind of answer a query of keywords asks for: "price of a care robot", "Marwar fire number of dead"."""

import re

from rag.questions.answer_kinds import Asked, Asks
from rag.values.types import Kind as ValueKind

_LONGEST = 10  # words; what is longer is told, not searched for
# Words of a request for more than one figure or name.
_TOLD = re.compile(
    r"\b(?:tell|list|names?|show|summar\w+|explain\w*|describ\w+|compar\w+|discuss\w*|about|why|reasons?|causes?|sources?|wh(?:o|om|ose|at)"
    r"|impacts?|effects?|debates?|disputes?|concerns?|polic(?:y|ies)|histor(?:y|ies))\b"
)
# 'number of people who died', of which the rest is no request: who is counted may be told at length
_COUNTS = re.compile(
    r"(?:the |an? )?(?:[\w-]+ ){0,2}?(?:numbers?|percentage|share|proportion) of (?!.*\b(?:sources|reasons?|causes?)\b)"
)
_PERIOD = r"(?:minutes|hours|days|weeks|months|years)"
# 'Orlo militia fighters', 'refugees in Basra 2021': of those who are counted more often than named
_PEOPLE = re.compile(
    r"(?:(?!(?:of|in|for|to|by|with|and|or|wh\w+|how|an?|is|are|was|were|do|does|did|has|have|had)\b)[\w'’.-]+ ){0,3}?"
    r"(?P<noun>fighters|militants|insurgents|soldiers|troops|members|employees|workers|staff|personnel|inhabitants"
    r"|residents|refugees|migrants|prisoners|inmates|detainees|hostages|passengers|pupils|students|visitors|spectators"
    r"|households|patients|ships|vessels|tankers|aircraft|tanks|warheads)"
    r"(?: (?:of|in|at|on|aboard|from) .*| [12][0-9]{3})?\W*",
    re.I,
)

# The first rule that fits wins; the kinds of figure are in order of preference.
_RULES: tuple[tuple[str, Asks, tuple[ValueKind, ...]], ...] = (
    (r"numbers?(?: of\b|\W*$)|(?:how many|(?<!vote )counts?|headcount)\b", "value", ("count", "percent")),
    (
        r"(?:(?<!to )date|deadline|(?:year|day|month|start|end|expiry|beginning|time) of"
        r"|(?:start(?:ing)?|end|opening|closing) (?:time|hour))\b"
        r"|(?<!per )(?<! a )(?<!each )(?<!every )(?<!last )(?<!this )(?<!next )(?<!the )years?\W*$",
        "value",
        ("date", "time", "ordinal"),
    ),
    (
        rf"(?:{_PERIOD} (?:served|spent|in|of|late|lost)|time served|duration|life expectancy)\b",
        "value",
        ("duration", "count"),
    ),
    (r"age(?: of\b|\W*$)", "value", ("duration", "count", "date")),
    (
        r"(?:per ?cent|percentage|share|proportion|(?<!dose )(?<!leak )(?<!flow )rate|turnout)\b",
        "value",
        ("percent", "count", "money", "measure"),
    ),
    (
        r"(?:price|cost|fee|fine|salary|wage|rent|budget|payout|pay|ransom|bounty|debt|revenue|turnover|profit|bill"
        r"|compensation|charge|subsidy|loan|reward|damages|worth|valuation|market value|reserves|savings?|funds"
        r"|settlement|income|earnings|donation|grant)s?\b",
        "value",
        ("money", "count", "percent"),
    ),
    (
        r"(?:metres|meters|kilomet(?:re|er)s|km|miles|feet|tonnes|tons|litres|hectares|acres|degrees|megawatts|carats"
        r"|height|depth|width|weight|mass|speed|volume|area|distance|magnitude|altitude|elevation|temperature|thickness"
        r"|yield)\b",
        "value",
        ("measure", "count", "percent"),
    ),
    (r"length\b", "value", ("measure", "duration", "count")),
    (r"(?:location|whereabouts)\b|^(?:place|spot|site|birthplace|venue)\b", "place", ()),
    (r"^(?:owner|culprit|inventor|author|winner|founder|perpetrator|killer|discoverer|designer)s?\b", "person", ()),
    (
        r"(?:(?:death )?tolls?|deaths?|dead|killed|injured|wounded|missing|casualties|victims|inhabitants|population"
        r"|membership|attendance|workforce)\b",
        "value",
        ("count", "percent"),
    ),
    (r"(?:figures?|estimates?|tall(?:y|ies)) (?:for|on)\b", "value", ("count", "money", "percent", "measure")),
    (
        r"(?:amounts?|sums?|totals?|losses|extent|size|capacity|strength)\b",
        "value",
        ("count", "money", "measure", "percent"),
    ),
)
_COMPILED = [(re.compile(rf"\b(?:{rule})"), (asks, kinds)) for rule, asks, kinds in _RULES]


def kind_of_keywords(query: str) -> Asked | None:
    """Return what keywords ask for, with the acceptable kinds of figure; None where no rule fits."""
    low = query.lower()
    if not _COUNTS.match(low) and (len(low.split()) > _LONGEST or _TOLD.search(low)):
        return None
    found = next((asked for rule, asked in _COMPILED if rule.search(low)), None)
    return found or (("value", ("count",)) if people_sought(query) else None)


def people_sought(query: str) -> str:
    """Return the noun of those whose number keywords seem to ask for: fighters of "Orlo militia fighters"."""
    match = _PEOPLE.fullmatch(query) if len(query.split()) <= _LONGEST else None
    return match["noun"].lower() if match else ""
