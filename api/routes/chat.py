"""/v1/chat/completions and /v1/models, as OpenAI's clients use them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from fastapi import APIRouter, Request, Response

from api.answering import answer_while_wanted, check
from api.bodies import as_filters
from api.chat import ChatBody, Completion, Typed, completion, first_chunk, further_chunks, last_question
from api.errors import problems
from api.events import DONE, EVENT, EventStream, Tell, while_there
from api.state import State, StateDep

if TYPE_CHECKING:
    from index.store import Index

router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"], responses=problems(400, 404))

STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {"schema": EVENT}}},
}


@dataclass(frozen=True, slots=True)
class Model:
    """A collection as a model. When it was made is not kept."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "counterpoint"


@dataclass(frozen=True, slots=True)
class ModelList:
    """Every collection."""

    data: list[Model]
    object: Literal["list"] = "list"


@router.get("/models")
async def list_models(state: StateDep) -> ModelList:
    """The collections, each as a model."""
    names = await state.asking.run(_names, state.require().index)
    return ModelList([Model(name) for name in names])


@router.get("/models/{model}")
async def get_model(model: str, state: StateDep) -> Model:
    """One collection as a model."""
    return Model((await state.asking.run(state.require().index.collection, model)).name)


def _names(index: "Index") -> list[str]:
    names, cursor = [], None
    while True:
        found, cursor = index.collections(1_000, cursor)
        names += [collection.name for collection in found]
        if cursor is None:
            return names


@router.post("/chat/completions", response_model=Completion, responses=STREAMED)
async def chat(body: ChatBody, request: Request, state: StateDep) -> Completion | Response:
    """Answer a conversation's last question from the collection named as the model.

    A follow-up ("and the year before?") is asked as a whole question, which `counterpoint.question` shows.
    """
    typed, base_url = last_question(body.messages), str(request.base_url)
    check(state, body.model)
    if body.stream:
        return EventStream(lambda tell: _tell(tell, state, body, typed, base_url))
    return await while_there(request.receive, lambda: _complete(state, body, typed, base_url))


async def _complete(state: State, body: ChatBody, typed: Typed, base_url: str) -> Completion:
    filters = as_filters(body.filters)
    asked = await state.understanding.run(typed.asked) if typed.earlier else typed.asked()
    answer = await answer_while_wanted(state.require(), state.asking, asked.question, body.model, filters)
    return completion(body, asked, answer, base_url)


async def _tell(tell: Tell, state: State, body: ChatBody, typed: Typed, base_url: str) -> None:
    first = first_chunk(body)
    await tell(None, first)
    for chunk in further_chunks(first, await _complete(state, body, typed, base_url)):
        await tell(None, chunk)
    await tell(None, DONE)
