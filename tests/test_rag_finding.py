"""Finding passages under the other names of what is asked about."""

from dataclasses import dataclass, field

from corpus.types import Metadata
from index.types import Filters, Hit, StoredDocument
from rag.finding import find_passages

QUESTION = "What did the NGB buy?"
OTHER = "What did the NGrB buy?"
LONG = "What did the National Grain Board buy?"


def hit(name: str, dense: float) -> Hit:
    """A passage of the document `name`."""
    document = StoredDocument(name, f"{name}.md", "default", Metadata(), 1)
    return Hit(f"{name}#0", document, 0, 4, "text", None, 0.0, dense, None)


@dataclass
class Shelf:
    """Finds what it was told it would find, and remembers for what."""

    found: dict[str, list[Hit]]
    openings: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def search(self, query: str, collection: str, limit: int = 10, filters: Filters = Filters()) -> list[Hit]:  # noqa: B008
        self.asked.append(query)
        return self.found.get(query, [])[:limit]

    def opening(self, document_id: str, length: int) -> str:
        return self.openings.get(document_id, "")[:length]


def find(shelf: Shelf) -> list[tuple[str, float | None]]:
    """The documents found for the question, with how near each came."""
    return [(one.document.id, one.dense) for one in find_passages(shelf, QUESTION, "default", Filters())]


def test_what_calls_it_by_another_name_is_found_too() -> None:
    """The best of each search come before the second of any, and a passage found twice is as near as it ever came."""
    shelf = Shelf(
        {QUESTION: [hit("a", 0.7), hit("b", 0.5)], OTHER: [hit("c", 0.8), hit("b", 0.6)], LONG: [hit("d", 0.4)]},
        {"a": "The National Grain Board (NGB) met.", "b": "The National Grain Board (NGrB) met."},
    )

    assert find(shelf) == [("a", 0.7), ("c", 0.8), ("d", 0.4), ("b", 0.6)]
    assert shelf.asked == [QUESTION, OTHER, LONG]


def test_one_search_is_enough_where_nothing_has_another_name() -> None:
    """What costs time is done only where it can find something."""
    shelf = Shelf({QUESTION: [hit("a", 0.7)]}, {"a": "The National Rail Union (NRU) met."})

    assert find(shelf) == [("a", 0.7)]
    assert shelf.asked == [QUESTION]


def test_further_wordings_add_a_few_passages() -> None:
    """As many as are read at most: 24 of one search, 12 more of all others together."""
    shelf = Shelf(
        {QUESTION: [hit(f"a{n}", 0.5) for n in range(30)], OTHER: [hit(f"b{n}", 0.5) for n in range(30)]},
        {"a0": "The National Grain Board (NGB) and the National Grain Board (NGrB)."},
    )
    found = [document for document, _ in find(shelf)]

    assert len(found) == 36
    assert found[:4] == ["a0", "b0", "a1", "b1"]
