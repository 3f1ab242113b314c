"""Files of every format: what is read from them, and what is refused and why."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from corpus import read as read_module
from corpus.formats.html import document_from
from corpus.read import SUFFIXES, read
from corpus.types import Document, Metadata, Unreadable
from tests.made_files import PDF_PASSWORD, make_pdf, repack

NOTHING = Metadata()


def one(name: str, data: bytes, given: Metadata = NOTHING) -> Document:
    (document,) = read(name, data, given)
    return document


def refusal(name: str, data: bytes) -> tuple[str, str]:
    with pytest.raises(Unreadable) as refused:
        read(name, data)
    return refused.value.code, refused.value.detail


def make_docx(*paragraphs: str) -> bytes:
    word = docx.Document()
    for paragraph in paragraphs:
        word.add_paragraph(paragraph)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


# Text and Markdown


def test_plain_text_keeps_its_text_and_takes_a_first_line_as_title() -> None:
    document = one("a.txt", "\ufeffWhy the harbour is silting up\r\n\r\nIt lost\rtwo metres – naïve 😀.".encode())
    assert document.text == "Why the harbour is silting up\n\nIt lost\ntwo metres – naïve 😀."
    assert document.metadata == Metadata(title="Why the harbour is silting up")


@pytest.mark.parametrize(
    "text", ["It sank.\n\nNobody knows.", "A line\nand another", "A line", "12\n\nx", "x" * 200 + "\n\ny"]
)
def test_a_first_line_that_is_no_title_is_not_taken_for_one(text: str) -> None:
    assert one("a.txt", text.encode()).metadata.title is None


def test_front_matter_is_taken_off_and_read() -> None:
    data = b"---\ntitle: The toll\npublisher: Echo\ndate: 12 Feb 2024\nlink: https://e.org/a\n---\n"
    data += b"\n# The toll\n\n41."
    document = one("a.md", data)
    assert document.text == "# The toll\n\n41."
    assert document.metadata == Metadata("The toll", "Echo", "2024-02-12", "https://e.org/a")


def test_front_matter_with_a_colon_in_the_title_is_read_all_the_same() -> None:
    document = one("a.md", b"---\ntitle: The toll: 41\nsource: 'Echo'\n---\nBody")
    assert document == Document("a.md", "Body", Metadata("The toll: 41", "Echo"))


@pytest.mark.parametrize("text", ["---\nThey said: no\nand left\n---\nBody", "---\n- a\n- b\n---\nBody", "---\nBody"])
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    document = one("a.md", text.encode())
    assert document.text == text
    assert document.metadata == Metadata()


def test_a_heading_is_the_title_of_markdown() -> None:
    assert one("a.md", b"# The toll #\nBody").metadata.title == "The toll"
    assert one("a.markdown", b"The toll\n========\nBody").metadata.title == "The toll"


def test_an_unusable_value_is_unknown() -> None:
    data = b"---\ntitle: ''\nsource: https://e.org\ndate: 2024-02-31\nurl: javascript:alert(1)\n---\nBody"
    assert one("a.md", data).metadata == Metadata(url="https://e.org")


def test_what_is_given_wins_field_by_field() -> None:
    data = b"---\ntitle: The toll\nsource: Echo\n---\nBody"
    assert one("a.md", data, Metadata(source="Wire", url="u")).metadata == Metadata("The toll", "Wire", None, "u")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Der Präsident erklärte, es seien größere Schäden an der Brücke entstanden. Früher hieß es anders. "
    assert one("a.txt", (text * 3).encode(encoding)).text == text * 3


def test_furniture_is_found() -> None:
    document = one("a.txt", b"It sank at noon.\n\nScroll to Top")
    assert [document.text[span.start : span.end] for span in document.furniture] == ["Scroll to Top"]


# Web pages

PAGE = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Bridge closes after inspection | County Times</title>
<meta property="og:site_name" content="County Times">
<link rel="canonical" href="https://times.example/bridge">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-09-14T08:00:00Z"}</script>
</head>
<body><nav><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav>
<main><article><h1>Bridge closes after inspection</h1>
<p>The Norvik bridge was <b>closed</b> on Thursday after an inspection found cracks in
   two of its four piers, the county said. About 12,000 cars use the bridge every day.</p>
<p>Engineers expect the repair to take nine months and to cost 4.5 million euros &amp; more.</p>
<h2>What the inspectors found</h2>
<ul><li>Cracks up to 3 mm wide in the northern pier, first seen in 2019.</li>
<li>Rust on 40 of the 120 bolts that
hold the deck.</li></ul>
<p>Earlier inspections had been less alarming, according to the county engineer:</p>
<table><tr><th>Year</th><th>Cracks</th></tr><tr><td>2015</td><td>2</td></tr>
<tr><td>2019</td><td>9</td></tr></table>
<p>The bridge opened in 1961. It has been repaired four times since.</p>
</article></main><script>alert("41 people died")</script>
<footer><p>All rights reserved.</p></footer></body></html>"""


def test_a_page_is_read_without_its_menus() -> None:
    document = one("bridge.html", PAGE.encode())
    assert document.text == (
        "Bridge closes after inspection\n\n"
        "The Norvik bridge was closed on Thursday after an inspection found cracks in two of its four piers,"
        " the county said. About 12,000 cars use the bridge every day.\n\n"
        "Engineers expect the repair to take nine months and to cost 4.5 million euros & more.\n\n"
        "What the inspectors found\n\n"
        "- Cracks up to 3 mm wide in the northern pier, first seen in 2019.\n"
        "- Rust on 40 of the 120 bolts that hold the deck.\n\n"
        "Earlier inspections had been less alarming, according to the county engineer:\n\n"
        "| Year | Cracks |\n| 2015 | 2 |\n| 2019 | 9 |\n\n"
        "The bridge opened in 1961. It has been repaired four times since."
    )
    assert document.metadata == Metadata(
        "Bridge closes after inspection", "County Times", "2023-09-14", "https://times.example/bridge"
    )


def test_a_small_page_is_read_as_it_is() -> None:
    page = "<p>Hi there.<script>var x=1</script><ul><li><p>One</p><li>Two</ul><tr><td><p>a</p><td>b"
    assert "var" not in document_from("a.html", page).text
    assert document_from("a.html", "<p>Hi there.").text == "Hi there."
    assert document_from("a.html", "just words").text == "just words"


def test_a_date_in_a_page_is_not_made_up() -> None:
    page = '<meta property="article:published_time" content="2024"><p>On 22 March 2024 it sank, they said.</p>'
    assert one("a.html", page.encode()).metadata.published == "2024"
    assert one("a.html", b"<p>On 22 March 2024 it sank, they said.</p>").metadata == Metadata()


def test_a_page_says_its_encoding() -> None:
    page = '<meta charset="windows-1251"><p>Правительство сообщило о трёх погибших.</p>'
    assert one("a.htm", page.encode("cp1251")).text == "Правительство сообщило о трёх погибших."


def test_control_characters_in_a_page_do_no_harm() -> None:
    assert one("a.html", b"<p>It \x01sank at &#1;noon.</p>" + b" " * 300).text == "It sank at noon."


# PDF

REPORT = make_pdf(
    ["Report on the bridge", "It opened in 1961."],
    [],
    ["It closed in 2023."],
    info="/Title (The bridge) /Author (County) /CreationDate (D:20240322101500+03'00')",
)


def test_a_pdf_knows_its_pages() -> None:
    document = one("a.pdf", REPORT)
    assert document.text == "Report on the bridge\nIt opened in 1961.\n\n\n\nIt closed in 2023."
    assert [document.page_at(document.text.index(word)) for word in ("Report", "1961", "closed")] == [1, 1, 3]
    assert document.metadata == Metadata("The bridge", "County", "2024-03-22")


def test_a_title_left_by_a_program_is_none() -> None:
    pdf = make_pdf(["Some text here"], info="/Title (Microsoft Word - draft3.docx)")
    assert one("a.pdf", pdf).metadata == Metadata()


@pytest.mark.parametrize(
    ("data", "code", "hint"),
    [
        (make_pdf([], []), "empty", "OCR"),
        (make_pdf(["a"], trailer=PDF_PASSWORD), "encrypted", "password"),
        (make_pdf(["a"], trailer=b"/Encrypt << /Filter /Unknown /V 1 >>"), "encrypted", "password"),
        (b"%PDF-1.4 and nothing else", "broken", "cannot be opened"),
        (REPORT[:200], "broken", "cannot be opened"),
        (b"plain text", "broken", "cannot be opened"),
    ],
)
def test_pdfs_that_are_refused(data: bytes, code: str, hint: str) -> None:
    assert refusal("a.pdf", data)[0] == code
    assert hint in refusal("a.pdf", data)[1]


# Word


def test_word_paragraphs_and_tables_come_in_order() -> None:
    word = docx.Document()
    word.add_heading("The bridge", 1)
    word.add_paragraph("It opened in\t1961.")
    table = word.add_table(2, 2)
    for row, cells in zip(table.rows, (("Year", "Cracks"), ("2019", "9\nor 10")), strict=True):
        for cell, content in zip(row.cells, cells, strict=True):
            cell.text = content
    word.add_paragraph("It closed.")
    word.core_properties.title, word.core_properties.author = "Bridge report", "County"
    out = BytesIO()
    word.save(out)
    document = one("a.docx", out.getvalue())
    assert document.text == "The bridge\n\nIt opened in 1961.\n\n| Year | Cracks |\n| 2019 | 9 or 10 |\n\nIt closed."
    assert document.metadata == Metadata("Bridge report", "County", None)


def test_inserted_text_counts_and_deleted_text_does_not() -> None:
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>The toll is </w:t></w:r><w:del><w:r><w:delText>41</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>43</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p></w:body></w:document>"
    )
    assert one("a.docx", repack(make_docx("x"), {"word/document.xml": body.encode()})).text == "The toll is 43."


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repack(make_docx("x"), {"word/media/image1.xml": b"<a>" + b" " * 20_000_000 + b"</a>"})
    assert len(bomb) < 100_000
    assert refusal("a.docx", bomb)[0] == "zip_bomb"


def test_too_many_parts_are_refused() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for number in range(10_001):
            package.writestr(f"{number}.bin", b"")
    assert refusal("a.docx", out.getvalue())[0] == "zip_bomb"


def test_external_entities_are_refused() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    code, detail = refusal("a.docx", repack(make_docx("x"), {"word/document.xml": evil}))
    assert (code, "entities" in detail) == ("broken", True)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "broken"),
        (b"not a zip file", "broken"),
        (make_docx("x")[:-400], "broken"),
        (repack(make_docx("x"), {"word/document.xml": b"<w:document"}), "broken"),
        (repack(make_docx("x"), {"[Content_Types].xml": b"<Types/>"}), "broken"),
        (make_docx("", "  "), "empty"),
    ],
)
def test_word_files_that_are_refused(data: bytes, code: str) -> None:
    assert refusal("a.docx", data)[0] == code


# Records


def test_json_lines_are_a_document_each() -> None:
    data = (
        b'{"_id": "t1", "text": "It sank.\\r\\n41 died.", "title": "Toll",'
        b' "publisher": "Echo", "date": 2024}\n\n'
        b'{"text": "It \\ud800floats.", "url": "https://e.org"}\n'
    )
    assert [(d.name, d.text, d.metadata) for d in read("n.jsonl", data)] == [
        ("n.jsonl#t1", "It sank.\n41 died.", Metadata("Toll", "Echo", "2024")),
        ("n.jsonl#3", "It floats.", Metadata(url="https://e.org")),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_rows_are_a_document_each(delimiter: str) -> None:
    rows = [
        ["ID", "Text", "published"],
        ["7", '"It sank; 41, or\n""43"", died."', "March 2024"],
        ["", "x", ""],
    ]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode()
    assert [(d.name, d.text, d.metadata.published) for d in read("n.csv", data)] == [
        ("n.csv#7", 'It sank; 41, or\n"43", died.', "2024-03"),
        ("n.csv#4", "x", None),
    ]


def test_a_csv_of_figures_is_a_table() -> None:
    """What would part a cell in two is replaced; the line of an uneven row is told as ever."""
    data = b"Month,Killed,Note\nJuly,57,a|b\nAugust,9,\n"

    assert (
        one("n.csv", data).text
        == "| Month | Killed | Note |\n| --- | --- | --- |\n| July | 57 | a/b |\n| August | 9 |  |"
    )
    assert "Line 3" in refusal("n.csv", b"Month,Killed\nJuly,57\nAugust\n")[1]
    assert "no text" in refusal("n.csv", b"Year,Article\n2021," + b"It sank. " * 40 + b"\n")[1]


def test_a_csv_field_may_be_as_long_as_a_report() -> None:
    assert len(one("n.csv", b"text\n" + b"word " * 100_000).text.strip()) == 499_999


@pytest.mark.parametrize(
    ("name", "data", "detail"),
    [
        ("n.jsonl", b'{"text": "a"}\n{"text": "b"', "Line 2: not JSON"),
        ("n.jsonl", b'{"text": "a"}\n\n["b"]', "Line 3: a record is a JSON object"),
        ("n.jsonl", b'{"title": "a"}', "Line 1: no text"),
        ("n.jsonl", b'{"text": ["a"]}', "Line 1: no text"),
        ("n.jsonl", b'{"id": 1, "text": "a"}\n{"id": 1, "text": "b"}', "Line 2: the name n.jsonl#1 is taken"),
        ("n.jsonl", b'{"text": ' + b"[" * 100_000, "Line 1: not JSON"),
        ("n.csv", b"text,title\na,b\nc\n", "Line 3: it has not the 2 columns"),
        ("n.csv", b"text,title\na,b,c\n", "Line 2: it has not the 2 columns"),
        ("n.csv", b'text,title\n"a,b\n', "Line 2: not CSV"),
        ("n.csv", b"title,url\na,b\n", "Line 2: no text"),
    ],
)
def test_a_malformed_record_is_refused_with_its_line(name: str, data: bytes, detail: str) -> None:
    code, found = refusal(name, data)
    assert code == "broken"
    assert found.startswith(detail)


def test_records_without_records_are_empty() -> None:
    assert refusal("n.csv", b"id,text\n")[0] == "empty"


# Mail

MAIL = (
    b"Subject: =?utf-8?q?T=C3=B6ll?= rises\r\nFrom: Northline Wire <desk@wire.example>\r\n"
    b"Date: Fri, 22 Mar 2024 23:15:00 +0300\r\nMIME-Version: 1.0\r\n"
)


def test_the_plain_part_of_a_mail_is_preferred_and_attachments_are_named() -> None:
    data = (
        MAIL + b"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
        b"Content-Type: multipart/alternative; boundary=a\r\n\r\n"
        b"--a\r\nContent-Type: text/html\r\n\r\n<p>In HTML.</p>\r\n"
        b"--a\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"41 died near T=C3=B6ll.\r\n--a--\r\n--m\r\nContent-Type: application/pdf\r\n"
        b'Content-Disposition: attachment; filename="list.pdf"\r\n\r\nx\r\n--m--\r\n'
    )
    document = one("a.eml", data)
    assert document.text.split("\n\n") == ["41 died near Töll.", "[Attachments not read: list.pdf]"]
    assert document.metadata == Metadata("Töll rises", "Northline Wire", "2024-03-22")
    assert [document.text[span.start : span.end] for span in document.furniture] == ["[Attachments not read: list.pdf]"]


def test_a_mail_may_hold_only_a_page() -> None:
    document = one("a.eml", MAIL + b"Content-Type: text/html; charset=nonsense\r\n\r\n<p>41 <b>died</b>.</p>")
    assert document.text == "41 died."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no headers at all", "broken"),
        (MAIL + b"\r\n  \r\n", "empty"),
        (MAIL + b"Content-Type: image/png\r\n\r\nx", "empty"),
    ],
)
def test_mails_that_are_refused(data: bytes, code: str) -> None:
    assert refusal("a.eml", data)[0] == code


def test_a_malformed_header_loses_only_itself() -> None:
    document = one("a.eml", b"Subject: Toll\r\nFrom: =?utf-8?q?=?= <\r\nDate: x\r\n\r\n41 died.")
    assert (document.text, document.metadata.title, document.metadata.published) == ("41 died.", "Toll", None)


# Every format


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_empty_files_are_refused(suffix: str) -> None:
    assert refusal(f"a{suffix}", b"")[0] == "empty"


@pytest.mark.parametrize("suffix", sorted(SUFFIXES - {".pdf", ".docx", ".eml"}))
def test_blank_and_binary_and_undecodable_files_are_refused(suffix: str) -> None:
    assert refusal(f"a{suffix}", b" \n\t\r\n")[0] == "empty"
    assert refusal(f"a{suffix}", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")[0] == "binary"
    assert refusal(f"a{suffix}", b"%PDF-1.7 text")[0] == "binary"
    assert refusal(f"a{suffix}", b"\xff\xfe\x00")[0] in {"undecodable", "empty"}
    assert refusal(f"a{suffix}", bytes(range(128, 256)) * 4)[0] == "undecodable"


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_module, "MAX_BYTES", 10)
    assert one("a.txt", b"ten bytes.").text == "ten bytes."
    assert refusal("a.txt", b"ten bytes..")[0] == "too_large"


@pytest.mark.parametrize("name", ["a.exe", "a", "a.txt.zip", ".md"])
def test_unknown_types_are_refused(name: str) -> None:
    code, detail = refusal(name, b"text")
    assert code == "unknown_type"
    assert ".docx" in detail


def test_the_case_of_a_suffix_does_not_matter() -> None:
    assert one("A.TXT", b"text").text == "text"
    assert read("A.CSV", b"text\nx\n")[0].name == "A.CSV#2"
