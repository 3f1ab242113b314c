"""PDF files: the text they hold, page by page. Scanned pages hold none."""

import re
from collections.abc import Iterator
from threading import Lock

import pypdfium2
from pypdfium2 import PdfiumError

from corpus.decode import normalise
from corpus.metadata import metadata_from
from corpus.types import Document, Metadata, Unreadable

_PDFIUM = Lock()  # PDFium must not be called from two threads at a time
_PASSWORD_ERRORS = frozenset({4, 5})  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_BETWEEN_PAGES = "\n\n"
_MOST_CHARACTERS = 50_000_000
_WORD_BROKEN = re.compile("[\ufffe\u00ad\x02]\\s*")  # PDFium's marks for a hyphen at the end of a line
_NO_TITLE = re.compile(r"untitled.*|microsoft \w+ - .*|.*\.(?:docx?|pdf|indd|qxd|tex|pptx?|rtf|odt)", re.I)


def read(name: str, data: bytes) -> tuple[Document, ...]:
    """One document that knows where its pages start. Raises Unreadable."""
    with _PDFIUM:
        pdf = _opened(data)
        try:
            pages = list(_page_texts(pdf))
            metadata = _metadata(pdf)
        finally:
            pdf.close()
    if not any(page.strip() for page in pages):
        raise Unreadable("empty", "The PDF holds no text, only images: recognise its text (OCR) first.")
    starts, offset = [], 0
    for page in pages:
        starts.append(offset)
        offset += len(page) + len(_BETWEEN_PAGES)
    return (Document(name, _BETWEEN_PAGES.join(pages), metadata, tuple(starts)),)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in _PASSWORD_ERRORS:
            raise Unreadable("encrypted", "The PDF needs a password: save a copy without one.") from error
        raise Unreadable("broken", f"The PDF cannot be opened: {error}") from error


def _page_texts(pdf: pypdfium2.PdfDocument) -> Iterator[str]:
    total = 0
    for number in range(len(pdf)):
        text = _page_text(pdf, number)
        total += len(text)
        if total > _MOST_CHARACTERS:
            raise Unreadable("too_large", f"The PDF holds more than {_MOST_CHARACTERS:,} characters of text.")
        yield text


def _page_text(pdf: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = pdf[number]
        text = page.get_textpage().get_text_range(errors="replace")
        page.close()
    except PdfiumError as error:
        raise Unreadable("broken", f"Page {number + 1} of the PDF cannot be read: {error}") from error
    return normalise(_WORD_BROKEN.sub("", text)).strip("\n")


def _metadata(pdf: pypdfium2.PdfDocument) -> Metadata:
    """Title, author and day of creation. The last is when the file was made, the only date a PDF states."""
    found = pdf.get_metadata_dict(skip_empty=True)
    title = found.get("Title", "").strip()
    return metadata_from(
        {
            "title": None if _NO_TITLE.fullmatch(title) else title,
            "author": found.get("Author"),
            "published": found.get("CreationDate"),
        }
    )
