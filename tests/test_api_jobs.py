"""Work in the background: queued, done, cancelled, interrupted, and never anyone's way."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from anyio import RunFinishedError

from api.jobs.runner import Failed, Runner, Step
from api.jobs.store import Job, Jobs, Kind, Result, UnknownJob
from api.records import FILE, open_records
from index.types import BadCursor

DIES = """
import os, sys
from pathlib import Path
from api.jobs.store import Jobs
from api.records import open_records
home = Path(sys.argv[1])
jobs = Jobs(open_records(home), home)
jobs.open()
print(jobs.add("evaluation", "a", [1], 5).id, jobs.add("evaluation", "a", [2], 5).id)
job, _ = jobs.next("evaluation")
jobs.advance(job.id, 5)
sys.stdout.flush()
os._exit(1)
"""


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    """The jobs of an empty data folder, open."""
    records = open_records(tmp_path)
    jobs = Jobs(records, tmp_path)
    jobs.open()
    yield jobs
    jobs.close()
    records.close()


def work_through(*runners: Runner) -> None:
    """Let the runners do everything that is queued."""

    async def main() -> None:
        working = [asyncio.create_task(runner.run()) for runner in runners]
        jobs = runners[0].jobs
        kinds: tuple[Kind, ...] = ("evaluation", "addition")
        while any(job.state in ("queued", "running") for kind in kinds for job in jobs.list(kind, 100, None, None)[0]):
            await asyncio.sleep(0.005)
        for runner in runners:
            runner.close()
        await asyncio.gather(*working)

    asyncio.run(main())


def test_jobs_are_done_in_their_order(jobs: Jobs) -> None:
    seen: list[Any] = []

    def work(job: Job, request: Any, step: Step) -> Result:
        for number in range(job.total + 1):
            step(number)
        seen.append((job.id, request))
        return Result({"was": request}, "<p>page")

    first, second = jobs.add("evaluation", "a", ["x"], 2), jobs.add("evaluation", "b", ["y"], 3)
    assert (first.state, first.done, first.total) == ("queued", 0, 2)
    work_through(Runner(jobs, "evaluation", work))
    assert seen == [(first.id, ["x"]), (second.id, ["y"])]
    done = jobs.get("evaluation", first.id, None)
    assert (done.state, done.done, done.error) == ("done", 2, None)
    assert done.ended
    assert (jobs.data(first.id), jobs.page(first.id)) == ({"was": ["x"]}, "<p>page")


def test_one_that_breaks_does_not_hold_up_the_next(jobs: Jobs, caplog: pytest.LogCaptureFixture) -> None:
    def work(job: Job, request: Any, step: Step) -> Result:
        if request == ["breaks"]:
            raise RuntimeError("the secret is 42")
        if request == ["fails"]:
            raise Failed("there is nothing to ask")
        return Result({"left": object()} if request == ["leaves what cannot be kept"] else {}, "")

    requests = ("breaks", "fails", "leaves what cannot be kept", "works")
    broken, failed, odd, fine = (jobs.add("evaluation", "a", [what], 1) for what in requests)
    work_through(Runner(jobs, "evaluation", work))
    after = [jobs.get("evaluation", job.id, None) for job in (broken, failed, odd, fine)]
    assert [job.state for job in after] == ["failed", "failed", "failed", "done"]
    assert after[1].error == "there is nothing to ask"
    assert "42" not in str(after[0].error)
    assert "the secret is 42" in caplog.text


@pytest.mark.parametrize(
    ("kind", "how", "state", "kept"),
    [
        ("evaluation", "cancelled", "cancelled", []),
        ("evaluation", "closed", "interrupted", []),
        ("addition", "cancelled", "cancelled", []),
        ("addition", "closed", "queued", [b"The sea."]),
    ],
)
def test_a_running_job_ends_after_its_step(jobs: Jobs, kind: Kind, how: str, state: str, kept: list[bytes]) -> None:
    under_way, go_on, steps = threading.Event(), threading.Event(), []

    def work(job: Job, request: Any, step: Step) -> Result:
        for number in range(job.done, job.total):
            step(number, {"through": number})
            steps.append(number)
            under_way.set()
            assert go_on.wait(10)
        return Result({}, "")

    job, runner = jobs.add(kind, "a", [], 5, [b"The sea."]), Runner(jobs, kind, work)

    async def main() -> None:
        task = asyncio.create_task(runner.run())
        await asyncio.to_thread(under_way.wait, 10)
        if how == "cancelled":
            assert jobs.end(job.id, "cancelled")
        assert jobs.incoming.load(job.id, 0) == b"The sea.", "its work may still read it"
        runner.close()
        go_on.set()
        await task

    asyncio.run(main())
    assert steps == [0]
    seen = jobs.get(kind, job.id, None)
    assert (seen.state, seen.done, jobs.data(job.id)) == (state, 1, {"through": 1})
    assert bool(seen.ended) is (state != "queued")
    assert [jobs.incoming.load(job.id, 0) for _ in kept] == kept
    assert jobs.incoming.holds(job.id, [0]) is bool(kept)


def test_one_that_was_put_back_goes_on_where_it_was_and_first(jobs: Jobs) -> None:
    job, later = (jobs.add("addition", "a", [1], 3, [b"The sea."]) for _ in range(2))
    jobs.next("addition")
    jobs.advance(job.id, 2, {"through": 2})
    assert jobs.put_back(job)
    taken = jobs.next("addition")
    assert taken
    assert (taken[0].id, taken[0].state, taken[0].done, taken[1]) == (job.id, "running", 2, [1])
    assert not jobs.put_back(later), "it is not running"
    assert jobs.end(job.id, "cancelled")
    assert not jobs.put_back(job)
    assert jobs.get("addition", job.id, None).state == "cancelled"


@pytest.mark.parametrize("ended", [CancelledError(), RunFinishedError()], ids=["before", "between"])
@pytest.mark.parametrize(("kind", "state"), [("evaluation", "interrupted"), ("addition", "queued")])
def test_one_whose_event_loop_ended_is_not_to_blame(jobs: Jobs, kind: Kind, state: str, ended: Exception) -> None:
    """So it is when the service is told to stop a second time: what the work waits for in the loop never comes."""

    def work(job: Job, request: Any, step: Step) -> Result:
        step(1)
        runner.close()
        raise ended

    runner = Runner(jobs, kind, work)
    job = jobs.add(kind, "a", [], 2, [b"The sea."])
    asyncio.run(runner.run())
    seen = jobs.get(kind, job.id, None)
    assert (seen.state, seen.done, seen.error) == (state, 1, None)
    assert jobs.incoming.holds(job.id, [0]) is (kind == "addition")


def test_no_kind_waits_for_another(jobs: Jobs) -> None:
    """Each is under way at once with the other, and a second of its kind is not."""
    together, at_once, most = threading.Barrier(2, timeout=10), Counter[Kind](), Counter[Kind]()

    def work(job: Job, request: Any, step: Step) -> Result:
        at_once[job.kind] += 1
        most[job.kind] = max(most[job.kind], at_once[job.kind])
        together.wait()
        at_once[job.kind] -= 1
        return Result({})

    kinds: tuple[Kind, ...] = ("evaluation", "addition")
    made = [jobs.add(kind, "a", [], 1) for kind in kinds for _ in range(2)]
    work_through(*(Runner(jobs, kind, work) for kind in kinds))
    assert [jobs.get(job.kind, job.id, None).state for job in made] == ["done"] * 4
    assert most == {"evaluation": 1, "addition": 1}


@pytest.mark.parametrize("how", ["done", "failed", "broken"])
def test_its_files_go_when_it_ends_by_itself(jobs: Jobs, how: str) -> None:
    read: list[bytes] = []

    def work(job: Job, request: Any, step: Step) -> Result:
        read.append(jobs.incoming.load(job.id, 1))
        if how == "failed":
            raise Failed("there is nothing to ask")
        if how == "broken":
            raise RuntimeError
        return Result({})

    job = jobs.add("addition", "a", [], 1, [b"One.", b"Two."])
    assert job.id.startswith("add_")
    work_through(Runner(jobs, "addition", work))
    assert read == [b"Two."]
    assert jobs.get("addition", job.id, None).state == ("done" if how == "done" else "failed")
    with pytest.raises(FileNotFoundError):
        jobs.incoming.load(job.id, 0)


def test_what_is_left_so_far_is_kept_while_it_runs(jobs: Jobs) -> None:
    job = jobs.add("addition", "a", [], 3)
    jobs.next("addition")
    assert jobs.data(job.id) is None
    assert jobs.advance(job.id, 1, {"so far": 1})
    assert jobs.advance(job.id, 2)
    assert jobs.data(job.id) == {"so far": 1}
    assert jobs.end(job.id, "cancelled")
    assert not jobs.advance(job.id, 3, {"so far": 3}), "the step under way is noted, and it is the last"
    assert (jobs.get("addition", job.id, None).done, jobs.data(job.id)) == (3, {"so far": 3})


def test_what_has_ended_ends_no_other_way(jobs: Jobs) -> None:
    job = jobs.add("evaluation", "a", [], 1)
    assert jobs.end(job.id, "cancelled")
    assert not jobs.end(job.id, "failed")
    assert not jobs.advance(job.id, 1)
    jobs.finish(job.id, Result({}, "late"))
    assert (jobs.get("evaluation", job.id, None).state, jobs.page(job.id)) == ("cancelled", None)
    assert jobs.next("evaluation") is None


def test_the_next_process_takes_over_from_one_that_died(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", DIES, str(tmp_path)], capture_output=True, text=True, check=False)
    running, queued = done.stdout.split()
    jobs = Jobs(open_records(tmp_path), tmp_path)
    jobs.open()
    was = jobs.get("evaluation", running, None)
    assert (was.state, was.done, was.total) == ("interrupted", 5, 5), "it was not scored yet"
    assert was.ended
    taken = jobs.next("evaluation")
    assert taken
    assert (taken[0].id, taken[1]) == (queued, [2])
    assert len(list(tmp_path.glob("service-*.lock"))) == 1, "the dead process's lock is gone"
    jobs.close()


def test_a_living_process_keeps_its_jobs(jobs: Jobs, tmp_path: Path) -> None:
    running, queued = (jobs.add("evaluation", "a", [], 1, [b"The sea."]) for _ in range(2))
    jobs.next("evaluation")
    other = Jobs(open_records(tmp_path), tmp_path)
    other.open()
    assert [jobs.get("evaluation", job.id, None).state for job in (running, queued)] == ["running", "queued"]
    assert [jobs.incoming.load(job.id, 0) for job in (running, queued)] == [b"The sea."] * 2
    assert other.next("evaluation") is None
    other.close()
    assert jobs.advance(running.id, 1)


def test_lists_are_newest_first_paged_and_bounded(jobs: Jobs) -> None:
    made = [jobs.add("evaluation", collection, [], 1).id for collection in ("a", "b", "a", "c")]
    page, cursor = jobs.list("evaluation", 3, None, None)
    assert [job.id for job in page] == made[:0:-1]
    assert [job.id for job in jobs.list("evaluation", 3, cursor, None)[0]] == made[:1]
    mine = frozenset({"a"})
    assert [job.id for job in jobs.list("evaluation", 3, None, mine)[0]] == [made[2], made[0]]
    assert jobs.list("evaluation", 2, None, mine)[1] is None
    with pytest.raises(UnknownJob):
        jobs.get("evaluation", made[1], mine)
    for bad in ("x", "YWZ0ZXI6eA", "YWZ0ZXI6LTE"):  # no cursor at all, "after:x", "after:-1"
        with pytest.raises(BadCursor):
            jobs.list("evaluation", 3, bad, None)


def test_a_collection_takes_its_jobs_along(jobs: Jobs) -> None:
    gone, stays = jobs.add("evaluation", "a", [], 1), jobs.add("evaluation", "b", [], 1)
    jobs.forget("a")
    with pytest.raises(UnknownJob):
        jobs.get("evaluation", gone.id, None)
    assert jobs.get("evaluation", stays.id, None) == stays


def test_the_jobs_of_an_earlier_version_are_evaluations(tmp_path: Path) -> None:
    """Its file has no column for their kind, and the number of its format is 1."""
    with closing(sqlite3.connect(tmp_path / FILE)) as before:
        before.executescript(
            "CREATE TABLE keys (id TEXT PRIMARY KEY) STRICT; INSERT INTO keys VALUES ('00000000');"
            "CREATE TABLE jobs (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, collection TEXT"
            " NOT NULL, state TEXT NOT NULL, owner TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT"
            " NULL, request TEXT NOT NULL, result TEXT, page TEXT, error TEXT, created TEXT NOT NULL, ended TEXT)"
            " STRICT; INSERT INTO jobs (id, collection, state, owner, total, request, created)"
            " VALUES ('eval_1', 'a', 'queued', 'dead', 2, '[7]', '2025-01-01T00:00:00+00:00'); PRAGMA user_version = 1;"
        )
    jobs = Jobs(open_records(tmp_path), tmp_path)
    jobs.open()
    added = jobs.add("addition", "a", [], 1)
    assert [job.id for job in jobs.list("evaluation", 9, None, None)[0]] == ["eval_1"]
    assert [job.id for job in jobs.list("addition", 9, None, None)[0]] == [added.id]
    taken = jobs.next("evaluation")
    assert taken
    assert (taken[0].id, taken[0].kind, taken[0].state, taken[1]) == ("eval_1", "evaluation", "running", [7])
    jobs.close()
    again = open_records(tmp_path)
    with again.read() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT id FROM keys").fetchall() == [("00000000",)]


def test_one_that_is_closed_before_it_runs_does_nothing(jobs: Jobs) -> None:
    """The service may be told to stop while it is still opening."""
    runner = Runner(jobs, "evaluation", lambda job, request, step: Result({}, ""))
    job = jobs.add("evaluation", "a", [], 1)
    runner.close()
    asyncio.run(runner.run())
    assert jobs.get("evaluation", job.id, None).state == "queued"
    runner.open()
    work_through(runner)
    assert jobs.get("evaluation", job.id, None).state == "done"


def test_a_runner_that_is_called_wakes_up(jobs: Jobs) -> None:
    worked = threading.Event()

    def work(job: Job, request: Any, step: Step) -> Result:
        worked.set()
        return Result({}, "")

    async def main() -> bool:
        runner = Runner(jobs, "evaluation", work)
        task = asyncio.create_task(runner.run())
        await asyncio.sleep(0)
        await asyncio.to_thread(jobs.add, "evaluation", "a", [], 1)
        runner.call()
        found = await asyncio.to_thread(worked.wait, 10)
        runner.close()
        await task
        return found

    assert asyncio.run(main())
