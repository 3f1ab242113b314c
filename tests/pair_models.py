"""Models that read two texts, a few kilobytes each with random weights, made on the spot."""

from pathlib import Path
from typing import Any

from index.openvino_embed import bundled_model

_SIZE: dict[str, Any] = {
    "vocab_size": 30522,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
}


def tiny_question_answering(folder: Path) -> Path:
    """A BertForQuestionAnswering in `folder`."""
    from transformers import BertConfig, BertForQuestionAnswering

    BertForQuestionAnswering(BertConfig(**_SIZE)).save_pretrained(folder)
    return _with_tokenizer(folder)


def tiny_reranker(folder: Path) -> Path:
    """A BertForSequenceClassification with one score in `folder`."""
    from transformers import BertConfig, BertForSequenceClassification

    BertForSequenceClassification(BertConfig(**_SIZE, id2label={0: "score"}, label2id={"score": 0})).save_pretrained(
        folder
    )
    return _with_tokenizer(folder)


def tiny_inference(folder: Path, labels: tuple[str, ...] = ("contradiction", "entailment", "neutral")) -> Path:
    """A BertForSequenceClassification with named labels in `folder`."""
    from transformers import BertConfig, BertForSequenceClassification

    named: dict[str, Any] = {
        "id2label": dict(enumerate(labels)),
        "label2id": {name: n for n, name in enumerate(labels)},
    }
    BertForSequenceClassification(BertConfig(**_SIZE, **named)).save_pretrained(folder)
    return _with_tokenizer(folder)


def _with_tokenizer(folder: Path) -> Path:
    from transformers import PreTrainedTokenizerFast

    fast_tokenizer: Any = PreTrainedTokenizerFast
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    fast_tokenizer(
        tokenizer_file=str(bundled_model() / "tokenizer.json"), model_max_length=512, **special
    ).save_pretrained(folder)
    return folder
