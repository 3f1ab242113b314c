"""Bytes into text: which encoding they are in, and whether they are text at all."""

import codecs
import re

from corpus.types import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP, DOCX or XLSX file",
    b"{\\rtf": "an RTF file",
    b"%!PS": "PostScript",
}
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01  # of all characters; real text holds next to none
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # cannot be written as UTF-8 or shown


def decode(data: bytes) -> str:
    """The text in `data`, normalised. Raises Unreadable: empty, binary or undecodable."""
    if not data.strip():
        raise Unreadable("empty", "The file is empty.")
    text = _marked(data)
    if text is None:
        _refuse_binary(data)
        text = _unmarked(data)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise Unreadable("binary", "The file holds binary data, not text.")
    return normalise(text)


def normalise(text: str) -> str:
    """Newlines become \\n; NULs, lone surrogates and a leading byte order mark go; the rest stays."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return _UNSTORABLE.sub("", text)


def _marked(data: bytes) -> str | None:
    """The text of a file that begins with a byte order mark, else None."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable("undecodable", f"The file says it is {encoding}, but is not: {error}.") from error
    return None


def _refuse_binary(data: bytes) -> None:
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable("binary", f"The file is {kind}, not text: give it the file name ending it should have.")
    if b"\x00" in data:
        raise Unreadable("binary", "The file holds binary data, not text.")


def _unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # only files that are not UTF-8 pay for it

    best = from_bytes(data).best()
    if best is None:
        raise Unreadable("undecodable", "The file's character encoding was not recognised: save it as UTF-8.")
    return str(best)
