"""A service whose answers a language model words: how it is named, and whom a slow one keeps waiting."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import anyio
import pytest
from mcp import Client as McpClient

from api.app import create_app
from api.client import Client
from api.errors import Problem
from api.state import ASKED_AT_ONCE, Turns
from rag.language_model import LanguageModel
from rag.types import Answer
from rag.wire import assemble
from tests.additions import until
from tests.fakes import HashEmbedder, WordJudge, WordReader
from tests.language_server import Scripted, says
from tests.live_service import REPORTS, add_reports, listening_to
from tests.served import served

QUESTION = "How many people were killed in the sinking of the ferry Solvik?"
SOLVIK = REPORTS["solvik.txt"][-1]
WORDED = "Seven people were killed in the sinking of the ferry Solvik. [1]"


@pytest.fixture
def server() -> Iterator[Scripted]:
    """A language model that tells what is true."""
    scripted = Scripted(says(WORDED))
    yield scripted
    scripted.close()


@contextmanager
def worded(home: Path, server: Scripted) -> Iterator[str]:
    """The address of a service that has its answers worded."""
    model = LanguageModel(server.url, "tiny")
    app = create_app(lambda: assemble(home, HashEmbedder(), WordReader(), WordJudge(), model), home)
    with listening_to(app, server.released) as address:
        add_reports(address)
        yield address


def ask(address: str) -> str:
    """Ask over a connection of its own."""
    with Client(address) as client:
        return client.ask(QUESTION).answer


def stream(address: str) -> str:
    """The same as it comes about."""
    with Client(address) as client:
        *_, last = client.ask_stream(QUESTION)
    assert isinstance(last, Answer)
    return last.answer


def chat(address: str) -> str:
    """The same as OpenAI's clients ask."""
    with Client(address) as client:
        answer: str = client.complete([{"role": "user", "content": QUESTION}])["choices"][0]["message"]["content"]
        return answer


def assist(address: str) -> str:
    """The same as assistants ask."""

    async def call() -> str:
        async with McpClient(f"{address}/mcp") as client:
            result = await client.call_tool("ask", {"question": QUESTION})
            return str((result.structured_content or {})["answer"])

    return anyio.run(call)


@pytest.mark.parametrize("asking", [ask, stream, chat, assist])
def test_a_slow_language_model_keeps_nobody_waiting_but_who_asked_it(
    tmp_path: Path, server: Scripted, asking: Callable[[str], str]
) -> None:
    """As many wait for its words as may be answered at a time, and the next is answered all the same."""
    reply, many = server.reply, ASKED_AT_ONCE
    replied: list[int] = []

    def slow(handler: BaseHTTPRequestHandler) -> None:
        if (number := len(server.asked)) <= many:
            server.released.wait(20)
        replied.append(number)
        reply(handler)

    server.reply = slow
    with worded(tmp_path, server) as address, ThreadPoolExecutor() as pool:
        waiting = [pool.submit(asking, address) for _ in range(many)]
        until(lambda: len(server.asked) == many)
        assert ask(address) == WORDED
        assert replied == [many + 1]
        server.released.set()
        assert [one.result() for one in waiting] == [WORDED] * many


def test_too_many_who_wait_for_a_language_model_keep_further_questions_from_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One is with the model and one waits for that; a third is told to come back before any work is done for it."""
    monkeypatch.setattr("api.state.ASIDE_AT_ONCE", 1)
    monkeypatch.setattr("api.state.WAITING", 1)
    turns, released, begun = Turns(ASKED_AT_ONCE), threading.Event(), list[str]()

    async def third() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(2):
                turns.check()
                group.start_soon(turns.aside, released.wait, 20)
                await anyio.wait_all_tasks_blocked()
            try:
                with pytest.raises(Problem) as refused:
                    await turns.run(begun.append, "third")
            finally:
                released.set()
        assert (refused.value.status_code, refused.value.code) == (429, "too_many")
        await turns.run(begun.append, "later")

    anyio.run(third)
    assert begun == ["later"]


NAMED = {"COUNTERPOINT_LLM_KEY": "secret", "COUNTERPOINT_LLM_MODEL": "tiny"}
ELSEWHERE = "http://127.0.0.1:9/v1"  # nobody is there


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "variables"),
    [
        (("--llm-url", "{url}", "--llm-model", "tiny"), {"COUNTERPOINT_LLM_KEY": "secret"}),
        ((), {"COUNTERPOINT_LLM_URL": "{url}"} | NAMED),
        (("--llm-url", "{url}"), {"COUNTERPOINT_LLM_URL": ELSEWHERE} | NAMED),
    ],
    ids=["options", "variables", "options go first"],
)
def test_the_command_has_answers_worded_by_the_model_it_is_told(
    tmp_path: Path, server: Scripted, options: tuple[str, ...], variables: dict[str, str]
) -> None:
    """The real command, with the reader and the judge that ship."""
    told = [option.format(url=server.url) for option in options]
    known = os.environ | {name: value.format(url=server.url) for name, value in variables.items()}
    with served(tmp_path, *told, variables=known) as address:
        add_reports(address)
        with Client(address) as client:
            answer = client.ask(QUESTION)

    assert answer.answer == WORDED
    assert answer.notes == ("Written by tiny from the quotes and checked against them.",)
    assert [citation.quote for citation in answer.citations] == [SOLVIK]
    assert [(asked["model"], key) for asked, key in zip(server.asked, server.keys, strict=True)] == [
        ("tiny", "Bearer secret")
    ]


@pytest.mark.slow
def test_the_command_asks_no_model_unless_told(tmp_path: Path) -> None:
    """A model's name and a key alone name nobody to ask."""
    with served(tmp_path, "--llm-model", "tiny", variables=os.environ | NAMED) as address:
        add_reports(address)
        with Client(address) as client:
            answer = client.ask(QUESTION)

    assert answer.notes == ()
    assert SOLVIK in answer.answer
