import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.paging import from_cursor, to_cursor
from index.types import BadCursor

NAMES = st.text(st.characters(codec="utf-8"))


@given(NAMES)
def test_a_cursor_gives_back_its_name(name: str) -> None:
    assert from_cursor(to_cursor(name)) == name


def test_no_cursor_means_the_start() -> None:
    assert from_cursor(None) is None


@pytest.mark.parametrize("cursor", ["", "a", "====", "é", "\ud800", "a b", base64.b64encode(b"\xff\xfe").decode()])
def test_a_cursor_that_is_none_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor, match="Start again"):
        from_cursor(cursor)


@given(st.text())
def test_whatever_comes_as_a_cursor_is_a_name_or_refused(cursor: str) -> None:
    try:
        name = from_cursor(cursor)
    except BadCursor:
        return
    assert name is not None
    assert base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)) == f"after:{name}".encode()
