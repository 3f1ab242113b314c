"""Work in the background: queued, done, cancelled, interrupted, and never anyone's way."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.jobs.runner import Failed, Runner, Step
from api.jobs.store import Job, Jobs, Result, UnknownJob
from api.records import open_records
from index.types import BadCursor

DIES = """
import os, sys
from pathlib import Path
from api.jobs.store import Jobs
from api.records import open_records
home = Path(sys.argv[1])
jobs = Jobs(open_records(home), home)
jobs.open()
print(jobs.add("a", [1], 5).id, jobs.add("a", [2], 5).id)
job, _ = jobs.next()
jobs.advance(job.id, 3)
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


def work_through(runner: Runner) -> None:
    """Let the runner do everything that is queued."""

    async def main() -> None:
        task = asyncio.create_task(runner.run())
        while any(job.state in ("queued", "running") for job in runner.jobs.list(100, None, None)[0]):
            await asyncio.sleep(0.005)
        runner.close()
        await task

    asyncio.run(main())


def test_jobs_are_done_in_their_order(jobs: Jobs) -> None:
    seen: list[Any] = []

    def work(job: Job, request: Any, step: Step) -> Result:
        for number in range(job.total + 1):
            step(number)
        seen.append((job.id, request))
        return Result({"was": request}, "<p>page")

    first, second = jobs.add("a", ["x"], 2), jobs.add("b", ["y"], 3)
    assert (first.state, first.done, first.total) == ("queued", 0, 2)
    work_through(Runner(jobs, work))
    assert seen == [(first.id, ["x"]), (second.id, ["y"])]
    done = jobs.get(first.id, None)
    assert (done.state, done.done, done.error) == ("done", 2, None)
    assert done.ended
    assert (jobs.data(first.id), jobs.page(first.id)) == ({"was": ["x"]}, "<p>page")


def test_one_that_breaks_does_not_hold_up_the_next(jobs: Jobs, caplog: pytest.LogCaptureFixture) -> None:
    def work(job: Job, request: Any, step: Step) -> Result:
        if request == ["breaks"]:
            raise RuntimeError("the secret is 42")
        if request == ["fails"]:
            raise Failed("there is nothing to ask")
        return Result({}, "")

    broken, failed, fine = (jobs.add("a", [what], 1) for what in ("breaks", "fails", "works"))
    work_through(Runner(jobs, work))
    after = [jobs.get(job.id, None) for job in (broken, failed, fine)]
    assert [job.state for job in after] == ["failed", "failed", "done"]
    assert after[1].error == "there is nothing to ask"
    assert "42" not in str(after[0].error)
    assert "the secret is 42" in caplog.text


@pytest.mark.parametrize(("how", "state"), [("cancelled", "cancelled"), ("closed", "interrupted")])
def test_a_running_job_ends_after_its_step(jobs: Jobs, how: str, state: str) -> None:
    under_way, go_on, steps = threading.Event(), threading.Event(), []

    def work(job: Job, request: Any, step: Step) -> Result:
        for number in range(job.total):
            step(number)
            steps.append(number)
            under_way.set()
            assert go_on.wait(10)
        return Result({}, "")

    job, runner = jobs.add("a", [], 5), Runner(jobs, work)

    async def main() -> None:
        task = asyncio.create_task(runner.run())
        await asyncio.to_thread(under_way.wait, 10)
        if how == "cancelled":
            assert jobs.end(job.id, "cancelled")
        runner.close()
        go_on.set()
        await task

    asyncio.run(main())
    assert steps == [0]
    assert jobs.get(job.id, None).state == state
    assert jobs.data(job.id) is None


def test_what_has_ended_ends_no_other_way(jobs: Jobs) -> None:
    job = jobs.add("a", [], 1)
    assert jobs.end(job.id, "cancelled")
    assert not jobs.end(job.id, "failed")
    assert not jobs.advance(job.id, 1)
    jobs.finish(job.id, Result({}, "late"))
    assert (jobs.get(job.id, None).state, jobs.page(job.id)) == ("cancelled", None)
    assert jobs.next() is None


def test_the_next_process_takes_over_from_one_that_died(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", DIES, str(tmp_path)], capture_output=True, text=True, check=False)
    running, queued = done.stdout.split()
    jobs = Jobs(open_records(tmp_path), tmp_path)
    jobs.open()
    was = jobs.get(running, None)
    assert (was.state, was.done, was.total) == ("interrupted", 3, 5)
    assert was.ended
    taken = jobs.next()
    assert taken
    assert (taken[0].id, taken[1]) == (queued, [2])
    assert len(list(tmp_path.glob("service-*.lock"))) == 1, "the dead process's lock is gone"
    jobs.close()


def test_a_living_process_keeps_its_jobs(jobs: Jobs, tmp_path: Path) -> None:
    running, queued = jobs.add("a", [], 1), jobs.add("a", [], 1)
    jobs.next()
    other = Jobs(open_records(tmp_path), tmp_path)
    other.open()
    assert [jobs.get(job.id, None).state for job in (running, queued)] == ["running", "queued"]
    assert other.next() is None
    other.close()
    assert jobs.advance(running.id, 1)


def test_lists_are_newest_first_paged_and_bounded(jobs: Jobs) -> None:
    made = [jobs.add(collection, [], 1).id for collection in ("a", "b", "a", "c")]
    page, cursor = jobs.list(3, None, None)
    assert [job.id for job in page] == made[:0:-1]
    assert [job.id for job in jobs.list(3, cursor, None)[0]] == made[:1]
    mine = frozenset({"a"})
    assert [job.id for job in jobs.list(3, None, mine)[0]] == [made[2], made[0]]
    assert jobs.list(2, None, mine)[1] is None
    with pytest.raises(UnknownJob):
        jobs.get(made[1], mine)
    for bad in ("x", "YWZ0ZXI6eA", "YWZ0ZXI6LTE"):  # no cursor at all, "after:x", "after:-1"
        with pytest.raises(BadCursor):
            jobs.list(3, bad, None)


def test_a_collection_takes_its_jobs_along(jobs: Jobs) -> None:
    gone, stays = jobs.add("a", [], 1), jobs.add("b", [], 1)
    jobs.forget("a")
    with pytest.raises(UnknownJob):
        jobs.get(gone.id, None)
    assert jobs.get(stays.id, None) == stays


def test_one_that_is_closed_before_it_runs_does_nothing(jobs: Jobs) -> None:
    """The service may be told to stop while it is still opening."""
    runner = Runner(jobs, lambda job, request, step: Result({}, ""))
    job = jobs.add("a", [], 1)
    runner.close()
    asyncio.run(runner.run())
    assert jobs.get(job.id, None).state == "queued"
    runner.open()
    work_through(runner)
    assert jobs.get(job.id, None).state == "done"


def test_a_runner_that_is_called_wakes_up(jobs: Jobs) -> None:
    worked = threading.Event()

    def work(job: Job, request: Any, step: Step) -> Result:
        worked.set()
        return Result({}, "")

    async def main() -> bool:
        runner = Runner(jobs, work)
        task = asyncio.create_task(runner.run())
        await asyncio.sleep(0)
        await asyncio.to_thread(jobs.add, "a", [], 1)
        runner.call()
        found = await asyncio.to_thread(worked.wait, 10)
        runner.close()
        await task
        return found

    assert asyncio.run(main())
