"""The training loop of both models: batches of like length, a warm-up and a cool-down, checkpoints, a curve."""

import ctypes
import json
import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor, nn

from training.plan import Plan

Row = TypeVar("Row")
_WARM_UP = 0.04  # share of all steps
_POOL = 64  # batches sorted by length together
_KEEP_EVERY = 100  # steps between checkpoints


@dataclass(frozen=True, slots=True)
class Task(Generic[Row]):
    """What is trained: the rows, how long each is, what a batch of them costs."""

    model: nn.Module
    rows: Sequence[Row]
    length: Callable[[Row], int]
    loss: Callable[[nn.Module, list[Row], torch.device], Tensor]
    measure: Callable[[nn.Module, torch.device], dict[str, float]]


def train(task: Task[Row], plan: Plan) -> None:
    """Train to the last step of the plan, from the newest checkpoint on if there is one."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = task.model.to(device)
    optimizer = _optimizer(model, plan, device)
    step = _resume(model, optimizer, plan.folder)
    batches = Batches(task.rows, task.length, plan.tokens, plan.seed)
    started, seen, losses = time.monotonic(), 0, list[float]()
    while step < plan.steps:
        rows = batches.at(step)
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * schedule(step / plan.steps, plan.cool_down)
        with torch.autocast(device.type, torch.bfloat16, enabled=_computes_bf16(device)):
            loss = task.loss(model, rows, device)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        step, seen = step + 1, seen + len(rows)
        losses.append(loss.item())
        if step % _KEEP_EVERY == 0 or step == plan.steps:
            figures = task.measure(model, device) if step % (5 * _KEEP_EVERY) == 0 or step == plan.steps else {}
            _keep(model, optimizer, step, plan.folder)
            _give_back()
            mean = sum(losses) / len(losses)
            _log(
                plan.folder, {"step": step, "loss": mean, "rows_per_s": seen / (time.monotonic() - started), **figures}
            )
            losses.clear()


class Batches(Generic[Row]):
    """Endless batches of like length; the same step always gives the same rows."""

    def __init__(self, rows: Sequence[Row], length: Callable[[Row], int], tokens: int, seed: int) -> None:
        self._rows, self._length, self._tokens, self._seed = rows, length, tokens, seed
        self._epochs: list[list[list[Row]]] = []

    def at(self, step: int) -> list[Row]:
        """Return the batch of a step."""
        while step >= sum(map(len, self._epochs)):
            self._epochs.append(self._epoch(len(self._epochs)))
        for epoch in self._epochs:
            if step < len(epoch):
                return epoch[step]
            step -= len(epoch)
        raise AssertionError("unreachable")

    def _epoch(self, number: int) -> list[list[Row]]:
        rng = random.Random(self._seed + number)
        order = rng.sample(range(len(self._rows)), len(self._rows))
        average = sum(map(self._length, self._rows)) / len(self._rows)
        pool = int(_POOL * self._tokens / average)
        batches: list[list[Row]] = []
        for at in range(0, len(order), pool):
            batches.extend(rng.sample(made := self._cut(order[at : at + pool]), len(made)))
        return batches

    def _cut(self, numbers: list[int]) -> list[list[Row]]:
        batches: list[list[Row]] = [[]]
        for number in sorted(numbers, key=lambda n: self._length(self._rows[n])):
            if (len(batches[-1]) + 1) * self._length(self._rows[number]) > self._tokens and batches[-1]:
                batches.append([])
            batches[-1].append(self._rows[number])
        return batches


def _optimizer(model: nn.Module, plan: Plan, device: torch.device) -> torch.optim.AdamW:
    trained = [(name, value) for name, value in model.named_parameters() if value.requires_grad]
    decayed = [value for name, value in trained if value.ndim > 1]
    plain = [value for name, value in trained if value.ndim <= 1]
    groups: list[dict[str, Any]] = [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=plan.rate, betas=(0.9, 0.98), fused=True)


def schedule(progress: float, cool_down: float) -> float:
    """Return the share of the full rate: up, level, and down to 0 (Hägele et al. 2024, arXiv:2405.18392, section 3)."""
    if progress < _WARM_UP:
        return (progress + 1e-3) / (_WARM_UP + 1e-3)
    return min(1.0, (1 - progress) / cool_down)


def _computes_bf16(device: torch.device) -> bool:
    return device.type == "cuda" or bool(torch.cpu._is_avx512_bf16_supported())


def _keep(model: nn.Module, optimizer: torch.optim.Optimizer, step: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save(state, folder / "new.pt")
    (folder / "new.pt").replace(folder / "newest.pt")


def _give_back() -> None:
    """Return to the system what freed batches of many shapes left in glibc's heaps: three of four gigabytes."""
    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _resume(model: nn.Module, optimizer: torch.optim.Optimizer, folder: Path) -> int:
    path = folder / "newest.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True, map_location="cpu")
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def _log(folder: Path, entry: dict[str, float]) -> None:
    line = json.dumps({name: round(value, 4) for name, value in entry.items()})
    print(line, flush=True)
    with (folder / "curve.jsonl").open("a", encoding="utf-8") as curve:
        curve.write(line + "\n")
