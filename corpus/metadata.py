"""Where a document came from, out of the fields that files carry under many names."""

from collections.abc import Mapping
from dataclasses import fields

from corpus.dates import iso_date
from corpus.types import Metadata

_TITLES = ("title", "headline", "subject")
_SOURCES = (
    "source",
    "publisher",
    "site_name",
    "sitename",
    "site",
    "organization",
    "organisation",
    "author",
    "authors",
)
_DATES = (
    "published",
    "date",
    "datetime",
    "published_at",
    "publication_date",
    "published_date",
    "pubdate",
    "issued",
)
_URLS = ("url", "link", "canonical_url", "canonical", "source_url")
_LONGEST = 500  # characters


def metadata_from(found: Mapping[str, object]) -> Metadata:
    """The first usable value of each field, under any of its usual names, in any case.

    A source that is a web address counts as the url.
    """
    by_name = {str(key).strip().lower().replace("-", "_"): value for key, value in found.items()}
    sources = [_plain(by_name.get(name)) for name in _SOURCES]
    addresses = [_plain(by_name.get(name)) for name in _URLS]
    return Metadata(
        title=_first([_plain(by_name.get(name)) for name in _TITLES]),
        source=_first([None if _is_address(source) else source for source in sources]),
        published=_first([iso_date(by_name.get(name)) for name in _DATES]),
        url=_first([address if _is_address(address) else None for address in addresses + sources]),
    )


def overlaid(lower: Metadata, upper: Metadata) -> Metadata:
    """`lower` with every field that `upper` knows replaced by it."""
    names = [field.name for field in fields(Metadata)]
    return Metadata(**{name: getattr(upper, name) or getattr(lower, name) for name in names})


def _plain(value: object) -> str | None:
    """A scalar, or a list of them, on one line; None for what is empty or has structure of its own."""
    if isinstance(value, (list, tuple)):
        parts = [part for part in map(_plain, value[:10]) if part]
        return ", ".join(parts)[:_LONGEST] or None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return " ".join(str(value).split())[:_LONGEST] or None


def _first(values: list[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _is_address(value: str | None) -> bool:
    return value is not None and value.lower().startswith(("http://", "https://"))
