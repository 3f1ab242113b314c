"""The weights that ship: what training added to all-MiniLM-L6-v2, in 8 bits, on top of the official file.

An added part is small beside the weight it is added to, so that 8 bits a row's greatest change lose next to nothing
(training/RESULTS.md has the figures); word embeddings were not trained and are the official ones.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import safetensors
import safetensors.numpy

from index.openvino_embed import BadWeights, bundled_model, official_weights

Array = npt.NDArray[np.float32]
_REINSTALL = "Run: pip install --force-reinstall --no-deps counterpoint"
_HEADS = "head."
SHIPPED = Path(__file__).parent  # the weights, and sha256.json written with them by `python -m training.export`


@dataclass(frozen=True, slots=True)
class Trained:
    """A model's weights as they are to be run, and the numbers that calibrate what it says."""

    weights: Mapping[str, Array]
    calibration: Mapping[str, float]


def load_trained(model: str, folder: Path = SHIPPED) -> Trained:
    """Load `reader` or `judge`. Raises BadWeights unless its file and the official weights are the ones meant."""
    path = folder / f"{model}.safetensors"
    content = _checked(path, json.loads((folder / "sha256.json").read_text(encoding="utf-8"))[model])
    with safetensors.safe_open(path, framework="np") as file:
        calibration = json.loads((file.metadata() or {})["calibration"])
    return Trained(_added(official(), safetensors.numpy.load(content)), calibration)


def official() -> Mapping[str, Array]:
    """The official weights of all-MiniLM-L6-v2. Raises BadWeights."""
    return safetensors.numpy.load_file(official_weights(bundled_model() / "model.safetensors"))


def _checked(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadWeights(f"The model's weights cannot be read ({error}). {_REINSTALL}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise BadWeights(f"{path} is not the file that was shipped: its SHA-256 is {found}. {_REINSTALL}")
    return content


def _added(base: Mapping[str, Array], stored: Mapping[str, npt.NDArray[Any]]) -> dict[str, Array]:
    weights = dict(base)
    for name, value in stored.items():
        if name.startswith(_HEADS):
            weights[name.removeprefix(_HEADS)] = value.astype(np.float32)
        elif name.endswith(".scale"):
            continue
        elif f"{name}.scale" in stored:
            weights[name] = base[name] + value.astype(np.float32) * stored[f"{name}.scale"].astype(np.float32)[:, None]
        else:
            weights[name] = base[name] + value.astype(np.float32)
    return weights


def packed(
    base: Mapping[str, Array], trained: Mapping[str, Array], heads: Mapping[str, Array]
) -> dict[str, npt.NDArray[Any]]:
    """Return what `load_trained` reads: changes of matrices as int8 with a scale a row, everything else as float32."""
    stored: dict[str, npt.NDArray[Any]] = {f"{_HEADS}{name}": value for name, value in heads.items()}
    for name, value in trained.items():
        change = value - base[name]
        if change.ndim == 2:
            scale = np.maximum(np.abs(change).max(axis=1), 1e-12) / 127
            stored[name] = np.rint(change / scale[:, None]).astype(np.int8)
            stored[f"{name}.scale"] = scale.astype(np.float32)
        else:
            stored[name] = change
    return stored
