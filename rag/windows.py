"""What the reader is given: of each promising passage a window around the sentences that may answer, and its title."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.sentences import sentences
from corpus.types import Span
from index.pairs.types import PassageReader, Reading
from index.types import Hit
from rag.evidence import Candidate

_LENGTH = 450  # code points, about 100 tokens; the reader was trained on such
_TITLE = 100  # code points
_MARKED = 0.2  # probability from which a span counts as marked; the same answer has several spans to share its own


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a document as the reader sees it."""

    text: str  # the document's title, then its own text
    start: int  # offset in the document of what stands at `shift`
    shift: int  # where in `text` the document's own text begins

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in `text` a span of the document is."""
        return start - self.start + self.shift, end - self.start + self.shift


@dataclass(frozen=True, slots=True)
class Read:
    """A window with what the reader made of it."""

    window: Window
    reading: Reading

    def mass(self, start: int, end: int) -> float:
        """Return how probable it is that the answer lies in or over this span of the document, 0 to 1."""
        first, last = self.window.place(start, end)
        return sum(span.probability for span in self.reading.spans if span.start < last and first < span.end)

    def words(self, start: int, end: int) -> Span | None:
        """Return the likeliest answer within this span of the document, as offsets there; None if none is likely."""
        first, last = self.window.place(start, end)
        within = (span for span in self.reading.spans if first <= span.start and span.end <= last)
        best = next(within, None)
        back = self.window.start - self.window.shift
        return Span(best.start + back, best.end + back) if best and best.probability >= _MARKED else None


def windows_of(candidates: Sequence[Candidate]) -> list[Window]:
    """Return for each candidate its window; candidates of one passage share one while they fit into it."""
    return [window for _, group in groupby(candidates, _passage) for window in _windows(list(group))]


def read_windows(asked: Sequence[str], windows: Sequence[Window], reader: PassageReader) -> list[Read]:
    """Return each window read for the question as it is asked there; one that comes several times is read once."""
    distinct: dict[str, dict[Window, None]] = {}
    for question, window in zip(asked, windows, strict=True):
        distinct.setdefault(question, {})[window] = None
    readings = {
        window: reading
        for question, those in distinct.items()
        for window, reading in zip(those, reader.read(question, [window.text for window in those]), strict=True)
    }
    return [Read(window, readings[window]) for window in windows]


def _passage(candidate: Candidate) -> str:
    return candidate.hit.passage_id


def _windows(candidates: list[Candidate]) -> list[Window]:
    """Return one window a candidate."""
    hit = candidates[0].hit
    spans = [(span.start + hit.start, span.end + hit.start) for span in sentences(hit.text)]
    windows: list[Window] = []
    start = end = -1
    for candidate in candidates:
        if not start <= candidate.start < candidate.end <= end:
            start, end = _around(candidate, spans)
            made = _window(hit, start, end)
        windows.append(made)
    return windows


def _around(candidate: Candidate, spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Grow from the candidate by whole sentences, those before it and after it in turn, while they fit."""
    before = [span for span in spans if span[1] <= candidate.start]
    after = [span for span in spans if span[0] >= candidate.end]
    start, end = candidate.start, candidate.end
    grown = True
    while grown:
        grown = False
        if before and end - before[-1][0] <= _LENGTH:
            start, grown = before.pop()[0], True
        if after and after[0][1] - start <= _LENGTH:
            end, grown = after.pop(0)[1], True
    return start, end


def _window(hit: Hit, start: int, end: int) -> Window:
    title = (hit.document.metadata.title or hit.document.name)[:_TITLE]
    own = hit.text[start - hit.start : end - hit.start]
    return Window(f"{title}. {own}", start, len(title) + 2)
