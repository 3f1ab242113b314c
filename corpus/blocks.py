"""Where a text's paragraphs, headings, list items and table rows begin and end."""

import re
from collections.abc import Iterator

from corpus.types import Span

_LINE = re.compile(r"^[^\n\S]*\S[^\n]*", re.M)
_BULLET = re.compile(r"[ \t]*(?:[-*+•·▪●◦‣]|–(?=\s+[A-Z0-9]))\s+(?=\S)")
_NUMBERED = re.compile(r"[ \t]*(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|\([ivx]+\))\s+(?=\S)")
_HEADING = re.compile(r"[ \t]*#{1,6}\s+(?=\S)")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+(?=[^\s>])")
_RULE = re.compile(r"[ \t|:]*(?:[-=*_~][ \t|:]*){3,}$")
_TABLE_ROW = re.compile(r"[ \t]*\|")
_ENDED = re.compile(r"[.!?:;…。！？][\"'”’»)\]*_]*$")
_OPEN = re.compile(r"(?:[,–—-]|\b(?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|but|that|than|as|is|was))$", re.I)
# Lines of a log, of a transcript and of a form, each of which stands for itself beside others that begin alike.
_ENTRIES = tuple(
    re.compile(rf"[ \t]*{form}")
    for form in (
        r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?[ \t]",
        r"[\[(]?[12]\d{3}-\d\d-\d\d[T ]\d\d:\d\d",
        r"[A-Z][A-Z.'’ -]{0,30}:[ \t]",
        r"(?:\*\*|__)?[A-Z][\w ()/'’-]{0,40}:(?:\*\*|__)?[ \t]",
    )
)
_WIDEST_WRAP = 160  # characters: text wrapped by a program is narrower, one line a paragraph is wider
_NARROWEST_WRAP = 30
_RAGGED = 0.8  # proportional fonts make a full line of a PDF up to a fifth shorter, counted in characters


def blocks(text: str) -> Iterator[Span]:
    """Yields the text's blocks in order, without surrounding blanks and without list, heading or quote marks.

    A blank line ends a block. So does a single newline, unless the line was broken only because it was full:
    wrapped prose stays whole, while a heading, a list item or a table row is a block of its own.
    """
    for paragraph in _paragraphs(text):
        width = max(line.end - line.start for line in paragraph)
        block = [paragraph[0]]
        for line in paragraph[1:]:
            if _is_broken_between(text, block, line, width):
                yield from _trimmed(text, block)
                block = []
            block.append(line)
        yield from _trimmed(text, block)


def _paragraphs(text: str) -> Iterator[list[Span]]:
    """Runs of lines with no blank line between them."""
    run: list[Span] = []
    for match in _LINE.finditer(text):
        line = Span(match.start(), match.end())
        if run and line.start > run[-1].end + 1:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _is_broken_between(text: str, block: list[Span], following: Span, width: int) -> bool:
    """True when the newline after a block was meant, and is not there because its last line was full."""
    before, after = text[block[-1].start : block[-1].end].rstrip(), text[following.start : following.end]
    if any(mark.match(after) for mark in (_BULLET, _HEADING, _RULE, _TABLE_ROW)):
        return True
    if any(mark.match(before) for mark in (_HEADING, _RULE, _TABLE_ROW)):
        return True
    if any(entry.match(text, block[0].start, block[0].end) and entry.match(after) for entry in _ENTRIES):
        return True
    if _NUMBERED.match(after):
        in_list = _NUMBERED.match(text, block[0].start, block[0].end)
        return bool(in_list or _ENDED.search(before)) or not _is_full(before, after, width)
    return not _continues(before, after, width)


def _continues(before: str, after: str, width: int) -> bool:
    start = _QUOTED.sub("", after).lstrip()
    if start[:1].islower() or (_OPEN.search(before) and len(before) <= _WIDEST_WRAP):
        return True
    return _is_full(before, after, width)


def _is_full(before: str, after: str, width: int) -> bool:
    """True when the next line's first word would not have fitted on this one."""
    if width < _NARROWEST_WRAP or len(before) > _WIDEST_WRAP:
        return False
    first_word = after.split(maxsplit=1)[0]
    return len(before) + 1 + len(first_word) > _RAGGED * min(width, _WIDEST_WRAP)


def _trimmed(text: str, lines: list[Span]) -> Iterator[Span]:
    start, end = lines[0].start, lines[-1].end
    if len(lines) == 1 and _RULE.match(text, start, end):
        return
    for mark in (_QUOTED, _HEADING, _BULLET, _NUMBERED):
        if match := mark.match(text, start, end):
            start = match.end()
    block = trim(text, Span(start, end))
    if block.start < block.end:
        yield block


def trim(text: str, span: Span) -> Span:
    """The span without whitespace at either end; an empty span when it holds nothing else."""
    content = text[span.start : span.end]
    start = span.start + len(content) - len(content.lstrip())
    return Span(start, max(start, span.start + len(content.rstrip())))
