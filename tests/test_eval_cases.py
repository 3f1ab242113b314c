"""A set is refused with the line and the reason, and its evidence is checked before anything runs."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Case, Evidence, ExpectedPosition, MalformedSet, check_evidence, load_cases

POSITION = {"answers": ["41"], "evidence": [{"document": "wire.md", "quote": "rose to 41"}]}
GOOD: dict[str, Any] = {
    "id": "toll",
    "question": "How many died?",
    "answerable": True,
    "disagreement": "none",
    "positions": [POSITION],
}


def written(folder: Path, *lines: str) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def line(**changes: Any) -> str:
    return json.dumps(GOOD | changes)


def test_every_field_is_read(tmp_path: Path) -> None:
    full = line(disagreement="value", positions=[POSITION, POSITION], also=["update"], kind="k", trap="t", note="n")

    cases = load_cases(written(tmp_path, full, "", line(id="other", unknown="left out")))

    position = ExpectedPosition(("41",), (Evidence("wire.md", "rose to 41"),))
    assert cases == (
        Case("toll", "How many died?", True, "value", (position, position), ("update",), "k", "t", "n"),
        Case("other", "How many died?", True, "none", (position,)),
    )


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line().encode() + b"\r\n" + line(id="b").encode() + b"\r\n")

    assert [case.id for case in load_cases(path)] == ["toll", "b"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "Invalid JSON"),
        ("[]", "object"),
        (
            json.dumps({name: GOOD[name] for name in GOOD if name != "answerable"}),
            "answerable: Field required",
        ),
        (line(answerable="yes"), "answerable: Input should be a valid boolean"),
        (
            line(disagreement="numbers"),
            "disagreement: Input should be 'none', 'value', 'stance', 'update' or 'scope'",
        ),
        (line(also=["numbers"]), "also.0"),
        (line(positions=[{"answers": ["41"]}]), "positions.0.evidence: Field required"),
        (
            line(positions=[POSITION | {"answers": [41]}]),
            "positions.0.answers.0: Input should be a valid string",
        ),
        (line(positions=[POSITION | {"answers": []}]), "answers: one is empty"),
        (line(positions=[POSITION | {"answers": [" "]}]), "answers: one is empty"),
        (line(positions=[POSITION | {"evidence": []}]), "evidence: a position has none"),
        (
            line(positions=[POSITION | {"evidence": [{"document": "d", "quote": ""}]}]),
            "evidence: a quote is empty",
        ),
        (line(positions=[]), "an answerable question has at least one"),
        (line(positions=[POSITION, POSITION]), "more than one is a disagreement"),
        (line(disagreement="value"), "a disagreement has two or more"),
        (line(answerable=False), "an unanswerable question has none"),
        (line(answerable=False, positions=[], disagreement="value"), "nothing answers it, so 'none'"),
        (line(id=" "), "id: is empty"),
        (line(question=""), "question: is empty"),
        (line(), "the id 'toll' is taken by an earlier line"),
    ],
)
def test_a_malformed_line_is_refused_with_its_number(tmp_path: Path, bad: str, reason: str) -> None:
    with pytest.raises(MalformedSet) as refused:
        load_cases(written(tmp_path, line(), "", bad))

    assert ", line 3: " in str(refused.value)
    assert reason in str(refused.value)


def test_a_set_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedSet, match="holds no questions"):
        load_cases(written(tmp_path, "", " "))


def test_a_set_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(line().encode() + b"\xff")

    with pytest.raises(MalformedSet, match="not UTF-8"):
        load_cases(path)


def test_evidence_must_be_verbatim_in_a_document_of_that_name(tmp_path: Path) -> None:
    cases = load_cases(written(tmp_path, line()))

    check_evidence(cases, {"wire.md": "The toll rose to 41."})
    check_evidence(cases, {"reports/wire.md": "The toll rose to 41.", "other.md": ""})
    with pytest.raises(MalformedSet, match=r"toll: 'wire.md' does not say 'rose to 41'"):
        check_evidence(cases, {"wire.md": "The toll rose to  41."})
    with pytest.raises(MalformedSet, match=r"toll: there is no document 'wire.md'"):
        check_evidence(cases, {"newswire.md": "The toll rose to 41."})


def test_a_quote_with_windows_line_ends_is_found_in_a_normalised_text(tmp_path: Path) -> None:
    position = {"answers": ["41"], "evidence": [{"document": "wire.md", "quote": "rose\r\nto 41"}]}

    check_evidence(load_cases(written(tmp_path, line(positions=[position]))), {"wire.md": "It rose\nto 41."})


def test_many_faults_are_counted(tmp_path: Path) -> None:
    cases = load_cases(written(tmp_path, *(line(id=str(number)) for number in range(5))))

    with pytest.raises(MalformedSet, match=r"\(and 2 more\)"):
        check_evidence(cases, {})
