"""Sets in the forms they were published in."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.cases import MalformedSet
from eval.published import ALL, read_published

CONTRADICTING: dict[str, Any] = {
    "question": "When did Liu Zhi die?",
    "context1": "Liu Zhi died in 1972.",
    "context2": "He died on 15 January 1971.",
    "context1_info": "Liu Zhi was a general. Liu Zhi died in 1972.",
    "context2_info": "another text",
    "answer1": "1972",
    "answer2": "15 January 1971.",
}
RAM: dict[str, Any] = {
    "question": "How many people live in Broken Bow?",
    "documents": [
        {"text": "Broken Bow has 3,559 inhabitants.", "type": "correct", "answer": "3,559"},
        {"text": "Broken Bow, Oklahoma, has 4,120 inhabitants.", "type": "correct", "answer": "4,120"},
        {"text": "Nothing of it here.", "type": "noise", "answer": "unknown"},
        {"text": "  ", "type": "noise", "answer": "unknown"},
    ],
    "gold_answers": ["3,559", "4,120"],
    "wrong_answers": [],
}
SQUAD: dict[str, Any] = {
    "title": "Olsen_mill",
    "context": "The fire at the Olsen mill  killed 14 people.",
    "qas": [
        {"question": "How many did the fire kill?", "answers": ["14"]},
        {"question": "Who started it?", "answers": []},
    ],
}


def lines(path: Path, *rows: Any) -> Path:
    text = "\n".join(json.dumps(row) for row in rows)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


def beir(folder: Path) -> Path:
    (folder / "qrels").mkdir(parents=True)
    lines(
        folder / "corpus.jsonl",
        *({"_id": f"d{n}", "title": f"Mill {n}", "text": f"Mill number {n}."} for n in range(3)),
    )
    lines(folder / "queries.jsonl", {"_id": "q1", "text": "Which is mill 2?"}, {"_id": "q2", "text": "unjudged"})
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td2\t1\nq1\td0\t0\n", encoding="utf-8")
    return folder


def test_passages_that_contradict_are_two_positions(tmp_path: Path) -> None:
    made = read_published(lines(tmp_path / "wiki.jsonl.gz", CONTRADICTING))

    assert made is not None
    (case,) = made.cases
    assert [position.answers for position in case.positions] == [("1972",), ("15 January 1971",)]
    assert [one.text for one in made.documents[ALL]] == [CONTRADICTING["context1_info"], CONTRADICTING["context2"]]
    assert {"value", "stance", "update"} == {*case.also, case.disagreement}


def test_each_question_of_ramdocs_has_documents_of_its_own(tmp_path: Path) -> None:
    made = read_published(lines(tmp_path / "ram.jsonl", RAM, RAM))

    assert made is not None
    assert {name: len(documents) for name, documents in made.documents.items()} == {"q0": 3, "q1": 3}
    assert made.collections == {"q0": "q0", "q1": "q1"}
    assert [position.answers[0] for position in made.cases[0].positions] == ["3,559", "4,120"]


@pytest.mark.parametrize("whole", [True, False])
def test_squad_with_and_without_answers(whole: bool, tmp_path: Path) -> None:
    path = tmp_path / ("squad.json" if whole else "squad.jsonl")
    row = {"data": [{"title": SQUAD["title"], "paragraphs": [SQUAD]}]} if whole else SQUAD
    made = read_published(lines(path, row))

    assert made is not None
    assert [(case.answerable, case.positions[0].answers if case.positions else ()) for case in made.cases] == [
        (True, ("14",)),
        (False, ()),
    ]
    assert made.documents[ALL][0].metadata.title == "Olsen mill"
    assert made.documents[ALL][0].text == "The fire at the Olsen mill killed 14 people."


def test_a_beir_folder_is_judged_queries_alone(tmp_path: Path) -> None:
    made = read_published(beir(tmp_path / "scifact"))

    assert made is not None
    assert [(case.id, dict(case.documents), case.asks) for case in made.cases] == [("q1", {"d2": 1}, False)]
    assert "BM25 0.679" in made.beside


def test_our_own_form_is_left_to_its_reader(tmp_path: Path) -> None:
    assert read_published(lines(tmp_path / "set.jsonl", {"id": "a", "question": "?", "answerable": False})) is None


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("a.jsonl", '{"question": "?", "context1": "x"}', ":1: context2: is missing"),
        ("a.jsonl", '{"qas": [], "title": "t", "context": ""}\n{"qas"', ":2: no JSON"),
        ("a.json", "[1]", "is no SQuAD file"),
    ],
)
def test_a_malformed_line_is_named(name: str, text: str, wrong: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(MalformedSet, match=wrong):
        read_published(tmp_path / name)


def test_a_folder_that_is_none_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MalformedSet, match=r"is no BEIR folder: it has no corpus\.jsonl"):
        read_published(tmp_path)


@pytest.mark.slow
def test_published_sets_run_with_one_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (
        beir(tmp_path / "scifact"),
        lines(tmp_path / "ram.jsonl", RAM),
        lines(tmp_path / "squad.jsonl", SQUAD),
        lines(tmp_path / "wiki.jsonl", CONTRADICTING),
    ):
        out = tmp_path / "out.json"
        assert main([str(path), "--home", str(tmp_path / "home"), "--json", str(out)]) == 0
        report = json.loads(out.read_text(encoding="utf-8"))
        assert report["finished"]
        assert report["figures"]["failures"]["value"] == 0.0
    said = capsys.readouterr().out

    assert "ndcg_10 as published: BM25 0.679" in said
