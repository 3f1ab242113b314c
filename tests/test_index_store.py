import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.split import split
from corpus.types import Document, Metadata, Span
from index.changes import with_title
from index.store import Index
from index.types import (
    BadCursor,
    BadFilter,
    BadName,
    EmbedderMismatch,
    Filters,
    UnknownCollection,
    UnknownDocument,
    Vectors,
)
from tests.fakes import HashEmbedder

FERRY = Document(
    "ferry.txt",
    "The ferry sank at night. 852 people died.",
    Metadata("The Estonia", "Harbour News", "1994-09-28", "https://news.example/estonia"),
    furniture=(Span(0, 3),),
)
STORM = Document("storm.txt", "The storm closed the harbour for two days.", Metadata(published="1994-09"))
CARGO = Document("cargo.txt", "Cargo shifted on the ferry.", Metadata(source="Registry", published="1997"))
UNDATED = Document("undated.txt", "A ferry is a ship.")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path, HashEmbedder()) as index:
        yield index


def long_document(name: str, subject: str, sentences: int) -> Document:
    text = " ".join(f"The {subject} was seen by witness number {number} that morning." for number in range(sentences))
    return Document(name, text)


def test_a_document_comes_back_as_it_went_in(index: Index) -> None:
    (added,) = index.add("default", [FERRY])

    assert added.status == "added"
    assert index.document(added.document.id) == added.document
    assert added.document.metadata == FERRY.metadata
    assert (added.document.name, added.document.collection) == ("ferry.txt", "default")
    assert (added.document.passages, added.document.furniture) == (1, (Span(0, 3),))
    assert index.text(added.document.id) == FERRY.text


def test_an_id_is_the_hash_of_collection_and_name(index: Index) -> None:
    (added,) = index.add("default", [FERRY])

    assert added.document.id == "98a91a433c890301"  # printf 'default\0ferry.txt' | sha256sum


def test_the_same_content_is_unchanged_and_other_content_replaces_it(index: Index) -> None:
    changed = replace(FERRY, text="The ferry sank. 900 people died.")
    (first,) = index.add("default", [FERRY])
    (second,) = index.add("default", [FERRY])
    (third,) = index.add("default", [changed])

    assert [first.status, second.status, third.status] == ["added", "unchanged", "updated"]
    assert first.document.id == third.document.id
    assert [hit.text for hit in index.search("ferry people died", "default")] == [changed.text]
    assert index.collection("default").passages == 1


@pytest.mark.parametrize(
    "changed",
    [
        replace(FERRY, metadata=replace(FERRY.metadata, published="1994")),
        replace(FERRY, furniture=()),
        replace(FERRY, pages=(0,)),
    ],
)
def test_any_change_to_what_was_read_is_an_update(index: Index, changed: Document) -> None:
    index.add("default", [FERRY])

    assert [added.status for added in index.add("default", [changed])] == ["updated"]


def test_of_one_name_twice_in_a_call_the_last_stays(index: Index) -> None:
    index.add("default", [FERRY])
    other = replace(FERRY, text="Other words.")

    statuses = [added.status for added in index.add("default", [other, FERRY])]

    assert statuses == ["updated", "updated"]
    (document,) = index.documents("default")[0]
    assert index.text(document.id) == FERRY.text


def test_the_same_name_in_two_collections_is_two_documents(index: Index) -> None:
    (here,) = index.add("here", [FERRY])
    (there,) = index.add("there", [FERRY])

    assert here.document.id != there.document.id
    assert [hit.document.collection for hit in index.search("ferry", "here")] == ["here"]


def test_a_document_without_passages_is_stored(index: Index) -> None:
    text = "Scroll to top"
    (added,) = index.add("default", [Document("menu.html", text, furniture=(Span(0, len(text)),))])

    assert (added.status, added.document.passages) == ("added", 0)
    assert index.text(added.document.id) == text
    assert index.search("scroll", "default") == []


def test_half_characters_are_replaced_one_for_one(index: Index) -> None:
    document = Document("\ud800.txt", "A \udfff ferry\0 sank.", Metadata(title="\ud83d"))
    (added,) = index.add("default", [document])

    assert index.text(added.document.id) == "A \ufffd ferry\0 sank."
    assert added.document.name == "\ufffd.txt"
    (hit,) = index.search("ferry \udfff", "default")
    assert hit.text == index.text(hit.document.id)[hit.start : hit.end]


def test_removal_leaves_nothing(index: Index, tmp_path: Path) -> None:
    secret = Document("secret.txt", "Zanzibar quagmire.")
    (added,) = index.add("default", [secret])
    index.add("default", [FERRY])
    assert index.search("Zanzibar", "default")[0].text == secret.text
    index.remove(added.document.id)

    with pytest.raises(UnknownDocument):
        index.document(added.document.id)
    with pytest.raises(UnknownDocument):
        index.text(added.document.id)
    assert all(hit.document.name == "ferry.txt" for hit in index.search("Zanzibar quagmire", "default"))
    index.close()
    assert all(b"zanzibar" not in path.read_bytes().lower() for path in tmp_path.rglob("*") if path.is_file())


def test_a_removed_collection_can_be_made_anew(index: Index) -> None:
    index.add("default", [FERRY, CARGO])
    index.search("ferry", "default")
    index.remove_collection("default")

    with pytest.raises(UnknownCollection):
        index.search("ferry", "default")
    with pytest.raises(UnknownCollection):
        index.collection("default")
    index.add("default", [STORM])
    assert [hit.document.name for hit in index.search("ferry storm", "default")] == ["storm.txt"]


def test_an_emptied_collection_stays_and_finds_nothing(index: Index) -> None:
    (added,) = index.add("default", [FERRY])
    index.remove(added.document.id)

    assert index.search("ferry", "default") == []
    assert index.documents("default") == ([], None)
    assert index.collection("default").documents == 0


def test_what_is_not_there_is_said_so(index: Index) -> None:
    by_name: list[Callable[[str], object]] = [
        index.collection,
        index.documents,
        index.remove_collection,
        lambda name: index.search("ferry", name),
    ]
    by_id: list[Callable[[str], object]] = [index.document, index.text, index.remove]
    for ask in by_name:
        with pytest.raises(UnknownCollection, match="'nowhere'"):
            ask("nowhere")
    for ask in by_id:
        with pytest.raises(UnknownDocument, match="'0000'"):
            ask("0000")
    with pytest.raises(UnknownCollection):
        index.search("ferry", "\ud800")


@pytest.mark.parametrize("name", ["", ".hidden", "-x", "a b", "a/b", "é", "a" * 65, "a\n", "../up", "a\ud800"])
def test_a_name_that_cannot_be_a_collection_is_refused(index: Index, name: str) -> None:
    with pytest.raises(BadName, match="1 to 64"):
        index.add(name, [FERRY])
    assert index.collections() == ([], None)


@pytest.mark.parametrize("name", ["a", "9", "a" * 64, "Reports_2024-v1.2"])
def test_a_name_that_can_be_is_taken(index: Index, name: str) -> None:
    index.add(name, [FERRY])

    assert index.collection(name).documents == 1


def test_adding_nothing_makes_no_collection(index: Index) -> None:
    assert index.add("default", []) == []
    assert index.collections() == ([], None)


def test_lists_are_paged_by_name(index: Index) -> None:
    index.add("default", [Document(f"{letter}.txt", letter) for letter in "ecabd"])
    for name in ("b", "a", "C"):
        index.add(name, [FERRY])

    names, cursor = [], None
    for size in (2, 2, 1):
        page, cursor = index.documents("default", 2, cursor)
        assert len(page) == size
        names += [document.name for document in page]
    assert (names, cursor) == (["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"], None)
    first, cursor = index.collections(3)
    rest, end = index.collections(3, cursor)
    assert [collection.name for collection in first + rest] == ["C", "a", "b", "default"]
    assert end is None


def test_a_page_goes_on_where_it_was_though_documents_come_and_go(index: Index) -> None:
    added = index.add("default", [Document(f"{letter}.txt", letter) for letter in "bdf"])
    _, cursor = index.documents("default", 2)
    index.remove(added[1].document.id)
    index.add("default", [Document("a.txt", "a"), Document("e.txt", "e")])

    assert [document.name for document in index.documents("default", 9, cursor)[0]] == ["e.txt", "f.txt"]


@pytest.mark.parametrize("limit", [0, -3])
def test_a_page_holds_at_least_one(index: Index, limit: int) -> None:
    index.add("default", [FERRY, STORM])

    assert [document.name for document in index.documents("default", limit)[0]] == ["ferry.txt"]
    assert [collection.name for collection in index.collections(limit)[0]] == ["default"]


def test_a_made_up_cursor_is_refused(index: Index) -> None:
    index.add("default", [FERRY])

    with pytest.raises(BadCursor):
        index.documents("default", 1, "made up")
    with pytest.raises(BadCursor):
        index.collections(1, "made up")


def test_counts_are_those_of_the_documents(index: Index) -> None:
    long = long_document("long.txt", "ferry", 60)
    index.add("default", [FERRY, long])

    collection = index.collection("default")
    assert (collection.documents, collection.passages) == (2, 1 + len(split(long)))
    assert collection.embedder == "hash-64"


def test_another_model_is_refused(index: Index, tmp_path: Path) -> None:
    index.add("default", [FERRY])

    for other in (HashEmbedder("other", 64), HashEmbedder("wide", 128)):
        with Index.open(tmp_path, other) as mismatched:
            with pytest.raises(EmbedderMismatch, match=r"made with the model 'hash-64'.*add its documents again"):
                mismatched.add("default", [STORM])
            with pytest.raises(EmbedderMismatch):
                mismatched.search("ferry", "default")
            mismatched.add(other.name, [STORM])
            assert mismatched.collection("default").documents == 1


def test_hits_are_the_passages_themselves(index: Index) -> None:
    long = long_document("long.txt", "lighthouse", 60)
    index.add("default", [long, FERRY, STORM])

    hits = index.search("the lighthouse and the ferry", "default", 20)

    assert len(hits) == 2 + len(split(long))
    for hit in hits:
        assert index.text(hit.document.id)[hit.start : hit.end] == hit.text
        assert hit.passage_id == f"{hit.document.id}#{hit.start}-{hit.end}"
        assert hit.document == index.document(hit.document.id)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_ranking_is_that_of_brute_force(index: Index) -> None:
    embedder = HashEmbedder()
    words = ["ferry", "harbour", "storm", "cargo", "night", "crew", "captain", "port"]
    random = np.random.default_rng(3)
    documents = [Document(f"{number}.txt", " ".join(random.choice(words, 6))) for number in range(40)]
    index.add("default", documents)
    query = "cargo of the ferry"

    hits = index.search(query, "default", 40)

    vectors: Vectors = embedder.embed_passages([document.text for document in documents])
    cosine = dict(zip((document.name for document in documents), vectors @ embedder.embed_query(query), strict=True))
    for hit in hits:
        assert hit.dense == pytest.approx(float(cosine[hit.document.name]), abs=1e-5)
        assert (hit.lexical is not None) == bool({"ferry", "cargo"} & set(hit.text.split()))
    nearest, strongest = max(cosine.values()), max(hit.lexical or 0.0 for hit in hits)
    for hit in hits:
        near = (cosine[hit.document.name] + 1) / (nearest + 1)
        assert hit.score == pytest.approx(0.8 * near + 0.2 * (hit.lexical or 0.0) / strongest, abs=1e-5)
    assert len(hits) == 40


def test_the_cosine_is_known_of_what_only_the_words_brought_up(index: Index) -> None:
    index.add("default", [Document(f"{number}.txt", "ferry harbour storm") for number in range(300)])
    rare, query = "zanzibar ferry", "ferry harbour storm zanzibar"
    index.add("default", [Document("rare.txt", rare)])

    hit = index.search(query, "default", 5)[0]

    embedder = HashEmbedder()
    assert hit.document.name == "rare.txt"
    assert hit.dense == pytest.approx(float(embedder.embed_query(rare) @ embedder.embed_query(query)), abs=1e-5)


def test_a_passage_is_embedded_with_its_title() -> None:
    assert with_title("The Estonia", "It sank.") == "The Estonia\nIt sank."
    assert with_title("The Estonia", "The Estonia sank.") == "The Estonia sank."
    assert with_title(None, "It sank.") == "It sank."


def test_a_long_document_leaves_room_for_the_others(index: Index) -> None:
    index.add("default", [long_document("long.txt", "ferry", 4000)])
    index.add("default", [Document(f"short{number}.txt", f"One ferry came, says {number}.") for number in range(8)])

    hits = index.search("the ferry was seen by a witness that morning", "default", 9)

    names = [hit.document.name for hit in hits]
    assert len(names) == 9
    assert names.count("long.txt") == 3


def test_a_document_alone_fills_every_place(index: Index) -> None:
    index.add("default", [long_document("long.txt", "ferry", 400)])

    assert len(index.search("ferry", "default", 12)) == 12


def test_near_duplicates_are_all_given(index: Index) -> None:
    texts = [f"The fire killed {number} people, officials said." for number in (149, 144, 115, 149)]
    index.add("default", [Document(f"{place}.txt", text) for place, text in enumerate(texts)])

    hits = index.search("How many people did the fire kill?", "default", 10)

    assert sorted(hit.text for hit in hits) == sorted(texts)


def test_filters_choose_documents(index: Index) -> None:
    documents = [added.document for added in index.add("default", [FERRY, STORM, CARGO, UNDATED])]

    def names(filters: Filters) -> set[str]:
        return {hit.document.name for hit in index.search("ferry storm", "default", 10, filters)}

    assert names(Filters()) == {"ferry.txt", "storm.txt", "cargo.txt", "undated.txt"}
    assert names(Filters(source="harbour news")) == {"ferry.txt"}
    assert names(Filters(source="Harbour")) == set()
    assert names(Filters(document=documents[1].id)) == {"storm.txt"}
    assert names(Filters(document="cargo.txt")) == {"cargo.txt"}
    assert names(Filters(published_after="1994-09")) == {"ferry.txt", "storm.txt", "cargo.txt"}
    assert names(Filters(published_after="1994-09-02")) == {"ferry.txt", "cargo.txt"}
    assert names(Filters(published_before="1994-09-28")) == {"ferry.txt"}
    assert names(Filters(published_before="1994-09-30")) == {"ferry.txt", "storm.txt"}
    assert names(Filters(published_before="1997-06")) == {"ferry.txt", "storm.txt"}
    assert names(Filters(published_after="1995", published_before="1997")) == {"cargo.txt"}
    assert names(Filters(source="Registry", published_before="1994")) == set()


@pytest.mark.parametrize("date", ["March 2024", "", "2024-13", "24"])
def test_a_filter_that_is_no_date_is_refused(index: Index, date: str) -> None:
    index.add("default", [FERRY])

    with pytest.raises(BadFilter, match="published_after"):
        index.search("ferry", "default", 10, Filters(published_after=date))


def test_a_selective_filter_finds_its_document_among_many(index: Index) -> None:
    index.add("default", [Document(f"{number}.txt", "The ferry sank at night.") for number in range(400)])
    index.add("default", [Document("wanted.txt", "Something else altogether.", Metadata(source="Rare"))])

    hits = index.search("the ferry sank at night", "default", 5, Filters(source="Rare"))

    assert [hit.document.name for hit in hits] == ["wanted.txt"]


@pytest.mark.parametrize("query", ["", "   ", "\n"])
def test_a_blank_query_finds_nothing(index: Index, query: str) -> None:
    index.add("default", [FERRY])

    assert index.search(query, "default") == []


def test_no_places_no_hits(index: Index) -> None:
    index.add("default", [FERRY])

    assert index.search("ferry", "default", 0) == []


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with Index.open(tmp_path_factory.mktemp("shared"), HashEmbedder()) as index:
        index.add("default", [FERRY, STORM, CARGO])
        yield index


@given(query=st.text(), source=st.none() | st.text(), document=st.none() | st.text())
@settings(deadline=None)
def test_any_text_may_be_asked(shared: Index, query: str, source: str | None, document: str | None) -> None:
    hits = shared.search(query, "default", 3, Filters(source=source, document=document))

    assert len(hits) <= 3


@given(
    texts=st.lists(st.text(), min_size=1, max_size=3),
    title=st.none() | st.text(),
    date=st.none() | st.text(),
)
@settings(deadline=None, max_examples=50)
def test_any_text_may_be_added(shared: Index, texts: list[str], title: str | None, date: str | None) -> None:
    documents = [Document(f"{place}.txt", text, Metadata(title, published=date)) for place, text in enumerate(texts)]

    for added, document in zip(shared.add("any", documents), documents, strict=True):
        assert len(shared.text(added.document.id)) == len(document.text)


def test_many_threads_add_and_search_at_once(index: Index) -> None:
    index.add("default", [FERRY])
    errors: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            for turn in range(8):
                index.add("default", [Document(f"{worker}-{turn}.txt", f"ferry worker{worker}x{turn}")])
                found = index.search(f"worker{worker}x{turn}", "default", 50)
                assert found[0].text == f"ferry worker{worker}x{turn}"
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert index.collection("default").documents == 49
