"""/v1/search: ranked passages, no answer."""

from fastapi import APIRouter

from api.bodies import SearchBody, as_filters
from api.errors import problems
from api.state import StateDep
from api.views import SearchView, result_view

router = APIRouter(prefix="/v1", tags=["asking"], responses=problems(400, 404))


@router.post("/search")
async def search(body: SearchBody, state: StateDep) -> SearchView:
    """The passages that fit a query best, by meaning and by words."""
    index = state.require().index
    hits = await state.asking.run(index.search, body.query, body.collection, body.limit, as_filters(body.filters))
    return SearchView(body.query, body.collection, [result_view(hit) for hit in hits])
