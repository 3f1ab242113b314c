"""MCP by the official client: over HTTP, with and without keys, and over standard input and output."""

import logging
import os
import re
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, TextContent

from api.access.keys import Grant, Keys
from api.assistants import create_server
from api.client import Client as OurClient
from api.records import open_records
from api.state import Turns
from index.pairs.types import Reading
from tests.live_service import QUESTION, SIDES, UNKNOWN, GatedReader, add_reports, answer_once, gated, listening
from tests.served import wait_for
from tests.service import ADDRESS

EMPTY, NO_FIELD = "it is empty; ask something.", "there is no such field; leave it out."
OTHER = "The sinking of the ferry Ranvik killed 99 people."


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with listening(tmp_path, GatedReader()) as address:
        add_reports(address)
        with OurClient(address) as client:
            client.add_text(OTHER, "secret.txt", "secret")
        yield address


def text(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))


@asynccontextmanager
async def connected(url: str, headers: dict[str, str] | None = None) -> AsyncIterator[Client]:
    async with (
        httpx2.AsyncClient(headers=headers, trust_env=False) as http,
        Client(streamable_http_client(f"{url}/mcp", http_client=http)) as client,
    ):
        yield client


def called(url: str, tool: str, headers: dict[str, str] | None = None, **arguments: Any) -> CallToolResult:
    async def call() -> CallToolResult:
        async with connected(url, headers) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(call)


def test_every_tool_says_what_it_takes_and_that_it_only_reads(url: str) -> None:
    async def listed() -> Any:
        async with connected(url) as client:
            return await client.list_tools()

    tools = {tool.name: tool for tool in anyio.run(listed).tools}

    assert set(tools) == {"ask", "search", "disagreements", "collections"}
    for tool in tools.values():
        assert tool.description
        assert tool.output_schema
        assert tool.output_schema["type"] == "object"
        assert tool.annotations
        assert tool.annotations.read_only_hint
    assert tools["ask"].input_schema["required"] == ["question"]


def test_an_answer_has_its_citations_and_positions(url: str) -> None:
    with OurClient(url) as ours:
        expected = ours.ask(QUESTION)
        texts = {citation.document_id: ours.text(citation.document_id) for citation in expected.citations}

    result = called(url, "ask", question=QUESTION)
    answer = result.structured_content

    assert answer is not None
    assert answer["answer"] == expected.answer
    assert len(answer["disagreements"][0]["positions"]) == 2
    for citation in answer["citations"]:
        assert texts[citation["document_id"]][citation["start"] : citation["end"]] == citation["quote"]
        assert f"“{citation['quote']}”" in text(result)
    assert "The sources disagree: How many people were killed in the sinking of the ferry Ranvik\n" in text(result)
    assert ": 1 source [1]" in text(result)
    assert "[1] coast.txt, Coast Guard, 2024-03-01: “" in text(result) or "[1] press.txt, " in text(result)


def test_nothing_found_is_said(url: str) -> None:
    result = called(url, "ask", question=UNKNOWN)

    assert not result.is_error
    assert text(result) == "The documents do not answer this."


def test_documents_are_counted(tmp_path: Path) -> None:
    with listening(tmp_path, GatedReader()) as address:
        for number, counted in enumerate(("1 document", "2 documents")):
            with OurClient(address) as ours:
                wait_for(ours)
                ours.add_text(f"Mill number {number} burned.", f"{number}.txt")
            assert text(called(address, "collections")) == f"default: {counted}"


def test_search_quotes_passages(url: str) -> None:
    result = called(url, "search", query="ferry Solvik", limit=1)

    assert result.structured_content is not None
    assert [found["document"] for found in result.structured_content["results"]] == ["solvik.txt"]
    assert "solvik.txt: “The sinking of the ferry Solvik killed 7 people.”" in text(result)


def test_the_disagreements_of_a_collection(url: str) -> None:
    for _ in range(200):
        result = called(url, "disagreements")
        assert result.structured_content is not None
        if result.structured_content["state"] == "current":
            break
        anyio.run(anyio.sleep, 0.05)

    with OurClient(url) as ours:
        page = ours.disagreements()
    assert [one["id"] for one in result.structured_content["disagreements"]] == [one.id for one in page.disagreements]
    for one in page.disagreements:
        assert one.about in text(result)


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {"question": QUESTION, "collection": "nowhere"}, "nowhere"),
        ("search", {"query": QUESTION, "collection": "nowhere"}, "nowhere"),
        ("disagreements", {"collection": "nowhere"}, "nowhere"),
        ("disagreements", {"cursor": "nonsense"}, "cursor"),
        ("ask", {"question": "   "}, "question"),
        ("ask", {}, "question"),
    ],
)
def test_what_goes_wrong_is_told_in_words(url: str, tool: str, arguments: dict[str, Any], told: str) -> None:
    result = called(url, tool, **arguments)

    assert result.is_error
    assert told in text(result)
    assert "Traceback" not in text(result)


def test_the_sources_of_a_position_are_counted_in_words(url: str) -> None:
    with OurClient(url) as ours:
        ours.add_text(
            "An inquiry of 2025 found: 14 people were killed in the sinking of the ferry Ranvik.", "inquiry.txt"
        )

    told = text(called(url, "ask", question=QUESTION))

    assert re.search(r"^- 14 people: 2 independent sources \[\d\]\[\d\]$", told, re.MULTILINE)
    assert re.search(r"^- 19 people: 1 source \[\d\]$", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {}, "question: it is missing; send it."),
        ("ask", {"question": "   "}, f"question: {EMPTY}"),
        ("ask", {"question": "a", "filters": {"x": "a"}}, f"filters.x: {NO_FIELD}"),
        ("search", {"query": "a", "limit": 0}, "limit: Input should be greater than or equal to 1."),
        ("search", {"query": " ", "filters": {"x": 1}}, f"query: {EMPTY} filters.x: {NO_FIELD}"),
        ("disagreements", {"kind": "rumour"}, "kind: Input should be 'value', 'stance' or 'update'."),
        ("disagreements", {"cursor": "?"}, "The cursor is not one this list gave out. Start again without a cursor."),
        ("guess", {}, "Unknown tool: guess"),
    ],
)  # fmt: skip
def test_a_call_that_makes_no_sense_is_told_plainly(url: str, tool: str, arguments: dict[str, Any], told: str) -> None:
    result = called(url, tool, **arguments)

    assert result.is_error
    assert text(result) == told


def test_a_key_sees_its_collections_alone(url: str, tmp_path: Path) -> None:
    secret = Keys(open_records(tmp_path)).create(Grant("reports", collections=frozenset({"default"})))[1]
    header = {"authorization": f"Bearer {secret}"}

    assert text(called(url, "collections", header)) == "default: 3 documents"
    assert called(url, "ask", header, question=QUESTION).structured_content
    for tool, arguments in (("ask", {"question": QUESTION}), ("search", {"query": "x"}), ("disagreements", {})):
        refused = called(url, tool, header, collection="secret", **arguments)
        assert refused.is_error
        assert "99" not in text(refused)


def test_a_stranger_and_a_visitor_are_refused(url: str, tmp_path: Path) -> None:
    widget = Grant("blog", "widget", None, ("https://blog.example",))
    secret = Keys(open_records(tmp_path)).create(widget)[1]
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    asked: Callable[..., Any] = httpx2.Client(trust_env=False).post

    stranger = asked(f"{url}/mcp", json=body)
    visitor = asked(
        f"{url}/mcp", json=body, headers={"authorization": f"Bearer {secret}", "origin": "https://blog.example"}
    )

    assert (stranger.status_code, stranger.json()["code"]) == (401, "missing_key")
    assert (visitor.status_code, visitor.json()["code"]) == (403, "insufficient_scope")


def test_a_page_of_elsewhere_reaches_nothing(url: str) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}

    with httpx2.Client(trust_env=False) as http:
        foreign = http.post(f"{url}/mcp", json=body, headers={"origin": "https://evil.example"})
        rebound = http.post(f"{url}/mcp", json=body, headers={"host": "evil.example"})

    assert foreign.status_code == 403
    assert rebound.status_code in (403, 421)


@pytest.mark.slow
def test_over_standard_input_and_output(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The fire at the Olsen mill killed 14 people.", encoding="utf-8")
    home = str(tmp_path / "home")
    run = [sys.executable, "-m", "api", "--home", home]

    async def session() -> CallToolResult:
        await anyio.run_process([*run, "add", str(tmp_path / "docs")])
        server = StdioServerParameters(command=run[0], args=[*run[1:], "mcp"], env=dict(os.environ))
        async with Client(server) as client:
            return await client.call_tool("ask", {"question": "How many people did the fire at the Olsen mill kill?"})

    result = anyio.run(session)

    assert "14 people" in text(result)
    assert result.structured_content is not None
    assert result.structured_content["citations"][0]["quote"] == "The fire at the Olsen mill killed 14 people."


def test_how_the_program_logs_is_left_alone() -> None:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)

    create_server(lambda _: pytest.fail("nothing was asked"))

    assert (root.handlers, root.level) == before


def test_a_call_that_is_taken_back_is_not_answered(tmp_path: Path) -> None:
    """The stage that runs is finished, and no further one begins. Who leaves: tests/test_api_stream.py."""
    reader = GatedReader()

    async def take_back(app: FastAPI) -> None:
        server = create_server(lambda _: (app.state.counterpoint.require(), Turns(1)))
        async with Client(server) as client, anyio.create_task_group() as group:
            call = anyio.CancelScope()

            async def ask() -> None:
                with call:
                    await client.call_tool("ask", {"question": SIDES})

            group.start_soon(ask)
            await anyio.to_thread.run_sync(reader.reading.wait, 30)
            call.cancel()
            await anyio.wait_all_tasks_blocked()  # it is heard of before the reading goes on
            reader.gate.set()

    with gated(tmp_path, reader) as app, TestClient(app, base_url=ADDRESS) as client:
        answer_once(client, reader)
        anyio.run(take_back, app)
    assert not reader.judge.answered


class QuotingReader(GatedReader):
    """Fails at every text, which its error repeats."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Raises ValueError."""
        raise ValueError(f"cannot read {passages[0]!r}")


def test_a_failing_tool_logs_no_text_of_a_document(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with listening(tmp_path, QuotingReader()) as address:
        add_reports(address)
        assert called(address, "ask", question=QUESTION).is_error
    assert "ValueError" in caplog.text
    assert "Ranvik" not in caplog.text
