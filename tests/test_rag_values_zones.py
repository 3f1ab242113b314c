"""Times of day in zones and in ranges: sentences in, the times shown and whether two can both hold out."""

import pytest

from rag.values.compare import comparable, compatible
from rag.values.find import find_values
from rag.values.render import render


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The signal was lost at 2340 GMT.", ["23:40 UTC"]),
        ("The signal was lost at 0240 local time.", ["02:40"]),
        ("The ferry sank at 02:40 UTC+3.", ["02:40 UTC+3"]),
        ("The ferry sank at 2:40 a.m. EAT.", ["02:40 EAT"]),
        ("The hall was stormed at 19:55 Moscow time.", ["19:55 Moscow time"]),
        ("It was seen between 2.30 and 3 in the morning.", ["02:30–03:00"]),
        ("The fire began between 9 and 11 p.m.", ["21:00–23:00"]),
        ("The fire began between 21:30 and 22:00.", ["21:30–22:00"]),
        ("The gate is open from 9 to 11 a.m.", ["09:00", "11:00"]),
        ("Between two and three men were on the bridge.", []),
    ],
)
def test_the_times_of_a_sentence(sentence: str, shown: list[str]) -> None:
    assert [render(value) for value in find_values(sentence) if value.kind == "time"] == shown


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("at 02:40 MSK", "at 23:40 GMT", True),  # three hours ahead, so the evening before
        ("at 02:40 MSK", "at 22:40 GMT", False),
        ("at 02:40 EAT", "at 02:40 Moscow time", True),
        ("at 16:48 EDT", "at 13:48 PDT", True),
        ("at 05:10 JST", "at 20:10 UTC", True),
        ("at 02:40 UTC+5:30", "at 21:10 UTC", True),
        # without a zone it may be anywhere, but zones are whole or half hours apart
        ("at 02:40", "at 23:40 UTC", True),
        ("at 02:40", "at 23:05 UTC", False),
        ("at 16:48 EDT", "at 17:48", False),
        ("at 16:48", "at 17:48", False),
        ("between two and three in the morning", "at 02:40", True),
        ("between two and three in the morning", "at 03:40", False),
    ],
)
def test_whether_two_times_can_both_hold(one: str, other: str, agree: bool) -> None:
    (a,), (b,) = find_values(one), find_values(other)

    assert comparable(a, b)
    assert compatible(a, b) is compatible(b, a) is agree
