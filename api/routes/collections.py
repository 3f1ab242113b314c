"""/v1/collections: list and remove."""

from fastapi import APIRouter

from api.errors import problems
from api.routes.documents import CursorParam, LimitParam
from api.state import StateDep
from api.views import CollectionPage

router = APIRouter(prefix="/v1/collections", tags=["collections"], responses=problems(404, 507))


@router.get("")
async def list_collections(state: StateDep, limit: LimitParam = 100, cursor: CursorParam = None) -> CollectionPage:
    """The collections with their counts, a page at a time."""
    found, following = await state.asking.run(state.require().index.collections, limit, cursor)
    return CollectionPage(found, following)


@router.delete("/{name}", status_code=204)
async def remove_collection(name: str, state: StateDep) -> None:
    """Remove a collection, every document in it, and its evaluations and additions; those under way are cancelled."""
    index = state.require().index
    await state.asking.run(index.collection, name)
    await state.asking.run(state.jobs.forget, name)
    await state.removing(name).run(index.remove_collection, name)
