"""A report as a pandas frame, for notebooks; pandas is no dependency, install it beside Counterpoint."""

from typing import TYPE_CHECKING

from eval.types import Report

if TYPE_CHECKING:
    from pandas import DataFrame


def frame(report: Report) -> "DataFrame":
    """Return a row a case, by its id: question, kind, verdict, faults, milliseconds, and its share of every figure.

    A share is hits over chances, NaN where the case does not enter the figure. Raises ImportError without pandas.
    """
    import pandas

    rows = {
        case.outcome.case.id: {
            "question": case.outcome.case.question,
            "expected": case.outcome.case.disagreement if case.outcome.case.answerable else "unanswerable",
            "verdict": case.verdict,
            "faults": "; ".join(case.faults),
            "milliseconds": case.outcome.milliseconds,
            **{name: tally.hits / tally.of for name, tally in case.tallies.items() if tally.of},
        }
        for case in report.cases
    }
    return pandas.DataFrame.from_dict(rows, orient="index")
