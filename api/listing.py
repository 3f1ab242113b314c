"""What a collection's documents disagree about, as clients get it: filtered, a page at a time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.views import DisagreementPage, DisagreementView
from index.paging import from_cursor, to_cursor
from rag.types import Kind

if TYPE_CHECKING:
    from rag.survey.report import Found
    from rag.survey.survey import Listing


def page_of(
    listing: "Listing", kinds: Sequence[Kind], source: str | None, limit: int, cursor: str | None
) -> DisagreementPage:
    """Those of any of the kinds, or of all, and with a source, from the cursor on. Raises BadCursor."""
    after = from_cursor(cursor)
    found = [one for one in listing.disagreements if (not kinds or one.kind in kinds) and _is_from(one, source)]
    start = next((n for n, one in enumerate(found, start=1) if one.id == after), 0)
    page = found[start : start + limit]
    following = to_cursor(page[-1].id) if len(found) > start + limit else None
    shown = [_shown(one) for one in page]
    progress = (listing.state, listing.done, listing.total, listing.skipped, listing.error)
    return DisagreementPage(shown, following, *progress, _sources(listing.disagreements))


def _sources(disagreements: "Sequence[Found]") -> list[str]:
    return sorted({it.source for found in disagreements for it in found.citations if it.source})


def _is_from(found: "Found", source: str | None) -> bool:
    return source is None or any(citation.source == source for citation in found.citations)


def _shown(found: "Found") -> DisagreementView:
    return DisagreementView(**{name: getattr(found, name) for name in DisagreementView.__slots__})
