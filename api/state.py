"""The running service as its routes see it: opened in the background, asked by a bounded number at a time."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import copy
from functools import cached_property, partial
from typing import Annotated, Any, ParamSpec, TypeVar

from anyio import CancelScope, CapacityLimiter, create_task_group, from_thread, to_thread
from fastapi import Depends, Request

from api.access.admit import KEY
from api.access.bounds import bounded
from api.access.keys import Key
from api.errors import Problem
from api.jobs.addition import Batch, add, kept_files, left_off
from api.jobs.evaluation import evaluate
from api.jobs.runner import Runner, Step
from api.jobs.store import Job, Jobs, Result
from index.database import FAILURES
from index.types import UnknownCollection
from rag.types import Answer
from rag.wire import Service

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

ASKED_AT_ONCE = 4  # a question keeps about one processor busy
UNDERSTOOD_AT_ONCE = 2  # follow-ups; rules make them whole, mostly within a millisecond
ADDED_AT_ONCE = 1  # the index writes one document at a time
ASIDE_AT_ONCE = 64  # answers that are with a language model, each a thread that only waits
WAITING = 100  # calls that may wait for their turn; further ones are told to come back


class Turns:
    """Blocking calls, in threads, so many at a time; those that go `aside` keep none of the others waiting."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._calls: Counter[CapacityLimiter] = Counter()  # that wait or have their turn

    async def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a blocking call in a thread when its turn comes; raises Problem 429 if too many wait."""
        self.check()
        return await self._joined(self._turns, partial(call, *args, **kwargs))

    def check(self) -> CapacityLimiter:
        """What the calls wait at; raises Problem 429 if too many do, or too many aside."""
        if max(self._waiting(limiter) for limiter in (self._turns, self._aside)) >= WAITING:
            raise Problem(429, "too_many", "Too many requests are waiting; try again in a moment.")
        return self._turns

    async def aside(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a blocking call that mostly waits for another machine: it takes none of the turns."""
        return await self._joined(self._aside, partial(call, *args, **kwargs))

    async def patiently(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `run`, however many wait; for work in the background, which does one thing at a time."""
        return await self._joined(self._turns, partial(call, *args, **kwargs))

    def _waiting(self, limiter: CapacityLimiter) -> float:
        return max(0, self._calls[limiter] - limiter.total_tokens)

    async def _joined(self, limiter: CapacityLimiter, call: Callable[[], T]) -> T:
        self._calls[limiter] += 1  # before anything is awaited: of many that come at once each sees those before it
        try:
            return await to_thread.run_sync(call, limiter=limiter)
        finally:
            self._calls[limiter] -= 1

    @cached_property
    def _turns(self) -> CapacityLimiter:
        return CapacityLimiter(self._at_once)  # it belongs to the event loop, which runs only when it is asked for

    @cached_property
    def _aside(self) -> CapacityLimiter:
        return CapacityLimiter(ASIDE_AT_ONCE)


class State:
    """Holds the service from the moment it is open until `close`; additions do not keep questions waiting."""

    def __init__(self, opener: Callable[[], Service], on_failure: Callable[[Exception], None], jobs: Jobs) -> None:
        self._opener = opener
        self._on_failure = on_failure
        self.jobs = jobs
        self.additions = Runner(jobs, "addition", self._add)
        self.evaluations = Runner(jobs, "evaluation", self._evaluate)
        self.runners = (self.additions, self.evaluations)  # of their own, so that no kind waits for another
        self.collections: frozenset[str] | None = None  # that may be seen; None for all
        self.service: Service | None = None
        self.failed = False
        self.asking = Turns(ASKED_AT_ONCE)
        self.understanding = Turns(UNDERSTOOD_AT_ONCE)  # so that a stream of a follow-up begins at once
        self.adding = Turns(ADDED_AT_ONCE)

    async def open(self) -> None:
        """Open the service in a thread. A failure goes to `on_failure`, and /ready tells of it afterwards."""
        try:
            await to_thread.run_sync(self.jobs.open)
            self.service = await to_thread.run_sync(self._opener)
        except Exception as error:  # the boundary: whatever it is, the process stays up and says so
            self.failed = True
            self._on_failure(error)

    async def work(self) -> None:
        """Open the service, then do the jobs, until the runners are closed."""
        await self.open()
        if self.service is not None:
            async with create_task_group() as working:
                working.start_soon(to_thread.run_sync, self.service.survey.resume)
                for runner in self.runners:
                    working.start_soon(runner.run)
        await to_thread.run_sync(self.jobs.close)

    def require(self) -> Service:
        """The open service; raises Problem 503 while there is none."""
        if self.failed:
            raise Problem(503, "not_ready", "The service could not open its data; its log says why.")
        if self.service is None:
            raise Problem(503, "not_ready", "The service is starting; try again in a moment.")
        return self.service

    def removing(self, collection: str) -> Turns:
        """Where the removal of a collection waits: for the batch an addition is at, which would make it again."""
        at = self.additions.at
        return self.adding if at is not None and at.collection == collection else self.asking

    def survey(self, collection: str) -> None:
        """Have what was added to a collection compared with the rest; it stays added whatever comes of that."""
        with suppress(UnknownCollection, *FAILURES):
            self.require().survey.start(collection)

    def within(self, collections: frozenset[str] | None) -> "State":
        """The same, its service of these collections only; itself for None."""
        if collections is None:
            return self
        view = copy(self)
        view.service = bounded(self.service, collections) if self.service else None
        view.collections = collections
        return view

    def _add(self, job: Job, request: Sequence[Any], step: Step) -> Result:
        service = self.require()

        def in_turn(following: Callable[[], Batch | None]) -> Batch | None:
            return from_thread.run(self.adding.patiently, following)

        try:
            files = kept_files(request, partial(self.jobs.incoming.load, job.id))
            so_far = left_off(job.done, self.jobs.data(job.id))
            return add(files, job.collection, step, service.index, in_turn, so_far)
        finally:
            self.survey(job.collection)  # what was added before it was cancelled, too

    def _evaluate(self, job: Job, request: Any, step: Step) -> Result:
        service = self.require()

        def ask(question: str, collection: str) -> Answer:
            draft = from_thread.run(self.asking.patiently, service.answerer.draft, question, collection)
            return service.answerer.word(draft)  # in this thread, which holds no turn

        return evaluate(job, request, step, ask, service.index)

    async def close(self) -> None:
        """Close the service, if it is open."""
        service, self.service = self.service, None
        if service is not None:
            with CancelScope(shield=True):
                await to_thread.run_sync(service.close)


def log_failure(error: Exception) -> None:
    """What is done about a service that cannot be opened, unless something better is."""
    log.error("the service could not be opened", exc_info=error)


def state_of(request: Request) -> State:
    """What the key of this request may see."""
    state: State = request.app.state.counterpoint
    key: Key | None = request.scope.get(KEY)
    return state.within(key.grant.collections) if key else state


async def _state_of(request: Request) -> State:
    return state_of(request)  # FastAPI runs what is not asynchronous in a thread, which has to be waited for


StateDep = Annotated[State, Depends(_state_of)]
