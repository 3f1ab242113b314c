"""Sentence spans against sentences marked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "Dr. Smith met Mr. J. R. Jones at 5 p.m. on Jan. 5.|The U.S. Navy arrived.|He left at 9 a.m.",
        "No. 5 was lost, e.g. in Paris.|It cost 3.5 million.|They live in the U.S.|Others do not.",
        "Approx. 40 died.|Vol. 3 was out.|Then came version 2.0.1 of it.|It cost approx. $5 a head.",
        "Rosa canina var. alba grows near Ft. Worth.|Amb. Reed saw it.|it was seen by Br. Tom, cf. the list.",
        "They had one of each sp.|Nobody knew what var.",
        "“It works.”|She said so.|“Stop!” he cried.|He said: “It is done.”|“Is it?” she asked.",
        '"We lost," said Tom.|"We won."|Nobody knew (see Sec. 4.2).|Really?|Yes!',
        "Gen. Ray and Lt. Col. Brown spoke.|St. Petersburg fell on Nov. 5, 2021.|U.N. officials said so.",
        "The toll was 149.[1]|Another source says 144.",
        "Lead stood at 0.9 mg/l.|The wall is 41 m.|A second one leaks.|It ran at 110 km/h.|M. Brandvik said so.",
        "The leak began on 24 May.|Production at Orrin stopped on 3 Sept.|Staff left by 8 Dec.|“All did,” he said.",
        "The Jan. 6 riot is over.|The Nov. Senate vote was lost.|Voters may.|Councillors may not.",
        "Was it all the tar?|No.|Anselm Rook knew of it.|Was it murder?|No.|A pipe had burst, and IAEA staff saw it.",
        "No.|Caesium-137 decays in 30 years.|She said no.|Engineers say otherwise.|They voted No.|Councillors left.",
        "See No. A5 and No. 12.|Reactor No. I was shut, No. III was not.|He lives at No. Ten.|Opus No. 4 is lost.",
        "They like art.|Doctors gave them vitamin D.|Nurses brought beds, food, etc.",
        "“No. Never,” she said.|“It closed on 8 May. Staff left,” said Tom.|He said “No.”|Staff left.",
        "Ünïcødé 😀 “quote.”|Næxt sëntence 😀.|Thîrd.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    assert split(marked.replace("|", " ")) == marked.split("|")


def test_wrapped_lines_stay_in_one_sentence() -> None:
    text = (
        "The council said on Tuesday that the bridge across the river would stay closed until\n"
        "spring, when engineers from the Ministry of Works are due to finish. It opened in\n"
        "2015. Nobody was hurt.\n"
    )
    assert split(text) == [
        "The council said on Tuesday that the bridge across the river would stay closed until\n"
        "spring, when engineers from the Ministry of Works are due to finish.",
        "It opened in\n2015.",
        "Nobody was hurt.",
    ]


def test_headings_end_a_sentence_with_or_without_a_blank_line() -> None:
    text = (
        "# What happened\n"
        "The bridge closed in March after an inspection found cracks in two of its piers.\n"
        "\n"
        "Background\n"
        "It was built in 1961 by the county and has been repaired four times since then.\n"
        "\n"
        "Outlook\n"
        "=======\n"
        "Nobody knows.\n"
    )
    assert split(text) == [
        "What happened",
        "The bridge closed in March after an inspection found cracks in two of its piers.",
        "Background",
        "It was built in 1961 by the county and has been repaired four times since then.",
        "Outlook",
        "Nobody knows.",
    ]


def test_list_items_rows_and_quotes_stand_alone_without_their_marks() -> None:
    text = (
        "They found:\n- 12 cracks\n* two missing bolts\n1. First, rust. Then more rust\n2) Second\n\n"
        "> quoted words.\n\n| year | toll |\n|------|------|\n| 2015 | 12   |\n"
    )
    assert split(text) == [
        "They found:",
        "12 cracks",
        "two missing bolts",
        "First, rust.",
        "Then more rust",
        "Second",
        "quoted words.",
        "| year | toll |",
        "| 2015 | 12   |",
    ]


def test_a_paragraph_a_line_is_not_taken_for_wrapped_text() -> None:
    long = "The report was published in March and it says " + "a great many things " * 12 + "about bridges"
    assert split(f"{long}\nShort line\n{long}") == [long, "Short line", long]


def test_no_text_has_no_sentences() -> None:
    assert sentences("") == ()
    assert sentences(" \n\n\t\n---\n") == ()


@given(st.text(alphabet='ab.?!"“” \n\t-#1)|>é😀\u2028\u0085', max_size=200))
def test_spans_are_ordered_trimmed_and_cross_no_blank_line(text: str) -> None:
    end = 0
    for span in sentences(text):
        assert end <= span.start < span.end <= len(text)
        sentence = text[span.start : span.end]
        assert sentence == sentence.strip()
        assert not any(not line.strip() for line in sentence.split("\n"))
        end = span.end


def test_emphasis_stays_with_what_it_closes() -> None:
    """The marks after a bold lead-in are not the beginning of the next sentence."""
    text = "**Damage.** The flood destroyed 12 houses. It spared *one.* Nobody knows why."

    found = [text[span.start : span.end] for span in sentences(text)]

    assert found == ["**Damage.**", "The flood destroyed 12 houses.", "It spared *one.*", "Nobody knows why."]
