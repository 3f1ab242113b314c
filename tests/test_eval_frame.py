"""A report in a notebook."""

import math
from dataclasses import replace

from eval.frame import frame
from eval.run import run
from tests.eval_answers import NOT_FOUND, answer, case, citation, expected


def test_a_row_a_case() -> None:
    asked = case("none", expected("41", "wire.md", "rose to 41"))
    made = frame(
        run([asked], lambda _: answer("41 died.", citation(1, "wire.md", "rose to 41")), lambda _: "rose to 41")
    )

    assert list(made.index) == ["c"]
    assert made.loc["c", "answer_accuracy"] == 1.0
    assert made.loc["c", "expected"] == "none"


def test_a_figure_the_case_does_not_enter_is_nan() -> None:
    asked = [case("none", expected("41", "wire.md")), case("value", expected("41", "a.md"), expected("38", "b.md"))]
    ids = [asked[0], replace(asked[1], id="d")]

    made = frame(run(ids, lambda _: NOT_FOUND, lambda _: ""))

    assert math.isnan(made.loc["c", "flag_recall"])
    assert made.loc["d", "flag_recall"] == 0.0
