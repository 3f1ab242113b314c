"""Small files of each format, made on the spot."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

PDF_PASSWORD = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"


def make_pdf(*pages: list[str], info: str = "", trailer: bytes = b"") -> bytes:
    """A PDF whose pages show the lines given, in Helvetica; ASCII only. `info`: its properties."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 11 Tf 40 780 Td {shown} ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(f"<< {info} >>".encode())
    return _pdf_file(objects, trailer)


def _pdf_file(objects: list[bytes], trailer: bytes) -> bytes:
    """The objects, numbered from 1, the table of where each starts, and the trailer."""
    out, starts = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R"
        b" /ID [<00> <00>] %s >>\nstartxref\n%d\n%%%%EOF" % (size, table, size, size - 1, trailer, len(out))
    )


def repack(docx: bytes, replaced: dict[str, bytes]) -> bytes:
    """A .docx with some of its parts replaced or added."""
    out = BytesIO()
    with ZipFile(BytesIO(docx)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, replaced.get(name, old.read(name)))
        for name in replaced.keys() - set(old.namelist()):
            new.writestr(name, replaced[name])
    return out.getvalue()
