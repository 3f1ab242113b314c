"""The command line, as people and scripts use it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import unicodedata
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from api.__main__ import main
from tests.uploads import files

pytestmark = pytest.mark.slow  # commands that answer load the real model
HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "faiss",
    "tantivy",
    "openvino",
    "trafilatura",
    "fastapi",
)
SEA = "The sinking of the ferry Ranvik killed 14 people."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process: exit status, standard output, standard error."""
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path / "home"))

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        out, error = capsys.readouterr()
        return status, out, error

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one file of every type and three that cannot be read."""
    made = tmp_path / "folder"
    made.mkdir()
    for name, content in {
        **files(),
        "empty.txt": b"",
        "image.png": b"\x89PNG",
        "noise.txt": b"\x00\x01",
    }.items():
        (made / name).write_bytes(content)
    return made


def assert_refused(result: tuple[int, str, str], *words: str) -> None:
    """Exit 2, and one line on standard error that holds `words`."""
    status, out, error = result
    assert (status, out) == (2, "")
    assert error.count("\n") == 1
    assert error.endswith("\n")
    for word in words:
        assert word in error


def environment(home: Path) -> dict[str, str]:
    """This process's environment with another data folder."""
    return {**os.environ, "COUNTERPOINT_HOME": str(home)}


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom api.__main__ import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
    for command in ("add", "ask", "serve", "list", "remove", "keys", "eval"):
        assert re.search(rf"^ +{command} ", done.stdout, re.MULTILINE)


def test_the_application_loads_without_model_or_indexes() -> None:
    heavy = [name for name in HEAVY if name != "fastapi"]
    code = f"import sys, api.app\nprint([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("command", ["add", "ask", "serve", "list", "remove", "keys", "eval"])
def test_every_command_explains_itself(run: Run, command: str) -> None:
    status, out, error = run(command, "--help")
    assert (status, error) == (0, "")
    assert "--home DIR" in out


def test_adding_tells_what_became_of_each_file(run: Run, folder: Path) -> None:
    status, out, error = run("add", folder)
    assert (status, error) == (0, "")
    lines = out.splitlines()
    assert {line.split(maxsplit=1)[1].split(" ")[0] for line in lines[:-1] if line.startswith("added")} >= {
        name for name in files() if not name.endswith((".csv", ".jsonl"))
    }
    rejected = {line.split()[1].rstrip(":"): line for line in lines if line.startswith("rejected")}
    assert rejected.keys() == {"empty.txt", "image.png", "noise.txt"}
    assert lines[-1] == f"{len(files())} added, 0 updated, 0 unchanged, 3 rejected in the collection default"

    (folder / "report.txt").write_text(SEA)
    status, out, _ = run("add", folder)
    assert status == 0
    assert "updated    report.txt\n" in out
    assert out.endswith(f"0 added, 1 updated, {len(files()) - 1} unchanged, 3 rejected in the collection default\n")


def test_adding_nothing_readable_is_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    assert run("add", tmp_path / "image.png")[0] == 1
    (tmp_path / "none").mkdir()
    status, out, _ = run("add", tmp_path / "none")
    assert (status, out) == (1, "0 added, 0 updated, 0 unchanged, 0 rejected in the collection default\n")


def test_a_question_is_answered_with_what_was_added(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SEA)
    (tmp_path / "b.txt").write_text(SEA.replace("14", "19"))
    assert run("add", tmp_path / "a.txt", tmp_path / "b.txt", "--collection", "ferry")[0] == 0
    question = "How many people were killed in the sinking of the ferry Ranvik?"
    status, out, error = run("ask", question, "--collection", "ferry")
    assert (status, error) == (0, "")
    assert "The sources disagree" in out
    assert re.search(r"^ +1[49] people {3,}1[49] people$", out, re.MULTILINE)
    assert sorted(line[4:] for line in out.splitlines() if re.match(r"\[[12]\] [ab]\.txt$", line)) == [
        "a.txt",
        "b.txt",
    ]
    assert f"“{SEA}”" in out

    status, out, _ = run("ask", question, "--collection", "ferry", "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["question"], answer["collection"], answer["status"]) == (question, "ferry", "answered")
    texts = {"a.txt": SEA, "b.txt": SEA.replace("14", "19")}
    assert {one["document"] for one in answer["citations"]} == set(texts)
    for one in answer["citations"]:
        assert one["quote"] == texts[one["document"]][one["start"] : one["end"]]
    assert len(answer["disagreements"][0]["positions"]) == 2


def test_listing_and_removing(run: Run, tmp_path: Path) -> None:
    assert run("list") == (0, "Nothing is stored yet; add something with `counterpoint add PATH`.\n", "")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SEA + name)
        run("add", tmp_path / name)
    status, out, _ = run("list")
    assert (status, out.split(",")[:2]) == (0, ["default: 2 documents", " 2 passages"])
    (collection,) = json.loads(run("list", "--json")[1])["collections"]
    assert (collection["name"], collection["documents"], collection["passages"]) == ("default", 2, 2)
    documents = json.loads(run("list", "--collection", "default", "--json")[1])["documents"]
    assert [one["name"] for one in documents] == ["a.txt", "b.txt"]

    assert run("remove", "a.txt") == (0, "removed    a.txt\n", "")
    assert_refused(run("remove", "a.txt"), "a.txt", "counterpoint list")
    assert run("remove", documents[1]["id"]) == (0, "removed    b.txt\n", "")


def test_bad_input_is_one_line_and_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SEA)
    (tmp_path / "file").write_text("not a folder")
    assert_refused(run(), "COMMAND")
    assert_refused(run("fly"), "fly")
    assert_refused(run("add"), "PATH")
    assert_refused(run("add", tmp_path / "missing"), "missing", "check the path")
    assert_refused(run("add", tmp_path / "a.txt", "--collection", "../up"), "../up")
    assert_refused(run("ask", "Why?"), "default", "counterpoint list")
    assert_refused(run("ask", " \n "), "empty")
    assert_refused(run("ask", "a\udcff"), "encoding")
    assert_refused(run("ask", "Why?", "--collection", "missing"), "missing")
    assert_refused(run("list", "--collection", "missing\x1b[2J"), "missing")
    assert_refused(run("--home", tmp_path / "file" / "home", "list"), "data folder", "--home")
    assert_refused(run("list", "--home", tmp_path / "file"), "data folder", "--home")
    assert_refused(run("eval", tmp_path / "missing.jsonl"), "missing.jsonl")
    assert_refused(run("serve", "--port", "70000"), "70000")
    assert_refused(run("serve", "--host", "0.0.0.0"), "--insecure")
    assert_refused(run("serve", "--host", "nowhere.invalid", "--insecure"), "nowhere.invalid")
    assert_refused(run("serve", "--allow-origin", "intranet.example"), "https://intranet.example")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert_refused(run("serve", "--port", str(taken.getsockname()[1])), "--port")


def test_a_hostile_document_does_nothing_to_the_terminal(run: Run, tmp_path: Path) -> None:
    hostile = f"\x1b[2J\x1b]0;owned\x07 {SEA} \u202e\x9b31m"
    (tmp_path / "a\x1b[31m.md").write_text(f'---\nsource: "Press\\e[31m"\n---\n{hostile}\n')
    outputs = [
        run("add", tmp_path / "a\x1b[31m.md"),
        run("ask", "How many people did the sinking of the ferry Ranvik kill?"),
    ]
    outputs += [run("list"), run("list", "--collection", "default"), run("remove", "\x1b[2J")]
    assert SEA in outputs[1][1].replace("\n    ", " ")
    for _, out, error in outputs:
        shown = {unicodedata.category(character) for character in (out + error).replace("\n", "")}
        assert not shown & {"Cc", "Cf", "Cs"}


def test_home_is_where_it_is_said_to_be(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SEA)
    assert run("--home", tmp_path / "one", "add", tmp_path / "a.txt")[0] == 0
    assert run("list", "--home", tmp_path / "one")[1].startswith("default: 1 documents")
    assert run("list")[1].startswith("Nothing")
    assert {path.name for path in tmp_path.iterdir()} == {"a.txt", "home", "one"}


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f'{sys.executable} -m api list --json | head -c 0; exit "${{PIPESTATUS[0]}}"'],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_serving_from_start_to_stop(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "api", "serve", "--port", "0", "--example", "How deep is the sea?"]
    with subprocess.Popen(
        command, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as serving:
        assert serving.stdout is not None
        assert serving.stderr is not None
        try:
            found = re.fullmatch(r"Counterpoint is at (http://127\.0\.0\.1:\d+)\n", serving.stdout.readline())
            assert found
            assert serving.stdout.readline() == "Try: How deep is the sea?\n"
            with urllib.request.urlopen(f"{found[1]}/ready") as response:
                assert json.load(response) == {"status": "ready"}
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(20)
        assert serving.returncode == 130
        assert serving.stderr.read() == ""


def test_serving_what_cannot_be_opened_ends_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "counterpoint.sqlite3").write_bytes(b"not a database" * 1_000)
    done = subprocess.run(
        [sys.executable, "-m", "api", "serve", "--port", "0"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert_refused((done.returncode, done.stdout, done.stderr), "counterpoint serve: ")
