"""Train the reader: does a passage answer a question, and with which words?

    python -m training.reader DATA [--steps 6000] [--threads 2] [--out .checkpoints/reader]

Resumes from the newest checkpoint in --out; with fewer --steps than before it cools down sooner and ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import ReaderModel, Tokens, as_tokens, collate, encode_all, start_from_shipped
from training.loop import Task, train
from training.plan import parse_run
from training.questions import Example, Examples, qed_examples, scifact_examples, yes_no_examples
from training.squad import new_wikipedia, squad
from training.texts import is_kept_out
from training.written import written_examples, written_on_squad

LONGEST = 192  # tokens of a question with its passage
_YES_NO = 6_000
_WRITTEN = 1  # turns, each with other windows: more of them, and SQuAD is forgotten


@dataclass(frozen=True, slots=True)
class Row:
    """An example as the model reads it; start and end are tokens, both 0 where nothing answers."""

    ids: Tokens
    segments: Tokens
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Read:
    """What the model makes of one row."""

    start: int
    end: int
    span: float  # logit of the best span over that of none
    answerable: float  # logit


def main() -> None:
    """Train to the last step."""
    run = parse_run(__doc__.splitlines()[0], "reader")
    torch.manual_seed(run.plan.seed)
    model = ReaderModel()
    if run.further:
        start_from_shipped(model, "reader")
    rows = to_rows(_examples(run.data, run.plan.seed))
    print(f"{len(rows)} examples, {sum(len(row.ids) for row in rows)} tokens", flush=True)
    check = to_rows(kept_out_examples(run.data, 600))
    train(Task(model, rows, lambda row: len(row.ids), _loss, lambda m, device: _measure(m, check, device)), run.plan)


def _examples(data: Path, seed: int) -> list[Example]:
    paragraphs = [p for p in squad(data, "v1.1_train") if not is_kept_out(p.title)]
    return [
        *Examples(paragraphs, seed).draw(100_000),
        *Examples(list(new_wikipedia(data)), seed).draw(10_000),
        *yes_no_examples(data, seed, _YES_NO),
        *scifact_examples(data, seed),
        *qed_examples(data),
        *chain.from_iterable(written_examples(turn=turn) for turn in range(_WRITTEN)),
        *written_on_squad(paragraphs, seed),
    ]


def kept_out_examples(data: Path, most: int) -> list[Example]:
    """Examples made the same way from articles that are never trained on."""
    kept_out = [p for p in squad(data, "v1.1_train") if is_kept_out(p.title)]
    return list(Examples(kept_out, 1).draw(most))


def text_of(example: Example) -> tuple[str, int]:
    """Return the passage as it is read, its document's title before it, and where in that it starts."""
    before = f"{example.title}. " if example.title else ""
    return before + example.passage, len(before)


def to_rows(examples: Sequence[Example]) -> list[Row]:
    """Tokenise examples; one whose answer is cut off is left out."""
    texts = [text_of(example) for example in examples]
    pairs = [(example.question, text) for example, (text, _) in zip(examples, texts, strict=True)]
    rows = []
    for example, (_, shift), encoded in zip(examples, texts, encode_all(pairs, LONGEST), strict=True):
        start, end = 0, 0
        if example.span is not None:
            first = encoded.char_to_token(_first(example) + shift, 1)
            last = encoded.char_to_token(_last(example) + shift, 1)
            if first is None or last is None:
                continue
            start, end = first, last
        rows.append(Row(as_tokens(encoded.ids), as_tokens(encoded.type_ids), start, end))
    return rows


def _first(example: Example) -> int:
    assert example.span is not None
    start, end = example.span
    return start + len(example.passage[start:end]) - len(example.passage[start:end].lstrip())


def _last(example: Example) -> int:
    assert example.span is not None
    start, end = example.span
    return start + len(example.passage[start:end].rstrip()) - 1


def _loss(model: nn.Module, rows: list[Row], device: torch.device) -> Tensor:
    starts, ends, answerable = model(collate([(row.ids, row.segments) for row in rows], device))
    start = torch.tensor([row.start for row in rows], device=device)
    end = torch.tensor([row.end for row in rows], device=device)
    spans = functional.cross_entropy(starts.float(), start) + functional.cross_entropy(ends.float(), end)
    return spans / 2 + functional.binary_cross_entropy_with_logits(answerable.float(), (start > 0).float()) / 2


def read(model: nn.Module, rows: Sequence[Row], device: torch.device) -> list[Read]:
    """Return what the model makes of each row, in their order."""
    order = sorted(range(len(rows)), key=lambda n: len(rows[n].ids))
    found: dict[int, Read] = {}
    with torch.no_grad():
        for at in range(0, len(order), 24):
            numbers = order[at : at + 24]
            logits = model(collate([(rows[n].ids, rows[n].segments) for n in numbers], device))
            starts, ends, answerable = (part.float().cpu().numpy() for part in logits)
            found.update((n, best_span(starts[k], ends[k], float(answerable[k]))) for k, n in enumerate(numbers))
    return [found[number] for number in range(len(rows))]


def best_span(starts: npt.NDArray[np.float32], ends: npt.NDArray[np.float32], answerable: float) -> Read:
    """Return the span of up to 30 tokens with the greatest sum of logits."""
    sums = starts[:, None] + ends[None, :]
    allowed = np.triu(np.ones_like(sums, dtype=bool)) & ~np.triu(np.ones_like(sums, dtype=bool), 30)
    allowed[0] = False
    sums = np.where(allowed, sums, -np.inf)
    start, end = np.unravel_index(int(sums.argmax()), sums.shape)
    return Read(int(start), int(end), float(sums[start, end] - starts[0] - ends[0]), answerable)


def _measure(model: nn.Module, rows: Sequence[Row], device: torch.device) -> dict[str, float]:
    found = read(model, rows, device)
    answered = [(row, one) for row, one in zip(rows, found, strict=True) if row.start]
    truth = [row.start > 0 for row in rows]
    return {
        "exact": float(np.mean([(row.start, row.end) == (one.start, one.end) for row, one in answered])),
        "auroc_head": float(roc_auc_score(truth, [one.answerable for one in found])),
        "auroc_span": float(roc_auc_score(truth, [one.span for one in found])),
    }


if __name__ == "__main__":
    main()
