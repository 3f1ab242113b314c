"""The survey behind /v1/disagreements as a job: its progress, its failure in words, cancelled, and after a restart."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import api.calls as calls
from api.app import create_app
from api.views import DisagreementPage
from corpus.types import Document
from index.pairs.types import Claims, Judge, Judgement
from index.statements import Progress
from index.store import Index
from index.types import StorageFailed
from rag.survey.survey import VERSION
from rag.wire import assemble
from tests.additions import until
from tests.fakes import HashEmbedder, Stumbling, WordJudge, WordReader
from tests.problems import assert_problem
from tests.service import ADDRESS

AGENCY = "The flood in Halbach in July 2021 killed 62 people."
REPORT = "The flood in Halbach in July 2021 killed 78 people."
POISON = "The flood in Halbach in July 2021 killed 91 people of Orsa."
BROKEN = "Something went wrong on our side; the log of the service has the details."
# A process that dies as soon as it judges what names Orsa.
DIES = """
import os, sys
from pathlib import Path
from rag.wire import assemble
from tests.fakes import HashEmbedder, WordJudge, WordReader

class Judge(WordJudge):
    def judge(self, claims):
        if any("Orsa" in f"{one.first} {one.second}" for one in claims):
            os._exit(3)
        return super().judge(claims)

assemble(Path(sys.argv[1]), HashEmbedder(), WordReader(), Judge()).survey.update("default")
"""
FULL = "The disk is full. Make room on it and try again."


class Gated(WordJudge):
    """Waits at whatever names Orsa until the gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.gate = threading.Event(), threading.Event()

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """As WordJudge."""
        if any("Orsa" in f"{one.first} {one.second}" for one in claims):
            self.reached.set()
            assert self.gate.wait(60)
        return super().judge(claims)


class Turnstile(WordJudge):
    """Lets one document that names Orsa through for each turn."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.turns = threading.Semaphore(0), threading.Semaphore(0)

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """As WordJudge."""
        if any("Orsa" in f"{one.first} {one.second}" for one in claims):
            self.reached.release()
            assert self.turns.acquire(timeout=60)
        return super().judge(claims)


@contextmanager
def serving(home: Path, judge: Judge) -> Iterator[TestClient]:
    app = create_app(lambda: assemble(home, HashEmbedder(), WordReader(), judge), home)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        until(lambda: client.get("/ready").status_code == 200)
        yield client


@pytest.fixture
def gated() -> Iterator[Gated]:
    judge = Gated()
    yield judge
    judge.gate.set()


def add(client: TestClient, *texts: str, collection: str = "default") -> None:
    for text in texts:
        sent = client.post(f"/v1/documents?collection={collection}", json={"name": text, "text": text})
        assert sent.status_code == 201


def look(client: TestClient, collection: str = "default") -> DisagreementPage:
    return calls.disagreements().read(client.get(f"/v1/disagreements?collection={collection}"))


def assistant(client: TestClient) -> str:
    """What an assistant is told over MCP."""
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "disagreements", "arguments": {}}}
    reply = client.post("/mcp", json=call, headers={"accept": "application/json, text/event-stream"})
    text: str = reply.json()["result"]["content"][0]["text"]
    return text


def far(page: DisagreementPage) -> tuple[str, int, int]:
    return page.state, page.done, page.total


def until_it_is(state: str, client: TestClient, collection: str = "default") -> DisagreementPage:
    until(lambda: look(client, collection).state == state)
    return look(client, collection)


def surveyed(home: Path) -> Progress:
    """As it is stored, without the service being asked."""
    with Index.open(home, HashEmbedder()) as index:
        return index.statements.progress("default", VERSION)


@pytest.mark.parametrize(("error", "told"), [(OSError("sector 42"), BROKEN), (StorageFailed(FULL), FULL)])
def test_one_that_fails_says_why_and_goes_on_once_it_is_started(tmp_path: Path, error: Exception, told: str) -> None:
    judge = Stumbling(error)
    with serving(tmp_path, judge) as client:
        add(client, AGENCY, POISON)
        page = until_it_is("failed", client)
        assert (far(page), page.skipped, page.error) == (("failed", 1, 2), 0, told)

        assert told in assistant(client)
        judge.error = None
        assert far(look(client)) == ("failed", 1, 2), "looking starts nothing"
        started = client.post("/v1/disagreements")
        assert (started.status_code, started.json()["state"]) == (202, "updating")
        page = until_it_is("current", client)
        assert (far(page), page.error, len(page.disagreements)) == (("current", 2, 2), None, 1)


def test_a_cancelled_one_ends_after_its_document_and_keeps_what_it_found(tmp_path: Path, gated: Gated) -> None:
    with serving(tmp_path, gated) as client:
        add(client, AGENCY, REPORT)
        assert len(until_it_is("current", client).disagreements) == 1
        add(client, POISON, "The concert in Merau was sold out.")
        assert gated.reached.wait(60)
        assert far(look(client)) == ("updating", 2, 4)
        assert client.delete("/v1/disagreements").status_code == 204
        page = look(client)
        assert (far(page), page.error, len(page.disagreements)) == (("cancelled", 2, 4), None, 1)

        gated.gate.set()
        until(lambda: far(look(client)) == ("cancelled", 3, 4))
        add(client, AGENCY, collection="elsewhere")
        until_it_is("current", client, "elsewhere")  # one is surveyed after the other
        assert far(look(client)) == ("cancelled", 3, 4), "looking starts nothing"


@pytest.fixture
def turnstile() -> Iterator[Turnstile]:
    judge = Turnstile()
    yield judge
    judge.turns.release(1_000)


def add_many(home: Path, **counts: int) -> None:
    """So many documents to each collection, all there before the service looks."""
    texts = [AGENCY, *(POISON.replace("91", str(dead)) for dead in (91, 92, 93, 94))]
    with Index.open(home, HashEmbedder()) as index:
        for collection, count in counts.items():
            index.add(collection, [Document(f"{number}.txt", text) for number, text in enumerate(texts[:count])])


def test_the_collection_with_the_least_left_comes_first(tmp_path: Path, turnstile: Turnstile) -> None:
    add_many(tmp_path, large=5)
    with serving(tmp_path, turnstile) as client:
        assert turnstile.reached.acquire(timeout=60)
        add(client, AGENCY, REPORT, collection="small")
        assert far(look(client, "small")) == ("updating", 0, 2)
        turnstile.turns.release()
        assert len(until_it_is("current", client, "small").disagreements) == 1
        assert far(look(client, "large")) == ("updating", 2, 5), "after the document it was at"

        turnstile.turns.release(1_000)
        assert far(until_it_is("current", client, "large")) == ("current", 5, 5), "and it goes on"


def test_one_whose_turn_is_another_s_may_be_cancelled(tmp_path: Path, turnstile: Turnstile) -> None:
    add_many(tmp_path, larger=5)
    with serving(tmp_path, turnstile) as client:
        assert turnstile.reached.acquire(timeout=60)
        add(client, AGENCY, POISON, collection="small")
        turnstile.turns.release()
        assert turnstile.reached.acquire(timeout=60)  # by the small one
        assert client.delete("/v1/disagreements?collection=larger").status_code == 204
        turnstile.turns.release(1_000)
        assert far(until_it_is("current", client, "small")) == ("current", 2, 2)
        add(client, AGENCY, collection="elsewhere")
        until_it_is("current", client, "elsewhere")
        assert far(look(client, "larger")) == ("cancelled", 2, 5)


def test_the_least_left_comes_first_after_a_restart_too(tmp_path: Path, turnstile: Turnstile) -> None:
    """Whichever of them it has begun with: of `a` three are left at least."""
    add_many(tmp_path, a=5, b=2, c=1)
    with serving(tmp_path, turnstile) as client:
        assert turnstile.reached.acquire(timeout=60)
        turnstile.turns.release()
        assert far(until_it_is("current", client, "c")) == ("current", 1, 1)
        turnstile.turns.release()
        assert far(until_it_is("current", client, "b")) == ("current", 2, 2)
        assert look(client, "a").done < 5
        turnstile.turns.release(1_000)
        assert far(until_it_is("current", client, "a")) == ("current", 5, 5)


def start(client: TestClient) -> None:
    assert client.post("/v1/disagreements").status_code == 202


def bring_more(client: TestClient) -> None:
    add(client, REPORT)


@pytest.mark.parametrize(("go_on", "total"), [(start, 3), (bring_more, 4)])
def test_a_cancelled_one_stays_so_over_a_restart_until_it_is_started_or_more_is_added(
    tmp_path: Path, gated: Gated, go_on: Callable[[TestClient], None], total: int
) -> None:
    with serving(tmp_path, gated) as client:
        add(client, AGENCY, POISON, "The concert in Merau was sold out.")
        assert gated.reached.wait(60)
        assert client.delete("/v1/disagreements").status_code == 204
        gated.gate.set()
        until(lambda: look(client).done == 2)
    with serving(tmp_path, WordJudge()) as client:
        assert far(look(client)) == ("cancelled", 2, 3)
        go_on(client)
        assert far(until_it_is("current", client)) == ("current", total, total)


def test_one_left_unfinished_goes_on_at_the_start(tmp_path: Path) -> None:
    with serving(tmp_path, Stumbling(OSError())) as client:
        add(client, AGENCY, POISON)
        until_it_is("failed", client)
    assert surveyed(tmp_path) == Progress(1, 2)
    with serving(tmp_path, WordJudge()):
        until(lambda: surveyed(tmp_path) == Progress(2, 2))


def test_what_another_process_added_before_the_start_is_surveyed(tmp_path: Path) -> None:
    with Index.open(tmp_path, HashEmbedder()) as index:
        index.add("default", [Document("agency.txt", AGENCY), Document("report.txt", REPORT)])
    with serving(tmp_path, WordJudge()):
        until(lambda: surveyed(tmp_path) == Progress(2, 2))


@pytest.mark.parametrize(("deaths", "then"), [(2, (3, 0)), (3, (2, 1))])
def test_a_document_that_processes_die_of_is_left_out_in_the_end(
    tmp_path: Path, deaths: int, then: tuple[int, int]
) -> None:
    """Else each start would be the next to die."""
    with Index.open(tmp_path, HashEmbedder()) as index:
        texts = {"agency.txt": AGENCY, "poison.txt": POISON, "concert.txt": "The concert in Merau was sold out."}
        index.add("default", [Document(name, text) for name, text in texts.items()])
    for _ in range(deaths):
        died = subprocess.run([sys.executable, "-c", DIES, str(tmp_path)], capture_output=True, check=False)
        assert died.returncode == 3, died.stderr
    with serving(tmp_path, WordJudge()) as client:
        page = until_it_is("current", client)
        assert (page.done, page.skipped) == then


def test_one_that_fails_in_words_is_tried_as_often_as_one_likes(tmp_path: Path) -> None:
    with assemble(tmp_path, HashEmbedder(), WordReader(), judge := Stumbling(OSError("busy"))) as service:
        service.index.add("default", [Document("agency.txt", AGENCY), Document("poison.txt", POISON)])
        for _ in range(4):
            with pytest.raises(OSError, match="busy"):
                service.survey.update("default")
        judge.error = None
        service.survey.update("default")
        assert service.survey.disagreements("default").done == 2


def test_where_nothing_is_left_there_is_nothing_to_cancel(client: TestClient) -> None:
    add(client, AGENCY)
    until_it_is("current", client)
    assert client.delete("/v1/disagreements").status_code == 204
    add(client, REPORT)
    assert far(until_it_is("current", client)) == ("current", 2, 2)


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_an_unknown_collection_has_none(client: TestClient, method: str) -> None:
    assert_problem(client.request(method, "/v1/disagreements?collection=none"), 404, "unknown_collection")
