"""Which kind of answer a question's wording asks for."""

import re
from typing import Literal

from rag.questions.choices import offers_choice
from rag.values.types import Kind as ValueKind
from rag.values.units import SECOND, read_unit

Asks = Literal["value", "person", "place", "yes_no", "statement"]
Asked = tuple[Asks, tuple[ValueKind, ...]]

_PERIOD = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)"
_CURRENCY = r"(?:dollars?|euros?|pounds sterling|crowns?|rupees?|yen|yuan|rub(?:le|el)s?|francs?|money)"
_MONEY = (
    r"(?:cost|price|budget|fine|fee|salary|wage|revenue|turnover|profit|fund(?:s|ing)|compensation|debt|donat\w+"
    r"|pa(?:y|id)|spen[dt]|earn\w*|worth|valued?|raise[ds]?|invest\w*|expensive|income|damages?|rents?)"
)
_SUM = (
    r"(?:fines?|prices?|bills?|debts?|budgets?|funds?|deficits?|profits?|loans?|subsid(?:y|ies)|salar(?:y|ies)|wages?"
    r"|ransom|costs?|currency reserves|shortfall|surplus)"
)
# 'What profit did it make?', 'What was the total income?', not 'What is the main source of income?'
_GAIN = (
    r"(?<!of )(?<!of the )(?<!main )(?:profits?|loss(?:es)?|rewards?|bonus|bount(?:y|ies)|deposits?|dividends?|income"
    r"|revenues?|ransom|debts?|deficit|surplus|shortfall|compensation|earnings|takings|bill|contribution|pay)"
)
_CHANGE = r"(?:(?:pay|wage|price|rent|tax) )?(?:raise|rise|increase|discount|reduction|cut)s?"
_TRADED = r"(?:(?<!to )fetch|(?:sold|sell|bought|auctioned) for)(?=\W*$| (?:in|at|on|now|today)\b)"
_STOCK = r"(?:money|income|funds|funding|revenues?|wealth|financ(?:e|es|ing)|cash|support)"
_RATE = r"(?:unemployment|inflation|interest|literacy|mortality|growth|infection|vaccination|success|failure)"
_PAID = (  # 'What did the buyers pay?', 'What does the damage come to?'
    r"(?:(?:pay|charge|earn(?:ed)?|paid|spen[dt](?! on)|bid)\b(?! attention)(?!.*\b(?:for|on|with|as|in)\W*$)"
    r"|(?:amount|come|add up) to(?=\W*$))"
)
_EXTENT = (
    r"(?:great|loud|far|deep|tall|high|wide|heavy|fast|big|large|hot|cold|warm|strong|thick|broad|close|near|steep|shallow|small"
    r"|short|low|thin|narrow|light|slow)"
)
_MEASURED = (
    r"(?:temperature|distance|height|depth|weight|speed|length|width|area|magnitude|altitude|capacity|size|volume"
    r"|rainfall|snowfall|range|wavelength|elevation|mileage|flow|margin of error|radius|diameter|wingspan|thickness"
    r"|circumference|mass(?= of))"
)
_MOST = r"(?:(?:wind|air|water|ground|surface|top|average|total|m(?:ax|in)imum) )?"
# 'What was the concentration of lead?', not 'What was the pressure group?'
_GAUGED = (
    r"(?:(?:concentration|densit(?:y|ies)|efficiency|yield|voltage|emission|cali(?:bre|ber)"
    r"|(?:water|sea|river|lake|noise|sound|radiation|light|oxygen|sugar|cholesterol) level)s?|levels?(?= of\b)"
    r"|pressures?(?! (?:on|from|by|for)\b))"
)
_STRONG = (
    r"(?:(?:earth)?quake|tremor|shock|storm|hurricane|typhoon|explosion|blast|bomb|charge|engine|motor|turbine|reactor"
    r"|laser|generator|battery|transmitter|magnet|pump|lamp|(?:power )?(?:plant|station))s?"
)
_LEVEL = r"(?:quota|dose|coverage|attendance|circulation|ratio|capacity|output|market share|interest rate|limit)"
_PEOPLED = r"(?:workforce|staff|crew|fleet|membership|garrison|crowd|audience|population|army|(?:joint|armed) forces?)"
_TOLD = r"(?:figure|estimate|tally|losses|casualties|production|workforce|membership)"
_GIVEN = r"(?:figures?|numbers?|estimates?|totals?)"
_TELLS = r"(?:give|report|cite|quote|mention|name|publish|put forward|announce|release)(?:n|d|ed|s)?"
_EVERY = r"\b(?:per|a|an|each|every) (?:week|month|year|day|hour|head|person|family|household)\b"
_CALENDAR = r"(?:year|date|day|month|decade|century)s?"
# 'How much sludge got out?' is answered in tonnes, 'How much aid was sent?' and 'How much did it lose?' in money
_SUM_OF = (
    r"(?:money|aid|cash|tax(?:es)?|support|relief|help|assistance|interest|credit|capital|crypto\w*|bitcoin|loot"
    r"|royalties|bail|duty|currency|wealth|savings|backing|trade|business|severance|damage|subsid\w+|loans?"
    r"|grants?|assets|funds|funding|fortune|holdings|proceeds|payments?|compensation|profits?|sales|donations?|debts?)"
)
_NO_STUFF = (
    r"(?:of|more|less|fewer|longer|older|younger|sooner|later|earlier|cheaper|dearer|richer|poorer|too|above|below|over"
    r"|under|further|per|in|by|for|on|to|at|from|with|each|every|any|all|some|and|or|an?|the|its|their|his|her|our|your"
    r"|my|this|that|these|those|it|he|she|they|we|you|i|there)\b"
)
_PEOPLE = (
    r"(?:person|man|woman|author|scientist|president|minister|leader|general|king|queen|company|organi[sz]ation"
    r"|group|agency)"
)
_PLACE = (
    r"(?:city|cities|country|countries|town|place|state|province|region|river|island|port|village|continent"
    r"|location)"
)
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|shall|may|might|must|ought|need)"
    r"(?:n['’]t)?"
)
_WHAT = r"(?:what|which)"
_BE = r"(?:is|was|were|are)"
# 'What was the central bank's key rate in May?', not 'What is the rent strike about?'
_STANDS = rf"what (?:{_BE}|(?:will|would|should|must) be) (?:(?!(?:known|said|about)\b)[\w'’-]+ ){{0,4}}"
_ENDS = (
    r"(?=\W*$| (?:in|for|of|at|per|a|an|on|now|then|today|among|under|last|this|from|up|until|by|so|over|if|when|after"
    r"|before|during|as|between)\b)"
)

# The first rule that fits wins; the kinds of figure are in order of preference.
_RULES: tuple[tuple[str, Asks, tuple[ValueKind, ...]], ...] = (
    (rf"{_AUXILIARY}|whether", "yes_no", ()),
    (rf"how (?:many|much) {_CURRENCY}", "value", ("money",)),
    (r"how many (?:per ?cent|percentage points)", "value", ("percent",)),
    (rf"how many (?:\w+ )?{_PERIOD}", "value", ("duration", "count")),
    (
        rf"{_WHAT} (?:[\w-]+ )?(?:quantit(?:y|ies)|amounts?(?= of (?!(?:[\w'’-]+ ){{0,2}}{_SUM_OF}\b)))",
        "value",
        ("measure", "count", "percent", "money"),
    ),
    (
        rf"how (?:many|few)|{_WHAT} number of|.*\b(?:(?:death|casualty) tolls?|casualty figures?)",
        "value",
        ("count", "percent"),
    ),
    (rf"{_WHAT} (?:losses|casualties)|{_STANDS}{_TOLD}{_ENDS}", "value", ("count", "money", "percent")),
    (rf"what {_BE} the (?:\w+ )?(?:numbers?|counts?|tolls?|population|headcount)", "value", ("count",)),
    (
        rf"{_WHAT} (?:\w+ )?{_GIVEN} (?:{_BE}|(?:do|does|did|have|has)\b.*) {_TELLS}",
        "value",
        ("count", "money", "percent", "measure"),
    ),
    (rf"how\b.*,? in per ?cent|how {_EXTENT} an? (?:part|share|proportion)", "value", ("percent", "count", "money")),
    (rf"{_WHAT} (?:percentage|per ?cent|share|proportion|fraction)", "value", ("percent", "count")),
    (rf".*\b{_RATE} rate|.*\bturnout", "value", ("percent", "count")),
    (rf"{_WHAT} rate|{_STANDS}(?:rate|share){_ENDS}", "value", ("percent", "count", "money")),
    (r"by how much", "value", ("percent", "money", "measure", "count", "duration")),
    (
        rf"how much\b.*\b{_MONEY}|.*\bin {_CURRENCY}|how (?:expensive|wealthy|rich)",
        "value",
        ("money", "count", "percent"),
    ),
    (
        rf"what (?:did|does|do|will|would|{_BE})\b.*\b(?:cost|price|budget|fine|fee|salary|ransom|turnover"
        r"|worth|paid)|what (?:the|its|their) (?:[\w-]+ ){1,3}(?<!\bthe )(?<!\bof )(?<!\babout )costs?",
        "value",
        ("money", "count", "percent"),
    ),
    (
        rf"what (?:did|does|do|will|would|should|must|has|have|had)\b.*\b{_PAID}|what (?:did|does|do)\b.*{_EVERY}",
        "value",
        ("money", "count", "percent"),
    ),
    (
        rf"{_WHAT} (?:\w+ )?(?:price|sum|amount|budget|fine|fee|rent|salary|wage|penalty|levy)",
        "value",
        ("money", "count", "duration"),
    ),
    (r"how (?:heavily|deeply) .*\b(?:indebted|in debt|fined|taxed)", "value", ("money", "count", "percent")),
    (rf"{_WHAT} {_GAIN} {_AUXILIARY}|{_STANDS}{_GAIN}{_ENDS}", "value", ("money", "count", "percent")),
    (rf"{_WHAT} {_CHANGE} (?:in|{_AUXILIARY})", "value", ("percent", "money", "count")),
    (rf"what {_AUXILIARY}\b.*\b{_TRADED}", "value", ("money", "count")),
    (rf"what {_AUXILIARY}\b.*\bweigh", "value", ("measure",)),
    (rf"{_STANDS}(?:rents?|wages?|pay|fares?){_ENDS}", "value", ("money", "count")),
    (r"how much time", "value", ("duration",)),
    (
        rf"how much (?!{_AUXILIARY}\b|{_NO_STUFF}|(?:[\w-]+ )?{_SUM_OF}\b)[\w-]+(?= )",
        "value",
        ("measure", "money", "percent", "count", "duration"),
    ),
    (r"how much", "value", ("money", "measure", "percent", "count", "duration")),
    (rf"how {_EXTENT}(?: {_BE} the damage|\b.*\b{_SUM})", "value", ("money", "count", "percent")),
    (rf"how {_EXTENT}\b.*\b{_PEOPLED}", "value", ("count", "measure", "percent", "money")),
    (rf"how {_EXTENT}", "value", ("measure", "count", "percent", "money")),
    (r"how (?:late|soon|early)", "value", ("duration", "time", "date")),
    (
        rf"what {_BE} (?:the|its|their|his|her) (?:\w+ ){{0,2}}{_MEASURED}|{_WHAT} {_MOST}{_MEASURED}"
        rf"|{_STANDS}{_MEASURED}{_ENDS}",
        "value",
        ("measure", "count"),
    ),
    (
        rf"{_STANDS}{_GAUGED}{_ENDS}|{_WHAT} (?:[\w-]+ )?{_GAUGED} {_AUXILIARY}",
        "value",
        ("measure", "percent", "count"),
    ),
    (rf"how powerful {_BE} (?:[\w'’-]+ ){{1,4}}{_STRONG}{_ENDS}|how dense", "value", ("measure", "count")),
    (r"how efficient", "value", ("percent", "measure", "count")),
    (r"how (?:likely|probable)", "value", ("percent", "count")),
    (rf"how (?:long ago|old)|{_WHAT} ages?|{_STANDS}ages?{_ENDS}", "value", ("duration", "count", "date")),
    (r"how long", "value", ("duration", "measure", "date", "count")),
    (rf"how (?:often|frequently)|{_WHAT} intervals?", "value", ("rate", "count", "duration", "percent", "measure")),
    (rf"(?:around )?{_WHAT} (?:time|hour)(?! (?:period|frame|of year))", "value", ("time",)),
    (r"when|at what (?:point|moment) (?:in time|did|do|does|will|would)", "value", ("date", "time", "ordinal")),
    (rf"(?:\w+ )?{_WHAT} (?:\w+ )?{_CALENDAR}", "value", ("date", "ordinal")),
    (rf"what {_BE} the (?:exact )?(?:date|year|day)|{_STANDS}(?:deadline|date){_ENDS}", "value", ("date",)),
    (rf"what {_BE} the (?:\w+ )?(?:time|age) limit", "value", ("duration", "count")),
    (rf"what {_BE}\b.*\b{_LEVEL}|{_WHAT} {_LEVEL}", "value", ("count", "percent", "measure", "money")),
    (rf"who|whom|whose|{_WHAT} {_PEOPLE}", "person", ()),
    (rf"where {_AUXILIARY}\b.*\b{_STOCK}\b.*\bfrom", "statement", ()),  # no place: a tax, a loan, a state
    (rf"where|(?:\w+ )?{_WHAT} (?:\w+ )?{_PLACE}", "place", ()),
)
_BEFORE = (
    r"(?:for|within|over|after|at|(?:up )?to|until|since|from|during|in(?:to)?|on|of|with|against|under|above|below"
    r"|across|among|through|by(?! how much))"
)
# 'How much experience, in hours, did he have?' asks in its first clause
_OPENING = (
    rf"(?:(?!(?:{_BEFORE} )?(?:(?:how|what|which|who|whom|whose)\b|(?:when|why|where),)).*[,;:] )?"
    r"(?:(?:and|but|so|then|please|tell me) )?"
    rf"(?:{_BEFORE} )?"
)
_COMPILED = [(re.compile(rf"{_OPENING}(?:{rule})\b"), (asks, kinds)) for rule, asks, kinds in _RULES]
_HOW_MANY = re.compile(
    rf"{_OPENING}how (?:many|few)(?: (?:more|fewer|extra|additional|further|hundred|thousand|million|billion))*(?= )"
)
_MODEL = re.compile(r" ?[a-z]+-[0-9]")  # 'how many Mi-17 helicopters'
_ASKS_AT_ONCE = re.compile(rf"{_OPENING}(?:(?:what|which|who|whom|whose|why|where|when|how)\b|{_AUXILIARY}\b)")
# 'It was formed in which year?', 'gangs how many jailed', 'The mayor is who?', not 'the child who crawled for help'
_WITHIN = tuple(
    re.compile(rf"\b(?:{_BEFORE} )?(?:{asking})")
    for asking in (r"(?:how \w+|which|what)\b", r"where\b|(?:when|who)\W*$|(?<=know )(?:when|who)\b")
)


def kind_of_answer(question: str) -> Asked | None:
    """Return what is asked for, with the acceptable kinds of figure; None where no wording asks, as in keywords."""
    low = question.lower()
    return _first_rule(low) or (("statement", ()) if _ASKS_AT_ONCE.match(low) else _asked_within(low))


def opens_like_yes_or_no(question: str) -> bool:
    """Whether a question opens with a verb: "Was it arson?" and, what is answered otherwise, "Was it 3 or 4?"."""
    return _COMPILED[0][0].match(question.lower()) is not None


def _asked_within(low: str) -> Asked | None:
    """Return what is asked for by words within a sentence that no question opens."""
    opening = next((low[found.start() :] for asking in _WITHIN if (found := asking.search(low))), "")
    return _first_rule(opening)


def _first_rule(low: str) -> Asked | None:
    asked = _asked_in_units(low) or next((asked for rule, asked in _COMPILED if rule.match(low)), None)
    return ("statement", ()) if asked and asked[0] == "yes_no" and offers_choice(low) else asked


def _asked_in_units(low: str) -> Asked | None:
    """Return that a measure is asked for where a unit follows 'how many': any that figures are read in but times."""
    match = _HOW_MANY.match(low)
    unit = read_unit(low, match.end()) if match and not _MODEL.match(low, match.end()) else None
    measured = (
        unit is not None and not unit.singular and unit.base != SECOND and unit.label not in ("degree", "magnitude")
    )
    return ("value", ("measure",)) if measured else None
