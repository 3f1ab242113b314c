"""Many questions at once: so many are answered, so many wait, and every other is told to come back."""

import asyncio
import threading
from collections import Counter
from pathlib import Path

import anyio
import httpx2
from anyio import create_task_group, wait_all_tasks_blocked

from api.errors import Problem
from api.state import ASKED_AT_ONCE, WAITING, Turns
from tests.live_service import QUESTION, GatedReader, add_reports, listening
from tests.problems import assert_problem


def test_of_many_that_come_at_once_those_beyond_the_queue_are_told_to_come_back() -> None:
    """Each is counted before the next is looked at, although none has a thread yet."""
    free, refused = threading.Event(), []

    async def call(turns: Turns) -> None:
        try:
            await turns.run(free.wait, 10)
        except Problem as problem:
            refused.append((problem.status_code, problem.headers))

    async def burst() -> None:
        turns = Turns(3)
        async with create_task_group() as group:
            for _ in range(3 + WAITING + 7):
                group.start_soon(call, turns)
            await wait_all_tasks_blocked()
            free.set()
        assert await turns.run(free.is_set), "there is room again"

    anyio.run(burst)
    assert refused == [(429, {"Retry-After": "1"})] * 7


def test_a_burst_of_questions_fills_the_queue_and_no_more(tmp_path: Path) -> None:
    """Of those beyond the turns and the places to wait each is refused while all others wait for the reader."""
    reader, most, beyond = GatedReader(), ASKED_AT_ONCE + WAITING, 9

    async def ask(url: str, http: httpx2.AsyncClient, refused: list[httpx2.Response]) -> int:
        response = await http.post(f"{url}/v1/ask", json={"question": QUESTION})
        if response.status_code == 429:
            refused.append(response)
            if len(refused) == beyond:
                reader.gate.set()
        return response.status_code

    async def burst(url: str) -> None:
        refused: list[httpx2.Response] = []
        unlimited = httpx2.Limits(max_connections=None)
        async with httpx2.AsyncClient(limits=unlimited, timeout=60, trust_env=False) as http:
            statuses = await asyncio.gather(*(ask(url, http, refused) for _ in range(most + beyond)))
        assert Counter(statuses) == {200: most, 429: beyond}
        for response in refused:
            assert_problem(response, 429, "too_many")
            assert response.headers["retry-after"] == "1"

    with listening(tmp_path, reader) as address:
        add_reports(address)
        reader.gate.clear()
        asyncio.run(burst(address))
