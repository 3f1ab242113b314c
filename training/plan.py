"""How a model is trained, from the command line."""

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model is trained. Resumed with fewer steps, it cools down sooner."""

    steps: int
    tokens: int  # in a batch, its padding included
    rate: float
    cool_down: float  # share of all steps over which the rate goes down to 0
    threads: int
    seed: int
    folder: Path  # checkpoints and the curve


@dataclass(frozen=True, slots=True)
class Run:
    """What to train on, how, and whether to start from the weights that ship."""

    data: Path
    further: bool
    plan: Plan


def parse_run(description: str, model: str) -> Run:
    """Read the command line of the recipe for `reader` or `judge`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("data", type=Path)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--tokens", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--cool-down", type=float, default=0.6, help="share of the steps")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--further", action="store_true", help="start from the weights that ship")
    parser.add_argument("--out", type=Path, default=Path(".checkpoints") / model)
    args = parser.parse_args()
    plan = Plan(args.steps, args.tokens, args.rate, args.cool_down, args.threads, args.seed, args.out)
    return Run(args.data, args.further, plan)
