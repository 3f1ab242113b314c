"""/v1/documents: add, list, read, remove."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from api.errors import Problem, problems
from api.intake import Outcome, take_in
from api.jobs.addition import queue
from api.jobs.store import Job
from api.preferences import RESPOND_ASYNC, openapi_parameter, prefers_background
from api.state import StateDep
from api.uploads import openapi_body, uploaded_files
from api.views import AdditionStarted, AdditionView, DocumentPage, DocumentView, Rejected, added_view, view

router = APIRouter(prefix="/v1/documents", tags=["documents"], responses=problems(400, 404, 409, 415, 507))

CollectionParam = Annotated[str, Query(max_length=1_000)]
LimitParam = Annotated[int, Query(ge=1, le=1_000, description="documents or collections per page")]
CursorParam = Annotated[str | None, Query(max_length=1_000, description="`next` of the page before")]
ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {
        "model": AdditionStarted,
        "description": f"Accepted, where `Prefer: {RESPOND_ASYNC}` was sent",
        "headers": {
            "Location": {"description": "says how far it is", "schema": {"type": "string"}},
            "Preference-Applied": {"schema": {"type": "string", "const": RESPOND_ASYNC}},
        },
    }
}


@router.post(
    "",
    status_code=201,
    response_model=AdditionView,
    responses=ACCEPTED,
    openapi_extra={"parameters": [openapi_parameter()], **openapi_body()},
)
async def add_documents(
    request: Request, state: StateDep, collection: CollectionParam = "default"
) -> AdditionView | Response:
    """Add files or a text. Answers once they are durable and searchable; 422 when every one was rejected.

    With `Prefer: respond-async` it answers once they are accepted, and adds them in the background.
    """
    service = state.require()
    files = await uploaded_files(request)
    if prefers_background(request.headers):
        job = await state.asking.run(queue, state.jobs, service.index, collection, files)
        state.additions.call()
        return _accepted(job)

    def add() -> list[Outcome]:
        outcomes = list(take_in(service.index, collection, files))
        if any(outcome.added for outcome in outcomes):
            state.survey(collection)
        return outcomes

    outcomes = await state.adding.run(add)
    rejected = [outcome.rejected for outcome in outcomes if outcome.rejected]
    if len(rejected) == len(files):
        raise _all_rejected(rejected)
    return AdditionView([added_view(added) for outcome in outcomes for added in outcome.added], rejected)


@router.get("")
async def list_documents(
    state: StateDep,
    collection: CollectionParam = "default",
    limit: LimitParam = 100,
    cursor: CursorParam = None,
) -> DocumentPage:
    """The documents of a collection, a page at a time."""
    found, following = await state.asking.run(state.require().index.documents, collection, limit, cursor)
    return DocumentPage([view(document) for document in found], following)


@router.get("/{document_id}")
async def get_document(document_id: str, state: StateDep) -> DocumentView:
    """One document, without its text."""
    return view(await state.asking.run(state.require().index.document, document_id))


@router.get("/{document_id}/text", response_class=PlainTextResponse)
async def get_text(document_id: str, state: StateDep) -> Response:
    """A document's text, which every offset points into: 0-based, end-exclusive, in Unicode code points."""
    return PlainTextResponse(await state.asking.run(state.require().index.text, document_id))


@router.delete("/{document_id}", status_code=204)
async def remove_document(document_id: str, state: StateDep) -> None:
    """Remove a document and everything derived from it."""
    await state.asking.run(state.require().index.remove, document_id)


def _accepted(job: Job) -> Response:
    headers = {"Location": f"/v1/additions/{job.id}", "Preference-Applied": RESPOND_ASYNC}
    return JSONResponse(asdict(AdditionStarted(job.id, job.state)), 202, headers)


def _all_rejected(rejected: Sequence[Rejected]) -> Problem:
    first = rejected[0]
    said = f"{first.name}: {first.detail}" if first.name else first.detail
    detail = said if len(rejected) == 1 else f"None of the {len(rejected)} files could be added. {said}"
    code = first.code if len(rejected) == 1 else "all_rejected"
    return Problem(422, code, detail, rejected=[asdict(one) for one in rejected])
