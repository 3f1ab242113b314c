"""/v1/ask: an answer, its citations, and where the sources disagree; whole, or as it comes about."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Response

from api.answering import answer_events, check
from api.bodies import AskBody, as_filters
from api.events import EVENT, EventStream
from api.state import StateDep
from rag.types import Answer

router = APIRouter(prefix="/v1", tags=["asking"])

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
async def ask(body: AskBody, state: StateDep) -> Answer | Response:
    """Answer a question from the documents of a collection, citing the exact passage for everything said.

    With `earlier` turns a follow-up is made whole first; `question` of the answer is then what was understood.
    With `stream` the answer comes as server-sent events: `meta`, `sources`, `token`*, `citation`*,
    `disagreement`*, `final` with the complete answer, then `data: [DONE]`; or `error` with a problem.
    """
    filters, question = as_filters(body.filters), body.whole()
    notes = () if question == body.question else (f"Understood as: {question}",)
    if body.stream:
        await check(state, body.collection)
        return EventStream(lambda tell: answer_events(state, tell, question, body.collection, filters, notes))
    answer = await state.asking.run(state.require().answerer.ask, question, body.collection, filters)
    return replace(answer, notes=(*notes, *answer.notes))
