"""An earlier question asked back with another question word: "When?", "Why?", "Who?", "Why not?"."""

import re

from rag.followups.named import is_role, named_in
from rag.followups.reask import clause_of, subject_of
from rag.followups.spoken import matter_of
from rag.questions.phrases import find_phrases, is_event

_COUNTED = re.compile(
    r"(?:how many|how much|which|what)\s+((?!is\b|was\b|are\b|were\b|did\b|does\b|do\b)\w[\w\s’'-]*?)\s+"
    r"(is|are|was|were|have|has|had|can|could|will|would|do|does|did)\s+(.+)",
    re.I,
)
_ASKED = re.compile(
    r"(?:when|where|why|how(?: \w+)?|who|what|whom)\s+"
    r"(is|are|was|were|have|has|had|can|could|will|would|do|does|did)\s+(.+)",
    re.I,
)
_WHO_IS = re.compile(r"who\s+(is|was|are|were|(?!has\b|does\b)\w+[^s\W]s)\s+(.+)", re.I)
_WHAT_IS = re.compile(r"what\s+(is)\s+(.+)", re.I)
_SO_LONG = ("Since when", "For how long")
_OPEN = re.compile(r"(is|are|was|were|have|has|had|can|could|will|would|do|does|did)\s+(.+)", re.I)
_ACTED = re.compile(
    r"(?:who|what|which \w+)\s+(\w+ed|built|made|won|led|wrote|found|took|sold|bought|held)\s+(.+)", re.I
)
_HAPPENED = re.compile(
    r"how many\s+(?:((?!of\b|died\b)\w[\w\s’'-]*?)\s+)?(died|drowned|survived|went|took|lost|fell|left)\b(.*)", re.I
)
_STANDING = re.compile(
    r"how many\s+(\w[\w\s’'-]*?)\s+(live|work|speak|play|use|own|belong|depend|study|serve)\b(.*)", re.I
)
_OCCURRED = re.compile(r"what (?:happened|took place)\b(.*)", re.I)
_PARTICIPLES = {"wrote": "written", "took": "taken"}
_BY_WHOM = ("is", "are", "was", "were")
_DOING = ("do", "does", "did")


def ask_back(asked: str, before: str, answer: str = "") -> str:
    """Return the earlier question with another question word: "When" and "Who founded Acme?" give when it was.

    `answer` may say who it is that is asked of: when Anna Berg was arrested.
    """
    word = "Why" if asked.lower() == "how come" else asked[:1].upper() + asked[1:].lower()
    statement = before.rstrip(" ?")
    if before.lower().startswith(f"{asked.lower()} "):
        return before
    whom = (_WHAT_IS if statement.lower().startswith("what") and word in _SO_LONG else _WHO_IS).fullmatch(statement)
    if whom and not word.startswith(("How many", "How much")):
        of_whom = _of_somebody(word, whom, named_in(answer)) or _of_event_in(before, word)
        return f"{of_whom or f'{statement}: {word.lower()}'}?"
    matter = matter_of(before)
    back = _of_matter(before[matter.start : matter.end], word) if matter else _of_statement(word, statement)
    return f"{back}?" if back else f"{statement}: {word.lower()}?"


def _of_somebody(word: str, found: re.Match[str], name: str) -> str:
    """Return when somebody was arrested, since when the mayor has been mayor; "" where nobody is known to be meant."""
    verb, rest = found[1].lower(), found[2]
    if verb not in _BY_WHOM:
        stands = verb.removesuffix("es" if verb.endswith(("ches", "shes", "sses")) else "s")
        return f"{word} does {name} {stands} {rest}" if name and word != "By whom" else ""
    if word in _SO_LONG and verb == "is" and is_role(rest):
        title = re.sub(r"^(?:the|an?) ", "", rest.split(" of ")[0].split(" in ")[0])
        holder = rest if rest.lower().startswith("the ") else f"the {rest}"
        return f"{word} has {name or holder} been {rest if name else title}"
    return f"{word} {verb} {name} {rest}" if name and word != "Who" else ""


def _of_event_in(before: str, word: str) -> str:
    """Return when the fire happened for "when did it happen?" after who was to blame for it; "" without an event."""
    subject = subject_of(before)
    if subject is None or subject.preposition in ("after", "before", "since") or word in _SO_LONG:
        return ""
    return _of_matter(before[subject.start : subject.end], word)


def _of_matter(matter: str, word: str) -> str:
    return f"{word} did {matter} happen" if is_event(matter) and word not in ("Who", "By whom") else ""


def _of_statement(word: str, statement: str) -> str:
    """Return what was asked with another question word, "" where no form of it is known."""
    for form, back in _FORMS:
        if found := form.fullmatch(statement):
            return back(word, found)
    return ""


def _of_counted(word: str, found: re.Match[str]) -> str:
    noun, auxiliary, rest = found.groups()
    if auxiliary.lower() in _DOING:
        return f"{word} {auxiliary} {_with_object(rest, noun, auxiliary)}"
    return " ".join(filter(None, [word, auxiliary, noun if word != "Who" else "", rest]))


def _of_deaths(word: str, found: re.Match[str]) -> str:
    noun, verb, rest = found.groups()
    return f"Who {verb}{rest}" if word == "Who" else f"{word} was it that {noun or 'people'} {verb}{rest}"


def _of_habit(word: str, found: re.Match[str]) -> str:
    noun, verb, rest = found.groups()
    return f"Who {verb}s{rest}" if word == "Who" else f"{word} do {noun} {verb}{rest}"


def _of_event(word: str, found: re.Match[str]) -> str:
    return "" if word in ("Who", "By whom") else f"{word} did it happen{found[1]}"


def _of_deed(word: str, found: re.Match[str]) -> str:
    verb = found[1].lower()
    return f"{word} was {found[2]} {_PARTICIPLES.get(verb, verb)}"


def _of_clause(word: str, found: re.Match[str]) -> str:
    auxiliary = found[1].lower()
    if word == "Who" and auxiliary in _DOING:  # who did what has been told
        return ""
    return f"{'By whom' if word == 'Who' and auxiliary in _BY_WHOM else word} {auxiliary} {found[2]}"


def _with_object(rest: str, noun: str, auxiliary: str) -> str:
    """Return "the line have ships in 2020" for the ships of "How many ships does the line have in 2020?"."""
    lead = len(auxiliary) + 1
    phrases = find_phrases(f"{auxiliary} {rest}")
    if not phrases or phrases[0].start > lead:
        return rest
    subject, said = rest[: phrases[0].end - lead], rest[phrases[0].end - lead :].split(maxsplit=1)
    return " ".join([subject, *said[:1], noun, *said[1:]]) if said else rest


_FORMS = (
    (_COUNTED, _of_counted),
    (_HAPPENED, _of_deaths),
    (_STANDING, _of_habit),
    (_OCCURRED, _of_event),
    (_ACTED, _of_deed),
    (_ASKED, _of_clause),
    (_OPEN, _of_clause),
)


def ask_why_so(how: str, before: str) -> str:
    """Return why it is as high, late or many as was answered, or, where how is "not", why it is not so."""
    if how.lower() == "not":
        clause = clause_of(before)
        why_not = f"Why {clause.auxiliary} {clause.subject} not {clause.rest}?" if clause else ""
        return why_not or f"{before.rstrip(' ?')}: why not?"
    asked = ask_back("why", before)
    return asked if re.match(r"how (?:many|much)\b", before, re.I) else f"{asked.rstrip('?')} so {how}?"
