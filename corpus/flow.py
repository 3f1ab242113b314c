"""Marked-up trees into running text: a paragraph a block, a line a table row."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree


def _no_text(element: etree._Element) -> str:
    return element.text or ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the tags of a format mean. A tag in none of the sets is inline."""

    blocks: frozenset[str]  # begin and end a paragraph
    rows: frozenset[str]  # a table row: one line, its cells between bars
    cells: frozenset[str]
    items: frozenset[str] = frozenset()  # list items: paragraphs marked with a dash
    breaks: frozenset[str] = frozenset()  # a new line in the same paragraph
    skipped: frozenset[str] = frozenset()  # left out with all they hold
    text_of: Callable[[etree._Element], str] = _no_text  # an element's own text, before its children
    keeps_tails: bool = True  # whether text after an element's end counts


@dataclass(slots=True)
class _Flow:
    """The text so far, and the paragraph under way."""

    paragraphs: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    row_depth: int = 0

    def flush(self) -> None:
        lines = (" ".join(line.split()) for line in "".join(self.pending).split("\n"))
        paragraph = "\n".join(line for line in lines if line)
        if paragraph.strip("-| "):
            self.paragraphs.append(paragraph)
        self.pending.clear()


def flow(root: etree._Element, layout: Layout) -> str:
    """The text below `root`, paragraphs separated by blank lines, space in a paragraph collapsed."""
    state = _Flow()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and element.tag in layout.skipped:
            walk.skip_subtree()
        elif event == "start":
            _open(state, element, layout)
        else:
            _close(state, element, layout, event == "end" and element.tag not in layout.skipped)
            if element is not root and layout.keeps_tails:
                state.pending.append(_collapsed(element.tail))
    state.flush()
    return "".join(_spaced(state.paragraphs))


def _spaced(paragraphs: list[str]) -> Iterator[str]:
    """Paragraphs with a blank line between, but rows of a table and items of a list on following lines."""
    for before, after in pairwise(["", *paragraphs]):
        together = before[:2] == after[:2] and after[:2] in ("| ", "- ")
        yield ("\n" if together else "\n\n" if before else "") + after


def _open(state: _Flow, element: etree._Element, layout: Layout) -> None:
    tag = element.tag
    if tag in layout.rows:
        if not state.row_depth:
            state.flush()
        state.row_depth += 1
    elif tag in layout.blocks or tag in layout.items:
        _break_paragraph(state)
        if tag in layout.items and not state.row_depth:
            state.pending.append("- ")
    elif tag in layout.cells:
        state.pending.append("| ")
    elif tag in layout.breaks:
        state.pending.append(" " if state.row_depth else "\n")
    state.pending.append(_collapsed(layout.text_of(element)))


def _close(state: _Flow, element: etree._Element, layout: Layout, is_open: bool) -> None:
    if not is_open:
        return
    if element.tag in layout.rows:
        state.pending.append(" |")
        state.row_depth -= 1
        if not state.row_depth:
            state.flush()
    elif element.tag in layout.blocks or element.tag in layout.items:
        _break_paragraph(state)
    elif element.tag in layout.cells:
        state.pending.append(" ")


def _break_paragraph(state: _Flow) -> None:
    if state.row_depth:
        state.pending.append(" ")
    elif "".join(state.pending).strip() != "-":  # a list item whose text is in a paragraph of its own
        state.flush()


def _collapsed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
