"""Mail messages (.eml): the text, who sent it and when, and what it quotes. Attachments are named, not read."""

from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from corpus.decode import decode, normalise
from corpus.formats import html
from corpus.formats.quoted import messages
from corpus.metadata import metadata_from
from corpus.types import Document, Metadata, Unreadable

# What the standard library's parser of mail headers lets through when a header is malformed.
_HEADER_ERRORS = (IndexError, AttributeError, TypeError, KeyError, ValueError)


def read(name: str, data: bytes) -> tuple[Document, ...]:
    """The plain text of the message or, where there is none, its page; one more document a message it quotes.

    Raises Unreadable.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not message.keys():
            raise Unreadable("broken", "The file has no mail headers.")
        body = message.get_body(preferencelist=("plain", "html"))
        text = _text(name, body) if body is not None else ""
        attachments = _attachments(message)
    except _HEADER_ERRORS as error:
        raise Unreadable("broken", f"The parts of the mail cannot be told apart: {error}") from error
    if not text.strip():
        raise Unreadable("empty", "The mail holds no text; save its attachments as files and add those.")
    found = [*messages(text, _metadata(message))]
    (own, about), *quoted = found
    documents = (Document(f"{name}#{number}", said, of) for number, (said, of) in enumerate(quoted, start=2))
    return (Document(name, own + attachments, about), *documents)


def _text(name: str, body: MIMEPart) -> str:
    content = _content(body)
    return html.document_from(name, content).text if body.get_content_subtype() == "html" else content


def _content(body: MIMEPart) -> str:
    """The text of a part, also when the character set it names is unknown or not the one it is in."""
    payload = body.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    try:
        return normalise(payload.decode(body.get_content_charset("utf-8")))
    except (LookupError, ValueError):
        return decode(payload)


def _attachments(message: EmailMessage) -> str:
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    return normalise(f"\n\n[Attachments not read: {', '.join(names)}]") if names else ""


def _metadata(message: EmailMessage) -> Metadata:
    display_name, address = parseaddr(_header(message, "From"))
    fields = {"subject": _header(message, "Subject"), "date": _header(message, "Date")}
    return metadata_from({**fields, "source": display_name or address})


def _header(message: EmailMessage, name: str) -> str:
    """The decoded value of a header; empty when it is missing or malformed."""
    try:
        return str(message.get(name, ""))
    except _HEADER_ERRORS:
        return ""
