"""Average the weights of several trainings of one model: their mean often knows more than each (Wortsman et al. 2022).

    python -m training.average reader OUT.pt FILE_OR_FOLDER [FILE_OR_FOLDER ...]

A file is a checkpoint, a folder holds weights as they ship (`index/pairs`); named twice it counts twice. OUT.pt is for
`python -m training.export --checkpoint`. The source is arXiv:2203.05482, section 2, "uniform soup".
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.encoder import new_model, start_from_shipped
from training.export import load_checkpoint

Weights = dict[str, Tensor]


def main() -> None:
    """Write the mean as a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", choices=("reader", "judge"))
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", type=Path, nargs="+")
    args = parser.parse_args()
    torch.save({"model": mean([weights_of(args.model, part) for part in args.parts]), "step": 0}, args.out)


def weights_of(name: str, part: Path) -> Weights:
    """Return the weights of a checkpoint, or of the model that a folder ships."""
    if part.is_file():
        stored: Weights = load_checkpoint(name, part).state_dict()
        return stored
    model = new_model(name)
    start_from_shipped(model, name, part)
    return model.state_dict()


def mean(parts: Sequence[Weights]) -> Weights:
    """Return the mean of every weight."""
    return {name: torch.stack([part[name] for part in parts]).mean(0) for name in parts[0]}


if __name__ == "__main__":
    main()
