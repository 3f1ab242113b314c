"""Does a text hold an expected answer, and which expected positions does a shown position state?"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from eval.cases import Case, Evidence, ExpectedPosition, same_document
from rag.types import Answer, Citation, Position

_PLAIN = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_DASH = re.compile("[\u2010-\u2015\u2212]")
# "2,000" and "2 000" are 2000; "in 2020, 150" and "2020 150" stay two numbers.
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:([, '])\d{3})(?:\1\d{3})*(?![\w]|[.,]\d{3})")
_COMPOUND = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]"
    r"(one|two|three|four|five|six|seven|eight|nine)\b"
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Case, quotes, dashes, white space and thousands separators made alike; nothing else is changed."""
    text = unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold()
    text = " ".join(_DASH.sub("-", text).split())
    text = _COMPOUND.sub(r"\1_\2", text)  # one word, so that "forty" is not found in "forty-one"
    return _GROUPED.sub(lambda match: re.sub(r"[, ']", "", match[0]), text)


def holds(text: str, answers: Iterable[str]) -> bool:
    """Whether `text` holds one of `answers` in whole words and numbers: "60" is not in "160" or "60.5"."""
    where = plain(text)
    return any(re.search(_whole(plain(answer)), where) for answer in answers)


def _whole(answer: str) -> str:
    before = r"(?<!\w)(?<!\d[.,:])" if re.match(r"\w", answer) else ""
    after = r"(?!\w|[.,:]\d)" if re.search(r"\w$", answer) else ""
    return before + re.escape(answer) + after


def is_evidence(citation: Citation, evidence: Iterable[Evidence], texts: Mapping[str, str]) -> bool:
    """Whether a citation is of one of the evidence's documents, or of a copy that holds the same quote."""
    text = texts.get(citation.document_id, "")
    return any(same_document(citation.document, item.document) or item.quote in text for item in evidence)


def stated(shown: Position, case: Case, answer: Answer, texts: Mapping[str, str]) -> frozenset[int]:
    """Indexes of the case's positions that a shown position states and backs with their evidence.

    A citation states what its quote holds; a quote that holds several is settled by the shown value, then by
    the shown text; a quote that holds none counts for what the value or the text holds.
    """
    found: set[int] = set()
    for citation in answer.citations:
        if citation.number in shown.citations:
            said = _said(shown, citation.quote, case.positions)
            found |= {index for index in said if is_evidence(citation, case.positions[index].evidence, texts)}
    return frozenset(found)


def _said(shown: Position, quote: str, expected: tuple[ExpectedPosition, ...]) -> set[int]:
    by_quote, by_value, by_text = (
        {index for index, position in enumerate(expected) if holds(field, position.answers)}
        for field in (quote, shown.value, shown.text)
    )
    if not by_quote:
        return by_value or by_text
    if len(by_quote) == 1:
        return by_quote
    return by_quote & by_value or by_quote & by_text or by_quote
