"""Whether a sentence names others than a question does. Sentences in, read off by hand out."""

import pytest

from corpus.types import Metadata
from index.types import Hit, StoredDocument
from index.word_vectors import load_word_vectors
from rag.aliases import Aliases
from rag.evidence import find_candidates
from rag.features import context_of
from rag.others import names_others
from rag.pool import Pool
from rag.questions.question import understand

BATHS, FLIGHTS = "In what year did the Gasworks Baths open?", "How many flights did Maren Tollick make?"
OPENED, TOLL = "In what year did the Victoria Baths open?", "How many soldiers died at Camp Orsha?"
STOLEN = "How much was stolen from Bitmarrow?"


def is_of_others(asked: str, text: str, source: str | None = None) -> bool:
    document = StoredDocument("a", "a.md", "default", Metadata(title="Report", source=source), 1)
    question = understand(asked)
    (found, *_) = find_candidates(question, [Hit("a#0", document, 0, len(text), text, None, 1.0, 0.5, None)])
    contexts = {"a#0": context_of(found)}
    return names_others(
        question,
        found,
        Pool(question, contexts, [text, found.clause, *contexts.values()], load_word_vectors(), Aliases()),
    )


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (BATHS, "The old Victoria Baths, which opened in 1908, will close once the new centre is open."),
        (FLIGHTS, "Her sister Agnes Tollick made 57 flights."),
        (TOLL, "An earlier raid on Camp Lomba killed 12 soldiers."),
        (TOLL, "The fire at Brage killed nine soldiers."),
        (FLIGHTS, "Captain Brill made 57 flights."),
        (STOLEN, "The thieves of Coinlake took 97 million US dollars."),
    ],
)
def test_a_namesake_and_another_place_are_others(asked: str, text: str) -> None:
    """That they share a word of the name asked for does not make them it."""
    assert is_of_others(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (BATHS, "Unlike the Victoria Baths, the Gasworks Baths opened in 2024."),
        (BATHS, "Unlike the Victoria Baths, the new baths opened in 2024."),
        (BATHS, "The Baths opened in 2024."),
        (OPENED, "The building, opened in 1906 by the Duchess of Arne, has been shut since January."),
        (FLIGHTS, "Madame Tollick made 214 flights, and the King came to see her."),
        (FLIGHTS, "She made six flights, and the King conferred on her the medal."),
        (FLIGHTS, "Mary Tollick made 57 flights."),
        (STOLEN, "Assets worth 97 million US dollars were taken."),
    ],
)
def test_a_currency_and_who_comes_in_in_passing_are_no_others(asked: str, text: str) -> None:
    """Nor is another form of a name."""
    assert not is_of_others(asked, text)


def test_a_source_that_names_itself_names_no_others() -> None:
    """Its own name, not the town that is a part of it."""
    own, town = "The Panel established that 48 soldiers were killed.", "The fire at Brage killed nine soldiers."

    assert not is_of_others(TOLL, own, "United Nations Panel of Experts on Kasendi")
    assert is_of_others(TOLL, own, "Meridian News Agency")
    assert is_of_others(TOLL, town, "Brage Gazette")
