"""The errors whose message is written for users, and what they are over HTTP."""

from collections.abc import Mapping

from api.access.bounds import OutOfBounds
from api.commands.usage import UsageError
from api.jobs.store import UnknownAddition, UnknownEvaluation
from corpus.types import Unreadable
from index.types import (
    BadCursor,
    BadFilter,
    BadName,
    DamagedStore,
    EmbedderMismatch,
    StorageFailed,
    UnknownCollection,
    UnknownDocument,
)
from rag.wire import HomeUnusable

KNOWN: Mapping[type[Exception], tuple[int, str]] = {
    BadCursor: (422, "bad_cursor"),
    BadFilter: (422, "bad_filter"),
    BadName: (422, "bad_collection_name"),
    DamagedStore: (503, "damaged_store"),
    EmbedderMismatch: (409, "embedder_mismatch"),
    OutOfBounds: (403, "forbidden_collection"),
    StorageFailed: (507, "storage_failed"),
    UnknownAddition: (404, "unknown_addition"),
    UnknownCollection: (404, "unknown_collection"),
    UnknownDocument: (404, "unknown_document"),
    UnknownEvaluation: (404, "unknown_evaluation"),
}


def is_known(error: Exception) -> bool:
    """Whether the user can put it right, so that its message is all they need."""
    from index.local_models import UnknownModel
    from index.openvino_embed import BadWeights

    return isinstance(error, (*KNOWN, UsageError, HomeUnusable, Unreadable, BadWeights, UnknownModel, OSError))
