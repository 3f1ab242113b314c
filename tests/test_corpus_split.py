"""Passages: exact offsets on texts that repeat themselves, full cover, pages and furniture respected."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.split import PASSAGE_LENGTH, split
from corpus.types import Document, Passage, Span

REPETITIVE = st.lists(
    st.sampled_from(
        [
            "Same line.",
            "Same line. ",
            "\n\n",
            "\n",
            " ",
            "é😀",
            "a\u0301",
            "\ufdd0",
            "x" * 700,
            "句。",
            "\u2028",
        ]
    ),
    max_size=60,
).map("".join)


def uncovered(text: str, passages: tuple[Passage, ...]) -> str:
    """What lies in no passage."""
    ends = [0, *(passage.end for passage in passages)]
    starts = [*(passage.start for passage in passages), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


@settings(deadline=None)
@given(REPETITIVE | st.text(max_size=300).map(lambda text: text * 9))
def test_offsets_are_exact_and_nothing_but_whitespace_is_left_out(text: str) -> None:
    passages = split(Document("odd.txt", text))
    end = 0
    for passage in passages:
        assert end <= passage.start < passage.end
        assert text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert len(passage.text) <= PASSAGE_LENGTH
        end = passage.end
    assert not uncovered(text, passages).strip()


def test_repeated_paragraphs_get_each_its_own_place() -> None:
    paragraph = "The ferry sank. " * 30 + "Nobody knows why.\n\n"
    text = paragraph * 20
    passages = split(Document("repeats.txt", text))
    assert [passage.start for passage in passages] == [len(paragraph) * i for i in range(20)]


def test_a_passage_ends_where_a_sentence_ends() -> None:
    text = "Dr. Smith of the U.S. Navy counted 3.5 million birds on Jan. 5 near No. 9 buoy. " * 40
    for passage in split(Document("birds.txt", text)):
        assert passage.text.startswith("Dr. Smith")
        assert passage.text.endswith("buoy.")


def test_a_heading_stays_with_what_follows_it() -> None:
    body = "The inquiry found that the doors were left open for hours. " * 7
    text = f"{body}\n\nWhat the inquiry found\n\n{body}\n\nWhat comes next\n\n{body}"
    starts = [passage.text[:22] for passage in split(Document("inquiry.txt", text))]
    assert starts == ["The inquiry found that", "What the inquiry found", "What comes next\n\nThe i"]


def test_a_passage_knows_its_page_and_stays_on_it() -> None:
    pages = ["One page. " * 3, "Two pages, " * 100, "", "Four pages."]
    text = "".join(pages)
    starts = tuple(sum(map(len, pages[:i])) for i in range(4))
    passages = split(Document("report.pdf", text, pages=starts))
    by_page = {passage.page: passage.text[:4] for passage in passages}
    assert by_page == {1: "One ", 2: "Two ", 4: "Four"}
    assert all(re.fullmatch(r"(One pages?\. ?)+|(Two pages, ?)+|Four pages\.", passage.text) for passage in passages)


def test_only_passages_that_are_all_furniture_are_left_out() -> None:
    text = "Scroll to Top. " * 60 + "\n\n" + "The bridge fell. Share this page."
    furniture = (Span(0, 450), Span(450, 900), Span(text.index("Share"), len(text)))
    passages = split(Document("page.html", text, furniture=furniture))
    assert [passage.text for passage in passages] == ["The bridge fell. Share this page."]


def test_text_that_takes_many_tokens_is_cut_shorter() -> None:
    """Measured with the model's tokenizer: all below 256 tokens at these lengths."""
    longest = {
        "digits": max(len(p.text) for p in split(Document("n.txt", "48213 905 1207 " * 200))),
        "chinese": max(len(p.text) for p in split(Document("c.txt", "政府昨日首都事故四十一人死亡発表" * 90))),
        "address": max(len(p.text) for p in split(Document("a.txt", "https://www.a.org/x?y=1&z=22 " * 90))),
    }
    assert longest["digits"] <= 300
    assert longest["chinese"] <= 217
    assert longest["address"] <= 400


def test_a_text_without_words_has_no_passages() -> None:
    assert split(Document("blank.txt", "")) == ()
    assert split(Document("blank.txt", " \n\t\n")) == ()
