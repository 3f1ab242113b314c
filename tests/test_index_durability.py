"""What was acknowledged stays, whatever happens to the process; several processes share one folder."""

import hashlib
import multiprocessing
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from corpus.types import Document, Metadata
from index.store import Index
from index.types import Filters
from tests.fakes import HashEmbedder

# children are forked off a process that has imported everything and has no threads: each starts in no time
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.test_index_durability", "langchain_text_splitters", "sentencex"])

READY = ("", "")

pytestmark = pytest.mark.slow


def document(name: str) -> Document:
    """Of one to six passages, told by its name alone."""
    words = random.Random(name).choices(["ferry", "harbour", "storm", "cargo", "crew", "hull"], k=60)
    text = f"Report {name}. " + f"The {' '.join(words)} came at noon. " * (1 + len(words[0]) % 6)
    return Document(f"{name}.txt", text, Metadata(title=f"Title {name}"))


def add_documents(home: Path, prefix: str, count: int, acknowledge: Connection) -> None:
    """Adds one document after another; now and then replaces one, searches, or opens the index anew."""
    acknowledge.send(READY)
    place = 0
    while place < count:
        with Index.open(home, HashEmbedder()) as index:
            for _ in range(7):
                name = f"{prefix}-{place}"
                if place % 5 == 4:
                    index.add("default", [Document(f"{name}.txt", "An older text of the same name.")])
                (added,) = index.add("default", [document(name)])
                acknowledge.send((added.document.id, name))
                if place % 3 == 2:
                    index.search("the ferry in the storm", "default")
                place += 1
    acknowledge.close()


def start(home: Path, prefix: str, count: int) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    receive, send = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=add_documents, args=(home, prefix, count, send))
    process.start()
    send.close()
    assert receive.recv() == READY
    return process, receive


def received(acknowledged: Connection) -> Iterator[tuple[str, str]]:
    while True:
        try:
            yield acknowledged.recv()
        except EOFError:
            return


def check_whole(home: Path) -> dict[str, str]:
    """Every document there is complete, by SQLite's own word. Gives the hash of each text by document id."""
    with closing(sqlite3.connect(home / "counterpoint.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = connection.execute(
            "SELECT d.id, d.name, t.text, d.passages, count(p.key), count(v.passage), sum(length(v.vector)), "
            "group_concat(length(p.text) = p.end - p.start, '') FROM documents d "
            "LEFT JOIN texts t ON t.document = d.key LEFT JOIN passages p ON p.document = d.key "
            "LEFT JOIN vectors v ON v.passage = p.key GROUP BY d.key"
        ).fetchall()
        orphans = "SELECT count(*) FROM vectors WHERE passage NOT IN (SELECT key FROM passages)"
        assert connection.execute(orphans).fetchone() == (0,)
    for _, _, text, passages, stored, vectors, size, lengths in rows:
        assert text
        assert passages == stored == vectors > 0
        assert size == 64 * 4 * passages
        assert lengths == "1" * passages
    return {identifier: hashlib.sha256(text.encode()).hexdigest() for identifier, _, text, *_ in rows}


def test_an_acknowledged_document_survives_being_killed(tmp_path: Path) -> None:
    chance = random.Random(20240322)
    acknowledged: dict[str, str] = {}
    cut_short = 0
    for turn in range(50):
        process, pipe = start(tmp_path, f"turn{turn}", 10_000)
        time.sleep(chance.uniform(0.01, 0.35))
        process.kill()
        process.join()
        cut_short += process.exitcode == -9
        acknowledged.update(received(pipe))

        with Index.open(tmp_path, HashEmbedder()) as index:
            hashes = check_whole(tmp_path)
            for identifier, name in acknowledged.items():
                assert hashes[identifier] == hashlib.sha256(document(name).text.encode()).hexdigest()
            if acknowledged:
                *_, last = acknowledged
                hits = index.search("Report of the ferry", "default", 9, Filters(document=last))
                assert len(hits) == index.document(last).passages
                assert all(hit.dense is not None and hit.lexical is not None for hit in hits)
                assert index.collection("default").documents == len(hashes)
    assert cut_short == 50
    assert len(acknowledged) > 50


def test_a_reader_finds_what_another_process_has_just_added(tmp_path: Path) -> None:
    with Index.open(tmp_path, HashEmbedder()) as index:
        process, pipe = start(tmp_path, "other", 21)
        count = 0
        for identifier, name in received(pipe):
            found = index.search(f"Report {name}", "default", 5)
            assert name in {hit.document.name[:-4] for hit in found}
            assert index.text(identifier) == document(name).text
            count += 1
        process.join()

    assert (process.exitcode, count) == (0, 21)
    assert len(check_whole(tmp_path)) == 21


def test_asking_goes_on_while_several_processes_add(tmp_path: Path) -> None:
    errors: list[BaseException] = []
    done = threading.Event()
    with Index.open(tmp_path, HashEmbedder()) as index:
        index.add("default", [document("first")])

        def ask() -> None:
            try:
                while not done.is_set():
                    hits = index.search("Report first on the ferry", "default", 40)
                    assert "first.txt" in {hit.document.name for hit in hits}
                    for hit in hits[:3]:
                        text = index.text(hit.document.id)
                        assert text == "An older text of the same name." or hit.text in text
                    index.documents("default")
            except BaseException as error:
                errors.append(error)

        askers = [threading.Thread(target=ask) for _ in range(3)]
        writers = [start(tmp_path, f"writer{number}", 14) for number in range(3)]
        for asker in askers:
            asker.start()
        acknowledged = [item for _, pipe in writers for item in received(pipe)]
        for process, _ in writers:
            process.join()
        done.set()
        for asker in askers:
            asker.join()

        assert errors == []
        assert [process.exitcode for process, _ in writers] == [0, 0, 0]
        assert len(acknowledged) == 42
        assert index.collection("default").documents == 43
    assert {identifier for identifier, _ in acknowledged} <= set(check_whole(tmp_path))


def test_a_new_folder_may_be_opened_by_many_at_once(tmp_path: Path) -> None:
    started = [start(tmp_path / "new", f"opener{number}", 7) for number in range(5)]
    counts = [len(list(received(pipe))) for _, pipe in started]
    for process, _ in started:
        process.join()

    assert counts == [7] * 5
    assert len(check_whole(tmp_path / "new")) == 35
