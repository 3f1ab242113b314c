"""Any other reader, reranker or judge by name or folder. Importing torch takes seconds, so it waits until then."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.local_models import UnknownModel, load_local
from index.pairs.spans import likeliest_spans
from index.pairs.types import Claims, Judgement, PassageReader, Reading
from index.surrogates import without_surrogates

_BATCH = 16
_LONGEST = 384  # tokens
_SAFE = {"use_safetensors": True}  # the other format is pickle, which runs code


def is_reranker(model: str, cache: Path, fetch: bool = False) -> bool:
    """Whether a model scores pairs instead of marking spans. Raises UnknownModel."""
    from transformers import AutoConfig

    def load(name: str, folder: str | None) -> Any:
        return AutoConfig.from_pretrained(
            name, cache_dir=folder, local_files_only=not fetch, trust_remote_code=False
        )  # fmt: skip

    made_for = load_local(load, model, cache, "question answering model or reranker").architectures or []
    return any(name.endswith("ForSequenceClassification") for name in made_for)


class TransformersReader:
    """A model for extractive question answering, trained with unanswerable questions to be of use."""

    def __init__(self, model: str, cache: Path, fetch: bool = False) -> None:
        """`cache` is where models are fetched to and looked for first. Raises UnknownModel."""
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        def load(name: str, folder: str | None) -> tuple[Any, Any]:
            where: dict[str, Any] = {"cache_dir": folder, "local_files_only": not fetch, "trust_remote_code": False}
            tokenizer: Any = AutoTokenizer.from_pretrained(name, **where)
            return tokenizer, AutoModelForQuestionAnswering.from_pretrained(name, **where, **_SAFE).eval()

        self._tokenizer, self._model = load_local(load, model, cache, "question answering model")
        self._lock = Lock()  # the tokenizers behind it refuse two threads at once

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Return one reading a passage, in their order."""
        clean = [without_surrogates(passage) for passage in passages]
        with self._lock:
            batches = [clean[at : at + _BATCH] for at in range(0, len(clean), _BATCH)]
            return [reading for batch in batches for reading in self._batch(without_surrogates(question), batch)]

    def _batch(self, question: str, passages: list[str]) -> list[Reading]:
        import torch

        longest = min(_LONGEST, self._tokenizer.model_max_length)
        tokens = self._tokenizer(
            [question] * len(passages), passages, truncation="only_second", max_length=longest, padding=True,
            return_tensors="pt",
        )  # fmt: skip
        with torch.inference_mode():
            found = self._model(**tokens)
        starts, ends = found.start_logits.float().numpy(), found.end_logits.float().numpy()
        likeliest = [likeliest_spans(starts[n], ends[n], encoding) for n, encoding in enumerate(tokens.encodings)]
        return [Reading(float(1 / (1 + np.exp(-one.margin))), one.spans) for one in likeliest]


class Reranker:
    """A cross-encoder with one score says whether a passage answers; the words come from another reader."""

    def __init__(self, model: str, cache: Path, spans: PassageReader, fetch: bool = False) -> None:
        """Raises UnknownModel."""
        self._model = _cross_encoder(model, cache, fetch)
        self._spans = spans
        self._lock = Lock()

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Return one reading a passage, in their order."""
        from torch import nn

        readings = self._spans.read(question, passages)
        pairs = [(without_surrogates(question), without_surrogates(passage)) for passage in passages]
        if not pairs:
            return []
        with self._lock:
            scores = self._model.predict(pairs, activation_fn=nn.Sigmoid(), batch_size=_BATCH, show_progress_bar=False)
        return [Reading(float(score), reading.spans) for score, reading in zip(scores, readings, strict=True)]


class CrossEncoderJudge:
    """A cross-encoder for natural language inference, whose configuration names its three labels."""

    def __init__(self, model: str, cache: Path, fetch: bool = False) -> None:
        """Raises UnknownModel, also where the labels are not entailment, contradiction and neutral."""
        self._model = _cross_encoder(model, cache, fetch)
        names = {str(name).lower(): int(number) for number, name in self._model.config.id2label.items()}
        try:
            self._columns = [names[name] for name in ("entailment", "contradiction", "neutral")]
        except KeyError as error:
            raise UnknownModel(
                f"The model {model!r} cannot judge: its labels are {sorted(names)}. "
                "Name one whose labels are entailment, contradiction and neutral."
            ) from error
        self._lock = Lock()

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """Return one judgement a pair, in their order."""
        from torch import nn

        pairs = [(f"{pair.question} {pair.first}".strip(), pair.second) for pair in claims]
        if not pairs:
            return []
        clean = [(without_surrogates(first), without_surrogates(second)) for first, second in pairs]
        with self._lock:
            found = self._model.predict(
                clean, activation_fn=nn.Softmax(dim=-1), batch_size=_BATCH, show_progress_bar=False
            )
        return [Judgement(*map(float, row)) for row in np.asarray(found)[:, self._columns]]


def _cross_encoder(model: str, cache: Path, fetch: bool) -> Any:
    from sentence_transformers import CrossEncoder

    def load(name: str, folder: str | None) -> Any:
        return CrossEncoder(
            name, device="cpu", cache_folder=folder, local_files_only=not fetch, trust_remote_code=False,
            model_kwargs=dict(_SAFE),
        )  # fmt: skip

    return load_local(load, model, cache, "cross-encoder")
