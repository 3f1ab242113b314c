"""Web pages. Nothing is fetched, nothing is run; only text is kept."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import trafilatura
from lxml import etree, html
from trafilatura.settings import Document as Extracted

from corpus.dates import iso_date
from corpus.decode import decode, normalise
from corpus.flow import Layout, flow
from corpus.metadata import metadata_from
from corpus.types import Document, Metadata, Unreadable

_EXTRACTED = Layout(  # the elements trafilatura leaves
    blocks=frozenset({"p", "head", "quote", "code", "list", "table", "ab", "div", "fw", "note", "figure"}),
    items=frozenset({"item"}),
    rows=frozenset({"row"}),
    cells=frozenset({"cell"}),
    breaks=frozenset({"lb"}),
    skipped=frozenset({"graphic", "media"}),
)
_SECTIONS = "address article aside blockquote body center details div fieldset figure form header main section"
_PARAGRAPHS = "caption dd dl dt figcaption h1 h2 h3 h4 h5 h6 hr ol p pre summary table tbody tfoot thead ul"
_NO_TEXT = "head iframe math noscript object script style svg template"
_CONTROLS = "button footer nav select textarea"
_WHOLE_PAGE = Layout(
    blocks=frozenset(f"{_SECTIONS} {_PARAGRAPHS}".split()),
    items=frozenset({"li"}),
    rows=frozenset({"tr"}),
    cells=frozenset({"td", "th"}),
    breaks=frozenset({"br"}),
    skipped=frozenset(f"{_NO_TEXT} {_CONTROLS}".split()),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_TOO_SHORT = 250  # characters: below that trafilatura itself falls back to a rougher reading
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE_FIELDS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "publication_date",
    "publish-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
_AUTHOR_FIELD = re.compile(r"(?:^|[\W_])(?:author|creator|byl|byline)s?$", re.I)  # "dc.creator", "citation_author"
_JOINING = frozenset(
    ("and", "of", "the", "for", "in", "on", "at", "by", "de", "la", "von", "van", "und", "et", "dr", "prof")
)
_MORE = 2  # words beside those: "(blog)", a town
_BY = re.compile(r"^\s*by:?\s+", re.I)
_JSON = ".//script[@type='application/ld+json']"
_JSON_NAME = re.compile(r'"(?:name|author)"\s*:\s*"([^"\\]{2,200})"')
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')


def read(name: str, data: bytes) -> tuple[Document, ...]:
    """One document, without the menus and side columns of its page. Raises Unreadable."""
    return (document_from(name, _decoded(data)),)


def document_from(name: str, page: str) -> Document:
    """The document in a page that is already text, as it is in a mail. Raises Unreadable when it has none."""
    tree = _parsed(page)
    text = max((_extracted(tree, recall) for recall in (False, True)), key=len)
    if len(text) < _TOO_SHORT:
        text = flow(tree, _WHOLE_PAGE)
    if not text.strip():
        raise Unreadable("empty", f"{name} holds no text; a page built by scripts has to be saved as shown.")
    return Document(name, normalise(_NOT_XML.sub("", text)), _metadata(tree))


def _decoded(data: bytes) -> str:
    """The page as text, in the encoding it declares when that is true."""
    if (match := _CHARSET.search(data[:4096])) and b"\x00" not in data:
        with suppress(LookupError, ValueError):
            return normalise(data.decode(match[1].decode("ascii")))
    return decode(data)


def _parsed(page: str) -> html.HtmlElement:
    try:
        tree = html.document_fromstring(_NOT_XML.sub("", _DECLARATION.sub("", page)))
    except (etree.ParserError, ValueError) as error:
        raise Unreadable("empty", "The page holds no text.") from error
    return tree


def _extracted(tree: html.HtmlElement, recall: bool) -> str:
    """What trafilatura takes for the page's content; more of it, and more clutter, with `recall`."""
    found = trafilatura.bare_extraction(tree, include_comments=False, favor_recall=recall)
    return flow(found.body, _EXTRACTED) if isinstance(found, Extracted) else ""


def _metadata(tree: html.HtmlElement) -> Metadata:
    found = trafilatura.extract_metadata(tree, extensive=False)
    author = _as_written(found.author or "", tree)
    fields = {"title": found.title, "site_name": found.sitename, "author": author, "url": found.url}
    # trafilatura completes and guesses dates; ours are only as exact as the page says.
    dates = (date for date in map(iso_date, _dates(tree)) if date)
    return replace(metadata_from(fields), published=next(dates, None))


def _as_written(author: str, tree: html.HtmlElement) -> str:
    """The author that trafilatura found, as the page writes it: it parts names at "and" and commas."""
    told: dict[str, dict[str, None]] = {}
    for meta in tree.iter("meta"):
        name = str(meta.get("name") or meta.get("property") or meta.get("itemprop"))
        if _AUTHOR_FIELD.search(name):
            told.setdefault(name.lower(), {})[_BY.sub("", str(meta.get("content")))] = None
    scripts = [script.text or "" for script in tree.iterfind(_JSON)]
    written = ["; ".join(names) for names in told.values()] + [n for text in scripts for n in _JSON_NAME.findall(text)]
    return next((one for one in written if author and _is_no_more(one, author)), author)


def _is_no_more(written: str, author: str) -> bool:
    """Whether what a page writes is the author's name and what joins its parts: no address, no headline about one."""
    more = _words(written) - _words(author)
    return _words(author) <= _words(written) and len(more - _JOINING) <= _MORE and "://" not in written


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _dates(tree: html.HtmlElement) -> Iterator[str]:
    """What the page says of its date, the surest first."""
    said = {
        str(meta.get("property") or meta.get("name") or meta.get("itemprop")).lower(): str(meta.get("content"))
        for meta in tree.iter("meta")
    }
    yield from (said[name] for name in _DATE_FIELDS if name in said)
    for script in tree.iterfind(_JSON):
        yield from _JSON_DATE.findall(script.text or "")
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield str(element.get("datetime") or element.text_content())
