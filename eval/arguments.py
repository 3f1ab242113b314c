"""The arguments of `counterpoint eval`, which `python -m eval` takes too. Loads nothing of the engine."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

_TOLERANCE = 0.02
_FILE = "with `new --collection NAME` in place of a set: where to draft one; with `check`: the set to check"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the set, what it is asked of, where the report goes and what it must reach."""
    parser.add_argument(
        "set",
        type=Path,
        metavar="SET.jsonl",
        help="the evaluation set; or a published one with its documents: a BEIR folder, SQuAD, WikiContradict, RAMDocs",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_FILE)
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--corpus", type=Path, metavar="DIR", help="ask over this folder, indexed for the run only")
    asked.add_argument("--collection", metavar="NAME", help="ask over this collection")
    asked.add_argument("--url", help="ask a running service, such as http://127.0.0.1:8000")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the report to this file as data")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write it to this file as a page")
    parser.add_argument("--markdown", type=Path, metavar="OUT", help="write a summary to this file, for a pull request")
    parser.add_argument(
        "--fail-under", metavar="METRIC=VALUE", action="append", default=[],
        help="exit 1 when this figure of the report is worse (answer_accuracy=0.8); may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--baseline", type=Path, metavar="REPORT",
        help="compare with this earlier report, a file that --json wrote; exit 1 when a figure is worse",
    )  # fmt: skip
    parser.add_argument(
        "--tolerance", type=_share, default=_TOLERANCE, metavar="BY",
        help=f"how much worse than the baseline a figure may be (default: {_TOLERANCE})",
    )  # fmt: skip


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ArgumentTypeError(f"{text} is not a number from 0 to 1")
    return value
