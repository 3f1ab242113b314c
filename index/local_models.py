"""Models by name or folder, from this machine unless told to fetch."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Loaded = TypeVar("Loaded")


class UnknownModel(Exception):
    """No model of that name can be loaded from this machine."""


def load_local(load: Callable[[str, str | None], Loaded], model: str, cache: Path, kind: str) -> Loaded:
    """Return `load(model, folder)` with our own cache as the folder, else with the user's other programs' (None).

    `model` is a folder or a name; `kind` says in the error what sort of model was wanted. Raises UnknownModel.
    """
    folder = Path(model).expanduser()
    name = str(folder) if folder.is_dir() else model
    reasons = []
    for place in (str(cache), None):
        try:
            return load(name, place)
        except (OSError, ValueError) as error:
            reasons.append(str(error).splitlines()[0])
    raise UnknownModel(
        f"The model {model!r} cannot be loaded from this machine ({reasons[0]}). "
        f"Give the folder of a {kind} with safetensors weights."
    )
