"""Which model turns text into vectors."""

from pathlib import Path

from index.types import Embedder


def load_embedder(model: str | None, cache: Path, fetch: bool = False) -> Embedder:
    """The embedder for `model`: None is the default model, anything else a sentence-transformers name or
    folder.

    Nothing is fetched over the network unless `fetch`; what is fetched is kept in `cache`. Raises BadWeights
    when the default model's files are not the official ones, UnknownModel when another cannot be loaded.
    """
    from index.openvino_embed import NAME, OpenVinoEmbedder, bundled_model

    if model is None or model in {NAME, f"sentence-transformers/{NAME}"}:
        return OpenVinoEmbedder(bundled_model())
    from index.sentence_transformer_embed import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(model, cache, fetch)
