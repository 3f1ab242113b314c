"""A report as one HTML page that needs nothing else: no request leaves it, and no markup of a document is obeyed."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, Template, select_autoescape

import eval.plots as plots
from eval.compare import Comparison

_MAIN = (
    "flag_precision", "flag_recall", "position_recall", "false_flags", "answer_accuracy", "abstained_right",
    "quote_exactness", "calibration_flags",
)  # fmt: skip


def page(report: Mapping[str, Any], comparison: Comparison | None = None) -> str:
    """Return the page of a report as `eval.report.as_json` gives it."""
    curves = report["curves"]
    kinds = _by_kind(report["cases"])
    named = {"agreement" if kind == "none" else kind: counts for kind, counts in kinds.items()}
    drawn = [
        plots.reliability(curves["reliability"]["flags"], "disagreements"),
        plots.precision_recall(curves["precision_recall"]),
        plots.reliability(curves["reliability"]["citations"], "citations"),
        plots.latency(case["milliseconds"] for case in report["cases"]),
        plots.by_kind(named),
    ]
    return _template().render(
        report=report,
        plots=drawn,
        main=[(name, report["figures"][name]) for name in _MAIN if name in report["figures"]],
        verdicts=Counter(case["verdict"] for case in report["cases"]),
        kinds=named,
        expected=list(kinds),
        comparison=comparison,
        changes={one.figure: one for one in comparison.differences} if comparison else {},
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("eval", "templates"), autoescape=select_autoescape(["html"]), trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("report.html")


def _by_kind(cases: list[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """Return (right, all) by what is expected: a kind of disagreement, none, or no answer at all."""
    found: dict[str, tuple[int, int]] = {}
    for case in cases:
        kind = case["expected"]["disagreement"] if case["expected"]["answerable"] else "unanswerable"
        right, asked = found.get(kind, (0, 0))
        found[kind] = right + (case["verdict"] == "right"), asked + 1
    return found
