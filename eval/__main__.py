"""python -m eval SET: the same as `counterpoint eval SET`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.arguments import add_arguments
from rag.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a set; returns the exit status of eval.command.evaluate."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="Run an evaluation set.")
    add_arguments(parser)
    parser.add_argument("--home", type=Path, metavar="DIR", help="the data folder")
    chosen = parser.parse_args(arguments)

    from eval.command import carry_out  # brings the engine along: --help has no time for it

    return carry_out(chosen, Settings.from_env(os.environ, chosen.home))


if __name__ == "__main__":
    sys.exit(main())
