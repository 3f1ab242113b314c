"""python -m eval SET: the same as `counterpoint eval SET`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rag.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a set; returns the exit status of eval.command.evaluate."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="Run an evaluation set.")
    parser.add_argument("set", type=Path, help="the set, a JSONL file")
    where = parser.add_argument_group("what is asked (the folder `corpus` beside the set if nothing is said)")
    where.add_argument("--corpus", type=Path, metavar="DIR", help="a folder, indexed for this run only")
    where.add_argument("--collection", metavar="NAME", help="a collection of the data folder, or of --url")
    where.add_argument("--url", help="a running service, such as http://127.0.0.1:8000")
    parser.add_argument("--home", type=Path, metavar="DIR", help="the data folder")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write every case and figure to this file")
    parser.add_argument("--fail-under", metavar="FIGURE=VALUE", action="append", default=[],
                        help="exit 1 when the figure is worse; may be repeated")  # fmt: skip
    chosen = parser.parse_args(arguments)
    if chosen.corpus and (chosen.collection or chosen.url):
        parser.error("--corpus goes with neither --collection nor --url")

    from eval.command import Options, evaluate  # brings the engine along, which --help has no time for
    from eval.targets import Target

    settings = Settings.from_env(os.environ, chosen.home)
    options = Options(settings, chosen.json, tuple(chosen.fail_under))
    return evaluate(chosen.set, Target(chosen.corpus, chosen.collection, chosen.url), options)


if __name__ == "__main__":
    sys.exit(main())
