"""/v1/ask: an answer, its citations, and where the sources disagree; whole, or as it comes about."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response

from api.answering import answer_events, answer_while_wanted, check
from api.bodies import AskBody, as_filters
from api.errors import problems
from api.events import EVENT, EventStream, Tell, while_there
from api.state import State, StateDep
from rag.types import Answer

router = APIRouter(prefix="/v1", tags=["asking"], responses=problems(400, 404))

STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "text/event-stream": {
                "schema": EVENT,
                "example": 'event: token\ndata: {"text": "144 "}\n\n',
            }
        }
    }
}


@router.post("/ask", response_model=Answer, responses=STREAMED)
async def ask(body: AskBody, request: Request, state: StateDep) -> Answer | Response:
    """Answer a question from the documents of a collection, citing the exact passage for everything said.

    With `earlier` turns a follow-up is made whole first; `question` of the answer is then what was understood.
    With `stream` the answer comes as server-sent events: `meta`, `sources`, `token`*, `citation`*,
    `disagreement`*, `final` with the complete answer, then `data: [DONE]`; or `error` with a problem.
    """
    if body.stream:
        check(state, body.collection)
        return EventStream(lambda tell: _tell(tell, state, body))
    return await while_there(request.receive, lambda: _whole(state, body))


async def _whole(state: State, body: AskBody) -> Answer:
    question, notes = await _understood(state, body)
    filters = as_filters(body.filters)
    answer = await answer_while_wanted(state.require(), state.asking, question, body.collection, filters)
    return replace(answer, notes=(*notes, *answer.notes))


async def _tell(tell: Tell, state: State, body: AskBody) -> None:
    question, notes = await _understood(state, body)
    await answer_events(state, tell, question, body.collection, as_filters(body.filters), notes)


async def _understood(state: State, body: AskBody) -> tuple[str, tuple[str, ...]]:
    """The whole question, and a note if it is another than was typed; no question under way is waited for."""
    question = await state.understanding.run(body.whole) if body.earlier else body.whole()
    return question, () if question == body.question else (f"Understood as: {question}",)
