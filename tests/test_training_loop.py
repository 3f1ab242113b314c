"""The training loop, watched from outside: which rows a step gets, by how much it moves, what a checkpoint keeps."""

import json
import random
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import torch
    from torch import Tensor, nn

    from training.loop import Batches
from training.plan import Plan

Row = tuple[int, int]  # number, length
ROWS: list[Row] = [(number, random.Random(number).randrange(3, 41)) for number in range(500)]
TOKENS = 200
RATE = 0.01
COOL_DOWN = 0.3  # of the steps

pytestmark = pytest.mark.slow  # torch alone takes two seconds to import


class Stopped(Exception):
    """The machine is switched off."""


@pytest.fixture(autouse=True)
def threads() -> Iterator[None]:
    """Gives other tests their threads back."""
    import torch

    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def batches(seed: int = 0, rows: list[Row] = ROWS) -> "Batches[Row]":
    """Batches of at most TOKENS tokens."""
    from training.loop import Batches

    return Batches(rows, lambda row: row[1], TOKENS, seed)


def epoch(made: "Batches[Row]", start: int, rows: int = len(ROWS)) -> list[list[Row]]:
    """The batches from a step on that together hold so many rows."""
    found: list[list[Row]] = []
    while sum(map(len, found)) < rows:
        found.append(made.at(start + len(found)))
    return found


def plan(folder: Path, steps: int) -> "Plan":
    """A plan of so many steps."""
    from training.plan import Plan

    return Plan(steps, TOKENS, RATE, COOL_DOWN, 1, 0, folder)


def rates(folder: Path, steps: int, stop: int | None = None) -> list[float]:
    """Train with a gradient of 1: by what share of the full rate each step moved; stop before a step if one is given.

    Adam divides the mean gradient by its root mean square, so a steady gradient moves a weight by the rate itself.
    """
    from torch import nn

    from training.loop import Task, train

    model, stood = nn.Linear(1, 1), list[float]()

    def loss(_: "nn.Module", rows: list[Row], device: "torch.device") -> "Tensor":
        stood.append(model.bias.item())
        if len(stood) - 1 == stop:
            raise Stopped
        return model.bias.sum()

    with pytest.raises(Stopped) if stop else nullcontext():
        train(Task(model, ROWS, lambda row: row[1], loss, lambda *_: {}), plan(folder, steps))
        stood.append(model.bias.item())
    return [(before - after) / RATE for before, after in pairwise(stood)]


def line(folder: Path, steps: int, seed: int, stop: int | None = None) -> "tuple[Tensor, list[list[Row]]]":
    """Fit a line from a random start: its weight and bias, and the rows of every step made."""
    import torch
    from torch import nn

    from training.loop import Task, train

    torch.manual_seed(seed)
    model, seen = nn.Linear(1, 1), list[list[Row]]()

    def loss(model: "nn.Module", rows: list[Row], device: "torch.device") -> "Tensor":
        if len(seen) == stop:
            raise Stopped
        seen.append(rows)
        numbers, lengths = torch.tensor(rows, dtype=torch.float32, device=device).T
        squared: Tensor = (model(lengths[:, None] / 40)[:, 0].float() - numbers / 500) ** 2
        return squared.mean()

    task = Task(model, ROWS, lambda row: row[1], loss, lambda *_: {})
    with pytest.raises(Stopped) if stop else nullcontext():
        train(task, plan(folder, steps))
    return torch.cat([model.weight[0], model.bias]).detach().cpu(), seen


def curve(folder: Path, steps: int, loss: float) -> list[dict[str, float]]:
    """Train a while at a steady loss and return the curve written so far."""
    from torch import nn

    from training.loop import Task, train

    model = nn.Linear(1, 1)

    def steady(_: "nn.Module", rows: list[Row], device: "torch.device") -> "Tensor":
        return model.bias.sum() * 0 + loss

    train(Task(model, ROWS, lambda row: row[1], steady, lambda *_: {"right": 0.75}), plan(folder, steps))
    return [json.loads(entry) for entry in (folder / "curve.jsonl").read_text(encoding="utf-8").splitlines()]


def test_an_epoch_holds_every_row_once() -> None:
    """As does the next, in another order; its first batch follows the last one of the epoch before."""
    made = batches()
    first = epoch(made, 0)
    second = epoch(made, len(first))

    assert sorted(row for batch in first for row in batch) == ROWS
    assert sorted(row for batch in second for row in batch) == ROWS
    assert first != second


def test_a_batch_is_within_its_tokens() -> None:
    """Padding to the longest row included; only a row that is longer itself is a batch of its own."""
    rows = [*ROWS, (500, TOKENS + 1), (501, 9 * TOKENS), (502, TOKENS)]
    found = epoch(batches(rows=rows), 0, len(rows))
    over = [batch for batch in found if len(batch) * max(length for _, length in batch) > TOKENS]

    assert sorted(over) == [[(500, TOKENS + 1)], [(501, 9 * TOKENS)]]
    assert all(found)


def test_rows_of_like_length_are_batched_in_no_order_of_length() -> None:
    """Padding adds less than a tenth; taken as they come, rows of 3 to 40 tokens would nearly double."""
    found = epoch(batches(), 0)
    longest = [max(length for _, length in batch) for batch in found]
    padded = sum(len(batch) * most for batch, most in zip(found, longest, strict=True))

    assert padded < 1.1 * sum(length for _, length in ROWS)
    assert longest != sorted(longest)
    assert longest != sorted(longest, reverse=True)


def test_a_step_always_gets_the_same_rows() -> None:
    """Whether the steps before it were made or not, as after a restart; another seed gives others."""
    walked, steps = batches(), 200
    found = [walked.at(step) for step in range(steps)]

    assert steps > 2 * len(epoch(batches(), 0))
    assert [batches().at(step) for step in range(0, steps, 7)] == found[::7]
    assert [walked.at(steps - 1) for _ in range(2)] == [found[-1]] * 2
    assert batches(seed=1).at(0) != found[0]


def test_a_step_gets_the_same_rows_when_it_is_asked_for_again() -> None:
    """Also after steps of later epochs."""
    walked = batches()
    found = [walked.at(step) for step in range(200)]

    assert [walked.at(step) for step in range(199)] == found[:199]


def test_the_rate_rises_stays_and_falls(tmp_path: Path) -> None:
    """Of 100 steps 4 warm up, from 1/41 of the rate; from the 70th on it falls in a straight line to nothing."""
    shares = rates(tmp_path, 100)

    assert shares[:4] == pytest.approx([1 / 41, 11 / 41, 21 / 41, 31 / 41], rel=1e-3)
    assert shares[4:71] == pytest.approx([1.0] * 67, rel=1e-3)
    assert shares[71:] == pytest.approx([(100 - step) / 30 for step in range(71, 100)], rel=1e-3)


def test_fewer_steps_on_resume_cool_down_sooner(tmp_path: Path) -> None:
    """Stopped in the level part and resumed from step 200 to end at 250, it is at two thirds of the rate and falls."""
    before = rates(tmp_path, 400, stop=250)
    after = rates(tmp_path, 250)

    assert before[200:] == pytest.approx([1.0] * 50, rel=1e-3)
    assert after == pytest.approx([(250 - step) / 75 for step in range(200, 250)], rel=1e-3)
    assert rates(tmp_path, 250) == []


def test_two_goes_end_where_one_does(tmp_path: Path) -> None:
    """Switched off at step 130 and resumed from the checkpoint at 100, weights and the rows seen are the same."""
    once, rows = line(tmp_path / "once", 200, seed=3)
    _, first = line(tmp_path / "twice", 200, seed=3, stop=130)
    twice, second = line(tmp_path / "twice", 200, seed=4)
    other, _ = line(tmp_path / "other", 200, seed=4)

    assert once.tolist() == twice.tolist()
    assert rows == first[:100] + second
    assert once.tolist() != other.tolist()


def test_the_curve_says_what_was_lost_and_measured(tmp_path: Path) -> None:
    """A mean of the steps since the last entry every 100 steps, figures with the last and every 500."""
    entries = curve(tmp_path, 620, 2.0)

    assert [entry["step"] for entry in entries] == [100, 200, 300, 400, 500, 600, 620]
    assert [entry["loss"] for entry in entries] == [2.0] * 7
    assert [entry["step"] for entry in entries if entry.get("right") == 0.75] == [500, 620]


def test_the_curve_goes_on_where_it_ended(tmp_path: Path) -> None:
    """A mean is one of the steps made since the checkpoint."""
    curve(tmp_path, 120, 2.0)

    assert [(entry["step"], entry["loss"]) for entry in curve(tmp_path, 200, 2.0)][-1] == (200, 2.0)
