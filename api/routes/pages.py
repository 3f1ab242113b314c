"""The pages: demo, widget, API documentation. Everything they load comes from this service."""

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from api.guard import policy
from api.routes.evaluations import REPORT_POLICY

router = APIRouter(include_in_schema=False)

STATIC = Path(__file__).parent.parent / "static"
REFERENCE = Path(__file__).parent.parent / "reference"
READ = ["GET", "HEAD"]
REVALIDATE = {"Cache-Control": "no-cache"}
# Swagger UI styles its elements inline, which no other page of ours may.
REFERENCE_POLICY = {"Content-Security-Policy": policy(inline_style=True)}
DEMO_POLICY = {"Content-Security-Policy": f"{policy()}; frame-src 'self'"}
# No address can be opened with a key, so the demo page fetches a report and hands it to this frame.
FRAME_POLICY = {
    "Content-Security-Policy": f"{REPORT_POLICY}; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}


@router.api_route("/", methods=READ)
async def demo_page() -> FileResponse:
    """The demo page."""
    return FileResponse(STATIC / "index.html", media_type="text/html", headers=REVALIDATE | DEMO_POLICY)


@router.api_route("/static/report.html", methods=READ)
async def report_frame() -> FileResponse:
    """The frame a report is shown in, as shut off from the page around it as the report's own address."""
    return FileResponse(STATIC / "report.html", media_type="text/html", headers=REVALIDATE | FRAME_POLICY)


@router.api_route("/widget.js", methods=READ)
async def widget() -> FileResponse:
    """The chat widget, which pages of any origin may load; whether they may ask is the guard's to say."""
    shared = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    return FileResponse(STATIC / "widget.js", media_type="text/javascript", headers=REVALIDATE | shared)


@router.api_route("/docs", methods=READ)
async def reference_page() -> FileResponse:
    """The interactive documentation of the HTTP interface."""
    return FileResponse(REFERENCE / "index.html", media_type="text/html", headers=REVALIDATE | REFERENCE_POLICY)


@router.api_route("/docs/start.js", methods=READ)
async def reference_script() -> FileResponse:
    """Starts the documentation page; a file because the page's security policy allows no inline script."""
    return FileResponse(REFERENCE / "start.js", media_type="text/javascript", headers=REVALIDATE)


@router.api_route("/docs/swagger-ui-bundle.js", methods=READ)
async def swagger_script() -> FileResponse:
    """Swagger UI, from the package that ships it for use without a network."""
    return FileResponse(_bundled("swagger-ui-bundle.js"), media_type="text/javascript")


@router.api_route("/docs/swagger-ui.css", methods=READ)
async def swagger_style() -> FileResponse:
    """Swagger UI's style sheet."""
    return FileResponse(_bundled("swagger-ui.css"), media_type="text/css")


def _bundled(name: str) -> str:
    return str(files("fastapi_offline") / "static" / name)
