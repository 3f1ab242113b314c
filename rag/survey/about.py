"""What a disagreement is about, in plain words that nobody asked for: made from a statement's own."""

import re

from rag.survey.denial import denial_of
from rag.survey.statements import Figure, Statement
from rag.values.nouns import plural
from rag.values.types import Value
from rag.values.vocabulary import words
from rag.words import content_stems, is_function_word, names

_LONGEST = 24  # words
_ASKS = {
    "money": ("how much", "the amount"), "percent": ("what share", "the share"), "measure": ("how much", "the figure"),
    "duration": ("how long", "how long"), "date": ("when", "the date"), "time": ("at what time", "the time"),
}  # fmt: skip
_APPOSITION = re.compile(r"^(?:, [^,;]{1,60},|\([^()]{1,60}\)) ?")  # "eight loads, about 160 tonnes, were tipped"
_OF_MANY = {"is": "are", "was": "were", "has": "have", "does": "do", "remains": "remain"}
_OF_MUCH = {many: one for one, many in _OF_MANY.items()}
_FATES = {"dead": "who died", "hurt": "hurt", "missing": "missing", "survived": "who survived"}
_FATED = words("dead killed death body life fatality victim wounded injured injury missing survivor")
_NOT = (
    (re.compile(r"\bcannot\b|\bcan[’']t\b", re.I), "can"),
    (re.compile(r"\b(did|does|do|is|are|was|were|has|have|had|will|would|could|should)n[’']t\b", re.I), r"\1"),
    (re.compile(r"\b(?:not|never)\s+", re.I), ""),
    (re.compile(r"\bneither (.+) nor\b", re.I), r"\1 and"),
)
_JOINS = re.compile(r"(?:and|but|or|yet|though|although|whereas)\b,? ", re.I)
_NO_SUBJECT = re.compile(  # or one that is told of before
    r"(?:which|who|did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|may|might|must)\b", re.I
)
_UNFINISHED = re.compile(r"\b(?:is|are|was|were|has|have|had|be|been|the|an?|of|to|not)$", re.I)
_DENIED = re.compile(
    r"\b(?:no|none|nobody|nothing|neither|nor|without|fail\w*|unable|den\w+|reject\w*|ruled|refut\w+)\b", re.I
)


def about_figure(figure: Figure) -> str:
    """Return what a figure tells: "how many people lost their lives", "the date: “Kestrel Mere was completed in …”"."""
    clause, value = figure.clause.strip(' ,;“”"*'), figure.value
    at = clause.find(value.text)
    if at < 0 or len(clause.split()) > _LONGEST or not content_stems(clause.replace(value.text, " ")):
        clause, at = figure.statement.text, value.start
    before, after = clause[:at].strip(), clause[at + len(value.text) :].rstrip(' .;:,”"*').lstrip()
    asked, named = _asks(value)
    if not before and after:
        said = _APPOSITION.sub("", after)
        return _with_title(f"{asked} {_in_number(said, asked)}", figure.statement)
    return _with_title(f"{named}: “{' '.join(f'{before} … {after}'.split())}”", figure.statement)


def _asks(value: Value) -> tuple[str, str]:
    if value.kind != "count":
        return _ASKS.get(value.kind, ("how much", "the figure"))
    counted = _several(value) or ("people" if value.role else "of them")
    fate = _FATES.get(value.role, "")
    told = f"{counted} {fate}" if fate and value.noun not in _FATED else counted
    return f"how many {counted}", f"the number of {told}".replace("number of of", "number of")


def _several(value: Value) -> str:
    """Return what a figure counts as one asks how many there are: "persons" of "one person"."""
    one = value.low == value.high == 1 or not value.label
    said = value.label or value.noun
    return plural(said) if said and one else said


def _in_number(after: str, asked: str) -> str:
    """Return what is said of a figure as it is asked: "how many are still missing", "how much has been recovered"."""
    if not asked.startswith(("how many", "how much")):
        return after
    number, after = (_OF_MANY, after) if asked.startswith("how many") else (_OF_MUCH, after.removeprefix("of "))
    said = re.match(rf"(?:[\w-]+ ){{0,3}}?({'|'.join(number)})\b", after)
    return f"{after[: said.start(1)]}{number[said[1]]}{after[said.end(1) :]}" if said else after


def about_denial(denying: Statement, affirming: Statement) -> str:
    """Return what one statement denies and another affirms: "whether the dam was overtopped"."""
    clause, affirmed = denial_of(denying.text, affirming.text)
    for pattern, instead in _NOT:
        clause = pattern.sub(instead, clause, count=1)
    joined = _JOINS.match(clause.strip())
    clause = clause.strip()[joined.end() if joined else 0 :]
    if not clause or _DENIED.search(clause) or _NO_SUBJECT.match(clause) or _UNFINISHED.search(clause):
        clause = affirmed
    clause = affirmed if len(clause.split()) > _LONGEST else clause
    return _with_title(f"whether {_uncapitalised(clause.strip(' .”“*').rstrip('.'))}", denying)


def _with_title(words: str, statement: Statement) -> str:
    flat = " ".join(words.split())
    title = " ".join(statement.title.split())
    return flat if names(f"- {flat}") or not title else f"{flat} ({title})"


def _uncapitalised(words: str) -> str:
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if is_function_word(first.lower()) and first != "I" else words
