"""The answer of the source that a question names: "According to the union, how many died?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.types import Filters, Hit, StoredDocument
from rag.evidence import Evidence
from rag.finding import Searchable
from rag.questions.attributed import attributed
from rag.questions.question import Question, understand
from rag.words import content_stems

_DOCUMENTS = 6  # of the source's, the best found first
_PASSAGES = 8  # of each
_SAYS = re.compile(
    r"\b(?:according to|say(?:s|ing)?|said|claim\w*|report(?:s|ed)?|estimat\w+|count(?:s|ed)|puts?|told|stat(?:es?|ed)"
    r"|insist\w*|maintain\w*|announc\w+|admit\w*|believ\w+|argu\w+|conclud\w+|found|den(?:y|ies|ied)|confirm\w*)\b",
    re.I,
)


def narrowed(
    index: Searchable, question: Question, collection: str, filters: Filters, hits: Sequence[Hit]
) -> tuple[Question, Sequence[Hit]]:
    """Return what is asked, and what the documents of the source asked have on it; both as they are without one.

    Where that source says nothing of it, nothing answers: another's figure is not its own.
    """
    theirs = [hit.document for hit in hits if _is_by(hit.document, question.source_asked)]
    if not theirs or filters.document:
        return question, hits
    core = understand(attributed(question.text).asking)
    documents = list(dict.fromkeys(document.id for document in theirs))[:_DOCUMENTS]
    found = [index.search(core.text, collection, _PASSAGES, replace(filters, document=one)) for one in documents]
    return core, sorted((hit for part in found for hit in part), key=lambda hit: -hit.score)


def said_by(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the sentences in which the source asked is said to say something; all of them where there are none."""
    named = content_stems(question.source_asked)
    theirs = [item for item in evidence if named and named <= content_stems(item.quote) and _SAYS.search(item.quote)]
    return tuple(theirs or evidence)


def _is_by(document: StoredDocument, source: str) -> bool:
    named, about = content_stems(source), document.metadata
    return bool(named) and named <= content_stems(f"{about.source or ''} {about.title or ''} {document.name}")
