"""Work in the background: queued, done, cancelled, interrupted, and never anyone's way."""

import asyncio
import threading
from collections import Counter
from concurrent.futures import CancelledError
from typing import Any

import pytest
from anyio import RunFinishedError

from api.jobs.runner import Failed, Runner, Step
from api.jobs.store import Job, Jobs, Kind, Result


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
