"""`counterpoint eval`: hands over to the evaluation."""

from argparse import Namespace
from collections.abc import Callable

from rag.settings import Settings


def evaluate(args: Namespace, settings: Settings, out: Callable[[str], None]) -> int:
    """Run a set: 0 passed, 1 a bar was missed, 2 it could not run."""
    from eval.command import carry_out

    return carry_out(args, settings)
