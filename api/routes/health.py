"""/health, /ready and /metrics: for whoever watches over the service."""

from importlib.metadata import version

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.state import StateDep

router = APIRouter(tags=["service"])


@router.head("/health", include_in_schema=False)
@router.get("/health")
async def health() -> dict[str, str]:
    """The process is up."""
    return {"status": "ok", "version": version("counterpoint")}


@router.head("/ready", include_in_schema=False)
@router.get("/ready")
async def ready(state: StateDep) -> dict[str, str]:
    """The model is loaded and the index is open; 503 until then."""
    state.require()
    return {"status": "ready"}


@router.get("/metrics", response_class=Response)
async def metrics(request: Request) -> Response:
    """Requests by route and status, answers by stage, and their durations, in the Prometheus text format."""
    return Response(request.app.state.metrics.text(), media_type=CONTENT_TYPE_LATEST)
