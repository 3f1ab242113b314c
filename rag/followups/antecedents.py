"""What the pronouns of a follow-up stand for in the question before it, or in its answer."""

import re
from collections.abc import Callable

from rag.followups.named import named_in, possessive, somebody_in
from rag.followups.neuter import it_meant, thing_in
from rag.followups.reask import subject_of, told_of
from rag.followups.spoken import matter_of
from rag.questions.phrases import (
    AUXILIARIES,
    DETERMINERS,
    PLACED,
    PREPOSITIONS,
    Phrase,
    ends_phrase,
    find_dates,
    find_phrases,
    is_name,
    with_attached,
    word_set,
)
from rag.words import content_stems, stem

_PRONOUN = re.compile(
    r"\b(it|its|they|them|their|theirs|he|him|his|she|her|hers|there|then|this|that|these|those)\b"
    r"(?=(?:\s+([^\W\d_]+))?)",
    re.I,
)
_POINTER = re.compile(r"\b(?:this|that|these|those|the same) ([^\W\d_]+)", re.I)
_PERSONAL = word_set("he him his she her hers")
_PLURAL = word_set("they them their theirs these those")
_OWNING = frozenset(["its", "their", "his", "theirs", "hers"])
_POINTING = frozenset(["this", "that", "these", "those"])
_SUBORDINATE = re.compile(r"\b(?:that|when|after|before|if|because|while|whether|and|since|until|who|which)\b", re.I)
# "it" that stands for nothing: what time is it, is it true that, how long does it take to
_EMPTY_IT = re.compile(
    r"\btime is it\b|\bit takes?\b|\bis it (?:\w+ )?(?:that|to|for)\b|\bit (?:rain|snow)|far is it\b", re.I
)
_TIMES = word_set("year month day date time period decade week century")
_KINDS = word_set(
    "event incident accident attack disaster case place city town country region company firm organisation",
    "organization group report study document book law agreement project ship vessel person man woman thing",
    "question claim",
)
_WRITTEN = content_stems("write wrote written writing author published publish publication say says said")
_SAME_FIGURE = re.compile(
    r"(?:what|how (?:much|many|high|large|big)) (?:is|was|will) it(?: be)?"
    r"(?=\W*$| (?:now|today|then|in|on|before|after|at)\b)",
    re.I,
)


def resolve_pronouns(question: str, before: str, answer: str = "") -> str:
    """Return the question with every pronoun that points out of it replaced by what it stands for.

    `answer` is what the earlier question got: "he" after a "who" is whom it names. Definite phrases are
    completed too: "the ferry" after a question about the ferry Ranvik.
    """
    resolved = _POINTER.sub(lambda match: _pointed(match, before), question)
    used = {match.group(1).lower() for match in _PRONOUN.finditer(resolved)}
    if not _EMPTY_IT.search(question):
        resolved = _PRONOUN.sub(lambda match: _replaced(match, before, answer, used), resolved)
    return _completed(question, before) if resolved == question else resolved


def _replaced(match: re.Match[str], before: str, answer: str, used: set[str]) -> str:
    pronoun, following = match.group(1).lower(), match.group(2) or ""
    if pronoun in _POINTING and used - _POINTING:  # "is that still its position": one of them is enough
        return match.group()
    if _points_inside(match, pronoun, following) or (pronoun in _POINTING and not _is_object(match, following)):
        return match.group()
    owning = pronoun in _OWNING or (pronoun == "her" and bool(following) and not ends_phrase(following))
    beside = pronoun in ("it", "its") and bool(used & _PERSONAL)
    matter = "" if beside or pronoun not in ("it", *_POINTING) else _matter(before, match.string)
    meant = _beside_person(before) if beside else matter or _meant(pronoun, before, answer)
    meant = thing_in(meant, match.string) if pronoun not in ("it", "its") else it_meant(meant, match.string, before)
    return (possessive(meant) if owning else meant) if meant else match.group()


def _matter(before: str, question: str) -> str:
    """Return the dam for "it" after "What does the report say about the dam?", but for "Who wrote it?".

    And the price of salt after "What was the price of salt in 2010?" for "What is it now?".
    """
    found = told_of(before) if _SAME_FIGURE.match(question) else matter_of(before)
    return before[found.start : found.end] if found and not content_stems(question) & _WRITTEN else ""


def _points_inside(match: re.Match[str], pronoun: str, following: str) -> bool:
    """Whether the question itself names what the pronoun stands for, or the word is no pronoun here."""
    earlier = match.string[: match.start()]
    if pronoun == "there":  # "how many are there" asks what there is
        return (earlier.split() or [""])[-1].lower() in AUXILIARIES
    if pronoun == "it" and following == "there":  # how cold is it there
        return True
    if pronoun == "then":
        return bool(match.string[match.end() :].strip(" ?"))
    if pronoun in _POINTING:
        return False
    if pronoun not in _OWNING | {"her"} and not _SUBORDINATE.search(earlier):
        return False
    named = [phrase for phrase in find_phrases(earlier) if phrase.definite or pronoun in _PLURAL]
    return bool(named)


def _is_object(match: re.Match[str], following: str) -> bool:
    """Whether "that" stands alone for something, rather than opening a clause."""
    earlier = match.string[: match.start()].split()
    last = earlier[-1].lower() if earlier else ""
    at_end = not match.string[match.end() :].strip(" ?!.")
    before_clause = following.lower() in DETERMINERS
    opens = not earlier and following.lower() in AUXILIARIES
    return at_end or opens or (not before_clause and last in AUXILIARIES | PREPOSITIONS and ends_phrase(following))


def _pointed(match: re.Match[str], before: str) -> str:
    """Return what "that year", "this attack" or "the same company" points to."""
    noun = match.group(1).lower()
    if ends_phrase(noun) or noun in DETERMINERS:
        return match.group()
    if noun in _TIMES:
        return _time(match, before)
    phrases = find_phrases(before)
    for index, phrase in enumerate(phrases):
        if not phrase.dated and stem(noun) in map(stem, before[phrase.start : phrase.end].split()):
            whole = with_attached(phrases, index, before)
            return _definite(before[whole.start : whole.end])
    subject = subject_of(before)
    kind = noun if noun in _KINDS else noun.rstrip("s")
    return before[subject.start : subject.end] if subject and kind in _KINDS else match.group()


def _time(match: re.Match[str], before: str) -> str:
    dates = find_dates(before)
    last = (match.string[: match.start()].split() or [""])[-1].lower()
    lead = "" if last in PREPOSITIONS or last == "of" else "in "
    return f"{lead}{dates[-1].text}" if dates else match.group()


def _definite(phrase: str) -> str:
    first = phrase.split()[0]
    return phrase if first.lower() == "the" or is_name(first) else f"the {phrase}"


def _meant(pronoun: str, before: str, answer: str) -> str:
    phrases = find_phrases(before)
    if pronoun == "then":
        dates = find_dates(before)
        return f"in {dates[-1].text}" if dates else ""
    if pronoun == "there":
        return _place(before, answer, phrases)
    if pronoun in _PERSONAL:
        return _person(before, answer)
    if pronoun in _PLURAL and (counted := _counted(before, phrases)):
        return counted
    subject = subject_of(before)
    return _owner(before[subject.start : subject.end], pronoun) if subject else ""


def _owner(phrase: str, pronoun: str) -> str:
    """Return Acme for "it" after Acme's revenue, of which nothing further is usually asked."""
    owner = re.match(r"([A-Z][\w&. -]*)['’]s? \w+", phrase)
    return owner.group(1) if owner and pronoun in ("it", "its", "they", "their", "them") else phrase


def _beside_person(before: str) -> str:
    """Return what "it" is where the question speaks of somebody too: the last thing, not the first."""
    phrases = find_phrases(before)
    things = [n for n, p in enumerate(phrases) if not p.dated and not p.asked and (p.definite or p.named)]
    somebody_asked = bool(re.match(r"(?:who|whom)\b", before, re.I))
    if not things or (len(things) < 2 and not somebody_asked):
        return ""
    whole = with_attached(phrases, things[0] if somebody_asked else things[-1], before)
    return before[whole.start : whole.end]


def _counted(before: str, phrases: tuple[Phrase, ...]) -> str:
    """Return whom "how many passengers were aboard the Ranvik" counts: the passengers aboard the Ranvik."""
    asked = next((phrase for phrase in phrases if phrase.asked), None)
    if asked is None or not before.lower().startswith(("how many", "which")):
        return ""
    index = next((n for n, p in enumerate(phrases) if p.preposition and not p.asked and not p.dated), None)
    where = with_attached(phrases, index, before) if index is not None else None
    hung = f" {where.preposition} {before[where.start : where.end]}" if where else ""
    return f"the {before[asked.start : asked.end]}{hung}"


def _person(before: str, answer: str) -> str:
    if re.match(r"(?:\w+ )?(?:who|whom|which \w+)\b", before, re.I) and (named := named_in(answer)):
        return named
    if re.match(r"who(?:m)? (?!is\b|was\b|are\b|were\b)", before, re.I):
        return ""  # whoever did it is not what it was done to
    chosen = somebody_in(before)
    return before[chosen.start : chosen.end] if chosen else ""


def _place(before: str, answer: str, phrases: tuple[Phrase, ...]) -> str:
    asks_where: Callable[[str], re.Match[str] | None] = re.compile(
        r"where\b|(?:in )?(?:which|what) (?:is the capital|city|country|town|place|region|island|village)", re.I
    ).match
    if asks_where(before) and (named := named_in(answer)):
        return f"in {named}"
    placed = [phrase for phrase in phrases if phrase.preposition in PLACED and not phrase.dated]
    chosen = placed[-1] if placed else subject_of(before)
    if chosen is None:
        return ""
    preposition = chosen.preposition if chosen.preposition in ("in", "at", "on", "near") else "in"
    return f"{preposition} {before[chosen.start : chosen.end]}"


def _completed(question: str, before: str) -> str:
    """Complete "the ferry" to "the ferry Ranvik" where the earlier question says so."""
    phrases = find_phrases(before)
    for mine in reversed(find_phrases(question)):
        words = question[mine.start : mine.end].split()
        if len(words) != 2 or words[0].lower() != "the" or is_name(words[1]):
            continue
        for index, theirs in enumerate(phrases):
            whole = with_attached(phrases, index, before)
            own = _from_part_with(words[1], before[theirs.start : theirs.end])
            told = own + before[theirs.end : whole.end]
            if len(told.split()) > 2 and stem(words[1]) in map(stem, own.split()) and not theirs.asked:
                return question[: mine.start] + _definite(told) + question[mine.end :]
    return question


def _from_part_with(noun: str, phrase: str) -> str:
    """Return a phrase from the part with the noun on: of "the head of the Orlo dam" for the dam "the Orlo dam"."""
    parts = phrase.split(" of ")
    first = next((n for n, part in enumerate(parts) if stem(noun) in map(stem, part.split())), 0)
    return " of ".join(parts[first:])
