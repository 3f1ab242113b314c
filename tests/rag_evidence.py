"""Evidence made by hand for the tests of what happens after reading."""

from corpus.types import Metadata
from index.types import StoredDocument
from rag.evidence import Evidence, dates_in
from rag.values.find import find_values


def say(
    name: str, quote: str, figure: str = "", score: float = 0.8, published: str | None = None, about: float = 1.0
) -> Evidence:
    """The document `name` says `quote`, in which the words `figure` are the answer."""
    value = None
    if figure:
        value = next(v for v in find_values(quote) if figure in v.text)
    document = StoredDocument(name, f"{name}.md", "default", Metadata(source=name.title(), published=published), 1)
    return Evidence(
        document, f"{name}#0-{len(quote)}", None, 0, len(quote), quote, score, about, value, dates_in(quote)
    )
