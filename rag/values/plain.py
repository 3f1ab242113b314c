"""A text as it would be on one line and without marks, so that what reads figures meets one space between words."""

import re
from calendar import month_name
from dataclasses import dataclass, replace

from rag.values.types import Value

_UNSEEN = "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark
_HYPHENS = "\u2010\u2011"  # that which is only a hyphen, and that which does not break
# Spaces of any sort, the marks that begin a quoted line, and marks of emphasis that are no part of a name.
_BETWEEN = re.compile(
    rf"(?:\s|(?<=\n)(?:[ \t]*>)+|[*{_UNSEEN}]|(?<![^\W_])_+|_+(?![^\W_]))+"
    rf"|(?<=[a-z0-9])[-{_HYPHENS}]\s*\n(?:[ \t]*>)*\s*(?=[a-z])"
    rf"|[{_HYPHENS}]"
)
# After a break that was meant stands a list mark, a label ("Injured: 31") or a row ("Injured 34 Hospital register").
_MEANT = re.compile(
    r"[^\S\n]*(?:>[ \t]*)*(?:[-•|#]|[a-z]+:\s|[A-Z][^\n.,;:|()0-9]{0,40}(?:\([^()\n]{1,24}\))?[*_]*:\s"
    rf"|(?!{'|'.join(month_name[1:])})[A-Z][a-z]+(?: [a-z]+){{0,4}} [0-9]+(?:[.,][0-9]+)*"
    r"(?: [^\W\d_]+){0,4}[ \t]*(?:\n|$))"
)
_ODD = re.compile(rf"[^\S ]|  |[*_{_UNSEEN}{_HYPHENS}]")
_WHOLE = re.compile(r"(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty|[0-9])$", re.I)  # before a hyphen of its own


@dataclass(frozen=True, slots=True)
class Plain:
    """The text, and for each of its code points and its end where that is in the original."""

    text: str
    places: tuple[int, ...]

    def back(self, value: Value, original: str) -> Value:
        """Return a value of the plain text as one of the original."""
        start, end = self.places[value.start], self.places[value.end - 1] + 1
        return replace(value, start=start, end=end, text=original[start:end])


def plain(text: str) -> Plain | None:
    """Return the text in plain form; None where it is plain already.

    What stands between two digits stays as it is: "12" at the end of a line and "300" on the next are two figures.
    So does a break that ends a paragraph, a list item or a line "Dead: 15".
    """
    if not _ODD.search(text):
        return None
    written: list[str] = []
    places: list[int] = []
    done = 0
    for match in _BETWEEN.finditer(text):
        kept = _kept(text, match)
        written += text[done : match.start()] + kept
        places += range(done, match.start())
        places += range(match.start(), match.end()) if kept == match.group() else [match.start()] * len(kept)
        done = match.end()
    return Plain("".join(written) + text[done:], (*places, *range(done, len(text) + 1)))


def one_line(text: str) -> str:
    """Return a text on one line, without marks."""
    found = plain(text)
    return (found.text if found else text).strip()


def _kept(text: str, match: re.Match[str]) -> str:
    """Return what is left of spaces and marks: nothing, a space or a hyphen."""
    found = match.group()
    if text[max(0, match.start() - 1) : match.start()].isdigit() and text[match.end() : match.end() + 1].isdigit():
        return "-" if found in _HYPHENS else found
    if found[0] in f"-{_HYPHENS}":
        broken_word = len(found) > 1 and not _WHOLE.search(text, max(0, match.start() - 7), match.start())
        return "" if broken_word else "-"
    broken = found.find("\n")
    if broken >= 0 and (found.count("\n") > 1 or _MEANT.match(text, match.start() + broken + 1)):
        return found
    return " " if found[0] != "\u00ad" and any(sign.isspace() for sign in found) else ""
