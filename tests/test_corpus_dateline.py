"""When texts say that they were written, against dates read off by hand."""

from datetime import datetime
from io import BytesIO

import pytest
from docx import Document

from corpus.dateline import dateline
from corpus.read import read
from corpus.types import Metadata

TEXT = "\n\nThe bridge fell on 3 May 2019, and nobody has rebuilt it since, whatever the council says."


@pytest.mark.parametrize(
    ("opening", "date"),
    [
        ("Sarn, 9 December 2021", "2021-12-09"),
        ("Dock Workers' Union\nOpen letter to the members\n15 March 2021", "2021-03-15"),
        ("TOWN OF SARN\nMinutes of the council meeting of 14 September 2023", "2023-09-14"),
        ("Minutes of the meeting held in the Corn Hall on Tuesday 12 October 2021 at 7 p.m.", "2021-10-12"),
        ("The Sarn Courier, March 20, 2021. By Mirel Anso.", "2021-03-20"),
        ("SARN, Friday 17 November 2023 (Coast Press) - Two more bodies were found in the mud.", "2023-11-17"),
        ("Communiqué No. 5 on the relief, 19 March 2021", "2021-03-19"),
        ("Report on the explosion at the mill, 12 May 2018\nSummary, issued 26 February 2019", "2019-02-26"),
        ("Posted by Gerda Volk in March 2015. My late husband served for years in the county police force.", "2015-03"),
        ("Judgment of 12 March 2024 in the case against Kora Salem", "2024-03-12"),
        ("Published: 2021-05-04", "2021-05-04"),
        ("Date of publication: 4 May 2021", "2021-05-04"),
        ("Date of this report: 4 May 2021", "2021-05-04"),
    ],
)
def test_a_text_says_when_it_was_written(opening: str, date: str) -> None:
    assert dateline(opening + TEXT) == date


@pytest.mark.parametrize(
    "opening",
    [
        "The bridge was opened on 12 June 2020.",
        "# The fall of the bridge, 3 May 2019",
        "The fire at Lunet Mill, 8 March 2021",
        "Juho Niemi (15 November 1909 – 21 December 1993) was a skier.",
        "Something is the sixth album of the band, released in June 1961.",
        "I was nineteen that summer, and I carried soup to the men at the gate.\n\nSarn, 9 December 2021",
        "Sarn, 31 February 2021",
        "Date of incident: 3 May 2022",
        "Date of birth: 3 May 1922",
        "",
    ],
)
def test_what_happened_on_a_date_was_not_written_then(opening: str) -> None:
    assert dateline(opening + TEXT) is None


def test_a_document_without_a_date_of_its_own_has_that_of_its_text() -> None:
    """What its file or its sender says comes first."""
    plain, dated = f"Sarn, 9 December 2021{TEXT}", f"---\npublished: 2022-01-02\n---\nSarn, 9 December 2021{TEXT}"

    assert [document.metadata.published for document in read("a.txt", plain.encode())] == ["2021-12-09"]
    assert [document.metadata.published for document in read("a.md", dated.encode())] == ["2022-01-02"]


def test_a_word_file_is_as_old_as_its_text_says() -> None:
    """The date of the file is when it was last made: today, where somebody has converted a letter of 2023."""
    written = Document()
    written.core_properties.created = datetime(2026, 11, 29)
    for line in ("Sarn, 12 June 2023", TEXT.strip()):
        written.add_paragraph(line)
    buffer = BytesIO()
    written.save(buffer)

    (document,) = read("a.docx", buffer.getvalue())
    (told,) = read("a.docx", buffer.getvalue(), Metadata(published="2024"))

    assert (document.metadata.published, told.metadata.published) == ("2023-06-12", "2024")
