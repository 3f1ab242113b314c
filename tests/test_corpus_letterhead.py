"""The lines above a text, against what a person would read there."""

import pytest

from corpus.letterhead import byline, letterhead
from corpus.read import read

TEXT = "\n\nThe mine reopened on Monday, and nobody came."


@pytest.mark.parametrize(
    ("lines", "title", "source", "published"),
    [
        ("Reopening of the Brennick mine", "Reopening of the Brennick mine", None, None),
        ("Who flooded the Brennick mine?", "Who flooded the Brennick mine?", None, None),
        ("Press release: The mine\nVasker, 3 May 2023", "Press release: The mine", None, "2023-05-03"),
        ("Halvorsen Minerals\nPress release: Reopening\nVasker, 3 May 2023", "Halvorsen Minerals", None, "2023-05-03"),
        ("Title: The fire\nPublisher: The Courier\nDate: 3 May 2022", "The fire", "The Courier", "2022-05-03"),
        ("From: Ida Brenn\nTo: the board\nSubject: Overtime\nDate: 2022-05-09", "Overtime", "Ida Brenn", "2022-05-09"),
        (
            "Sahelia Institute - Policy Brief No. 88\nPublished: 3 September 2024\nKasendi: is the tide turning?",
            "Sahelia Institute - Policy Brief No. 88", None, "2024-09-03",
        ),
        ("Special report 4/2025\nOffice of the Auditor\n3 May 2025", "Special report 4/2025", None, "2025-05-03"),
        ("Panel of Experts\nS/2023/418\n9 June 2023", "Panel of Experts", None, "2023-06-09"),
        ("Bulletin 12 of the Port Office\n3 May 2022", "Bulletin 12 of the Port Office", None, "2022-05-03"),
        ("Dock Workers' Union\nOpen letter\n15 March 2021", "Dock Workers' Union", None, "2021-03-15"),
    ],
)  # fmt: skip
def test_what_stands_above_a_text_says_where_it_comes_from(
    lines: str, title: str, source: str | None, published: str | None
) -> None:
    (document,) = read("a.txt", (lines + TEXT).encode())

    about = document.metadata
    assert (about.title, about.source, about.published) == (title, source, published)
    assert document.text == lines + TEXT


@pytest.mark.parametrize(
    "opening",
    [
        "Dead: 14\nInjured: 31",
        "14 dead\n31 injured",
        "Report of the clinic\n14 dead",
        "The clinics\nDoctors report 14 dead",
        "Casualties in part\n31/40 wards closed",
        "- sprinklers\n- doors",
        "| a | b |",
        "The mine opened again\non Monday.",
        "Cause: a spark\nPlace: the mill",
        "",
    ],
)
def test_what_says_something_heads_nothing(opening: str) -> None:
    assert letterhead(opening + TEXT) is None


def test_front_matter_goes_before_the_lines_below_it() -> None:
    text = f"---\nsource: Agency\n---\nPublisher: The Courier\nTitle: The fire{TEXT}"

    (document,) = read("a.md", text.encode())

    assert (document.metadata.source, document.metadata.title) == ("Agency", "The fire")


def test_lines_above_a_text_are_no_evidence() -> None:
    """Of a single line that may be a claim only the title is known."""
    headed = read("a.txt", f"Press release: Reopening\nVasker, 3 May 2023{TEXT}".encode())[0]
    single = read("a.txt", f"More than 60 people died{TEXT}".encode())[0]

    assert [headed.text[s.start : s.end] for s in headed.furniture] == ["Press release: Reopening\nVasker, 3 May 2023"]
    assert single.furniture == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("By Jana Rell, Open Ledger, 27 February 2024\n\nThe men came at night.", "Jana Rell, Open Ledger"),
        ("Who owns the fleet?\nBy Mira Tolland and Ches Abara. 30 May 2023.\n", "Mira Tolland and Ches Abara"),
        ("Written by: Henrik Sand\n", "Henrik Sand"),
        ("By Tuesday the Ministry of Mines had sealed the shaft.", ""),
        ("The letter was written by Ida Brenn.", ""),
    ],
)
def test_a_line_says_who_wrote_the_text(text: str, who: str) -> None:
    assert byline(text) == who
