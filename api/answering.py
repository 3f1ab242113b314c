"""An answer as it comes about: what was found, the words, the citations, the disagreements, the whole."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from anyio import from_thread

from api.events import DONE, Tell
from api.state import State, Turns
from api.views import SourceView, source_view
from index.types import Filters, Hit
from rag.ask import new_id
from rag.types import Answer
from rag.wire import Service


def check(state: State, collection: str) -> None:
    """What can be known before an answer begins: raises Problem 429 and 503, and what the index raises.

    It reads a row, in less time than a thread takes to come and go while others are busy.
    """
    service = state.require()
    state.asking.check()
    service.index.check(collection)


async def answer_events(
    state: State, tell: Tell, question: str, collection: str, filters: Filters, notes: tuple[str, ...] = ()
) -> None:
    """Tell an answer in the events of CONTRACT; the `notes` go before its own."""
    identifier = new_id()
    await tell("meta", {"id": identifier, "question": question, "collection": collection})

    def found(hits: Sequence[Hit]) -> None:
        from_thread.run(tell, "sources", {"sources": sources(hits)})

    answer = await answer_while_wanted(state.require(), state.asking, question, collection, filters, found)
    answer = replace(answer, id=identifier, notes=(*notes, *answer.notes))
    for token in tokens(answer.answer):
        await tell("token", {"text": token})
    for citation in answer.citations:
        await tell("citation", citation)
    for disagreement in answer.disagreements:
        await tell("disagreement", disagreement)
    await tell("final", answer)
    await tell(None, DONE)


async def answer_while_wanted(
    service: Service,
    turns: Turns,
    question: str,
    collection: str,
    filters: Filters,
    found: Callable[[Sequence[Hit]], None] = lambda _: None,
) -> Answer:
    """Answer when there is a turn, which is over before a language model is waited for.

    `found` hears, in the answering thread, what is going to be read.
    Cancelled while it waits for its turn it never begins; cancelled while it is being answered it ends with
    the stage it is in, since a model's run cannot be interrupted, and keeps its turn until then.
    """
    told = False

    def watch(hits: Sequence[Hit]) -> None:
        nonlocal told
        from_thread.check_cancelled()
        if not told:
            told = True
            found(hits)

    draft = await turns.run(service.answerer.draft, question, collection, filters, watch)
    return await turns.aside(service.answerer.word, draft)


def sources(hits: Sequence[Hit]) -> list[SourceView]:
    """The documents that are read for an answer, the likeliest first."""
    passages = Counter(hit.document.id for hit in hits)
    documents = {hit.document.id: hit.document for hit in reversed(hits)}
    return [source_view(documents[identifier], count) for identifier, count in passages.items()]


def tokens(text: str) -> list[str]:
    """Cut a text into words with the white space after them; joined they are the text."""
    return re.findall(r"^\s+|\S+\s*", text)
