"""A report beside an earlier one: differences, flips, and whether they are an accident."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from eval.compare import UnusableBaseline, compare, read_baseline, regressions
from eval.report import as_json
from eval.run import run
from eval.types import Report
from rag.types import Answer
from tests.eval_answers import NOT_FOUND, answer, case, citation, expected

ANSWERED = answer("41 people died.", citation(1, "wire.md", "rose to 41"))
CASES = [replace(case("none", expected("41", "wire.md", "rose to 41")), id=f"c{n}") for n in range(10)]
UNANSWERABLE = [replace(case("none"), id=f"n{n}") for n in range(3)]


def report(answers: Sequence[Answer]) -> Report:
    left = iter(answers)
    return run(CASES[: len(answers)], lambda _: next(left), lambda _: "rose to 41")


def stored(made: Report, path: Path) -> Path:
    path.write_text(json.dumps(as_json(made, {"set": "s", "target": "t", "at": "now"})), encoding="utf-8")
    return path


def test_an_equal_report_has_no_differences(tmp_path: Path) -> None:
    now = report([ANSWERED] * 8 + [NOT_FOUND] * 2)

    found = compare(now, read_baseline(stored(now, tmp_path / "before.json")))

    assert {one.gain for one in found.differences} == {0.0}
    assert {one.p for one in found.differences} == {1.0}
    assert (found.mended, found.broken, found.left_out) == ((), (), ())
    assert list(regressions(found, 0.0)) == []


def test_a_worse_report_is_a_regression(tmp_path: Path) -> None:
    before = stored(report([ANSWERED] * 8 + [NOT_FOUND] * 2), tmp_path / "before.json")

    found = compare(report([NOT_FOUND, ANSWERED, *[NOT_FOUND] * 7, ANSWERED]), read_baseline(before))
    accuracy = next(one for one in found.differences if one.figure == "answer_accuracy")

    assert (accuracy.before, accuracy.after, accuracy.n) == (0.8, 0.2, 10)
    assert found.broken == ("c0", "c2", "c3", "c4", "c5", "c6", "c7")
    assert found.mended == ("c9",)
    assert any(line.startswith("answer_accuracy went from 0.8 to 0.2") for line in regressions(found))
    assert not any("answer_accuracy" in line for line in regressions(found, 0.6))


def test_p_is_the_share_of_swaps_that_go_as_far(tmp_path: Path) -> None:
    """Six of ten cases fall: of the 64 ways to swap them two move the figure as far, 2/64 = 0.031."""
    before = stored(report([ANSWERED] * 10), tmp_path / "before.json")

    found = compare(report([ANSWERED] * 4 + [NOT_FOUND] * 6), read_baseline(before))
    accuracy = next(one for one in found.differences if one.figure == "answer_accuracy")

    assert accuracy.p == pytest.approx(2 / 64, abs=0.01)


def test_where_lower_is_better_a_rise_is_worse(tmp_path: Path) -> None:
    before = stored(report([ANSWERED] * 10), tmp_path / "before.json")

    found = compare(report([NOT_FOUND] * 5 + [ANSWERED] * 5), read_baseline(before))
    abstained = next(one for one in found.differences if one.figure == "abstained_wrong")

    assert (abstained.before, abstained.after, abstained.gain) == (0.0, 0.5, -0.5)


def test_cases_of_one_report_alone_are_left_out(tmp_path: Path) -> None:
    before = stored(report([ANSWERED] * 9), tmp_path / "before.json")

    found = compare(report([ANSWERED] * 10), read_baseline(before))

    assert found.left_out == ("c9",)
    assert {one.n for one in found.differences} == {9}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cases": [{"id": "a"}]}', '{"cases": [1]}', '{"cases": 3}'])
def test_what_is_no_report_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")

    with pytest.raises(UnusableBaseline, match="is no report of an evaluation"):
        read_baseline(tmp_path / "x.json")


def test_a_report_of_another_set_is_refused() -> None:
    with pytest.raises(UnusableBaseline, match="no case of the set is in the baseline"):
        compare(report([ANSWERED]), {"other": {"verdict": "right", "scores": {}}})
