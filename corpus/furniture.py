"""Page furniture: text on a page that is not what the page says."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from corpus.blocks import blocks
from corpus.letterhead import letterhead
from corpus.notices import ABOUT_AUTHOR, AUTHOR_BOX, BYLINE, is_caption, is_label, is_notice
from corpus.pull_quotes import pull_quotes
from corpus.sentences import sentences
from corpus.types import Span

_ENDED = re.compile(r"[.!?…;:,][\"'”’»)\]*_]*$")
_SHORT_LINE = 12  # words
_BOX_LINE, _BOX_LINES = 8, 8  # words in a line of an author box, lines in a box
_LONGEST_BIOGRAPHY = 80  # words
_LONGEST_NOTICE = 600  # characters of a block whose sentences may be notices
_RUNNING_HEAD = 3  # times a line is repeated before it is one
_HEADING = 8  # words in a line that heads what follows


def find_furniture(text: str) -> tuple[Span, ...]:
    """Spans of share bars, captions, author boxes, notices, headings and pull quotes, in order, none overlapping.

    Made to be right rather than complete. A text that would be furniture from end to end has none.
    """
    found = list(blocks(text))
    spans = [*_by_wording(text, found), *_author_boxes(text, found), *_running_heads(text, found)]
    spans += [*_headings(text, found), *_opening(text)]
    spans += pull_quotes(text, [block for block in found if not _is_marked(text, block)])
    merged = _merged(spans)
    return merged if _leaves_text(text, merged) else ()


def _by_wording(text: str, found: list[Span]) -> Iterator[Span]:
    """Labels, notices and captions, and the description that stands for a picture before its caption."""
    for index, block in enumerate(found):
        content = text[block.start : block.end]
        if len(content) > _LONGEST_NOTICE:
            continue
        inner = sentences(content)
        if is_label(content) and not _is_marked(text, block):
            yield block
        elif is_caption(content, content[inner[-1].start : inner[-1].end] if inner else ""):
            yield block
            if index > 1 and _is_description(text, found[index - 1]):
                yield found[index - 1]
        else:
            for sentence in inner:
                if is_notice(content[sentence.start : sentence.end]):
                    yield Span(block.start + sentence.start, block.start + sentence.end)


def _is_description(text: str, block: Span) -> bool:
    """True for a picture's description: more than one sentence, the last of them without a full stop."""
    content = text[block.start : block.end]
    return not _ENDED.search(content) and len(content) <= _LONGEST_NOTICE and len(sentences(content)) > 1


def _author_boxes(text: str, found: list[Span]) -> Iterator[Span]:
    for index, block in enumerate(found):
        content = text[block.start : block.end].strip("#*_: ")
        if BYLINE.fullmatch(content) and len(content.split()) <= _SHORT_LINE:
            yield block
        elif AUTHOR_BOX.fullmatch(content):
            yield block
            yield from _box_lines(text, found[index + 1 : index + 1 + _BOX_LINES])
            if ABOUT_AUTHOR.fullmatch(content) and index + 1 < len(found):
                yield from _biography(text, found[index + 1])


def _box_lines(text: str, following: list[Span]) -> Iterator[Span]:
    """Name, post and department: the short lines below "Written by", up to the first that is prose."""
    for block in following:
        content = text[block.start : block.end]
        if len(content.split()) > _BOX_LINE or _ENDED.search(content):
            return
        yield block


def _biography(text: str, block: Span) -> Iterator[Span]:
    if len(text[block.start : block.end].split()) <= _LONGEST_BIOGRAPHY:
        yield block


def _running_heads(text: str, found: list[Span]) -> Iterator[Span]:
    """Short lines that come back again and again, as the heads of printed pages do."""
    lines = {block: text[block.start : block.end] for block in found if not _is_marked(text, block)}
    counts = Counter(lines.values())
    for block, line in lines.items():
        if counts[line] >= _RUNNING_HEAD and _is_head(line):
            yield block


def _is_head(line: str) -> bool:
    words = line.split()
    plain = not any(character.isdigit() or character in ":|" for character in line)
    return plain and 2 <= len(words) <= _SHORT_LINE and not _ENDED.search(line)


def _opening(text: str) -> Iterator[Span]:
    found = letterhead(text)
    if found and "\n" in text[found.span.start : found.span.end]:  # a single line is the title, if it is not a claim
        yield found.span


def _headings(text: str, found: list[Span]) -> Iterator[Span]:
    """Short lines without figures that stand above a sentence: "Sprinklers", "DEATH OF MR BRANDVIK".

    They name a subject and claim nothing, which "Dead: 14" and an item of a list do.
    """
    for block, following in pairwise(found):
        line, below = text[block.start : block.end], text[following.start : following.end]
        alone = "\n" not in line and not _is_marked(text, block) and not _is_marked(text, following)
        if alone and _is_heading(line) and _ENDED.search(below) and len(below) > len(line):
            yield block


def _is_heading(line: str) -> bool:
    plain = not any(character.isdigit() or character in ":|" for character in line)
    return plain and line[:1].isupper() and len(line.split()) <= _HEADING and not _ENDED.search(line)


def _is_marked(text: str, block: Span) -> bool:
    """True for a list item, a quotation or a table row, whose mark stands before or at its start."""
    line_start = text.rfind("\n", 0, block.start) + 1
    return bool(text[line_start : block.start].strip(" \t#")) or text[block.start] == "|"


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _leaves_text(text: str, furniture: tuple[Span, ...]) -> bool:
    start = 0
    for span in furniture:
        if text[start : span.start].strip():
            return True
        start = span.end
    return bool(text[start:].strip())
