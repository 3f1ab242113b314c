"""The mean of several trainings of one model."""

from pathlib import Path

import pytest
import torch

from index.pairs.weights import SHIPPED
from training.average import mean, weights_of


def test_a_mean_is_taken_weight_by_weight() -> None:
    """One named twice counts twice."""
    one, other = {"w": torch.tensor([1.0, 2.0])}, {"w": torch.tensor([4.0, 8.0])}

    assert mean([one, other])["w"].tolist() == [2.5, 5.0]
    assert mean([one, one, other])["w"].tolist() == [2.0, 4.0]


@pytest.mark.slow
def test_what_ships_and_a_checkpoint_of_it_are_the_same(tmp_path: Path) -> None:
    shipped = weights_of("judge", SHIPPED)
    torch.save({"model": shipped, "step": 0}, tmp_path / "newest.pt")

    stored = weights_of("judge", tmp_path / "newest.pt")

    assert all(torch.equal(value, stored[name]) for name, value in shipped.items())
