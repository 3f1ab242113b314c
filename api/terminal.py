"""How things look in a terminal: plain text, at its width, with nothing in it that a terminal obeys."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rag.types import Answer, Citation, Disagreement, Kind, Position

if TYPE_CHECKING:
    from rag.survey.survey import Listing

GAP = "   "
NARROWEST = 22  # columns a position needs to be readable beside another
KINDS = {
    "value": "the figures differ",
    "stance": "one affirms what another denies",
    "update": "the later comes first",
}


def harmless(text: str) -> str:
    """`text` on one line, its control and formatting characters (escapes, text direction) made visible."""
    spaced = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char for char in spaced)


def render(answer: Answer, width: int) -> Iterator[str]:
    """The lines that show an answer in a terminal `width` columns wide."""
    if answer.status == "not_found":
        yield f"Nothing in the collection {harmless(answer.collection)} answers this."
        return
    for paragraph in _beside_positions(answer) if answer.disagreements else answer.answer.splitlines():
        yield from _wrap(paragraph, width)
    for note in answer.notes:
        yield from _wrap(f"({note})", width)
    for disagreement in answer.disagreements:
        yield ""
        yield from _disagreement(disagreement, width)
    yield ""
    yield "Sources"
    for citation in answer.citations:
        yield from _citation(citation, width)


def _beside_positions(answer: Answer) -> list[str]:
    """The lines of an answer but for the quotes of its positions, which stand below it side by side."""
    numbers = {number for found in answer.disagreements for one in found.positions for number in one.citations}
    below = [f"“{' '.join(one.quote.split())}”" for one in answer.citations if one.number in numbers]
    more = [one.text for one in answer.statements if not any(quote in one.text for quote in below)]
    first, *others = answer.answer.splitlines()
    return [first, *(line for line in others if line.startswith(tuple(more)))]


def render_listing(listing: "Listing", collection: str, width: int) -> Iterator[str]:
    """The lines that show what a collection's documents disagree about, numbered, each with its sources."""
    if listing.skipped:
        yield _counted(listing.skipped, "document") + " could not be compared; the log says which."
    if not listing.disagreements:
        documents = _counted(listing.total, "document")
        yield f"No disagreements found among the {documents} of the collection {harmless(collection)}."
        return
    for number, found in enumerate(listing.disagreements, start=1):
        yield from _wrap(
            f"{number}. {found.about[:1].upper()}{found.about[1:]} ({_nature(found.kind, found.positions)})", width
        )
        yield from _side_by_side(found.positions, width)
        for citation in found.citations:
            yield from _wrap(_label(citation), width - 2, "  ")
        yield ""
    yield _counted(len(listing.disagreements), "disagreement") + f" among {_counted(listing.total, 'document')}."


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _nature(kind: Kind, positions: Sequence[Position]) -> str:
    in_words = kind == "value" and not any(map(str.isdecimal, positions[0].value))
    return "the answers differ" if in_words else KINDS[kind]


def _disagreement(found: Disagreement, width: int) -> Iterator[str]:
    yield from _wrap(f"The sources disagree: {found.about} ({_nature(found.kind, found.positions)})", width)
    yield from _side_by_side(found.positions, width)


def _side_by_side(positions: Sequence[Position], width: int) -> Iterator[str]:
    count = len(positions)
    column = (width - 2 - len(GAP) * (count - 1)) // count
    if column < NARROWEST:
        for position in positions:
            yield from _position(position, width - 2, "  ")
        return
    cells = [list(_position(position, column, "")) for position in positions]
    for row in range(max(map(len, cells))):
        padded = (_pad(cell[row] if row < len(cell) else "", column) for cell in cells)
        yield ("  " + GAP.join(padded)).rstrip()


def _position(position: Position, width: int, indent: str) -> Iterator[str]:
    sources = "1 source" if position.sources == 1 else f"{position.sources} sources"
    numbers = "".join(f"[{number}]" for number in position.citations)
    yield from _wrap(position.value or position.text, width, indent)
    yield from _wrap(f"{sources} {numbers}", width, indent)
    if position.value and position.text != position.value:
        yield from _wrap(position.text, width, indent)


def _citation(citation: Citation, width: int) -> Iterator[str]:
    yield from _wrap(_label(citation), width)
    yield from _wrap(f"“{citation.quote}”", width, "    ")


def _label(citation: Citation) -> str:
    page = f"page {citation.page}" if citation.page else None
    parts = [citation.document, citation.title, citation.source, citation.published, page]
    return f"[{citation.number}] " + ", ".join(part for part in parts if part)


def _wrap(text: str, width: int, indent: str = "") -> Sequence[str]:
    return textwrap.wrap(harmless(text), max(width, 10), initial_indent=indent, subsequent_indent=indent) or [""]


def _pad(text: str, width: int) -> str:
    """`text` filled up to `width` columns; East Asian wide characters take two, combining ones none."""
    taken = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return text + " " * (width - taken)
