"""The judge that ships: all-MiniLM-L6-v2 trained on pairs of statements (training/RESULTS.md), on OpenVINO."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from index.bert import BertGraph
from index.openvino_embed import bert_shape, bundled_model
from index.pairs.tokens import PairTokenizer
from index.pairs.types import Claims, Judgement
from index.pairs.weights import Trained, load_trained
from index.token_model import TokenModel

_LONGEST = 256  # tokens of both statements and the question


class OpenVinoJudge:
    """Holds statements against each other. Safe to use from many threads."""

    def __init__(self, trained: Trained) -> None:
        self._tokenizer = PairTokenizer(_LONGEST)
        self._model = TokenModel(_graph(trained.weights), self._tokenizer.padding_id)
        self._temperature = trained.calibration["temperature"]  # Guo et al. 2017, arXiv:1706.04599, section 4.2

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """Return one judgement a pair, in their order."""
        pairs = [(f"{pair.question} {pair.first}".strip(), pair.second) for pair in claims]
        encodings = self._tokenizer.encode(pairs)
        logits = np.empty((len(pairs), 3), dtype=np.float32)
        for rows, (found,) in self._model.run(encodings):
            logits[rows] = found
        odds = np.exp((logits - logits.max(axis=1, keepdims=True)) / self._temperature) if len(pairs) else logits
        return [Judgement(*map(float, row / row.sum())) for row in odds]


def open_shipped_judge() -> OpenVinoJudge:
    """Load the judge that ships. Raises BadWeights when its file is damaged."""
    return OpenVinoJudge(load_trained("judge"))


def _graph(weights: Mapping[str, Any]) -> Any:
    graph = BertGraph(weights, bert_shape(bundled_model()), pairs=True)
    return graph.model([graph.at_first_and_mean("label")])
