"""Who wrote a web page, as the page says it."""

import pytest

from corpus.formats.html import document_from


def source_of(head: str, body: str = "") -> str | None:
    page = f"<html><head><title>Mines</title>{head}</head><body><p>The mine has reopened.</p>{body}</body></html>"
    return document_from("a.html", page).metadata.source


@pytest.mark.parametrize(
    ("author", "source"),
    [
        ("Skirts and Sky (blog)", "Skirts and Sky (blog)"),
        ("Ministry of Health, Sarn", "Ministry of Health, Sarn"),
        ("Research &amp; Development Board", "Research & Development Board"),
        ("Jana Rell and Ida Brenn", "Jana Rell and Ida Brenn"),
        ("By Jana Rell", "Jana Rell"),
        ("admin", None),
    ],
)
def test_an_author_stays_as_written(author: str, source: str | None) -> None:
    """A name may hold "and" and a comma; what names nobody is no author."""
    assert source_of(f'<meta name="author" content="{author}">') == source


def test_authors_of_a_paper_are_told_apart() -> None:
    head = '<meta name="citation_author" content="Sand, Henrik"><meta name="citation_author" content="Rell, Jana">'

    assert source_of(head) == "Sand, Henrik; Rell, Jana"


def test_who_published_a_page_goes_before_its_author_and_a_byline_before_nobody() -> None:
    published = (
        '<meta property="og:site_name" content="Open Ledger"><meta name="author" content="Ministry of Health, Sarn">'
    )
    line = '<span class="byline">By Ida Brenn</span>'

    assert source_of(published) == "Open Ledger"
    assert source_of('<meta name="author" content="admin">', line) == "Ida Brenn"
