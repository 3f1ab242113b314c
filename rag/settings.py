"""What can be configured, and the only place that reads the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data lives and which model embeds it."""

    home: Path  # everything that is kept is kept in here
    model: str | None = None  # a sentence-transformers model by name or folder; None is the one that ships

    @classmethod
    def from_env(cls, environ: Mapping[str, str], home: Path | None = None) -> "Settings":
        """Read COUNTERPOINT_HOME and COUNTERPOINT_MODEL; `home`, where given, goes before the former.

        An empty variable counts as unset. Without either the home is the platform's user data folder.
        """
        chosen = home or _path(environ.get("COUNTERPOINT_HOME")) or platformdirs.user_data_path("counterpoint")
        return cls(chosen.expanduser().absolute(), environ.get("COUNTERPOINT_MODEL") or None)


def _path(value: str | None) -> Path | None:
    return Path(value) if value else None
