"""The files that jobs wait with: kept on disk from the moment a job is accepted until it ends, whatever way.

Each is `incoming/<id of the job>/<number>`. What the client called it is in the job's request and never in a path.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from index.types import StorageFailed


class Incoming:
    """The files of one data folder, which many processes may use."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "incoming"
        self._lock_file = home / "incoming.lock"

    @contextmanager
    def kept(self, job: str, files: Sequence[bytes]) -> Iterator[None]:
        """Write the files of a job, which the block is to note; none stays if it raises. Raises StorageFailed."""
        if not files:
            yield
            return
        with FileLock(self._lock_file):  # no other process sweeps before the job is noted
            try:
                self._write(job, files)
                yield
            except BaseException:
                self.drop(job)
                raise

    def load(self, job: str, number: int) -> bytes:
        """One file of a job, counted from 0. Raises OSError."""
        return (self._folder / job / str(number)).read_bytes()

    def holds(self, job: str, numbers: Iterable[int]) -> bool:
        """Whether these files of a job are there."""
        return all((self._folder / job / str(number)).is_file() for number in numbers)

    def drop(self, job: str) -> None:
        """Remove the files of a job, if it has any."""
        shutil.rmtree(self._folder / job, ignore_errors=True)

    def sweep(self, wanted: Callable[[], Collection[str]]) -> None:
        """Remove the files of every job that is not `wanted`; nobody adds any while that is asked."""
        with FileLock(self._lock_file):
            kept = wanted()
            for folder in self._folder.iterdir() if self._folder.is_dir() else ():
                if folder.name not in kept:
                    self.drop(folder.name)

    def _write(self, job: str, files: Sequence[bytes]) -> None:
        folder = self._folder / job
        try:
            folder.mkdir(mode=0o700, parents=True)
            for number, content in enumerate(files):
                with (folder / str(number)).open("xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())  # else a job that outlives a power cut may find half a file
        except OSError as error:
            raise StorageFailed(
                f"{self._folder} did not take the files ({error.strerror}). Make room on the disk and try again; "
                "what was stored before is unharmed."
            ) from error
