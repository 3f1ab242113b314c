"""The page to read first: documents are examined one by one, and what they disagree about is listed.

What a document states and how that compares with the others is stored with it, so that a document costs its share once.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Literal

from index.database import FAILURES
from index.statements import Contrast, NewStatement, Progress, StatementRow
from index.store import Index
from index.types import DamagedStore, EmbedderMismatch, StorageFailed, UnknownCollection, UnknownDocument
from index.word_vectors import WordVectors
from rag.aliases import Aliases, find_aliases
from rag.evidence import Evidence
from rag.finding import OPENING
from rag.origins import origins
from rag.survey.agreed import Agreed, find_agreed
from rag.survey.candidates import Postings, beside
from rag.survey.examine import Models, examine
from rag.survey.report import Found, report
from rag.survey.statements import LEAD, Statement, find_statements
from rag.survey.subjects import find_subjects
from rag.survey.turns import Turns
from rag.untold import untold

log = logging.getLogger(__name__)

VERSION = 4  # of the way statements are compared; a new one has all documents surveyed anew
_NEIGHBOURS = 6  # passages of other documents for each passage
_COMPARED = 20_000  # code points in which a copy shows
_STARTS = 3  # of a document's survey, before what its processes die of is taken to be the document
_QUIET = 1.0  # seconds without a question after which the background goes on
_PATIENCE = 20.0  # seconds it waits for that at most
_TOLD = (DamagedStore, EmbedderMismatch, StorageFailed)  # their messages are for users
_BROKEN = "Something went wrong on our side; the log of the service has the details."
_ELSEWHERE = (UnknownCollection, EmbedderMismatch, OSError, MemoryError, *FAILURES)  # no document's fault


State = Literal["current", "updating", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is known about a collection's disagreements, most important first, and how far the survey is.

    One that failed or was cancelled goes on once it is started.
    """

    disagreements: tuple[Found, ...]
    state: State
    done: int  # documents surveyed
    total: int
    skipped: int  # documents that could not be surveyed; they are not waited for
    error: str | None = None  # why it failed


class _Deadly(Exception):
    """Whichever process surveys the document dies."""


class _LeftAlone(Exception):
    """The background is to leave the rest of a collection alone: it was cancelled, or it is another's turn."""


class Survey:
    """Keeps the disagreements of every collection. Safe to use from many threads; close it before the index."""

    def __init__(self, index: Index, models: Models, vectors: WordVectors) -> None:
        self._index = index
        self._models = models
        self._vectors = vectors
        self._postings: dict[str, Postings] = {}
        self._listed: dict[str, tuple[object, tuple[Found, ...]]] = {}
        self._examining = Lock()  # one document at a time
        self._lock = Lock()
        self._skipped: frozenset[tuple[str, str]] = frozenset()  # ids, each with the hash of what it said then
        self._turns = Turns(self._left)
        self._failed: dict[str, str] = {}  # why, by collection
        self._wake, self._stopped = Event(), Event()
        self._worker: Thread | None = None

    def disagreements(self, collection: str) -> Listing:
        """Return what is known so far. Raises UnknownCollection."""
        store = self._index.statements
        state = store.generation(collection, VERSION)
        known = self._listed.get(collection)
        if known is None or known[0] != state:
            known = (state, self._find(collection))
            self._listed[collection] = known
        return self._listing(collection, known[1])

    def _listing(self, collection: str, found: tuple[Found, ...] = ()) -> Listing:
        store = self._index.statements
        skipped = len(self._skipped & store.unsurveyed(collection, VERSION).items())
        progress = store.progress(collection, VERSION)
        error = self._failed.get(collection)
        state: State = "failed" if error else "updating"
        if progress.done + skipped >= progress.total:
            error, state = None, "current"
        elif store.cancelled(collection):
            error, state = None, "cancelled"
        return Listing(found, state, progress.done, progress.total, skipped, error)

    def update(self, collection: str, tell: Callable[[Progress], None] = lambda _: None) -> None:
        """Examine every document that has not been; one that fails is left out until it changes or a restart.

        Raises UnknownCollection.
        """
        waiting = self._waiting(collection)
        total = self._index.statements.progress(collection, VERSION).total
        for number, (document, content) in enumerate(waiting):
            if self._stopped.is_set():
                return
            tell(Progress(total - len(waiting) + number, total))
            self._survey_or_skip(collection, document, content)
        tell(Progress(total, total))
        self._index.statements.set_cancelled(collection, False)  # nothing is left that it was about

    def _waiting(self, collection: str) -> list[tuple[str, str]]:
        unsurveyed = self._index.statements.unsurveyed(collection, VERSION)
        return [one for one in unsurveyed.items() if one not in self._skipped]

    def start(self, collection: str) -> None:
        """Have the background examine what is new in a collection, even where that failed or was cancelled before.

        Raises UnknownCollection and StorageFailed.
        """
        self._index.statements.set_cancelled(collection, False)
        self._failed.pop(collection, None)
        self.refresh(collection)

    def cancel(self, collection: str) -> None:
        """Have the background of every process stop after the document it is at; what was found stays.

        Does nothing where no document is left to examine. Raises UnknownCollection and StorageFailed.
        """
        if self._listing(collection).state != "current":
            self._index.statements.set_cancelled(collection, True)

    def resume(self) -> None:
        """Have the background go on with all that a process before this one left unfinished."""
        cursor: str | None = None
        try:
            while not self._stopped.is_set():
                found, cursor = self._index.collections(cursor=cursor)
                for one in found:
                    self._resume(one.name)
                if cursor is None:
                    return
        except FAILURES as error:  # questions are answered all the same, and the next look at a list goes on with it
            log.error("no survey was resumed", exc_info=error)

    def _resume(self, collection: str) -> None:
        with suppress(UnknownCollection):  # removed meanwhile
            if self._listing(collection).state == "updating":
                self.refresh(collection)

    def refresh(self, collection: str) -> None:
        """Have the background examine what is new in a collection, unless that was cancelled, and wait for nothing."""
        self._turns.ask(collection)
        with self._lock:
            if self._worker is None and not self._stopped.is_set():
                self._worker = Thread(target=self._work, name="survey", daemon=True)
                self._worker.start()
        self._wake.set()

    def close(self) -> None:
        """Stop the background after the document it is at."""
        self._stopped.set()
        self._wake.set()
        if self._worker is not None:
            self._worker.join()

    def _work(self) -> None:
        while not self._stopped.is_set():
            self._wake.wait()
            self._wake.clear()
            while not self._stopped.is_set() and (collection := self._turns.take()) is not None:
                self._catch_up(collection)

    def _left(self, collection: str) -> int:
        """Return how many of its documents wait; none where that cannot be told, since going on with it tells why."""
        try:
            return len(self._waiting(collection))
        except _ELSEWHERE:
            return 0

    def _catch_up(self, collection: str) -> None:
        def before_each(progress: Progress) -> None:
            self._give_way()
            if self._index.statements.cancelled(collection):
                raise _LeftAlone
            if self._turns.is_another_first(progress.total - progress.done):
                self.refresh(collection)
                raise _LeftAlone

        try:
            self.update(collection, before_each)
            if not self._stopped.is_set():
                self.disagreements(collection)
        except (UnknownCollection, _LeftAlone):
            return
        except Exception as error:  # the boundary: whoever looks is told, and nothing else suffers
            self._failed[collection] = str(error) if isinstance(error, _TOLD) else _BROKEN
            log.error("the survey stopped", exc_info=untold(error))

    def _give_way(self) -> None:
        """Let questions go first, for a while."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and time.monotonic() - self._index.searched < _QUIET:
            if self._stopped.wait(_QUIET / 4):
                return

    def _survey_or_skip(self, collection: str, identifier: str, content: str) -> None:
        with self._examining:
            if (identifier, content) in self._skipped:  # by another thread, a moment ago
                return
            try:
                self._survey(collection, identifier)
            except _ELSEWHERE:
                raise
            except Exception as error:  # the boundary: one document must not keep the others from being compared
                self._skipped |= {(identifier, content)}
                log.error("the survey skips the document %s", identifier, exc_info=untold(error))

    def _survey(self, collection: str, identifier: str) -> None:
        store = self._index.statements
        with suppress(UnknownDocument):
            if store.is_surveyed(identifier, VERSION):
                return
            if store.begin(identifier) >= _STARTS:
                raise _Deadly(f"{_STARTS} processes died of it")
            try:
                self._examine(collection, identifier)
            finally:
                store.leave(identifier)

    def _examine(self, collection: str, identifier: str) -> None:
        document = self._index.document(identifier)
        text = self._index.text(identifier)
        own = find_statements(text, document.metadata, document.furniture)
        contrasts = self._contrasts(collection, identifier, own, text)
        new = [NewStatement(one.start, one.end, one.text, one.context) for one in own]
        self._index.statements.store(identifier, text, VERSION, new, contrasts)

    def _contrasts(self, collection: str, identifier: str, own: Sequence[Statement], text: str) -> Sequence[Contrast]:
        store = self._index.statements
        postings = self._postings.setdefault(collection, Postings(store, collection))
        postings.refresh()
        near = beside(store, self._index.near(identifier, _NEIGHBOURS))
        plain = postings.lexicon(own, self._vectors, Aliases())
        keys = {
            number: dict.fromkeys([*postings.alike(one, plain), *_beside(one, near)]) for number, one in enumerate(own)
        }
        rows = {row.key: row for row in store.rows({key for found in keys.values() for key in found}, LEAD)}
        others = {
            number: [rows[key] for key in found if key in rows and rows[key].document.id != identifier]
            for number, found in keys.items()
        }
        openings = {row.document.id for row in rows.values()}
        aliases = find_aliases([text[:OPENING], *(self._index.opening(one, OPENING) for one in sorted(openings))])
        return examine(own, others, postings.lexicon(own, self._vectors, aliases), self._models)

    def agreed(self, collection: str) -> tuple[Agreed, ...]:
        """Return the figures on which documents agree, as far as they are surveyed. Raises UnknownCollection."""
        return tuple(find_agreed(*self._contrasted(collection)))

    def _contrasted(self, collection: str) -> tuple[Sequence[Contrast], Mapping[int, StatementRow]]:
        store = self._index.statements
        contrasts = store.contrasts(collection)
        keys = {key for one in contrasts for key in (one.first, one.second)}
        return contrasts, {row.key: row for row in store.rows(keys, LEAD)}

    def _find(self, collection: str) -> tuple[Found, ...]:
        subjects = find_subjects(*self._contrasted(collection))
        places = self._index.statements.passages({member.row.key for subject in subjects for member in subject.members})
        found = [made for subject in subjects if (made := report(subject, places, self._origins))]
        return tuple(sorted(found, key=lambda one: (-one.weight, one.id)))

    def _origins(self, evidence: Sequence[Evidence]) -> Mapping[str, str]:
        documents = [item.document.id for item in evidence]
        return origins({document: self._index.opening(document, _COMPARED) for document in documents})


def _beside(statement: Statement, near: Mapping[tuple[int, int], Sequence[int]]) -> list[int]:
    return [key for (start, end), keys in near.items() if start <= statement.start < end for key in keys]
