"""Which models read and judge."""

from pathlib import Path

from index.pairs.types import Judge, PassageReader


def load_reader(model: str | None, cache: Path, fetch: bool = False) -> PassageReader:
    """Return the reader that ships for None; else a question answering model or a reranker by name or folder.

    Nothing is fetched unless `fetch`. Raises BadWeights when the shipped file is damaged, UnknownModel when another
    model cannot be loaded.
    """
    from index.pairs.openvino_reader import open_shipped_reader

    if model is None:
        return open_shipped_reader()
    from index.pairs.hub import Reranker, TransformersReader, is_reranker

    if is_reranker(model, cache, fetch):
        return Reranker(model, cache, open_shipped_reader(), fetch)
    return TransformersReader(model, cache, fetch)


def load_judge(model: str | None, cache: Path, fetch: bool = False) -> Judge:
    """Return the judge that ships for None; else a cross-encoder for natural language inference. Raises the same."""
    if model is None:
        from index.pairs.openvino_judge import open_shipped_judge

        return open_shipped_judge()
    from index.pairs.hub import CrossEncoderJudge

    return CrossEncoderJudge(model, cache, fetch)
