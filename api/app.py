"""The HTTP service: routes, what guards them, and how the service behind them is opened and closed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from api.errors import RESPONSES, send_problems
from api.guard import BodyLimit, Guard, SecurityHeaders
from api.known import KNOWN
from api.metrics import Measure, Metrics
from api.routes import ask, collections, disagreements, documents, health, pages, search
from api.state import State, log_failure
from corpus.read import MAX_BYTES
from rag.wire import Service

FORM_OVERHEAD = 1_000_000  # bytes that a form may add to the largest file it carries

ABOUT = """Answers questions over a collection of documents, cites the exact passage for everything it says,
and shows where the sources disagree. Offsets are 0-based, end-exclusive, in Unicode code points.
Errors are RFC 9457 `application/problem+json` with a `code` for programs."""


def create_app(
    opener: Callable[[], Service],
    bound_to: str = "127.0.0.1",
    allowed_origins: Collection[str] = (),
    on_failure: Callable[[Exception], None] = log_failure,
) -> FastAPI:
    """The application. `opener` runs in the background at start-up; what it opened is closed at shutdown.

    `bound_to` is the host it listens on. Pages of `allowed_origins` ("https://intranet.example") may embed
    the widget and ask; pages of any other origin may not. `on_failure` hears what kept it from opening.
    """
    app = FastAPI(
        title="Counterpoint",
        description=ABOUT,
        version=version("counterpoint"),
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        responses=RESPONSES,
    )
    app.state.counterpoint = State(opener, on_failure)
    app.state.metrics = Metrics()
    app.mount("/static", StaticFiles(directory=pages.STATIC))
    for module in (documents, collections, search, ask, disagreements, health, pages):
        app.include_router(module.router)
    send_problems(app, KNOWN)
    _guard(app, bound_to, allowed_origins)
    return app


def _guard(app: FastAPI, bound_to: str, allowed_origins: Collection[str]) -> None:
    # The last added is the outermost.
    app.add_middleware(BodyLimit, limit=MAX_BYTES + FORM_OVERHEAD)
    app.add_middleware(Guard, bound_to=bound_to, allowed_origins=allowed_origins)
    if allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(allowed_origins),
            allow_methods=["GET", "POST"],
            allow_headers=["*"],
        )
    app.add_middleware(Measure, metrics=app.state.metrics)
    app.add_middleware(SecurityHeaders)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state: State = app.state.counterpoint
    opening = asyncio.create_task(state.open())
    yield
    await opening
    await state.close()
