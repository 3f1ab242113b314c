"""The derived indexes heal: whatever becomes of their files, a search finds what SQLite holds."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus.types import Document
from index.database import Database, Schema
from index.store import Index
from index.types import DamagedStore, Hit, StorageFailed
from tests.fakes import HashEmbedder

WORDS = ["ferry", "harbour", "storm", "cargo", "night", "crew", "captain", "port", "fire", "hull"]
QUERY = "cargo fire on the ferry"


def documents(first: int, count: int) -> list[Document]:
    random = np.random.default_rng(first)
    return [Document(f"{number:03}.txt", " ".join(random.choice(WORDS, 7))) for number in range(first, first + count)]


def found(home: Path) -> list[tuple[str, float | None, float | None]]:
    with Index.open(home, HashEmbedder()) as index:
        return seen(index)


def seen(index: Index) -> list[tuple[str, float | None, float | None]]:
    def rounded(score: float | None) -> float | None:
        return None if score is None else round(score, 4)

    def row(hit: Hit) -> tuple[str, float | None, float | None]:
        return hit.document.name, rounded(hit.dense), rounded(hit.lexical)

    return sorted(row(hit) for hit in index.search(QUERY, "default", 200))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Index.open(tmp_path, HashEmbedder()) as index:
        index.add("default", documents(0, 30))
        index.search(QUERY, "default")
        index.add("default", documents(30, 10))
    return tmp_path


@pytest.fixture
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, float | None, float | None]]:
    """What an index says that never kept a file for long enough to lose it."""
    with Index.open(tmp_path_factory.mktemp("fresh"), HashEmbedder()) as index:
        index.add("default", documents(0, 30) + documents(30, 10))
        return seen(index)


def files(home: Path) -> list[Path]:
    return sorted(path for path in (home / "indexes").rglob("*") if path.is_file() and path.suffix != ".lock")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scramble(path: Path) -> None:
    path.write_bytes(b"\x00garbage\xff" * 20)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    if content:
        content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [Path.unlink, truncate, scramble, flip])
def test_each_damaged_file_heals(
    home: Path, expected: list[tuple[str, float | None, float | None]], damage: Callable[[Path], None]
) -> None:
    for place in range(len(files(home))):
        paths = files(home)
        if place < len(paths):
            damage(paths[place])
        assert found(home) == expected
        assert json.loads((home / "indexes/1/lexical.json").read_bytes())["position"]["passage"] == 40


def test_deleted_indexes_heal(home: Path, expected: list[tuple[str, float | None, float | None]]) -> None:
    shutil.rmtree(home / "indexes")

    assert found(home) == expected
    assert files(home)


def test_indexes_of_another_format_are_built_again(
    home: Path, expected: list[tuple[str, float | None, float | None]]
) -> None:
    manifest = home / "indexes/1/lexical.json"
    manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 999'))

    assert found(home) == expected
    assert '"format": 1}' in manifest.read_text()


def test_indexes_behind_catch_up(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = tmp_path_factory.mktemp("kept") / "indexes"
    shutil.copytree(home / "indexes", kept)
    with Index.open(home, HashEmbedder()) as index:
        index.remove(index.documents("default")[0][3].id)
        index.add("default", documents(40, 5))
        now = seen(index)
    shutil.rmtree(home / "indexes")
    shutil.copytree(kept, home / "indexes")

    assert found(home) == now
    assert len({name for name, _, _ in now}) == 44


def test_a_backup_put_back_is_searched_as_it_is(home: Path, tmp_path: Path) -> None:
    """The files then reach further than the collection, and what is added next takes the same keys."""
    backup = (home / "counterpoint.sqlite3").read_bytes()
    before = found(home)
    with Index.open(home, HashEmbedder()) as index:
        index.add("default", [Document("later.txt", "cargo fire"), Document("later2.txt", "cargo ferry")])
    (home / "counterpoint.sqlite3").write_bytes(backup)

    assert found(home) == before
    with Index.open(home, HashEmbedder()) as index:
        index.add("default", [Document("other.txt", "storm"), Document("other2.txt", "ferry")])
        names = {name for name, _, _ in seen(index)}
    assert {"other.txt", "other2.txt"} <= names
    assert not {"later.txt", "later2.txt"} & names


def test_where_nothing_can_be_written_memory_serves(
    home: Path, expected: list[tuple[str, float | None, float | None]]
) -> None:
    shutil.rmtree(home / "indexes")
    (home / "indexes").write_text("a file where the folder should be")

    with Index.open(home, HashEmbedder()) as index:
        assert seen(index) == expected
        index.add("default", [Document("later.txt", "cargo fire")])
        index.remove(index.documents("default")[0][0].id)
        names = {name for name, _, _ in seen(index)}
    assert "later.txt" in names
    assert "000.txt" not in names


def test_files_lost_while_in_use_heal(home: Path, expected: list[tuple[str, float | None, float | None]]) -> None:
    with Index.open(home, HashEmbedder()) as index:
        assert seen(index) == expected
        shutil.rmtree(home / "indexes")
        assert seen(index) == expected
        index.add("default", [Document("later.txt", "cargo fire")])
        assert "later.txt" in {name for name, _, _ in seen(index)}


def test_files_of_collections_that_are_gone_are_swept_away(home: Path) -> None:
    (home / "indexes/77").mkdir()
    (home / "indexes/77/lexical.json").write_text("{}")
    with Index.open(home, HashEmbedder()) as index:
        index.remove_collection("default")
    with Index.open(home, HashEmbedder()):
        assert list((home / "indexes").iterdir()) == []


@pytest.fixture
def broken(home: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(home / "counterpoint.sqlite3")
    yield connection
    connection.close()


def test_a_newer_file_is_refused_untouched(home: Path, broken: sqlite3.Connection) -> None:
    broken.execute("PRAGMA user_version = 99")
    broken.commit()

    with pytest.raises(DamagedStore, match=r"newer version.*99.*Update Counterpoint"):
        Index.open(home, HashEmbedder())
    assert broken.execute("SELECT count(*) FROM documents").fetchone() == (40,)


def test_an_older_file_is_brought_up_version_by_version(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    tables = "CREATE TABLE ships (name TEXT);"
    with Database(path, Schema(1, tables)).write() as connection:
        connection.execute("INSERT INTO ships VALUES ('Ranvik')")
    size, age = "ALTER TABLE ships ADD COLUMN size DEFAULT 1;", "ALTER TABLE ships ADD COLUMN age DEFAULT 2;"
    with pytest.raises(DamagedStore):
        Database(path, Schema(3, "", {1: size, 2: f"{age} nonsense;"}))
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (2,), "what cannot be done leaves no trace"
        assert raw.execute("SELECT * FROM ships").fetchall() == [("Ranvik", 1)]
    for _ in range(2):
        with Database(path, Schema(3, "", {1: size, 2: age})).read() as connection:
            assert connection.execute("SELECT * FROM ships").fetchall() == [("Ranvik", 1, 2)]


def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "counterpoint.sqlite3").write_bytes(b"not a database, but somebody's file " * 100)

    with pytest.raises(DamagedStore, match="Restore it from a backup"):
        Index.open(tmp_path, HashEmbedder())
    assert (tmp_path / "counterpoint.sqlite3").read_bytes().startswith(b"not a database")


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """The change is refused with what to do, what was stored stays, and later changes are taken."""
    with Index.open(tmp_path, HashEmbedder()) as index:
        index.add("default", [Document("a.txt", "The first document.")])
        database = index._database
        with database.read() as connection:  # the only idle connection, so the one that will write
            used = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {used + 1}")
        with pytest.raises(StorageFailed, match="Make room on the disk"):
            index.add("default", [Document("b.txt", "A much longer document. " * 20_000)])
        with database.read() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")

        index.add("default", [Document("c.txt", "The third document.")])
        assert [document.name for document in index.documents("default")[0]] == ["a.txt", "c.txt"]


def test_an_opening_is_the_beginning_of_the_text(tmp_path: Path) -> None:
    """Counted in code points; a document that is gone has none."""
    with Index.open(tmp_path, HashEmbedder()) as index:
        (added,) = index.add("default", [Document("a.txt", "👩‍🔬 measured the flood.")])

        assert index.opening(added.document.id, 5) == "👩‍🔬 m"
        assert index.opening("0" * 16, 5) == ""
