"""The lines above a plain text: what it is, who says it, and when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.types import Span

_LONGEST, _LINES = 120, 5  # characters of a line, and lines
_ENDS_SENTENCE = (".", ":", ";", ",", "…")
_MARKED = re.compile(r"\s*(?:[-*+•·|>]|\d{1,3}[.)]\s)")
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z ]{1,20}):\s+(?P<value>\S.*)")
_NAMES = {
    "title": "title", "subject": "title", "headline": "title", "re": "title",
    "source": "source", "publisher": "source", "published by": "source", "from": "source", "author": "source",
    "agency": "source", "organisation": "source", "organization": "source",
    "date": "date", "published": "date", "issued": "date", "published on": "date",
    "sent": "date", "cc": "cc",
    "url": "url", "link": "url", "to": "to",
}  # fmt: skip
_FORM = re.compile(  # "Press release: Reopening of Brennick" says what the text is, as "Cause: a spark" does not
    r"(?:(?:press|news|media|public|joint) )?(?:release|statement|announcement|notice|bulletin|communiqué"
    r"|memorandum|open letter)",
    re.I,
)
_NUMBERED = re.compile(  # which of its kind the text is: "Policy Brief No. 88", "Report 4/2025", "S/2023/418"
    r"\b(?:nos?\.?|nr\.?|number|vol(?:ume|\.)?) ?\d[\d/.-]*|(?<!\S)[№#] ?\d+|(?<!\S)[A-Z]{1,4}/[\w./-]+|\b\d+/\d{4}\b"
    r"|\b(?:issue|edition|part|series|session|item|version|report|paper|brief(?:ing)?|bulletin|communiqu[eé]|circular"
    r"|notice|resolution|newsletter|document) \d[\d/.-]*(?= of\b|[^\w\s]|\s*$| [-–—])",
    re.I,
)
_DATED = re.compile(r"\b[12]\d{3}\b")
_NAME = r"[A-Z][\w.'’-]+(?:,? (?:and |& )?[A-Z][\w.'’-]+)*"
_BYLINE = re.compile(  # 'By Jana Rell, Open Ledger', not 'By Tuesday the mine had closed'
    rf"^[\W_]*(?:(?:[Ww]ritten|[Ww]ords|[Tt]ext|[Rr]eport|[Ss]tory|[Pp]osted) )?[Bb]y:? (?P<who>{_NAME})"
    r"(?=[.,;:|(]|\s*$| [-–—])",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Where the lines stand, the first that names the text, and those of the form "Publisher: The Courier"."""

    span: Span
    title: str | None
    fields: Mapping[str, str] = field(default_factory=dict)  # under the names that corpus.metadata knows


def letterhead(text: str) -> Letterhead | None:
    """Return the lines with which a text opens above a blank line; None where it opens with what it says.

    They are short, end no sentence, and give no figures but dates and numbers: "Dead: 14" is said, not headed.
    """
    opening = re.match(r"\s*(\S.*?)\n[^\S\n]*\n(?=\s*\S)", text, re.S)
    lines = opening[1].splitlines() if opening else []
    if not opening or len(lines) > _LINES or not _is_short(lines[0]) or not all(map(_heads, lines[1:])):
        return None
    if len(lines) > 1 and not _field(lines[0]) and not _is_plain(lines[0]):
        return None
    matches = [(line, _field(line)) for line in lines]
    fields = {_NAMES[match["name"].lower()]: match["value"].strip() for _, match in matches[::-1] if match}
    named = (line.strip() for line, match in matches if not match and any(map(str.isalpha, line)))
    return Letterhead(Span(opening.start(1), opening.end(1)), fields.get("title") or next(named, None), fields)


def byline(text: str) -> str:
    """Return who is named as the writer in a line by itself; "" where nobody is."""
    found = _BYLINE.search(text)
    return found["who"] if found else ""


def _heads(line: str) -> bool:
    match = _FIELD.fullmatch(line.strip())
    names = not match or _FORM.fullmatch(match["name"]) is not None or match["value"].endswith("?")
    return bool(_field(line)) or (names and _is_short(line) and _is_plain(line))


def _is_short(line: str) -> bool:
    return len(line) <= _LONGEST and not line.rstrip().endswith(_ENDS_SENTENCE) and not _MARKED.match(line)


def _is_plain(line: str) -> bool:
    return not any(map(str.isdigit, _NUMBERED.sub("", line))) or _DATED.search(line) is not None


def _field(line: str) -> re.Match[str] | None:
    match = _FIELD.fullmatch(line.strip())
    return match if match and match["name"].lower() in _NAMES else None
