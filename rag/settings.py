"""What can be configured, and the only place that reads the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

_NAMES = ("MODEL", "READER", "JUDGE", "LLM_URL", "LLM_MODEL", "LLM_KEY")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data lives and which models embed, read and judge it."""

    home: Path  # everything that is kept is kept in here
    model: str | None = None  # a sentence-transformers model by name or folder; None is the one that ships
    reader: str | None = None  # a question answering model or reranker likewise
    judge: str | None = None  # a cross-encoder for natural language inference likewise
    llm_url: str | None = None  # base address of an OpenAI-compatible server that words the answers; None for no one
    llm_model: str | None = None  # the model to ask it for
    llm_key: str | None = field(default=None, repr=False)

    @classmethod
    def from_env(cls, environ: Mapping[str, str], home: Path | None = None) -> "Settings":
        """Read COUNTERPOINT_HOME, _MODEL, _READER, _JUDGE, _LLM_URL, _LLM_MODEL and _LLM_KEY.

        `home`, where given, goes before the first.

        An empty variable counts as unset. Without either the home is the platform's user data folder.
        """
        chosen = home or _path(environ.get("COUNTERPOINT_HOME")) or platformdirs.user_data_path("counterpoint")
        named = (environ.get(f"COUNTERPOINT_{what}") or None for what in _NAMES)
        return cls(chosen.expanduser().absolute(), *named)


def _path(value: str | None) -> Path | None:
    return Path(value) if value else None
