"""A fragment put in the place it stands for: "And Denmark?" after a question about Norway."""

import re

from rag.followups.another_time import at_another_time, preposition_before, with_its_date
from rag.followups.named import possessive, somebody_in
from rag.followups.reask import ask_with, subject_of, told_of
from rag.followups.spoken import asked_of, matter_of
from rag.questions.phrases import (
    PREPOSITIONS,
    Phrase,
    ends_phrase,
    find_dates,
    find_phrases,
    is_event,
    is_name,
    with_attached,
    word_set,
)
from rag.words import content_stems

_ACCORDING = re.compile(r"according to (.+)", re.I)
_FATES = {
    "injuries": "injured", "wounded": "wounded", "injured": "injured", "deaths": "killed", "killed": "killed",
    "dead": "killed", "missing": "missing", "survivors": "rescued", "rescued": "rescued", "hurt": "hurt",
    "survived": "rescued", "displaced": "displaced", "arrested": "arrested", "arrests": "arrested",
    "detained": "detained",
}  # fmt: skip
_FATE = re.compile(
    r"\b(killed|died|dead|injured|wounded|hurt|missing|rescued|displaced|arrested|detained|drowned)\b", re.I
)
_ACTIVE = ("died", "drowned")
_HOW_MANY_WERE = re.compile(
    r"(how many .+? (?:were|are|was) )\w+(?: (?!(?:in|by|at|on|during|after|before|when|near|of|from)\b)\w+)*", re.I
)
_OWNED = re.compile(r"(its|their|his|her) (.+)", re.I)
_PERSONAL = ("his", "her")
_KIN = content_stems(
    "sister brother wife husband partner son daughter child children mother father parent cousin uncle aunt friend"
    " colleague deputy predecessor successor rival pupil"
)
_MEASURES = word_set(
    "cost costs price length height width depth weight size area population speed capacity value duration age toll"
)
_WHAT_IS = re.compile(r"what (?:is|was|are|were) (?:the|a|an) ", re.I)
_PROPERTY = re.compile(r"\b(?:the|a) ([\w\s-]+?)(?= (?:of|in|for|at)\b)", re.I)
_NAME = re.compile(r"[^\W\d_a-z][\w.&-]*(?:['’](?!s\b)\w+)?(?: (?:of |of the |de |la |van |von |der )?[A-Z][\w.&-]*)*")


def put_in_place(fragment: str, before: str) -> str:
    """Return the earlier question with the fragment in the place of its like; "" where it has no place in it."""
    if according := _ACCORDING.fullmatch(fragment.strip()):
        return asked_of(according[1], before)
    if (of_time := at_another_time(fragment, before)) is not None:
        return of_time
    rest, question = with_its_date(fragment, before)
    preposition, thing = _split(rest)
    if thing:
        return _with_thing(thing, preposition, question)
    return question if question != before else ""


def _split(rest: str) -> tuple[str, str]:
    words = [word for word in rest.replace("?", " ").split() if word not in (",",)]
    while words and words[-1].lower() in PREPOSITIONS:
        words = words[:-1]
    if words and words[0].lower() in PREPOSITIONS:
        return words[0].lower(), " ".join(words[1:])
    return "", " ".join(words)


def _with_thing(thing: str, preposition: str, question: str) -> str:
    if not preposition and (measured := _measure(thing, question)):
        return measured
    owned = _OWNED.fullmatch(thing)
    thing = f"the {owned[2]}" if owned else thing
    words = thing.split()
    core = words[-1].lower() if len(words) < 3 else ""
    if core in _FATES:
        return _with_fate(_FATES[core], question)
    if re.fullmatch(r"[a-z]{3,}ed", thing):
        return _with_deed(thing, question)
    if owned and (whose := _of_owner(owned[1].lower(), owned[2], question)):
        return whose
    if alike := _alike(thing, question):
        return _exchanged(question, *alike, thing)
    if any(is_name(word) for word in words):
        return _with_name(thing, preposition, question)
    return _with_common(thing, preposition, question)


def _of_owner(pronoun: str, thing: str, question: str) -> str:
    """Return the question of Anna Berg's sister for "and her sister?" after one of Anna Berg; "" where nobody owns it.

    Its owner has a name, or is somebody; what happened owns nothing, and what it is like is asked of the same.
    """
    owner = somebody_in(question) if pronoun in _PERSONAL else told_of(question)
    named = question[owner.start : owner.end] if owner else ""
    if owner is None or is_event(named) or not (owner.named or pronoun in _PERSONAL):
        return ""
    if _WHAT_IS.match(question) or content_stems(thing) & content_stems(question):
        return ""
    if _of_many(thing) and _counted(question) and not content_stems(thing) & _KIN:
        return ""
    return f"{question[: owner.start]}{possessive(named)} {thing}{question[owner.end :]}"


def _of_many(thing: str) -> bool:
    return thing.endswith("s") or thing in ("women", "men", "children", "people", "crew", "police")


def _counted(question: str) -> Phrase | None:
    """Return what a question counts or chooses from: the ships of "How many ships", "Which ships"."""
    asked = next((phrase for phrase in find_phrases(question) if phrase.asked), None)
    return asked if question.lower().startswith(("how many", "which", "what")) else None


def _measure(thing: str, question: str) -> str:
    """Return what the length of the bridge is for "and its length?" after a question about it; "" for other things."""
    owned = re.fullmatch(r"(?:its|their|his|her|the) (\w+(?: \w+)?)", thing, re.I)
    subject = subject_of(question)
    if not owned or subject is None or owned[1].split()[-1].lower() not in _MEASURES or _WHAT_IS.match(question):
        return ""
    return f"What was the {owned[1]} of {question[subject.start : subject.end]}?"


def _with_fate(fate: str, question: str) -> str:
    """Return the question asked of those who met another fate; "" where it counts nobody by what became of them."""
    if told := _FATE.search(question):
        said = f"were {fate}" if told.group().lower() in _ACTIVE else fate
        return question[: told.start()] + said + question[told.end() :]
    if counted := _HOW_MANY_WERE.match(question.rstrip(" ?")):
        return f"{counted[1]}{fate}{question[counted.end() :]}"
    subject = matter_of(question) or subject_of(question)
    named = question[subject.start : subject.end] if subject else ""
    return ask_with(f"How many were {fate}?", question) if is_event(named) else ""


def _with_deed(deed: str, question: str) -> str:
    """Return when it was opened for "and opened?" after a question when it was completed."""
    done = list(re.finditer(r"\b[a-z]{3,}ed\b", question))
    return question[: done[-1].start()] + deed + question[done[-1].end() :] if done else ""


def _alike(thing: str, question: str) -> tuple[int, int] | None:
    """Return where the question shares a word with the thing: "the ferry Ranvik" with "the ferry Solvik"."""
    phrases = find_phrases(question)
    ours = content_stems(thing)
    shared = [(len(ours & content_stems(question[p.start : p.end])), -n) for n, p in enumerate(phrases) if not p.dated]
    if not shared or max(shared)[0] == 0:
        return None
    index = -max(shared)[1]
    phrase = with_attached(phrases, index, question) if find_phrases(thing)[1:] else phrases[index]
    return _part_alike(phrase, ours, question) if " of " not in thing else (phrase.start, phrase.end)


def _part_alike(phrase: Phrase, ours: frozenset[str], question: str) -> tuple[int, int]:
    """Return the part that shares words: "the ferry Ranvik" of "the sinking of the ferry Ranvik"."""
    start = phrase.start
    for part in question[phrase.start : phrase.end].split(" of "):
        if ours & content_stems(part):
            return start, start + len(part)
        start += len(part) + len(" of ")
    return phrase.start, phrase.end


def _with_name(thing: str, preposition: str, question: str) -> str:
    spans = _names(question)
    if not spans:
        return f"{question.rstrip(' ?')} {preposition or 'for'} {thing}?"
    placed = [
        span for span in spans if preposition and preposition_before(question, _from(question, span[0])) == preposition
    ]
    formed = [span for span in spans if (_from(question, span[0]) < span[0]) == thing.lower().startswith("the ")]
    start, end = (placed or formed or spans)[0]
    return _exchanged(question, start, end, thing)


def _names(question: str) -> list[tuple[int, int]]:
    dates = find_dates(question)
    opening = len(question.split()[0])  # its capital says nothing
    return [
        match.span()
        for match in _NAME.finditer(question, opening)
        if is_name(match.group().split()[0]) and not any(date.start <= match.start() < date.end for date in dates)
    ]


def _from(question: str, start: int) -> int:
    """Where the name's phrase starts: before its "the"."""
    return start - 4 if question[max(0, start - 4) : start].lower() == "the " else start


def _exchanged(question: str, start: int, end: int, thing: str) -> str:
    """Put the thing in the place of a span, whose "the" stays before an acronym, and in "the Orsa bridge"."""
    following = re.match(r" ([a-z][\w-]+)", question[end:])
    names_kind = following is not None and not ends_phrase(following[1]) and is_name(thing)
    start = start if thing.isupper() or names_kind else _from(question, start)
    return question[:start] + thing + question[end:]


def _with_common(thing: str, preposition: str, question: str) -> str:
    bare = re.sub(r"^(?:the|its|their|his|her) ", "", thing, flags=re.I)
    asked = _counted(question)
    if asked and _of_many(bare) and not preposition:
        return question[: asked.start] + bare + question[asked.end :]
    if bare != thing and not preposition and _WHAT_IS.match(question) and (property_ := _PROPERTY.search(question)):
        return question[: property_.start(1)] + bare + question[property_.end(1) :]
    return _in_place_of_common(thing, preposition, question)


def _in_place_of_common(thing: str, preposition: str, question: str) -> str:
    """Put a thing without a name in the place of the last such; of Norway, women are no like."""
    if of := re.search(r"\bof ((?:the )?[a-z-]+)(?= ?\?|$)", question):
        return question[: of.start(1)] + thing + question[of.end(1) :]
    phrases = find_phrases(question)
    usable = [n for n, phrase in enumerate(phrases) if not phrase.dated and not phrase.asked]
    common = [n for n in usable if not is_name(question[phrases[n].start : phrases[n].end].split()[-1])]
    hung = [n for n in common if phrases[n].preposition]
    chosen = (hung or common)[-1] if common else None
    if chosen is None or (preposition and phrases[chosen].preposition != preposition):
        return f"{question.rstrip(' ?')} {preposition or 'for'} {thing}?"
    if hung:
        return _exchanged_alike(thing, phrases[chosen], question)
    whole = with_attached(phrases, chosen, question)
    told_of = thing.lower().startswith("the ")
    return (
        f"{question.rstrip(' ?')} for {thing}?"
        if whole.definite and not told_of
        else _exchanged_alike(thing, whole, question)
    )


def _exchanged_alike(thing: str, old: Phrase, question: str) -> str:
    """Put the thing in the place of another; "" where only one is an event, or only the thing has been told of."""
    said = question[old.start : old.end]
    told_of = thing.lower().startswith("the ")
    if (is_event(said) and not is_event(thing)) or (told_of and not old.definite):
        return ""
    return question[: old.start] + thing + question[old.end :]
