"""From scores at tokens to the likeliest spans."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding

from index.pairs.types import AnswerSpan

Scores = npt.NDArray[np.float32]
_LONGEST = 64  # tokens; a span may be a whole sentence
_SPANS = 20


@dataclass(frozen=True, slots=True)
class Found:
    """The likeliest spans, likeliest first, and by how much the best one's logit is over that of no answer."""

    spans: tuple[AnswerSpan, ...]
    margin: float


def likeliest_spans(starts: Scores, ends: Scores, encoding: Encoding) -> Found:
    """Look through all spans of the second text; `starts` and `ends` are logits, shape (tokens,).

    A span's probability is the softmax of its start's and end's logits added, over all spans and over no answer,
    for which the first token stands (Devlin et al. 2019, arXiv:1810.04805, section 4.3).
    """
    tokens = [at for at, sequence in enumerate(encoding.sequence_ids) if sequence == 1]
    if not tokens:
        return Found((), -np.inf)
    sums = starts[tokens][:, None] + ends[tokens][None, :]
    allowed = np.triu(np.ones_like(sums, dtype=bool)) & np.tri(len(tokens), k=_LONGEST - 1, dtype=bool)
    sums = np.where(allowed, sums, -np.inf)
    none = float(starts[0] + ends[0])
    greatest = max(float(sums.max()), none)
    odds = np.exp(sums - greatest)
    total = float(odds.sum()) + float(np.exp(none - greatest))
    best = np.argsort(-odds, axis=None, kind="stable")[:_SPANS]
    spans = tuple(
        AnswerSpan(encoding.offsets[tokens[a]][0], encoding.offsets[tokens[b]][1], float(odds[a, b]) / total)
        for a, b in zip(*np.unravel_index(best, odds.shape), strict=True)
        if odds[a, b] > 0
    )
    return Found(spans, float(sums.max()) - none)
