"""`counterpoint list` and `counterpoint remove`: what is stored."""

import json
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from api.commands.usage import UsageError
from api.terminal import harmless
from api.views import view
from index.types import Collection, StoredDocument
from rag.settings import Settings
from rag.wire import open_index

if TYPE_CHECKING:
    from index.store import Index

PAGE = 500


def list_stored(args: Namespace, settings: Settings, out: Callable[[str], None]) -> int:
    """The collections, or with --collection the documents of one. An empty list is no error."""
    with open_index(settings) as index:
        if args.collection is None:
            _show_collections(list(_collections(index)), args.json, out)
        else:
            _show_documents(list(_documents(index, args.collection)), args.json, out)
    return 0


def remove(args: Namespace, settings: Settings, out: Callable[[str], None]) -> int:
    """Remove the document that has the given id or name; 2 if there is none."""
    with open_index(settings) as index:
        wanted = [one for one in _documents(index, args.collection) if args.document in (one.id, one.name)]
        if not wanted:
            where = f"in the collection {harmless(args.collection)}"
            raise UsageError(
                f"there is no document {harmless(args.document)} {where}; `counterpoint list --collection "
                f"{harmless(args.collection)}` shows what there is"
            )
        for document in wanted:
            index.remove(document.id)
            out(f"removed    {harmless(document.name)}")
    return 0


def _show_collections(found: list[Collection], as_json: bool, out: Callable[[str], None]) -> None:
    if as_json:
        out(_page("collections", [asdict(collection) for collection in found]))
    elif not found:
        out("Nothing is stored yet; add something with `counterpoint add PATH`.")
    else:
        for one in found:
            out(f"{harmless(one.name)}: {one.documents} documents, {one.passages} passages, {one.embedder}")


def _show_documents(found: list[StoredDocument], as_json: bool, out: Callable[[str], None]) -> None:
    if as_json:
        out(_page("documents", [asdict(view(document)) for document in found]))
        return
    for one in found:
        about = (one.metadata.title, one.metadata.source, one.metadata.published)
        out(f"{one.id}  " + harmless(", ".join([one.name, *(part for part in about if part)])))


def _page(name: str, items: list[dict[str, Any]]) -> str:
    """The shape of a page of the HTTP interface; there is always only one."""
    return json.dumps({name: items, "next": None}, indent=2)


def _collections(index: "Index") -> Iterator[Collection]:
    found, following = index.collections(PAGE, None)
    yield from found
    while following:
        found, following = index.collections(PAGE, following)
        yield from found


def _documents(index: "Index", collection: str) -> Iterator[StoredDocument]:
    found, following = index.documents(collection, PAGE, None)
    yield from found
    while following:
        found, following = index.documents(collection, PAGE, following)
        yield from found
