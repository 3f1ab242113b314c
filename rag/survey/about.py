"""What a disagreement is about, in plain words that nobody asked for: made from a statement's own."""

import re

from rag.survey.denial import clause_of_denial
from rag.survey.statements import Figure, Statement
from rag.values.types import Value
from rag.values.vocabulary import words
from rag.words import is_function_word, names

_LONGEST = 24  # words
_ASKS = {
    "money": ("how much", "the amount"), "percent": ("what share", "the share"), "measure": ("how much", "the figure"),
    "duration": ("how long", "how long"), "date": ("when", "the date"), "time": ("at what time", "the time"),
}  # fmt: skip
_FATES = {"dead": "who died", "hurt": "hurt", "missing": "missing", "survived": "who survived"}
_FATED = words("dead killed death body life fatality victim wounded injured injury missing survivor")
_NOT = (
    (re.compile(r"\bcannot\b|\bcan[’']t\b", re.I), "can"),
    (re.compile(r"\b(did|does|do|is|are|was|were|has|have|had|will|would|could|should)n[’']t\b", re.I), r"\1"),
    (re.compile(r"\b(?:not|never)\s+", re.I), ""),
    (re.compile(r"\bneither (.+) nor\b", re.I), r"\1 and"),
)
_DENIED = re.compile(
    r"\b(?:no|none|nobody|nothing|neither|nor|without|fail\w*|unable|den\w+|reject\w*|ruled|refut\w+)\b", re.I
)


def about_figure(figure: Figure) -> str:
    """Return what a figure tells: "how many people lost their lives", "the date: “Kestrel Mere was completed in …”"."""
    clause, value = figure.clause.strip(' ,;“”"*'), figure.value
    at = clause.find(value.text)
    if at < 0 or len(clause.split()) > _LONGEST:
        clause, at = figure.statement.text, value.start
    before, after = clause[:at].strip(), clause[at + len(value.text) :].rstrip(' .;:,”"*').lstrip()
    asked, named = _asks(value)
    if not before and after:
        return _with_title(f"{asked} {after}", figure.statement)
    return _with_title(f"{named}: “{' '.join(f'{before} … {after}'.split())}”", figure.statement)


def _asks(value: Value) -> tuple[str, str]:
    if value.kind != "count":
        return _ASKS.get(value.kind, ("how much", "the figure"))
    counted = value.label or value.noun or ("people" if value.role else "of them")
    fate = _FATES.get(value.role, "")
    told = f"{counted} {fate}" if fate and value.noun not in _FATED else counted
    return f"how many {counted}", f"the number of {told}".replace("number of of", "number of")


def about_denial(denying: Statement, affirming: Statement) -> str:
    """Return what one statement denies and another affirms: "whether the dam was overtopped"."""
    clause = clause_of_denial(denying.text)
    for pattern, instead in _NOT:
        clause = pattern.sub(instead, clause, count=1)
    if _DENIED.search(clause) or len(clause.split()) > _LONGEST:
        clause = affirming.text
    return _with_title(f"whether {_uncapitalised(clause.strip(' .”“*').rstrip('.'))}", denying)


def _with_title(words: str, statement: Statement) -> str:
    flat = " ".join(words.split())
    title = " ".join(statement.title.split())
    return flat if names(f"- {flat}") or not title else f"{flat} ({title})"


def _uncapitalised(words: str) -> str:
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if is_function_word(first.lower()) and first != "I" else words
