"""A fragment put in the place it stands for: "And Denmark?" after a question about Norway."""

import re
from calendar import month_name

from rag.phrases import (
    PREPOSITIONS,
    Phrase,
    find_dates,
    find_phrases,
    is_event,
    is_name,
    with_attached,
    word_set,
)
from rag.reask import subject_of
from rag.words import content_stems

_YEAR = re.compile(r"\b(1\d{3}|20\d{2})\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(month_name[1:])})\b")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_SHIFT = re.compile(
    r"(?:in |for |during )?(?:the )?(?:(?P<count>\w+) )?(?P<unit>year|season|month|week|day|decade)s?"
    r" (?:(?P<back>before|earlier|prior|previously)|(?:after|later))(?: that)?"
    r"|(?:in |for |during )?(?:the )?(?:(?P<last>previous|preceding|prior)|next|following|subsequent)"
    r" (?P<other>year|season|month|week|day|decade)",
    re.I,
)
_RELATIVE = re.compile(
    r"(?:now|today|currently|nowadays|at present|right now|at the moment|this (?:year|month|week|season)"
    r"|(?:last|next) (?:year|month|week|season)|yesterday|tomorrow)",
    re.I,
)
_BEFORE_OR_AFTER = re.compile(r"(before|after|since)(?: (?:that|then))?|(?P<then>earlier|later)(?: on)?", re.I)
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
_MEASURES = word_set(
    "cost costs price length height width depth weight size area population speed capacity value duration age toll"
)
_WHAT_IS = re.compile(r"what (?:is|was|are|were) (?:the|a|an) ", re.I)
_PROPERTY = re.compile(r"\b(?:the|a) ([\w\s-]+?)(?= (?:of|in|for|at)\b)", re.I)
_NAME = re.compile(r"[^\W\d_a-z][\w.&-]*(?:['’](?!s\b)\w+)?(?: (?:of |of the |de |la |van |von |der )?[A-Z][\w.&-]*)*")


def put_in_place(fragment: str, before: str) -> str:
    """Return the earlier question with the fragment in the place of its like; "" where it has no place in it."""
    for form, put in ((_SHIFT, _shifted), (_RELATIVE, _at_a_time_from_now), (_BEFORE_OR_AFTER, _on_other_side)):
        if said := form.fullmatch(fragment.strip()):
            return put(said, before)
    if month := _MONTH.search(fragment):
        return _in_month(fragment, month.group(), before)
    rest, question = fragment, before
    dates = find_dates(fragment)
    if dates and not _shares(fragment, before):
        date = dates[-1]
        question = _dated(question, date.text, _before(fragment, date.start))
        rest = f"{fragment[: date.start]} {fragment[date.end :]}"
    preposition, thing = _split(rest)
    if thing:
        return _with_thing(thing, preposition, question)
    return question if question != before else ""


def _at_a_time_from_now(said: re.Match[str], before: str) -> str:
    return f"{_undated(before)} {said.group().lower()}?"


def _undated(question: str) -> str:
    """Return the question without the date it names last, and without a question mark."""
    dates = find_dates(question)
    kept = f"{question[: dates[-1].start]}{question[dates[-1].end :]}" if dates else question
    return re.sub(r"\s+(?:on|in|since|during|by|until)(?=\s*\??$)", "", kept).rstrip(" ?")


def _on_other_side(side: re.Match[str], before: str) -> str:
    """Return the question of the time before, or after, the one it names; "" where it names none."""
    dates = find_dates(before)
    then = {"earlier": "before", "later": "after"}.get((side["then"] or "").lower())
    return _dated(before, dates[-1].text, then or side[1].lower()) if dates else ""


def _in_month(fragment: str, month: str, before: str) -> str:
    """Put a month in the place of another; with its year it is a date like any other."""
    dates = find_dates(fragment)
    if not dates and (old := _MONTH.search(before)):
        return before[: old.start()] + month + before[old.end() :]
    said = dates[-1].text if dates else month
    return _dated(before, said, _before(fragment, fragment.index(said)))


def _shifted(shift: re.Match[str], before: str) -> str:
    unit = (shift["unit"] or shift["other"]).lower()
    count = (shift["count"] or "one").lower()
    steps = int(count) if count.isdecimal() and len(count) < 4 else _NUMBERS.get(count, 1)
    by = -steps if shift["back"] or shift["last"] else steps
    if unit == "month":
        return _months_on(by, before)
    found = list(_YEAR.finditer(before))
    if not found or unit not in ("year", "season"):
        return ""
    last = found[-1]
    return f"{before[: last.start()]}{int(last.group()) + by}{before[last.end() :]}"


def _months_on(by: int, before: str) -> str:
    """Return the question of so many months later, which takes a month with its year."""
    found = re.search(rf"({'|'.join(month_name[1:])}) (1\d{{3}}|20\d{{2}})\b", before)
    if found is None:
        return ""
    year, month = divmod(int(found[2]) * 12 + list(month_name).index(found[1]) - 1 + by, 12)
    return f"{before[: found.start()]}{month_name[month + 1]} {year}{before[found.end() :]}"


def _dated(question: str, date: str, preposition: str) -> str:
    dates = find_dates(question)
    if not dates:
        return f"{question.rstrip(' ?')} {preposition or 'in'} {date}?"
    old = dates[-1]
    start = old.start
    opening = re.search(r"\b(on|in|since|during|by|until) $", question[:start])
    lead = question[:start]
    if opening and opening.group(1) in ("on", "in"):
        days = bool(re.match(r"\d{{1,2}}(?:st|nd|rd|th)? |(?:{}) \d{{1,2}}\b".format("|".join(month_name[1:])), date))
        lead = lead[: opening.start()] + (preposition or ("on" if days else "in")) + " "
    return lead + date + question[old.end :]


def _before(text: str, start: int) -> str:
    words = text[:start].split()
    return words[-1].lower() if words and words[-1].lower() in PREPOSITIONS else ""


def _split(rest: str) -> tuple[str, str]:
    words = [word for word in rest.replace("?", " ").split() if word not in (",",)]
    while words and words[-1].lower() in PREPOSITIONS:
        words = words[:-1]
    if words and words[0].lower() in PREPOSITIONS:
        return words[0].lower(), " ".join(words[1:])
    return "", " ".join(words)


def _shares(fragment: str, question: str) -> bool:
    return bool(content_stems(fragment) & content_stems(question))


def _with_thing(thing: str, preposition: str, question: str) -> str:
    if not preposition and (measured := _measure(thing, question)):
        return measured
    thing = re.sub(r"^(?:its|their|his|her) ", "the ", thing, flags=re.I)
    words = thing.split()
    core = words[-1].lower() if len(words) < 3 else ""
    if core in _FATES and (other := _with_fate(_FATES[core], question)):
        return other
    if re.fullmatch(r"[a-z]{3,}ed", thing):
        return _with_deed(thing, question)
    if alike := _alike(thing, question):
        return _exchanged(question, *alike, thing)
    if any(is_name(word) for word in words):
        return _with_name(thing, preposition, question)
    return _with_common(thing, preposition, question)


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
    counted = _HOW_MANY_WERE.match(question.rstrip(" ?"))
    return f"{counted[1]}{fate}{question[counted.end() :]}" if counted else ""


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
    placed = [span for span in spans if preposition and _before(question, _from(question, span[0])) == preposition]
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
    """Put the thing in the place of a span, whose "the" goes unless the thing is a bare acronym."""
    start = start if thing.isupper() else _from(question, start)
    return question[:start] + thing + question[end:]


def _with_common(thing: str, preposition: str, question: str) -> str:
    phrases = find_phrases(question)
    bare = re.sub(r"^(?:the|its|their|his|her) ", "", thing, flags=re.I)
    asked = next((phrase for phrase in phrases if phrase.asked), None)
    plural = bare.endswith("s") or bare in ("women", "men", "children", "people", "crew", "police")
    if asked and plural and not preposition and question.lower().startswith(("how many", "which", "what")):
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
