"""What a disagreement is about, in plain words that nobody asked for: made from a statement's own."""

import re

from rag.survey.denial import clause_of_denial
from rag.survey.statements import Figure, Statement
from rag.values.types import Value
from rag.words import is_function_word, names

_LONGEST = 24  # words
_ASKS = {
    "money": "how much money", "percent": "what share", "measure": "what size", "duration": "how long",
    "date": "when", "time": "at what time", "ordinal": "which",
}  # fmt: skip
_ROLES = {"dead": "people", "hurt": "people", "missing": "people", "survived": "people"}
_LEAD = re.compile(r"\b(?:in|on|at|by|to|of|for|from|since|about|around|some|is|was|reached|the year)\s*$", re.I)
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
    """Return what a figure tells: "how many people the attack on the Moscow concert hall killed"."""
    clause, value = figure.clause, figure.value
    at = clause.find(value.text)
    if at < 0 or len(clause.split()) > _LONGEST:
        return _with_title(f"{_asks(value)}: {figure.statement.text}", figure.statement)
    before, after = clause[:at].strip(" ,"), clause[at + len(value.text) :].strip(' ,.;:”"*')
    if value.kind in ("date", "time"):
        before = _LEAD.sub("", before).strip()
    words = " ".join(f"{_asks(value)} {_uncapitalised(before)} {after}".split())
    return _with_title(words, figure.statement)


def _asks(value: Value) -> str:
    if value.kind != "count":
        return _ASKS[value.kind]
    return f"how many {value.label or value.noun or _ROLES.get(value.role, '')}".strip()


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
