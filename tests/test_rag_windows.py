"""What the reader is given to read, and what its reading says about spans of the document."""

from collections.abc import Sequence

import pytest

from corpus.types import Metadata, Span
from index.pairs.types import AnswerSpan, Reading
from index.types import Hit, StoredDocument
from rag.evidence import Candidate, find_candidates
from rag.questions.question import understand
from rag.windows import Read, Window, read_windows, windows_of
from tests.fakes import WordReader

QUESTION = "Why did the dam break?"


def hit(text: str, start: int = 0, name: str = "a", title: str | None = "Orlo") -> Hit:
    """A passage of the document `name` that begins at `start`."""
    document = StoredDocument(name, f"{name}.md", "default", Metadata(title=title), 1)
    return Hit(f"{name}#{start}", document, start, start + len(text), text, None, 1.0, 0.5, None)


def sentences_in(*hits: Hit) -> tuple[Candidate, ...]:
    """Every sentence of the hits."""
    return find_candidates(understand(QUESTION), hits)


def test_a_short_passage_is_one_window_with_its_title() -> None:
    """All its sentences share it, and their places in it are those of the document's own offsets."""
    text = "The wall was old. It broke at noon."
    candidates = sentences_in(hit(text, 500))

    windows = windows_of(candidates)

    assert [window.text for window in windows] == [f"Orlo. {text}"] * 2
    for candidate, window in zip(candidates, windows, strict=True):
        start, end = window.place(candidate.start, candidate.end)
        assert window.text[start:end] == candidate.text


def test_without_a_title_the_name_stands_before_it() -> None:
    """A document says what it is about by its name at least."""
    assert windows_of(sentences_in(hit("It broke.", title=None)))[0].text == "a.md. It broke."


def test_a_long_passage_is_read_in_windows_of_whole_sentences() -> None:
    """Each sentence stands whole in its own window, no window is longer than 450 characters and its title."""
    text = " ".join(f"Sentence number {number} tells of the old wall above the town." for number in range(20))
    candidates = sentences_in(hit(text))

    windows = windows_of(candidates)

    assert len(set(windows)) >= 3
    for candidate, window in zip(candidates, windows, strict=True):
        start, end = window.place(candidate.start, candidate.end)
        assert window.text[start:end] == candidate.text
        assert len(window.text) - window.shift <= 450
        assert window.text.endswith("town.")


def test_copies_of_a_window_are_read_once() -> None:
    """The same text under the same title needs no second reading, and both get what it says."""
    candidates = sentences_in(hit("The wall was old."), hit("The wall was old.", name="b"))
    windows = windows_of(candidates)

    first, second = read_windows([QUESTION, QUESTION], windows, WordReader())

    assert windows[0] == windows[1]
    assert first.reading is second.reading


class Asked(WordReader):
    """Remembers what it was asked of which texts."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, list[str]] = {}

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        self.asked[question] = list(texts)
        return super().read(question, texts)


def test_every_window_is_asked_in_its_own_words() -> None:
    """What two documents call by different names is asked of each by its own, and the readings keep their places."""
    told = [hit("The NGB paid.", name="a"), hit("The NoGB paid.", name="b"), hit("The NGB lost.", name="c")]
    windows = windows_of(sentences_in(*told))
    reader = Asked()

    read = read_windows(["Who paid the NGB?", "Who paid the NoGB?", "Who paid the NGB?"], windows, reader)

    assert reader.asked == {
        "Who paid the NGB?": ["Orlo. The NGB paid.", "Orlo. The NGB lost."],
        "Who paid the NoGB?": ["Orlo. The NoGB paid."],
    }
    assert [one.window for one in read] == windows


WINDOW = Window("Orlo. The old wall broke at noon.", 100, 6)
READ = Read(WINDOW, Reading(0.9, (AnswerSpan(10, 18, 0.5), AnswerSpan(25, 32, 0.3), AnswerSpan(0, 4, 0.1))))


@pytest.mark.parametrize(("start", "end", "mass"), [(100, 127, 0.8), (104, 112, 0.5), (119, 126, 0.3), (100, 104, 0.0)])
def test_a_span_is_as_probable_as_the_answers_it_touches(start: int, end: int, mass: float) -> None:
    """By the document's offsets: "old wall" is at 104, "at noon" at 119; what is in the title counts nowhere."""
    assert READ.mass(start, end) == pytest.approx(mass)


def test_the_words_that_answer_lie_in_the_sentence() -> None:
    """The likeliest span wholly within it, by the document's offsets; none where none is likely."""
    assert READ.words(100, 127) == Span(104, 112)
    assert READ.words(113, 127) == Span(119, 126)
    assert READ.words(100, 106) is None
    assert Read(WINDOW, Reading(0.9, (AnswerSpan(10, 18, 0.1),))).words(100, 127) is None
