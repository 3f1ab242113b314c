"""`counterpoint eval`: hands over to the evaluation."""

from argparse import Namespace
from collections.abc import Callable

from rag.settings import Settings


def evaluate(args: Namespace, settings: Settings, out: Callable[[str], None]) -> int:
    """Run a set: 0 passed, 1 a bar was missed, 2 it could not run."""
    from eval.command import Options
    from eval.command import evaluate as run_set
    from eval.targets import Target

    options = Options(settings, args.json, tuple(args.fail_under))
    return run_set(args.set, Target(args.corpus, args.collection, args.url), options)
