"""The command `counterpoint eval`, whatever parsed its arguments."""

import json
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from eval.bars import UnknownBar, missed, parse_bars
from eval.cases import Case, MalformedSet, load_cases
from eval.compare import TOLERANCE, Comparison, UnusableBaseline, compare, read_baseline, regressions
from eval.draft import as_lines, draft
from eval.http import ServiceError
from eval.markdown import markdown
from eval.page import page
from eval.published import Published, read_published
from eval.report import as_json, changes, one_line, table, wrong_cases
from eval.run import Progress, run_within
from eval.targets import Target, TargetUnusable, open_published, open_target
from eval.types import Report
from index.local_models import UnknownModel
from index.openvino_embed import BadWeights
from index.types import (
    BadName,
    DamagedStore,
    EmbedderMismatch,
    StorageFailed,
    UnknownCollection,
    UnknownDocument,
)
from rag.settings import Settings
from rag.wire import HomeUnusable, open_service

PASSED, MISSED, NOT_RUN = 0, 1, 2
CANNOT_RUN = (
    MalformedSet,
    UnknownBar,
    UnusableBaseline,
    TargetUnusable,
    ServiceError,
    HomeUnusable,
    OSError,
    UnknownCollection,
    UnknownDocument,
    EmbedderMismatch,
    BadName,
    DamagedStore,
    StorageFailed,
    BadWeights,
    UnknownModel,
)


@dataclass(frozen=True, slots=True)
class Options:
    """How a set is run and what is made of it."""

    settings: Settings  # where collections are kept, and which model indexes a folder
    json_out: Path | None = None
    html_out: Path | None = None
    markdown_out: Path | None = None
    fail_under: tuple[str, ...] = ()  # bars such as "flag_f1=0.9"; failures=0 holds unless another is given
    baseline: Path | None = None  # an earlier report
    tolerance: float = TOLERANCE  # how much worse than it a figure may be


def options_of(chosen: Namespace, settings: Settings) -> Options:
    """Return the options among parsed arguments."""
    return Options(
        settings, chosen.json, chosen.html, chosen.markdown, tuple(chosen.fail_under), chosen.baseline, chosen.tolerance
    )


def target_of(chosen: Namespace) -> Target:
    """Return what the parsed arguments say is to be asked."""
    return Target(chosen.corpus, chosen.collection, chosen.url)


def carry_out(chosen: Namespace, settings: Settings) -> int:
    """Do what the parsed arguments say: run a set, draft one (`new`) or check one (`check`)."""
    target = target_of(chosen)
    if chosen.file is None:
        return evaluate(chosen.set, target, options_of(chosen, settings))
    try:
        if str(chosen.set) == "new":
            return _draft(chosen.file, target, settings)
        if str(chosen.set) == "check":
            return _check(chosen.file, target, settings)
    except CANNOT_RUN as error:
        _complain(str(error))
        return NOT_RUN
    _complain(f"{chosen.file} is one file too many; give one set, or `new` or `check` before it")
    return NOT_RUN


def _draft(path: Path, target: Target, settings: Settings) -> int:
    if target.collection is None:
        raise TargetUnusable("say which collection to draft from: --collection NAME")
    if path.exists():
        raise TargetUnusable(f"{path} is there already, and you may have corrected it; name another file")
    with open_service(settings) as service:
        lines = as_lines(draft(service, target.collection))
    path.write_text(lines, encoding="utf-8")
    count = lines.count("\n")
    sys.stdout.write(f"{count} case{'' if count == 1 else 's'} drafted into {path}; correct them, then run the set\n")
    return PASSED


def _check(path: Path, target: Target, settings: Settings) -> int:
    cases = load_cases(path)
    asked = _or_beside(target, path)
    if asked != Target():
        with open_target(asked, cases, settings, _complain):
            pass
    where = "" if asked != Target() else "; its quotes were not looked for, as no documents were named"
    sys.stdout.write(f"{len(cases)} case{'' if len(cases) == 1 else 's'}, nothing wrong{where}\n")
    return PASSED


def evaluate(set_path: Path, target: Target, options: Options) -> int:
    """Run a set and write its figures and its wrong cases to standard output.

    With an empty target the folder `corpus` beside the set is asked. Returns the exit status: 0 passed, 1 a
    bar or the baseline was missed, 2 it could not run (to the end), with one line on standard error that says why.
    """
    try:
        bars = parse_bars(options.fail_under)
        baseline = read_baseline(options.baseline) if options.baseline else None
        published = read_published(set_path)
        if published:
            report, name = _run_published(published, options.settings), "its own documents"
        else:
            report, name = _run(load_cases(set_path), _or_beside(target, set_path), options.settings)
        comparison = compare(report, baseline) if baseline is not None and report.cases else None
        _tell(report, comparison, published.beside if published else "")
        about = {"set": str(set_path), "target": name, "at": datetime.now(UTC).isoformat(timespec="seconds")}
        _write(report, comparison, about, options)
    except CANNOT_RUN as error:
        _complain(str(error))
        return NOT_RUN
    except KeyboardInterrupt:
        _complain("stopped before the first question")
        return NOT_RUN
    return _verdict(
        report, [*missed(report, bars), *(regressions(comparison, options.tolerance) if comparison else ())]
    )


def _or_beside(target: Target, set_path: Path) -> Target:
    beside = set_path.parent / "corpus"
    return Target(corpus=beside) if target == Target() and beside.is_dir() else target


def _run(cases: Sequence[Case], target: Target, settings: Settings) -> tuple[Report, str]:
    with open_target(target, cases, settings, _complain) as opened:
        return run_within(cases, lambda _: opened.asked, _progress(cases)), opened.name


def _run_published(published: Published, settings: Settings) -> Report:
    sys.stderr.write(f"indexing {sum(map(len, published.documents.values()))} documents\n")
    with open_published(published, settings) as within:
        return run_within(published.cases, within, _progress(published.cases))


def _progress(cases: Sequence[Case]) -> Progress:
    return lambda items: tqdm(items, total=len(cases), unit="question", disable=None, leave=False)


def _tell(report: Report, comparison: Comparison | None, beside: str) -> None:
    parts = [table(report), *([f"ndcg_10 as published: {beside}"] if beside else [])]
    parts += [*([changes(comparison)] if comparison else []), wrong_cases(report)]
    sys.stdout.write("\n\n".join(parts) + "\n")


def _write(report: Report, comparison: Comparison | None, about: Mapping[str, str], options: Options) -> None:
    data = as_json(report, about)
    if options.json_out:
        options.json_out.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.html_out:
        options.html_out.write_text(page(data, comparison), encoding="utf-8")
    if options.markdown_out:
        options.markdown_out.write_text(markdown(report, about["set"], comparison), encoding="utf-8")


def _verdict(report: Report, misses: Sequence[str]) -> int:
    if report.asked < report.total:
        _complain(f"stopped after {report.asked} of {report.total} questions; the figures are of those")
        return NOT_RUN
    if all(case.verdict == "failed" for case in report.cases):
        _complain(f"every question failed, the first with {report.cases[0].faults[0]}")
        return NOT_RUN
    for miss in misses:
        _complain(miss)
    return MISSED if misses else PASSED


def _complain(line: str) -> None:
    sys.stderr.write(f"counterpoint eval: {one_line(line)}\n")
