"""Adding files as a job: they wait on disk, are indexed batch by batch, and what became of each is told meanwhile."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from api.errors import Problem
from api.intake import File, Outcome, batches
from api.jobs.runner import Failed, Step
from api.jobs.store import Job, Jobs, Result
from api.views import DocumentCounts, Rejected
from corpus.types import Metadata
from index.types import EmbedderMismatch, StorageFailed

if TYPE_CHECKING:
    from index.store import Index

Batch = Sequence[Outcome]
InTurn = Callable[[Callable[[], Batch | None]], Batch | None]  # calls a function while nobody else adds anything
MAX_QUEUED = 100  # additions that may wait; each keeps as much on disk as a request may bring
_STATUSES = ("added", "updated", "unchanged")


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the files that are through."""

    files: int = 0
    statuses: Mapping[str, int] = field(default_factory=dict)  # documents by status
    rejected: tuple[Rejected, ...] = ()

    def plus(self, batch: Batch) -> "Tally":
        """With those of a batch."""
        statuses = Counter(self.statuses) + Counter(added.status for outcome in batch for added in outcome.added)
        rejected = self.rejected + tuple(outcome.rejected for outcome in batch if outcome.rejected)
        return Tally(self.files + len(batch), statuses, rejected)

    def data(self) -> dict[str, Any] | None:
        """As it is kept, None while no file is through."""
        if not self.files:
            return None
        counts = {status: self.statuses.get(status, 0) for status in _STATUSES} | {"rejected": len(self.rejected)}
        return {"documents": counts, "rejected": [asdict(one) for one in self.rejected]}


def left_off(done: int, data: Mapping[str, Any] | None) -> Tally:
    """Where an addition left off that goes on, from what was noted of it."""
    counts, rejected = told(data) if data else (None, [])
    statuses = {status: getattr(counts, status, 0) for status in _STATUSES}
    return Tally(done, statuses, tuple(rejected))


def told(data: Mapping[str, Any]) -> tuple[DocumentCounts, list[Rejected]]:
    """What `Tally.data` kept, as clients see it."""
    return DocumentCounts(**data["documents"]), [Rejected(**one) for one in data["rejected"]]


def queue(jobs: Jobs, index: "Index", collection: str, files: Sequence[File]) -> Job:
    """Keep files and queue their addition; what would refuse all of them is found now, so this raises as Index.add.

    Also raises Problem 429 when too many wait, and StorageFailed.
    """
    index.add(collection, [])
    if jobs.queued("addition") >= MAX_QUEUED:
        raise Problem(429, "too_many", f"{MAX_QUEUED} additions are waiting already; try again when one is done.")
    request = [{"name": file.name, "given": asdict(file.given), "plain": file.plain} for file in files]
    return jobs.add("addition", collection, request, len(files), [file.load() for file in files])


def kept_files(request: Sequence[Mapping[str, Any]], load: Callable[[int], bytes]) -> list[File]:
    """The files of a job from its request; `load` reads one by its number."""
    return [
        File(one["name"], partial(_load, load, number), Metadata(**one["given"]), one["plain"])
        for number, one in enumerate(request)
    ]


def add(
    files: Sequence[File], collection: str, step: Step, index: "Index", in_turn: InTurn, tally: Tally = Tally()
) -> Result:
    """Index files, those after the ones of `tally`; blocks.

    Each batch is one step and one turn, so that what waits to be added meanwhile gets its own. Raises Failed, and
    what `step` raises.
    """
    through, rest = files[: tally.files], files[tally.files :]
    again = {file.name for file in rest}  # so that nothing else is read once more
    remaining = batches(index, collection, rest, [file for file in through if file.name in again])

    def following() -> Batch | None:
        step(tally.files, tally.data())  # within the turn: a collection that was removed before it is not made again
        return next(remaining, None)

    try:
        while (batch := in_turn(following)) is not None:
            tally = tally.plus(batch)
    except (EmbedderMismatch, StorageFailed) as error:
        raise Failed(str(error)) from error
    return Result(tally.data() or {})


def _load(load: Callable[[int], bytes], number: int) -> bytes:
    try:
        return load(number)
    except OSError as error:
        raise Failed("Its files are no longer in the data folder; send them again.") from error
