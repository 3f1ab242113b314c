"""The header Prefer, read as RFC 7240 writes it."""

import pytest
from starlette.datastructures import Headers

from api.preferences import prefers_background


@pytest.mark.parametrize(
    ("sent", "background"),
    [
        (["respond-async"], True),
        (["Respond-Async"], True),
        (["respond-async, wait=10"], True),
        (["wait=10 , respond-async"], True),
        (["respond-async; a=b"], True),
        (['respond-async=""'], True),
        (['foo="a, b"; c, respond-async'], True),
        (['foo="a \\" b", respond-async'], True),
        (["wait=10", "respond-async"], True),
        (['respond-async, foo="open'], True),
        ([], False),
        ([""], False),
        (["respond-sync"], False),
        (["respond-asynchronously"], False),
        (["x-respond-async"], False),
        (["respond async"], False),
        (["respond-async=no"], False),
        (['respond-async="no"'], False),
        (["foo=respond-async"], False),
        (["foo; respond-async"], False),
        (['foo="a, respond-async, b"'], False),
        (['foo="a \\", respond-async, b"'], False),
        (['foo="open, respond-async'], False),
        (['"respond-async"'], False),
        (["respond-async=1, respond-async"], False),
        ([",;=,,"], False),
    ],
)
def test_the_preference_is_found_and_nothing_else_is_taken_for_it(sent: list[str], background: bool) -> None:
    headers = Headers(raw=[(b"prefer", value.encode()) for value in sent])
    assert prefers_background(headers) is background
