"""A report as a table for the terminal, a line a wrong case, and JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import eval.calibration as calibration
from eval.compare import Comparison
from eval.types import Failure, Figure, Outcome, Report, Scored
from rag.types import Answer, Citation

_AROUND = 240  # code points before and after a quote


def table(report: Report) -> str:
    """One line a figure: name, value, 95 % interval, n, meaning; an arrow where lower is better.

    Of the stages only the median time is shown; the page and the data have the rest.
    """
    return "\n".join(_row(figure) for figure in report.figures if not _is_detail(figure.name))


def _is_detail(name: str) -> bool:
    return name.startswith("latency_") and name.count("_") > 1 and not name.endswith("_p50")


def _row(figure: Figure) -> str:
    name = f"{figure.name}{' ↓' if figure.better == 'lower' else ''}"
    count = f"{figure.n} {figure.unit}"
    return f"{name:<25} {_number(figure, figure.value):>9}  {_range(figure):<17} {count:<14} {figure.meaning}"


def _number(figure: Figure, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f} ms" if figure.name.startswith("latency") else f"{value:.3f}"


def _range(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    digits = 1 if figure.name.startswith("latency") else 3
    return f"[{figure.low:.{digits}f}, {figure.high:.{digits}f}]"


def changes(comparison: Comparison) -> str:
    """What became better or worse against a baseline, a line a figure, and the cases that flipped."""
    lines = [
        f"{one.figure:<25} {one.before:.3f} to {one.after:.3f}  p {one.p:.3f}  ({one.n} cases)"
        for one in comparison.differences
        if one.gain
    ]
    flips = [("mended", comparison.mended), ("broken", comparison.broken), ("left out", comparison.left_out)]
    told = [f"{name}: {one_line(', '.join(cases))}" for name, cases in flips if cases]
    return "\n".join(["against the baseline:", *(lines or ["no figure has changed"]), *told])


def wrong_cases(report: Report) -> str:
    """Every case that was not right: what is wrong, what was expected and what came, a line each."""
    wrong = [case for case in report.cases if case.verdict != "right"]
    heading = f"{len(report.cases) - len(wrong)} of {report.asked} right"
    return "\n".join([heading, *(line for case in wrong for line in _lines(case))])


def _lines(scored: Scored) -> Iterator[str]:
    case = scored.outcome.case
    yield ""
    yield f"{scored.verdict}  {one_line(f'{case.id}: {case.question}')}"
    yield f"  why       {one_line('; '.join(scored.faults))}"
    yield f"  expected  {one_line(_expected(scored))}"
    yield f"  got       {one_line(_got(scored.outcome.got))}"


def _expected(scored: Scored) -> str:
    case = scored.outcome.case
    if not case.answerable:
        return "not found"
    said = " | ".join("/".join(position.answers) for position in case.positions)
    return said if case.disagreement == "none" else f"{case.disagreement}: {said}"


def _got(got: Answer | Failure | None) -> str:
    if got is None or isinstance(got, Failure):
        return "no answer"
    if got.status == "not_found":
        return "not found"
    shown = (
        f"{item.kind}: " + " | ".join(position.value or position.text for position in item.positions)
        for item in got.disagreements
    )
    return "; ".join((*shown, got.answer))


def one_line(text: str, width: int = 300) -> str:
    """At most `width` characters, nothing in them that a terminal would obey."""
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return text if len(text) <= width else text[: width - 1] + "…"


def as_json(report: Report, about: Mapping[str, str]) -> dict[str, Any]:
    """The whole report as plain data, `about` (set, target, time) at its head.

    `figures` by name: value, low, high (None when nothing entered), n, unit, better, meaning. `cases` in
    order: the case as `expected`, the answer as `got` or else the `failure`, `verdict`, `faults`, `scores`
    (figure -> [hits, of]), `milliseconds`, and the text around each citation by its number, [before, after].
    `curves`: reliability of what was said with a confidence (bins), and precision and recall of the flags over it.
    `finished` is false when the run was interrupted.
    """
    return {
        "format": 1,
        **about,
        "total": report.total,
        "asked": report.asked,
        "finished": report.asked == report.total,
        "figures": {figure.name: _without_name(figure) for figure in report.figures},
        "curves": _curves([case.outcome for case in report.cases]),
        "cases": [_case_json(case) for case in report.cases],
    }


def _curves(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    stated = {"flags": calibration.disagreements, "citations": calibration.citations}
    bins = {
        name: calibration.reliability(one for outcome in outcomes for one in said(outcome))
        for name, said in stated.items()
    }
    points = calibration.precision_recall(outcomes)
    return {
        "reliability": {name: [asdict(one) for one in found] for name, found in bins.items()},
        "precision_recall": [asdict(one) for one in points],
    }


def _without_name(figure: Figure) -> dict[str, Any]:
    return {name: value for name, value in asdict(figure).items() if name != "name"}


def _case_json(scored: Scored) -> dict[str, Any]:
    outcome = scored.outcome
    got, failure = (None, outcome.got) if isinstance(outcome.got, Failure) else (outcome.got, None)
    return {
        "id": outcome.case.id,
        "question": outcome.case.question,
        "verdict": scored.verdict,
        "faults": list(scored.faults),
        "expected": asdict(outcome.case),
        "got": asdict(got) if got else None,
        "failure": asdict(failure) if failure else None,
        "scores": {name: [tally.hits, tally.of] for name, tally in scored.tallies.items()},
        "milliseconds": outcome.milliseconds,
        "contexts": {str(item.number): _around(item, outcome.texts) for item in got.citations} if got else {},
    }


def _around(cited: Citation, texts: Mapping[str, str]) -> list[str]:
    """What stands before and after a quote in its document."""
    text = texts.get(cited.document_id, "")
    return [text[max(0, cited.start - _AROUND) : cited.start], text[cited.end : cited.end + _AROUND]]
