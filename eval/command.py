"""The command `counterpoint eval`, whatever parsed its arguments."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from eval.bars import Bar, UnknownBar, missed, parse_bars
from eval.cases import Case, MalformedSet, load_cases
from eval.http import ServiceError
from eval.report import as_json, one_line, table, wrong_cases
from eval.run import run
from eval.targets import Target, TargetUnusable, open_target
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
from rag.wire import HomeUnusable

PASSED, MISSED, NOT_RUN = 0, 1, 2
CANNOT_RUN = (
    MalformedSet,
    UnknownBar,
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
    fail_under: tuple[str, ...] = ()  # bars such as "flag_f1=0.9"; failures=0 holds unless another is given


def evaluate(set_path: Path, target: Target, options: Options) -> int:
    """Run a set and write its figures and its wrong cases to standard output.

    With an empty target the folder `corpus` beside the set is asked. Returns the exit status: 0 passed, 1 a
    bar was missed, 2 it could not run (to the end), with one line on standard error that says why.
    """
    try:
        bars = parse_bars(options.fail_under)
        cases = load_cases(set_path)
        report, name = _run(cases, _or_beside(target, set_path), options.settings)
        sys.stdout.write(f"{table(report)}\n\n{wrong_cases(report)}\n")
        if options.json_out:
            _write_json(report, set_path, name, options.json_out)
    except CANNOT_RUN as error:
        _complain(str(error))
        return NOT_RUN
    except KeyboardInterrupt:
        _complain("stopped before the first question")
        return NOT_RUN
    return _verdict(report, bars)


def _or_beside(target: Target, set_path: Path) -> Target:
    beside = set_path.parent / "corpus"
    return Target(corpus=beside) if target == Target() and beside.is_dir() else target


def _run(cases: Sequence[Case], target: Target, settings: Settings) -> tuple[Report, str]:
    def progress(items: Iterable[Case]) -> Iterable[Case]:
        bar: Iterable[Case] = tqdm(items, total=len(cases), unit="question", disable=None, leave=False)
        return bar

    with open_target(target, cases, settings, _complain) as asked:
        return run(cases, asked.ask, asked.text_of, progress), asked.name


def _write_json(report: Report, set_path: Path, target: str, path: Path) -> None:
    about = {"set": str(set_path), "target": target, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    path.write_text(json.dumps(as_json(report, about), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _verdict(report: Report, bars: Sequence[Bar]) -> int:
    if report.asked < report.total:
        _complain(f"stopped after {report.asked} of {report.total} questions; the figures are of those")
        return NOT_RUN
    if all(case.verdict == "failed" for case in report.cases):
        _complain(f"every question failed, the first with {report.cases[0].faults[0]}")
        return NOT_RUN
    misses = list(missed(report, bars))
    for miss in misses:
        _complain(miss)
    return MISSED if misses else PASSED


def _complain(line: str) -> None:
    sys.stderr.write(f"counterpoint eval: {one_line(line)}\n")
