"""Pairs of texts as tokens of the shipped models."""

from collections.abc import Sequence

from tokenizers import Encoding, Tokenizer

from index.openvino_embed import bundled_model
from index.surrogates import without_surrogates


class PairTokenizer:
    """Tokenises pairs; what is over the limit is cut from the end of the longer text. Safe to use from many threads."""

    def __init__(self, longest: int) -> None:
        """`longest`: tokens of a pair."""
        self._tokenizer = Tokenizer.from_file(str(bundled_model() / "tokenizer.json"))
        self._tokenizer.no_padding()  # the file pads every text to 128 tokens
        self._tokenizer.enable_truncation(longest, strategy="longest_first")
        self.padding_id: int = self._tokenizer.token_to_id("[PAD]") or 0

    def encode(self, pairs: Sequence[tuple[str, str]]) -> list[Encoding]:
        """Return the tokens of each pair, with their offsets in code points of the text they come from."""
        clean = [(without_surrogates(first), without_surrogates(second)) for first, second in pairs]
        encodings: list[Encoding] = self._tokenizer.encode_batch(clean)
        return encodings
