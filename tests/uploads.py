"""Small files of every type that can be added, each saying the same thing."""

import json
from io import BytesIO

import docx

SENTENCE = "The ferry carried 212 passengers when it left the harbour of Lomvik."


def files() -> dict[str, bytes]:
    """File name -> content; each holds SENTENCE."""
    return {
        "report.txt": SENTENCE.encode(),
        "report.md": f"---\ntitle: The ferry\nsource: Harbour Office\n---\n\n{SENTENCE}\n".encode(),
        "report.html": _html(),
        "report.pdf": pdf(SENTENCE),
        "report.docx": _docx(),
        "report.jsonl": json.dumps({"title": "The ferry", "text": SENTENCE}).encode() + b"\n",
        "report.csv": f'title,text\nThe ferry,"{SENTENCE}"\n'.encode(),
        "report.eml": f"From: office@lomvik.example\nSubject: The ferry\n\n{SENTENCE}\n".encode(),
    }


def _html() -> bytes:
    body = f"<article><h1>The ferry</h1><p>{SENTENCE}</p><p>It sank an hour later.</p></article>"
    return f"<!doctype html><html><head><title>The ferry</title></head><body>{body}</body></html>".encode()


def _docx() -> bytes:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(sentence: str) -> bytes:
    """A PDF of one page that shows `sentence`, which may hold no parentheses and no backslash."""
    content = f"BT /F1 12 Tf 40 700 Td ({sentence}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer
