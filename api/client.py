"""A client of a running service, blocking and asynchronous: `Client(url).ask("How many were hurt?").answer`.

Every method of the one is a method of the other; what they send and read is in api/calls.py. What the service
turns down is raised as Refused, with its code; where it cannot be reached, httpx2.TransportError is raised.
"""

import inspect
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeVar

import httpx2
from pydantic import TypeAdapter

import api.calls as calls
from api.calls import Call
from api.views import SourceView
from index.types import Filters
from rag.followups.followup import Turn
from rag.types import Answer, Citation, Disagreement

P = ParamSpec("P")
T = TypeVar("T")
TIMEOUT_S = 120.0


@dataclass(frozen=True, slots=True)
class Meta:
    """The first event of an answer: its id, and what was asked."""

    id: str
    question: str
    collection: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents that are read for an answer."""

    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """The next words of the answer."""

    text: str


Event = Meta | Sources | Token | Citation | Disagreement | Answer
_EVENTS: Mapping[str, TypeAdapter[Any]] = {
    "meta": TypeAdapter(Meta),
    "sources": TypeAdapter(Sources),
    "token": TypeAdapter(Token),
    "citation": TypeAdapter(Citation),
    "disagreement": TypeAdapter(Disagreement),
    "final": TypeAdapter(Answer),
}


class Refused(Exception):
    """The service answered with a problem: its status, its code, a sentence, and all its members."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or f"the service answered {status}"))
        self.status = status
        self.code = str(problem.get("code", ""))
        self.problem = problem


M = TypeVar("M", bound=Callable[..., Any])


def _blocking(make: Callable[P, Call[T]]) -> Callable[Concatenate["Client", P], T]:
    def method(self: "Client", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.send(make(*args, **kwargs))

    return _named(method, make)


def _awaited(make: Callable[P, Call[T]]) -> Callable[Concatenate["AsyncClient", P], Coroutine[Any, Any, T]]:
    async def method(self: "AsyncClient", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.send(make(*args, **kwargs))

    return _named(method, make)


def _named(method: M, make: Callable[..., Any]) -> M:
    """Give a method the name, the description and the arguments of the call it makes."""
    method.__name__, method.__doc__ = make.__name__, make.__doc__
    signature = inspect.signature(make)
    first = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
    arguments = [first, *signature.parameters.values()]
    method.__signature__ = signature.replace(parameters=arguments, return_annotation=signature.empty)  # type: ignore[attr-defined]
    return method


class Client:
    """Asks a service at a base address and waits for the reply. Close it, or use it in a `with` block."""

    def __init__(self, url: str, key: str | None = None, http: httpx2.Client | None = None) -> None:
        """`http` is used in place of a connection of its own, which no proxy of the environment serves."""
        self._http = http or httpx2.Client(base_url=url, headers=_headers(key), timeout=TIMEOUT_S, trust_env=False)

    def send(self, call: Call[T]) -> T:
        """Make a call. Raises Refused."""
        return _read(call, self._http.request(call.method, call.path, **_arguments(call)))

    def ask_stream(
        self, question: str, collection: str = "default", filters: Filters | None = None, earlier: Sequence[Turn] = ()
    ) -> Iterator[Event]:
        """The answer as it comes about, the whole of it last. Raises Refused, before the first event or after."""
        body = calls.question_body(question, collection, filters, earlier) | {"stream": True}
        with self._http.sse("/v1/ask", method="POST", json=body) as source:
            if source.response.is_error:
                source.response.read()
                raise _refused(source.response)
            yield from (_event(sent) for sent in source if sent.event in _EVENTS or sent.event == "error")

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    health = _blocking(calls.health)
    ready = _blocking(calls.ready)
    metrics = _blocking(calls.metrics)
    ask = _blocking(calls.ask)
    search = _blocking(calls.search)
    add_files = _blocking(calls.add_files)
    start_adding = _blocking(calls.start_adding)
    additions = _blocking(calls.additions)
    addition = _blocking(calls.addition)
    end_addition = _blocking(calls.end_addition)
    add_text = _blocking(calls.add_text)
    documents = _blocking(calls.documents)
    document = _blocking(calls.document)
    text = _blocking(calls.text)
    remove = _blocking(calls.remove)
    collections = _blocking(calls.collections)
    remove_collection = _blocking(calls.remove_collection)
    disagreements = _blocking(calls.disagreements)
    start_survey = _blocking(calls.start_survey)
    end_survey = _blocking(calls.end_survey)
    evaluate = _blocking(calls.evaluate)
    evaluations = _blocking(calls.evaluations)
    evaluation = _blocking(calls.evaluation)
    report = _blocking(calls.report)
    report_data = _blocking(calls.report_data)
    end_evaluation = _blocking(calls.end_evaluation)
    models = _blocking(calls.models)
    model = _blocking(calls.model)
    complete = _blocking(calls.complete)


class AsyncClient:
    """The same for programs that do something else meanwhile."""

    def __init__(self, url: str, key: str | None = None, http: httpx2.AsyncClient | None = None) -> None:
        """As Client."""
        self._http = http or httpx2.AsyncClient(base_url=url, headers=_headers(key), timeout=TIMEOUT_S, trust_env=False)

    async def send(self, call: Call[T]) -> T:
        """Make a call. Raises Refused."""
        return _read(call, await self._http.request(call.method, call.path, **_arguments(call)))

    async def ask_stream(
        self, question: str, collection: str = "default", filters: Filters | None = None, earlier: Sequence[Turn] = ()
    ) -> AsyncIterator[Event]:
        """As Client.ask_stream."""
        body = calls.question_body(question, collection, filters, earlier) | {"stream": True}
        async with self._http.sse("/v1/ask", method="POST", json=body) as source:
            if source.response.is_error:
                await source.response.aread()
                raise _refused(source.response)
            async for sent in source:
                if sent.event in _EVENTS or sent.event == "error":
                    yield _event(sent)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> "AsyncClient":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()

    health = _awaited(calls.health)
    ready = _awaited(calls.ready)
    metrics = _awaited(calls.metrics)
    ask = _awaited(calls.ask)
    search = _awaited(calls.search)
    add_files = _awaited(calls.add_files)
    start_adding = _awaited(calls.start_adding)
    additions = _awaited(calls.additions)
    addition = _awaited(calls.addition)
    end_addition = _awaited(calls.end_addition)
    add_text = _awaited(calls.add_text)
    documents = _awaited(calls.documents)
    document = _awaited(calls.document)
    text = _awaited(calls.text)
    remove = _awaited(calls.remove)
    collections = _awaited(calls.collections)
    remove_collection = _awaited(calls.remove_collection)
    disagreements = _awaited(calls.disagreements)
    start_survey = _awaited(calls.start_survey)
    end_survey = _awaited(calls.end_survey)
    evaluate = _awaited(calls.evaluate)
    evaluations = _awaited(calls.evaluations)
    evaluation = _awaited(calls.evaluation)
    report = _awaited(calls.report)
    report_data = _awaited(calls.report_data)
    end_evaluation = _awaited(calls.end_evaluation)
    models = _awaited(calls.models)
    model = _awaited(calls.model)
    complete = _awaited(calls.complete)


def _headers(key: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"} if key else {}


def _arguments(call: Call[Any]) -> dict[str, Any]:
    return {"params": call.params, "json": call.json, "files": call.files, "headers": call.headers}


def _read(call: Call[T], response: httpx2.Response) -> T:
    if response.is_error:
        raise _refused(response)
    return call.read(response)


def _refused(response: httpx2.Response) -> Refused:
    try:
        problem = response.json()
    except ValueError:
        problem = None
    return Refused(response.status_code, problem if isinstance(problem, dict) else {})


def _event(sent: httpx2.ServerSentEvent) -> Event:
    if sent.event == "error":
        problem = json.loads(sent.data)
        raise Refused(problem["status"], problem)
    event: Event = _EVENTS[sent.event].validate_json(sent.data, strict=True)
    return event
