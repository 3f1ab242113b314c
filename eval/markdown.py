"""A report in a few lines of Markdown, for a pull request."""

from collections.abc import Iterator, Sequence

from eval.compare import Comparison, Difference
from eval.figures import is_noisy
from eval.types import Figure, Report

_WRONG = 20  # cases named; the page has all of them


def markdown(report: Report, name: str, comparison: Comparison | None = None) -> str:
    """Return a table of the figures, with the change against a baseline if there is one, and what is wrong."""
    right = sum(case.verdict == "right" for case in report.cases)
    lines = [f"### {_plain(name)}: {right} of {report.asked} questions right", ""]
    if report.asked < report.total:
        lines += [f"**Stopped after {report.asked} of {report.total}.**", ""]
    changes = {one.figure: one for one in comparison.differences} if comparison else {}
    lines += [*_table(report.figures, changes), ""]
    if comparison:
        lines += [*_flips("Mended", comparison.mended), *_flips("Broken", comparison.broken)]
    wrong = [case.outcome.case.id for case in report.cases if case.verdict != "right"]
    more = f" and {len(wrong) - _WRONG} more" if len(wrong) > _WRONG else ""
    lines += [f"Not right: {', '.join(map(_plain, wrong[:_WRONG]))}{more}"] if wrong else []
    return "\n".join(lines) + "\n"


def _table(figures: Sequence[Figure], changes: dict[str, Difference]) -> Iterator[str]:
    yield "| figure | value | 95% | n |" + (" before | p |" if changes else "")
    yield "|---|---|---|---|" + ("---|---|" if changes else "")
    for figure in figures:
        if figure.value is None or (is_noisy(figure.name) and not figure.name.startswith("calibration")):
            continue
        one = changes.get(figure.name)
        before = f" {one.before:.3f} | {one.p:.2f} |" if one else " | |" if changes else ""
        yield f"| {figure.name} | {figure.value:.3f} | {figure.low:.3f} to {figure.high:.3f} | {figure.n} |{before}"


def _flips(name: str, cases: Sequence[str]) -> list[str]:
    return [f"{name}: {', '.join(map(_plain, cases))}", ""] if cases else []


def _plain(text: str) -> str:
    """Nothing in it is markup."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+!|~" else sign for sign in " ".join(text.split()))
