"""What can be asked of a running service: one function a route, each the request and how its reply is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from httpx2 import Response
from pydantic import TypeAdapter

from api.preferences import RESPOND_ASYNC
from api.views import (
    AdditionPage,
    AdditionProgress,
    AdditionStarted,
    AdditionView,
    CollectionPage,
    DisagreementPage,
    DocumentPage,
    DocumentView,
    EvaluationPage,
    EvaluationStarted,
    EvaluationView,
    SearchView,
    SurveyStarted,
)
from index.types import Filters
from rag.followups.followup import Turn
from rag.types import Answer, Kind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """A request, and how to read the reply to it."""

    method: str
    path: str
    read: Callable[[Response], T]
    params: Mapping[str, str | int] = field(default_factory=dict)
    json: Any = None
    files: Sequence[tuple[str, tuple[str, bytes]]] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def _as(shape: type[T]) -> Callable[[Response], T]:
    adapter = TypeAdapter(shape)
    return lambda response: adapter.validate_json(response.content, strict=True)


def _nothing(_: Response) -> None:
    return None


def _text(response: Response) -> str:
    return response.content.decode("utf-8")


def _json(response: Response) -> dict[str, Any]:
    content: dict[str, Any] = response.json()
    return content


def _given(**params: str | int | None) -> dict[str, str | int]:
    return {name: value for name, value in params.items() if value is not None}


def _form(paths: Sequence[Path]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("file", (path.name, path.read_bytes())) for path in paths]


def _at(*parts: str) -> str:
    return "/v1/" + "/".join(quote(part, safe="") for part in parts)


def health() -> Call[dict[str, Any]]:
    """Whether the process is up, and its version."""
    return Call("GET", "/health", _json)


def ready() -> Call[dict[str, Any]]:
    """Whether questions can be answered; a Refused of status 503 until then."""
    return Call("GET", "/ready", _json)


def metrics() -> Call[str]:
    """The figures for Prometheus."""
    return Call("GET", "/metrics", _text)


def ask(
    question: str, collection: str = "default", filters: Filters | None = None, earlier: Sequence[Turn] = ()
) -> Call[Answer]:
    """The answer to a question; the `earlier` turns of a conversation make a follow-up whole."""
    return Call("POST", "/v1/ask", _as(Answer), json=question_body(question, collection, filters, earlier))


def question_body(question: str, collection: str, filters: Filters | None, earlier: Sequence[Turn]) -> dict[str, Any]:
    """What /v1/ask is sent."""
    chosen = {"filters": asdict(filters)} if filters else {}
    turns = [asdict(turn) for turn in earlier]
    return {"question": question, "collection": collection, "earlier": turns} | chosen


def search(
    query: str, collection: str = "default", limit: int = 10, filters: Filters | None = None
) -> Call[SearchView]:
    """The passages that fit a query best."""
    chosen = {"filters": asdict(filters)} if filters else {}
    body = {"query": query, "collection": collection, "limit": limit} | chosen
    return Call("POST", "/v1/search", _as(SearchView), json=body)


def add_files(paths: Sequence[Path], collection: str = "default") -> Call[AdditionView]:
    """Add files. Those that cannot be read are in `rejected`; Refused if none can. Raises OSError."""
    return Call("POST", "/v1/documents", _as(AdditionView), {"collection": collection}, files=_form(paths))


def start_adding(paths: Sequence[Path], collection: str = "default") -> Call[AdditionStarted]:
    """Start adding files, in the background; `addition` tells what became of them. Raises OSError."""
    params, headers = {"collection": collection}, {"Prefer": RESPOND_ASYNC}
    return Call("POST", "/v1/documents", _as(AdditionStarted), params, files=_form(paths), headers=headers)


def additions(limit: int = 100, cursor: str | None = None) -> Call[AdditionPage]:
    """A page of the additions in the background, newest first, without what became of their files."""
    return Call("GET", "/v1/additions", _as(AdditionPage), _given(limit=limit, cursor=cursor))


def addition(identifier: str) -> Call[AdditionProgress]:
    """How far an addition is, and what became of the files that are through."""
    return Call("GET", _at("additions", identifier), _as(AdditionProgress))


def end_addition(identifier: str) -> Call[None]:
    """Cancel an addition, what was added stays; or forget one that has ended."""
    return Call("DELETE", _at("additions", identifier), _nothing)


def add_text(
    text: str, name: str, collection: str = "default", *, about: Mapping[str, str] | None = None
) -> Call[AdditionView]:
    """Add a text as a document; `about` has its `title`, `source`, `published` and `url` as far as known."""
    body = {"text": text, "name": name} | dict(about or {})
    return Call("POST", "/v1/documents", _as(AdditionView), {"collection": collection}, json=body)


def documents(collection: str = "default", limit: int = 100, cursor: str | None = None) -> Call[DocumentPage]:
    """A page of a collection's documents."""
    return Call("GET", "/v1/documents", _as(DocumentPage), _given(collection=collection, limit=limit, cursor=cursor))


def document(identifier: str) -> Call[DocumentView]:
    """One document, without its text."""
    return Call("GET", _at("documents", identifier), _as(DocumentView))


def text(identifier: str) -> Call[str]:
    """A document's text, which every offset points into."""
    return Call("GET", _at("documents", identifier, "text"), _text)


def remove(identifier: str) -> Call[None]:
    """Remove a document."""
    return Call("DELETE", _at("documents", identifier), _nothing)


def collections(limit: int = 100, cursor: str | None = None) -> Call[CollectionPage]:
    """A page of the collections."""
    return Call("GET", "/v1/collections", _as(CollectionPage), _given(limit=limit, cursor=cursor))


def remove_collection(name: str) -> Call[None]:
    """Remove a collection with all its documents."""
    return Call("DELETE", _at("collections", name), _nothing)


def disagreements(
    collection: str = "default",
    kind: Kind | None = None,
    source: str | None = None,
    limit: int = 100,
    cursor: str | None = None,
) -> Call[DisagreementPage]:
    """A page of what the documents of a collection disagree about."""
    params = _given(collection=collection, kind=kind, source=source, limit=limit, cursor=cursor)
    return Call("GET", "/v1/disagreements", _as(DisagreementPage), params)


def start_survey(collection: str = "default") -> Call[SurveyStarted]:
    """Have a collection's documents compared in the background, also where that failed or was cancelled."""
    return Call("POST", "/v1/disagreements", _as(SurveyStarted), {"collection": collection})


def end_survey(collection: str = "default") -> Call[None]:
    """Cancel comparing a collection's documents; the disagreements found so far stay."""
    return Call("DELETE", "/v1/disagreements", _nothing, {"collection": collection})


def evaluate(cases: Sequence[Mapping[str, Any]], collection: str = "default") -> Call[EvaluationStarted]:
    """Start asking the cases of an evaluation set, in the background."""
    body = {"collection": collection, "cases": list(cases)}
    return Call("POST", "/v1/evaluations", _as(EvaluationStarted), json=body)


def evaluations(limit: int = 100, cursor: str | None = None) -> Call[EvaluationPage]:
    """A page of the evaluations, newest first."""
    return Call("GET", "/v1/evaluations", _as(EvaluationPage), _given(limit=limit, cursor=cursor))


def evaluation(identifier: str) -> Call[EvaluationView]:
    """How far an evaluation is, and its figures once it is done."""
    return Call("GET", _at("evaluations", identifier), _as(EvaluationView))


def report(identifier: str) -> Call[str]:
    """An evaluation's report as an HTML page."""
    return Call("GET", _at("evaluations", identifier, "report"), _text)


def report_data(identifier: str) -> Call[dict[str, Any]]:
    """An evaluation's report as data."""
    return Call("GET", _at("evaluations", identifier, "report.json"), _json)


def end_evaluation(identifier: str) -> Call[None]:
    """Cancel an evaluation, or remove one that has ended."""
    return Call("DELETE", _at("evaluations", identifier), _nothing)


def models() -> Call[dict[str, Any]]:
    """The collections as OpenAI's clients see them."""
    return Call("GET", "/v1/models", _json)


def model(name: str) -> Call[dict[str, Any]]:
    """One collection as OpenAI's clients see it."""
    return Call("GET", _at("models", name), _json)


def complete(
    messages: Sequence[Mapping[str, Any]], collection: str = "default", filters: Filters | None = None
) -> Call[dict[str, Any]]:
    """A chat completion; to stream one use OpenAI's client."""
    chosen = {"filters": asdict(filters)} if filters else {}
    body = {"model": collection, "messages": list(messages)} | chosen
    return Call("POST", "/v1/chat/completions", _json, json=body)
