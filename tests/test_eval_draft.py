"""Sets drafted from a collection, and sets checked."""

import json
from pathlib import Path

import pytest

from corpus.types import Document
from eval.__main__ import main
from eval.cases import check_evidence, load_cases
from eval.draft import as_lines, draft, question_of
from rag.settings import Settings
from rag.wire import open_service

REPORTS = {
    "police.txt": "The fire at the Olsen mill killed 14 people. The Olsen mill was built in 1874 by Karl Olsen.",
    "ledger.txt": "The fire at the Olsen mill killed 19 people. The Olsen mill was built in 1874, we learn.",
}


@pytest.mark.parametrize(
    ("about", "question"),
    [
        ("how many people died (The fire)", "How many people died (The fire)?"),
        ("whether the dam was overtopped", "Is it true that the dam was overtopped?"),
        ("the date: “It was built in …”", "What is the date: “It was built in …”?"),
    ],
)
def test_what_is_disputed_becomes_a_question(about: str, question: str) -> None:
    assert question_of(about) == question


@pytest.mark.slow
def test_a_draft_is_a_set_that_its_own_documents_bear_out(tmp_path: Path) -> None:
    with open_service(Settings(tmp_path / "home")) as service:
        service.index.add("fire", [Document(name, text) for name, text in REPORTS.items()])
        path = tmp_path / "set.jsonl"
        path.write_text(as_lines(draft(service, "fire")), encoding="utf-8")

    cases = load_cases(path)
    check_evidence(cases, REPORTS)

    toll = next(case for case in cases if case.disagreement == "value")
    assert {position.answers[0] for position in toll.positions} == {"14 people", "19 people"}
    built = next(case for case in cases if case.disagreement == "none")
    assert "1874" in built.positions[0].answers
    assert {item.document for item in built.evidence} == set(REPORTS)


@pytest.mark.slow
def test_new_and_check_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, path = ["--home", str(tmp_path / "home")], tmp_path / "set.jsonl"
    with open_service(Settings(tmp_path / "home")) as service:
        service.index.add("fire", [Document(name, text) for name, text in REPORTS.items()])

    assert main(["new", str(path), "--collection", "fire", *home]) == 0
    assert "drafted into" in capsys.readouterr().out
    assert main(["check", str(path), "--collection", "fire", *home]) == 0
    assert "nothing wrong\n" in capsys.readouterr().out
    assert main(["new", str(path), "--collection", "fire", *home]) == 2
    assert "is there already" in capsys.readouterr().err

    first, *rest = path.read_text(encoding="utf-8").splitlines()
    changed = json.loads(first)
    changed["positions"][0]["evidence"][0]["quote"] = "nowhere said"
    path.write_text("\n".join([json.dumps(changed), *rest]), encoding="utf-8")
    assert main(["check", str(path), "--collection", "fire", *home]) == 2
    assert "nowhere said" in capsys.readouterr().err
    assert main(["other", str(path), *home]) == 2
    assert "one file too many" in capsys.readouterr().err
    assert main(["new", str(tmp_path / "x.jsonl"), *home]) == 2
    assert "--collection NAME" in capsys.readouterr().err
