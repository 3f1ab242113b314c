"""Questions that a text asks and answers itself, as hearings and interviews do, and headings that ask."""

import re
from dataclasses import replace

from corpus.types import Span
from rag.questions.question import Question, understand
from rag.values.find import find_values
from rag.values.labels import is_bare
from rag.values.nouns import singular
from rag.values.types import Value
from rag.words import content_stems

_ASKS = re.compile(r"\?[”\"’')*_\]]*$")
_ANSWERED = re.compile(r"\?[”\"’')*_\]]*\s*\n\s*")
_ON_ONE_LINE = re.compile(r"[^?\n]*\?[”\"’')*_\]]*[^\S\n]+")
_SPEAKER = re.compile(r"[*_]*[A-Z][^\n:?.]{0,40}:[*_]*\s+")
_BYLINE = re.compile(r"(?i:by) [A-Z][\w’'-]+ [A-Z]")
_SIDE = re.compile(
    r"[*_]*(?:yes|yeah|no|nope|correct|right|true|false|indeed|certainly(?: not)?|of course(?: not)?|never|not at all"
    r"|absolutely(?: not)?)(?:[*_.,;:!—–-]|$)",
    re.I,
)
_LONGEST = 12  # words of an answer that says too little by itself


def answers(text: str, asked: Span, said: Span) -> bool:
    """Whether the sentence `said` is a short answer to the question before it: on the same line a bare yes or no."""
    question, answer = text[asked.start : asked.end], text[said.start : said.end]
    between = text[asked.end : said.start]
    if "#" in between or "|" in answer or not _ASKS.search(question) or _ASKS.search(answer):
        return False
    if "\n" not in between:
        return _is_bare_side(answer)
    return len(_bare(answer).split()) <= _LONGEST and not _BYLINE.match(answer)


def answer_in(text: str) -> int:
    """Return where the answer begins in a question with its answer; 0 for any other sentence."""
    if found := _ANSWERED.search(text):
        return found.end() if found.end() < len(text) else 0
    found = _ON_ONE_LINE.match(text)
    return found.end() if found and _is_bare_side(text[found.end() :]) else 0


def is_of_another(question: Question, text: str) -> bool:
    """Whether a text only says yes or no, and to another question than this."""
    start = answer_in(text)
    if not start or not _SIDE.match(_bare(text[start:])):
        return False
    return not question.terms <= content_stems(text[:start])


def as_answer(text: str, value: Value) -> Value | None:
    """Return a figure as one of whom the question before it asks for; None for a figure of that question."""
    start = answer_in(text)
    if value.start < start:
        return None
    if not start or value.kind != "count" or not is_bare(value):
        return value
    asked = understand(text[:start])
    if not (asked.counted or asked.role):
        given = next((one for one in find_values(text[:start]) if one.kind == "count"), value)
        return replace(value, noun=given.noun, role=given.role, label=given.label)
    one = value.low == 1 == value.high
    noun = singular(asked.counted[-1].lower()) if asked.counted else ""
    return replace(value, noun=noun, role=asked.role, label="" if one else " ".join(asked.counted).lower())


def _is_bare_side(answer: str) -> bool:
    """Whether an answer says no more than yes or no: "Yes, it is."."""
    side = _SIDE.match(_bare(answer))
    return side is not None and not content_stems(_bare(answer)[side.end() :])


def _bare(answer: str) -> str:
    """Return an answer without the name of who gives it."""
    return _SPEAKER.sub("", answer, count=1)
