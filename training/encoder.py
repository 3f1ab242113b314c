"""The torch side of the two models: the shipped embedder's layers with a small head on top."""

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import torch
from tokenizers import Encoding
from torch import Tensor, nn

from index.openvino_embed import bundled_model, official_weights
from index.pairs.tokens import PairTokenizer
from index.pairs.weights import SHIPPED, load_trained

PADDING = 0
TRUNK = "encoder.bert."  # before the names of the layers' weights
_ENCODED = 10_000  # pairs
_ATTENTION = "sdpa" if torch.cuda.is_available() else "eager"  # on a CPU the fused one's way back costs half of a step
Tokens: TypeAlias = "array[int]"  # 2 bytes a token, where a list has 36: there are tens of millions
Batch = dict[str, Tensor]


class Encoder(nn.Module):
    """all-MiniLM-L6-v2 over a pair of texts, word embeddings frozen and dropout off.

    Frozen, the word embeddings need not ship again; after one pass over the data nothing is overfitted yet.
    """

    def __init__(self) -> None:
        super().__init__()
        from transformers import BertModel
        from transformers.utils import logging

        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        folder = official_weights(bundled_model() / "model.safetensors").parent
        off: dict[str, Any] = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        self.bert: Any = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation=_ATTENTION, **off
        )
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)

    def forward(self, batch: Batch) -> Tensor:
        """Hidden states, float32 (batch, tokens, 384)."""
        hidden: Tensor = self.bert(
            input_ids=batch["ids"], attention_mask=batch["mask"], token_type_ids=batch["segments"]
        ).last_hidden_state
        return hidden


class ReaderModel(nn.Module):
    """Start and end of an answer at every token, and whether there is one at all."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.span = nn.Linear(384, 2)
        self.answerable = nn.Linear(384, 1)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of starts and ends (batch, tokens) and of there being an answer (batch,).

        Starts and ends are minus infinity outside the passage, but for [CLS].
        """
        hidden = self.encoder(batch)
        outside = (batch["segments"] == 0) | (batch["mask"] == 0)
        outside[:, 0] = False  # [CLS] stands for no answer, as in Devlin et al. 2019, section 4.3
        starts, ends = self.span(hidden).masked_fill(outside[:, :, None], float("-inf")).unbind(-1)
        return starts, ends, self.answerable(hidden[:, 0]).squeeze(-1)


class JudgeModel(nn.Module):
    """Agree, contradict or neither, from [CLS] and the mean of all tokens."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.label = nn.Linear(768, 3)

    def forward(self, batch: Batch) -> Tensor:
        """Logits (batch, 3)."""
        hidden = self.encoder(batch)
        real = batch["mask"].unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * real).sum(1) / real.sum(1)
        logits: Tensor = self.label(torch.cat([hidden[:, 0], mean], dim=-1))
        return logits


def new_model(name: str) -> ReaderModel | JudgeModel:
    """Return an untrained `reader` or `judge`."""
    return ReaderModel() if name == "reader" else JudgeModel()


def start_from_shipped(model: nn.Module, name: str, folder: Path = SHIPPED) -> None:
    """Give `reader` or `judge` the weights that ship in a folder, to train them further where no checkpoint is left."""
    weights = load_trained(name, folder).weights
    model.load_state_dict({key: torch.tensor(weights[key.removeprefix(TRUNK)]) for key in model.state_dict()})


def as_tokens(ids: Sequence[int]) -> Tokens:
    """Return ids, or segments, as they are kept."""
    return array("H", ids)


def encode_all(pairs: Sequence[tuple[str, str]], longest: int) -> Iterator[Encoding]:
    """Tokenise pairs of texts, so many at a time that their encodings fit in memory."""
    tokenizer = PairTokenizer(longest)
    for at in range(0, len(pairs), _ENCODED):
        yield from tokenizer.encode(pairs[at : at + _ENCODED])


def collate(rows: Sequence[tuple[Tokens, Tokens]], device: torch.device) -> Batch:
    """Pad (ids, segments) to the longest."""
    ids = _padded([row[0] for row in rows])
    segments = _padded([row[1] for row in rows])
    mask = torch.zeros_like(ids)
    for number, row in enumerate(rows):
        mask[number, : len(row[0])] = 1
    return {name: value.to(device) for name, value in (("ids", ids), ("segments", segments), ("mask", mask))}


def _padded(rows: Sequence[Tokens]) -> Tensor:
    tensors = [torch.tensor(row, dtype=torch.int64) for row in rows]
    return nn.utils.rnn.pad_sequence(tensors, batch_first=True, padding_value=PADDING)
