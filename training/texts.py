"""Undoing what data sets did to their texts, and keeping out what figures are measured on."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_SENTENCE_END = re.compile(r"(?<=[.!?][\"”’)\]]|.[.!?])\s+(?=[\"“‘(\[]?[A-Z0-9])")
_SHORTENED = re.compile(
    r"\b(?:[A-Z]|St|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Sgt|Lt|No|vs|c|ca|approx|Inc|Ltd|Co|Jr|Sr|U\.S|U\.K)\.$"
)


def plain(text: str) -> str:
    """Return tokenised text as a person would have written it."""
    for bracket, sign in _BRACKETS.items():
        text = text.replace(bracket, sign)
    text = text.replace("``", '"').replace("''", '"').replace("\ufffd", " ")
    text = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1", text)
    text = re.sub(r"\s+([,;:!?%)\]}]|\.(?!\d))", r"\1", text)
    text = re.sub(r"([(\[{$£€])\s+", r"\1", text)
    text = re.sub(r'(^|\s)" (.*?) "', r'\1"\2"', text)
    return " ".join(text.split())


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return the sentences' spans: rough, quick, and enough for training data."""
    spans, start = [], 0
    for gap in _SENTENCE_END.finditer(text):
        if not _SHORTENED.search(text[start : gap.start()]):
            spans.append((start, gap.start()))
            start = gap.end()
    return [*spans, (start, len(text))]


def whole(answer: str) -> re.Pattern[str]:
    """Return a pattern of an answer as words of its own: no part of a longer word or number."""
    return re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(answer)}(?!\w|[.,]\d)")


def put(text: str, at: re.Match[str], new: str) -> str:
    """Return a text with something new where a pattern was found."""
    return text[: at.start()] + new + text[at.end() :]


def is_kept_out(name: str, one_in: int = 8) -> bool:
    """Whether the page, article or text of that name is kept for measuring: about one in so many, always the same."""
    return zlib.crc32(name.encode()) % one_in == 0


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read a file of JSON objects a line, compressed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
