"""Counts of none: 'nobody died', 'not a single house', 'no deaths', 'not a cent'."""

import re
from collections.abc import Iterator

from rag.values.lower import lowered
from rag.values.nouns import looks_plural, read_noun, read_whole, singular
from rag.values.roles import role_of
from rag.values.types import Kind, Role, Value

_ONE = re.compile(
    r"\b(nobody|no one|no-one|not a soul|not one|none|nil)\b(?! (?:else|other|more)\b)(?!-)"
    r"(?: (?:in|on|aboard|at) [a-z]+| on board| there)?(?: of (?:them|us|you|these|those)\b)?"
)
_ANYONE = frozenset({"nobody", "no one", "no-one", "not a soul"})
_NOUN = re.compile(
    r"\b(?:not (?:a single|one|a|any)|no|without(?: any| a single)?|zero) (?=[a-z])"
    r"(?!(?:more|further|new|other|additional|longer|less|fewer|later|such|one)\b)"
)
# nobody knows, if nobody died, so that none is lost: no count of those who did
_KNOWS = re.compile(
    r" (?:[a-z]+ly |really |ever )?(?:knows?|knew|can|could|said|says|saw|seen|counted|believ\w+|expect\w*|wants?"
    r"|thought|is sure|doubts?|told|will|would|should|may|might|must|dared?|denie[sd]|disputes?|claims?"
    r"|asks?|asked|need\w*)\b"
)
_SUPPOSED = re.compile(
    r"\b(?:if|unless|until|hop(?:e|ed|es|ing)|so that|make sure|making sure|ensur\w+|lest|when|because|why|whether"
    r"|as if|untrue|not true|false|nonsense|a lie|a myth|wish\w*|pretend\w*)(?: [a-z]+)?(?: that)?"
    r" (?:there (?:is|was|were|are|had been) )?$"
)
_LOSSES: dict[str, Role] = {"casualty": "dead", "loss": "dead"}
_AFTERWARDS = re.compile(r"\b(?P<noun>[a-z]+)(?: number(?:ed)?| were| was)?:? (?:none|nil|zero|0)\b(?=[.,;]|$)")
_MONEY = re.compile(
    r"\b(?:not|never|n[o']t)(?: \w+){0,2} (?:a|one|a single) (?:cent|penny|kopeck|pfennig|dime|euro|dollar|crown|pound"
    r"|rouble|rupee|franc|shilling)\b"
    r"|(?<=paid )nothing\b|(?<=pay )nothing\b|(?<=pays )nothing\b|(?<=cost )nothing\b|(?<=costs )nothing\b"
    r"|(?<=received )nothing\b|(?<=spent )nothing\b|(?<=owe )nothing\b|(?<=owes )nothing\b|(?<=gave )nothing\b"
    r"|(?<=got )nothing\b|(?<= is )free\b(?=[.,;]|$)|(?<= remains )free\b(?=[.,;]|$)"
)


def find_zeros(text: str) -> tuple[Value, ...]:
    """Return the counts and sums of none in a text, in reading order.

    What is counted may be anything ('no evidence'): whoever asks knows what it has to be.
    """
    low = lowered(text).replace("’", "'")
    found = sorted((*_money(text, low), *_people(text, low), *_nouns(text, low), *_listed(text, low)),
                   key=lambda value: (value.start, -value.end))  # fmt: skip
    return tuple(value for at, value in enumerate(found) if not at or value.start >= found[at - 1].end)


def _people(text: str, low: str) -> Iterator[Value]:
    for match in _ONE.finditer(low):
        whole = read_whole(low, match.end())
        end = whole.reach if whole else match.end()
        if _counts(low, match.start(), end):
            noun = whole.head if whole else "person" if match[1] in _ANYONE else ""
            yield _zero(text, (match.start(), match.end(1)), noun, "", role_of(low, match.start(), end, ""))


def _nouns(text: str, low: str) -> Iterator[Value]:
    for match in _NOUN.finditer(low):
        noun = read_noun(low, match.end() - 1, one=not re.match(r"(?:[a-z-]+ )?[a-z-]+s\b", low[match.end() :]))
        noun = noun or read_noun(low, match.end() - 1, one=True)
        if noun and noun.head and _counts(low, match.start(), noun.end):
            role = _role(low, match.start(), noun.end, singular(noun.head))
            label = noun.label if looks_plural(noun.label.split()[-1]) else ""  # '0 deaths', but no '0 civilian'
            yield _zero(text, (match.start(), noun.end), singular(noun.head), label, role)


def _listed(text: str, low: str) -> Iterator[Value]:
    for match in _AFTERWARDS.finditer(low):
        noun = singular(match["noun"])
        role = _role(low, match.start(), match.end(), noun)
        if role or noun != match["noun"]:
            yield _zero(text, match.span(), noun, match["noun"], role)


def _money(text: str, low: str) -> Iterator[Value]:
    for match in _MONEY.finditer(low):
        yield _zero(text, match.span(), "", "", "", "money")


def _counts(low: str, start: int, end: int) -> bool:
    return not (_KNOWS.match(low, end) or _SUPPOSED.search(low, max(0, start - 40), start))


def _role(low: str, start: int, end: int, noun: str) -> Role:
    return _LOSSES.get(noun, "") or role_of(low, start, end, noun)


def _zero(text: str, span: tuple[int, int], noun: str, label: str, role: Role, kind: Kind = "count") -> Value:
    start, end = span
    return Value(kind, 0, 0, "", noun, False, "exact", 1.0, start, end, text[start:end], role=role, label=label)
