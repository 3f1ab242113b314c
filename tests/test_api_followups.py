"""Making a follow-up whole: where that happens, and how much of what was said before is looked at."""

import threading
from typing import Any

import anyio
import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from api.bodies import AskBody, TurnBody
from api.chat import ChatBody, Message
from api.routes.ask import ask
from api.routes.chat import chat
from api.state import ASKED_AT_ONCE
from rag.followups.followup import MAX_ANSWER
from tests.additions import until

WHO = "Who found the wreck?"
THEN = "Where was she born?"
SCOPE = {"type": "http", "path": "/", "headers": [], "server": ("127.0.0.1", 8000)}


class Watched(str):
    """A question that notes which threads take it apart, in their order."""

    def __init__(self, _: str) -> None:
        self.threads: list[int] = []

    def split(self, *arguments: Any, **named: Any) -> Any:
        """As str."""
        self.threads.append(threading.get_ident())
        return super().split(*arguments, **named)


async def stays() -> Any:
    """What is heard of a client that waits for its answer."""
    await anyio.sleep_forever()


@pytest.fixture
def loop(client: TestClient) -> int:
    """The thread in which the service answers every client."""
    client.post("/v1/documents", json={"name": "a.txt", "text": "The ferry Ranvik sank."})
    assert client.portal is not None
    return client.portal.call(threading.get_ident)


def test_a_follow_up_is_made_whole_beside_the_event_loop(client: TestClient, loop: int) -> None:
    before = Watched(WHO)
    body = AskBody(question=THEN).model_copy(update={"earlier": [TurnBody.model_construct(question=before)]})
    state = client.app.state.counterpoint  # type: ignore[attr-defined]
    client.portal.call(ask, body, Request(SCOPE, stays), state)  # type: ignore[union-attr]

    assert before.threads
    assert loop not in before.threads


def test_so_is_that_of_a_conversation(client: TestClient, loop: int) -> None:
    before = Watched(WHO)
    said = [Message.model_construct(role="user", content=before), Message(role="user", content=THEN)]
    body = ChatBody(model="default", messages=said[1:], n=None, filters=None).model_copy(update={"messages": said})
    state = client.app.state.counterpoint  # type: ignore[attr-defined]
    client.portal.call(chat, body, Request(SCOPE, stays), state)  # type: ignore[union-attr]

    assert before.threads[0] != loop, "counting its words afterwards is quick"


def test_a_conversation_is_understood_while_all_turns_are_taken(client: TestClient, loop: int) -> None:
    """As it is with /v1/ask (tests/test_api_stream.py)."""
    before, gate, taken = Watched(WHO), threading.Event(), threading.Barrier(ASKED_AT_ONCE + 1)
    said = [Message.model_construct(role="user", content=before), Message(role="user", content=THEN)]
    body = ChatBody(model="default", messages=said[1:], n=None, filters=None).model_copy(update={"messages": said})
    state, portal = client.app.state.counterpoint, client.portal  # type: ignore[attr-defined]
    assert portal

    def take() -> None:
        taken.wait(30)
        assert gate.wait(30)

    try:
        held = [portal.start_task_soon(state.asking.run, take) for _ in range(ASKED_AT_ONCE)]
        taken.wait(30)
        answer = portal.start_task_soon(chat, body, Request(SCOPE, stays), state)
        until(lambda: bool(before.threads))
        assert not answer.done()
        assert not any(one.done() for one in held)
    finally:
        gate.set()
    assert answer.result()


@pytest.mark.parametrize(("room", "asked"), [(14, "Where was Anna Berg born?"), (0, THEN)])
def test_so_much_of_an_earlier_answer_is_looked_at(client: TestClient, loop: int, room: int, asked: str) -> None:
    answer = " " * (MAX_ANSWER - room) + "Anna Berg. [1]"
    turns = [{"question": WHO, "answer": answer}]
    told = client.post("/v1/ask", json={"question": THEN, "earlier": turns}).json()
    roles = ("user", "assistant", "user")
    said = [{"role": role, "content": text} for role, text in zip(roles, (WHO, answer, THEN), strict=True)]
    chatted = client.post("/v1/chat/completions", json={"model": "default", "messages": said}).json()

    assert (told["question"], chatted["counterpoint"]["question"]) == (asked, asked)


@pytest.mark.parametrize(
    ("between", "asked"), [(19, "How many people were killed in the ferry Solvik?"), (20, "And the ferry Solvik?")]
)
def test_so_many_earlier_turns_are_looked_at(client: TestClient, loop: int, between: int, asked: str) -> None:
    questions = ["How many people were killed in the ferry Ranvik?", *["Thanks."] * between]
    turns = [{"question": question} for question in questions]
    told = client.post("/v1/ask", json={"question": "And the ferry Solvik?", "earlier": turns}).json()
    said = [{"role": "user", "content": question} for question in (*questions, "And the ferry Solvik?")]
    chatted = client.post("/v1/chat/completions", json={"model": "default", "messages": said}).json()

    assert (told["question"], chatted["counterpoint"]["question"]) == (asked, asked)
