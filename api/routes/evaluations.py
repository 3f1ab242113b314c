"""/v1/evaluations: run an evaluation set in the background."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from api.bodies import EvaluationBody
from api.errors import Problem, problems
from api.jobs.evaluation import checked, summary
from api.jobs.store import Job
from api.routes.documents import CursorParam
from api.state import State, StateDep
from api.views import EvaluationPage, EvaluationStarted, EvaluationView, Progress

T = TypeVar("T")
router = APIRouter(prefix="/v1/evaluations", tags=["evaluations"], responses=problems(400, 404, 409, 507))

# A report holds its own styles and scripts. It is shown in an origin of its own, from which it reaches nothing.
REPORT_POLICY = "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
LimitParam = Annotated[int, Query(ge=1, le=1_000, description="evaluations per page")]
OfParam = Annotated[str | None, Query(max_length=1_000, description="only those of this collection")]


@router.post("", status_code=202)
async def start_evaluation(body: EvaluationBody, state: StateDep, response: Response) -> EvaluationStarted:
    """Check the cases and start asking them, in the background. GET the address in `Location` to see how far it is."""
    index = state.require().index
    cases = await state.asking.run(checked, body.cases, body.collection, index)
    request = {"name": body.name, "cases": body.cases}
    job = await state.asking.run(state.jobs.add, "evaluation", body.collection, request, len(cases))
    state.evaluations.call()
    response.headers["Location"] = f"/v1/evaluations/{job.id}"
    return EvaluationStarted(job.id, job.state)


@router.get("")
async def list_evaluations(
    state: StateDep, limit: LimitParam = 100, cursor: CursorParam = None, collection: OfParam = None
) -> EvaluationPage:
    """The evaluations, newest first, a page at a time, without their results."""
    seen = _narrowed(state.collections, collection)
    found, following = await state.asking.run(state.jobs.list, "evaluation", limit, cursor, seen)
    return EvaluationPage([_view(job, None) for job in found], following)


@router.get("/{evaluation_id}")
async def get_evaluation(evaluation_id: str, state: StateDep) -> EvaluationView:
    """How far an evaluation is, and its figures once it is done."""

    def read() -> EvaluationView:
        job = state.jobs.get("evaluation", evaluation_id, state.collections)
        return _view(job, state.jobs.data(job.id))

    return await state.asking.run(read)


@router.get("/{evaluation_id}/report", response_class=HTMLResponse)
async def get_report(evaluation_id: str, state: StateDep) -> Response:
    """The report as a page: the figures, and every case with what was expected and what came."""
    page = await state.asking.run(_report, state, evaluation_id, state.jobs.page)
    return HTMLResponse(page, headers={"Content-Security-Policy": REPORT_POLICY})


@router.get("/{evaluation_id}/report.json")
async def get_report_data(evaluation_id: str, state: StateDep) -> dict[str, Any]:
    """The whole report as data, as `counterpoint eval --json` writes it."""
    return await state.asking.run(_report, state, evaluation_id, state.jobs.data)


@router.delete("/{evaluation_id}", status_code=204)
async def end_evaluation(evaluation_id: str, state: StateDep) -> None:
    """Cancel an evaluation that is queued or running; remove one that has ended, with its report."""
    await state.asking.run(state.jobs.dismiss, "evaluation", evaluation_id, state.collections)


def _narrowed(seen: frozenset[str] | None, collection: str | None) -> frozenset[str] | None:
    """Of the collections that may be seen, None for all, the one asked for; all of them where none is."""
    if collection is None:
        return seen
    return frozenset({collection}) if seen is None else seen & {collection}


def _view(job: Job, data: Any) -> EvaluationView:
    progress = Progress(job.done, job.total)
    result = None if data is None else summary(data)
    return EvaluationView(job.id, job.collection, job.state, progress, job.created, job.ended, job.error, result)


def _report(state: State, identifier: str, read: Callable[[str], T | None]) -> T:
    job = state.jobs.get("evaluation", identifier, state.collections)
    found = read(job.id)
    if found is None:
        detail = f"This evaluation has no report: it is {job.state}, {job.done} of {job.total} questions asked."
        raise Problem(409, "no_report", detail)
    return found
