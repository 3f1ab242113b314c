"""The answer of the source that a question names: "According to the union, how many died?"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.letterhead import byline, letterhead
from index.types import Filters, Hit, StoredDocument
from rag.evidence import Evidence
from rag.finding import Searchable
from rag.questions.attributed import attributed
from rag.questions.question import Question, understand
from rag.words import content_stems

_DOCUMENTS = 6  # of the source's, the best found first
_PASSAGES = 8  # of each
_OPENING = 500  # code points, in which a byline stands
_SAYS = re.compile(
    r"\b(?:according to|say(?:s|ing)?|said|claim\w*|report(?:s|ed)?|estimat\w+|count(?:s|ed)|puts?|told|stat(?:es?|ed)"
    r"|insist\w*|maintain\w*|announc\w+|admit\w*|believ\w+|argu\w+|conclud\w+|found|den(?:y|ies|ied)|confirm\w*)\b",
    re.I,
)
_TEXT = re.compile(  # what a source has written, which its name need not say: 'the auditor's report'
    r"\b(?:(?:report|article|paper|study|survey|statement|notice|account|version|press release|release|letter|website"
    r"|blog|analysis|brief|briefing|investigation|figure|count|estimate|number|data|statistic)s?"
    r"|studies|analyses|statistics|own|latest|official|[12]\d{3})\b",
    re.I,
)
_POSSESSIVE = re.compile(r"['’]s?\s|['’]s?$")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")


def narrowed(
    index: Searchable, question: Question, collection: str, filters: Filters, hits: Sequence[Hit]
) -> tuple[Question, Sequence[Hit]]:
    """Return what is asked, and what the documents of the source asked have on it; both as they are without one.

    Where that source says nothing of it, nothing answers: another's figure is not its own.
    """
    theirs = _documents_of(question.source_asked, index, hits)
    if not theirs or filters.document:
        return question, hits
    core = understand(attributed(question.text).asking)
    found = [index.search(core.text, collection, _PASSAGES, replace(filters, document=one)) for one in theirs]
    return core, sorted((hit for part in found for hit in part), key=lambda hit: -hit.score)


def said_by(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the sentences in which the source asked is said to say something; all of them where there are none."""
    theirs = [item for item in evidence if _names(question.source_asked, item.quote) and _SAYS.search(item.quote)]
    return tuple(theirs or evidence)


def _documents_of(source: str, index: Searchable, hits: Sequence[Hit]) -> Sequence[str]:
    """Return the ids of the source's documents, in the order found: those of its own, else by its hand, else titled so.

    A document of another's that is titled so is about the source, unless it is a document that was named.
    """
    found = {hit.document.id: hit.document for hit in hits} if source else {}
    for says_so in _ways_to_tell(source, index):
        if theirs := [key for key, document in found.items() if says_so(document)]:
            return theirs[:_DOCUMENTS]
    return ()


def _ways_to_tell(source: str, index: Searchable) -> Iterator[Callable[[StoredDocument], bool]]:
    document_named = bool(_TEXT.search(source)) and not _POSSESSIVE.search(source)
    yield lambda one: _names(source, one.metadata.source or "")
    yield lambda one: _names(source, byline(index.opening(one.id, _OPENING)))
    yield lambda one: (document_named or not one.metadata.source) and _names(source, _headed(one, index))


def _headed(document: StoredDocument, index: Searchable) -> str:
    """Return what a document is called, and where nobody is known to have published it the lines above its text."""
    about, opening = document.metadata, "" if document.metadata.source else index.opening(document.id, _OPENING)
    lines = letterhead(opening)
    above = opening[lines.span.start : lines.span.end] if lines else ""
    return f"{about.title or ''} {document.name} {above}"


def _names(source: str, text: str) -> bool:
    """Whether a text names the source, by each word of it or by its initials: the UN is the United Nations."""
    named = content_stems(_TEXT.sub(" ", source))
    present, initials = content_stems(text), "".join(re.findall(r"\b[A-Z]", text))
    short = content_stems(" ".join(word for word in _CAPITALS.findall(source) if word in initials))
    return bool(named) and named <= present | short
