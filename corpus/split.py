"""Documents into passages: short enough to embed, cut between sentences, with exact offsets."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.blocks import trim
from corpus.sentences import sentences
from corpus.types import Document, Passage, Span

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

PASSAGE_LENGTH = 650  # characters of ordinary English, about 150 tokens of the 256 the default embedder reads
# A blank line after a finished sentence: after a heading or in mid-sentence is no place to cut.
_PARAGRAPH = r"(?<=[.!?…:;\"”’)\]。！？])[ \t]*\n\s*\n"
_UNBROKEN = r"[\s\S]{40}"  # what has no spaces is cut into pieces of this length
# Digits and punctuation take about a token each, and so do letters outside a to z, of which English
# prose has four to five a token: counted threefold, a dense passage fits too.
_DENSE = re.compile(r"[^A-Za-z\s]")
_LONG_WORD = re.compile(r"[A-Za-z]{20,}")  # no word, so its tokens are short
_NONCHARACTERS = range(0xFDD0, 0x110000)  # the first 32 are reserved by Unicode for uses like this one


def split(document: Document) -> tuple[Passage, ...]:
    """The document's passages in order: they cover its text but for whitespace, and none crosses a page.

    A passage that holds nothing but page furniture is left out.
    """
    passages = []
    for page in _pages(document):
        for span in _cut(document.text, page):
            if not _is_furniture(document, span):
                passages.append(_passage(document, span))
    return tuple(passages)


def _pages(document: Document) -> Iterator[Span]:
    starts = sorted({0, *document.pages})
    for start, end in zip(starts, [*starts[1:], len(document.text)], strict=True):
        yield Span(start, end)


def _cut(text: str, page: Span) -> Iterator[Span]:
    """Spans of up to PASSAGE_LENGTH, trimmed. The pieces join up to the page, so lengths give offsets."""
    content = text[page.start : page.end]
    mark = next(chr(code) for code in _NONCHARACTERS if chr(code) not in content)
    start = page.start
    for piece in _splitter(mark).split_text(_marked(content, mark)):
        end = start + len(piece) - piece.count(mark)
        span = trim(text, Span(start, end))
        if span.start < span.end:
            yield span
        start = end
    assert start == page.end, "the pieces of a page do not join up to the page"


def _marked(content: str, mark: str) -> str:
    """The text with a mark before every sentence, for the splitter to cut at."""
    starts = [0, *(span.start for span in sentences(content)), len(content)]
    return mark.join(content[start:end] for start, end in pairwise(starts))


@cache
def _splitter(mark: str) -> "RecursiveCharacterTextSplitter":
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # takes 0.5 s: only adding needs it

    return RecursiveCharacterTextSplitter(
        separators=[_PARAGRAPH, mark, r"\s", _UNBROKEN],
        is_separator_regex=True,
        keep_separator="end",
        strip_whitespace=False,
        chunk_size=PASSAGE_LENGTH,
        chunk_overlap=0,
        length_function=lambda piece: _length(piece.replace(mark, "")),
    )


def _length(piece: str) -> int:
    """Characters, those that take more tokens than English prose counted for more."""
    dense = len(_DENSE.findall(piece))
    return len(piece) + 2 * dense + 2 * sum(map(len, _LONG_WORD.findall(piece)))


def _is_furniture(document: Document, span: Span) -> bool:
    start = span.start
    first = bisect_right(document.furniture, start, key=lambda furniture: furniture.end)
    for furniture in document.furniture[first:]:
        if furniture.start > start and document.text[start : min(furniture.start, span.end)].strip():
            return False
        start = max(start, furniture.end)
        if start >= span.end:
            return True
    return not document.text[start : span.end].strip()


def _passage(document: Document, span: Span) -> Passage:
    text = document.text[span.start : span.end]
    passage = Passage(span.start, span.end, text, document.page_at(span.start))
    assert document.text[passage.start : passage.end] == passage.text
    return passage
