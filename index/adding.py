"""From documents to prepared ones: split, and embedded many passages at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.split import split
from corpus.types import Document, Passage
from index.changes import with_title
from index.records import Prepared
from index.types import Embedder, Vectors

_PASSAGES_AT_ONCE = 128  # embedded together: enough to batch by length, few enough to be written soon


@dataclass(frozen=True, slots=True)
class _Split:
    document: Document
    passages: Sequence[Passage] | None  # None: already stored, so there is no need


def prepare(
    documents: Sequence[Document], embedder: Embedder, is_stored: Callable[[Document], bool]
) -> Iterator[tuple[Document, Prepared | None]]:
    """Every document in order, split and embedded; None beside those that are stored as they are."""
    waiting: list[_Split] = []
    passages = 0
    for document in documents:
        waiting.append(_Split(document, None if is_stored(document) else split(document)))
        passages += len(waiting[-1].passages or ())
        if passages >= _PASSAGES_AT_ONCE:
            yield from _embed(waiting, embedder)
            waiting, passages = [], 0
    yield from _embed(waiting, embedder)


def _embed(waiting: Sequence[_Split], embedder: Embedder) -> Iterator[tuple[Document, Prepared | None]]:
    texts = [
        with_title(item.document.metadata.title, passage.text) for item in waiting for passage in item.passages or ()
    ]
    vectors: Vectors = embedder.embed_passages(texts) if texts else np.empty((0, 0), dtype=np.float32)
    start = 0
    for item in waiting:
        if item.passages is None:
            yield item.document, None
            continue
        end = start + len(item.passages)
        yield item.document, Prepared(item.document, item.passages, vectors[start:end])
        start = end
