"""A compiled model over rows of tokens: batches of like length, spread over the cores."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding

from index.openvino_runtime import CORES, compile_for_cpu

Outputs = list[npt.NDArray[np.float32]]

_BATCH_TOKENS = 512  # bounds how long a question waits behind passages being added
_PADDING = 16  # lengths are rounded up to this: every new length costs a compilation


class TokenModel:
    """Runs an openvino.Model whose inputs are ids, mask and, for pairs, segments. Safe to use from many threads."""

    def __init__(self, model: Any, padding_id: int) -> None:
        self._compiled = compile_for_cpu(model)
        self._padding_id = padding_id
        self._idle: SimpleQueue[Any] = SimpleQueue()
        self._pool = ThreadPoolExecutor(CORES, thread_name_prefix="model")

    @property
    def width(self) -> int:
        """The last dimension of the first output."""
        return int(self._compiled.output(0).partial_shape[-1].get_length())

    def run(self, encodings: Sequence[Encoding]) -> Iterator[tuple[list[int], Outputs]]:
        """Yield (numbers of the rows, their outputs) a batch at a time, until every row has been seen once."""
        batches = list(_batches([len(encoding.ids) for encoding in encodings]))
        found = self._pool.map(lambda rows: self.infer([encodings[row] for row in rows]), batches)
        return zip(batches, found, strict=True)

    def infer(self, encodings: Sequence[Encoding]) -> Outputs:
        """Return every output for one batch, padded to its longest row rounded up."""
        length = _round_up(max(len(encoding.ids) for encoding in encodings))
        inputs = np.zeros((len(self._compiled.inputs), len(encodings), length), dtype=np.int64)
        inputs[0] = self._padding_id
        for row, encoding in enumerate(encodings):
            used = len(encoding.ids)
            inputs[0, row, :used], inputs[1, row, :used] = encoding.ids, 1
            if len(inputs) > 2:
                inputs[2, row, :used] = encoding.type_ids
        with self._request() as request:
            request.infer(list(inputs))
            return [request.get_output_tensor(n).data.copy() for n in range(len(self._compiled.outputs))]

    @contextmanager
    def _request(self) -> Iterator[Any]:
        """An inference request of one's own; those of several threads queue up in turn inside OpenVINO."""
        try:
            request = self._idle.get_nowait()
        except Empty:
            request = self._compiled.create_infer_request()
        yield request
        self._idle.put(request)


def _round_up(length: int) -> int:
    return -(-length // _PADDING) * _PADDING


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Rows of like length together, longest first, at most _BATCH_TOKENS tokens a batch with its padding."""
    rows = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    while rows:
        size = max(1, _BATCH_TOKENS // _round_up(lengths[rows[0]]))
        yield rows[:size]
        rows = rows[size:]
