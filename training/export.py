"""Turn a checkpoint into the weights that ship, calibrated on what was kept out of training.

python -m training.export reader DATA [--checkpoint .checkpoints/reader/newest.pt] [--out index/pairs]
python -m training.export judge DATA [--checkpoint .checkpoints/judge/newest.pt] [--out index/pairs]
"""

import argparse
import hashlib
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import safetensors.numpy
import torch
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from index.pairs.weights import SHIPPED, Array, official, packed
from training.encoder import TRUNK, new_model
from training.judge import calibration_pairs, predict
from training.judge import to_rows as judge_rows
from training.reader import kept_out_examples, read
from training.reader import to_rows as reader_rows
from training.written import written_examples

_CPU = torch.device("cpu")
_WRITTEN = 3000  # kept-out windows of written questions
_WORDINGS = 3  # in which these are asked


def main() -> None:
    """Write the safetensors file and its hash."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", choices=("reader", "judge"))
    parser.add_argument("data", type=Path)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    args = parser.parse_args()
    checkpoint = args.checkpoint or Path(".checkpoints") / args.model / "newest.pt"
    model = load_checkpoint(args.model, checkpoint)
    calibration = (_calibrate_reader if args.model == "reader" else _calibrate_judge)(model, args.data)
    print(json.dumps(calibration))
    write(args.model, tensors(model), calibration, args.out)


def load_checkpoint(name: str, path: Path) -> Any:
    """Return the model with the checkpoint's weights."""
    model = new_model(name)
    model.load_state_dict(torch.load(path, weights_only=True, map_location="cpu")["model"])
    return model.eval()


def tensors(model: Any) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return (layers, heads) under the names the runtime knows; word embeddings, never trained, are left out."""
    state = {name: value.numpy().astype(np.float32) for name, value in model.state_dict().items()}
    trunk = {name.removeprefix(TRUNK): value for name, value in state.items() if name.startswith(TRUNK)}
    trunk.pop("embeddings.word_embeddings.weight")
    return trunk, {name: value for name, value in state.items() if not name.startswith(TRUNK)}


def write(
    name: str, parts: tuple[dict[str, Array], dict[str, Array]], calibration: dict[str, float], out: Path
) -> None:
    """Write `name`.safetensors and its hash beside those of the other models."""
    stored = packed(official(), *parts)
    path = out / f"{name}.safetensors"
    out.mkdir(parents=True, exist_ok=True)
    safetensors.numpy.save_file(stored, path, {"calibration": json.dumps(calibration)})
    sums = out / "sha256.json"
    known = json.loads(sums.read_text(encoding="utf-8")) if sums.exists() else {}
    known[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    sums.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def _calibrate_reader(model: Any, data: Path) -> dict[str, float]:
    """Platt 1999 over both of the reader's signs that a passage answers."""
    worded = [example for turn in range(_WORDINGS) for example in written_examples(kept_out=True, turn=turn)]
    written = random.Random(2).sample(worded, _WRITTEN)
    rows = reader_rows([*kept_out_examples(data, 2000), *written])
    found = read(model, rows, _CPU)
    signs = np.array([[one.answerable, one.span] for one in found])
    fitted = LogisticRegression(C=1e3, class_weight="balanced").fit(signs, [row.start > 0 for row in rows])
    answerable, margin = map(float, fitted.coef_[0])
    return {
        "answerable": round(answerable, 4),
        "margin": round(margin, 4),
        "bias": round(float(fitted.intercept_[0]), 4),
    }


def _calibrate_judge(model: Any, data: Path) -> dict[str, float]:
    """One temperature (Guo et al. 2017, arXiv:1706.04599, section 4.2)."""
    rows = judge_rows(calibration_pairs(data))
    logits = predict(model, rows, _CPU).astype(np.float64)
    labels = np.array([row.verdict for row in rows])
    found = minimize_scalar(lambda t: _loss(logits / t, labels), bounds=(0.3, 4.0), method="bounded")
    return {"temperature": round(float(found.x), 4)}


def _loss(logits: npt.NDArray[np.float64], labels: npt.NDArray[np.int64]) -> float:
    shifted = logits - logits.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(1)) - shifted[np.arange(len(labels)), labels]))


if __name__ == "__main__":
    main()
