"""The command with the real engine: exit statuses, one-line errors, and the project's own sets."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.folder import find_files
from corpus.read import read
from eval.__main__ import main
from eval.cases import Case, check_evidence, load_cases
from rag.settings import Settings
from rag.wire import open_service

SETS = Path(__file__).parents[1] / "eval" / "sets"
SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
DOCUMENTS = {
    "coastguard.md": "---\nsource: Coastguard\n---\n\nWhen the ferry Alba sank, we recovered 38 bodies.\n",
    "echo.txt": "Forty-one people died when the ferry Alba sank. Her master was Ivo Brandt.\n",
}
CASES: list[dict[str, Any]] = [
    {
        "id": "toll",
        "question": "How many people died when the ferry Alba sank?",
        "answerable": True,
        "disagreement": "value",
        "positions": [
            {"answers": ["38"], "evidence": [{"document": "coastguard.md", "quote": "recovered 38 bodies"}]},
            {
                "answers": ["41", "forty-one"],
                "evidence": [{"document": "echo.txt", "quote": "Forty-one people died"}],
            },
        ],
    },
    {
        "id": "master",
        "question": "Who was the master of the ferry Alba?",
        "answerable": True,
        "disagreement": "none",
        "positions": [
            {
                "answers": ["Ivo Brandt"],
                "evidence": [{"document": "echo.txt", "quote": "master was Ivo Brandt"}],
            }
        ],
    },
    {"id": "bread", "question": "How is bread baked?", "answerable": False, "disagreement": "none"},
]


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A set of three questions with its folder `corpus` beside it."""
    (tmp_path / "corpus").mkdir()
    for name, text in DOCUMENTS.items():
        (tmp_path / "corpus" / name).write_text(text, encoding="utf-8")
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in CASES), encoding="utf-8")
    return path


def evaluated(path: Path, *options: str) -> int:
    return main([str(path), "--home", str(path.parent / "home"), *options])


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in SETS.glob("*/reworded.jsonl")))
def test_reworded_questions_ask_the_same_in_other_words(folder: str) -> None:
    first, other = load_cases(SETS / folder / "questions.jsonl"), load_cases(SETS / folder / "reworded.jsonl")
    assert all(one.question != same.question for one, same in zip(first, other, strict=True))
    assert tuple(replace(same, question=one.question) for one, same in zip(first, other, strict=True)) == first


@pytest.mark.slow
def test_a_folder_is_indexed_for_the_run_only(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ferry.parent / "corpus" / "picture.png").write_bytes(b"\x89PNG")

    assert evaluated(ferry, "--json", str(ferry.parent / "out.json")) == 0

    out, err = capsys.readouterr()
    plain = json.loads((ferry.parent / "out.json").read_text(encoding="utf-8"))
    assert [case["id"] for case in plain["cases"]] == ["toll", "master", "bread"]
    assert plain["figures"]["quote_exactness"]["value"] == 1.0
    assert plain["figures"]["failures"]["value"] == 0.0
    assert out.startswith("quote_exactness")
    assert "picture.png was left out" in err
    assert not list((ferry.parent / "home").glob("temporary-*"))


@pytest.mark.slow
def test_a_collection_gives_the_figures_of_its_folder(ferry: Path) -> None:
    home, out = ferry.parent / "home", ferry.parent / "out.json"
    with open_service(Settings(home)) as service:
        documents = [document for name, text in DOCUMENTS.items() for document in read(name, text.encode())]
        service.index.add("ferries", documents)

    def scores(*options: str) -> list[dict[str, list[float]]]:
        evaluated(ferry, "--json", str(out), *options)
        return [case["scores"] for case in json.loads(out.read_text(encoding="utf-8"))["cases"]]

    assert scores("--collection", "ferries") == scores("--corpus", str(ferry.parent / "corpus"))


@pytest.mark.slow
def test_a_bar_that_is_missed_exits_1(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluated(ferry, "--fail-under", "latency_p50=0", "--fail-under", "quote_exactness=1") == 1

    assert "latency_p50 is" in capsys.readouterr().err.splitlines()[-1]


def could_not_run(capsys: pytest.CaptureFixture[str], status: int) -> str:
    out, err = capsys.readouterr()
    assert status == 2
    assert out == ""
    assert len(err.splitlines()) == 1
    return err


def test_a_malformed_set_cannot_run(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ferry.write_text("{", encoding="utf-8")

    assert "line 1: Invalid JSON" in could_not_run(capsys, evaluated(ferry))


def test_a_quote_that_is_not_there_stops_the_run(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ferry.parent / "corpus" / "echo.txt").write_text("Thirty-nine people died.", encoding="utf-8")

    assert "toll: 'echo.txt' does not say 'Forty-one people died'" in could_not_run(capsys, evaluated(ferry))
    assert not (ferry.parent / "home").exists()


def test_a_missing_set_cannot_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "No such file" in could_not_run(capsys, evaluated(tmp_path / "none.jsonl"))


def test_a_set_alone_says_what_to_give(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ferry.parent / "corpus").rename(ferry.parent / "elsewhere")

    assert "--corpus DIR, --collection NAME or --url URL" in could_not_run(capsys, evaluated(ferry))


def test_an_empty_folder_cannot_run(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ferry.parent / "empty").mkdir()

    status = evaluated(ferry, "--corpus", str(ferry.parent / "empty"))

    assert "holds no document that can be read" in could_not_run(capsys, status)


def test_an_unreachable_service_cannot_run(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "cannot be reached" in could_not_run(capsys, evaluated(ferry, "--url", "http://127.0.0.1:9"))


@pytest.mark.parametrize(("bar", "reason"), [("speed=1", "is not a figure"), ("flag_f1=good", "such as flag_f1=0.9")])
def test_a_bar_that_means_nothing_cannot_run(
    ferry: Path, capsys: pytest.CaptureFixture[str], bar: str, reason: str
) -> None:
    assert reason in could_not_run(capsys, evaluated(ferry, "--fail-under", bar))


def texts(folder: Path) -> dict[str, str]:
    found = (document for name, path in find_files([folder]) for document in read(name, path.read_bytes()))
    return {document.name: document.text for document in found}


def kinds(cases: tuple[Case, ...]) -> set[str]:
    return {case.disagreement if case.answerable else "unanswerable" for case in cases}


@pytest.mark.parametrize(
    ("path", "folder", "least"),
    [
        (SETS / "samples.jsonl", SAMPLES, 40),
        *((SETS / name / "questions.jsonl", SETS / name / "corpus", 40) for name in ("dam", "water", "tram")),
    ],
)
def test_the_projects_sets_hold_every_kind_and_quote_verbatim(path: Path, folder: Path, least: int) -> None:
    cases = load_cases(path)

    check_evidence(cases, texts(folder))
    assert len(cases) >= least
    assert kinds(cases) == {"none", "value", "stance", "update", "scope", "unanswerable"}
    assert sum(not case.answerable for case in cases) >= 6


@pytest.mark.slow
def test_an_equal_engine_passes_the_baseline_and_a_worse_one_does_not(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, out = ferry.parent / "before.json", ferry.parent / "out.html"
    assert evaluated(ferry, "--json", str(before)) == 0
    assert evaluated(ferry, "--baseline", str(before), "--html", str(out), "--markdown", str(out) + ".md") == 0
    assert "no figure has changed" in capsys.readouterr().out
    assert "<mark>Forty-one people died when the ferry Alba sank.</mark>" in out.read_text(encoding="utf-8")

    monkeypatch.setattr("rag.positions.ENOUGH", 1.1)  # nothing is ever sure enough

    assert evaluated(ferry, "--baseline", str(before)) == 1
    shown = capsys.readouterr()
    assert "broken: toll, master" in shown.out
    assert "answer_accuracy went from 1 to 0" in shown.err
