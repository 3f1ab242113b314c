"""/v1/additions: files that are being added in the background, for whoever sent them with `Prefer: respond-async`."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.errors import problems
from api.jobs.addition import told
from api.jobs.store import Job
from api.routes.documents import CursorParam
from api.state import StateDep
from api.views import AdditionPage, AdditionProgress, Progress

router = APIRouter(prefix="/v1/additions", tags=["additions"], responses=problems(404, 507))

LimitParam = Annotated[int, Query(ge=1, le=1_000, description="additions per page")]


@router.get("")
async def list_additions(state: StateDep, limit: LimitParam = 100, cursor: CursorParam = None) -> AdditionPage:
    """The additions, newest first, a page at a time, without what became of their files."""
    found, following = await state.asking.run(state.jobs.list, "addition", limit, cursor, state.collections)
    return AdditionPage([_view(job, None) for job in found], following)


@router.get("/{addition_id}")
async def get_addition(addition_id: str, state: StateDep) -> AdditionProgress:
    """How far an addition is, and what became of the files that are through."""

    def read() -> AdditionProgress:
        job = state.jobs.get("addition", addition_id, state.collections)
        return _view(job, state.jobs.data(job.id))

    return await state.asking.run(read)


@router.delete("/{addition_id}", status_code=204)
async def end_addition(addition_id: str, state: StateDep) -> None:
    """Cancel an addition that is queued or running, what was added stays; forget one that has ended."""
    await state.asking.run(state.jobs.dismiss, "addition", addition_id, state.collections)


def _view(job: Job, data: Any) -> AdditionProgress:
    progress = Progress(job.done, job.total)
    documents, rejected = told(data) if data else (None, None)
    return AdditionProgress(
        job.id, job.collection, job.state, progress, job.created, job.ended, job.error, documents, rejected
    )
