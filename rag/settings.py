"""What can be configured, and the only place that reads the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data lives and which models embed, read and judge it."""

    home: Path  # everything that is kept is kept in here
    model: str | None = None  # a sentence-transformers model by name or folder; None is the one that ships
    reader: str | None = None  # a question answering model or reranker likewise
    judge: str | None = None  # a cross-encoder for natural language inference likewise

    @classmethod
    def from_env(cls, environ: Mapping[str, str], home: Path | None = None) -> "Settings":
        """Read COUNTERPOINT_HOME, _MODEL, _READER and _JUDGE; `home`, where given, goes before the first.

        An empty variable counts as unset. Without either the home is the platform's user data folder.
        """
        chosen = home or _path(environ.get("COUNTERPOINT_HOME")) or platformdirs.user_data_path("counterpoint")
        named = (environ.get(f"COUNTERPOINT_{what}") or None for what in ("MODEL", "READER", "JUDGE"))
        return cls(chosen.expanduser().absolute(), *named)


def _path(value: str | None) -> Path | None:
    return Path(value) if value else None
