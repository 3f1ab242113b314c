"""Any other sentence-transformers model. Importing torch takes seconds, so it waits until then."""

import hashlib
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.local_models import load_local
from index.surrogates import without_surrogates
from index.types import Vectors


class SentenceTransformerEmbedder:
    """A model by name or folder, from local files unless `fetch`; no code that comes with a model is run."""

    def __init__(self, model: str, cache: Path, fetch: bool = False) -> None:
        """`cache` is where models are fetched to and looked for first. Raises UnknownModel."""
        folder = Path(model).expanduser()
        self._name = _folder_name(folder) if folder.is_dir() else model
        self._model = _load(model, cache, fetch)
        self._lock = Lock()  # the tokenizers behind it refuse two threads at once ("Already borrowed")

    @property
    def name(self) -> str:
        """The name given; a folder's own name is followed by a hash of its weights, since folders change."""
        return self._name

    def embed_passages(self, texts: list[str]) -> Vectors:
        """float32, shape (len(texts), dimension), rows of length 1."""
        if not texts:
            return np.empty((0, self._model.get_embedding_dimension()), dtype=np.float32)
        with self._lock:
            vectors = self._model.encode_document(
                [without_surrogates(text) for text in texts],
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return np.asarray(vectors, dtype=np.float32)

    def embed_query(self, text: str) -> Vectors:
        """float32, shape (dimension,), length 1."""
        with self._lock:
            vector = self._model.encode_query(
                without_surrogates(text), normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(vector, dtype=np.float32)


def _load(model: str, cache: Path, fetch: bool) -> Any:
    from sentence_transformers import SentenceTransformer

    def load(name: str, folder: str | None) -> Any:
        return SentenceTransformer(
            name,
            device="cpu",
            cache_folder=folder,
            local_files_only=not fetch,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},  # the other format is pickle, which runs code
        )

    return load_local(load, model, cache, "sentence-transformers model")


def _folder_name(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".json", ".safetensors", ".txt", ".model"}:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return f"{folder.resolve().name}@{digest.hexdigest()[:12]}"
