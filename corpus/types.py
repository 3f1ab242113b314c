"""What a document is once it has been read: text, where it came from, and what in it is page furniture."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: 0-based, end-exclusive, in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """Where a document came from. What is not known stays None and is never guessed."""

    title: str | None = None
    source: str | None = None  # who says it: publisher, agency, sender
    published: str | None = None  # ISO 8601 at the precision known: "2024", "2024-03" or "2024-03-22"
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One readable document. Every offset in the project points into `text`."""

    name: str  # as added: the file's name, relative to the folder that was added
    text: str
    metadata: Metadata = Metadata()
    pages: tuple[int, ...] = ()  # offset at which each page starts; empty when the format has no pages
    furniture: tuple[Span, ...] = ()  # page furniture: kept in the text, never used as evidence

    def page_at(self, offset: int) -> int | None:
        """1-based page that holds `offset`, or None when the format has no pages."""
        return bisect_right(self.pages, offset) if self.pages else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that is embedded and found as one; `document.text[start:end] == text`."""

    start: int
    end: int
    text: str
    page: int | None = None


class Unreadable(Exception):
    """A file that was refused: `code` for programs, `detail` says what is wrong and what to do."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
