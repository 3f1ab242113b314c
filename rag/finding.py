"""Finding the passages to read: also under the other names of what is asked about."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Protocol

from index.types import Filters, Hit
from rag.aliases import find_aliases, wordings

OPENING = 4000  # code points in which a document introduces its names
_PASSAGES = 24  # for one question: enough for every side to be heard, few enough for a laptop
_FURTHER = 12  # that only its other wordings find
_WORDINGS = 3  # other ones searched for: each costs a search


class Searchable(Protocol):
    """What answering needs of the index."""

    def search(self, query: str, collection: str, limit: int = 10, filters: Filters = Filters()) -> list[Hit]:  # noqa: B008
        """Return the best passages, no single document crowding the others out."""

    def opening(self, document_id: str, length: int) -> str:
        """Return the first code points of a document's text, empty where it has just been removed."""


def find_passages(index: Searchable, question: str, collection: str, filters: Filters) -> list[Hit]:
    """Return the best passages, and those that call what is asked about by another name the documents introduce."""
    hits = index.search(question, collection, _PASSAGES, filters)
    others = wordings(question, find_aliases(introducing(hits, index.opening)))[:_WORDINGS]
    return _merged([hits, *(index.search(other, collection, _PASSAGES, filters) for other in others)])


def introducing(hits: Sequence[Hit], opening_of: Callable[[str, int], str]) -> list[str]:
    """Return where documents introduce their names: their first few paragraphs, and the passages themselves.

    `opening_of` returns so many first code points of the document with that id.
    """
    documents = dict.fromkeys(hit.document.id for hit in hits)
    return [*(opening_of(document, OPENING) for document in documents), *(hit.text for hit in hits)]


def _merged(found: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Return what several searches found, the first of each before the second of any; each as near as it ever came."""
    best: dict[str, Hit] = {}
    for hit in _in_turn(found):
        known = best.setdefault(hit.passage_id, hit)
        best[hit.passage_id] = replace(known, dense=max((known.dense, hit.dense), key=lambda cosine: cosine or 0.0))
    return list(best.values())[: _PASSAGES + _FURTHER]


def _in_turn(found: Sequence[Sequence[Hit]]) -> Iterable[Hit]:
    return (hit for hit in chain.from_iterable(zip_longest(*found)) if hit is not None)
