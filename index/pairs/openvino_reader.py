"""The reader that ships: all-MiniLM-L6-v2 trained on questions over passages (training/RESULTS.md), on OpenVINO."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from index.bert import BertGraph
from index.openvino_embed import bert_shape, bundled_model
from index.pairs.spans import likeliest_spans
from index.pairs.tokens import PairTokenizer
from index.pairs.types import Reading
from index.pairs.weights import Trained, load_trained
from index.token_model import TokenModel

_LONGEST = 256  # tokens of a question with its passage


class OpenVinoReader:
    """Reads passages in one pass each. Safe to use from many threads."""

    def __init__(self, trained: Trained) -> None:
        self._tokenizer = PairTokenizer(_LONGEST)
        self._model = TokenModel(_graph(trained.weights), self._tokenizer.padding_id)
        self._calibration = trained.calibration

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Return one reading a passage, in their order."""
        encodings = self._tokenizer.encode([(question, passage) for passage in passages])
        readings: dict[int, Reading] = {}
        for rows, (scores, answerable) in self._model.run(encodings):
            for at, row in enumerate(rows):
                starts, ends = scores[at, : len(encodings[row].ids)].T
                found = likeliest_spans(starts, ends, encodings[row])
                readings[row] = Reading(self._probability(float(answerable[at, 0]), found.margin), found.spans)
        return [readings[row] for row in range(len(passages))]

    def _probability(self, answerable: float, margin: float) -> float:
        """Weigh the logit of the head for it and the best span's margin over no answer (Platt 1999)."""
        told = self._calibration
        logit = told["answerable"] * answerable + told["margin"] * margin + told["bias"]
        return float(1 / (1 + np.exp(-logit)))


def open_shipped_reader() -> OpenVinoReader:
    """Load the reader that ships. Raises BadWeights when its file is damaged."""
    return OpenVinoReader(load_trained("reader"))


def _graph(weights: Mapping[str, Any]) -> Any:
    graph = BertGraph(weights, bert_shape(bundled_model()), pairs=True)
    return graph.model([graph.at_tokens("span"), graph.at_first("answerable")])
