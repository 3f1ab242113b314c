"""Word documents (.docx): paragraphs and tables in their order, text boxes and inserted text included."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from corpus.dates import iso_date
from corpus.decode import normalise
from corpus.flow import Layout, flow
from corpus.metadata import metadata_from
from corpus.types import Document, Metadata, Unreadable

_MOST_UNPACKED = 200_000_000  # bytes in all
_MOST_PARTS = 10_000
_MOST_RATIO = 200  # unpacked to packed; Word's own XML stays below 50
_SMALL = 1_000_000  # bytes; a small part may be packed as tightly as it likes
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB: an encrypted document or one of Word 97 to 2003
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
# Set in the template of python-docx, so in every file it made, and true of none.
_TEMPLATE_AUTHOR, _TEMPLATE_CREATED = "python-docx", "2013-12-23"


def _text_of(element: etree._Element) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    return " " if element.tag == qn("w:tab") else ""


_LAYOUT = Layout(
    blocks=frozenset({qn("w:p")}),
    rows=frozenset({qn("w:tr")}),
    cells=frozenset({qn("w:tc")}),
    breaks=frozenset({qn("w:br"), qn("w:cr")}),
    skipped=frozenset(
        {
            qn("w:moveFrom"),
            qn("w:del"),
            "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        }
    ),
    text_of=_text_of,
    keeps_tails=False,
)

# What python-docx lets through when a package lacks parts it takes for granted.
_LOOKUP_ERRORS = (
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


def read(name: str, data: bytes) -> tuple[Document, ...]:
    """One document. Raises Unreadable: encrypted, broken or zip_bomb."""
    _refuse_compound_file(data)
    try:
        _check_package(data)
        word = docx.Document(BytesIO(data))
        text = flow(word.element.body, _LAYOUT)
        metadata = _metadata(word)
    except (BadZipFile, zlib.error, OpcError, etree.LxmlError, *_LOOKUP_ERRORS) as error:
        raise Unreadable("broken", f"The file is not a Word document that can be opened: {error}") from error
    return (Document(name, normalise(text), metadata),)


def _refuse_compound_file(data: bytes) -> None:
    if not data.startswith(_COMPOUND_FILE):
        return
    if _ENCRYPTED_PACKAGE in data:
        raise Unreadable("encrypted", "The document needs a password: save a copy without one.")
    raise Unreadable("broken", "The file is in the format of Word 97 to 2003: save it as .docx.")


def _check_package(data: bytes) -> None:
    """Raises Unreadable before anything is unpacked that would fill the memory or that Word never writes."""
    with ZipFile(BytesIO(data)) as package:
        parts = package.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise Unreadable("zip_bomb", f"The document unpacks to more than {_MOST_UNPACKED:,} bytes.")
        for part in parts:
            _check_part(package, part)


def _check_part(package: ZipFile, part: ZipInfo) -> None:
    if part.flag_bits & 0x1:
        raise Unreadable("encrypted", "The document needs a password: save a copy without one.")
    if part.file_size > _SMALL and part.file_size > _MOST_RATIO * part.compress_size:
        raise Unreadable("zip_bomb", f"{part.filename} unpacks to {part.file_size:,} bytes: no document does.")
    if part.filename.endswith((".xml", ".rels")):
        content = package.read(part)
        if any(mark in content for mark in _DOCUMENT_TYPES):
            raise Unreadable("broken", f"{part.filename} declares entities, which a Word document never does.")


def _metadata(word: WordDocument) -> Metadata:
    found = word.core_properties
    author = None if found.author == _TEMPLATE_AUTHOR else found.author
    created = iso_date(found.created)
    published = None if created == _TEMPLATE_CREATED else created
    return metadata_from({"title": found.title, "author": author, "published": published})
