"""Jobs as they are kept: listed, ended one way only, taken over from a process that died."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from api.jobs.store import Jobs, Result, UnknownJob
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
DIES_AT = """
import os, sys
from pathlib import Path
from api.jobs.store import Jobs
from api.records import open_records
home = Path(sys.argv[1])
jobs = Jobs(open_records(home), home)
jobs.open()
job, _ = jobs.next("addition")
assert jobs.advance(job.id, int(sys.argv[2]))
os._exit(3)
"""
DIES_CANCELLED = DIES_AT.replace("jobs.advance(job.id, int(sys.argv[2]))", 'jobs.end(job.id, "cancelled")')


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


def test_a_cancelled_one_has_ended_once_nobody_is_at_it(jobs: Jobs) -> None:
    job, waiting = (jobs.add("addition", "a", [], 2) for _ in range(2))
    jobs.next("addition")
    assert jobs.end(job.id, "cancelled")
    assert jobs.end(waiting.id, "cancelled")
    assert jobs.get("addition", waiting.id, None).ended, "nobody had begun"
    seen = jobs.get("addition", job.id, None)
    assert (seen.state, seen.ended) == ("cancelled", None)
    assert not jobs.end(job.id, "interrupted")
    assert jobs.get("addition", job.id, None).ended is None
    jobs.settle(job.id)
    seen = jobs.get("addition", job.id, None)
    assert seen.state == "cancelled"
    assert seen.ended


def test_one_that_was_cancelled_as_its_process_died_has_ended(tmp_path: Path) -> None:
    jobs = Jobs(open_records(tmp_path), tmp_path)
    jobs.open()
    job = jobs.add("addition", "a", [], 3, [b"One.", b"Two.", b"Three."])
    jobs.close()
    died = subprocess.run([sys.executable, "-c", DIES_CANCELLED, str(tmp_path)], capture_output=True, check=False)
    assert died.returncode == 3, died.stderr
    assert jobs.get("addition", job.id, None).ended is None
    after = Jobs(open_records(tmp_path), tmp_path)
    after.open()
    seen = after.get("addition", job.id, None)
    assert seen.state == "cancelled"
    assert seen.ended
    assert not after.incoming.holds(job.id, [0])
    after.close()


@pytest.mark.parametrize(
    ("reached", "state"),
    [((1, 1), "queued"), ((1, 1, 1), "failed"), ((0, 0, 0), "failed"), ((1, 1, 2), "queued"), ((1, 1, 2, 2), "queued")],
)
def test_one_that_its_processes_die_of_is_given_up(tmp_path: Path, reached: tuple[int, ...], state: str) -> None:
    """After three starts that got no further; one more that did has it tried three times from there."""
    home = tmp_path
    jobs = Jobs(open_records(home), home)
    jobs.open()
    job = jobs.add("addition", "a", [], 3, [b"One.", b"Two.", b"Three."])
    jobs.close()
    for done in reached:
        died = subprocess.run([sys.executable, "-c", DIES_AT, str(home), str(done)], capture_output=True, check=False)
        assert died.returncode == 3, died.stderr
    after = Jobs(open_records(home), home)
    after.open()
    seen = after.get("addition", job.id, None)
    assert (seen.state, seen.done, bool(seen.ended)) == (state, reached[-1], state == "failed")
    assert ("3 times" in (seen.error or "")) is (state == "failed")
    assert after.incoming.holds(job.id, [0]) is (state == "queued")
    assert (after.next("addition") is None) is (state == "failed")
    after.close()


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
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert connection.execute("SELECT id FROM keys").fetchall() == [("00000000",)]
