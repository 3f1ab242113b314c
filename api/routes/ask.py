"""/v1/ask: an answer, its citations, and where the sources disagree."""

from fastapi import APIRouter

from api.bodies import AskBody, as_filters
from api.errors import Problem
from api.state import StateDep
from rag.types import Answer

router = APIRouter(prefix="/v1", tags=["asking"])


@router.post("/ask")
async def ask(body: AskBody, state: StateDep) -> Answer:
    """Answer a question from the documents of a collection, citing the exact passage for everything said."""
    if body.stream:
        raise Problem(422, "streaming_not_available", "Streaming is not available yet; leave `stream` out.")
    answerer = state.require().answerer
    return await state.asking.run(answerer.ask, body.question, body.collection, as_filters(body.filters))
