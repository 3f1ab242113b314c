"""/v1/disagreements: what the documents of a collection disagree about, with no question asked.

They are found in the background, which is started and cancelled at the same address.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from api.errors import problems
from api.listing import page_of
from api.routes.documents import CollectionParam, CursorParam, LimitParam
from api.state import StateDep
from api.views import DisagreementPage, SurveyStarted
from rag.types import Kind

router = APIRouter(prefix="/v1/disagreements", tags=["disagreements"], responses=problems(404, 507))

KindParam = Annotated[Sequence[Kind], Query(description="may be repeated, for those of any of these kinds")]
SourceParam = Annotated[str | None, Query(max_length=1_000, description="only those in which this source takes part")]


@router.get("")
async def list_disagreements(
    state: StateDep,
    collection: CollectionParam = "default",
    kind: KindParam = (),
    source: SourceParam = None,
    limit: LimitParam = 100,
    cursor: CursorParam = None,
) -> DisagreementPage:
    """The disagreements known so far, the most important first; `state` says whether documents are still examined."""
    service = state.require()
    await state.asking.run(service.index.check, collection)  # a key may be for other collections only
    survey = service.survey
    listing = await state.asking.run(survey.disagreements, collection)
    if listing.state == "updating":
        survey.refresh(collection)
    return page_of(listing, kind, source, limit, cursor)


@router.post("", status_code=202)
async def start_survey(state: StateDep, collection: CollectionParam = "default") -> SurveyStarted:
    """Examine in the background what has not been, also where that failed or was cancelled; GET tells how far it is."""
    service = state.require()

    def start() -> SurveyStarted:
        service.index.check(collection)
        service.survey.start(collection)
        return SurveyStarted(collection, service.survey.disagreements(collection).state)

    return await state.asking.run(start)


@router.delete("", status_code=204)
async def end_survey(state: StateDep, collection: CollectionParam = "default") -> None:
    """Cancel the examination of a collection's documents; the disagreements found so far stay."""
    service = state.require()
    await state.asking.run(service.index.check, collection)
    await state.asking.run(service.survey.cancel, collection)
