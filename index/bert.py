"""A BERT sentence encoder as an OpenVINO graph, built straight from its weights: no torch, no exported file.

The layers are those of Devlin et al. 2019 (arXiv:1810.04805), section 3; pooling is the mean over real tokens
and vectors are scaled to length 1, as in Reimers and Gurevych 2019 (arXiv:1908.10084), section 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.openvino_runtime import import_openvino

Weights = Mapping[str, npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class BertShape:
    """What the weights do not tell: how deep the model is, its attention heads, its norms' epsilon."""

    layers: int
    heads: int
    epsilon: float


def build_encoder(weights: Weights, shape: BertShape) -> Any:
    """An openvino.Model from `ids` and `mask`, int64 (batch, tokens), to unit float32 (batch, width)."""
    graph = BertGraph(weights, shape)
    return graph.model([graph.unit_vector()])


class BertGraph:
    """The layers over tokens, to be completed by outputs: `ids` and `mask` go in, `segments` too for pairs of texts."""

    def __init__(self, weights: Weights, shape: BertShape, pairs: bool = False) -> None:
        openvino = import_openvino()
        self._openvino = openvino
        self._ops = openvino.opset13
        self._weights = weights
        self._shape = shape
        self._width = weights["embeddings.word_embeddings.weight"].shape[1]
        names = ("ids", "mask", "segments") if pairs else ("ids", "mask")
        self._inputs = {name: self._ops.parameter([-1, -1], np.int64, name=name) for name in names}
        self._real = self._ops.convert(self._inputs["mask"], "f32")
        self._hidden = self._encode()

    def model(self, outputs: list[Any]) -> Any:
        """The finished openvino.Model with these outputs."""
        return self._openvino.Model(outputs, list(self._inputs.values()), "bert")

    def unit_vector(self) -> Any:
        """The mean over the real tokens, scaled to length 1: (batch, width)."""
        # dividing by the number of tokens would not change the direction, so only the length is set to 1
        return self._ops.normalize_l2(self._total(), np.array([1]), 1e-12, "max")

    def at_tokens(self, name: str) -> Any:
        """The linear layer `name` at every token: (batch, tokens, outputs)."""
        return self._linear(self._hidden, name)

    def at_first(self, name: str) -> Any:
        """The linear layer `name` at [CLS]: (batch, outputs)."""
        return self._linear(self._first(), name)

    def at_first_and_mean(self, name: str) -> Any:
        """The linear layer `name` over [CLS] and the mean of the real tokens side by side: (batch, outputs)."""
        count = self._ops.reduce_sum(self._real, np.array([1]), True)
        mean = self._ops.divide(self._total(), count)
        return self._linear(self._ops.concat([self._first(), mean], 1), name)

    def _first(self) -> Any:
        return self._ops.gather(self._hidden, np.int64(0), np.int64(1))

    def _total(self) -> Any:
        weights = self._ops.unsqueeze(self._real, np.array([2]))
        return self._ops.reduce_sum(self._ops.multiply(self._hidden, weights), np.array([1]), False)

    def _encode(self) -> Any:
        # 0 where a token is real, hugely negative where it is padding; (batch, 1, 1, tokens)
        bias = self._ops.multiply(self._ops.subtract(self._real, np.float32(1)), np.float32(1e30))
        bias = self._ops.unsqueeze(bias, np.array([1, 2]))
        hidden = self._embed()
        for layer in range(self._shape.layers):
            hidden = self._layer(hidden, bias, f"encoder.layer.{layer}")
        return hidden

    def _constant(self, name: str) -> Any:
        return self._ops.constant(self._weights[name], shared_memory=True)

    def _linear(self, value: Any, name: str) -> Any:
        product = self._ops.matmul(value, self._constant(f"{name}.weight"), False, True)
        return self._ops.add(product, self._constant(f"{name}.bias"))

    def _norm(self, value: Any, name: str) -> Any:
        scaled = self._ops.mvn(value, np.array([-1]), True, self._shape.epsilon, "inside_sqrt")
        scaled = self._ops.multiply(scaled, self._constant(f"{name}.weight"))
        return self._ops.add(scaled, self._constant(f"{name}.bias"))

    def _embed(self) -> Any:
        ops, ids = self._ops, self._inputs["ids"]
        words = ops.gather(self._constant("embeddings.word_embeddings.weight"), ids, np.int64(0))
        length = ops.gather(ops.shape_of(ids), np.int64(1), np.int64(0))
        places = ops.range(np.int64(0), length, np.int64(1), "i64")
        positions = ops.gather(self._constant("embeddings.position_embeddings.weight"), places, np.int64(0))
        return self._norm(ops.add(ops.add(words, positions), self._segments()), "embeddings.LayerNorm")

    def _segments(self) -> Any:
        table = "embeddings.token_type_embeddings.weight"
        if "segments" not in self._inputs:
            return self._ops.constant(self._weights[table][0])
        return self._ops.gather(self._constant(table), self._inputs["segments"], np.int64(0))

    def _layer(self, hidden: Any, bias: Any, name: str) -> Any:
        attended = self._linear(self._attend(hidden, bias, f"{name}.attention.self"), f"{name}.attention.output.dense")
        hidden = self._norm(self._ops.add(attended, hidden), f"{name}.attention.output.LayerNorm")
        inner = self._ops.gelu(self._linear(hidden, f"{name}.intermediate.dense"), "erf")
        outer = self._linear(inner, f"{name}.output.dense")
        return self._norm(self._ops.add(outer, hidden), f"{name}.output.LayerNorm")

    def _attend(self, hidden: Any, bias: Any, name: str) -> Any:
        query, key, value = (self._heads(self._linear(hidden, f"{name}.{part}")) for part in ("query", "key", "value"))
        mixed = self._ops.scaled_dot_product_attention(query, key, value, bias)
        joined = self._ops.transpose(mixed, np.array([0, 2, 1, 3]))
        return self._ops.reshape(joined, np.array([0, 0, self._width]), True)

    def _heads(self, value: Any) -> Any:
        """(batch, tokens, width) to (batch, heads, tokens, width / heads)."""
        heads = self._shape.heads
        split = self._ops.reshape(value, np.array([0, 0, heads, self._width // heads]), True)
        return self._ops.transpose(split, np.array([0, 2, 1, 3]))
