"""When a text was written, as it says itself: the date of a letter, of minutes, of a press release."""

import re

from corpus.dates import MONTH, iso_date
from corpus.sentences import sentences

_OPENING, _LINES = 1_000, 8  # characters, and lines of them, in which it stands
_LONGEST = 160  # characters of a line of its own; of a paragraph the first sentence counts
_PROSE = 12  # words from which a full sentence begins the text itself
_MONTH = rf"(?:{MONTH})\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?P<date>{_DAY}(?: of)? {_MONTH},? [12]\d{{3}}|{_MONTH} (?:{_DAY},? )?[12]\d{{3}}|[12]\d{{3}}-\d\d-\d\d)\b"
)
_ENDS = r"(?=[\W_]*$| ?\(| [–—-] (?!\d)|, by )"
# 'Date of incident' is of something that happened
_WRITING = r"(?:the |this )?(?:publication|issue|release|report|letter|writing|statement|document|notice|entry)\b"
_MADE = (
    rf"(?:published|posted|updated|issued|dated|date(?! of (?!{_WRITING}))|submitted|adopted|received|accepted|released"
    r"|revised|written|signed)"
)
_KIND = (
    r"(?:minutes|sitting|meeting|session|(?:press|news|media) release|statement|report|bulletin|letter|communiqu[eé]"
    r"|edition|issue|memo|memorandum|briefing|note|notice|circular|declaration|press conference|hearing)"
)
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"^(?P<before>)[\W_]*{_DATE}{_ENDS}",
        rf"^(?:(?P<before>.*), )?[\W_]*{_MADE}\b[^.;]{{0,80}}?{_DATE}{_ENDS}",
        rf"^(?P<before>).*\b{_KIND}(?:,| of| from| on| dated)? (?:the )?{_DATE}{_ENDS}",
        rf"^(?P<before>)[\W_]*(?:minutes|notes|transcript|record|judge?ment|ruling|decision|resolution)\b[^.;]{{0,90}}?"
        rf"\b(?:of|on|from) {_DATE}",
        rf"^[\W_]*(?P<before>[^\W\d_](?:[^.!?;]|No\.){{0,100}}?)[,|–—-] ?{_DATE}{_ENDS}",
    )
)
# A line with one of these before its date tells of something that happened then.
_TELLS = re.compile(
    r"\b(?:is|are|was|were|had|has|have|did|which|who|that|after|before|when|since|until|killed|died|battle|attack"
    r"|bombing|earthquake|crash|explosion|massacre|fire|floods?|disaster|election)\b",
    re.I,
)


def dateline(text: str) -> str | None:
    """Return when a text was written, as an ISO 8601 date, by what its opening says; None where that says nothing.

    A date in a sentence or a marked heading is when something happened.
    """
    written = date_written(text)
    return iso_date(written) if written else None


def date_written(text: str) -> str | None:
    """Return the same date as the opening has it."""
    lines = [line.strip() for line in text[:_OPENING].splitlines() if line.strip()]
    for line in lines[:_LINES]:
        if found := _found_in(line):
            return found["date"]
        if line.endswith(".") and len(line.split()) >= _PROSE:
            return None
    return None


def _found_in(line: str) -> re.Match[str] | None:
    """Return the date that a line gives, or the first sentence of a paragraph."""
    if line.startswith("#"):
        return None
    parts = [line[span.start : span.end] for span in sentences(line)[:1]]
    parts += [line] if len(line) <= _LONGEST else []
    found = (match for form in _FORMS for part in parts if (match := form.search(part)))
    return next((match for match in found if not _TELLS.search(match["before"] or "")), None)
