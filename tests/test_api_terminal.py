"""How answers look in a terminal, and what they may not do to it."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.terminal import harmless, render, render_listing
from rag.survey.survey import Listing
from rag.types import Answer, Citation, Disagreement, Position, Statement

HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31mred\r\n\x08\u202eevil\u2066\x00\ud800\x7f"


def citation(number: int, quote: str, source: str, page: int | None = None) -> Citation:
    """A citation of a document named after its source."""
    name = f"{source.lower()}.txt"
    return Citation(number, "id", name, None, source, "2024-03", None, page, "id#0-9", 0, len(quote), quote, 0.9)


POSITIONS = (
    Position("149 people were killed.", "149 people", (1, 2), 2),
    Position("144 people were killed.", "144 people", (3,), 1),
)
ANSWER = Answer(
    id="1",
    question="How many people were killed?",
    collection="default",
    status="answered",
    answer="The sources differ. [1][2][3]\nA second paragraph. [1]",
    statements=(Statement("The sources differ.", 0, 19, (1, 2, 3)),),
    citations=(
        citation(1, "149 died.", "Times"),
        citation(2, "149 dead.", "Post", 7),
        citation(3, "144 died.", "Sun"),
    ),
    disagreements=(Disagreement("people killed", "value", "149 or 144", 0.9, POSITIONS),),
)


def test_positions_stand_side_by_side() -> None:
    assert list(render(ANSWER, 64)) == [
        "The sources differ. [1][2][3]",
        "",
        "The sources disagree: people killed (the figures differ)",
        "  149 people                      144 people",
        "  2 sources [1][2]                1 source [3]",
        "  149 people were killed.         144 people were killed.",
        "",
        "Sources",
        "[1] times.txt, Times, 2024-03",
        "    “149 died.”",
        "[2] post.txt, Post, 2024-03, page 7",
        "    “149 dead.”",
        "[3] sun.txt, Sun, 2024-03",
        "    “144 died.”",
    ]


def test_names_are_not_called_figures() -> None:
    said = tuple(replace(one, value=name) for one, name in zip(POSITIONS, ("Anna Berg", "Ola Dahl"), strict=True))
    named = replace(ANSWER, disagreements=(replace(ANSWER.disagreements[0], positions=said),))

    assert "The sources disagree: people killed (the answers differ)" in list(render(named, 64))


def test_a_position_without_words_that_answer_is_shown_by_its_sentence() -> None:
    wordless = (replace(POSITIONS[0], value=""), POSITIONS[1])
    shown = list(render(replace(ANSWER, disagreements=(replace(ANSWER.disagreements[0], positions=wordless),)), 40))
    assert shown[4:8] == ["  149 people were killed.", "  2 sources [1][2]", "  144 people", "  1 source [3]"]


def test_where_there_is_no_room_positions_stand_below_each_other() -> None:
    assert list(render(ANSWER, 40))[4:10] == [
        "  149 people",
        "  2 sources [1][2]",
        "  149 people were killed.",
        "  144 people",
        "  1 source [3]",
        "  144 people were killed.",
    ]


def test_where_sources_agree_the_whole_answer_is_shown() -> None:
    assert list(render(replace(ANSWER, disagreements=()), 64))[:3] == [
        "The sources differ. [1][2][3]",
        "A second paragraph. [1]",
        "",
    ]


@pytest.mark.parametrize("width", [1, 10, 23, 40, 64, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for line in render(ANSWER, width):
        assert len(line) <= max(width, 24)


def test_wide_characters_take_two_columns() -> None:
    wide = (replace(POSITIONS[0], value="百四十九人"), POSITIONS[1])
    row = list(render(replace(ANSWER, disagreements=(replace(ANSWER.disagreements[0], positions=wide),)), 64))[3]
    assert row == "  百四十九人" + " " * (32 - 10) + "144 people"


def test_nothing_found_is_said_in_a_line() -> None:
    nothing = Answer("1", "Why?", HOSTILE, "not_found")
    (line,) = render(nothing, 80)
    assert line.startswith("Nothing in the collection ")
    assert line.isprintable()


def test_documents_that_could_not_be_compared_are_counted() -> None:
    lines = list(render_listing(Listing((), "current", 2, 3, 1), "reports", 80))
    assert lines[0] == "1 document could not be compared; the log says which."


@pytest.mark.parametrize(("total", "documents"), [(1, "1 document"), (2, "2 documents")])
def test_documents_without_a_disagreement_are_counted(total: int, documents: str) -> None:
    (line,) = render_listing(Listing((), "current", total, total, 0), "reports", 80)
    assert line == f"No disagreements found among the {documents} of the collection reports."


def test_escape_sequences_in_documents_are_shown_not_obeyed() -> None:
    hostile = replace(
        ANSWER,
        answer=HOSTILE,
        statements=(),
        citations=tuple(replace(one, quote=HOSTILE, document=HOSTILE, source=HOSTILE) for one in ANSWER.citations),
        disagreements=(
            Disagreement(
                HOSTILE,
                "stance",
                HOSTILE,
                0.5,
                tuple(replace(position, text=HOSTILE, value=HOSTILE) for position in POSITIONS),
            ),
        ),
    )
    for line in render(hostile, 80):
        assert all(unicodedata.category(character) not in ("Cc", "Cf", "Cs") for character in line)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_harmless_text_is_one_printable_line(text: str) -> None:
    shown = harmless(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert harmless(shown) == shown


def test_harmless_leaves_other_text_alone() -> None:
    assert harmless("Zażółć  gęślą\tjaźń: 149 “людей” 百") == "Zażółć gęślą jaźń: 149 “людей” 百"
    assert harmless("\x1b[31mred") == "\ufffd[31mred"


def test_what_is_said_beside_the_positions_is_shown() -> None:
    """Of a question that asks several things the sources may differ on one alone."""
    lines = ("They differ.", "Times: “149 died.”", "On 22 March.", "Wire: “It was on 22 March.”")
    starts = [sum(len(one) + len(" [1]\n") for one in lines[:n]) for n in range(len(lines))]
    told = tuple(Statement(one, start, start + len(one), (1,)) for one, start in zip(lines, starts, strict=True))
    text = "\n".join(f"{one} [1]" for one in lines)
    assert list(render(replace(ANSWER, answer=text, statements=told), 64))[:4] == [
        "They differ. [1]",
        "On 22 March. [1]",
        "Wire: “It was on 22 March.” [1]",
        "",
    ]
