"""Where the concrete classes are chosen. Everything else is handed what it works with."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING

from rag.settings import Settings

if TYPE_CHECKING:
    from index.pairs.types import Judge, PassageReader
    from index.store import Index
    from index.types import Embedder, Vectors
    from rag.ask import Answerer
    from rag.language_model import LanguageModel
    from rag.survey.survey import Survey


class HomeUnusable(Exception):
    """The data folder cannot be created or written."""


@dataclass(frozen=True, slots=True)
class Service:
    """An open index and what answers questions from it. Safe to use from many threads; close it once."""

    index: "Index"
    answerer: "Answerer"
    survey: "Survey"

    def close(self) -> None:
        """Stop the survey and close the index. Nothing may be asked or added afterwards."""
        self.survey.close()
        self.index.close()

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_service(settings: Settings) -> Service:
    """Load the model and open the index in `settings.home`, which is created if need be.

    Raises HomeUnusable where the folder cannot be written.
    """
    home = _usable(settings.home)
    return assemble(home, *_models(settings), _language_model(settings))


def open_index(settings: Settings) -> "Index":
    """The index alone, to list and remove; the model is loaded only if something is searched or added.

    Raises HomeUnusable.
    """
    from index.store import Index

    return Index.open(_usable(settings.home), _Deferred(settings))


@contextmanager
def open_temporary(settings: Settings) -> Iterator[Service]:
    """A service over an empty index, inside `settings.home` like all we write, and gone afterwards."""
    home = _usable(settings.home)
    with (
        TemporaryDirectory(prefix="temporary-", dir=home) as folder,
        assemble(Path(folder), *_models(settings), _language_model(settings)) as service,
    ):
        yield service


def assemble(
    home: Path,
    embedder: "Embedder",
    model: "PassageReader",
    judge: "Judge",
    language_model: "LanguageModel | None" = None,
) -> Service:
    """The service over the index in `home` and models: one finds passages, one reads them, one holds them together.

    `language_model` words the answers, where there is one.
    """
    # Imported here because they bring FAISS and tantivy along, which `--help` has no time for.
    from index.remembering_embedder import RememberingEmbedder
    from index.store import Index
    from index.word_vectors import load_word_vectors
    from rag.ask import Answerer
    from rag.features import Models
    from rag.reader import SentenceReader
    from rag.rewrite import AsQuoted, ModelWriter
    from rag.survey.examine import Models as Comparing
    from rag.survey.survey import Survey

    index = Index.open(home, embedder)
    remembering = RememberingEmbedder(embedder)
    reader = SentenceReader(Models(model, remembering), load_word_vectors(), index.opening)
    survey = Survey(index, Comparing(remembering, judge), load_word_vectors())
    writer = ModelWriter(language_model, judge) if language_model else AsQuoted()
    return Service(index, Answerer(index, reader, judge, writer), survey)


def _models(settings: Settings) -> "tuple[Embedder, PassageReader, Judge]":
    """Load the three models side by side: hashing, reading and compiling them leave the interpreter free."""
    with ThreadPoolExecutor(3, thread_name_prefix="load") as pool:
        embedder = pool.submit(_embedder, settings)
        reader = pool.submit(_reader, settings)
        judge = pool.submit(_judge, settings)
        return embedder.result(), reader.result(), judge.result()


class _Deferred:
    """An embedder that loads its model when it is first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loaded: Embedder | None = None

    def _load(self) -> "Embedder":
        self._loaded = self._loaded or _embedder(self._settings)
        return self._loaded

    @property
    def name(self) -> str:
        return self._load().name

    def embed_passages(self, texts: list[str]) -> "Vectors":
        return self._load().embed_passages(texts)

    def embed_query(self, text: str) -> "Vectors":
        return self._load().embed_query(text)


def _embedder(settings: Settings) -> "Embedder":
    from index.embed import load_embedder

    return load_embedder(settings.model, settings.home / "cache")


def _reader(settings: Settings) -> "PassageReader":
    from index.pairs.load import load_reader

    return load_reader(settings.reader, settings.home / "cache")


def _judge(settings: Settings) -> "Judge":
    from index.pairs.load import load_judge

    return load_judge(settings.judge, settings.home / "cache")


def _language_model(settings: Settings) -> "LanguageModel | None":
    if settings.llm_url is None:
        return None
    from rag.language_model import LanguageModel

    return LanguageModel(settings.llm_url, settings.llm_model or "default", settings.llm_key)


def _usable(home: Path) -> Path:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="temporary-", dir=home):
            return home
    except OSError as error:
        reason = error.strerror or str(error)
        raise HomeUnusable(f"cannot write to the data folder {home} ({reason}); name another with --home") from error
