"""The HTTP service: routes, what guards them, and how the service behind them is opened and closed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer
from starlette.routing import Match, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.access.admit import Admit, Origins, Sharing
from api.access.keys import Keys
from api.access.rates import Rates
from api.assistants import OverHttp, by_request
from api.deadline import Deadline
from api.errors import EVERYWHERE, Discretion, send_problems
from api.guard import BodyLimit, Guard, SecurityHeaders
from api.jobs.store import Jobs
from api.known import KNOWN
from api.metrics import Measure, Metrics, measured
from api.records import open_records
from api.routes import additions, ask, chat, collections, disagreements, documents, evaluations, health, pages, search
from api.state import State, log_failure
from corpus.read import MAX_BYTES
from rag.wire import Service

FORM_OVERHEAD = 1_000_000  # bytes that a form may add to the largest file it carries

ABOUT = """Answers questions over a collection of documents, cites the exact passage for everything it says,
and shows where the sources disagree. Offsets are 0-based, end-exclusive, in Unicode code points.
Errors are RFC 9457 `application/problem+json` with a `code` for programs."""
BEARER = HTTPBearer(auto_error=False, description="A key that `counterpoint keys create` made, once there are any.")


@dataclass(frozen=True, slots=True)
class Access:
    """Who may reach the service."""

    bound_to: str = "127.0.0.1"  # the host it listens on
    allowed_origins: Collection[str] = ()  # "https://intranet.example": its pages may embed the widget and ask
    always_ask: bool = False  # for a key, even while there is none
    rate: int | None = None  # requests a minute of one address, while no key is asked for


def create_app(
    opener: Callable[[], Service],
    home: Path,
    access: Access = Access(),
    on_failure: Callable[[Exception], None] = log_failure,
    telemetry: bool = False,
) -> FastAPI:
    """The application. `opener` runs in the background at start-up; what it opened is closed at shutdown.

    `home` is the data folder, where its own records are. `on_failure` hears what kept the service from opening.
    `telemetry`: send traces of requests, without their contents, and metrics where OTEL_EXPORTER_OTLP_ENDPOINT says.
    Raises DamagedStore.
    """
    app = FastAPI(
        title="Counterpoint",
        description=ABOUT,
        version=version("counterpoint"),
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        responses=EVERYWHERE,
        # Its logs would carry the messages of errors. Said outright, so that no variable switches it on.
        telemetry={"auto_configure": telemetry, "logs": False},
    )
    app.state.records = open_records(home)
    metrics = app.state.metrics = Metrics()
    app.state.counterpoint = State(lambda: measured(opener(), metrics), on_failure, Jobs(app.state.records, home))
    for module in (documents, additions, collections, search, ask, chat, disagreements, evaluations):
        app.include_router(module.router, dependencies=[Depends(BEARER)])
    for module in (health, pages):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=pages.STATIC))
    app.state.assistants = OverHttp(by_request)
    app.router.routes.append(CountedRoute("/mcp", app.state.assistants, include_in_schema=False))
    send_problems(app, KNOWN)
    _guard(app, access, Keys(app.state.records))
    return app


class CountedRoute(Route):
    """A route of Starlette's that says which it is, as FastAPI's do: requests are counted by it."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return how well a request matches, and what its scope gets."""
        match, found = super().matches(scope)
        return match, {**found, "route": self}


def _guard(app: FastAPI, access: Access, keys: Keys) -> None:
    # The last added is the outermost.
    origins = Origins(access.allowed_origins, keys)
    app.add_middleware(BodyLimit, limit=MAX_BYTES + FORM_OVERHEAD)
    app.add_middleware(Deadline)
    app.add_middleware(Admit, keys=keys, rates=Rates(access.rate), always=access.always_ask)
    app.add_middleware(Guard, bound_to=access.bound_to, origins=origins, keyed=keys.exist)
    app.add_middleware(Sharing, origins=origins)
    app.add_middleware(Measure, metrics=app.state.metrics)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Discretion)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state: State = app.state.counterpoint
    for runner in state.runners:
        runner.open()
    working = asyncio.create_task(state.work())
    async with app.state.assistants.running():
        yield
    for runner in state.runners:
        runner.close()
    await working
    await state.close()
    app.state.records.close()
