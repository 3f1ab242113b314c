"""`counterpoint add`: files and folders into a collection."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from api.commands.usage import UsageError
from api.intake import File, Outcome, take_in
from api.terminal import harmless
from corpus.types import Unreadable
from rag.settings import Settings
from rag.wire import open_service


def add(args: Namespace, settings: Settings, out: Callable[[str], None]) -> int:
    """Index what can be read. 0 if anything was (unchanged counts), 1 if nothing was."""
    from tqdm import tqdm

    from corpus.folder import find_files

    for path in args.paths:
        if not path.exists():
            raise UsageError(f"there is no file or folder {harmless(str(path))}; check the path")
    files = [File(name, partial(_load, path)) for name, path in find_files(args.paths)]
    counts: Counter[str] = Counter()
    with (
        open_service(settings) as service,
        tqdm(total=len(files), unit="file", disable=not sys.stderr.isatty()) as bar,
    ):
        for outcome in take_in(service.index, args.collection, files):
            bar.update()
            with bar.external_write_mode(file=sys.stdout):
                for line in _lines(outcome, counts):
                    out(line)
    out(_summary(counts, args.collection))
    return 0 if counts.total() > counts["rejected"] else 1


def _load(path: Path) -> bytes:
    from corpus.read import MAX_BYTES

    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable("too_large", f"it is larger than {MAX_BYTES // 1_000_000} MB; split it")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable("cannot_open", f"it cannot be opened ({error.strerror}); check its permissions") from error


def _lines(outcome: Outcome, counts: Counter[str]) -> Iterator[str]:
    name = harmless(outcome.name)
    if outcome.rejected:
        counts["rejected"] += 1
        yield f"{'rejected':<10} {name}: {harmless(outcome.rejected.detail)}"
    statuses = Counter(added.status for added in outcome.added)
    counts.update(statuses)
    for status, count in statuses.items():
        yield f"{status:<10} {name}" + (f" ({count} documents)" if len(outcome.added) > 1 else "")


def _summary(counts: Counter[str], collection: str) -> str:
    shown = ", ".join(f"{counts[status]} {status}" for status in ("added", "updated", "unchanged", "rejected"))
    return f"{shown} in the collection {harmless(collection)}"
