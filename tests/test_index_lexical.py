import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.changes import PassageText
from index.lexical import LexicalIndex

TEXTS = [
    "ferry sank ferry",
    "ferry arrived late yesterday evening",
    "harbour closed",
    "cargo sank",
]


def index_of(texts: Sequence[str], title: str | None = None) -> LexicalIndex:
    index = LexicalIndex()
    index.change([], [PassageText(key + 1, 100 + key, title, text) for key, text in enumerate(texts)])
    return index


def bm25(query: Sequence[str], text: str) -> float:
    """Robertson and Zaragoza 2009, with Lucene's logarithm: k1 = 1.2, b = 0.75."""
    documents = [other.split() for other in TEXTS]
    average = sum(map(len, documents)) / len(documents)
    words = text.split()
    score = 0.0
    for term in query:
        having = sum(term in document for document in documents)
        weight = math.log(1 + (len(documents) - having + 0.5) / (having + 0.5))
        frequency = words.count(term)
        score += weight * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * len(words) / average))
    return score


def test_scores_are_bm25() -> None:
    found = index_of(TEXTS).search("ferry sank", 10)

    expected = {key + 1: bm25(["ferry", "sank"], text) for key, text in enumerate(TEXTS)}
    assert [key for key, _ in found] == [1, 4, 2]
    assert dict(found) == {key: pytest.approx(expected[key], rel=1e-5) for key in (1, 2, 4)}


def test_words_match_by_their_stem_whatever_their_case_and_accents() -> None:
    index = index_of(["Die Zürcher Fähren", "He was killed", "nothing of the kind"])

    assert [key for key, _ in index.search("FAHREN", 5)] == [1]
    assert [key for key, _ in index.search("killing", 5)] == [2]


def test_a_passage_is_found_by_the_title_of_its_document() -> None:
    index = index_of(["It sank at night."], title="The ferry Estonia")

    assert [key for key, _ in index.search("Estonia", 5)] == [1]


def test_only_and_never_name_documents() -> None:
    index = index_of(["ferry one", "ferry two", "ferry three"])

    unfiltered = dict(index.search("ferry", 5))
    assert dict(index.search("ferry", 5, only=[101])) == {2: pytest.approx(unfiltered[2])}
    assert {key for key, _ in index.search("ferry", 5, never=[101])} == {1, 3}
    assert [key for key, _ in index.search("ferry", 5, only=[101, 102], never=[101])] == [3]
    assert index.search("ferry", 5, only=[]) == []


def test_forgotten_documents_are_not_found() -> None:
    index = index_of(["ferry one", "ferry two"])
    index.change([100], [PassageText(9, 200, None, "ferry nine")])

    assert len(index) == 2
    assert {key for key, _ in index.search("ferry", 5)} == {2, 9}


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_a_query(query: str) -> None:
    found = SHARED.search(query, 10)

    assert {key for key, _ in found} <= {1, 2, 3, 4}
    assert all(score > 0 for _, score in found)


@pytest.mark.parametrize("query", ['text:"ferry', "ferry AND (", "+-ferry^", "[ferry TO *]", "document:100 ferry"])
def test_query_syntax_is_only_words(query: str) -> None:
    assert {key for key, _ in SHARED.search(query, 10)} == {1, 2}


def test_a_page_pasted_as_a_query_is_answered() -> None:
    found = SHARED.search(" ".join(f"word{number}" for number in range(100)) + " ferry " * 100_000, 10)

    assert {key for key, _ in found} == {1, 2}


SHARED = index_of(TEXTS)
