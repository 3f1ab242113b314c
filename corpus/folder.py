"""Which files a user's paths stand for, and what each is called."""

from collections.abc import Iterator, Sequence
from pathlib import Path

_LONGEST_PREFIX = 64  # folders; names that still clash are then told apart by number


def find_files(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """Names and paths of the files, sorted by name: files as given, folders with all they hold.

    A file is named by its base name, a file in a folder by its POSIX path relative to that folder. Where two
    files would get one name, as many parent folders are put before each as tell them apart. Hidden files and
    folders are left out, and so are symbolic links that lead out of their folder; a file found twice is
    listed once. Raises FileNotFoundError.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"no such file or folder: {path}. Check the spelling and the current folder.")
        for name, file in _files_of(path):
            found.setdefault(file.resolve(), name)
    return sorted((name, file) for file, name in _told_apart(found).items())


def _files_of(path: Path) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        yield path.name, path
        return
    home = path.resolve()
    for file in _walk(path):
        if file.resolve().is_relative_to(home):
            yield file.relative_to(path).as_posix(), file


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder; linked folders are not entered, so that no loop is."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _walk(entry)
        elif entry.is_file():
            yield entry


def _told_apart(found: dict[Path, str]) -> dict[Path, str]:
    """Gives each file whose name another has too one more parent folder, until all names differ."""
    names = dict(found)
    for _ in range(_LONGEST_PREFIX):
        files_by_name: dict[str, list[Path]] = {}
        for file, name in names.items():
            files_by_name.setdefault(name, []).append(file)
        clashing = [file for files in files_by_name.values() if len(files) > 1 for file in files]
        if not clashing:
            break
        names.update({file: _with_parent(file, names[file]) for file in clashing})
    return names


def _with_parent(file: Path, name: str) -> str:
    """The name with the folder above it before it."""
    parts = file.parts
    depth = min(len(Path(name).parts) + 1, len(parts) - 1)
    return "/".join(parts[-depth:])
