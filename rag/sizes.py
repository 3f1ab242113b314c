"""Which way a size is measured: a crater 14 metres wide is not said to be 14 metres deep."""

import re

from rag.questions.question import Question
from rag.values.types import Value

# What is deep, tall, high or thick is measured alike: "The snow lay two metres high" tells how deep it was.
_WAYS = (
    ("wide", "broad", "width", "breadth"),
    ("long", "length"),
    ("deep", "tall", "high", "thick", "depth", "height"),
)
_WAY_OF = {word: number for number, words in enumerate(_WAYS) for word in words}
_WORDS = "|".join(_WAY_OF)
_ASKED = re.compile(rf"\b(?:how|(?:is|was|are|were) (?:the|its|their)) (?P<way>{_WORDS})\b", re.I)
_SAID = re.compile(rf"[ \u00a0-](?P<way>{_WORDS})\b", re.I)


def measured_as_asked(question: Question, value: Value, text: str) -> bool:
    """Whether a length in `text` can be the one asked for: not where the word behind it says that it is another."""
    asked = _ASKED.search(question.text) if value.kind == "measure" else None
    said = _SAID.match(text, value.end) if asked else None
    return not (asked and said) or _WAY_OF[asked["way"].lower()] == _WAY_OF[said["way"].lower()]
