"""Works on jobs in the background, one of a kind at a time, so that those who ask questions hardly notice."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from functools import partial
from typing import Any, Protocol

from anyio import CapacityLimiter, Event, RunFinishedError, to_thread

from api.jobs.store import Job, Jobs, Kind, Result, State
from index.types import StorageFailed
from rag.untold import untold

log = logging.getLogger(__name__)


class Step(Protocol):
    """Told how many steps are done and, as plain data, what they left so far; whatever it raises ends the work."""

    def __call__(self, done: int, data: Mapping[str, Any] | None = None, /) -> None:
        """Note it."""


Work = Callable[[Job, Any, Step], Result]  # from a job and its request; blocks


class Stopped(Exception):
    """The work is to end: the job was cancelled, or the service is closing."""


class Failed(Exception):
    """The work cannot be done; the message says why and may be shown."""


class Runner:
    """Takes the queued jobs of a kind and of this process in their order."""

    def __init__(self, jobs: Jobs, kind: Kind, work: Work) -> None:
        self.jobs = jobs
        self._kind = kind
        self.at: Job | None = None  # until the step that is under way has ended, even when it was cancelled
        self._work = work
        self._closing = False
        self._called = Event()

    def open(self) -> None:
        """Be ready to run; once it was closed, again."""
        self._closing = False

    async def run(self) -> None:
        """Work until `close`."""
        limiter = CapacityLimiter(1)  # of its own: questions wait for no job to end
        while not self._closing:
            self._called = Event()
            try:
                busy = await to_thread.run_sync(self._one, limiter=limiter)
            except StorageFailed as error:
                log.error("jobs wait, for they cannot be noted", exc_info=error)
                busy = False
            if not busy:
                await self._called.wait()

    def call(self) -> None:
        """There is something to do."""
        self._called.set()

    def close(self) -> None:
        """Stop after the step that is under way; its job is queued again, or interrupted where it cannot go on."""
        self._closing = True
        self.call()

    def _one(self) -> bool:
        taken = None if self._closing else self.jobs.next(self._kind)
        if taken is None:
            return False
        self.at, request = taken
        try:
            self._work_off(self.at, request)
            self.jobs.settle(self.at.id)
        finally:
            self.at = None
        return True

    def _work_off(self, job: Job, request: Any) -> None:
        try:
            result = self._work(job, request, partial(self._step, job))
            self.jobs.incoming.drop(job.id)  # before its end is noted: whoever sees that can rely on it
            self.jobs.finish(job.id, result)
        except (Stopped, CancelledError, RunFinishedError):  # the latter of an event loop that ended without a word
            self._leave(job)
        except Failed as error:
            self._end(job, "failed", str(error))
        except Exception as error:  # the boundary: one broken job must not end the others
            self._break(job, error)

    def _leave(self, job: Job) -> None:
        if not self.jobs.put_back(job):
            self._end(job, "interrupted")  # notes nothing where it was cancelled

    def _break(self, job: Job, error: Exception) -> None:
        log.error("job %s failed", job.id, exc_info=untold(error))
        self._end(job, "failed", "Something went wrong on our side; the log of the service has the details.")

    def _end(self, job: Job, state: State, error: str | None = None) -> None:
        self.jobs.incoming.drop(job.id)  # before its end is noted, as above
        self.jobs.end(job.id, state, error)

    def _step(self, job: Job, done: int, data: Mapping[str, Any] | None = None, /) -> None:
        if not self.jobs.advance(job.id, done, data) or self._closing:
            raise Stopped
