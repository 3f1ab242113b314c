"""What a mail quotes of those it answers: each is by another hand and of another day."""

import re
from collections.abc import Iterator

from corpus.letterhead import letterhead
from corpus.metadata import metadata_from
from corpus.types import Metadata

_DEEPEST = 20
_QUOTE = re.compile(r"^ {0,3}>(?: (?! )|(?=\S|$))", re.M)
_DATE = r"\d{1,2}\.? \w{3,9}\.? [12]\d{3}|\w{3,9}\.? \d{1,2},? [12]\d{3}|[12]\d{3}-\d\d-\d\d"
_WROTE = re.compile(
    rf"^On [^\n]{{0,20}}?(?P<date>{_DATE})(?:,? (?:at )?\d{{1,2}}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?)?,?\s+"
    r"(?P<who>[^<\n]{2,80}?)\s*(?:<[^>\n]{1,120}>)?\s+wrote:[ \t]*$",
    re.M,
)
_FORWARDED = re.compile(r"^[-_]{2,} ?(?:Original|Forwarded) [Mm]essage ?[-_]{2,}[ \t]*$", re.M)


def messages(text: str, about: Metadata) -> Iterator[tuple[str, Metadata]]:
    """Yield what a mail says itself, then each message quoted in it, with what is known of who wrote it and when.

    What lies deeper than the deepest that is taken apart is left as it stands there.
    """
    for _ in range(_DEEPEST - 1):
        own, quoted, quoted_about = _parted(text)
        if own.strip():
            yield own.strip("\n"), about
        if not quoted.strip():
            return
        text, about = quoted, quoted_about
    yield text.strip("\n"), about


def _parted(text: str) -> tuple[str, str, Metadata]:
    """Return a message's own lines, those it quotes less one mark of quoting, and what is said of these."""
    if match := _FORWARDED.search(text):
        return text[: match.start()], *_headed(text[match.end() :].strip("\n"))
    wrote = _WROTE.search(text)
    about = metadata_from({"source": wrote["who"].strip(" ,"), "date": wrote["date"]}) if wrote else Metadata()
    rest = text[: wrote.start()] + text[wrote.end() :] if wrote else text
    lines = rest.split("\n")
    own = "\n".join(line for line in lines if not _QUOTE.match(line))
    return own, "\n".join(_QUOTE.sub("", line) for line in lines if _QUOTE.match(line)), about


def _headed(text: str) -> tuple[str, Metadata]:
    head = letterhead(text)
    return (text[head.span.end :].lstrip("\n"), metadata_from(head.fields)) if head else (text, Metadata())
