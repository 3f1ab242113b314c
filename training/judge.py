"""Train the judge: do two statements, given a question, agree, contradict each other, or neither?

    python -m training.judge DATA [--steps 6000] [--threads 2] [--out .checkpoints/judge]

Resumes from the newest checkpoint in --out; with fewer --steps than before it cools down sooner and ends.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.edits import edited_pairs, unrelated_pairs
from training.encoder import JudgeModel, Tokens, as_tokens, collate, encode_all, start_from_shipped
from training.loop import Task, train
from training.pairs import Pair, mnli, protocols, training_pairs, vitaminc
from training.plan import parse_run
from training.reports import reported_pairs
from training.squad import squad
from training.texts import is_kept_out
from training.written import restated, sides_on_squad, written_sides, written_statements
from training.yes_no import scoped, yes_no_pairs

VERDICTS = ("agree", "contradict", "neither")
LONGEST = 160  # tokens of a pair
# How many pairs of each set one pass takes. SNLI is the least like what sources say, ConjNLI labelled by rule.
_SHARES = {
    "snli": 30_000,
    "mnli": 30_000,
    "protocols": 34_000,
    "cad": 8_400,
    "conj": 5_000,
    "vitaminc": 120_000,
    "foolme": 3_000,
}
_EDITED, _UNRELATED, _YES_NO, _REPORTED = 32_000, 6_000, 90_000, 20_000
_WRITTEN = 4  # times: the most like what is asked
_LENGTHENED = 0.4  # share of statements put in one sentence with another: sources write longer ones
_SCOPED = 0.3  # share of questions of yes or no that also name a place or a time


@dataclass(frozen=True, slots=True)
class Row:
    """A pair as the model reads it."""

    ids: Tokens
    segments: Tokens
    verdict: int  # place in VERDICTS, 3 for `not agree`


def main() -> None:
    """Train to the last step."""
    run = parse_run(__doc__.splitlines()[0], "judge")
    torch.manual_seed(run.plan.seed)
    model = JudgeModel()
    if run.further:
        start_from_shipped(model, "judge")
    rows = to_rows(_pairs(run.data, run.plan.seed))
    print(f"{len(rows)} pairs, {sum(len(row.ids) for row in rows)} tokens", flush=True)
    check = _check(run.data)
    train(Task(model, rows, lambda row: len(row.ids), _loss, lambda m, device: _measure(m, check, device)), run.plan)


def _pairs(data: Path, seed: int) -> list[Pair]:
    sets = training_pairs(data, seed)
    paragraphs = [p for p in squad(data, "v1.1_train") if not is_kept_out(p.title)]
    claims = [*sets["vitaminc"], *sets["protocols"], *sets["mnli"], *sets["foolme"], *sets["snli"][:10_000]]
    pairs = [
        *chain.from_iterable(sets[name][:most] for name, most in _SHARES.items()),
        *edited_pairs(paragraphs, seed, _EDITED),
        *unrelated_pairs(paragraphs, seed, _UNRELATED),
        *yes_no_pairs(claims, seed, _YES_NO),
        *reported_pairs(claims, seed, _REPORTED),
        *list(restated()) * _WRITTEN,
        *chain.from_iterable(_written(turn) for turn in range(_WRITTEN)),
    ]
    rng = random.Random(seed)
    told = [scoped(pair, rng) if rng.random() < _SCOPED else pair for pair in pairs]
    return [*told, *list(sides_on_squad(paragraphs)) * _WRITTEN]  # paragraphs do name the place and the time


def _written(turn: int) -> Iterator[Pair]:
    yield from written_statements(turn=turn)
    yield from written_sides(lengthened=_LENGTHENED, turn=turn)


def to_rows(pairs: Sequence[Pair]) -> list[Row]:
    """Tokenise pairs; the question stands before the first statement."""
    texts = [(f"{pair.question} {pair.first}".strip(), pair.second) for pair in pairs]
    labels = [(*VERDICTS, "not agree").index(pair.verdict) for pair in pairs]
    encoded = zip(encode_all(texts, LONGEST), labels, strict=True)
    return [Row(as_tokens(e.ids), as_tokens(e.type_ids), label) for e, label in encoded]


def _loss(model: nn.Module, rows: list[Row], device: torch.device) -> Tensor:
    logits = model(collate([(row.ids, row.segments) for row in rows], device)).float()
    verdicts = torch.tensor([row.verdict for row in rows], device=device)
    known = functional.log_softmax(logits, dim=-1)
    either = torch.logsumexp(known[:, 1:], dim=-1, keepdim=True)  # contradict or neither
    return functional.nll_loss(torch.cat([known, either], dim=-1), verdicts)


def _check(data: Path) -> dict[str, list[Row]]:
    """Return small samples to watch the training by."""
    rng = random.Random(1)
    return {name: to_rows(rng.sample(pairs, min(400, len(pairs)))) for name, pairs in kept_out_pairs(data).items()}


def kept_out_pairs(data: Path) -> dict[str, list[Pair]]:
    """Return pairs that are never trained on, by where they come from; those of SQuAD as many as VitaminC's."""
    facts = [pair for page, pair in vitaminc(data) if is_kept_out(page)]
    trained_on = {pair.first for pair in protocols(data, "train.tsv")}  # most validation pairs share a premise with it
    protocol = [pair for pair in protocols(data, "val.tsv") if pair.first not in trained_on]
    articles = squad(data, "v1.1_train")
    paragraphs = [p for p in articles if is_kept_out(p.title)]
    return {
        "mnli": list(mnli(data, "mnli_val.tsv")),
        "protocols": protocol,
        "vitaminc": facts,
        "edits": list(edited_pairs(paragraphs, 1, 4000)),
        "unrelated": list(unrelated_pairs(paragraphs, 1, 1000)),
        "yes/no": list(yes_no_pairs([*facts, *protocol], 1, 2000)),
        "reports": list(reported_pairs(facts, 1, 1000)),
        "written": list(written_sides(kept_out=True)),
        "decided": list(sides_on_squad(articles, kept_out=True)),
        "restated": list(restated(kept_out=True)),
    }


def calibration_pairs(data: Path) -> list[Pair]:
    """Return as many pairs of each kept-out set, SNLI's development pairs aside: those are like no source's text."""
    rng = random.Random(2)
    return [pair for pairs in kept_out_pairs(data).values() for pair in rng.sample(pairs, min(1000, len(pairs)))]


def predict(model: nn.Module, rows: Sequence[Row], device: torch.device) -> np.ndarray:
    """Return logits, shape (rows, 3), in the order of the rows."""
    order = sorted(range(len(rows)), key=lambda n: len(rows[n].ids))
    logits = np.empty((len(rows), 3), dtype=np.float32)
    with torch.no_grad():
        for at in range(0, len(order), 32):
            numbers = order[at : at + 32]
            batch = collate([(rows[n].ids, rows[n].segments) for n in numbers], device)
            logits[numbers] = model(batch).float().cpu().numpy()
    return logits


def _measure(model: nn.Module, check: dict[str, list[Row]], device: torch.device) -> dict[str, float]:
    found = {}
    for name, rows in check.items():
        right = predict(model, rows, device).argmax(1) == np.array([row.verdict for row in rows])
        found[name] = float(right.mean())
    return found


if __name__ == "__main__":
    main()
