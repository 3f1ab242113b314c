"""Another time put in a question: "And the year before?", "and in 2015?", "and now?"."""

import re
from calendar import month_name

from rag.questions.phrases import PREPOSITIONS, find_dates
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
# What a date that it bounds begins with: "before 2024" is one in itself.
_BOUND = re.compile(
    r"(?:(?:by|around|since|until) (?:the )?(?:start|beginning|middle|end) of|before|after|since|until|till|by|from"
    r"|between|around|about|circa|prior to|(?:no|not) (?:later|earlier) than|not before|not until)\b ?",
    re.I,
)
_HUNG = re.compile(r"\b(on|in|since|during|by|until|before|after|from|around) $", re.I)
_BEFORE_OR_AFTER = re.compile(r"(before|after|since)(?: (?:that|then))?|(?P<then>earlier|later)(?: on)?", re.I)


def at_another_time(fragment: str, before: str) -> str | None:
    """Return the earlier question of the time that a fragment is, "" where it names no time to reckon from.

    None where the fragment is no time.
    """
    for form, put in ((_SHIFT, _shifted), (_RELATIVE, _at_a_time_from_now), (_BEFORE_OR_AFTER, _on_other_side)):
        if said := form.fullmatch(fragment.strip()):
            return put(said, before)
    month = _MONTH.search(fragment)
    return _in_month(fragment, month.group(), before) if month else None


def with_its_date(fragment: str, before: str) -> tuple[str, str]:
    """Return what is left of a fragment without its date, and the earlier question of that date."""
    dates = find_dates(fragment)
    date = dates[-1] if dates else None
    rest = f"{fragment[: date.start]} {fragment[date.end :]}" if date else fragment
    if date is None or content_stems(rest) & content_stems(before):
        return fragment, before
    return rest, _dated(before, date.text, preposition_before(fragment, date.start))


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
    return _dated(before, _BOUND.sub("", dates[-1].text), then or side[1].lower()) if dates else ""


def _in_month(fragment: str, month: str, before: str) -> str:
    """Put a month in the place of another, or before the year asked about; with a year it is a date like any other."""
    dates, asked = find_dates(fragment), find_dates(before)
    if not dates and (old := _MONTH.search(before)):
        return before[: old.start()] + month + before[old.end() :]
    said = dates[-1].text if dates else month
    preposition = preposition_before(fragment, fragment.index(said))
    year = f" {asked[-1].text}" if not dates and asked and _YEAR.fullmatch(asked[-1].text) else ""
    return _dated(before, f"{said}{year}", preposition)


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
    """Return the question of another date; "" where that can take no place: "the March 2024 attack" has one of its own.

    What the earlier date hung on, "since" but not "in", stays where the other comes without.
    """
    bounded = _BOUND.match(date)
    said = f"{date[0].lower()}{date[1:]}" if bounded else f"{preposition} {date}".lstrip()
    dates = find_dates(question)
    if not dates:
        return f"{_of_no_time(question)} {said if bounded or preposition else f'in {date}'}?"
    old = dates[-1]
    hung, bound = _HUNG.search(question[: old.start]), _BOUND.match(old.text)
    if not hung and not bound:
        return "" if bounded else question[: old.start] + date + question[old.end :]
    if not bounded and not preposition:
        kept = bound[0].rstrip() if bound else hung[1] if hung else ""
        said = f"{_on_or_in(date) if kept.lower() in ('on', 'in') else kept} {date}"
    return question[: hung.start() if hung else old.start] + said + question[old.end :]


def _on_or_in(date: str) -> str:
    day = re.match(r"\d{{1,2}}(?:st|nd|rd|th)? |(?:{}) \d{{1,2}}\b".format("|".join(month_name[1:])), date)
    return "on" if day else "in"


def _of_no_time(question: str) -> str:
    """Return the question without the time from now that it names, and without a question mark."""
    question = re.sub(r"\b(?:current|present|today['’]s) (?=\w)", "", question)
    timeless = re.sub(rf"(?<=\w),? {_RELATIVE.pattern}(?=\W*$| (?:in|at|on|of)\b)", "", question, flags=re.I)
    return timeless.rstrip(" ?")


def preposition_before(text: str, start: int) -> str:
    """Return the preposition right before a place in a text, lower-cased, or ""."""
    words = text[:start].split()
    return words[-1].lower() if words and words[-1].lower() in PREPOSITIONS else ""
